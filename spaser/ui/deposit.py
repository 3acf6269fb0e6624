"""Déposer: choose files, read what was recognised and every anomaly, see what would change, publish. Nothing is published before the last click.

The names of uploaded files arrive as they were sent: they are shown letter for letter, and never become a path.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from spaser import francais as fr
from spaser.access import Identity
from spaser.access.audit import AuditError
from spaser.ingest import ImportOptions, Reponses
from spaser.store import Source, Staged, StoreError
from spaser.store.archives import unpacked
from spaser.store.manifest import Mode
from spaser.ui.background import Say, Work
from spaser.ui.deposit_preview import Preview, prepare_again, read_and_prepare
from spaser.ui.deposit_publish import publication_step
from spaser.ui.deposit_report import show_reports
from spaser.ui.deposit_templates import templates_to_download
from spaser.ui.literal import literal, plain
from spaser.ui.parts import part
from spaser.ui.person import visit
from spaser.ui.session import warehouse
from spaser.ui.trail import note, written

_HELD: Final = "depot_en_main"
_PUBLISHED: Final = "depot_publie"
_REFUSED: Final = "depot_refuse"
_ROUND: Final = "depot_tour"
_LOOK: Final = 0.7
"""Seconds between two looks at the work."""
_TYPES: Final = (
    "xlsx",
    "xlsm",
    "xls",
    "xlsb",
    "ods",
    "csv",
    "tsv",
    "txt",
    "json",
    "xml",
    "zip",
    "parquet",
    "gz",
)
_MODES: Final[dict[Mode, str]] = {
    "remplacer": "Remplacer la même période",
    "completer": "Compléter ce qui est publié",
}


@dataclass(frozen=True)
class Deposit:
    """The deposit in hand: the files received, the reading under way or done, and what it would change."""

    folder: Path
    sources: tuple[Source, ...]
    mode: Mode
    acheteur: str | None
    twice: tuple[str, ...] = ()
    work: Work[Preview] | None = None
    preview: Preview | None = None
    reading: str = field(default_factory=lambda: uuid.uuid4().hex[:8])


def deposit_in_hand() -> bool:
    """Whether files are being read, or wait for a decision."""
    return _HELD in st.session_state


def choose_files(identity: Identity) -> None:
    """Draw the first step: files, and the button that reads them."""
    st.header("1. Choisir les extraits", anchor=False)
    files = st.file_uploader(
        "Extraits à déposer",
        type=list(_TYPES),
        accept_multiple_files=True,
        key=f"fichiers_{st.session_state.get(_ROUND, 0)}",
        help="Contrats, dépenses, fournisseurs, heures d’insertion, événements, moyens, programmation : plusieurs fichiers à la fois, "
        "de plusieurs logiciels.",
    )
    mode: Mode = st.radio(
        "Ces extraits doivent",
        list(_MODES),
        format_func=_MODES.__getitem__,
        horizontal=True,
        key="depot_mode",
        help="Remplacer : les lignes publiées de la même période et de la même source laissent la place. Compléter : elles restent, et "
        "les nouvelles s’y ajoutent (par exemple des lignes corrigées).",
    )
    everybody = st.toggle(
        "Garder aussi les contrats d’autres acheteurs",
        key="depot_acheteurs",
        help="Un fichier de données essentielles peut contenir ceux de plusieurs acheteurs : seuls ceux de l’autorité sont gardés, sauf ici.",
    )
    part = fr.rate(warehouse().catalogue.reglages.taux_rejet_max, decimals=0)
    st.caption(
        "Le type d’extrait, la feuille et les colonnes sont reconnus d’après les intitulés et le contenu. Un fichier dont plus de "
        f"{part} des lignes sont rejetées est refusé (réglage du catalogue). Rien n’est publié à cette étape."
    )
    templates_to_download()
    if files and st.button("Lire et vérifier", type="primary", icon=":material/fact_check:"):
        _receive(files, mode, identity, "tous" if everybody else None)
        st.rerun()


def follow_deposit(identity: Identity) -> None:
    """Draw the deposit in hand: its progress, then its reports, what it would change, and the last click."""
    held = _held()
    if held is None:
        return
    if held.work is not None:
        if held.work.running:
            _progress(held.work)
            return
        held = _collected(held)
        if held is None:
            return
    if held.preview is None:
        return
    _reports(held, held.preview, identity)
    done = publication_step(held.preview, identity, held.reading)
    if done == "abandonner":
        _abandon(held)
        st.rerun()
    elif done == "refaire":
        _prepare(held, held.preview.staged)
        st.rerun()
    elif done:
        _drop(held)
        st.session_state[_PUBLISHED] = done
        st.rerun()


def last_publication() -> None:
    """Say what has just been published, or why an archive was not opened."""
    refused: str | None = st.session_state.pop(_REFUSED, None)
    if refused:
        st.error(literal(refused, 1_000), title="L’archive n’a pas pu être ouverte")
    done: str | None = st.session_state.pop(_PUBLISHED, None)
    if done:
        st.success(done, icon=":material/check_circle:")


def _held() -> Deposit | None:
    held: Deposit | None = st.session_state.get(_HELD)
    return held


def _receive(files: Sequence[UploadedFile], mode: Mode, identity: Identity, acheteur: str | None) -> None:
    """Write the uploaded bytes under names of ours; the same bytes sent twice are read once, and said."""
    folder = warehouse().waiting / f"recus-{uuid.uuid4().hex[:12]}"
    folder.mkdir()
    sources: dict[str, Source] = {}
    twice = []
    for position, file in enumerate(files):
        content = file.getbuffer()
        digest = hashlib.sha256(content).hexdigest()
        name = plain(file.name, 120)
        if digest in sources:
            twice.append(f"{name} (le même que {sources[digest].nom})")
            continue
        path = folder / f"extrait-{position:03d}"
        path.write_bytes(content)
        sources[digest] = Source(chemin=path, nom=name)
    try:
        with written("depot", f"fichiers:{len(sources)}"):
            files_to_read = tuple(
                member for source in sources.values() for member in unpacked(source, folder)
            )
    except StoreError as error:
        shutil.rmtree(folder)
        st.session_state[_REFUSED] = str(error)
        return
    _read(Deposit(folder, files_to_read, mode, acheteur, tuple(twice)), identity)


def _read(held: Deposit, identity: Identity) -> None:
    if held.preview is not None:
        held.preview.discard()
    house, auteur, options = warehouse(), identity.nom, ImportOptions(acheteur=held.acheteur)
    _start(held, lambda say: read_and_prepare(house, held.sources, options, held.mode, auteur, say))


def _prepare(held: Deposit, staged: Staged) -> None:
    """Prepare again what was read, on the version published meanwhile."""
    house = warehouse()
    if held.preview is not None and held.preview.prepared is not None:
        held.preview.prepared.discard()
    _start(held, lambda say: prepare_again(house, staged, say))


def _start(held: Deposit, task: Callable[[Say], Preview]) -> None:
    st.session_state[_HELD] = replace(held, work=Work(task), preview=None, reading=uuid.uuid4().hex[:8])


@part(run_every=_LOOK)
def _progress(work: Work[Preview]) -> None:
    if not work.running:
        st.rerun()
    with st.container(border=True):
        st.progress(work.share, text=literal(work.step or "ouverture des fichiers", 200))
        if st.button("Annuler", icon=":material/cancel:", key="annuler_lecture"):
            work.cancel()
        st.caption(
            "La lecture continue si vous changez de page. Annuler ne laisse rien : la version publiée ne change pas."
        )


def _collected(held: Deposit) -> Deposit | None:
    """Take what the work has left: a preview, or why there is none."""
    work = held.work
    if work is None or work.result is not None:
        ready = replace(held, work=None, preview=None if work is None else work.result)
        st.session_state[_HELD] = ready
        return ready
    if work.cancelled:
        _abandon(held)
        st.info("Lecture annulée : rien n’a été retenu, la version publiée n’a pas changé.")
        return None
    _drop(held)
    if isinstance(work.error, StoreError | OSError):
        st.error(literal(str(work.error), 1_000), title="Les extraits n’ont pas pu être lus")
    elif work.error is not None:
        raise work.error
    return None


def _reports(held: Deposit, preview: Preview, identity: Identity) -> None:
    st.header("2. Lire le rapport", anchor=False)
    for name in held.twice:
        st.info(f"Déposé deux fois, lu une fois : {literal(name, 300)}.", icon=":material/content_copy:")
    asked = show_reports(preview.staged, held.reading)
    if asked is None:
        return
    position, wanted = asked
    if wanted is None:
        sources = tuple(source for rank, source in enumerate(held.sources) if rank != position)
        if sources:
            _read(replace(held, sources=sources), identity)
        else:
            _abandon(held)
    else:
        _read(replace(held, sources=_answered(held.sources, position, wanted)), identity)
    st.rerun()


def _answered(sources: tuple[Source, ...], position: int, answers: Reponses) -> tuple[Source, ...]:
    return tuple(
        source.model_copy(update={"reponses": answers}) if rank == position else source
        for rank, source in enumerate(sources)
    )


def _abandon(held: Deposit) -> None:
    """Drop a deposit because its author does not want it; a log that cannot be written keeps nobody from that."""
    with suppress(AuditError):
        note("abandon", visit(), objet=f"fichiers:{len(held.sources)}")
    _drop(held)


def _drop(held: Deposit) -> None:
    if held.preview is not None:
        held.preview.discard()
    shutil.rmtree(held.folder, ignore_errors=True)
    st.session_state.pop(_HELD, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
