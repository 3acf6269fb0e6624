"""Read files into staged extracts: each in a limited child process, two at once, nothing published."""

import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from spaser.francais import number
from spaser.ingest import Anomalie, ExtractReport, ImportOptions, Reponses, read_extract
from spaser.ingest.options import Trace
from spaser.ingest.read.sirene import est_un_stock
from spaser.ingest.reponses import Souvenir
from spaser.store.build import StagedFile
from spaser.store.cross_check import check_suppliers
from spaser.store.errors import StoreError
from spaser.store.files import sha256_of
from spaser.store.known_suppliers import known_suppliers
from spaser.store.manifest import Deposit, Manifest, Mode
from spaser.store.warehouse import Warehouse

Progress = Callable[[str, float], None]
# The report of one file, the extract if it can be published, and the file written, if any.
Reading = tuple[ExtractReport, StagedFile | None, Path | None]

# Files read at once, each in a process of its own.
_READERS = 2
# Files of an archive that are named when they are not read.
_NAMED = 5


class Source(BaseModel):
    """A file to deposit: where its bytes are, and the name its sender gave it (shown, never used as a path)."""

    model_config = ConfigDict(frozen=True)

    chemin: Path
    nom: str
    reponses: Reponses | None = None
    """What was answered about this file; None: the answers of the options given for all."""
    laisses: tuple[str, ...] = ()
    """What the archive that held this file holds besides, which is not read: its report says so."""


class Staged(BaseModel):
    """Extracts that were read and wait for a decision: nothing is published yet."""

    model_config = ConfigDict(frozen=True)

    rapports: tuple[ExtractReport, ...]
    extraits: tuple[StagedFile, ...]
    a_corriger: tuple[Path | None, ...] = ()
    """For each report, the file that keeps its rows to correct, if any (``spaser.ingest.annotated``)."""

    @property
    def refuse(self) -> bool:
        """True when at least one file cannot be published."""
        return any(report.refuse for report in self.rapports)

    @property
    def demonstration(self) -> bool:
        """True when any of these rows is made up."""
        return any(extract.depot.demonstration for extract in self.extraits)


def stage(
    warehouse: Warehouse,
    sources: Sequence[Source],
    options: ImportOptions,
    *,
    mode: Mode = "remplacer",
    auteur: str = "en local",
    demonstration: bool = False,
    retenir: bool = True,
    progress: Progress | None = None,
) -> Staged:
    """Read files into staged extracts and reports; the published version is not touched.

    What is remembered of the files' sources is followed, and the answers given about a file that is accepted are remembered,
    unless it is a trial (``retenir``). What ``progress`` raises ends the readings, and nothing is left of them.

    Raises:
        StoreError: the warehouse cannot keep the bytes, or its memory cannot be read. Bad input never raises: its report refuses.
    """
    step = _Steps(progress, [source.nom for source in sources])
    souvenirs = () if demonstration else warehouse.memory.souvenirs()
    published = warehouse.published_file()

    def read(rank: int, connus: Path | None = None) -> Reading:
        return _stage_one(
            warehouse,
            sources[rank],
            options,
            souvenirs,
            mode,
            auteur,
            demonstration,
            step.of(rank),
            connus=connus,
        )

    stocks = [rank for rank, source in enumerate(sources) if est_un_stock(source.chemin)]
    done: dict[int, Reading] = {}
    try:
        _read_all(read, [rank for rank in range(len(sources)) if rank not in stocks], done)
        if stocks:  # read last: their rows are those of the suppliers that the other files cite
            files = [extract.chemin for _, extract, _ in done.values() if extract is not None]
            known = [*files, *([published] if published and not demonstration else [])]
            with known_suppliers(warehouse, known) as connus:
                _read_all(partial(read, connus=connus), stocks, done)
    except BaseException:
        _delete(path for _, _, path in done.values() if path is not None)
        raise
    read_in_order = [done[rank] for rank in range(len(sources))]
    if retenir and not demonstration:
        for report, extract, _ in read_in_order:
            if extract is not None:
                warehouse.memory.remember(report, auteur, warehouse.now())
    return Staged(
        rapports=tuple(
            check_suppliers(
                [(report, extract) for report, extract, _ in read_in_order],
                None if demonstration else published,
            )
        ),
        extraits=tuple(extract for _, extract, _ in read_in_order if extract is not None),
        a_corriger=tuple(path if report.a_corriger else None for report, _, path in read_in_order),
    )


def _read_all(read: Callable[[int], Reading], ranks: Sequence[int], done: dict[int, Reading]) -> None:
    """Read files two at once into ``done``; the first failure is raised once all have ended."""
    with ThreadPoolExecutor(max_workers=_READERS) as readers:
        readings = {rank: readers.submit(read, rank) for rank in ranks}
    failed = {rank: reading.exception() for rank, reading in readings.items()}
    done.update({rank: reading.result() for rank, reading in readings.items() if failed[rank] is None})
    for error in failed.values():
        if error is not None:
            raise error


def _stage_one(
    warehouse: Warehouse,
    source: Source,
    options: ImportOptions,
    souvenirs: Sequence[Souvenir],
    mode: Mode,
    auteur: str,
    demonstration: bool,
    progress: Progress,
    *,
    connus: Path | None,
) -> Reading:
    """Read one file; return its report, the extract if it can be published, and the file written, if any."""
    digest = sha256_of(source.chemin)
    if source.reponses is not None:
        options = options.model_copy(update={"reponses": source.reponses})
    dated = options.model_copy(update={"date_depot": options.date_depot or warehouse.now().date()})
    target = warehouse.waiting / f"{digest[:16]}-{uuid.uuid4().hex[:8]}.duckdb"
    report = read_extract(
        source.chemin,
        source.nom,
        warehouse.catalogue,
        dated,
        target,
        souvenirs=souvenirs,
        trace=Trace(auteur=auteur, le=warehouse.now()),
        progres=progress,
        connus=connus,
    )
    if source.laisses:
        report = report.model_copy(update={"anomalies": (*report.anomalies, _left_out(source.laisses))})
    if report.refuse or report.type is None or report.depot is None:
        return report, None, target if report.a_corriger else None
    if warehouse.keep_bytes(source.chemin) != digest:
        target.unlink(missing_ok=True)
        raise StoreError(
            f"Le fichier « {source.nom} » a changé pendant sa lecture. Attendez qu'il soit complet, puis déposez-le de nouveau."
        )
    deposit = Deposit(
        depot=report.depot,
        sha256=digest,
        fichier=source.nom,
        type=report.type,
        feuille=report.feuille,
        source=report.source,
        periode=report.periode,
        periode_debut=report.periode_debut,
        periode_fin=report.periode_fin,
        mode="completer" if report.complement else mode,
        acheteur=options.acheteur,
        auteur=auteur,
        depose_le=warehouse.now(),
        lus=report.lus,
        acceptes=report.acceptes,
        rejetes=report.rejetes,
        ecartes=report.ecartes,
        demonstration=demonstration,
        type_demande=options.type,
        feuille_demandee=options.feuille,
        periode_demandee=options.periode,
        reponses=report.reconnaissance.appliquees if report.reconnaissance else None,
    )
    return report, StagedFile(chemin=target, depot=deposit), target


def _left_out(names: Sequence[str]) -> Anomalie:
    more = f" et {number(len(names) - _NAMED)} autres" if len(names) > _NAMED else ""
    return Anomalie(
        regle="hors_de_l_archive",
        gravite="information",
        message=f"L'archive contient aussi ce qui n'est pas un extrait et n'est pas lu : {', '.join(names[:_NAMED])}{more}.",
        remede="Aucune action n'est nécessaire si c'est voulu.",
        occurrences=len(names),
    )


def discard(staged: Staged) -> None:
    """Delete the staged files of a deposit that will not be published; the original bytes stay."""
    _delete(extract.chemin for extract in staged.extraits)
    _delete(path for path in staged.a_corriger if path is not None)


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


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
        StoreError: a deposit's bytes are missing, or are refused now.
    """
    step = _Steps(progress, [deposit.fichier for deposit in manifest.depots])
    kept = [_kept(warehouse, deposit) for deposit in manifest.depots]
    stocks = [rank for rank, path in enumerate(kept) if est_un_stock(path)]
    done: dict[int, StagedFile] = {}

    def read(ranks: Sequence[int], connus: Path | None) -> None:
        with ThreadPoolExecutor(max_workers=_READERS) as readers:
            again = readers.map(
                lambda rank: _staged_again(
                    warehouse, manifest.depots[rank], kept[rank], step.of(rank), connus
                ),
                ranks,
            )
            done.update(zip(ranks, again, strict=True))

    read([rank for rank in range(len(kept)) if rank not in stocks], None)
    if stocks:
        files = [*(extract.chemin for extract in done.values()), *versions]
        with known_suppliers(warehouse, files) as connus:
            read(stocks, connus)
    return tuple(done[rank] for rank in range(len(kept)))


def _kept(warehouse: Warehouse, deposit: Deposit) -> Path:
    kept = warehouse.deposits / deposit.sha256
    if not kept.exists():
        raise StoreError(
            f"Le dépôt « {deposit.fichier} » ({deposit.sha256}) manque : remettez-le depuis une sauvegarde."
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
    )
    if report.refuse:
        target.unlink(missing_ok=True)
        raise StoreError(f"Le dépôt « {deposit.fichier} » est maintenant refusé : {report.texte()}")
    if connus is not None:  # suppliers that have appeared since are found now
        counts = report.model_dump(include={"lus", "acceptes", "rejetes", "ecartes"})
        deposit = deposit.model_copy(update=counts)
    return StagedFile(chemin=target, depot=deposit)


class _Steps:
    """Progress of several files read at once, told as one."""

    def __init__(self, progress: Progress | None, names: Sequence[str]) -> None:
        self._progress = progress
        self._names = names
        self._shares = [0.0] * len(names)
        self._lock = threading.Lock()

    def of(self, position: int) -> Progress:
        """Return the progress of one file."""

        def say(step: str, share: float) -> None:
            if self._progress is not None:
                with self._lock:
                    self._shares[position] = share
                    self._progress(f"{self._names[position]} : {step}", sum(self._shares) / len(self._shares))

        return say
