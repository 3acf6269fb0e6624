"""Méthode: the figures of 2020, the glossary, the 17 goals, the notes and the sources."""

from __future__ import annotations

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue
from spaser.geography import ATTRIBUTION
from spaser.ui.tables import Column, show_table


def reference_figures(catalogue: Catalogue) -> None:
    """List the 2020 key figures with the perimeter for which each holds."""
    st.header("Les chiffres de 2020", anchor="chiffres-2020")
    show_table(
        (
            Column("Chiffre"),
            Column("Valeur", nombre=True),
            Column("Périmètre"),
            Column("Comparable à"),
            Column("Note"),
        ),
        [
            (
                figure.libelle,
                fr.euros_short(figure.valeur)
                if figure.unite == "€"
                else fr.quantity(figure.valeur, figure.unite),
                figure.perimetre,
                figure.comparable_a or "aucun indicateur",
                figure.note,
            )
            for figure in catalogue.chiffres_2020
        ],
        alt="Chiffres de 2020",
    )


def words(catalogue: Catalogue) -> None:
    """List the glossary and the 17 sustainable development goals."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Glossaire", anchor="glossaire")
        show_table(
            (Column("Sigle"), Column("Signification")),
            [(term.sigle, term.definition) for term in catalogue.glossaire],
            alt="Glossaire",
        )
    with right:
        st.header("Les 17 objectifs de développement durable", anchor="odd")
        show_table(
            (Column("N°", nombre=True), Column("Objectif")),
            [(str(goal.numero), goal.titre) for goal in catalogue.odd],
            alt="Objectifs de développement durable",
        )


def sources(catalogue: Catalogue) -> None:
    """List the notes of method and the sources."""
    st.header("Notes et sources", anchor="sources")
    for note in catalogue.notes_de_methode:
        with st.expander(note.titre):
            st.markdown(note.texte)
    st.markdown("\n".join(f"- {source}" for source in catalogue.autorite.sources))
    st.caption(
        "[DOC] : écrit dans le document · [DOC≈] : dans le document, phrase recomposée de ses colonnes · "
        "[V] : vérifié dans une source publique · [CHOIX] : convention proposée là où le document se tait · [M] : de mémoire, à confirmer par un juriste."
    )
    st.caption(f"Cartes. {ATTRIBUTION}")
    st.caption(f"Catalogue : version {catalogue.version}.")
