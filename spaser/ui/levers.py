"""Leviers: which contracts and planned purchases would move F2.3, F2.4 or X1 most, and what ticking some would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.levers import HORIZON_MOIS, PageDeLeviers, Totaux, due_dates
from spaser.measure.levers_simulation import LEVIERS, Base, Levier, potentiel
from spaser.ui.figures import Reader
from spaser.ui.levers_effect import effect_panel
from spaser.ui.levers_figures import bases_of, page_of_levers, ticked_levers
from spaser.ui.levers_state import ticked_keys
from spaser.ui.levers_table import PAGE, PAGE_KEY, levers_table
from spaser.ui.levers_words import CONSIDERATIONS, INDICATIVE, NAMES, gap_text, rate_text, ratio_text
from spaser.ui.pages_of_rows import Turn, first_page, turned_page

_MANY: Final = 10_000_000


def levers_section(reader: Reader) -> None:
    """Draw the choice of an indicator, what its levers hold, the effect of those ticked, and the list."""
    levier = _chosen()
    page, number = _page(reader, levier)
    bases = bases_of(reader)
    dates = due_dates(reader.version, reader.filters)
    period = f"entre le {fr.day(dates.arrete)} et le {fr.day(dates.horizon)}"
    if page.totaux is None:
        st.markdown(f"{_rate(levier, bases[levier])}.")
        st.info(
            f"Aucun levier avec ces filtres : aucun contrat ne se termine {period}, et aucun achat n’est programmé. "
            "Élargissez les filtres, ou déposez des contrats avec leur date de fin ou une programmation des achats."
        )
        method()
        return
    ticked = ticked_keys()
    _summary(levier, page.totaux, bases, period, reader.filters.annee)
    effect_panel(reader, bases, ticked_levers(reader, ticked, page.candidats))
    st.header("Leviers, du plus fort au plus faible", anchor="liste")
    st.caption(_ranking(levier))
    levers_table(reader, levier, bases[levier], page, Turn(number, PAGE, page.totaux.total), ticked)
    method()


def _chosen() -> Levier:
    asked = st.segmented_control(
        "Indicateur à faire bouger",
        list(LEVIERS),
        format_func=NAMES.__getitem__,
        default="F2.3",
        required=True,
        key="levier",
        bind="query-params",
        on_change=first_page,
        args=(PAGE_KEY,),
    )
    return asked if asked in LEVIERS else "F2.3"


def _page(reader: Reader, levier: Levier) -> tuple[PageDeLeviers, int]:
    """Return the page asked by the address, the first one when there are fewer."""
    asked = turned_page(PAGE_KEY, _MANY * PAGE, PAGE)
    page = page_of_levers(reader, levier, PAGE, asked.decalage)
    if page.totaux is None and asked.numero > 1:
        return page_of_levers(reader, levier, PAGE, 0), 1
    return page, asked.numero


def _summary(levier: Levier, totals: Totaux, bases: Mapping[Levier, Base], period: str, annee: int) -> None:
    base = bases[levier]
    counted, to_come = totals.sans(levier)
    reached = potentiel(base, levier, counted, to_come, totals.total_deplacable)
    st.markdown(
        f"**{fr.plural(totals.total, 'levier')}** {period} : {fr.plural(totals.comptes, 'contrat compté', 'contrats comptés')} "
        f"en {annee}, {fr.count(totals.a_renouveler)} à renouveler, "
        f"{fr.plural(totals.a_programmer, 'achat programmé', 'achats programmés')} en plus. {_lacking(levier, totals, annee)}"
    )
    st.markdown(
        f"{_rate(levier, base)}. Si tous ces leviers jouaient : {rate_text(reached)} ({ratio_text(reached, levier)})."
    )
    st.caption(f"**{INDICATIVE}**")


def _rate(levier: Levier, base: Base) -> str:
    """Say the rate as it is measured, and what its target lacks."""
    gap = gap_text(base, levier)
    numbers = f" ({ratio_text(base, levier)})" if base.taux is not None else ""
    return f"{NAMES[levier]} : **{rate_text(base)}**{numbers}" + (f" ; {gap}" if gap else "")


def _lacking(levier: Levier, totals: Totaux, annee: int) -> str:
    """Say how many lack the consideration, the « no » apart from the unknown, and which count in the year."""
    if levier == "X1":
        return f"Dépense de {annee} qui pourrait aller à des entreprises solidaires : {fr.euros_short(totals.total_deplacable)}."
    no, unknown = (
        (totals.env_non, totals.env_inconnu) if levier == "F2.3" else (totals.soc_non, totals.soc_inconnu)
    )
    counted, _ = totals.sans(levier)
    return (
        f"Sans {CONSIDERATIONS[levier]} : {fr.count(no)} « non » et {fr.count(unknown)} « {fr.NOT_FILLED} » ou à définir, "
        f"dont {fr.count(counted)} comptés en {annee}."
    )


def _ranking(levier: Levier) -> str:
    tick = "Cochez avec la souris, ou au clavier : flèches, puis barre d’espace."
    if levier == "X1":
        return f"Rangés par dépense de l’exercice qui n’est pas encore solidaire. {tick}"
    return (
        "D’abord les contrats de l’exercice sans la considération, puis les renouvellements et les achats programmés, "
        f"enfin ce qui la porte déjà (effet nul) ; à effet égal, le plus gros montant. {tick}"
    )


def method() -> None:
    """Say how the simulation counts, and what it does not say."""
    with st.expander("Comment cette simulation compte", icon=":material/function:"):
        st.markdown(
            f"**{INDICATIVE}** Elle applique des hypothèses à la population de l’exercice affiché, à sa date d’arrêté.\n"
            f"- **Ce qui est listé** : contrats et accords-cadres en cours qui se terminent dans les {HORIZON_MOIS} mois (M8), hors "
            "marchés subséquents et contrats résiliés ; besoins de la programmation à venir. Un besoin qui remplace un contrat listé est "
            "écrit à côté de lui : un seul levier. Un contrat sans date de fin ni durée ne peut pas être listé.\n"
            "- **F2.3 et F2.4**, n contrats sur N : un contrat **compté dans l’exercice** qui n’a pas la considération et la reçoit donne "
            "(n + 1) ÷ N. Un **renouvellement** ou un **achat programmé** est un contrat de plus : (n + 1) ÷ (N + 1). Ce qui la porte déjà "
            "ne change rien : on suppose que son renouvellement la garde.\n"
            f"- **« non » et « {fr.NOT_FILLED} »** donnent le même effet, mais pas le même geste : le second peut n’être qu’une cellule à remplir.\n"
            "- **X1**, S € solidaires sur D € : la dépense de l’exercice sur le contrat (bons et marchés subséquents compris) qui n’est pas "
            "sûrement solidaire, m, passerait à des entreprises solidaires : (S + m) ÷ D. La colonne « Dépense 12 mois » montre l’enjeu sur "
            "douze mois glissants ; l’effet ne prend que les jours comptés dans D. « – » : le numéro vaut pour plusieurs lots, ou "
            "le besoin est nouveau, et aucune dépense ne lui est rattachée.\n"
            "- **Ce qui manque pour la cible** : ⌈cible × N⌉ − n contrats ; cible × D − S pour X1.\n"
            "- **Ce qu’elle ne dit pas** : si la considération a un lien avec l’objet du contrat, si une entreprise solidaire sait répondre, "
            "ni combien de contrats seront notifiés d’ici là. Les filtres et le périmètre de la page s’appliquent à tout."
        )
