"""Versions: what was published when, by whom, from which files; which is published, which year is frozen; the original files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.access import Identity
from spaser.store import Deposit, Manifest, StoreError
from spaser.store.freeze import Freeze, Frozen
from spaser.store.journal import Event
from spaser.ui.downloads import offer
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import literal, plain
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, show_table

_NAMED: Final = 3
_GESTES: Final = {
    "publication": "Publication",
    "restauration": "Restauration",
    "reconstruction": "Reconstruction",
    "gel": "Gel d’un exercice",
    "remise_a_zero": "Remise à zéro",
}
_UNSAFE: Final = frozenset('<>:"/\\|?*')


def manifests() -> tuple[Manifest, ...]:
    """Return every version, the last first; a warehouse that cannot be read says why, and the run stops there."""
    try:
        return tuple(reversed(warehouse().manifests()))
    except StoreError as error:
        st.error(literal(str(error), 1_000), title="Les versions ne peuvent pas être lues")
        st.stop()


def published_number() -> int | None:
    """Return the number of the published version."""
    try:
        pointer = warehouse().pointer()
    except StoreError as error:
        st.error(literal(str(error), 1_000))
        return None
    return None if pointer is None else pointer.numero


def history(known: Sequence[Manifest], published: int | None, frozen: Frozen) -> None:
    """Draw the table of versions, the last first."""
    st.header("Historique", anchor="historique")
    st.caption(
        "Une version est immuable : publier en ajoute une, restaurer remet une ancienne en service, rien n’est jamais effacé."
    )
    by_version: dict[int, list[Freeze]] = {}
    for gel in frozen.gels:
        by_version.setdefault(gel.version, []).append(gel)
    show_table(
        (
            Column("Version", nombre=True),
            Column("État"),
            Column("Publiée le"),
            Column("Par"),
            Column("Commentaire"),
            Column("Fichiers"),
            Column("Lignes acceptées", nombre=True),
            Column("Rejetées", nombre=True),
            Column("Faite à partir de", nombre=True),
        ),
        [
            (
                str(manifest.numero),
                _state(manifest, published, by_version.get(manifest.numero, ())),
                fr.moment(manifest.publiee_le),
                plain(manifest.publiee_par, 60),
                plain(manifest.commentaire, 200) or "–",
                _files(manifest.depots),
                fr.count(sum(deposit.acceptes for deposit in manifest.depots)),
                fr.count(sum(deposit.rejetes for deposit in manifest.depots)),
                "–" if manifest.parent is None else str(manifest.parent),
            )
            for manifest in known
        ],
        alt="Versions, la dernière d’abord",
    )


def details(known: Sequence[Manifest], identity: Identity) -> None:
    """Draw the files of one version, with their counts, and the way to their original bytes for who may deposit."""
    st.header("Les fichiers d’une version", anchor="fichiers")
    numbers = [manifest.numero for manifest in known]
    chosen = st.selectbox("Version", numbers, format_func=lambda n: f"Version {n}", key="version_fichiers")
    manifest = next(m for m in known if m.numero == chosen)
    show_table(
        (
            Column("Fichier"),
            Column("Extrait"),
            Column("Période"),
            Column("Mode"),
            Column("Déposé"),
            Column("Lues", nombre=True),
            Column("Acceptées", nombre=True),
            Column("Rejetées", nombre=True),
            Column("Écartées", nombre=True),
        ),
        [_file_line(deposit) for deposit in manifest.depots],
        alt=f"Fichiers déposés avec la version {manifest.numero}",
    )
    st.caption(
        f"Empreinte (SHA-256) du fichier de la version : `{manifest.sha256}` · catalogue {literal(manifest.catalogue)}"
    )
    if not identity.peut_deposer:
        st.caption("Les fichiers d’origine se téléchargent avec les droits du responsable du SPASER.")
        return
    with st.container(horizontal=True, gap="small"):
        for rank, deposit in enumerate(manifest.depots):
            _download(deposit, f"{manifest.numero}_{rank}")


def journal(events: Sequence[Event]) -> None:
    """Draw who did what, the last first: publications, restores, freezes, with the version before and after."""
    st.header("Journal", anchor="journal")
    if not events:
        st.caption("Aucun événement : les versions publiées avant le journal sont dans l’historique.")
        return
    show_table(
        (
            Column("Le"),
            Column("Quoi"),
            Column("Par"),
            Column("De la version"),
            Column("À la version"),
            Column("Commentaire"),
            Column("Motif de révision d’exercices figés"),
        ),
        [
            (
                fr.moment(event.le),
                _GESTES[event.geste] + (" – interrompu" if event.numero in interrupted(events) else ""),
                plain(event.auteur, 60),
                "–" if event.depuis is None else str(event.depuis),
                "aucune" if event.version is None else str(event.version),
                plain(event.commentaire, 200) or "–",
                _reason(event),
            )
            for event in reversed(events)
        ],
        alt="Journal de l’entrepôt, le dernier événement d’abord",
    )


def interrupted(events: Sequence[Event]) -> frozenset[int]:
    """Return the events whose pointer never moved: the next one starts from another version, or the published one is another."""
    after = [*(event.depuis for event in events[1:]), published_number()]
    return frozenset(
        event.numero
        for event, reached in zip(events, after, strict=True)
        if event.geste != "gel" and reached != event.version
    )


def safe_name(name: str) -> str:
    """Return a sender's file name as one that any system takes, and that never is a path nor a formula."""
    bare = "".join("_" if char in _UNSAFE else char for char in plain(name, 100))
    return bare.lstrip(".=+-@ ") or "fichier"


def _state(manifest: Manifest, published: int | None, gels: Sequence[Freeze]) -> str:
    parts = ["● publiée"] if manifest.numero == published else []
    parts += [
        f"exercice {gel.annee} figé" + (f" (n° {gel.numero})" if gel.numero > 1 else "") for gel in gels
    ]
    parts += ["démonstration"] if manifest.demonstration else []
    return " · ".join(parts) or "–"


def _files(deposits: Sequence[Deposit]) -> str:
    named = [f"{plain(deposit.fichier, 50)} ({fr.count(deposit.acceptes)})" for deposit in deposits[:_NAMED]]
    more = len(deposits) - _NAMED
    return " ; ".join(named) + (f" ; et {fr.plural(more, 'autre')}" if more > 0 else "")


def _file_line(deposit: Deposit) -> tuple[str, ...]:
    first, last = deposit.periode_debut, deposit.periode_fin
    return (
        plain(deposit.fichier, 60) + (f" · feuille {plain(deposit.feuille, 40)}" if deposit.feuille else ""),
        KIND_NAMES.get(deposit.type, deposit.type),
        _period(first, last) if first and last else fr.UNKNOWN,
        "remplace" if deposit.mode == "remplacer" else "complète",
        f"{fr.moment(deposit.depose_le)}, {plain(deposit.auteur, 60)}",
        fr.count(deposit.lus),
        fr.count(deposit.acceptes),
        fr.count(deposit.rejetes),
        fr.count(deposit.ecartes),
    )


def _period(first: date, last: date) -> str:
    """Say a period, a civil year by its number alone."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} à {last.year}"
    return f"du {fr.day(first)} au {fr.day(last)}"


def _download(deposit: Deposit, key: str) -> None:
    """Offer the original bytes, read only when they are asked for; what is kept is found by its hash, never by its name."""
    kept = warehouse().deposits / deposit.sha256
    name = safe_name(deposit.fichier)
    if not kept.is_file():
        st.caption(f"{literal(name, 60)} : fichier d’origine manquant, lancez le contrôle d’intégrité.")
        return
    offer(
        f"{literal(name, 40)} ({_size(kept)})",
        kept.read_bytes,
        name,
        "application/octet-stream",
        f"origine_{key}",
    )


def _size(path: Path) -> str:
    size = path.stat().st_size
    for unit, scale in (("Mo", 1_000_000), ("ko", 1_000)):
        if size >= scale:
            return f"{fr.number(size / scale, 1, trim=True)}{fr.NARROW}{unit}"
    return fr.plural(size, "octet")


def _reason(event: Event) -> str:
    if not event.ecarts and not event.motif:
        return "–"
    codes: Mapping[str, None] = dict.fromkeys(f"{e.code} {e.annee}" for e in event.ecarts)
    more = len(codes) - _NAMED
    listed = ", ".join(list(codes)[:_NAMED]) + (f" et {fr.plural(more, 'autre')}" if more > 0 else "")
    return plain(event.motif, 200) + (f" ({listed})" if codes else "")
