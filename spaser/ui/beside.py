"""The second figures that stand beside an indicator: other readings of it, and the concessions where it leaves them out (A2)."""

from __future__ import annotations

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.ui.figures import Reader
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, show_table
from spaser.wording import PERIMETRES, completeness_text, previous_text, ratio_text, said

_COLUMNS = (
    Column("À côté"),
    Column("Valeur", nombre=True),
    Column("Numérateur ÷ dénominateur", nombre=True),
    Column("N-1", nombre=True),
    Column("Ce qui est connu"),
)


def figures_beside(reader: Reader, indicateur: Indicateur) -> None:
    """Draw the figures beside an indicator, under the filters and the perimeter of the screen; nothing where there is none.

    A version published before they were defined holds no facts of theirs: it says so.
    """
    held = reader.catalogue.a_cote_de(indicateur.code)
    measured = reader.wholes(figure.code for figure in held) if held else {}
    lines = [_line(figure, f"{figure.code} · {figure.titre}", measured[figure.code]) for figure in held]
    whole = reader.with_concessions(indicateur)
    if whole is not None:
        lines.append(_line(indicateur, f"{PERIMETRES['tous']} (A2)", whole))
    if lines:
        st.markdown("**À côté** – autres lectures, sans cible ni verdict")
        show_table(_COLUMNS, lines, alt=f"À côté de {indicateur.code}")
        if reader.mark(indicateur) is not None:
            st.caption("Mesurés sur la version publiée : ils ne font pas partie des chiffres figés.")
    known = {figure.code for figure in held}
    awaited = [f for f in warehouse().catalogue.a_cote_de(indicateur.code) if f.code not in known]
    if awaited:
        named = " ; ".join(f"{figure.code} · {figure.titre}" for figure in awaited)
        st.caption(f"À côté, à la prochaine publication : {named}.")


def _line(figure: Indicateur, wording: str, measure: Measure) -> tuple[str, ...]:
    return (
        wording,
        said(measure, figure).texte,
        ratio_text(measure, figure) or fr.UNKNOWN,
        previous_text(measure, figure),
        completeness_text(measure, figure) or fr.UNKNOWN,
    )
