"""Kept deposits read again, with the choices made when they were first read."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from spaser.ingest import ImportOptions, Reponses, read_extract
from spaser.store.build import StagedFile
from spaser.store.errors import StoreError
from spaser.store.files import sha256_of
from spaser.store.manifest import Deposit, Manifest
from spaser.store.readings import Progress, Steps, read_files
from spaser.store.warehouse import Warehouse


def stage_again(
    warehouse: Warehouse, manifest: Manifest, progress: Progress | None, versions: Sequence[Path] = ()
) -> tuple[StagedFile, ...]:
    """Read again the deposits of one publication, with the choices made then.

    Args:
        warehouse: where the deposits are kept.
        manifest: the publication.
        progress: told of each file.
        versions: files of versions that cite suppliers: a national file of SIRENE is read for them too.

    Raises:
        StoreError: a deposit's bytes are missing, have changed, or are refused now.
    """
    step = Steps(progress, [deposit.fichier for deposit in manifest.depots])
    kept = [_kept(warehouse, deposit) for deposit in manifest.depots]

    def read(rank: int, connus: Path | None) -> StagedFile:
        return _staged_again(warehouse, manifest.depots[rank], kept[rank], step.of(rank), connus)

    return read_files(warehouse, kept, read, _file, _file, versions)


def _file(extract: StagedFile) -> Path:
    return extract.chemin


def _kept(warehouse: Warehouse, deposit: Deposit) -> Path:
    kept = warehouse.deposits / deposit.sha256
    if not kept.exists():
        raise StoreError(
            f"Le dépôt « {deposit.fichier} » ({deposit.sha256}) manque : remettez-le depuis une sauvegarde."
        )
    if sha256_of(kept) != deposit.sha256:
        raise StoreError(
            f"Le dépôt « {deposit.fichier} » ({deposit.sha256}) est altéré, ses octets ne sont plus ceux qui ont été déposés : "
            "remettez-le depuis une sauvegarde."
        )
    return kept


def _staged_again(
    warehouse: Warehouse, deposit: Deposit, kept: Path, progress: Progress, connus: Path | None
) -> StagedFile:
    target = warehouse.waiting / f"{deposit.depot}-{uuid.uuid4().hex[:8]}.duckdb"
    options = ImportOptions(
        type=deposit.type_demande,
        feuille=deposit.feuille_demandee,
        periode=deposit.periode_demandee,
        acheteur=deposit.acheteur,
        reponses=deposit.reponses or Reponses(),
        date_depot=deposit.depose_le.date(),
    )
    report = read_extract(
        kept,
        deposit.fichier,
        warehouse.catalogue,
        options,
        target,
        depot=deposit.depot,
        progres=progress,
        connus=connus,
        sha256=deposit.sha256,
    )
    if report.refuse:
        target.unlink(missing_ok=True)
        raise StoreError(f"Le dépôt « {deposit.fichier} » est maintenant refusé : {report.texte()}")
    if connus is not None:  # suppliers that have appeared since are found now
        counts = report.model_dump(include={"lus", "acceptes", "rejetes", "ecartes"})
        deposit = deposit.model_copy(update=counts)
    return StagedFile(chemin=target, depot=deposit)
