"""Frozen years as they are shown (R13): the signed figure stays the official one, beside what the published version measures.

Docs: decision 014.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import isclose
from typing import Final

from spaser.measure.engine import measure_many
from spaser.measure.filters import Filters
from spaser.measure.lists import Dimension
from spaser.measure.model import Measure, Segmentation
from spaser.measure.perimeter import Perimeter
from spaser.measure.statuses import Statut
from spaser.measure.version import VersionLike
from spaser.store.freeze import Freeze, Frozen

DIMENSIONS: Final[tuple[Dimension, ...]] = ("domaine", "dga", "territoire")
_COMPARED: Final = (
    *("valeur", "numerateur", "denominateur", "inconnus", "borne_basse", "borne_haute"),
    *("montant", "montant_haut", "montant_total", "completude", "effectif"),
)
_SAME: Final = 1e-9
"""Two roads to one exact fraction may differ by the last bit of a float."""

_Of = tuple[str, Dimension | None]
Figures = Mapping[_Of, tuple[Measure, ...]]
"""Figures of one year, by code and dimension: the whole alone under None, the segments under theirs."""


@dataclass(frozen=True)
class Mark:
    """What is said beside a figure of a frozen year: who signed it and when, what is measured today, the reason of the difference."""

    gel: Freeze
    fige: Measure
    recalcule: Measure
    version: int
    motif: str | None
    motif_par: str | None
    motif_le: datetime | None
    anterieurs: tuple[tuple[Freeze, Measure], ...]

    @property
    def differe(self) -> bool:
        """Whether the published version measures it otherwise."""
        return differs(self.fige, self.recalcule)


@dataclass(frozen=True)
class Official:
    """The frozen years that hold for the published version: their figures take the place of those measured today."""

    frozen: Frozen = field(default_factory=Frozen)
    gels: Mapping[int, tuple[Freeze, ...]] = field(default_factory=dict)
    signed: Mapping[int, tuple[Figures, ...]] = field(default_factory=dict)
    """Beside each freeze of a year, its figures; the last are in force."""

    @classmethod
    def of(cls, frozen: Frozen, *, demonstration: bool) -> Official:
        """Read the freezes of real data, or those of made-up data."""
        gels: dict[int, tuple[Freeze, ...]] = {}
        for gel in frozen.gels:
            if gel.demonstration == demonstration:
                gels[gel.annee] = (*gels.get(gel.annee, ()), gel)
        signed = {annee: tuple(_figures_of(gel) for gel in of_year) for annee, of_year in gels.items()}
        return cls(frozen, gels, signed)

    def freeze_of(self, filters: Filters, perimeter: Perimeter) -> Freeze | None:
        """Return the freeze that these filters show: a whole frozen year, without any filter, seen by who sees everything."""
        whole = filters.arrete in (None, date(filters.annee, 12, 31)) and filters.perimetre is None
        if not (whole and perimeter.est_tout and not filters.restreint) or filters.annee not in self.gels:
            return None
        return self.gels[filters.annee][-1]

    def replacing(
        self,
        measured: tuple[Measure, ...],
        filters: Filters,
        perimeter: Perimeter,
        by: Segmentation | None,
    ) -> tuple[Measure, ...]:
        """Return what ``measure`` gave with the frozen figures in place of those of frozen years; quarters are left as measured."""
        if not self.gels or not measured:
            return measured
        code = measured[0].code
        first = measured[0]
        if self.freeze_of(filters, perimeter) is not None:
            frozen = self.signed[filters.annee][-1]
            first = self._whole(filters.annee, first)
            if by in DIMENSIONS and (code, None) in frozen:
                return (first, *frozen.get((code, by), ()))
        others = measured[1:]
        if by == "exercices" and self._unfiltered(filters, perimeter):
            others = tuple(self._whole(other.annee, other) for other in others)
        return (first, *others)

    def mark(self, recalcule: Measure, filters: Filters, perimeter: Perimeter, version: int) -> Mark | None:
        """Return what to say beside the whole of a frozen year; ``recalcule`` is what the published version measures."""
        gel = self.freeze_of(filters, perimeter)
        if gel is None or (recalcule.code, None) not in self.signed[filters.annee][-1]:
            return None
        fige = self._whole(filters.annee, recalcule)
        reason = self._reason(filters.annee, recalcule) if differs(fige, recalcule) else None
        return Mark(
            gel=gel,
            fige=fige,
            recalcule=recalcule,
            version=version,
            motif=reason[0] if reason else None,
            motif_par=reason[1] if reason else None,
            motif_le=reason[2] if reason else None,
            anterieurs=tuple(
                (before, figures[recalcule.code, None][0])
                for before, figures in zip(
                    self.gels[filters.annee][:-1], self.signed[filters.annee][:-1], strict=True
                )
                if (recalcule.code, None) in figures
            ),
        )

    def signed_before(self, measured: Measure, filters: Filters, perimeter: Perimeter) -> float | None:
        """Return the signed value of the year before a closed year, where N-1 as the version measures it differs; None otherwise."""
        annee = measured.annee - 1
        whole = (measured.arrete.month, measured.arrete.day) == (12, 31)
        if annee not in self.signed or not whole or not self._unfiltered(filters, perimeter):
            return None
        found = self.signed[annee][-1].get((measured.code, None))
        if not found or measured.n_moins_1 is None or _same(found[0].valeur, measured.n_moins_1):
            return None
        return found[0].valeur

    def _unfiltered(self, filters: Filters, perimeter: Perimeter) -> bool:
        return perimeter.est_tout and not filters.restreint and filters.perimetre is None

    def _whole(self, annee: int, measured: Measure) -> Measure:
        """Return the frozen whole of a year under the label that it was measured with."""
        found = self.signed[annee][-1].get((measured.code, None)) if annee in self.signed else None
        if not found:
            return measured
        return replace(found[0], segment=measured.segment)

    def _reason(self, annee: int, recalcule: Measure) -> tuple[str, str, datetime] | None:
        for event in reversed(self.frozen.evenements):
            for ecart in event.ecarts:
                if (ecart.annee, ecart.code) == (annee, recalcule.code) and _same(
                    ecart.recalcule, recalcule.valeur
                ):
                    return event.motif, event.auteur, event.le
        return None


def measured_year(version: VersionLike, annee: int) -> Figures:
    """Measure a civil year as screens show it by default."""
    codes = [indicator.code for indicator in version.catalogue.indicateurs]
    figures: dict[_Of, tuple[Measure, ...]] = {}
    for dimension in DIMENSIONS:
        for code, found in measure_many(version, codes, Filters(annee), Perimeter.tout(), dimension).items():
            figures[code, None] = found[:1]
            figures[code, dimension] = found[1:]
    return figures


def differs(one: Measure, other: Measure) -> bool:
    """Whether two measures of one thing say different figures."""
    return any(not _same(getattr(one, name), getattr(other, name)) for name in _COMPARED)


def _figures_of(freeze: Freeze) -> Figures:
    figures: dict[_Of, list[Measure]] = {}
    for chiffre in freeze.chiffres:
        tendance = None if chiffre.tendance is None else Statut(chiffre.tendance)
        fields = chiffre.model_dump(exclude={"dimension"}) | {
            "statut": Statut(chiffre.statut),
            "tendance": tendance,
        }
        figures.setdefault((chiffre.code, chiffre.dimension), []).append(Measure(**fields))
    return {place: tuple(found) for place, found in figures.items()}


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=_SAME, abs_tol=_SAME)
