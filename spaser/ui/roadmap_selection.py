"""Which means the screen shows, and how that travels in the address: pure; whatever an address holds, only known values come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from spaser.catalogue import Catalogue
from spaser.measure.roadmap import ETATS, Etat, FeuilleDeRoute, MoyenSuivi

Affichage = Literal["liste", "calendrier", "tableau"]
"""The three ways of showing the same means."""

NAMES: Final = ("axe", "etat", "pilote", "retard", "affichage")
"""Parameters of the address that this screen owns."""

NO_PILOT: Final = "sans pilote"
LATE: Final = "oui"


@dataclass(frozen=True)
class MeansChoices:
    """What may be chosen: axes and their titles, and the pilots that the year's rows name."""

    axes: Mapping[int, str]
    pilotes: tuple[str, ...]


@dataclass(frozen=True)
class MeansSelection:
    """The filters of the roadmap. ``axe`` None is every axis; empty tuples filter nothing."""

    axe: int | None = None
    etats: tuple[Etat, ...] = ()
    pilotes: tuple[str, ...] = ()
    en_retard: bool = False
    affichage: Affichage = "liste"

    @property
    def restreinte(self) -> bool:
        """Whether some means are left out."""
        return self.axe is not None or bool(self.etats or self.pilotes) or self.en_retard

    def portee(self, moyens: Sequence[MoyenSuivi]) -> tuple[MoyenSuivi, ...]:
        """Return the means of the axis and of the pilots asked for, whatever their state: what is counted."""
        return tuple(
            moyen
            for moyen in moyens
            if (self.axe is None or moyen.axe == self.axe)
            and (not self.pilotes or pilot_of(moyen) in self.pilotes)
        )

    def retenus(self, moyens: Sequence[MoyenSuivi]) -> tuple[MoyenSuivi, ...]:
        """Return the means to list."""
        return tuple(
            moyen
            for moyen in self.portee(moyens)
            if (not self.etats or moyen.etat in self.etats) and (not self.en_retard or moyen.en_retard)
        )


def pilot_of(moyen: MoyenSuivi) -> str:
    """Return the pilot of a means in the year."""
    return (moyen.ligne.pilote if moyen.ligne else None) or NO_PILOT


def means_choices(catalogue: Catalogue, feuille: FeuilleDeRoute) -> MeansChoices:
    """Return what may be chosen on this roadmap."""
    pilots = {pilot_of(moyen) for moyen in feuille.moyens}
    return MeansChoices(
        axes={axe.numero: axe.titre_court for axe in catalogue.axes},
        pilotes=tuple(sorted(pilots, key=lambda name: (name == NO_PILOT, name.casefold()))),
    )


def from_address(parameters: Mapping[str, Sequence[str]], choices: MeansChoices) -> MeansSelection:
    """Read an address; what it does not know is left out."""
    axes = {str(axe): axe for axe in choices.axes}
    states, pilots = parameters.get("etat", ()), parameters.get("pilote", ())
    shown = _first(parameters, "affichage")
    return MeansSelection(
        axe=axes.get(_first(parameters, "axe")),
        etats=tuple(etat for etat in ETATS if etat in states),
        pilotes=tuple(name for name in choices.pilotes if name in pilots),
        en_retard=_first(parameters, "retard") == LATE,
        affichage=next((name for name in get_args(Affichage) if name == shown), "liste"),
    )


def to_address(selection: MeansSelection) -> dict[str, list[str]]:
    """Write the address of a selection; defaults are left out."""
    address: dict[str, list[str]] = {
        "axe": [] if selection.axe is None else [str(selection.axe)],
        "etat": list(selection.etats),
        "pilote": list(selection.pilotes),
        "retard": [LATE] if selection.en_retard else [],
        "affichage": [] if selection.affichage == "liste" else [selection.affichage],
    }
    return {name: values for name, values in address.items() if values}


def _first(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[0] if values else ""
