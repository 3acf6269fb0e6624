"""Excel templates of the extracts, to download: for what is kept by hand, in no system."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from spaser.catalogue import Catalogue
from spaser.ingest.kinds import GENRES, Genre
from spaser.ingest.templates import template_workbook
from spaser.ui.downloads import offer
from spaser.ui.folded import folded
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.session import warehouse


def templates_to_download() -> None:
    """Offer one workbook a kind of extract, written when it is asked for."""
    folded("Modèles Excel à remplir", "modeles", _buttons)


def _buttons() -> None:
    st.caption(
        "Pour ce qui n’est tenu dans aucun logiciel. Chaque intitulé dit ce qu’il attend, sous quelle forme, avec un exemple ; les listes "
        "sont celles du schéma."
    )
    with st.container(horizontal=True, gap="small"):
        for genre in GENRES.values():
            name = KIND_NAMES[genre.nom]
            offer(
                f"{name[0].upper()}{name[1:]}",
                _written(genre, warehouse().catalogue),
                f"modele_{genre.nom}.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                f"modele_{genre.nom}",
            )


def _written(genre: Genre, catalogue: Catalogue) -> Callable[[], bytes]:
    return partial(template_workbook, genre, catalogue)
