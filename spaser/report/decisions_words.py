"""The follow-up of the committees' decisions: those of the year of the document and since, and older ones that are not finished."""

from __future__ import annotations

from typing import Final

from spaser import francais as fr
from spaser.committees import COMITES, ETATS, Decision
from spaser.report.content import ReportContent
from spaser.report.texte import clean

HEADING: Final = "Suites données aux décisions"
NOTES: Final = (
    "Décisions enregistrées dans le tableau de bord, à la page « Comités » : celles prises depuis le début de l’exercice, et celles "
    "d’avant qui ne sont ni faites ni abandonnées. Le retard se compte à la date d’arrêté du document."
)
_UNREAD: Final = "Les décisions des comités n’ont pas pu être lues : ce document ne dit rien de leurs suites."
_NONE: Final = "Aucune décision de comité à suivre dans ce périmètre."
_LONGEST: Final = 400


def followed(content: ReportContent) -> tuple[Decision, ...]:
    """Return the decisions to follow, the last meeting first, that concern what the document shows.

    A decision about one Territory or one DGA is left out of a document narrowed to others.
    """
    filters = content.filters
    return tuple(
        decision
        for decision in content.decisions or ()
        if (decision.saisie.seance.year >= filters.annee or decision.saisie.etat in {"a_faire", "en_cours"})
        and _concerns(decision.saisie.portee.territoire, filters.territoires)
        and _concerns(decision.saisie.portee.dga, filters.dga)
    )


def titles(content: ReportContent) -> tuple[str, ...]:
    """Return the headings; the last says at which day lateness is counted, which is not the day the document is read."""
    return ("Séance", "Décision", "Porteur", "Échéance", f"État, retard au {fr.day(content.arrete)}")


def nothing_followed(content: ReportContent) -> str:
    """Say why no decision is listed: what could not be read is not « none »."""
    return _UNREAD if content.decisions is None else _NONE


def decision_words(decision: Decision, content: ReportContent) -> tuple[str, str, str, str, str]:
    """Say a decision under ``titles``."""
    saisie = decision.saisie
    late = decision.retard(content.arrete)
    state = ETATS[saisie.etat]
    return (
        f"{fr.day(saisie.seance)} – {COMITES[saisie.comite]}",
        clean(saisie.texte, _LONGEST),
        clean(saisie.porteur, 80),
        fr.or_dash(saisie.echeance, fr.day),
        f"{state}, {fr.plural(late, 'jour')} de retard" if late else state,
    )


def _concerns(place: str | None, asked: tuple[str, ...]) -> bool:
    return place is None or not asked or place in asked
