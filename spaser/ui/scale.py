"""The unit of a value axis: amounts are drawn in M€ or k€ so that no browser writes its own « G » or « k »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spaser.catalogue import Indicateur

_MILLION: Final = 1_000_000
_THOUSAND: Final = 1_000


@dataclass(frozen=True)
class AxisScale:
    """The unit named by an axis, and what a value is divided by to be drawn in it."""

    unite: str
    diviseur: float

    def drawn(self, value: float | None) -> float | None:
        """Return a value as the axis shows it."""
        return None if value is None else float(value) / self.diviseur


def axis_scale(indicateur: Indicateur, values: Sequence[float | None]) -> AxisScale:
    """Choose the scale for the values of an indicator."""
    if indicateur.unite == "€":
        return euro_scale(values)
    return AxisScale("‰", 1 / _THOUSAND) if indicateur.unite == "‰" else AxisScale(indicateur.unite, 1)


def euro_scale(values: Sequence[float | None]) -> AxisScale:
    """Choose M€, k€ or € after the largest amount."""
    largest = max((abs(float(value)) for value in values if value is not None), default=0.0)
    if largest >= _MILLION:
        return AxisScale("M€", _MILLION)
    return AxisScale("k€", _THOUSAND) if largest >= 10 * _THOUSAND else AxisScale("€", 1)
