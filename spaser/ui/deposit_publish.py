"""The last steps of a deposit: what it would change, row by row and indicator by indicator, then the click that publishes it."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.access import Identity
from spaser.measure.freezing import restatements
from spaser.store import Prepared, PublicationRefusedError, StoreError, publish
from spaser.ui.deposit_preview import Preview
from spaser.ui.folded import folded
from spaser.ui.literal import literal
from spaser.ui.session import warehouse
from spaser.ui.trail import written
from spaser.ui.versions_compare import effects_table, is_noted, noted_points, row_tables

_COMMENT: Final = 300


def publication_step(preview: Preview, identity: Identity, reading: str) -> str:
    """Draw what would change and the last buttons; ``reading`` tells the widgets of two readings apart.

    Returns:
        « abandonner », « refaire » (the published version has changed: the preview is to be made again), what has been published in
        words, or an empty text while nothing is decided.
    """
    st.header("3. Ce que ce dépôt change", anchor=False)
    if preview.staged.refuse:
        st.caption(
            "Un fichier au moins est refusé : répondez aux questions, corrigez-le ou retirez-le. La version publiée n’a pas changé."
        )
    elif preview.refusal:
        st.error(literal(preview.refusal, 1_000), title="Ces fichiers ne peuvent pas être publiés ensemble")
    elif preview.nothing_new:
        st.info("Rien à publier : la version en vigueur contient déjà exactement ces extraits.")
    else:
        _changes(preview)
    st.header("4. Publier", anchor=False)
    prepared = preview.prepared
    comment, reason = _words(preview, reading) if prepared is not None else ("", "")
    with st.container(horizontal=True, gap="small"):
        asked = st.button(
            "Publier ces extraits",
            type="primary",
            icon=":material/publish:",
            disabled=prepared is None or bool(preview.restated and not reason.strip()),
            key="publier",
        )
        if st.button("Abandonner ce dépôt", icon=":material/delete:", key="abandonner"):
            return "abandonner"
    if not asked or prepared is None:
        return ""
    return _published(preview, prepared, identity, comment, reason)


def _changes(preview: Preview) -> None:
    if preview.before is None:
        st.caption(
            "Premier dépôt réel : rien de publié à quoi le comparer. Les chiffres ci-dessous sont ceux de la version préparée."
        )
    else:
        st.caption(
            f"La version est prête, mais pas publiée : elle est comparée à la version {preview.before}, en vigueur."
        )
        st.subheader("Les lignes", anchor=False)
        row_tables(preview.rows)
    st.subheader("Les indicateurs", anchor=False)
    names = {i.code: i for i in warehouse().catalogue.indicateurs}
    noted = noted_points()
    headings = (f"Version {preview.before}" if preview.before else "Avant", "Après ce dépôt")
    for year, found in preview.figures.items():
        if preview.before is None:
            known = [e for e in found if e.apres is not None and e.apres.valeur is not None]
            st.markdown(
                f"**Exercice {year}** : {fr.plural(len(known), 'indicateur mesurable', 'indicateurs mesurables')} sur {fr.count(len(found))}."
            )
            folded(
                f"Les chiffres de {year}",
                f"effets_{year}",
                partial(effects_table, known, names, headings, noted, f"Indicateurs {year}"),
            )
            continue
        moved = [e for e in found if e.change]
        flagged = [e for e in moved if is_noted(e, names[e.code], noted)]
        others = [e for e in moved if e not in flagged]
        st.markdown(
            f"**Exercice {year}** : {fr.plural(len(moved), 'indicateur')} sur {fr.count(len(found))} "
            f"{'changent' if len(moved) > 1 else 'change'}"
            + (
                f", dont {fr.count(len(flagged))} de plus de {fr.number(noted * 100, 1)} points ⚑."
                if flagged
                else "."
            )
        )
        effects_table(flagged, names, headings, noted, f"Indicateurs {year} qui changent le plus")
        if others:
            folded(
                f"Les autres indicateurs de {year} qui changent ({fr.count(len(others))})",
                f"effets_{year}",
                partial(effects_table, others, names, headings, noted, f"Autres indicateurs {year}"),
            )
    if preview.restated:
        listed = ", ".join(dict.fromkeys(f"{r.code} ({r.annee})" for r in preview.restated))
        st.warning(
            f"Des chiffres d’exercices figés changeraient : {literal(listed, 600)}. Les deux valeurs seront gardées et montrées, avec le "
            "motif que vous donnez.",
            icon=":material/lock:",
        )


def _words(preview: Preview, reading: str) -> tuple[str, str]:
    comment = st.text_input(
        "Commentaire de la publication",
        key=f"commentaire_{reading}",
        max_chars=_COMMENT,
        placeholder="Par exemple : extraits du troisième trimestre",
        help="Il reste dans l’historique des versions, avec votre nom, la date et les fichiers.",
    )
    reason = ""
    if preview.restated:
        reason = st.text_input(
            "Motif de révision des exercices figés (obligatoire)", key=f"motif_{reading}", max_chars=_COMMENT
        )
    return comment or "", reason or ""


def _published(preview: Preview, prepared: Prepared, identity: Identity, comment: str, reason: str) -> str:
    try:
        with written("publication", f"fichiers:{len(preview.staged.rapports)}", preview.before):
            version = publish(
                warehouse(),
                preview.staged,
                auteur=identity.nom,
                commentaire=comment.strip() or "Dépôt depuis le tableau de bord",
                motif=reason,
                comparer=restatements,
                apercu=prepared,
            )
    except PublicationRefusedError as error:
        pointer = warehouse().pointer()
        if pointer is not None and prepared.parent is not None and pointer.numero != prepared.parent:
            return "refaire"
        st.error(literal(str(error), 1_000), title="Rien n’a été publié")
        return ""
    except StoreError as error:
        st.error(literal(str(error), 1_000), title="Rien n’a été publié")
        return ""
    if version is None:
        return "Rien à publier : la version en vigueur contient déjà exactement ces extraits."
    return (
        f"Version {version.numero} publiée le {fr.moment(version.publiee_le)}. Toutes les pages l’affichent."
    )
