"""A compared cell in words: its value, its things, its gap, how it reads. Pure."""

from __future__ import annotations

from typing import Final, Literal

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.comparison import Case, Lecture
from spaser.wording import WITHOUT_OBJECT, value_text

Reference = Literal["mediane", "achats"]
"""What a value is read against: the median of its column, or what the segment's own purchases lead to expect."""

REFERENCES: Final[dict[Reference, str]] = {"mediane": "À la médiane", "achats": "À achats égaux"}
FACING: Final[dict[Reference, str]] = {
    "mediane": "Face à la médiane",
    "achats": "Face à l’attendu, à achats égaux",
}
READINGS: Final[dict[Lecture, str]] = {
    Lecture.NETTEMENT_PLUS: "Nettement plus favorable",
    Lecture.PLUS: "Plus favorable",
    Lecture.PROCHE: "Proche",
    Lecture.MOINS: "Moins favorable",
    Lecture.NETTEMENT_MOINS: "Nettement moins favorable",
    Lecture.NON_CONCLUANT: "Non concluant ?",
    Lecture.SANS_COMPARAISON: "Sans comparaison",
    Lecture.PETIT: "Petit effectif ◦",
    Lecture.NON_RENSEIGNE: "Non renseigné ◌",
    Lecture.NON_APPLICABLE: "Sans objet ∅",
}
_MARKS: Final = {Lecture.PETIT: " ◦", Lecture.NON_CONCLUANT: " ?"}


def value_of(case: Case, indicateur: Indicateur) -> str:
    """Say a cell's value; « sans objet », « non renseigné » and 0 are three different texts."""
    if case.lecture is Lecture.NON_RENSEIGNE:
        return f"◌ {fr.NOT_FILLED}"
    if case.valeur is None or case.lecture is Lecture.NON_APPLICABLE:
        return f"∅ {WITHOUT_OBJECT}"
    return value_text(case.valeur, indicateur) + _MARKS.get(case.lecture, "")


def gap_text(gap: float | None, indicateur: Indicateur) -> str:
    """Say a difference in the unit of the value, its sign written: +4,1 pt, −2,0 j; empty when there is none."""
    if gap is None:
        return ""
    if indicateur.unite == "%":
        text = f"{fr.number(gap * 100, 1)}{fr.NARROW}pt"
    elif indicateur.unite == "‰":
        text = f"{fr.number(gap * 1000, 2)}{fr.NARROW}‰"
    else:
        text = fr.quantity(gap, indicateur.unite)
    if not any(char in "123456789" for char in text):
        return text.removeprefix(fr.MINUS)
    return text if text.startswith(fr.MINUS) else f"+{text}"


def things_text(case: Case) -> str:
    """Say how many things a value stands on, and the share of them that is known when it is not all of them."""
    known = known_text(case)
    return f"n = {fr.count(case.effectif)}" + (f" · {known}" if known else "")


def known_text(case: Case) -> str:
    """Say the completeness of a cell, with a mark when it is low; empty when all is known."""
    text = completeness(case)
    if case.completude is None or case.completude == 1:
        return ""
    return f"{text}{fr.NARROW}◌" if case.incomplet else text


def completeness(case: Case) -> str:
    """Say the share of things that are known."""
    return fr.UNKNOWN if case.completude is None else fr.share_known(case.completude)
