"""Explorer: what is typed, the list and the period that narrow it; only this part runs again at each pause of typing."""

from __future__ import annotations

from typing import Final, get_args

import streamlit as st

from spaser.measure.search import Demande, Liste, Reponse, SearchError
from spaser.ui.explore_results import contracts_found, suppliers_found
from spaser.ui.explore_words import LIST_WORDS, PERIOD_ALL, PERIOD_YEAR, REPLY_WORDS, list_sentence
from spaser.ui.figures import Reader
from spaser.ui.pages_of_rows import first_page
from spaser.ui.parts import part

_TEXT: Final = "q"
_LIST: Final = "liste"
_REPLY: Final = "reponse"
_PERIOD: Final = "annees"
_AMOUNT: Final = "montant_min"
_ALL_YEARS: Final = "toutes"
_LONGEST: Final = 200
_GREATEST: Final = 1e15
PAGES: Final = ("page_contrats", "page_fournisseurs")
"""Names, in the address, of the page of each table."""


@part()
def search_section(reader: Reader) -> None:
    """Draw the search and what it finds."""
    text = st.text_input(
        "Rechercher un contrat ou un fournisseur",
        key=_TEXT,
        bind="query-params",
        type="search",
        live="200ms",
        max_chars=_LONGEST,
        icon=":material/search:",
        placeholder="Numéro, objet, titulaire, nom, SIREN ou SIRET, même approximatif",
        on_change=first_page,
        args=PAGES,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = _list_choice()
        everywhere = chosen is None and _period_choice(reader)
    demande = Demande(
        texte=text or "",
        toutes=everywhere,
        liste=chosen,
        montant_min=_amount_asked() if chosen else None,
        reponse=_reply_asked() if chosen else None,
    )
    if chosen:
        _list_details(reader, chosen)
    else:
        st.caption(
            "La recherche trouve aussi les marchés subséquents, les concessions et les contrats que les indicateurs laissent de côté : "
            "son nombre de contrats n’est pas un dénominateur."
        )
    try:
        contracts_found(reader, demande, PAGES[0])
        if chosen is None:
            suppliers_found(reader, demande, PAGES[1])
    except SearchError as error:
        st.info(str(error), icon=":material/search_off:")


def _list_choice() -> Liste | None:
    """Draw the lists to look at; the active one is a tag that a click removes."""
    held = f"f_{_LIST}"
    if held not in st.session_state:
        st.session_state[held] = _list_asked()
    chosen = st.pills(
        "Listes à examiner",
        get_args(Liste),
        format_func=LIST_WORDS.__getitem__,
        key=held,
        on_change=_keep_list,
        wrap=True,
        help="Contrats à revoir en premier, comptés comme F2.3 et F2.4. Un second clic retire la liste.",
    )
    return _list_of(chosen)


def _keep_list() -> None:
    chosen = st.session_state.get(f"f_{_LIST}")
    first_page(*PAGES, _LIST, _REPLY)
    st.session_state.pop(f"f_{_REPLY}", None)
    if chosen:
        st.query_params[_LIST] = chosen


def _period_choice(reader: Reader) -> bool:
    """Draw the period; return whether the exercise is left aside."""
    held = f"f_{_PERIOD}"
    if held not in st.session_state:
        st.session_state[held] = PERIOD_ALL if st.query_params.get(_PERIOD) == _ALL_YEARS else PERIOD_YEAR
    chosen = st.segmented_control(
        "Période",
        [PERIOD_YEAR, PERIOD_ALL],
        format_func=lambda name: name.format(annee=reader.filters.annee),
        key=held,
        required=True,
        on_change=_keep_period,
    )
    return chosen == PERIOD_ALL


def _keep_period() -> None:
    first_page(*PAGES, _PERIOD)
    if st.session_state.get(f"f_{_PERIOD}") == PERIOD_ALL:
        st.query_params[_PERIOD] = _ALL_YEARS


def _list_details(reader: Reader, chosen: Liste) -> None:
    """Draw the smallest amount and the answer that narrow a list, and say what it holds."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if f"f_{_AMOUNT}" not in st.session_state:
            st.session_state[f"f_{_AMOUNT}"] = _amount_asked()
        st.number_input(
            "Montant minimal (€ HT)",
            min_value=0.0,
            max_value=_GREATEST,
            step=100_000.0,
            format="%.0f",
            key=f"f_{_AMOUNT}",
            placeholder="Aucun",
            width=220,
            on_change=_keep_amount,
        )
        if f"f_{_REPLY}" not in st.session_state:
            st.session_state[f"f_{_REPLY}"] = _reply_asked() or "tout"
        st.segmented_control(
            "Réponse de l’extrait",
            list(REPLY_WORDS),
            format_func=REPLY_WORDS.__getitem__,
            key=f"f_{_REPLY}",
            required=True,
            on_change=_keep_reply,
        )
    st.caption(list_sentence(chosen, reader, _amount_asked()))


def _keep_amount() -> None:
    first_page(*PAGES, _AMOUNT)
    amount = st.session_state.get(f"f_{_AMOUNT}")
    if amount:
        st.query_params[_AMOUNT] = f"{amount:.0f}"


def _keep_reply() -> None:
    first_page(*PAGES, _REPLY)
    reply = st.session_state.get(f"f_{_REPLY}")
    if isinstance(reply, str) and reply in get_args(Reponse):
        st.query_params[_REPLY] = reply


def _list_asked() -> Liste | None:
    return _list_of(st.query_params.get(_LIST))


def _list_of(name: object) -> Liste | None:
    return next((known for known in get_args(Liste) if known == name), None)


def _reply_asked() -> Reponse | None:
    asked = st.query_params.get(_REPLY)
    return next((known for known in get_args(Reponse) if known == asked), None)


def _amount_asked() -> float | None:
    """Return the amount of the address, None when it is none that can be asked."""
    asked = st.query_params.get(_AMOUNT, "")
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 15:  # noqa: PLR2004 – no more than _GREATEST
        return None
    return float(asked) or None
