"""« À traiter »: the alerts as links that open the right page already filtered, the most serious first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure import Filters, Measure, Perimeter
from spaser.measure.alerts import Alerte, Genre, Gravite, Situation, alerts
from spaser.measure.alerts_counts import (
    Candidats,
    candidates,
    counted,
    late_means,
)
from spaser.measure.situated import all_segments
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered
from spaser.ui.filter_bar import held_address
from spaser.ui.folded import folded
from spaser.ui.roadmap_rows import roadmap_of

_SHOWN: Final = 6
_MEANS: Final = "X10"
_ICONS: Final[dict[Gravite, str]] = {
    "haute": ":material/priority_high:",
    "moyenne": ":material/warning:",
    "faible": ":material/help:",
}
_WORDS: Final[dict[Gravite, str]] = {"haute": "prioritaire", "moyenne": "à suivre", "faible": "à vérifier"}
_MANY: Final[dict[Gravite, str]] = {**_WORDS, "haute": "prioritaires"}
_LINKS: Final[dict[Genre, str]] = {
    "recul": "Ouvrir {code}",
    "grands_contrats": "Voir ces contrats",
    "donnees_incompletes": "Voir ce qui manque",
    "moyens_en_retard": "Voir ces moyens",
    "extrait_en_retard": "Déposer un extrait",
    "accords_cadres": "Voir ces accords-cadres",
    "heures_sans_realisation": "Voir les heures",
    "confiance_divergente": "Voir les divergences",
}
_PAGES: Final = {
    "comites": "pages/comites/comites.py",
    "deposer": "pages/donnees/deposer.py",
    "explorer": "pages/explorer/explorer.py",
    "feuille-de-route": "pages/suivi/feuille_de_route.py",
    "qualite": "pages/donnees/qualite.py",
}


def alerts_section(reader: Reader, measures: Mapping[str, Measure], divergences: Mapping[str, str]) -> None:
    """Draw what should be looked at; ``measures`` are those that the screen already holds, by code.

    ``divergences`` are the confidences that they contradict.
    """
    st.header("À traiter", anchor="a-traiter")
    found = alerts_of(reader, measures, divergences)
    if not found:
        st.caption(
            ":material/task_alt: Rien à signaler avec ces filtres : aucun recul, aucun extrait ni moyen en retard, aucun grand contrat "
            "sans considération."
        )
        return
    st.caption(_summary(found))
    _draw_all(found[:_SHOWN])
    if len(found) > _SHOWN:
        others = f"Et {fr.plural(len(found) - _SHOWN, 'autre point', 'autres points')}"
        folded(others, "alertes_suite", lambda: _draw_all(found[_SHOWN:]))


def alerts_of(
    reader: Reader, measures: Mapping[str, Measure], divergences: Mapping[str, str]
) -> tuple[Alerte, ...]:
    """Judge the situation of this run."""
    version = reader.version
    found = _candidates(version, reader.stamp, all_segments(reader.filters), reader.perimeter)
    counts = counted(found, reader.filters, reader.catalogue)
    if any(i.code == _MEANS for i in reader.catalogue.indicateurs):
        counts = replace(counts, moyens_en_retard=late_means(roadmap_of(reader)))
    return alerts(
        Situation(
            reader.catalogue,
            measures,
            counts,
            version.dates_par_type,
            version.date_donnees,
            divergences,
        )
    )


def _draw_all(found: Sequence[Alerte]) -> None:
    for alert in found:
        _draw(alert)


def _draw(alert: Alerte) -> None:
    """Draw the sentence, then the link: a link's own label would be cut on a phone."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"{_ICONS[alert.gravite]} **{_WORDS[alert.gravite].capitalize()}** – {alert.texte}",
            width="stretch",
        )
        st.page_link(
            page_of(alert),
            label=_LINKS[alert.genre].format(code=dict(alert.parametres).get("indicateur", "")),
            icon=":material/arrow_forward:",
            query_params={**held_address(), **dict(alert.parametres)},
            width="content",
        )


def page_of(alert: Alerte) -> str:
    """Return the file of the page that shows what the alert is about."""
    return f"pages/suivi/axe_{alert.axe}.py" if alert.page == "axe" else _PAGES[alert.page]


def _summary(found: tuple[Alerte, ...]) -> str:
    counts = [
        f"{number} {_MANY[gravity] if number > 1 else word}"
        for gravity, word in _WORDS.items()
        if (number := sum(alert.gravite == gravity for alert in found))
    ]
    return f"{fr.plural(len(found), 'point')} : {', '.join(counts)}. Chaque ligne ouvre la page filtrée."


@remembered(max_entries=50)
def _candidates(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    filters: Filters,
    perimeter: Perimeter,
) -> Candidats:
    return candidates(_version, filters, perimeter)
