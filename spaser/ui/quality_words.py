"""The words of the quality page: why a row was refused, what a rule of the import says, what an indicator suffers."""

from __future__ import annotations

from typing import Final

from spaser import francais as fr
from spaser.ingest.regles import REGLES
from spaser.measure.quality import Completude
from spaser.measure.quality_findings import Gravite, Sort

GRAVITES: Final[dict[Gravite, str]] = {
    "bloquante": "✕ bloquante",
    "avertissement": "▲ avertissement",
    "information": "● information",
}
SORTS: Final[dict[Sort, str]] = {"rejete": "rejetées", "ecarte": "écartées"}

_MANDATORY: Final = "cellule_obligatoire:"
_ELSEWHERE: Final = {
    "fournisseur_inconnu": "Des fournisseurs ne sont dans aucune liste déposée : taille, statut et lieu restent inconnus.",
}
_COLUMNS: Final = {
    "annee": "année",
    "besoin_id": "n° du besoin",
    "contrat_id": "n° de contrat",
    "date_mandat": "date du mandat",
    "date_notification": "date de notification",
    "exercice": "exercice",
    "heures_realisees": "heures réalisées",
    "intitule": "intitulé",
    "jour": "date",
    "mandat_id": "n° de mandat",
    "mois": "mois",
    "montant_ht": "montant HT",
    "moyen": "moyen",
    "objet": "objet",
    "siret": "SIRET",
    "statut": "statut",
    "tiers_siret": "SIRET du fournisseur",
    "type": "type",
}


def reason(motif: str) -> str:
    """Say why rows do not count."""
    if motif.startswith(_MANDATORY):
        column = motif.removeprefix(_MANDATORY)
        return f"Cellule obligatoire vide ou illisible : {_COLUMNS.get(column, column.replace('_', ' '))}"
    return rule(motif)


def rule(regle: str) -> str:
    """Say what a rule of the import says, without any cell of a file."""
    known = REGLES.get(regle)
    if known is None:
        return _ELSEWHERE.get(regle, f"Règle {regle.replace('_', ' ')}")
    return known.message.format(colonne="…", valeur="…")


def share(completude: Completude, insufficient: float, provisional: float) -> str:
    """Say a completeness: ✕ under what a verdict needs, ▲ under what makes a figure provisional; never « 100 % » when one is missing."""
    text = fr.share_known(completude.part)
    if completude.part < insufficient:
        return f"✕ {text}"
    return f"▲ {text}" if completude.part < provisional else text
