"""The filter bar: one row of choices, removable tags, a reset; the address always says the same as the screen.

``bind="query-params"`` of Streamlit 1.67 was tried and left aside: a page change empties the address and resets the
bound widgets (they belong to a page), and an option is written as its label. Here the address is read by a pure
function, and this module is the only one that keeps the filters in the session.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from spaser import francais as fr
from spaser.measure import Dimension
from spaser.ui.literal import literal
from spaser.ui.selection import (
    QUARTER_ENDS,
    Choices,
    Perimetre,
    Selection,
    default_selection,
    from_address,
    tags,
    to_address,
)
from spaser.wording import PERIMETRES

_SELECTION: Final = "filtres"
_PAGE: Final = "filtres_page"
_CHOICES: Final = "filtres_choix"
_ADDRESS: Final = "filtres_adresse"
_END: Final = "Fin des données"
_OTHER_DAY: Final = "Autre date"
_FILTER_NAMES: Final = ("exercice", "arrete", "domaine", "dga", "territoire", "perimetre")
_PERIMETRE_VALUES: Final[dict[str, Perimetre | None]] = {
    "indicateur": None,
    "marches": "marches",
    "tous": "tous",
}


def filter_bar(choices: Choices, page: str) -> Selection:
    """Draw the filters of a page and return what they say."""
    ignored = _ignored(choices)
    _adopt(choices, page)
    selection = _widgets(choices)
    _write_address(selection, choices)
    st.session_state[_SELECTION] = selection
    st.session_state[_PAGE] = page
    st.session_state[_CHOICES] = choices
    if ignored:
        st.warning(
            f"Filtre inconnu, ignoré : {', '.join(literal(text, 80) for text in ignored)}. Les chiffres ci-dessous n’en tiennent pas compte.",
            icon=":material/filter_alt_off:",
        )
    _active_tags(selection, choices)
    return selection


def hold_filters(choices: Choices, page: str) -> None:
    """Keep the filters through a page that does not draw them: those of its address, else those of the screen before."""
    address = _address()
    held = None if any(address.values()) else held_selection()
    selection = from_address(address if held is None else to_address(held, choices), choices)
    _write_address(selection, choices)
    st.session_state.update({_SELECTION: selection, _PAGE: page, _CHOICES: choices})


def held_selection() -> Selection | None:
    """Return the filters that the bar of this session last said; None before its first page."""
    held: Selection | None = st.session_state.get(_SELECTION)
    return held


def held_address() -> dict[str, list[str]]:
    """Return the address of the filters in force, to keep them in a link to another page."""
    held, choices = held_selection(), st.session_state.get(_CHOICES)
    return {} if held is None or choices is None else to_address(held, choices)


def apply_selection(selection: Selection) -> None:
    """Set the filters as a tag does, from a callback (``on_click``, ``on_select``) of a chart, a map or a table.

    What the bar does not offer is left out. In a dialog or a fragment the caller then asks for ``st.rerun()``.
    """
    choices: Choices | None = st.session_state.get(_CHOICES)
    if choices is not None:
        _set_widgets(from_address(to_address(selection, choices), choices), choices)


def toggle_filter(dimension: Dimension, name: str) -> None:
    """Narrow the page to one domaine, DGA (its code) or territoire; chosen again, it is let go (callback)."""
    held = held_selection()
    if held is None:
        return
    match dimension:
        case "domaine":
            apply_selection(replace(held, domaines=() if held.domaines == (name,) else (name,)))
        case "dga":
            apply_selection(replace(held, dga=() if held.dga == (name,) else (name,)))
        case "territoire":
            apply_selection(replace(held, territoires=() if held.territoires == (name,) else (name,)))


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in _FILTER_NAMES}


def _ignored(choices: Choices) -> list[str]:
    """Return the filters of the address that nothing answers to: a name that has changed, a year without data."""
    address = _address()
    understood = to_address(from_address(address, choices), choices)
    return [
        f"{name} = {value}"
        for name, values in address.items()
        for value in values
        if value not in understood.get(name, [])
    ]


def _adopt(choices: Choices, page: str) -> None:
    """Decide which filters hold: those of the address when it was opened or changed, else those of the screen before.

    An address that this session wrote itself asks for nothing: the end of the data may have moved since.
    """
    state = st.session_state
    address = _address()
    held: Selection | None = state.get(_SELECTION)
    same_page = state.get(_PAGE) == page
    if held is None or (any(address.values()) and not (same_page and address == state.get(_ADDRESS))):
        _set_widgets(from_address(address, choices), choices)
    elif not same_page or state.get(_CHOICES) != choices:
        _set_widgets(from_address(to_address(held, choices), choices), choices)


def _set_widgets(selection: Selection, choices: Choices) -> None:
    state: dict[str, Any] = {
        "f_exercice": selection.annee,
        "f_arrete": selection.arrete
        if selection.arrete in QUARTER_ENDS
        else _OTHER_DAY
        if selection.arrete
        else _END,
        "f_jour": selection.observation() or choices.end(selection.annee),
        "f_domaine": list(selection.domaines),
        "f_dga": list(selection.dga),
        "f_territoire": list(selection.territoires),
        "f_perimetre": selection.perimetre or "indicateur",
    }
    for key, value in state.items():
        st.session_state[key] = value


def _widgets(choices: Choices) -> Selection:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        annee: int = st.selectbox(
            "Exercice", choices.annees, key="f_exercice", format_func=str, filter_mode=None, width=90
        )
        cutoffs = [_END, *choices.quarters(annee), _OTHER_DAY]
        if st.session_state.get("f_arrete") not in cutoffs:
            st.session_state["f_arrete"] = _END
        cutoff: str = st.selectbox(
            "Arrêté au",
            cutoffs,
            key="f_arrete",
            width=138,
            filter_mode=None,
            format_func=lambda name: _cutoff_label(name, annee, choices),
        )
        domaines = st.multiselect("Domaine", choices.domaines, key="f_domaine", placeholder="Tous", width=152)
        dga = st.multiselect(
            "DGA",
            list(choices.dga),
            key="f_dga",
            width=140,
            placeholder="Toutes",
            format_func=lambda code: _dga_label(code, choices),
        )
        territoires = st.multiselect(
            "Territoire", choices.territoires, key="f_territoire", placeholder="Tous"
        )
        perimetre: str = st.selectbox(
            "Périmètre",
            list(PERIMETRES),
            key="f_perimetre",
            width=205,
            filter_mode=None,
            format_func=PERIMETRES.__getitem__,
            help="« Selon l’indicateur » : marchés pour les contrats, tous les achats pour les dépenses (choix A2 et A9).",
        )
        arrete = (
            cutoff if cutoff in QUARTER_ENDS else _other_day(annee, choices) if cutoff == _OTHER_DAY else ""
        )
    return Selection(
        annee=annee,
        arrete=arrete,
        domaines=tuple(name for name in choices.domaines if name in domaines),
        dga=tuple(code for code in choices.dga if code in dga),
        territoires=tuple(name for name in choices.territoires if name in territoires),
        perimetre=_PERIMETRE_VALUES[perimetre],
    )


def _other_day(annee: int, choices: Choices) -> str:
    first, last = date(annee, 1, 1), choices.end(annee)
    held = st.session_state.get("f_jour")
    if not isinstance(held, date) or not first <= held <= last:
        st.session_state["f_jour"] = last
    asked = st.date_input(
        "Date d’arrêté", min_value=first, max_value=last, key="f_jour", format="DD/MM/YYYY", width=140
    )
    return asked.isoformat() if isinstance(asked, date) and asked < last else ""


def _write_address(selection: Selection, choices: Choices) -> None:
    wanted = to_address(selection, choices)
    shown = _address()
    for name in _FILTER_NAMES:
        if shown[name] and name not in wanted:
            st.query_params.pop(name, None)
    changed = {name: values for name, values in wanted.items() if shown[name] != values}
    if changed:
        # In one call: each is a step of the browser's history.
        st.query_params.update(changed)
    st.session_state[_ADDRESS] = {name: wanted.get(name, []) for name in _FILTER_NAMES}


def _active_tags(selection: Selection, choices: Choices) -> None:
    active = tags(selection, choices)
    if not active:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for position, tag in enumerate(active):
            st.button(
                f"{tag.texte}",
                icon=":material/close:",
                icon_position="right",
                key=f"filtre_{position}",
                help="Retirer ce filtre",
                on_click=_set_widgets,
                args=(tag.sans, choices),
            )
        st.button(
            "Tout effacer",
            icon=":material/filter_alt_off:",
            type="tertiary",
            key="filtres_effacer",
            on_click=_set_widgets,
            args=(default_selection(choices), choices),
        )


def _cutoff_label(name: str, annee: int, choices: Choices) -> str:
    if name == _END:
        return fr.day(choices.end(annee))
    if name not in QUARTER_ENDS:
        return name
    month, last = QUARTER_ENDS[name]
    return f"{name} ({date(annee, month, last):%d/%m})"


def _dga_label(code: str, choices: Choices) -> str:
    name = choices.dga[code]
    return code if name == code else f"{code} – {name}"
