"""How what committees write is said on a screen: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from spaser import francais as fr
from spaser.committees import (
    COMITES,
    ETATS,
    ETATS_CONTESTATION,
    Comite,
    Contestation,
    Decision,
    EtatContestation,
    EtatDecision,
    Niveau,
    Portee,
    Rubrique,
)
from spaser.committees.records import LigneContestee, Trace
from spaser.ui.literal import literal
from spaser.verdicts import BadgeColour

INSTRUCTIONS: Final[Mapping[Rubrique, str]] = {
    "resultats": "Ce qui a été obtenu depuis le dernier comité : un fait, un chiffre et sa date. Pas d’intention.",
    "freins": "Ce qui empêche d’avancer, sa cause, et de qui dépend la solution.",
    "actions": "La prochaine action, qui la porte et pour quand. Une action sans porteur ni date n’est pas une action.",
    "reussites": "Un marché ou une pratique à reproduire : ce qui a marché, pourquoi, et à qui demander.",
}
"""What to write under each heading, said above the field."""

STATES: Final[Mapping[EtatDecision, tuple[str, BadgeColour]]] = {
    "a_faire": ("○", "gray"),
    "en_cours": ("◐", "blue"),
    "faite": ("●", "green"),
    "abandonnee": ("✕", "violet"),
}
LEVELS: Final[Mapping[Niveau, tuple[str, BadgeColour]]] = {
    "securise": ("●", "green"),
    "atteignable": ("◕", "blue"),
    "appui": ("◑", "orange"),
    "compromis": ("○", "red"),
}
CONTESTS: Final[Mapping[EtatContestation, tuple[str, BadgeColour]]] = {
    "ouverte": ("⚑", "orange"),
    "acceptee": ("✓", "green"),
    "refusee": ("✕", "gray"),
    "retiree": ("–", "gray"),
}
"""A sign and a colour with each word: never a colour alone."""


def paragraphs(text: str) -> str:
    """Return a text of several lines that a Markdown renderer shows letter for letter, line by line."""
    return "  \n".join(literal(line, 4_000) for line in text.splitlines() if line.strip())


def badge(sign: str, colour: str, text: str) -> str:
    """Return a badge as Markdown."""
    return f":{colour}-badge[{sign} {text}]"


def state_badge(etat: EtatDecision) -> str:
    """Return the state of a decision."""
    return badge(*STATES[etat], ETATS[etat])


def lateness_badge(decision: Decision, reference: date) -> str:
    """Return for how long a decision is late; empty when it is not."""
    late = decision.retard(reference)
    return badge("⚑", "red", f"En retard de {fr.plural(late, 'jour')}") if late else ""


def contest_badge(etat: EtatContestation) -> str:
    """Return the state of a contested row."""
    return badge(*CONTESTS[etat], f"Contestation {ETATS_CONTESTATION[etat].lower()}")


def scope_words(portee: Portee) -> str:
    """Say whom an entry concerns."""
    parts = [] if portee.territoire is None else [literal(portee.territoire)]
    if portee.dga is not None:
        parts.append(f"DGA {literal(portee.dga)}")
    return " · ".join(parts) or "ensemble de la Métropole"


def meeting_words(comite: Comite, seance: date) -> str:
    """Name a meeting."""
    return f"{COMITES[comite]} du {fr.day(seance)}"


def written_words(trace: Trace) -> str:
    """Say who wrote an entry, and who changed it last."""
    text = f"écrit par {literal(trace.cree_par, 60)} le {fr.moment(trace.cree_le)}"
    if trace.version > 1:
        text += f", modifié par {literal(trace.modifie_par, 60)} le {fr.moment(trace.modifie_le)}"
    return text


def contested_words(trace: Trace, *, answered: bool) -> str:
    """Say who contested a row, and who answered."""
    text = f"contesté par {literal(trace.cree_par, 60)} le {fr.moment(trace.cree_le)}"
    if answered:
        text += f", réponse de {literal(trace.modifie_par, 60)} le {fr.moment(trace.modifie_le)}"
    return text


def due_words(echeance: date | None) -> str:
    """Say a due date."""
    return "sans échéance" if echeance is None else f"échéance {fr.day(echeance)}"


def origin_words(ligne: LigneContestee) -> str:
    """Say where the contested row was read."""
    where = "fichier inconnu" if ligne.fichier is None else ligne.fichier
    if ligne.ligne is not None:
        where += f", ligne {fr.count(ligne.ligne)}"
    return f"{where}, version {ligne.version_donnees}"


def contests_line(found: Iterable[Contestation], code: str) -> str:
    """Return what a card says of the contested rows of its indicator; empty when there is none."""
    said = contests_count(contest for contest in found if contest.objet.indicateur == code)
    return f"⚑ {said}" if said else ""


def contests_count(found: Iterable[Contestation]) -> str:
    """Count contested rows by state: « 2 contestations ouvertes, 1 refusée »; empty when there is none."""
    counts = Counter(contest.etat for contest in found)
    parts = [
        f"{fr.count(counts[etat])} {ETATS_CONTESTATION[etat].lower()}{'s' if counts[etat] > 1 else ''}"
        for etat in CONTESTS
        if counts[etat]
    ]
    return f"{fr.plural(sum(counts.values()), 'contestation')} : {', '.join(parts)}" if parts else ""
