"""An axis: for each of its fiches the orientation, the DGAs, the indicators as cards, and the open one in full."""

from __future__ import annotations

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Axe, Fiche, Indicateur
from spaser.ui.card import indicator_card
from spaser.ui.detail import detail_if_open
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.page import open_screen
from spaser.ui.session import warehouse

_CARD_WIDTH = 268


def open_axis(numero: int) -> tuple[Reader, Axe]:
    """Draw the top of an axis page; return its reader and the axis as the catalogue describes it."""
    catalogue = warehouse().catalogue
    axe = next(axe for axe in catalogue.axes if axe.numero == numero)
    codes = [i.code for i in catalogue.indicateurs if i.axe == numero]
    reader = open_screen(f"Axe {numero} – {axe.titre}", f"axe-{numero}", codes, "exercices")
    return reader, axe


def introduction(axe: Axe) -> None:
    """Draw what the axis is for."""
    st.markdown(f"_{axe.introduction}_")


def fiches(reader: Reader, axe: Axe) -> None:
    """Draw the fiches of an axis, in the order of the document."""
    for fiche in (fiche for fiche in reader.catalogue.fiches if fiche.axe == axe.numero):
        _heading(fiche)
        of_fiche = tuple(
            i for i in reader.catalogue.indicateurs if i.fiche == fiche.code and i.groupe == "spaser"
        )
        cards(reader, of_fiche, axe.couleur)
        _means(fiche)


def complements(reader: Reader, axe: Axe) -> None:
    """Draw the complementary indicators of an axis, apart from the document's own."""
    found = tuple(
        i for i in reader.catalogue.indicateurs if i.axe == axe.numero and i.groupe == "complementaire"
    )
    if not found:
        return
    st.header("Indicateurs complémentaires", anchor=False)
    st.caption(
        "Ils ne font pas partie des 34 indicateurs du document : ils suivent ses engagements chiffrés et ses repères de 2020."
    )
    cards(reader, found, axe.couleur)


def cards(reader: Reader, indicateurs: tuple[Indicateur, ...], colour: str, place: str = "") -> None:
    """Draw indicators as cards, then the open one over the whole width."""
    with st.grid(3, min_column_width=_CARD_WIDTH, gap="small"):
        for indicateur in indicateurs:
            indicator_card(reader, indicateur, colour, place)
    detail_if_open(reader, indicateurs, colour)


def _heading(fiche: Fiche) -> None:
    number = fiche.code.removeprefix("F")
    st.header(f"Fiche {number} – {fiche.titre}", anchor=f"fiche-{number}")
    st.markdown(
        f"{fiche.orientation}\n\n:small[:gray[DGA et directions mobilisées : {fiche.dga_libelle} · Domaines : {fiche.domaines}]]"
    )


def _means(fiche: Fiche) -> None:
    count = sum(len(objectif.moyens) for objectif in fiche.objectifs)
    with st.expander(f"Objectifs et moyens de la fiche ({fr.plural(count, 'moyen')})"):
        parts = (
            "\n".join(
                (
                    f"**{objectif.code} – {literal(objectif.titre, 400)}**\n",
                    *(f"- **{moyen.code}** {literal(moyen.libelle, 400)}" for moyen in objectif.moyens),
                )
            )
            for objectif in fiche.objectifs
        )
        st.markdown("\n\n".join(parts))
