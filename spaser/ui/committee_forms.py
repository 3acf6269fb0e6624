"""What every form of the committees shares: whom it concerns, its saving, the conflict with somebody else's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.committees import CommitteeError, ConflictError, Portee
from spaser.ui.committee_reading import Committee
from spaser.ui.committee_state import (
    Opened,
    close_form,
    held_conflict,
    hold_conflict,
    say_next,
)
from spaser.ui.literal import literal
from spaser.ui.tables import Column, show_table
from spaser.ui.trail import committed
from spaser.ui.typed_day import typed_day

_ALL: Final = ""
_EVERYWHERE: Final = "Tous les territoires"
_EVERYONE: Final = "Toutes les DGA"


def scope_fields(committee: Committee, portee: Portee, key: str) -> Portee:
    """Draw whom an entry concerns, among what the person may see; return what is chosen."""
    catalogue, droits = committee.ledger.base.catalogue, committee.identity.droits
    territoires = _choices([t.nom for t in catalogue.territoires], droits.territoires, portee.territoire)
    dga = _choices([d.code for d in catalogue.dga], droits.dga, portee.dga)
    names = {d.code: d.nom if d.nom == d.code else f"{d.code} – {d.nom}" for d in catalogue.dga}
    left, right = st.columns(2)
    with left:
        territoire = st.selectbox(
            "Territoire concerné",
            territoires,
            index=territoires.index(portee.territoire or _ALL)
            if (portee.territoire or _ALL) in territoires
            else 0,
            format_func=lambda name: name or _EVERYWHERE,
            key=f"{key}_territoire",
            filter_mode=None,
        )
    with right:
        code = st.selectbox(
            "DGA concernée",
            dga,
            index=dga.index(portee.dga or _ALL) if (portee.dga or _ALL) in dga else 0,
            format_func=lambda name: names.get(name, name or _EVERYONE),
            key=f"{key}_dga",
            filter_mode=None,
        )
    return Portee(territoire or None, code or None)


def day_field(label: str, value: date | None, key: str, placeholder: str = "") -> Callable[[], date | None]:
    """Draw a field for a day; return how to read it, which raises a ValueError in French when it is no day."""
    typed = st.text_input(
        f"{label} (jj/mm/aaaa)",
        value="" if value is None else fr.day(value),
        max_chars=10,
        placeholder=placeholder or None,
        key=key,
    )
    return lambda: typed_day(typed or "", label)


def buttons(label: str = "Enregistrer") -> tuple[bool, bool]:
    """Draw the two buttons that end a form; return whether it is saved, whether it is left."""
    with st.container(horizontal=True, gap="small"):
        kept = st.form_submit_button(label, type="primary", icon=":material/check:")
        left = st.form_submit_button("Annuler", icon=":material/close:")
    return kept, left


def finish(opened: Opened, kept: bool, left: bool, save: Callable[[int], object], done: str) -> None:
    """End a form: save it from the version it was opened on, leave it, or decide a conflict. What is typed stays until then.

    ``save`` takes the version that is replaced, and raises a ValueError or a CommitteeError with a French message.
    """
    if left:
        close_form()
        st.rerun()
    version = opened.version
    conflict = held_conflict()
    if conflict is not None:
        decided = _decide(conflict, opened)
        if decided:
            kept, version = True, conflict.version
    if not kept:
        return
    try:
        with committed(opened.objet, opened.id):
            save(version)
    except ConflictError as met:
        hold_conflict(met)
        st.rerun()
    except (CommitteeError, ValueError) as error:
        st.error(literal(str(error), 1_000), icon=":material/error:")
        return
    close_form()
    say_next(done)
    st.rerun()


def _decide(conflict: ConflictError, opened: Opened) -> bool:
    """Draw both texts side by side; return whether the reader's own is recorded over the other, knowingly."""
    with st.container(border=True):
        st.markdown(
            f":orange-badge[:material/merge: Deux saisies se croisent] **{literal(conflict.par, 60)} a enregistré cette entrée le "
            f"{fr.moment(conflict.le)}, pendant votre saisie.** Rien n’a été remplacé : comparez, puis choisissez."
        )
        if conflict.ecarts:
            show_table(
                (Column("Champ"), Column(f"Enregistré par {conflict.par}"), Column("Votre saisie")),
                [(ecart.champ, ecart.enregistre, ecart.saisi) for ecart in conflict.ecarts],
                alt="Les deux textes, champ par champ",
            )
        with st.container(horizontal=True, gap="small"):
            mine = st.button("Remplacer par ma saisie", icon=":material/edit:", key=f"{opened.cle}_mienne")
            if st.button(
                "Garder ce qui est enregistré", icon=":material/undo:", key=f"{opened.cle}_enregistree"
            ):
                close_form()
                st.rerun()
        st.caption("Les deux textes restent dans l’historique de l’entrée, quel que soit votre choix.")
    return mine


def _choices(names: Sequence[str], allowed: frozenset[str] | None, held: str | None) -> list[str]:
    if allowed is None:
        return [_ALL, *names]
    return [name for name in names if name in allowed or name == held]
