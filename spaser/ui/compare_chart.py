"""The heat table as a drawing: segments in rows, indicators in columns under their fiche, each cell with its texts.

Blue is the side that the indicator wants, orange the other one; the sign of the gap is written in the cell, so that the table
reads in greyscale. Cells without a colour take the page's own ink: they read in light and in dark.
"""

from __future__ import annotations

from functools import cache
from textwrap import wrap
from typing import Any, Final

import altair as alt

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.comparison import Case, Colonne, Lecture
from spaser.ui.compare_sets import Group
from spaser.ui.compare_words import (
    FACING,
    READINGS,
    Reference,
    completeness,
    gap_text,
    things_text,
    value_of,
)
from spaser.ui.literal import plain
from spaser.ui.theme import INK, OUTLINE_GREY, Spec, kept
from spaser.wording import value_text

_WHITE: Final = "#FFFFFF"
_DARK: Final = "#17222C"
_FILLS: Final[dict[Lecture, tuple[str, str]]] = {
    Lecture.NETTEMENT_PLUS: ("#1A6299", _WHITE),
    Lecture.PLUS: ("#B5D5EC", _DARK),
    Lecture.PROCHE: ("#EDEBE6", _DARK),
    Lecture.MOINS: ("#FAD0A8", _DARK),
    Lecture.NETTEMENT_MOINS: ("#B84E06", _WHITE),
    Lecture.PETIT: ("rgba(128, 138, 148, 0.30)", INK),
    Lecture.NON_CONCLUANT: ("rgba(128, 138, 148, 0.12)", INK),
    Lecture.SANS_COMPARAISON: ("transparent", INK),
    Lecture.NON_RENSEIGNE: ("transparent", INK),
    Lecture.NON_APPLICABLE: ("transparent", INK),
}
"""Fill and ink of each reading; the inks keep a contrast above 4.5 on their fills."""
_CELL_WIDTH: Final = 101
_CELL_HEIGHT: Final = 50
_HEADING_LENGTH: Final = 17
_HEADING_LINES: Final = 4
_HEADING_HEIGHT: Final = 70
_NAME_LENGTH: Final = 24
_AROUND: Final = 190
"""Height of the legend, the headings and a scroll bar, in pixels."""


@cache
def heat_table(reference: Reference) -> Spec:
    """Author the heat table of values read against a reference. Data: ``cases`` (see ``heat_rows``), row by row, every row with the same columns."""
    rows = alt.Chart(alt.NamedData("cases"))
    y = alt.Y(
        "nom:N",
        title=None,
        sort=None,
        axis=alt.Axis(labelExpr="split(datum.label, '\\n')", ticks=False, domain=False, labelLimit=190),
    )
    x = alt.X(
        "colonne:N",
        title=None,
        sort=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr="split(datum.label, '\\n')",
            labelFontSize=11,
            labelLimit=_CELL_WIDTH,
            labelBaseline="top",
            labelPadding=_HEADING_HEIGHT,
            labelFlush=False,
            ticks=False,
            domain=False,
        ),
    )
    fill = alt.Fill(
        "lecture:N",
        title=FACING[reference],
        scale=alt.Scale(domain=list(READINGS.values()), range=[_FILLS[reading][0] for reading in READINGS]),
        legend=alt.Legend(
            columns=5, symbolType="square", symbolStrokeColor=OUTLINE_GREY, symbolStrokeWidth=1
        ),
    )
    tooltip = [
        alt.Tooltip("segment:N", title="Segment"),
        alt.Tooltip("indicateur:N", title="Indicateur"),
        alt.Tooltip("valeur:N", title="Valeur"),
        alt.Tooltip("choses:N", title="Effectif"),
        alt.Tooltip("completude:N", title="Complétude"),
        alt.Tooltip("repere:N", title="Médiane" if reference == "mediane" else "Attendu à achats égaux"),
        alt.Tooltip("ecart_long:N", title="Écart"),
        alt.Tooltip("lecture:N", title="Lecture"),
    ]
    cells = rows.mark_rect(stroke=OUTLINE_GREY, strokeWidth=0.6).encode(x=x, y=y, fill=fill, tooltip=tooltip)
    ink = alt.Color("encre:N", scale=None, legend=None)
    value = rows.mark_text(dy=-13, fontSize=13, fontWeight="bold").encode(x=x, y=y, text="texte:N", color=ink)
    gap = rows.mark_text(dy=3, fontSize=11).encode(x=x, y=y, text="ecart:N", color=ink)
    things = rows.mark_text(dy=17, fontSize=10).encode(x=x, y=y, text="choses:N", color=ink)
    table = alt.layer(cells, value, gap, things).properties(
        width=alt.Step(_CELL_WIDTH), height=alt.Step(_CELL_HEIGHT)
    )
    grouped = table.facet(
        column=alt.Column(
            "groupe:N",
            sort=alt.EncodingSortField("rang", op="min"),
            title=None,
            header=alt.Header(
                labelFontSize=13, labelFontWeight="bold", labelAnchor="start", labelOrient="top"
            ),
        ),
        spacing=10,
    ).resolve_scale(x="independent")
    return kept(grouped)


def heat_height(segments: int) -> int:
    """Return the height of the drawing in pixels: the box that holds it scrolls sideways, the page does not."""
    return segments * _CELL_HEIGHT + _AROUND


def heat_rows(
    groups: tuple[Group, ...], columns: dict[str, Colonne], names: dict[str, str], segments: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return the rows of the drawing, segment by segment."""
    return [
        {"rang": order, **_row(group.titre, indicateur, columns[indicateur.code].cases[rank], names)}
        for rank in range(len(segments))
        for order, group in enumerate(groups)
        for indicateur in group.indicateurs
    ]


def _row(group: str, indicateur: Indicateur, case: Case, names: dict[str, str]) -> dict[str, Any]:
    gap = gap_text(case.ecart, indicateur)
    value = value_of(case, indicateur)
    # A mark, then its words in small: « non renseigné » does not fit a cell in bold.
    mark, _, words = value.partition(" ") if case.valeur is None else (value, "", gap)
    return {
        "groupe": group,
        "colonne": heading(indicateur),
        "indicateur": f"{indicateur.code} – {indicateur.titre}",
        "segment": plain(names.get(case.segment, case.segment)),
        "nom": "\n".join(wrap(plain(case.segment, 60), _NAME_LENGTH)[:2]),
        "texte": mark,
        "ecart": words,
        "valeur": value,
        "repere": fr.or_dash(case.repere, lambda value: value_text(value, indicateur)),
        "ecart_long": gap or "sans objet",
        "choses": things_text(case) if case.effectif else "",
        "completude": completeness(case),
        "lecture": READINGS[case.lecture],
        "encre": _FILLS[case.lecture][1],
    }


def heading(indicateur: Indicateur) -> str:
    """Return the heading of a column: its code, then its title on a few short lines."""
    lines = wrap(indicateur.titre, _HEADING_LENGTH)
    if len(lines) > _HEADING_LINES:
        lines = [*lines[: _HEADING_LINES - 1], f"{lines[_HEADING_LINES - 1][: _HEADING_LENGTH - 1]}…"]
    return "\n".join([indicateur.code, *lines])
