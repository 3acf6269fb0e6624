"""Verdicts in words, with the shape and the colour that go with them: never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from spaser.measure import LIBELLES, Statut

BadgeColour = Literal["green", "blue", "orange", "red", "gray", "violet"]


@dataclass(frozen=True)
class Verdict:
    """How a status is said, drawn (a Material symbol and a plain glyph for charts and tables) and coloured."""

    texte: str
    icone: str
    signe: str
    couleur: BadgeColour
    rang: int


VERDICTS: Final[dict[Statut, Verdict]] = {
    Statut.CIBLE_ATTEINTE: Verdict(
        LIBELLES[Statut.CIBLE_ATTEINTE], ":material/check_circle:", "●", "green", 0
    ),
    Statut.EN_BONNE_VOIE: Verdict(LIBELLES[Statut.EN_BONNE_VOIE], ":material/trending_up:", "▲", "green", 1),
    Statut.EVOLUTION_FAVORABLE: Verdict(
        LIBELLES[Statut.EVOLUTION_FAVORABLE], ":material/north_east:", "↗", "green", 2
    ),
    Statut.STABLE: Verdict(LIBELLES[Statut.STABLE], ":material/east:", "→", "blue", 3),
    Statut.A_ACCELERER: Verdict(LIBELLES[Statut.A_ACCELERER], ":material/fast_forward:", "»", "orange", 4),
    Statut.PROGRES_INSUFFISANT: Verdict(
        LIBELLES[Statut.PROGRES_INSUFFISANT], ":material/hourglass_bottom:", "◐", "orange", 5
    ),
    Statut.EVOLUTION_DEFAVORABLE: Verdict(
        LIBELLES[Statut.EVOLUTION_DEFAVORABLE], ":material/south_east:", "↘", "red", 6
    ),
    Statut.RECUL: Verdict(LIBELLES[Statut.RECUL], ":material/trending_down:", "▼", "red", 7),
    Statut.CIBLE_PERDUE: Verdict(LIBELLES[Statut.CIBLE_PERDUE], ":material/undo:", "↺", "red", 8),
    Statut.CIBLE_NON_ATTEINTE: Verdict(
        LIBELLES[Statut.CIBLE_NON_ATTEINTE], ":material/cancel:", "✕", "red", 9
    ),
    Statut.TROP_TOT: Verdict(LIBELLES[Statut.TROP_TOT], ":material/schedule:", "◷", "gray", 10),
    Statut.NON_CONCLUANT: Verdict(LIBELLES[Statut.NON_CONCLUANT], ":material/help:", "?", "gray", 11),
    Statut.DONNEE_INSUFFISANTE: Verdict(
        LIBELLES[Statut.DONNEE_INSUFFISANTE], ":material/data_alert:", "◌", "gray", 12
    ),
    Statut.DEFINITION_A_ARBITRER: Verdict(
        LIBELLES[Statut.DEFINITION_A_ARBITRER], ":material/gavel:", "§", "violet", 13
    ),
    Statut.SANS_OBJET: Verdict(LIBELLES[Statut.SANS_OBJET], ":material/swap_vert:", "=", "gray", 14),
    Statut.NON_APPLICABLE: Verdict(LIBELLES[Statut.NON_APPLICABLE], ":material/block:", "–", "gray", 15),
}

FAMILIES: Final[dict[str, tuple[Statut, ...]]] = {
    "Cible atteinte, en bonne voie ou évolution favorable": (
        Statut.CIBLE_ATTEINTE,
        Statut.EN_BONNE_VOIE,
        Statut.EVOLUTION_FAVORABLE,
    ),
    "Stable ou sans sens privilégié": (Statut.STABLE, Statut.SANS_OBJET),
    "À accélérer": (Statut.A_ACCELERER, Statut.PROGRES_INSUFFISANT),
    "Évolution défavorable, recul ou cible manquée": (
        Statut.EVOLUTION_DEFAVORABLE,
        Statut.RECUL,
        Statut.CIBLE_PERDUE,
        Statut.CIBLE_NON_ATTEINTE,
    ),
    "Pas de verdict possible": (
        Statut.TROP_TOT,
        Statut.NON_CONCLUANT,
        Statut.DONNEE_INSUFFISANTE,
        Statut.DEFINITION_A_ARBITRER,
        Statut.NON_APPLICABLE,
    ),
}
"""The five families of a synthesis; together they hold every status once, so that the counts sum to the whole."""

FAMILY_COLOURS: Final[dict[str, str]] = {
    "Cible atteinte, en bonne voie ou évolution favorable": "#009E73",
    "Stable ou sans sens privilégié": "#56B4E9",
    "À accélérer": "#E69F00",
    "Évolution défavorable, recul ou cible manquée": "#D55E00",
    "Pas de verdict possible": "#9AA5AF",
}


def verdict(statut: Statut) -> Verdict:
    """Return how to say and draw a status of the measure."""
    return VERDICTS[statut]


def family(statut: Statut) -> str:
    """Return the family of a status in a synthesis."""
    return next(name for name, members in FAMILIES.items() if statut in members)
