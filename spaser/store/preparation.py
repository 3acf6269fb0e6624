"""A version built aside from staged extracts, in a process of its own: it can be looked at before anything is published."""

import uuid
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from spaser.children import ended, start, stop
from spaser.store.build import BuildJob, Signature, StagedFile
from spaser.store.connect import OpenVersion
from spaser.store.errors import PublicationRefusedError
from spaser.store.files import sha256_of, sync_file
from spaser.store.manifest import Deposit, Manifest
from spaser.store.readings import Progress
from spaser.store.staging import Staged
from spaser.store.warehouse import Warehouse

_ROOM_PER_BYTE = 8
_ROOM_AT_LEAST = 64 * 2**20
_TICK = 0.2
"""Seconds between two looks at a construction."""


class Prepared(BaseModel):
    """A version built aside from staged extracts: it can be looked at, and only has to be put in place to be published.

    ``parent`` is the version whose rows it keeps, None for an empty start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    chemin: Path
    sha256: str
    parent: int | None
    demonstration: bool
    catalogue: str
    catalogue_sha256: str
    depots: tuple[Deposit, ...]

    def manifest(self, numero: int, le: datetime, auteur: str, commentaire: str) -> Manifest:
        """Return what the version will say of itself under this number."""
        return Manifest(
            numero=numero,
            parent=self.parent,
            publiee_le=le,
            publiee_par=auteur,
            commentaire=commentaire,
            demonstration=self.demonstration,
            catalogue=self.catalogue,
            catalogue_sha256=self.catalogue_sha256,
            depots=self.depots,
            fichier=f"version-{numero:06d}-{self.sha256[:8]}.duckdb",
            sha256=self.sha256,
        )

    def open(self, warehouse: Warehouse) -> OpenVersion:
        """Open it to be measured, under the number that it would have today; the caller closes it."""
        manifest = self.manifest(warehouse.next_number(), warehouse.now(), "", "")
        return OpenVersion(self.chemin, manifest, warehouse.catalogue)

    def discard(self) -> None:
        """Delete it: it will not be published."""
        for leftover in self.chemin.parent.glob(f"{self.chemin.name}*"):
            leftover.unlink(missing_ok=True)


def prepare(warehouse: Warehouse, staged: Staged, progress: Progress | None = None) -> Prepared | None:
    """Build the version that staged extracts would make, without publishing it; None when the current one already holds exactly them.

    What ``progress`` raises ends the construction, and nothing is left of it.

    Raises:
        PublicationRefusedError: a report refuses, two files contradict each other, or demonstration rows would meet real ones.
        StoreError: disk.
    """
    base = base_of(warehouse, staged)
    if base is not None and already_there(base, staged):
        return None
    parent = None if base is None else base.numero
    return build_aside(warehouse, staged.extraits, parent, staged.demonstration, progress)


def base_of(warehouse: Warehouse, staged: Staged) -> OpenVersion | None:
    """Return the version whose rows are kept; None for an empty start.

    Raises:
        PublicationRefusedError: nothing to publish, or demonstration rows on real ones.
    """
    if staged.refuse or not staged.extraits:
        raise PublicationRefusedError(
            "Rien n'a été publié : au moins un fichier est refusé, voyez son rapport."
        )
    current = warehouse.published()
    if current is not None and staged.demonstration and not current.demonstration:
        raise PublicationRefusedError(
            "Cet entrepôt contient des données réelles : les données de démonstration n'y entrent pas. "
            "Choisissez un autre entrepôt avec --entrepot."
        )
    if current is not None and current.demonstration and not staged.demonstration:
        return None
    return current


def already_there(current: OpenVersion, staged: Staged) -> bool:
    """Whether the published version holds exactly these deposits."""
    held = {deposit.depot: deposit for deposit in current.deposits}
    return all(extract.depot.depot in held for extract in staged.extraits)


def build_aside(
    warehouse: Warehouse,
    extracts: tuple[StagedFile, ...],
    parent: int | None,
    demonstration: bool,
    progress: Progress | None,
) -> Prepared:
    """Build a version aside; whatever fails leaves nothing."""
    previous = None if parent is None else warehouse.versions / warehouse.manifest(parent).fichier
    size = sum(extract.chemin.stat().st_size for extract in extracts) + (
        previous.stat().st_size if previous else 0
    )
    warehouse.check_space(_ROOM_AT_LEAST + _ROOM_PER_BYTE * size)
    ordered = tuple(
        sorted(extracts, key=lambda extract: (extract.depot.type, extract.depot.fichier, extract.depot.depot))
    )
    prepared = Prepared(
        chemin=warehouse.waiting / f"version-{uuid.uuid4().hex[:12]}.duckdb",
        sha256="",
        parent=parent,
        demonstration=demonstration,
        catalogue=warehouse.catalogue.version,
        catalogue_sha256=sha256_of(warehouse.catalogue_path),
        depots=tuple(extract.depot for extract in ordered),
    )
    job = BuildJob(
        signature=Signature(**prepared.model_dump(include=set(Signature.model_fields))),
        extraits=ordered,
        precedent=previous,
        catalogue=warehouse.catalogue_path,
        sortie=prepared.chemin,
    )
    try:
        _run(job, progress)
        sync_file(prepared.chemin)
        return prepared.model_copy(update={"sha256": sha256_of(prepared.chemin)})
    except BaseException:
        prepared.discard()
        raise


def _run(job: BuildJob, progress: Progress | None) -> None:
    told = job.sortie.with_suffix(".erreurs")
    try:
        child = start("spaser.store.build:main", job.model_dump_json(), errors=told)
    except OSError as error:
        raise PublicationRefusedError(
            "La version n'a pas pu être construite : le serveur manque de place ou de mémoire. Rien n'a été modifié."
        ) from error
    try:
        while not ended(child, _TICK):
            if progress is not None:
                progress("construction de la version", 1.0)
    finally:
        code = stop(child)
        lines = (
            told.read_text(encoding="utf-8", errors="replace").strip().splitlines() if told.exists() else []
        )
        told.unlink(missing_ok=True)
    if code != 0:
        reason = lines[-1] if lines else f"code {code}"
        raise PublicationRefusedError(
            f"La version n'a pas pu être construite : {reason} Rien n'a été modifié."
        )
