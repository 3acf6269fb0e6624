"""Leviers: which contracts and planned purchases would move F2.3, F2.4 or X1 most, and what ticking some would change."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.levers import HORIZON_MOIS, PageDeLeviers, Totaux, due_dates
from spaser.measure.levers_simulation import LEVIERS, Base, Candidat, Levier
from spaser.ui.figures import Reader
from spaser.ui.levers_effect import effect_panel
from spaser.ui.levers_figures import bases_of, page_of_levers, ticked_levers
from spaser.ui.levers_state import ticked_keys
from spaser.ui.levers_table import PAGE, PAGE_KEY, levers_table
from spaser.ui.levers_words import (
    CONSIDERATIONS,
    INDICATIVE,
    LISTS,
    NAMES,
    List,
    gap_text,
    rate_text,
    ratio_text,
    standing_text,
)
from spaser.ui.pages_of_rows import Turn, first_page, turned_page

_EMPTY: Final[dict[List, str]] = {
    "a_decider": "Rien à décider d’ici là avec ces filtres.",
    "notifies": "Aucun contrat notifié dans l’exercice ne se termine d’ici là, avec ces filtres.",
}


def levers_section(reader: Reader) -> None:
    """Draw the choice of an indicator, what its levers hold, the effect of those ticked, and the two lists."""
    levier = _chosen()
    # Asked whatever the list and the page shown: it holds the totals.
    first = page_of_levers(reader, levier, PAGE, 0)
    bases = bases_of(reader)
    dates = due_dates(reader.version, reader.filters)
    period = f"entre le {fr.day(dates.arrete)} et le {fr.day(dates.horizon)}"
    if first.totaux is None:
        st.markdown(_rate(reader, levier, bases[levier]))
        st.info(
            f"Aucun levier avec ces filtres : aucun contrat ne se termine {period}, et aucun achat n’est programmé. "
            "Élargissez les filtres, ou déposez des contrats avec leur date de fin ou une programmation des achats."
        )
        method()
        return
    ticked = ticked_keys()
    _summary(levier, first.totaux, period, reader.filters.annee)
    place = st.container()
    st.header("Les leviers", anchor="liste")
    chosen = _list()
    shown, turn = _rows(reader, levier, chosen, first, first.totaux)
    with place:
        effect_panel(reader, bases, ticked_levers(reader, ticked, shown))
    st.caption(_ranking(levier, chosen, reader.filters.annee))
    if shown:
        levers_table(reader, levier, bases[levier], shown, turn, ticked)
    else:
        st.caption(_EMPTY[chosen])
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


def _list() -> List:
    asked = st.segmented_control(
        "Liste",
        list(LISTS),
        format_func=LISTS.__getitem__,
        default="a_decider",
        required=True,
        key="liste",
        wrap=True,
        bind="query-params",
        on_change=first_page,
        args=(PAGE_KEY,),
    )
    return asked if asked in LISTS else "a_decider"


def _rows(
    reader: Reader, levier: Levier, chosen: List, first: PageDeLeviers, totals: Totaux
) -> tuple[tuple[Candidat, ...], Turn]:
    """Return the rows of a list that the address asks for: the contracts already notified stand after all that can be decided."""
    before, total = (0, totals.a_decider) if chosen == "a_decider" else (totals.a_decider, totals.comptes)
    turn = turned_page(PAGE_KEY, total, PAGE)
    start = before + turn.decalage
    page = page_of_levers(reader, levier, PAGE, start) if start else first
    return page.candidats[: total - turn.decalage], turn


def _summary(levier: Levier, totals: Totaux, period: str, annee: int) -> None:
    st.markdown(
        f"**{fr.plural(totals.a_decider, 'achat à décider', 'achats à décider')}** {period} : "
        f"{fr.plural(totals.a_renouveler, 'contrat à renouveler', 'contrats à renouveler')}, "
        f"{fr.plural(totals.a_programmer, 'achat programmé', 'achats programmés')} en plus ; et "
        f"{fr.plural(totals.comptes, 'contrat', 'contrats')} parmi ceux déjà notifiés en {annee} qui se terminent d’ici là, pour constat. "
        f"{_lacking(levier, totals, annee)}"
    )


def _rate(reader: Reader, levier: Levier, base: Base) -> str:
    """Say the rate as it is measured, what its target lacks, and the verdict, which may judge another year."""
    gap = gap_text(base, levier)
    numbers = f" ({ratio_text(base, levier)})" if base.taux is not None else ""
    said = f"{NAMES[levier]} : **{rate_text(base)}**{numbers}" + (f" ; {gap}" if gap else "")
    return f"{said}. {standing_text(reader.whole(reader.catalogue.indicateur(levier)))}"


def _lacking(levier: Levier, totals: Totaux, annee: int) -> str:
    """Say how many lack the consideration, the « no » apart from the unknown, and how many of them can still be decided."""
    if levier == "X1":
        return f"Dépense de {annee} sur ces contrats à décider qui pourrait aller à des entreprises solidaires : {fr.euros_short(totals.deplacable_a_decider)}."
    no, unknown = (
        (totals.env_non, totals.env_inconnu) if levier == "F2.3" else (totals.soc_non, totals.soc_inconnu)
    )
    _, to_come = totals.sans(levier)
    return (
        f"Sans {CONSIDERATIONS[levier]} : {fr.count(no)} « non » et {fr.count(unknown)} « {fr.NOT_FILLED} » ou à définir, "
        f"dont {fr.count(to_come)} à décider."
    )


def _ranking(levier: Levier, chosen: List, annee: int) -> str:
    tick = "Cochez avec la souris, ou au clavier : flèches, puis barre d’espace."
    order = (
        "Rangés par dépense de l’exercice qui n’est pas encore solidaire."
        if levier == "X1"
        else "D’abord ce qui n’a pas la considération, puis ce qui la porte déjà (effet nul) ; à effet égal, le plus gros montant."
    )
    what = (
        "Renouvellements et achats programmés : leurs considérations se décident encore."
        if chosen == "a_decider"
        else f"Contrats notifiés en {annee} qui se terminent d’ici là : ils ne changeront plus avant leur renouvellement. L’effet montre ce qu’ils pèsent dans "
        f"le taux, ou ce que rendrait une cellule « {fr.NOT_FILLED} » une fois remplie."
    )
    return f"{what} {order} {tick}"


def method() -> None:
    """Say how the simulation counts, and what it does not say."""
    with st.expander("Comment cette simulation compte", icon=":material/function:"):
        st.markdown(
            f"**{INDICATIVE}** Elle applique des hypothèses à la population de l’exercice affiché, à sa date d’arrêté.\n"
            f"- **Ce qui est listé** : contrats et accords-cadres en cours qui se terminent dans les {HORIZON_MOIS} mois (M8), hors "
            "marchés subséquents et contrats résiliés ; besoins de la programmation à venir. Un besoin qui remplace un contrat listé est "
            "écrit à côté de lui : un seul levier. Un contrat sans date de fin ni durée ne peut pas être listé.\n"
            "- **F2.3 et F2.4**, n contrats sur N : un **renouvellement** ou un **achat programmé** est un contrat de plus : "
            "(n + 1) ÷ (N + 1). Un contrat **déjà notifié dans l’exercice** y est compté : s’il avait la considération, (n + 1) ÷ N. "
            "Ce qui la porte déjà ne change rien : on suppose que son renouvellement la garde.\n"
            f"- **« non » et « {fr.NOT_FILLED} »** donnent le même effet, mais pas le même geste : le second peut n’être qu’une cellule à remplir.\n"
            "- **X1**, S € solidaires sur D € : la dépense de l’exercice sur le contrat (bons et marchés subséquents compris) qui n’est pas "
            "sûrement solidaire, m, passerait à des entreprises solidaires : (S + m) ÷ D. La colonne « Dépense 12 mois » montre l’enjeu sur "
            "douze mois glissants ; l’effet ne prend que les jours comptés dans D. « – » : le numéro vaut pour plusieurs lots, ou "
            "le besoin est nouveau, et aucune dépense ne lui est rattachée.\n"
            "- **Ce qui manque pour la cible** : ⌈cible × N⌉ − n contrats ; cible × D − S pour X1.\n"
            "- **Ce qu’elle ne dit pas** : si la considération a un lien avec l’objet du contrat, si une entreprise solidaire sait répondre, "
            "ni combien de contrats seront notifiés d’ici là. Les filtres et le périmètre de la page s’appliquent à tout."
        )
