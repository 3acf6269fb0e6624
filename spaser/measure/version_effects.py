"""What a version does to each indicator: before → after, on the same year, for the whole authority."""

from __future__ import annotations

from dataclasses import dataclass

from spaser.measure.engine import measure_many
from spaser.measure.filters import Filters
from spaser.measure.frozen import differs
from spaser.measure.lists import years
from spaser.measure.model import Measure
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike


@dataclass(frozen=True)
class Effect:
    """An indicator of one year in two versions; None where a version's catalogue does not define it."""

    code: str
    avant: Measure | None
    apres: Measure | None

    @property
    def change(self) -> bool:
        """Whether the figures differ."""
        if self.avant is None or self.apres is None:
            return self.avant is not self.apres
        return differs(self.avant, self.apres)


def common_years(before: VersionLike, after: VersionLike) -> tuple[int, ...]:
    """Return the years that either version covers, the last first."""
    return tuple(sorted({*years(before), *years(after)}, reverse=True))


def effects(before: VersionLike, after: VersionLike, annee: int) -> tuple[Effect, ...]:
    """Measure every indicator of a year in both versions, in the order of the catalogue."""
    old, new = (_wholes(version, annee) for version in (before, after))
    return tuple(Effect(code, old.get(code), new.get(code)) for code in dict.fromkeys((*new, *old)))


def _wholes(version: VersionLike, annee: int) -> dict[str, Measure]:
    codes = [indicator.code for indicator in version.catalogue.indicateurs]
    found = measure_many(version, codes, Filters(annee), Perimeter.tout())
    return {code: measures[0] for code, measures in found.items()}
