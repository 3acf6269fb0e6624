"""Déposer: choose files, read the report of every anomaly, publish. Nothing is published before the last click.

The names of uploaded files arrive as they were sent: they are shown letter for letter, and never become a path.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from spaser import francais as fr
from spaser.access import Identity
from spaser.ingest import ImportOptions
from spaser.measure.freezing import restatements
from spaser.store import OpenVersion, Source, Staged, StoreError, discard, publish, stage
from spaser.store.freeze import has_freezes
from spaser.ui.deposit_report import show_reports
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import literal, plain
from spaser.ui.progress_bar import progress_of
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, show_table

_STAGED: Final = "depot_lu"
_PUBLISHED: Final = "depot_publie"
_ROUND: Final = "depot_tour"


def choose_files(identity: Identity) -> None:
    """Draw the first step: files, and the button that reads them."""
    st.header("1. Choisir les extraits", anchor=False)
    files = st.file_uploader(
        "Extraits à déposer",
        type=["xlsx", "csv", "txt", "json"],
        accept_multiple_files=True,
        key=f"fichiers_{st.session_state.get(_ROUND, 0)}",
        help="Contrats, dépenses, fournisseurs, heures d’insertion, événements, moyens, programmation : Excel ou CSV, plusieurs à la fois.",
    )
    st.caption(
        "Le type d’extrait, la feuille et les colonnes sont reconnus d’après les intitulés. Rien n’est publié à cette étape."
    )
    if files and st.button("Lire et vérifier", type="primary", icon=":material/fact_check:"):
        _read(files, identity)


def review_and_publish(identity: Identity) -> None:
    """Draw the second and third steps: the report of what was read, then the button that publishes it."""
    staged: Staged | None = st.session_state.get(_STAGED)
    if staged is None:
        return
    st.header("2. Lire le rapport", anchor=False)
    show_reports(staged.rapports)
    st.header("3. Publier", anchor=False)
    reason = _reason_for_frozen_years()
    with st.container(horizontal=True, gap="small"):
        asked = st.button(
            "Publier ces extraits",
            type="primary",
            icon=":material/publish:",
            disabled=staged.refuse,
            key="publier",
        )
        given_up = st.button("Abandonner ce dépôt", icon=":material/delete:", key="abandonner")
    if staged.refuse:
        st.caption(
            "Un fichier au moins est refusé : corrigez-le ou retirez-le, puis relisez. La version publiée n’a pas changé."
        )
    if given_up:
        discard(staged)
        _forget()
        st.rerun()
    if asked:
        _publish(staged, identity, reason)


def last_publication() -> None:
    """Say what has just been published."""
    done: str | None = st.session_state.pop(_PUBLISHED, None)
    if done:
        st.success(done, icon=":material/check_circle:")


def held_deposits(version: OpenVersion | None) -> None:
    """List the deposits whose rows the published version holds."""
    if version is None:
        return
    st.header("Ce que contient la version publiée", anchor=False)
    columns = [
        Column("Extrait"),
        Column("Fichier"),
        Column("Période"),
        Column("Déposé le"),
        Column("Par"),
        Column("Lues", nombre=True),
        Column("Acceptées", nombre=True),
        Column("Rejetées", nombre=True),
        Column("Écartées", nombre=True),
    ]
    lines = [
        (
            KIND_NAMES.get(deposit.type, deposit.type),
            plain(deposit.fichier, 60),
            _period(deposit.periode_debut, deposit.periode_fin),
            fr.moment(deposit.depose_le),
            deposit.auteur,
            fr.count(deposit.lus),
            fr.count(deposit.acceptes),
            fr.count(deposit.rejetes),
            fr.count(deposit.ecartes),
        )
        for deposit in version.deposits
    ]
    show_table(columns, lines, alt="Dépôts de la version publiée")


def _read(files: Sequence[UploadedFile], identity: Identity) -> None:
    _drop_previous()
    with st.status("Lecture des extraits…", expanded=True) as status:
        bar = st.progress(0.0, text="Ouverture des fichiers")
        try:
            with tempfile.TemporaryDirectory(prefix="spaser-depot-") as folder:
                sources = [_source(Path(folder), position, file) for position, file in enumerate(files)]
                staged = stage(
                    warehouse(),
                    sources,
                    ImportOptions(),
                    auteur=identity.nom,
                    progress=progress_of(bar),
                )
        except StoreError as error:
            status.update(label="Les extraits n’ont pas pu être lus", state="error", expanded=True)
            st.error(literal(str(error), 1_000))
            return
        bar.progress(1.0, text="Lecture terminée")
        status.update(label="Extraits lus : voir le rapport ci-dessous", state="complete", expanded=False)
    st.session_state[_STAGED] = staged


def _source(folder: Path, position: int, file: UploadedFile) -> Source:
    """Write the uploaded bytes under a name of ours; the sender's name is only a label."""
    path = folder / f"extrait-{position:03d}"
    path.write_bytes(file.getvalue())
    return Source(chemin=path, nom=plain(file.name, 120))


def _reason_for_frozen_years() -> str:
    """Ask why figures of a frozen year change, once a year is frozen (R13); publishing says which do."""
    if not has_freezes(warehouse()):
        return ""
    return st.text_input(
        "Motif de révision d’un exercice figé",
        key="motif_revision",
        max_chars=300,
        help="Nécessaire si ce dépôt change des chiffres d’un exercice figé : les deux valeurs sont gardées et montrées, avec ce motif.",
    )


def _publish(staged: Staged, identity: Identity, reason: str) -> None:
    with st.status("Construction de la nouvelle version…", expanded=True) as status:
        st.write(
            "Les lignes acceptées rejoignent celles déjà publiées, puis tous les indicateurs sont recalculés."
        )
        try:
            version = publish(
                warehouse(),
                staged,
                auteur=identity.nom,
                commentaire="Dépôt depuis le tableau de bord",
                motif=reason,
                comparer=restatements,
            )
        except StoreError as error:
            status.update(label="Rien n’a été publié", state="error", expanded=True)
            st.error(literal(str(error), 1_000))
            _forget()
            return
        status.update(label="Version publiée", state="complete")
    _forget()
    st.session_state[_PUBLISHED] = (
        "Rien à publier : la version en vigueur contient déjà exactement ces extraits."
        if version is None
        else f"Version {version.numero} publiée le {fr.moment(version.publiee_le)}. Toutes les pages l’affichent."
    )
    st.rerun()


def _drop_previous() -> None:
    previous: Staged | None = st.session_state.pop(_STAGED, None)
    if previous is not None:
        discard(previous)


def _forget() -> None:
    st.session_state.pop(_STAGED, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _period(first: date | None, last: date | None) -> str:
    return f"du {fr.day(first)} au {fr.day(last)}" if first and last else "–"
