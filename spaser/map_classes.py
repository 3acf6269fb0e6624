"""Classes of a choropleth: bounds that a reader can say aloud, and the legend that goes with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from statistics import median
from typing import Final

from spaser import francais as fr

SEQUENCE: Final = ("#CFE1F2", "#93C4DE", "#4B9BC7", "#1F6FA8", "#08437A")
_STEPS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0)
_SKEWED: Final = 5
"""A largest share above so many medians (one commune that takes half) would paint every other place alike."""
_ROUND_BOUNDS: Final = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
_QUANTILES: Final = (0.35, 0.6, 0.8, 0.95)


@dataclass(frozen=True)
class Classes:
    """Inner bounds, rising; a share equal to a bound belongs to the class above."""

    bornes: tuple[float, ...]

    @property
    def couleurs(self) -> tuple[str, ...]:
        """One colour a class, the darkest for the largest shares."""
        if not self.bornes:
            return SEQUENCE[-1:]
        spread = (len(SEQUENCE) - 1) / len(self.bornes)
        return tuple(SEQUENCE[round(rank * spread)] for rank in range(len(self.bornes) + 1))

    @property
    def textes(self) -> tuple[str, ...]:
        """What the legend says of each class."""
        if not self.bornes:
            return ("part unique",)
        first, last = _bound(self.bornes[0]), _bound(self.bornes[-1])
        between = [f"de {_bound(low)} à {_bound(high)}" for low, high in pairwise(self.bornes)]
        return (f"moins de {first}", *between, f"{last} et plus")

    def couleur(self, part: float) -> str:
        """Return the colour of a share."""
        return self.couleurs[bisect_right(self.bornes, part)]


def classes_of(shares: Sequence[float]) -> Classes:
    """Cut shares into five classes at most: even steps, or rounded quantiles when a few places take nearly all."""
    known = sorted(shares)
    if not known or known[0] == known[-1]:
        return Classes(())
    middle = median(known)
    if middle > 0 and known[-1] > _SKEWED * middle:
        return Classes(_quantile_bounds(known))
    return Classes(_even_bounds(known[0], known[-1]))


def _even_bounds(low: float, high: float) -> tuple[float, ...]:
    for step in _STEPS:
        start = floor(low / step)
        bounds = tuple(round(rank * step, 4) for rank in range(start + 1, start + len(SEQUENCE) + 1))
        inner = tuple(bound for bound in bounds if low < bound < high)
        if high <= bounds[-1] and inner:
            return inner
    return ()


def _quantile_bounds(known: Sequence[float]) -> tuple[float, ...]:
    asked = (known[floor(quantile * (len(known) - 1))] for quantile in _QUANTILES)
    bounds = {min(_ROUND_BOUNDS, key=lambda bound: abs(bound - value)) for value in asked}
    return tuple(sorted(bound for bound in bounds if known[0] < bound < known[-1]))


def _bound(value: float) -> str:
    return f"{fr.number(value * 100, 2, trim=True)}{fr.NARROW}%"
