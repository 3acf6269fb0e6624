"""An extract is read, recognised, normalised and checked, and ends as accepted rows plus one report."""

from __future__ import annotations

from spaser.ingest.lancement import read_extract
from spaser.ingest.options import TYPES, ImportOptions, Limites, Reponses, TypeExtrait
from spaser.ingest.report import Anomalie, ColonneReconnue, ExtractReport, Gravite

__all__ = [
    "TYPES",
    "Anomalie",
    "ColonneReconnue",
    "ExtractReport",
    "Gravite",
    "ImportOptions",
    "Limites",
    "Reponses",
    "TypeExtrait",
    "read_extract",
]
