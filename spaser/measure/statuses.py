"""The verdicts: their identifiers, the same in JSON and in code, and the words that a reader sees."""

from __future__ import annotations

from enum import StrEnum

MENTION_PROJECTION = "projection indicative, non issue du SPASER"


class Statut(StrEnum):
    """Identifiers of the verdicts, the same in JSON and in code."""

    NON_APPLICABLE = "NON_APPLICABLE"
    DEFINITION_A_ARBITRER = "DEFINITION_A_ARBITRER"
    DONNEE_INSUFFISANTE = "DONNEE_INSUFFISANTE"
    CIBLE_ATTEINTE = "CIBLE_ATTEINTE"
    CIBLE_PERDUE = "CIBLE_PERDUE"
    CIBLE_NON_ATTEINTE = "CIBLE_NON_ATTEINTE"
    TROP_TOT = "TROP_TOT"
    EN_BONNE_VOIE = "EN_BONNE_VOIE"
    A_ACCELERER = "A_ACCELERER"
    PROGRES_INSUFFISANT = "PROGRES_INSUFFISANT"
    RECUL = "RECUL"
    NON_CONCLUANT = "NON_CONCLUANT"
    EVOLUTION_FAVORABLE = "EVOLUTION_FAVORABLE"
    STABLE = "STABLE"
    EVOLUTION_DEFAVORABLE = "EVOLUTION_DEFAVORABLE"
    SANS_OBJET = "SANS_OBJET"


LIBELLES: dict[Statut, str] = {
    Statut.NON_APPLICABLE: "Non applicable",
    Statut.DEFINITION_A_ARBITRER: "Définition à arbitrer",
    Statut.DONNEE_INSUFFISANTE: "Donnée insuffisante",
    Statut.CIBLE_ATTEINTE: "Cible atteinte",
    Statut.CIBLE_PERDUE: "Cible atteinte puis perdue",
    Statut.CIBLE_NON_ATTEINTE: "Cible non atteinte à l’échéance",
    Statut.TROP_TOT: "Trop tôt pour conclure",
    Statut.EN_BONNE_VOIE: "En bonne voie",
    Statut.A_ACCELERER: "En progrès, à accélérer",
    Statut.PROGRES_INSUFFISANT: "Progrès insuffisant",
    Statut.RECUL: "En recul",
    Statut.NON_CONCLUANT: "Non concluant (données incomplètes)",
    Statut.EVOLUTION_FAVORABLE: "Évolution favorable",
    Statut.STABLE: "Stable",
    Statut.EVOLUTION_DEFAVORABLE: "Évolution défavorable",
    Statut.SANS_OBJET: "Sans verdict",
}
