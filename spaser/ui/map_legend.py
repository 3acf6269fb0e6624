"""The legend of a map, in words: what each colour means, « non renseigné » apart from « aucune dépense », and the circles."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import altair as alt

from spaser import francais as fr
from spaser.map_classes import Classes
from spaser.ui.theme import INK, OUTLINE_GREY, UNKNOWN_GREY, Spec, bound, kept

CIRCLE: Final = "#D55E00"
_ROW: Final = 22
_OTHERS: Final = 3


def legend(classes: Classes, circles: str, empty: str) -> Spec:
    """Return the legend of a map (see ``legend_rows``)."""
    return bound(
        authored_legend(max(len(classes.textes), _OTHERS)), legende=legend_rows(classes, circles, empty)
    )


def legend_rows(classes: Classes, circles: str, empty: str) -> list[dict[str, Any]]:
    """Return what each colour means; ``circles`` says what the area of a circle is, ``empty`` what a place without anything is."""
    shares = zip(classes.couleurs, classes.textes, strict=True)
    rows: list[dict[str, Any]] = [
        _row(0, rank, couleur, texte) for rank, (couleur, texte) in enumerate(shares)
    ]
    rows += [
        _row(1, 0, UNKNOWN_GREY, fr.NOT_FILLED),
        _row(1, 1, "transparent", empty),
        _row(1, 2, CIRCLE, circles, forme="circle"),
    ]
    return rows


@cache
def authored_legend(lines: int) -> Spec:
    """Author a legend of some lines once. Data: ``legende`` (colonne, rang, couleur, texte, forme)."""
    rows = alt.Chart(alt.NamedData("legende"))
    x = alt.X("colonne:Q", axis=None, scale=alt.Scale(domain=[-0.05, 2]))
    y = alt.Y("rang:Q", axis=None, scale=alt.Scale(domain=[lines - 0.5, -0.5]))
    marks = rows.mark_point(filled=True, size=170, stroke=OUTLINE_GREY, strokeWidth=1, opacity=1).encode(
        x=x,
        y=y,
        fill=alt.Fill("couleur:N", scale=None),
        shape=alt.Shape("forme:N", scale=None),
    )
    words = rows.mark_text(align="left", dx=13, color=INK, fontSize=12).encode(x=x, y=y, text="texte:N")
    return kept(alt.layer(marks, words).properties(height=_ROW * lines))


def _row(colonne: int, rang: int, couleur: str, texte: str, forme: str = "square") -> dict[str, Any]:
    return {"colonne": colonne, "rang": rang, "couleur": couleur, "texte": texte, "forme": forme}
