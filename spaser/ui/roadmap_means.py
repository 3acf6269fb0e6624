"""One means, opened: its wording and actions, its form when the reader may edit, the years before, the file it came from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from spaser import francais as fr
from spaser.measure.roadmap import ETATS, Etat, LigneMoyen, MoyenSuivi
from spaser.ui.literal import literal
from spaser.ui.parts import dialog
from spaser.ui.roadmap_detail_state import close_means, hold, open_means, opened_means
from spaser.ui.roadmap_draft import CHAMPS, LONGEST, VIDE, Draft, Saisie, due_date, retyped
from spaser.ui.roadmap_wording import (
    STATES,
    last_known_text,
    lateness_text,
    origin_text,
    signed_state,
    state_word,
    value_text,
)
from spaser.ui.tables import Column, show_table


def means_if_open(moyens: Sequence[MoyenSuivi], draft: Draft | None, shown: Draft | None) -> None:
    """Open the means that the address names, in a dialog over the page.

    ``draft`` holds the edits as they were entered (None: read only), ``shown`` the same ones over what is published now.
    """
    position = next((rank for rank, moyen in enumerate(moyens) if moyen.code == opened_means()), None)
    if position is None:
        return
    moyen = moyens[position]
    after = moyens[position + 1].code if position + 1 < len(moyens) else ""
    dialog(f"Moyen {moyen.code}", width="large", on_dismiss=close_means)(_panel)(moyen, draft, shown, after)


def _panel(moyen: MoyenSuivi, draft: Draft | None, shown: Draft | None, after: str) -> None:
    st.markdown(f"**{literal(moyen.libelle, 400)}**")
    st.caption(
        f"Fiche {moyen.fiche.removeprefix('F')} – {literal(moyen.fiche_titre, 200)} · {moyen.objectif} – "
        f"{literal(moyen.objectif_titre, 400)}"
    )
    late = lateness_text(moyen)
    if late:
        st.markdown(f":red-badge[⚑ {late}]")
    if last_known_text(moyen):
        st.caption(last_known_text(moyen))
    if draft is None or shown is None:
        _read_only(moyen)
    else:
        _form(moyen.code, draft, shown.saisie(moyen.code), after)
    _actions(moyen)
    _years(moyen)


def _form(code: str, draft: Draft, shown: Saisie, after: str) -> None:
    with st.form(f"fdr_saisie_{draft.annee}_{code}", border=False):
        left, right = st.columns(2)
        with left:
            etat: Etat = st.selectbox(
                "État",
                ETATS,
                index=ETATS.index(shown.etat),
                format_func=lambda name: STATES[name].texte,
                filter_mode=None,
            )
            pilote = st.text_input("Pilote", value=shown.pilote or "", max_chars=_room(shown.pilote))
        with right:
            # A calendar field of Streamlit 1.67 speaks English to a screen reader, and cannot be emptied once it is filled.
            typed = st.text_input(
                "Échéance (jj/mm/aaaa)",
                value="" if shown.echeance is None else f"{shown.echeance:%d/%m/%Y}",
                max_chars=10,
                placeholder="sans échéance",
            )
            avancement = st.number_input(
                "Avancement déclaré (%)",
                value=None if shown.avancement is None else int(shown.avancement * 100),
                min_value=0,
                max_value=max(100, int((shown.avancement or 0) * 100)),
                step=5,
                placeholder="non renseigné",
            )
        livrable = st.text_input("Livrable", value=shown.livrable or "", max_chars=_room(shown.livrable))
        commentaire = st.text_area(
            "Commentaire, prochaine étape",
            value=shown.commentaire or "",
            max_chars=_room(shown.commentaire),
            height=90,
        )
        with st.container(horizontal=True, gap="small"):
            kept = st.form_submit_button("Retenir", type="primary", icon=":material/check:")
            followed = bool(after) and st.form_submit_button(
                f"Retenir et ouvrir {after}", icon=":material/arrow_forward:"
            )
    st.caption("« Retenir » ne publie rien : les modifications attendent en haut de la page.")
    if not (kept or followed):
        return
    try:
        echeance = due_date(typed)
    except ValueError as error:
        st.error(str(error), icon=":material/error:")
        return
    entered = Saisie(
        etat=etat,
        pilote=retyped(pilote, shown.pilote),
        echeance=echeance,
        avancement=_share(avancement, shown.avancement),
        livrable=retyped(livrable, shown.livrable),
        commentaire=retyped(commentaire, shown.commentaire),
    )
    if problem := entered.probleme():
        st.error(problem, icon=":material/error:")
        return
    hold(draft.avec_ce_qui_change(code, shown, entered))
    if followed:
        open_means(after)
    else:
        close_means()
    st.rerun()


def _room(text: str | None) -> int:
    return max(LONGEST, len(text or ""))


def _share(percent: float | None, before: Decimal | None) -> Decimal | None:
    """Return the share entered; what was not touched keeps the value that was deposited."""
    if percent is None:
        return None
    if before is not None and int(before * 100) == int(percent):
        return before
    return Decimal(int(percent)).scaleb(-2)


def _read_only(moyen: MoyenSuivi) -> None:
    entry = Saisie.de(moyen.ligne)
    if entry == VIDE:
        st.markdown(f"**État :** {signed_state('non_renseigne')}")
        return
    lines = [
        f"- **{label} :** {literal(value_text(getattr(entry, champ), champ), LONGEST)}"
        for champ, label in CHAMPS.items()
    ]
    st.markdown("\n".join(lines))


def _actions(moyen: MoyenSuivi) -> None:
    with st.expander(f"Actions prévues par le document ({fr.count(len(moyen.actions))})"):
        st.markdown("\n".join(f"- {literal(action, 800)}" for action in moyen.actions))


def _years(moyen: MoyenSuivi) -> None:
    lines = [*moyen.anterieures, *([moyen.ligne] if moyen.ligne else [])]
    if not lines:
        return
    with st.expander(f"Année par année, avec le fichier et la ligne ({fr.plural(len(lines), 'année')})"):
        show_table(
            (
                Column("Année"),
                Column("État"),
                Column("Pilote"),
                Column("Échéance"),
                Column("Livrable"),
                Column("Commentaire"),
                Column("Origine"),
            ),
            [_year(ligne) for ligne in reversed(lines)],
            alt=f"États successifs du moyen {moyen.code}",
        )


def _year(ligne: LigneMoyen) -> tuple[str, ...]:
    return (
        f"{ligne.annee}",
        state_word(ligne.statut),
        ligne.pilote or "–",
        "–" if ligne.echeance is None else fr.day(ligne.echeance),
        ligne.livrable or "–",
        ligne.commentaire or "–",
        origin_text(ligne),
    )
