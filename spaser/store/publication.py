"""From staged extracts to a published version: publish, rebuild."""

from collections.abc import Callable
from contextlib import suppress

from spaser.store.connect import OpenVersion
from spaser.store.errors import PublicationRefusedError, StoreError
from spaser.store.files import sha256_of, sync_directory, write_durably
from spaser.store.journal import Restatement, record
from spaser.store.manifest import LOCAL_AUTHOR, Manifest
from spaser.store.preparation import Prepared, already_there, base_of, build_aside
from spaser.store.readings import Progress
from spaser.store.restaging import stage_again
from spaser.store.restoration import Compare, restated
from spaser.store.staging import Staged, discard
from spaser.store.warehouse import Warehouse


def publish(
    warehouse: Warehouse,
    staged: Staged,
    *,
    auteur: str = LOCAL_AUTHOR,
    commentaire: str = "",
    version_attendue: int | None = None,
    motif: str = "",
    comparer: Compare | None = None,
    apercu: Prepared | None = None,
) -> OpenVersion | None:
    """Publish staged extracts as the next version; return None when the current one already holds exactly them.

    Demonstration rows never mix with real ones: the first real publication starts from an empty version.
    ``version_attendue``: the version that an edit was made on; when another is published by now, nothing is.
    ``comparer`` tells what the new version would restate of frozen years; ``motif`` is its reason (R13).
    ``apercu``: the version prepared from these extracts, to be put in place as it is; staged files and preview then outlive a refusal.

    Raises:
        PublicationRefusedError: a report refuses, two files contradict each other, the version awaited (or that the preview was
            made on) is no longer the published one, or a frozen year is restated without a reason. Nothing has changed.
        StoreError: disk, lock. Nothing has changed.
    """
    candidate = apercu
    try:
        with warehouse.writing():
            _refuse_if_overtaken(warehouse, version_attendue)
            base = base_of(warehouse, staged)
            version = None
            if base is None or not already_there(base, staged):
                parent = None if base is None else base.numero
                if candidate is None:
                    candidate = build_aside(warehouse, staged.extraits, parent, staged.demonstration, None)
                _refuse_if_stale(warehouse, candidate, parent)
                version = _published(warehouse, candidate, staged, auteur, commentaire, motif, comparer)
    except BaseException:
        if apercu is None:
            _forget(staged, candidate)
        raise
    _forget(staged, candidate)
    return version


def _forget(staged: Staged, candidate: Prepared | None) -> None:
    with suppress(OSError):  # what a failing disk keeps is swept once this process has ended
        discard(staged)
        if candidate is not None:
            candidate.discard()


def _refuse_if_stale(warehouse: Warehouse, candidate: Prepared, parent: int | None) -> None:
    if (candidate.parent, candidate.catalogue_sha256) != (parent, sha256_of(warehouse.catalogue_path)):
        raise PublicationRefusedError(
            "La version publiée a changé depuis cet aperçu : quelqu'un a publié entre-temps. Rien n'a été modifié ; "
            "relisez l'aperçu, refait sur la nouvelle version."
        )


def _refuse_if_overtaken(warehouse: Warehouse, awaited: int | None) -> None:
    current = warehouse.pointer()
    if awaited is not None and (current is None or current.numero != awaited):
        raise PublicationRefusedError(
            f"La version {awaited} n'est plus la version publiée : quelqu'un a publié entre-temps. "
            "Rien n'a été modifié ; relisez puis recommencez."
        )


def _published(
    warehouse: Warehouse,
    candidate: Prepared,
    staged: Staged,
    auteur: str,
    commentaire: str,
    motif: str,
    comparer: Compare | None,
) -> OpenVersion:
    """Put a version in place, journal it, and point to it."""
    version, ecarts = _in_place(
        warehouse, candidate, auteur, commentaire, lambda opened: restated(warehouse, opened, motif, comparer)
    )
    if not staged.demonstration:
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


def rebuild(
    warehouse: Warehouse,
    progress: Progress | None = None,
    *,
    auteur: str = LOCAL_AUTHOR,
    motif: str = "",
    comparer: Compare | None = None,
) -> OpenVersion:
    """Build the published version again from the deposited bytes, as a new version, and publish it.

    Raises:
        PublicationRefusedError: it would restate a frozen year (another catalogue), and ``motif`` is empty (R13).
        StoreError: nothing is published, or a deposit's bytes are missing, changed or refused. The published version has not changed.
    """
    pointer = warehouse.pointer()
    if pointer is None:
        raise StoreError("Rien n'est publié dans cet entrepôt : il n'y a rien à reconstruire.")
    chain = _chain(warehouse, pointer.numero)
    shown = warehouse.versions / pointer.fichier
    latest = (shown,) if shown.exists() and sha256_of(shown) == pointer.sha256 else ()

    def accept(candidate: OpenVersion) -> tuple[Restatement, ...]:
        return restated(warehouse, candidate, motif, comparer)

    with warehouse.writing():
        parent: int | None = None
        version: OpenVersion | None = None
        ecarts: tuple[Restatement, ...] = ()
        for manifest in chain:
            before = () if version is None else (warehouse.versions / version.manifest.fichier,)
            extracts = stage_again(warehouse, manifest, progress, (*before, *latest))
            candidate = build_aside(warehouse, extracts, parent, manifest.demonstration, None)
            try:
                version, ecarts = _in_place(
                    warehouse,
                    candidate,
                    manifest.publiee_par,
                    f"Reconstruction de la version {manifest.numero}",
                    accept if manifest is chain[-1] else _on_the_way,
                )
            finally:
                candidate.discard()
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


def _in_place(
    warehouse: Warehouse,
    candidate: Prepared,
    auteur: str,
    commentaire: str,
    accept: Callable[[OpenVersion], tuple[Restatement, ...]],
) -> tuple[OpenVersion, tuple[Restatement, ...]]:
    """Have a version accepted, then put it among the others under the next number: the pointer has not moved."""
    number = warehouse.next_number()
    manifest = candidate.manifest(number, warehouse.now(), auteur, commentaire)
    opened = OpenVersion(candidate.chemin, manifest, warehouse.catalogue)
    try:
        ecarts = accept(opened)
    finally:
        opened.close()
    candidate.chemin.rename(warehouse.versions / manifest.fichier)
    sync_directory(warehouse.versions)
    write_durably(
        warehouse.versions / f"version-{number:06d}.json", manifest.model_dump_json(indent=2).encode()
    )
    return warehouse.open(number), ecarts
