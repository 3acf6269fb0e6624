"""Who the insertion hours are for, who employs, where; and how many beneficiaries are women or live in a QPV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.hours_done import HeuresVentilees, PartBeneficiaires, Ventilation
from spaser.ui.hours_charts import breakdown
from spaser.ui.literal import literal, plain
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound

_VIEWS: Final[dict[str, Callable[[HeuresVentilees], tuple[Ventilation, ...]]]] = {
    "Public": lambda hours: hours.publics,
    "Structure": lambda hours: hours.structures,
    "Territoire": lambda hours: hours.territoires,
}
_TITLES: Final = {
    "Public": "Public",
    "Structure": "Type de structure",
    "Territoire": "Territoire",
}
_DRAWN: Final = 10
_LISTED: Final = 20
_LABEL: Final = 60


def breakdown_section(hours: HeuresVentilees, colour: str) -> None:
    """Draw the hours by public, structure or territoire, then the shares of women and of QPV."""
    st.subheader("Pour qui, par qui, où ?", anchor=False)
    asked = st.segmented_control(
        "Répartir les heures par",
        list(_VIEWS),
        default="Public",
        required=True,
        key="heures_par",
        bind="query-params",
    )
    view = asked if asked in _VIEWS else "Public"
    lines = _VIEWS[view](hours)
    if hours.heures is None or not lines:
        st.caption(f"Aucune heure en {hours.annee} avec ces filtres.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        _chart(lines, hours, view, colour)
    with right:
        _table(lines, hours, view)
    _beneficiaries(hours)


def _chart(lines: Sequence[Ventilation], hours: HeuresVentilees, view: str, colour: str) -> None:
    total = hours.heures or 0.0
    drawn = lines[:_DRAWN]
    known = next((line for line in lines if line.valeur is not None), None)
    if known is not None and total > 0:
        share = fr.rate((known.heures or 0) / total, decimals=0)
        st.markdown(f"**{literal(known.valeur or '', _LABEL)} : {share} des heures de {hours.annee}**")
    ends = [max(line.heures or 0.0, line.avant or 0.0) for line in drawn]
    rows: list[dict[str, Any]] = [
        {
            "valeur": _name(line),
            "heures": line.heures or 0.0,
            "avant": line.avant,
            "bout": end,
            "texte": fr.quantity(line.heures or 0, "heures"),
            "texte_avant": _before(line.avant),
            "connu": line.valeur is not None,
            "rang": rank,
        }
        for rank, (line, end) in enumerate(zip(drawn, ends, strict=True))
    ]
    spoken = ", ".join(f"{row['valeur']} : {row['texte']}" for row in rows[:5])
    st.vega_lite_chart(
        bound(breakdown(colour, _TITLES[view], f"{hours.annee - 1}, mêmes dates"), ventilation=rows),
        alt=f"Heures d’insertion de {hours.annee} par {_TITLES[view].lower()}. {spoken}.",
        key=f"heures_par_{view}",
    )
    st.caption(
        f"Trait : {hours.annee - 1} au même jour. Barre grise : {fr.NOT_FILLED}."
        if hours.avant is not None
        else f"{hours.annee - 1} : {fr.NOT_FILLED}. Barre grise : {fr.NOT_FILLED}."
    )
    if len(lines) > len(drawn):
        st.caption(
            f"Les {len(drawn)} premiers sur {fr.count(len(lines))} ; le fichier téléchargé les contient tous."
        )


def _table(lines: Sequence[Ventilation], hours: HeuresVentilees, view: str) -> None:
    total = hours.heures or 0.0
    show_table(
        (
            Column(_TITLES[view]),
            Column(f"{hours.annee}", nombre=True),
            Column("Part", nombre=True),
            Column(f"{hours.annee - 1}, mêmes dates", nombre=True),
        ),
        [
            (
                _name(line),
                fr.quantity(line.heures or 0, "heures"),
                fr.rate((line.heures or 0) / total) if total > 0 else fr.UNKNOWN,
                _before(line.avant),
            )
            for line in lines[:_LISTED]
        ],
        alt=f"Heures d’insertion par {_TITLES[view].lower()}",
    )
    csv_button(
        f"heures_insertion_par_{view.lower()}_{hours.annee}",
        [
            view.lower(),
            f"heures_{hours.annee}",
            f"heures_{hours.annee - 1}_memes_dates",
            f"heures_{hours.annee - 1}",
        ],
        lambda: [(line.valeur, line.heures, line.avant, line.avant_entier) for line in lines],
        key=f"csv_heures_{view}",
    )


def _beneficiaries(hours: HeuresVentilees) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _share("Femmes parmi les bénéficiaires", hours.femmes)
    with right:
        _share("Habitants de QPV parmi les bénéficiaires", hours.qpv)
    st.caption(
        "QPV : quartiers prioritaires de la politique de la ville. Bénéficiaires comptés comme l’extrait les donne, à chaque ligne : une personne suivie sur plusieurs périodes "
        "compte plusieurs fois. Inconnu n’est pas non : l’intervalle dit ce que les cellules vides pourraient changer."
    )


def _share(label: str, share: PartBeneficiaires) -> None:
    if share.basse is None or share.haute is None:
        st.metric(label, f"◌ {fr.NOT_FILLED}")
        if share.lignes:
            st.caption("Aucune ligne de l’extrait ne le dit.")
        return
    st.metric(label, fr.rate(share.basse))
    facts = [f"{fr.count(share.connus)} ÷ {fr.count(share.beneficiaires)}"]
    complete = fr.share_known(share.completude or 0)
    facts.append(
        f"complétude {complete} (entre {fr.rate(share.basse)} et {fr.rate(share.haute)})"
        if share.inconnus
        else f"complétude {complete}"
    )
    if share.lignes_muettes:
        facts.append(
            f"{fr.plural(share.lignes_muettes, 'ligne')} sur {fr.count(share.lignes)} sans nombre de bénéficiaires"
        )
    st.caption(" · ".join(facts))


def _name(line: Ventilation) -> str:
    return fr.NOT_FILLED if line.valeur is None else plain(line.valeur, _LABEL)


def _before(hours: float | None) -> str:
    return fr.NOT_FILLED if hours is None else fr.quantity(hours, "heures")
