"""Maps of the TPE/PME share and of the Bouches-du-Rhône share: who buys, where suppliers are, and the same figures in a table."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.geography import ATTRIBUTION
from spaser.ui.figures import Reader
from spaser.ui.literal import literal, plain
from spaser.ui.map_download import map_buttons
from spaser.ui.map_legend import legend
from spaser.ui.maps import HEIGHT, Place, choropleth, classes_of_places
from spaser.ui.place_choice import choose_by_name, clicked
from spaser.ui.place_detail import place_detail
from spaser.ui.place_ranking import ranking
from spaser.ui.place_views import (
    WHERES,
    MapView,
    Ranked,
    Subject,
    Where,
    beyond_the_department,
    map_view,
    subjects,
)

_SPOKEN: Final = 4


def maps_section(reader: Reader) -> None:
    """Draw one map at a time, chosen by share and by kind of place; a click chooses, and so does the list above the table."""
    subject, where = _asked(reader)
    view = map_view(reader, subject, where)
    if not view.lignes:
        st.caption("Rien à placer sur la carte avec ces filtres.")
        return
    left, right = st.columns(2, gap="large")
    with right:
        chosen = choose_by_name(reader, view)
        ranking(view, chosen, f"{subject}_{where}")
    with left:
        _drawn(reader, view, chosen, f"{subject}_{where}")
    for line in view.lignes:
        if line.code in chosen:
            place_detail(reader, view, line)


def _asked(reader: Reader) -> tuple[Subject, Where]:
    shares = subjects(reader.catalogue)
    with st.container(horizontal=True, gap="medium"):
        subject: Subject = st.segmented_control(
            "Part montrée",
            list(shares),
            format_func=shares.__getitem__,
            default="pme",
            required=True,
            key="part",
            wrap=True,
            bind="query-params",
        )
        where: Where = st.segmented_control(
            "Lieu",
            list(WHERES),
            format_func=WHERES.__getitem__,
            default="acheteur",
            required=True,
            key="niveau",
            wrap=True,
            bind="query-params",
        )
    return subject, where


def _drawn(reader: Reader, view: MapView, chosen: Collection[str], name: str) -> None:
    places = [_as_place(line, view.compte) for line in view.lignes if view.on_map(line)]
    best = ", ".join(f"{line.nom} : {line.texte_part}" for line in view.lignes[:_SPOKEN])
    st.markdown(f"**{view.titre_part}**")
    # A map of its own for each choice: the browser's own selection, which would fade all other places, starts empty.
    key = f"carte_{name}_{'_'.join(sorted(chosen))}"
    st.pydeck_chart(
        choropleth(view.niveau, view.titre_part, places, frozenset(chosen), view.vide),
        height=HEIGHT,
        alt=f"Carte – {view.titre_part}. {best}. Le tableau voisin porte les mêmes chiffres.",
        key=key,
        on_select=lambda: clicked(key, view),
        selection_mode="single-object",
    )
    classes = classes_of_places(places)
    st.vega_lite_chart(
        legend(classes, "montant (surface du cercle)", view.vide),
        alt=f"Légende : {', '.join(classes.textes)} ; gris : {fr.NOT_FILLED} ; sans couleur : {view.vide}.",
        key=f"legende_{name}",
    )
    beyond = beyond_the_department(reader.catalogue)
    st.caption(" ".join(part for part in (view.lecture, _off_map(view, literal), beyond) if part))
    map_buttons(reader, view, places, chosen, (view.lecture, _off_map(view, plain), beyond), name)
    st.caption(f"{_how_to(view)}\n\n{ATTRIBUTION}")


def _how_to(view: MapView) -> str:
    effect = (
        "Un clic sur un territoire filtre la page, un second clic l’en retire ; la carte garde tous les territoires."
        if view.where == "acheteur"
        else "Un clic sur un lieu ouvre ses fournisseurs sous la carte, un second clic les ferme."
    )
    return f"{effect} Si la carte ne s’affiche pas (poste sans WebGL), le tableau et sa liste disent et font la même chose."


def _off_map(view: MapView, written: Callable[[str], str]) -> str:
    """Say what no outline can show: it is in the table, and in every total. ``written`` shows a name letter for letter."""
    away = [
        f"{written(line.nom)} : {fr.euros_short(line.montant)}"
        for line in view.lignes
        if not view.on_map(line)
    ]
    return f"Hors de la carte – {' ; '.join(away)}." if away else ""


def _as_place(line: Ranked, counted: str) -> Place:
    return Place(
        code=line.code,
        nom=line.nom,
        part=line.part,
        montant=line.montant,
        texte_part=line.texte_part,
        texte_montant=fr.euros_short(line.montant),
        texte_compte=f"{counted} : {fr.count(line.nombre)}",
    )
