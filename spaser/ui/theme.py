"""What every chart shares: the French locale, colours safe for colour-blind readers, and how a drawing is authored once.

A chart is authored with Altair once per process and kept as a Vega-Lite specification that names its data; each run
binds its own rows to those names. Text, rules and marks that must stand out on a light and on a dark page take the
page's own text colour (``currentColor``).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pyarrow as pa

from spaser.francais import MONTHS, NARROW

Spec = dict[str, Any]
"""A Vega-Lite specification, as plain JSON."""

INK: Final = "currentColor"
UNKNOWN_GREY: Final = "#9AA5AF"
OUTLINE_GREY: Final = "#76828D"
"""Readable on a light page and on a dark one, where a drawing cannot take the page's own colour."""
PREVIOUS_GREY: Final = "#7B8791"
DEFAULT_COLOUR: Final = "#0072B2"

LOCALE: Final[Mapping[str, Any]] = {
    "number": {
        "decimal": ",",
        "thousands": NARROW,
        "grouping": [3],
        "currency": ["", f"{NARROW}€"],
        "percent": f"{NARROW}%",
    },
    "time": {
        "dateTime": "%A %e %B %Y à %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
        "months": list(MONTHS),
        "shortMonths": [
            "janv.",
            "févr.",
            "mars",
            "avr.",
            "mai",
            "juin",
            "juil.",
            "août",
            "sept.",
            "oct.",
            "nov.",
            "déc.",
        ],
    },
}

# A drawing is heard as its one French sentence (« alt »): Vega's own descriptions of marks, axes and legends are English.
_CONFIG: Final[Mapping[str, Any]] = {
    "locale": LOCALE,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelLimit": 260,
        "titleFontWeight": "normal",
        "aria": False,
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "orient": "top", "labelLimit": 300, "aria": False},
    "mark": {"aria": False},
    "text": {"fontSize": 12},
}


_TWO_LINES: Final = "split(replace(datum.label, regexp('(.{12,}?) ', 'g'), '$1\\n'), '\\n')"
_HALF_A_LINE: Final = {"condition": {"test": f"length({_TWO_LINES}) > 1", "value": -6}, "value": 0}
"""A text of several lines hangs from its first one: it is brought back in front of its bar."""
_BESIDE_BARS: Final = {"left": 0, "top": 5, "right": 62}
"""Room for what stands at the end of the longest bar, in pixels: a share of the scale would be too little on a phone."""


def name_axis() -> alt.Axis:
    """Return the axis of long names: on lines of about twelve letters, so that a phone keeps room for the bars."""
    return alt.Axis(labelExpr=_TWO_LINES, labelOffset=_HALF_A_LINE, labelLineHeight=12, labelFontSize=11.5)


def with_room_for_labels(spec: Spec) -> Spec:
    """Return a drawing of horizontal bars with room on its right for the text at their ends."""
    return {**spec, "padding": dict(_BESIDE_BARS)}


def kept(chart: alt.TopLevelMixin) -> Spec:
    """Turn an authored chart into the specification to keep: validated by Altair, French, without data."""
    spec: Spec = chart.to_dict(context={"pre_transform": False})
    spec.pop("datasets", None)
    spec.pop("$schema", None)
    spec["config"] = copy.deepcopy(dict(_CONFIG))
    return spec


def bound(spec: Spec, **rows: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> Spec:
    """Return the specification with rows under the names that it asks for; the kept one is not touched.

    Rows travel as Arrow; a geographic outline (a mapping) travels as it is.
    """
    datasets = {
        name: dict(values)
        if isinstance(values, Mapping)
        else pa.Table.from_pylist([dict(row) for row in values])
        for name, values in rows.items()
    }
    return {**spec, "datasets": datasets}
