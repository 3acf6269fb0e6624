"""Open a file whatever it is: raw sheets, or a refusal."""

from __future__ import annotations

from pathlib import Path

from spaser.ingest.options import Limites
from spaser.ingest.read.classeur import lire_classeur
from spaser.ingest.read.decp_json import lire_decp_json
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.read.sonde import reconnaitre_format
from spaser.ingest.read.texte import lire_texte


def ouvrir(chemin: Path, limites: Limites) -> list[Feuille]:
    """Return the candidate sheets of a file.

    Raises:
        LectureRefuseeError: what it is cannot be read.
    """
    match reconnaitre_format(chemin, limites):
        case "classeur-zip":
            return lire_classeur(chemin, limites, en_zip=True)
        case "classeur-ole":
            return lire_classeur(chemin, limites, en_zip=False)
        case "json":
            return lire_decp_json(chemin)
        case "texte":
            return lire_texte(chemin)
        case "xml":
            raise LectureRefuseeError(
                "format_inconnu",
                "Ce fichier est un document XML : seuls les classeurs, les CSV et les DECP en JSON sont lus.",
                "Exportez vos contrats en classeur Excel (.xlsx), en CSV ou en DECP JSON.",
            )
