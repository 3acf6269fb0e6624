"""The state of a means in words, with the sign, the shape and the colour that go with it; how late it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from spaser import francais as fr
from spaser.measure.roadmap import Etat, LigneMoyen, MoyenSuivi
from spaser.ui.literal import plain
from spaser.verdicts import BadgeColour


@dataclass(frozen=True)
class StateLook:
    """How a state is said, drawn in a chart (colour, shape, ink of a text on it) and shown as a badge."""

    texte: str
    pluriel: str
    signe: str
    forme: str
    couleur: str
    encre: str
    badge: BadgeColour


STATES: Final[dict[Etat, StateLook]] = {
    "realise": StateLook("Réalisé", "réalisés", "✓", "circle", "#009E73", "#000000", "green"),
    "en_cours": StateLook("En cours", "en cours", "◐", "square", "#0072B2", "#FFFFFF", "blue"),
    "engage": StateLook("Engagé", "engagés", "◔", "triangle-up", "#56B4E9", "#000000", "blue"),
    "non_engage": StateLook("Non engagé", "non engagés", "□", "diamond", "#E69F00", "#000000", "orange"),
    "recurrent": StateLook("Récurrent", "récurrents", "↻", "cross", "#CC79A7", "#000000", "violet"),
    "abandonne": StateLook("Abandonné", "abandonnés", "✕", "triangle-down", "#5F6B76", "#FFFFFF", "gray"),
    "non_renseigne": StateLook(
        "Non renseigné", "non renseignés", "◌", "triangle-left", "#C9D1D8", "#000000", "gray"
    ),
}


def state_word(etat: Etat) -> str:
    """Say a state, as the import reads it back."""
    return STATES[etat].texte


def signed_state(etat: Etat) -> str:
    """Say a state with its sign, for tables and lists."""
    return f"{STATES[etat].signe} {STATES[etat].texte}"


def states_in_words(counts: dict[Etat, int]) -> str:
    """Say how many means stand in each state; empty states are left out."""
    parts = [
        f"{fr.count(number)}{fr.NARROW}{STATES[etat].pluriel if number > 1 else STATES[etat].texte.lower()}"
        for etat, number in counts.items()
        if number
    ]
    return ", ".join(parts)


def lateness_text(moyen: MoyenSuivi) -> str:
    """Say how late a means is; empty when it is not, or when nobody can tell."""
    return f"En retard de {fr.plural(moyen.retard, 'jour')}" if moyen.retard else ""


def last_known_text(moyen: MoyenSuivi) -> str:
    """Say the last state of the years before, when the year shown has none; empty otherwise."""
    last = moyen.dernier_connu
    if moyen.ligne is not None or last is None:
        return ""
    return f"Dernier état connu : {state_word(last.statut).lower()} en {last.annee}"


def value_text(value: str | date | Decimal | None, champ: str) -> str:
    """Say the value of a field; an empty one is said to be empty."""
    if value is None or value == "non_renseigne":
        return fr.NOT_FILLED
    if isinstance(value, date):
        return fr.day(value)
    if isinstance(value, Decimal):
        return fr.rate(float(value), decimals=0)
    return next(
        (look.texte for etat, look in STATES.items() if champ == "etat" and etat == value), str(value)
    )


def origin_text(ligne: LigneMoyen) -> str:
    """Say which file and line a row came from."""
    return f"{plain(ligne.fichier or 'fichier inconnu', 80)}, ligne {fr.count(ligne.ligne)}"
