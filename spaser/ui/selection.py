"""What the reader has chosen, and how it travels in the address: pure, so that a link always shows the same screen.

Whatever the address holds (an old link, a hostile one), only known values come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from spaser.wording import PERIMETRES

Perimetre = Literal["marches", "tous"]

QUARTER_ENDS: Final[dict[str, tuple[int, int]]] = {
    "T1": (3, 31),
    "T2": (6, 30),
    "T3": (9, 30),
    "T4": (12, 31),
}
UNAFFECTED: Final = "Non affecté"


@dataclass(frozen=True)
class Choices:
    """What may be chosen with a version: years (latest first), the day at which data stop, names and their labels."""

    annees: tuple[int, ...]
    date_donnees: date
    domaines: tuple[str, ...]
    dga: Mapping[str, str]
    territoires: tuple[str, ...]

    def end(self, annee: int) -> date:
        """Return the last day of a year that the data reach."""
        return min(self.date_donnees, date(annee, 12, 31))

    def quarters(self, annee: int) -> tuple[str, ...]:
        """Return the quarters of a year that the data reach."""
        return tuple(
            name
            for name, (month, last) in QUARTER_ENDS.items()
            if date(annee, month, last) <= self.date_donnees
        )


@dataclass(frozen=True)
class Selection:
    """The filters of a screen. ``arrete`` is empty (end of data), a quarter (T1–T4) or an ISO date."""

    annee: int
    arrete: str = ""
    domaines: tuple[str, ...] = ()
    dga: tuple[str, ...] = ()
    territoires: tuple[str, ...] = ()
    perimetre: Perimetre | None = None

    def observation(self) -> date | None:
        """Return the day asked for, None for the end of the data."""
        if self.arrete in QUARTER_ENDS:
            month, last = QUARTER_ENDS[self.arrete]
            return date(self.annee, month, last)
        return date.fromisoformat(self.arrete) if self.arrete else None


@dataclass(frozen=True)
class Tag:
    """An active filter, as a removable tag: what it says, and the selection without it."""

    texte: str
    sans: Selection


def default_selection(choices: Choices) -> Selection:
    """Return the selection of a screen opened without anything in its address."""
    return Selection(annee=choices.annees[0])


def from_address(parameters: Mapping[str, Sequence[str]], choices: Choices) -> Selection:
    """Read an address; what it does not know is left out."""
    annee = _year(_first(parameters, "exercice"), choices)
    return Selection(
        annee=annee,
        arrete=_cutoff(_first(parameters, "arrete"), annee, choices),
        domaines=_known(parameters.get("domaine", ()), choices.domaines),
        dga=_known(parameters.get("dga", ()), choices.dga),
        territoires=_known(parameters.get("territoire", ()), choices.territoires),
        perimetre=_perimetre(_first(parameters, "perimetre")),
    )


def to_address(selection: Selection, choices: Choices) -> dict[str, list[str]]:
    """Write the address of a selection. The year and the day are always in it: opened once later data have come, it shows them still."""
    address: dict[str, list[str]] = {
        "exercice": [str(selection.annee)],
        "arrete": [selection.arrete or choices.end(selection.annee).isoformat()],
        "domaine": list(selection.domaines),
        "dga": list(selection.dga),
        "territoire": list(selection.territoires),
        "perimetre": [selection.perimetre] if selection.perimetre else [],
    }
    return {name: values for name, values in address.items() if values}


def tags(selection: Selection, choices: Choices) -> tuple[Tag, ...]:
    """Return the active filters, each with what remains when it is removed."""
    found: list[Tag] = []
    if selection.annee != choices.annees[0]:
        found.append(
            Tag(f"Exercice {selection.annee}", replace(selection, annee=choices.annees[0], arrete=""))
        )
    if selection.arrete:
        observed = selection.observation()
        said = selection.arrete if selection.arrete in QUARTER_ENDS else f"{observed:%d/%m/%Y}"
        found.append(Tag(f"Arrêté au : {said}", replace(selection, arrete="")))
    found += [
        Tag(name, replace(selection, domaines=tuple(d for d in selection.domaines if d != name)))
        for name in selection.domaines
    ]
    found += [
        Tag(f"DGA {code}", replace(selection, dga=tuple(d for d in selection.dga if d != code)))
        for code in selection.dga
    ]
    found += [
        Tag(name, replace(selection, territoires=tuple(t for t in selection.territoires if t != name)))
        for name in selection.territoires
    ]
    if selection.perimetre:
        found.append(Tag(PERIMETRES[selection.perimetre], replace(selection, perimetre=None)))
    return tuple(found)


def _first(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[0] if values else ""


def _year(text: str, choices: Choices) -> int:
    years = {str(year): year for year in choices.annees}
    return years.get(text, choices.annees[0])


def _cutoff(text: str, annee: int, choices: Choices) -> str:
    if text in choices.quarters(annee):
        return text
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return ""
    return asked.isoformat() if asked.year == annee and asked < choices.end(annee) else ""


def _known(values: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    asked = set(values)
    return tuple(name for name in allowed if name in asked)


def _perimetre(text: str) -> Perimetre | None:
    if text == "marches":
        return "marches"
    if text == "tous":
        return "tous"
    return None
