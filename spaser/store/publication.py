"""From staged extracts to a published version: publish, rebuild."""

import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from spaser.store.build import BuildJob, StagedFile
from spaser.store.connect import OpenVersion
from spaser.store.errors import PublicationRefusedError, StoreError
from spaser.store.files import sha256_of, sync_directory, sync_file, write_durably
from spaser.store.journal import Restatement, record
from spaser.store.manifest import Manifest
from spaser.store.restoration import Compare, restated
from spaser.store.staging import Progress, Staged, discard, stage_again
from spaser.store.warehouse import Warehouse

_ROOM_PER_BYTE = 8
_ROOM_AT_LEAST = 64 * 2**20


def publish(
    warehouse: Warehouse,
    staged: Staged,
    *,
    auteur: str = "en local",
    commentaire: str = "",
    version_attendue: int | None = None,
    motif: str = "",
    comparer: Compare | None = None,
) -> OpenVersion | None:
    """Publish staged extracts as the next version; return None when the current one already holds exactly them.

    Demonstration rows never mix with real ones: the first real publication starts from an empty version.
    ``version_attendue``: the version that an edit was made on; when another is published by now, nothing is.
    ``comparer`` tells what the new version would restate of frozen years; ``motif`` is its reason (R13).

    Raises:
        PublicationRefusedError: a report refuses, two files contradict each other, the version awaited is no
            longer the published one, or a frozen year is restated without a reason. Nothing has changed.
        StoreError: disk, lock. Nothing has changed.
    """
    if staged.refuse or not staged.extraits:
        raise PublicationRefusedError(
            "Rien n'a été publié : au moins un fichier est refusé, voyez son rapport."
        )
    try:
        with warehouse.writing():
            current = warehouse.published()
            if version_attendue is not None and (current is None or current.numero != version_attendue):
                raise PublicationRefusedError(
                    f"La version {version_attendue} n'est plus la version publiée : quelqu'un a publié entre-temps. "
                    "Rien n'a été modifié ; relisez puis recommencez."
                )
            demonstration = any(extract.depot.demonstration for extract in staged.extraits)
            if current is not None and demonstration and not current.demonstration:
                raise PublicationRefusedError(
                    "Cet entrepôt contient des données réelles : les données de démonstration n'y entrent pas. "
                    "Choisissez un autre entrepôt avec --entrepot."
                )
            if current is not None and current.demonstration and not demonstration:
                current = None
            if current is not None and _already_there(current, staged):
                return None
            version, ecarts = _build(
                warehouse,
                staged.extraits,
                None if current is None else current.numero,
                auteur,
                commentaire,
                demonstration,
                lambda candidate: restated(warehouse, candidate, motif, comparer),
            )
            if not demonstration:
                warehouse.memory.published(staged.rapports, auteur, warehouse.now())
            record(
                warehouse,
                "publication",
                auteur=auteur,
                commentaire=commentaire,
                version=version.numero,
                motif=motif.strip() if ecarts else "",
                ecarts=ecarts,
            )
            warehouse.point_to(version.manifest)
            return version
    finally:
        discard(staged)


def rebuild(
    warehouse: Warehouse,
    progress: Progress | None = None,
    *,
    auteur: str = "en local",
    motif: str = "",
    comparer: Compare | None = None,
) -> OpenVersion:
    """Build the published version again from the deposited bytes, as a new version, and publish it.

    Raises:
        PublicationRefusedError: it would restate a frozen year (another catalogue), and ``motif`` is empty (R13).
        StoreError: nothing is published, or a deposit's bytes are missing or refused. The published version has not changed.
    """
    pointer = warehouse.pointer()
    if pointer is None:
        raise StoreError("Rien n'est publié dans cet entrepôt : il n'y a rien à reconstruire.")
    chain = _chain(warehouse, pointer.numero)

    def accept(candidate: OpenVersion) -> tuple[Restatement, ...]:
        return restated(warehouse, candidate, motif, comparer)

    with warehouse.writing():
        parent: int | None = None
        version: OpenVersion | None = None
        ecarts: tuple[Restatement, ...] = ()
        for manifest in chain:
            extracts = stage_again(warehouse, manifest, progress)
            version, ecarts = _build(
                warehouse,
                extracts,
                parent,
                manifest.publiee_par,
                f"Reconstruction de la version {manifest.numero}",
                manifest.demonstration,
                accept if manifest is chain[-1] else _on_the_way,
            )
            parent = version.numero
            for extract in extracts:
                extract.chemin.unlink(missing_ok=True)
        if version is None:
            raise StoreError("La version publiée n'a aucun dépôt : il n'y a rien à reconstruire.")
        record(
            warehouse,
            "reconstruction",
            auteur=auteur,
            commentaire=version.manifest.commentaire,
            version=version.numero,
            motif=motif.strip() if ecarts else "",
            ecarts=ecarts,
        )
        warehouse.point_to(version.manifest)
    return version


def _on_the_way(candidate: OpenVersion) -> tuple[Restatement, ...]:  # noqa: ARG001 – an ancestor is not shown
    return ()


def _chain(warehouse: Warehouse, numero: int) -> list[Manifest]:
    chain = [warehouse.manifest(numero)]
    while (parent := chain[0].parent) is not None:
        chain.insert(0, warehouse.manifest(parent))
    return chain


def _build(
    warehouse: Warehouse,
    extracts: tuple[StagedFile, ...],
    parent: int | None,
    auteur: str,
    commentaire: str,
    demonstration: bool,
    accept: Callable[[OpenVersion], tuple[Restatement, ...]],
) -> tuple[OpenVersion, tuple[Restatement, ...]]:
    """Build the next version aside, have it accepted, then put it in place: the pointer has not moved."""
    previous = None if parent is None else warehouse.versions / warehouse.manifest(parent).fichier
    size = sum(extract.chemin.stat().st_size for extract in extracts) + (
        previous.stat().st_size if previous else 0
    )
    warehouse.check_space(_ROOM_AT_LEAST + _ROOM_PER_BYTE * size)
    number = warehouse.next_number()
    ordered = tuple(
        sorted(extracts, key=lambda extract: (extract.depot.type, extract.depot.fichier, extract.depot.depot))
    )
    manifest = Manifest(
        numero=number,
        parent=parent,
        publiee_le=warehouse.now(),
        publiee_par=auteur,
        commentaire=commentaire,
        demonstration=demonstration,
        catalogue=warehouse.catalogue.version,
        catalogue_sha256=sha256_of(warehouse.catalogue_path),
        depots=tuple(extract.depot for extract in ordered),
        fichier="",
        sha256="",
    )
    built = warehouse.waiting / f"version-{number:06d}-{uuid.uuid4().hex[:8]}.duckdb"
    job = BuildJob(
        manifest=manifest,
        extraits=ordered,
        precedent=previous,
        catalogue=warehouse.catalogue_path,
        sortie=built,
    )
    try:
        _run(job)
        sync_file(built)
        digest = sha256_of(built)
        manifest = manifest.model_copy(
            update={"fichier": f"version-{number:06d}-{digest[:8]}.duckdb", "sha256": digest}
        )
        candidate = OpenVersion(built, manifest, warehouse.catalogue)
        try:
            ecarts = accept(candidate)
        finally:
            candidate.close()
        built.rename(warehouse.versions / manifest.fichier)
        sync_directory(warehouse.versions)
        write_durably(
            warehouse.versions / f"version-{number:06d}.json", manifest.model_dump_json(indent=2).encode()
        )
    finally:
        for leftover in warehouse.waiting.glob(f"{built.name}*"):
            leftover.unlink(missing_ok=True)
    return warehouse.open(number), ecarts


def _run(job: BuildJob) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "spaser.store.build"],
        input=job.model_dump_json(),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"code {done.returncode}"
        raise PublicationRefusedError(
            f"La version n'a pas pu être construite : {reason} Rien n'a été modifié."
        )


def _already_there(current: OpenVersion, staged: Staged) -> bool:
    held = {deposit.depot: deposit for deposit in current.deposits}
    return all(extract.depot.depot in held for extract in staged.extraits)
