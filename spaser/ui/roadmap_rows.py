"""The roadmap of a run, read once per version, filters and perimeter."""

from __future__ import annotations

import streamlit as st

from spaser.catalogue import CatalogueError
from spaser.measure import Filters, Perimeter
from spaser.measure.roadmap import FeuilleDeRoute, roadmap
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered, stamp_of


def roadmap_of(reader: Reader) -> FeuilleDeRoute:
    """Return the roadmap of the year and date that the screen shows.

    Raises:
        CatalogueError: the catalogue has no indicator on the means.
    """
    return roadmap_at(reader.version, reader.filters, reader.perimeter)


def open_roadmap(reader: Reader) -> FeuilleDeRoute:
    """Return the roadmap of a page; when it cannot be shown, say why and stop there."""
    if reason := why_no_roadmap(reader):
        st.info(reason, icon=":material/visibility_off:")
        st.stop()
    return roadmap_of(reader)


def why_no_roadmap(reader: Reader) -> str:
    """Say why the reader cannot be shown the state of the means; empty when they can."""
    try:
        feuille = roadmap_of(reader)
    except CatalogueError:
        return "Le catalogue ne définit pas l’indicateur X10 : rien ne dit qui peut voir l’état des moyens."
    hidden = not reader.perimeter.est_tout and not any(m.ligne or m.anterieures for m in feuille.moyens)
    return (
        "Un moyen du schéma n’est rattaché à aucune DGA ni à aucun territoire : votre périmètre n’en montre pas l’état."
        if hidden
        else ""
    )


def roadmap_at(version: OpenVersion, filters: Filters, perimeter: Perimeter) -> FeuilleDeRoute:
    """Return the roadmap of a version; segments do not narrow it, so that they do not multiply what is kept."""
    asked = Filters(annee=filters.annee, arrete=filters.arrete)
    return kept_roadmap(version, stamp_of(version), asked, perimeter)


@remembered(max_entries=100)
def kept_roadmap(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key: the version itself is not hashed
    filters: Filters,
    perimeter: Perimeter,
) -> FeuilleDeRoute:
    """Read the roadmap of a version."""
    return roadmap(_version, filters, perimeter)
