"""Load a catalogue from its YAML file: read, shape, cross-check, or refuse."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from spaser.catalogue.erreurs import CatalogueError, Probleme
from spaser.catalogue.integrite import incoherences
from spaser.catalogue.lecture_yaml import lire_yaml
from spaser.catalogue.modele import Catalogue
from spaser.catalogue.traduction import problemes_de

CHEMIN_PAR_DEFAUT = Path(__file__).resolve().parents[2] / "data" / "catalogue" / "amp-2021-2026.yaml"


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Return the catalogue described by a YAML file (by default the Métropole's).

    The same unchanged file is read once per process.

    Raises:
        CatalogueError: the file is absent, unreadable, malformed or inconsistent; every reason is listed
            in French with its place in the document.
    """
    fichier = path or CHEMIN_PAR_DEFAUT
    try:
        etat = fichier.stat()
        return _charger(fichier, etat.st_mtime_ns, etat.st_size)
    except OSError as erreur:
        raison = f"fichier illisible ({erreur.strerror})"
        raise CatalogueError(str(fichier), (Probleme("fichier", raison),)) from erreur


@lru_cache(maxsize=8)
def _charger(fichier: Path, _modifie_ns: int, _taille: int) -> Catalogue:
    nom = str(fichier)
    document = lire_yaml(fichier.read_bytes(), nom)
    if not isinstance(document, dict):
        raise CatalogueError(
            nom, (Probleme("document", "le fichier est vide ou n'est pas un ensemble de clés"),)
        )
    try:
        catalogue = Catalogue.model_validate(document)
    except ValidationError as erreur:
        raise CatalogueError(nom, problemes_de(erreur)) from erreur
    trouvees = incoherences(catalogue)
    if trouvees:
        raise CatalogueError(nom, trouvees)
    return catalogue
