"""What the lead does to versions: restore one, freeze a civil year, check every byte. Each says its consequences first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.access import Identity
from spaser.measure.freezing import freeze, restatements
from spaser.store import Manifest, OpenVersion, StoreError, Verification, check, restore
from spaser.store.freeze import Freeze, Frozen
from spaser.ui.literal import literal
from spaser.ui.parts import dialog
from spaser.ui.person import identify
from spaser.ui.progress_bar import progress_of
from spaser.ui.session import warehouse
from spaser.ui.trail import written

_DONE: Final = "versions_fait"
_CHECKED: Final = "versions_controle"
_COMMENT: Final = 300


def last_action() -> None:
    """Say what has just been done."""
    done: str | None = st.session_state.pop(_DONE, None)
    if done:
        st.success(done, icon=":material/check_circle:")


def restore_offer(known: Sequence[Manifest], published: int | None, identity: Identity) -> None:
    """Offer to put an earlier version back in service, after a confirmation."""
    st.header("Restaurer une version", anchor="restaurer")
    others = [manifest.numero for manifest in known if manifest.numero != published]
    if not identity.peut_deposer:
        st.caption("Restaurer est réservé au responsable du SPASER.")
        return
    if not others:
        st.caption("Il n’y a pas d’autre version à restaurer.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "Version à restaurer",
            others,
            format_func=lambda n: f"Version {n}",
            key="version_restaurer",
            width=220,
        )
        if st.button("Restaurer…", icon=":material/restore:", key="restaurer"):
            manifest = next(m for m in known if m.numero == chosen)
            dialog(f"Restaurer la version {chosen} ?", width="medium")(_confirm_restore)(manifest, published)


def freeze_offer(version: OpenVersion, frozen: Frozen, identity: Identity) -> None:
    """List the frozen years, and offer to freeze a closed one."""
    st.header("Exercices figés", anchor="figer")
    st.caption(
        "Figer un exercice signe ses chiffres tels qu’ils sont publiés : ils restent les chiffres officiels. Un dépôt qui les changerait "
        "demande un motif, et les deux valeurs sont montrées (règle R13)."
    )
    for gel in frozen.gels:
        _frozen_line(gel)
    if not identity.peut_deposer:
        return
    stop = version.date_donnees
    first = version.catalogue.autorite.periode_debut - 1
    closed = [] if stop is None else [n for n in range(stop.year, first - 1, -1) if date(n, 12, 31) <= stop]
    if not closed:
        st.caption("Aucun exercice n’est clos dans les données publiées : il n’y a rien à figer.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox("Exercice clos", closed, key="exercice_figer", width=220)
        if st.button("Figer…", icon=":material/lock:", key="figer"):
            before = [g for g in frozen.gels if (g.annee, g.demonstration) == (chosen, version.demonstration)]
            dialog(f"Figer l’exercice {chosen} ?", width="medium")(_confirm_freeze)(chosen, version, before)


def integrity(identity: Identity) -> None:
    """Offer to read every byte again, and say the result in words."""
    st.header("Contrôler l’intégrité", anchor="controle")
    st.caption(
        "Chaque version, chaque fichier d’origine, chaque gel et le journal sont relus et comparés à l’empreinte gardée à leur écriture."
    )
    if identity.peut_deposer and st.button("Tout relire", icon=":material/verified_user:", key="controler"):
        bar = st.progress(0.0, text="Lecture")
        try:
            st.session_state[_CHECKED] = check(warehouse(), progress_of(bar))
        except StoreError as error:
            st.error(literal(str(error), 1_000))
            return
        finally:
            bar.empty()
    found: Verification | None = st.session_state.get(_CHECKED)
    if found is not None:
        _result(found)


def _result(found: Verification) -> None:
    read = (
        f"{fr.plural(found.versions, 'version')}, {fr.plural(found.depots, 'fichier')} d’origine, "
        f"{fr.plural(found.gels, 'gel')} et {fr.plural(found.evenements, 'événement')} du journal relus "
        f"({fr.number(found.octets / 1_000_000, 1)}{fr.NARROW}Mo)"
    )
    if found.problemes:
        st.error(
            "\n".join(f"- {literal(problem, 600)}" for problem in found.problemes),
            title=f"{fr.plural(len(found.problemes), 'problème')} – {read}",
            icon=":material/error:",
        )
    else:
        st.success(f"Tout est intact : {read}.", icon=":material/verified:")


def _frozen_line(gel: Freeze) -> None:
    again = f" – révision n° {gel.numero}, motif : {literal(gel.motif, 300)}" if gel.numero > 1 else ""
    fictive = " _(démonstration)_" if gel.demonstration else ""
    st.markdown(
        f":material/lock: **{gel.annee}** figé le {fr.moment(gel.le)} par {literal(gel.auteur, 60)}, version {gel.version}, catalogue "
        f"{literal(gel.catalogue)} – {literal(gel.commentaire, 300)}{again}{fictive}"
    )


def _confirm_restore(manifest: Manifest, published: int | None) -> None:
    st.markdown(
        f"La version {manifest.numero}, publiée le {fr.moment(manifest.publiee_le)} par {literal(manifest.publiee_par, 60)}, redevient celle que "
        f"tout le monde voit, tout de suite. "
        + (f"La version {published} reste dans l’historique et peut être restaurée. " if published else "")
        + f"Le prochain dépôt partira de la version {manifest.numero}. Le journal gardera votre nom, l’heure et le commentaire."
    )
    comment = st.text_input(
        "Pourquoi restaurer cette version ?", key="commentaire_restaurer", max_chars=_COMMENT
    )
    st.caption(
        "Si des chiffres d’un exercice figé changent, ce commentaire est montré comme motif à côté des deux valeurs."
    )
    if st.button("Restaurer", type="primary", icon=":material/restore:", key="confirmer_restaurer"):
        if not comment.strip():
            st.error("Dites pourquoi : le commentaire est vide.")
            return
        try:
            with written("restauration", f"version:{manifest.numero}", manifest.numero):
                restore(
                    warehouse(),
                    manifest.numero,
                    auteur=identify().nom,
                    commentaire=comment,
                    comparer=restatements,
                )
        except StoreError as error:
            st.error(literal(str(error), 1_000))
            return
        st.session_state[_DONE] = (
            f"Version {manifest.numero} de nouveau publiée. Toutes les pages l’affichent."
        )
        st.rerun()


def _confirm_freeze(annee: int, version: OpenVersion, before: Sequence[Freeze]) -> None:
    st.markdown(
        f"Tous les indicateurs de l’exercice **{annee}** sont signés tels que la version {version.numero} les mesure : ensemble, domaines, DGA "
        "et territoires. Ce gel ne s’efface pas ; une révision s’y ajoute, avec son motif."
    )
    late = [day for day in version.dates_par_type.values() if day < date(annee, 12, 31)]
    if late:
        st.warning(
            "Des extraits s’arrêtent avant la fin de cet exercice : leurs indicateurs seront figés à cette date, et dits provisoires."
        )
    comment = st.text_input(
        "Commentaire", key="commentaire_figer", max_chars=_COMMENT, placeholder="Bilan présenté au comité du…"
    )
    reason = ""
    if before:
        st.info(
            f"Cet exercice est déjà figé depuis le {fr.day(before[-1].le)} (version {before[-1].version}) : les deux valeurs seront gardées."
        )
        reason = st.text_input("Motif de la révision", key="motif_figer", max_chars=_COMMENT)
    if st.button("Figer", type="primary", icon=":material/lock:", key="confirmer_figer"):
        try:
            with written("gel", f"exercice:{annee}", version.numero):
                made = freeze(warehouse(), annee, identify().nom, comment, reason)
        except StoreError as error:
            st.error(literal(str(error), 1_000))
            return
        st.session_state[_DONE] = (
            f"Exercice {made.annee} figé sur la version {made.version} : {fr.plural(len(made.chiffres), 'chiffre')} signés."
        )
        st.rerun()
