"""How complete the deposited rows are: each column of an extract, whole and by domaine, DGA or territoire (R7, §11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from spaser.catalogue import Catalogue, cle_de_comparaison
from spaser.measure.asking import ask
from spaser.measure.filters import Filters, Perimetre
from spaser.measure.lists import Dimension
from spaser.measure.model import Measure
from spaser.measure.perimeter import Perimeter
from spaser.measure.quality_columns import EXTRAITS, ColonneSuivie, Extrait, columns_of, dependents
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

# A2: the flow of contracts is « marchés »; A9: spending takes everything. Paid suppliers follow spending.
_PERIMETRES: Final[dict[Extrait, Perimetre]] = {
    "contrats": "marches",
    "depenses": "tous",
    "fournisseurs": "tous",
    "heures": "tous",
}
_DATES: Final[dict[Extrait, str]] = {
    "contrats": "contrats",
    "depenses": "depenses",
    "fournisseurs": "depenses",
    "heures": "heures",
}


@dataclass(frozen=True)
class Completude:
    """How many rows hold a column: of the whole (``segment`` None) or of one segment."""

    colonne: ColonneSuivie
    segment: str | None
    remplis: int
    total: int

    @property
    def part(self) -> float:
        """Share of the rows that hold it, a fraction; ``total`` is never 0."""
        return self.remplis / self.total

    @property
    def manquants(self) -> int:
        """Rows that do not hold it."""
        return self.total - self.remplis


@dataclass(frozen=True)
class Lacune:
    """A column that is not complete, and the indicators that read it with what is known of each (None: no row to know)."""

    completude: Completude
    indicateurs: tuple[tuple[str, float | None], ...]
    provisoires: tuple[str, ...]


@dataclass(frozen=True)
class Retard:
    """Until when a kind of extract goes, and how many days that is before the others."""

    type: str
    arrete: date
    jours: int


def completeness(
    version: VersionLike, extrait: Extrait, par: Dimension, filters: Filters, perimeter: Perimeter
) -> tuple[Completude, ...]:
    """Return the completeness of every column of an extract over the year asked: the whole first, then each segment.

    Nothing is returned for an extract that holds no row of that year: « no row » is not « nothing filled in ».
    """
    parametres = {"par": par, **quality_parameters(version, extrait, filters, perimeter)}
    trouves = {
        (nom, segment): (remplis, total)
        for nom, _, segment, remplis, total in (
            ligne.values() for ligne in ask(version, f"measure/qualite_{extrait}", parametres)
        )
    }
    segments: list[str | None] = [None, *_sorted({s for _, s in trouves if s is not None})]
    return tuple(
        Completude(colonne, segment, *trouves[colonne.nom, segment])
        for segment in segments
        for colonne in columns_of(extrait)
        if (colonne.nom, segment) in trouves
    )


def gaps(
    found: Sequence[Completude], catalogue: Catalogue, measures: Mapping[str, Measure]
) -> tuple[Lacune, ...]:
    """Return the columns of the whole that are not complete, the emptiest first, with the indicators that suffer.

    An indicator is provisional when what is known of it is under the setting (R7). One that was not measured is left out.
    """
    lacunes = [
        _lacune(completude, catalogue, measures)
        for completude in found
        if completude.segment is None and completude.manquants > 0
    ]
    return tuple(sorted(lacunes, key=lambda lacune: lacune.completude.part))


def late_kinds(dates: Mapping[str, date], until: date | None) -> tuple[Retard, ...]:
    """Return the kinds of extract that stop before the others, the latest first; none when nothing is dated."""
    if until is None:
        return ()
    retards = [Retard(kind, stop, (until - stop).days) for kind, stop in dates.items() if stop < until]
    return tuple(sorted(retards, key=lambda retard: (-retard.jours, retard.type)))


def quality_parameters(
    version: VersionLike, extrait: Extrait, filters: Filters, perimeter: Perimeter
) -> dict[str, object]:
    """Return the bound parameters that every statement on the rows of a year takes: window, filters, perimeter."""
    fenetre = Calendar.de(filters, version.date_pour((_DATES[extrait],))).fenetre(filters.annee)
    perimetre = filters.perimetre or _PERIMETRES[extrait]
    return {
        "debut": fenetre.debut,
        "arrete": fenetre.arrete,
        "domaines": list(filters.domaines) or None,
        "dga": list(filters.dga) or None,
        "territoires": list(filters.territoires) or None,
        "perimetres": None if perimetre == "tous" else [perimetre],
        **perimeter.parametres(),
    }


def _sorted(segments: set[str]) -> list[str]:
    """Return names as a French reader looks them up: « Énergie » with the E."""
    return sorted(segments, key=lambda segment: (cle_de_comparaison(segment), segment))


def _lacune(completude: Completude, catalogue: Catalogue, measures: Mapping[str, Measure]) -> Lacune:
    seuil = catalogue.reglages.completude_provisoire
    lus = [i.code for i in dependents(catalogue, completude.colonne) if i.code in measures]
    connus = tuple((code, measures[code].completude) for code in lus)
    return Lacune(
        completude=completude,
        indicateurs=connus,
        provisoires=tuple(code for code, connu in connus if connu is not None and connu < seuil),
    )


__all__ = [
    "EXTRAITS",
    "Completude",
    "Extrait",
    "Lacune",
    "Retard",
    "completeness",
    "gaps",
    "late_kinds",
    "quality_parameters",
]
