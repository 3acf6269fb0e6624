"""Read files into staged extracts: each in a limited child process, two at once, nothing published."""

import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from spaser.francais import number
from spaser.ingest import Anomalie, ExtractReport, ImportOptions, Reponses, read_extract
from spaser.ingest.options import Trace
from spaser.ingest.reponses import Souvenir
from spaser.store.build import StagedFile
from spaser.store.cross_check import check_suppliers
from spaser.store.errors import StoreError
from spaser.store.files import sha256_of
from spaser.store.manifest import LOCAL_AUTHOR, Deposit, Mode
from spaser.store.readings import Progress, Steps, read_files
from spaser.store.warehouse import Warehouse

# The report of one file, the extract if it can be published, and the file written, if any.
Reading = tuple[ExtractReport, StagedFile | None, Path | None]

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
    auteur: str = LOCAL_AUTHOR,
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
    step = Steps(progress, [source.nom for source in sources])
    souvenirs = () if demonstration else warehouse.memory.souvenirs()
    published = None if demonstration else warehouse.published_file()

    def read(rank: int, connus: Path | None) -> Reading:
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

    readings = read_files(
        warehouse,
        [source.chemin for source in sources],
        read,
        lambda reading: None if reading[1] is None else reading[1].chemin,
        lambda reading: reading[2],
        [] if published is None else [published],
    )
    if retenir and not demonstration:
        for report, extract, _ in readings:
            if extract is not None:
                warehouse.memory.remember(report, auteur, warehouse.now())
    return Staged(
        rapports=tuple(check_suppliers([(report, extract) for report, extract, _ in readings], published)),
        extraits=tuple(extract for _, extract, _ in readings if extract is not None),
        a_corriger=tuple(path if report.a_corriger else None for report, _, path in readings),
    )


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
        sha256=digest,
    )
    if source.laisses:
        report = report.model_copy(update={"anomalies": (*report.anomalies, _left_out(source.laisses))})
    if report.refuse or report.type is None or report.depot is None:
        return report, None, target if report.a_corriger else None
    if warehouse.keep_bytes(source.chemin, digest) != digest:
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
