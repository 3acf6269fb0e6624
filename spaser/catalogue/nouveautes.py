"""What changed for a reader, dated: a short list kept as data, checked when it is read."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from spaser.catalogue.base import Modele, Texte
from spaser.catalogue.erreurs import CatalogueError, Probleme
from spaser.catalogue.lecture_yaml import lire_yaml
from spaser.catalogue.traduction import problemes_de

CHEMIN_DES_NOUVEAUTES = Path(__file__).resolve().parents[2] / "data" / "nouveautes.yaml"


class Nouveaute(Modele):
    """One thing that a reader can do or see since a day."""

    le: date
    titre: Texte
    texte: Texte


_LISTE = TypeAdapter(tuple[Nouveaute, ...])


@lru_cache(maxsize=8)
def load_news(path: Path = CHEMIN_DES_NOUVEAUTES) -> tuple[Nouveaute, ...]:
    """Return what changed, the latest first, in the order of the file within a day.

    Raises:
        CatalogueError: the file is absent, malformed, or not sorted; every reason is in French.
    """
    nom = str(path)
    try:
        contenu = path.read_bytes()
    except OSError as erreur:
        raise CatalogueError(
            nom, (Probleme("fichier", f"fichier illisible ({erreur.strerror})"),)
        ) from erreur
    try:
        nouveautes = _LISTE.validate_python(lire_yaml(contenu, nom) or [])
    except ValidationError as erreur:
        raise CatalogueError(nom, problemes_de(erreur)) from erreur
    if list(nouveautes) != sorted(nouveautes, key=lambda nouveaute: nouveaute.le, reverse=True):
        raise CatalogueError(
            nom, (Probleme("le", "les nouveautés se rangent de la plus récente à la plus ancienne"),)
        )
    return nouveautes
