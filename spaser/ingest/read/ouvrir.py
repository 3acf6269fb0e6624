"""Open a file whatever it is: raw sheets, or a refusal."""

from __future__ import annotations

from pathlib import Path

from spaser.ingest.options import Limites
from spaser.ingest.read.classeur import lire_classeur
from spaser.ingest.read.decp_json import lire_decp_json
from spaser.ingest.read.decp_xml import lire_decp_xml
from spaser.ingest.read.feuille import Feuille
from spaser.ingest.read.parquet import lire_parquet
from spaser.ingest.read.sirene import Connus, reduire
from spaser.ingest.read.sonde import reconnaitre_format
from spaser.ingest.read.texte import lire_texte


def ouvrir(chemin: Path, limites: Limites, connus: Connus | None = None) -> list[Feuille]:
    """Return the candidate sheets of a file; of a national file of SIRENE, the rows of known suppliers.

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
            feuilles = lire_texte(chemin)
            return feuilles if connus is None else [reduire(feuille, connus) for feuille in feuilles]
        case "xml":
            return lire_decp_xml(chemin)
        case "parquet":
            return lire_parquet(chemin, limites, connus)
