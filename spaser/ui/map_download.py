"""The map as a file to show elsewhere: PNG for a slide, SVG for print; each says its date, its filters and its sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.ui.downloads import offer
from spaser.ui.figures import Reader
from spaser.ui.literal import plain
from spaser.ui.map_files import to_png, to_svg
from spaser.ui.map_picture import Picture, Words, map_picture
from spaser.ui.maps import Place
from spaser.ui.place_views import WHERES, MapView
from spaser.ui.tables import provenance
from spaser.wording import PERIMETRES

_FORMATS: Final[tuple[tuple[str, str, Callable[[Picture], bytes]], ...]] = (
    ("PNG", "image/png", to_png),
    ("SVG", "image/svg+xml", to_svg),
)


def map_buttons(
    reader: Reader,
    view: MapView,
    places: Sequence[Place],
    chosen: Collection[str],
    notes: Sequence[str],
    name: str,
) -> None:
    """Offer a map as a picture; it is drawn only when asked for. ``notes`` are the lines under the map."""
    words = picture_words(reader, view, notes)

    def drawn(write: Callable[[Picture], bytes]) -> bytes:
        return write(map_picture(view.niveau, places, chosen, words))

    with st.container(horizontal=True, gap="small"):
        for ending, mime, write in _FORMATS:
            offer(
                f"Télécharger la carte ({ending})",
                partial(drawn, write),
                f"carte_{name}_{reader.filters.annee}{provenance()}.{ending.lower()}",
                mime,
                f"{ending.lower()}_carte_{name}",
            )


def picture_words(reader: Reader, view: MapView, notes: Sequence[str]) -> Words:
    """Return what the picture of a map says around it."""
    version, filters = reader.version, reader.filters
    until = filters.arrete or version.date_donnees
    dated = f"Exercice {filters.annee}" + ("" if until is None else f", données arrêtées au {fr.day(until)}")
    names = (*filters.domaines, *(f"DGA {code}" for code in filters.dga), *filters.territoires)
    kept = [plain(name) for name in names]
    if filters.perimetre is not None:
        kept.append(PERIMETRES[filters.perimetre])
    lines = [
        f"{dated} · version {version.numero}, publiée le {fr.day(version.publiee_le)}",
        f"Filtres : {' · '.join(kept)}" if kept else "Sans filtre",
        "Données de démonstration – fictives" if version.demonstration else "",
    ]
    return Words(
        titre=f"{view.titre_part}, par {WHERES[view.where][0].lower()}{WHERES[view.where][1:]}",
        sous_titres=tuple(line for line in lines if line),
        notes=tuple(note for note in notes if note),
        vide=view.vide,
    )
