"""Figures to compare: several indicators over the same segments, asked of ``measure`` at once and kept per version, filters and perimeter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spaser.measure import Filters, Measure, Perimeter, Segmentation, measure_many
from spaser.measure.comparison import attendu
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered

Figures = Mapping[str, tuple[Measure, ...]]
"""By code: the whole, then its segments."""


def compared_figures(reader: Reader, codes: tuple[str, ...], by: Segmentation) -> Figures:
    """Return several indicators by segment under the filters of a screen, but for that on the compared dimension.

    Compared with itself alone, a DGA would always be the best and the worst.
    """
    return many_measured(
        reader.version, reader.stamp, codes, without(reader.filters, by), reader.perimeter, by
    )


def expected_figures(
    reader: Reader, codes: Sequence[str], by: Segmentation, segments: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Return what the purchases of each segment lead to expect of some rates, by code then by segment (see ``attendu``)."""
    filters = without(reader.filters, by)
    asked = tuple(codes)
    whole = many_measured(reader.version, reader.stamp, asked, filters, reader.perimeter, "domaine")
    found: dict[str, dict[str, float]] = {code: {} for code in asked}
    for segment in segments:
        own = many_measured(
            reader.version, reader.stamp, asked, within(filters, by, segment), reader.perimeter, "domaine"
        )
        for code in asked:
            expected = attendu(whole[code], own[code])
            if expected is not None:
                found[code][segment] = expected
    return found


def within(filters: Filters, dimension: Segmentation, segment: str) -> Filters:
    """Return the filters narrowed to one DGA or territoire."""
    return (
        replace(filters, dga=(segment,)) if dimension == "dga" else replace(filters, territoires=(segment,))
    )


def without(filters: Filters, dimension: Segmentation) -> Filters:
    """Return the filters without that on a dimension."""
    match dimension:
        case "domaine":
            return replace(filters, domaines=())
        case "dga":
            return replace(filters, dga=())
        case "territoire":
            return replace(filters, territoires=())
    return filters


@remembered(max_entries=200)
def many_measured(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    codes: tuple[str, ...],
    filters: Filters,
    perimeter: Perimeter,
    by: Segmentation,
) -> Figures:
    """Measure several indicators in one call."""
    return dict(measure_many(_version, codes, filters, perimeter, by))
