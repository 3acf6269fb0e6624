"""Recoupement: the contracts that stand in the published data (DECP) and not here, and the reverse, or how to find out."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.quality_lists import ContratIsole, Cote, Extraction, SourcesDeContrats
from spaser.ui.figures import Reader
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.quality_figures import one_sided_of, sources_of
from spaser.ui.quality_lists import EVERYTHING, NAME, PAGE, origin, paged
from spaser.ui.tables import Column, csv_button, show_table

_SIDE_COLUMNS: Final = (
    Column("Contrat"),
    Column("Objet"),
    Column("Notifié le"),
    Column("DGA"),
    Column("Titulaire"),
    Column("Montant HT", nombre=True),
    Column("Fichier et ligne"),
)
_SIDES: Final[dict[Cote, tuple[str, str]]] = {
    "decp": ("Dans les DECP, pas dans l’extrait", "page_decp"),
    "si": ("Dans l’extrait, pas dans les DECP", "page_si"),
}


def cross_check_section(reader: Reader) -> None:
    """Compare the authority's contracts with the published data, or say how to make it possible."""
    st.header("Recoupement avec les données essentielles (DECP)", anchor="decp")
    sources = sources_of(reader)
    if not sources.comparables:
        st.caption(_how_to_compare(sources))
        return
    threshold = fr.euros(reader.catalogue.reglages.seuil_publication_decp)
    period = (
        f" du {fr.day(sources.decp_debut)} au {fr.day(sources.decp_fin)}"
        if sources.decp_debut and sources.decp_fin
        else ""
    )
    st.markdown(
        f"Contrats d’au moins {threshold} rapprochés par leur identifiant, sur la période des DECP déposées{period}."
    )
    _one_side(reader, "decp")
    if sources.reprises > 0:
        st.caption(
            f"{fr.plural(sources.reprises, 'ligne')} des DECP ont été remplacées par l’extrait des contrats : ces contrats sont des deux "
            "côtés, mais la version ne dit plus lesquels. Le sens inverse ne peut donc pas être établi ; pour l’obtenir, déposez "
            "les deux fichiers dans un même dépôt."
        )
        return
    _one_side(reader, "si")


def _how_to_compare(sources: SourcesDeContrats) -> str:
    if sources.extraits_si and not sources.extraits_decp:
        return (
            "Aucun extrait des DECP n’est déposé : rien à recouper. Pour le faire, téléchargez les marchés de l’acheteur sur "
            "decp.info ou data.gouv.fr, déposez ce fichier, puis déposez de nouveau l’extrait des contrats, tous deux en mode "
            "« compléter » (un dépôt qui « remplace » retirerait l’autre). Ce qui reste alors des DECP manque dans l’extrait."
        )
    if sources.extraits_decp:
        return (
            "Les contrats ne viennent que des DECP : déposez l’extrait des contrats de l’acheteur pour savoir ce qui manque "
            "d’un côté ou de l’autre."
        )
    return "Aucun extrait de contrats n’est déposé."


def _one_side(reader: Reader, side: Cote) -> None:
    title, key = _SIDES[side]

    def ask(limit: int, offset: int) -> Extraction[ContratIsole]:
        return one_sided_of(reader, side, limit, offset)

    st.subheader(title, anchor=f"decp-{side}")
    found = ask(PAGE, 0)
    if not found.nombre:
        st.caption("Aucun contrat dans ce cas avec ces filtres.")
        return
    st.markdown(f"**{fr.plural(found.nombre, 'contrat')}**")
    paged(
        ask,
        found.nombre,
        key,
        lambda rows: show_table(_SIDE_COLUMNS, [_side_line(row) for row in rows], alt=title),
    )
    csv_button(
        f"decp_{side}_{reader.filters.annee}",
        ["contrat", "objet", "jour", "dga", "titulaires", "montant_ht", "fichier", "ligne"],
        lambda: [
            (r.cle, r.objet, r.jour, r.dga, r.titulaires, r.montant, r.fichier, r.ligne)
            for r in ask(EVERYTHING, 0).lignes
        ],
        key=f"csv_decp_{side}",
    )


def _side_line(row: ContratIsole) -> tuple[str | PageLink, ...]:
    return (
        page_link(row.cle, "contrat", cle=row.cle),
        (row.objet or fr.NOT_FILLED)[:NAME],
        fr.day(row.jour),
        row.dga,
        (row.titulaires or fr.NOT_FILLED)[:NAME],
        fr.euros(row.montant),
        origin(row.fichier, row.ligne),
    )
