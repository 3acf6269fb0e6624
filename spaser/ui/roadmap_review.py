"""Edits that wait, what they change field by field, what somebody else changed meanwhile, and their publication.

Nothing is published before the comment is written and the last click; whatever fails, the edits stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.roadmap import FeuilleDeRoute
from spaser.store import OpenVersion, StoreError
from spaser.ui.figures import Reader, stamp_of
from spaser.ui.literal import literal
from spaser.ui.page import published_version
from spaser.ui.parts import dialog
from spaser.ui.person import current_perimeter, identify
from spaser.ui.progress_bar import progress_of
from spaser.ui.roadmap_detail_state import (
    forget,
    held_draft,
    hold,
    opened_means,
    say_published,
    take_published,
    waiting_years,
)
from spaser.ui.roadmap_draft import CHAMPS, Change, Conflict, Draft, Valeur, conflicts, opened, rebased, tidy
from spaser.ui.roadmap_rows import roadmap_at
from spaser.ui.roadmap_saving import save
from spaser.ui.roadmap_wording import value_text
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, show_table
from spaser.ui.trail import written

_LONGEST_COMMENT: Final = 500
_THEIRS: Final = "Garder la valeur publiée"
_MINE: Final = "Garder la mienne"


def draft_of(reader: Reader, feuille: FeuilleDeRoute) -> Draft | None:
    """Return the edits of the year shown, empty ones when none wait; None for whoever may not edit."""
    if not identify().peut_deposer:
        return None
    return held_draft(feuille.annee) or opened(feuille, reader.version.numero)


def shown_over(draft: Draft | None, reader: Reader, feuille: FeuilleDeRoute) -> Draft | None:
    """Return the edits over the roadmap now published: what forms show."""
    if draft is None or draft.version == reader.version.numero:
        return draft
    mine = [conflict.cle for conflict in conflicts(draft, feuille)]
    return rebased(draft, feuille, reader.version.numero, mine)


def waiting_edits(reader: Reader, feuille: FeuilleDeRoute, draft: Draft | None) -> None:
    """Draw what has just been published, and the edits that wait with the way to publish or to drop them."""
    if done := take_published():
        st.success(done, icon=":material/check_circle:")
    if draft is None:
        return
    others = [str(year) for year in waiting_years() if year != feuille.annee]
    if others:
        st.caption(f":material/edit_note: Des modifications attendent aussi pour {', '.join(others)}.")
    changes = draft.changes()
    if not changes:
        return
    with st.container(border=True, gap="small"):
        st.markdown(
            f":material/edit_note: **{_edits(changes)} en attente** sur {fr.plural(len(draft.saisies), 'moyen')} – "
            "rien n’est publié."
        )
        if draft.version != reader.version.numero:
            st.caption(f":material/warning: {_moved_on(draft, reader.version)}")
        with st.container(horizontal=True, gap="small"):
            asked = st.button(
                f"Enregistrer {_edits(changes)}",
                type="primary",
                icon=":material/save:",
                key="fdr_enregistrer",
            )
            with st.popover("Tout abandonner", icon=":material/delete:"):
                st.markdown(
                    f"{_edits(changes)} seront perdues."
                    if len(changes) > 1
                    else "La modification sera perdue."
                )
                st.button("Oui, abandonner", key="fdr_abandonner", on_click=forget, args=(draft.annee,))
    if asked and not opened_means():
        dialog(f"Enregistrer la feuille de route {draft.annee}", width="large")(_review)(reader, draft.annee)


def _review(reader: Reader, annee: int) -> None:
    draft, version = held_draft(annee), published_version()
    if draft is None or version is None or not identify().peut_deposer:
        st.info("Plus aucune modification n’attend.")
        return
    feuille = roadmap_at(version, reader.filters, current_perimeter())
    disputed = conflicts(draft, feuille)
    if draft.version != version.numero:
        st.warning(_moved_on(draft, version), icon=":material/warning:")
        if not disputed:
            st.caption(
                "Aucun des champs que vous modifiez n’a changé entre-temps : ils s’appliquent à la nouvelle version."
            )
    mine = _decisions(disputed, version)
    if mine is None:
        return
    carried = rebased(draft, feuille, version.numero, mine)
    changes = carried.changes()
    if not changes:
        st.info("La version publiée contient déjà ces valeurs : il n’y a rien à enregistrer.")
        if st.button("Fermer", key="fdr_rien"):
            forget(annee)
            st.rerun()
        return
    _before_after(changes)
    _withdraw(draft)
    comment = st.text_area(
        "Commentaire de la publication (obligatoire)",
        key="fdr_commentaire",
        max_chars=_LONGEST_COMMENT,
        height=80,
        placeholder="Par exemple : point d’étape du comité exécutif",
    )
    # The version stands in the key: a click on what was shown over another version is not taken for a click on this one.
    asked = st.button(
        f"Publier {_edits(changes)}",
        type="primary",
        icon=":material/publish:",
        key=f"fdr_publier_{stamp_of(version)}",
    )
    st.caption(
        "La publication crée une nouvelle version, à votre nom et avec ce commentaire ; la précédente peut être restaurée."
    )
    reason = tidy(comment)
    if asked and reason is None:
        st.error("Écrivez un commentaire : il dira dans l’historique pourquoi ces valeurs ont changé.")
    elif asked and reason is not None:
        _publish(carried, feuille, version, reason)


def _publish(draft: Draft, feuille: FeuilleDeRoute, version: OpenVersion, comment: str) -> None:
    problem, new = "", None
    with st.status("Dépôt des modifications…", expanded=True) as status:
        bar = st.progress(0.0, text="Écriture de l’extrait")
        try:
            with written("publication", "feuille_de_route", version.numero):
                new = save(
                    warehouse(),
                    draft,
                    feuille,
                    auteur=identify().nom,
                    commentaire=comment,
                    demonstration=version.demonstration,
                    progress=progress_of(bar),
                )
            forget(draft.annee)
        except (StoreError, OSError) as error:
            problem = str(error)
            status.update(label="Rien n’a été publié ; vos modifications sont gardées", state="error")
    if new is None:
        st.error(literal(problem, 2_000), icon=":material/error:")
        return
    say_published(
        f"Version {new.numero} publiée le {fr.moment(new.publiee_le)} : {_edits(draft.changes())} de la feuille de "
        f"route {draft.annee}. Toutes les pages l’affichent."
    )
    st.rerun()


def _decisions(disputed: Sequence[Conflict], version: OpenVersion) -> list[tuple[str, str]] | None:
    """Show the fields changed on both sides and ask whose value holds; None until all are decided."""
    if not disputed:
        return []
    st.markdown(
        f"**{fr.plural(len(disputed), 'champ')} en conflit** : rien ne sera écrasé sans votre décision."
    )
    show_table(
        (
            Column("Moyen"),
            Column("Champ"),
            Column("À l’ouverture"),
            Column("Publié maintenant"),
            Column("Votre saisie"),
        ),
        [
            (c.moyen, CHAMPS[c.champ], *(_said(v, c.champ) for v in (c.ouverture, c.publie, c.saisi)))
            for c in disputed
        ],
        alt="Champs en conflit",
    )
    answers = {
        conflict.cle: st.radio(
            f"{conflict.moyen}, {CHAMPS[conflict.champ].lower()}",
            (_THEIRS, _MINE),
            index=None,
            horizontal=True,
            key=f"fdr_conflit_{version.numero}_{conflict.moyen}_{conflict.champ}",
        )
        for conflict in disputed
    }
    if None in answers.values():
        st.caption("Décidez de chaque champ en conflit pour continuer.")
        return None
    return [key for key, answer in answers.items() if answer == _MINE]


def _before_after(changes: Sequence[Change]) -> None:
    show_table(
        (Column("Moyen"), Column("Champ"), Column("Avant"), Column("Après")),
        [
            (
                change.moyen,
                CHAMPS[change.champ],
                _said(change.avant, change.champ),
                _said(change.apres, change.champ),
            )
            for change in changes
        ],
        alt="Ce qui change, champ par champ",
    )


def _withdraw(draft: Draft) -> None:
    with st.container(horizontal=True, gap="small"):
        for code in draft.saisies:
            st.button(
                f"Retirer {code}",
                key=f"fdr_retirer_{code}",
                icon=":material/undo:",
                type="tertiary",
                on_click=_drop,
                args=(draft.annee, code),
            )


def _drop(annee: int, code: str) -> None:
    draft = held_draft(annee)
    if draft is not None:
        hold(draft.sans(code))


def _said(value: Valeur, champ: str) -> str:
    return value_text(value, champ)


def _edits(changes: Sequence[Change]) -> str:
    return fr.plural(len(changes), "modification")


def _moved_on(draft: Draft, version: OpenVersion) -> str:
    return (
        f"La version publiée a changé depuis le début de votre saisie : version {draft.version}, puis version "
        f"{version.numero} publiée le {fr.moment(version.publiee_le)} par {literal(version.publiee_par, 60)}."
    )
