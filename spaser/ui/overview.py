"""Vue d'ensemble: where the commitments stand, 2020 against today, indicators by status per axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import ChiffreCle, Indicateur
from spaser.measure import Measure, Statut
from spaser.ui import charts
from spaser.ui.axis_page import cards
from spaser.ui.csv_export import csv_unit
from spaser.ui.figures import Reader
from spaser.ui.folded import folded
from spaser.ui.page import open_screen
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import DEFAULT_COLOUR, bound
from spaser.verdicts import FAMILIES, FAMILY_COLOURS, family, verdict
from spaser.wording import on_the_move, said, target_text, verdict_text

_LEADING: Final = ("F2.3", "F2.4", "X1", "F1.2", "X3")
"""The commitments of the document that a committee asks for first; the other targets follow."""

Figure = tuple[Indicateur, Measure]


def open_overview() -> Reader:
    """Draw the top of the overview; every indicator is measured, now and at the quarter before."""
    codes = [i.code for i in warehouse().catalogue.indicateurs]
    return open_screen("Vue d’ensemble du SPASER", "vue-ensemble", codes, "avant")


def figures_of(reader: Reader) -> tuple[Figure, ...]:
    """Measure the 34 indicators of the document."""
    return tuple((i, reader.whole(i)) for i in reader.catalogue.indicateurs if i.groupe == "spaser")


def headline(reader: Reader, figures: Sequence[Figure]) -> None:
    """Say where the SPASER stands in three sentences: its commitments, how they move, its indicators, counted one by one."""
    committed = [(i, reader.whole(i)) for i in _with_target(reader)]
    judged = Counter(verdict_text(m) for _, m in committed)
    by_status = Counter(verdict(m.statut).texte for _, m in figures)
    wordings = [i.libelle for i, _ in figures if i.volume_financier]
    repeated = sum(any(w != other and w.startswith(other) for other in wordings) for w in wordings)
    lines = [
        f"**{fr.plural(len(committed), 'engagement chiffré', 'engagements chiffrés')} en taux** : {_listed(judged)}."
        + _other_targets(reader)
        + _scope_note(reader),
        f"**Sur un an, à la même date** : {on_the_move(committed)}.",
        f"**{fr.plural(len(figures), 'indicateur')}** du document"
        + (f" (dont {fr.count(repeated)} repris par domaine)" if repeated else "")
        + f" : {_listed(by_status)}.",
    ]
    st.markdown("  \n".join(lines))


def _other_targets(reader: Reader) -> str:
    """Name the commitments that are no rate: documents count them with the others, the gauges below cannot draw them."""
    codes = [i.code for i in reader.catalogue.indicateurs if i.cibles and not i.est_un_taux]
    return f" _Les autres ({', '.join(codes)}) sont sur leur axe._" if codes else ""


def _scope_note(reader: Reader) -> str:
    """Say that a target of the whole is only a mark for a part of it."""
    if not reader.filters.restreint:
        return ""
    return " _Ces cibles sont celles de la Métropole entière : pour une partie d’entre elle, ce sont des repères._"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(
        f"**{fr.count(number)}** « {name} »"
        for name, number in sorted(counts.items(), key=lambda pair: -pair[1])
    )


def _with_target(reader: Reader) -> list[Indicateur]:
    return [i for i in reader.catalogue.indicateurs if i.cibles and i.est_un_taux]


def commitments(reader: Reader) -> None:
    """Draw the indicators that have a target."""
    st.header("Les engagements chiffrés", anchor="engagements")
    with_target = _with_target(reader)
    ordered = sorted(
        with_target, key=lambda i: _LEADING.index(i.code) if i.code in _LEADING else len(_LEADING)
    )
    cards(reader, tuple(ordered), DEFAULT_COLOUR)
    st.caption(
        "▼ cible · ◆ exercice précédent à la même date · contour pointillé : ce que les cellules non renseignées laissent "
        "possible. Le verdict suit la méthode décrite dans la page Méthode ; il ne dépend jamais de la seule couleur."
    )


def status_by_axis(reader: Reader, figures: Sequence[Figure]) -> None:
    """Draw how many indicators stand in each family of verdict, per axis."""
    st.header("Les 34 indicateurs, axe par axe", anchor="statuts")
    axes = {axe.numero: f"Axe {axe.numero}" for axe in reader.catalogue.axes}
    counts = Counter((axes[i.axe], family(m.statut)) for i, m in figures if i.axe in axes)
    rows: list[dict[str, Any]] = [
        {"axe": axe, "famille": name, "nombre": counts[axe, name], "rang": rank}
        for axe in axes.values()
        for rank, name in enumerate(FAMILIES)
        if counts[axe, name]
    ]
    spoken = ", ".join(
        f"{name.lower()} : {sum(counts[axe, name] for axe in axes.values())}" for name in FAMILIES
    )
    st.vega_lite_chart(
        bound(charts.families(tuple(FAMILIES), tuple(FAMILY_COLOURS.values())), familles=rows),
        alt=f"Indicateurs par situation et par axe. {spoken}.",
        key="familles",
    )
    st.caption(
        f"Sur {len(figures)} indicateurs – {spoken}. Jamais de moyenne des taux : des indicateurs comptés un par un."
    )
    folded("Les situations une par une", "statuts_tableau", lambda: _status_table(figures))
    csv_button(
        "indicateurs",
        [
            *("code", "libelle", "unite", "exercice", "arrete_au", "valeur", "numerateur", "denominateur"),
            *("n_moins_1", "ecart", "cible", "situation", "annee_du_verdict"),
        ],
        lambda: [
            (
                *(i.code, i.libelle, csv_unit(i), m.annee, m.arrete, m.valeur, m.numerateur, m.denominateur),
                *(m.n_moins_1, m.ecart, m.cible, verdict(m.statut).texte, m.annee_jugee),
            )
            for i, m in figures
        ],
        key="csv_indicateurs",
    )


def _status_table(figures: Sequence[Figure]) -> None:
    by_status = Counter(measure.statut for _, measure in figures)
    named: dict[Statut, list[str]] = {}
    for indicateur, measure in figures:
        named.setdefault(measure.statut, []).append(indicateur.code)
    show_table(
        (Column("Situation"), Column("Indicateurs", nombre=True), Column("Lesquels")),
        [
            (f"{verdict(status).signe} {verdict(status).texte}", fr.count(number), ", ".join(named[status]))
            for status, number in sorted(by_status.items(), key=lambda pair: verdict(pair[0]).rang)
        ]
        + [("Total", fr.count(len(figures)), "")],
        alt="Indicateurs par situation",
    )


def reference_year(reader: Reader) -> None:
    """Set the 2020 key figures beside today's, with the perimeter that makes them comparable or not."""
    st.header("2020 et aujourd’hui", anchor="reperes-2020")
    if reader.filters.restreint:
        st.caption(
            "Les repères de 2020 sont ceux de la Métropole entière : retirez les filtres de domaine, de DGA et de territoire pour les comparer."
        )
        return
    columns = (
        Column("Repère publié pour 2020"),
        Column("2020, année entière", nombre=True),
        Column(_this_year(reader), nombre=True),
        Column("Mesuré par"),
        Column("Périmètre de 2020"),
    )
    show_table(
        columns,
        [_reference_line(reader, figure) for figure in reader.catalogue.chiffres_2020],
        alt="Repères de 2020",
    )
    st.caption(
        "Un repère sans mesure comparable est montré seul : il n’est jamais raccordé à une série. Le document ne donne aucune "
        "base 2020 pour les considérations environnementales et sociales."
    )


def _this_year(reader: Reader) -> str:
    """Name the column of today: the year, and the day at which its figures stop."""
    stops = [
        reader.whole(reader.catalogue.indicateur(figure.comparable_a)).arrete
        for figure in reader.catalogue.chiffres_2020
        if figure.comparable_a is not None
    ]
    if not stops:
        return f"{reader.filters.annee}"
    last = max(stops)
    closed = (last.month, last.day) == (12, 31)
    return f"{last.year}" if closed else f"{last.year}, au {last:%d/%m} (provisoire)"


def _reference_line(reader: Reader, figure: ChiffreCle) -> tuple[str, ...]:
    then = fr.euros_short(figure.valeur) if figure.unite == "€" else fr.quantity(figure.valeur, figure.unite)
    if figure.comparable_a is None:
        return (figure.libelle, then, "–", "aucune mesure comparable", figure.perimetre)
    indicateur = reader.catalogue.indicateur(figure.comparable_a)
    measure = reader.whole(indicateur)
    return (
        figure.libelle,
        then,
        said(measure, indicateur).texte,
        f"{indicateur.code} · {indicateur.titre}"
        + (f" – {target_text(measure, indicateur)}" if measure.cible else ""),
        figure.perimetre,
    )
