"""Build one version's file from staged extracts and the previous version, in a process of its own.

`main` takes a `BuildJob` as JSON and leaves the finished, closed and checked file at the path asked; whatever fails
leaves no such file, says why on the error output in French, and exits 1.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import BaseModel, ConfigDict

from spaser.catalogue import Catalogue, CatalogueError, load_catalogue
from spaser.store.aggregates import build_aggregates
from spaser.store.connect import discard_log
from spaser.store.errors import PublicationRefusedError, StoreError, told
from spaser.store.manifest import Deposit
from spaser.store.overlaps import refuse_overlaps, refuse_twins
from spaser.store.queries import names, one_transaction, sql
from spaser.store.reference import fill_references


class StagedFile(BaseModel):
    """A staged extract: its deposit and the DuckDB file that holds its accepted rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    depot: Deposit
    chemin: Path


class Signature(BaseModel):
    """What a version's file says of itself; who published it, when and under which number is its manifest's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parent: int | None
    demonstration: bool
    catalogue: str
    catalogue_sha256: str


class BuildJob(BaseModel):
    """What to build: `precedent` is the file of the version whose rows are kept, None for an empty start."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signature: Signature
    extraits: tuple[StagedFile, ...]
    precedent: Path | None
    catalogue: Path
    sortie: Path


def build(job: BuildJob) -> None:
    """Write the version's file at `job.sortie`, starting from a copy of the largest staged file.

    Its rows are already as a version keeps them, and so is the format of the file.

    Raises:
        PublicationRefusedError: two deposits of this publication contradict each other.
        duckdb.Error: disk full, unreadable previous version; `job.sortie` is then not complete.
    """
    catalogue = load_catalogue(job.catalogue)
    start = max(job.extraits, key=lambda extract: extract.depot.acceptes)
    shutil.copyfile(start.chemin, job.sortie)
    with (
        tempfile.TemporaryDirectory(prefix=".tri-", dir=job.sortie.parent) as spill,
        duckdb.connect(
            str(job.sortie), config={"memory_limit": "600MB", "temp_directory": spill, "threads": 2}
        ) as con,
    ):
        with one_transaction(con):
            con.execute("drop schema if exists corrections cascade")
            con.execute(sql("store/ref"))
            con.execute(sql("store/depots"))
            fill_references(con, catalogue)
        _load_staged(con, job.extraits, start)
        _keep_previous(con, job)
        with one_transaction(con):
            for name in names("derive"):
                con.execute(sql(name))
        with one_transaction(con):
            _create_facts(con, catalogue)
        build_aggregates(con, catalogue)
        con.execute(sql("store/signer"), job.signature.model_dump())
        con.execute("checkpoint")


def _load_staged(con: duckdb.DuckDBPyConnection, extracts: tuple[StagedFile, ...], start: StagedFile) -> None:
    refuse_twins(tuple(extract.depot for extract in extracts))
    for extract in extracts:
        if extract is not start:
            attach(con, extract.chemin, "attente")
            con.execute(sql("store/charger"))
            con.execute("detach attente")
        deposit = extract.depot.model_dump(exclude={"reponses"})  # the manifest alone keeps them
        con.execute(sql("store/inscrire_depot"), deposit)
        if extract.depot.mode == "completer":
            con.execute(
                "insert into completements values ($type, $depot)", {k: deposit[k] for k in ("type", "depot")}
            )
        else:
            con.execute(
                "insert into remplacements values ($type, $periode_debut, $periode_fin, $source)",
                {k: deposit[k] for k in ("type", "periode_debut", "periode_fin", "source")},
            )
    conflicts = con.execute(sql("store/conflits")).fetchall()
    if conflicts:
        listed = " ; ".join(f"{contract} ({files})" for contract, files in conflicts)
        raise PublicationRefusedError(
            "Des contrats sont décrits différemment par deux fichiers de ce dépôt (montant ou date) : "
            f"{listed}. Corrigez l'un des fichiers, ou déposez-les l'un après l'autre."
        )
    refuse_overlaps(con, [extract.depot.type for extract in extracts])


def _keep_previous(con: duckdb.DuckDBPyConnection, job: BuildJob) -> None:
    if job.precedent is None:
        return
    attach(con, job.precedent, "avant")
    for name in names("store/reprendre"):
        con.execute(sql(name))
    con.execute("detach avant")


def _create_facts(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    con.execute("create schema faits")
    for indicator in catalogue.mesurables:
        # A view's definition takes no parameter; `vue` is an identifier that the catalogue's model has checked.
        con.execute(
            " ".join((f"create view faits.{indicator.vue} as", sql(indicator.requete.removesuffix(".sql"))))
        )
    for figure in catalogue.a_cote:  # those of the indicators are read to be counted ahead
        con.execute(sql("store/compter_faits"), {"vue": f"faits.{figure.vue}"}).fetchall()


def attach(con: duckdb.DuckDBPyConnection, path: Path, name: Literal["attente", "avant", "liste"]) -> None:
    """Attach a DuckDB file of the warehouse, read-only; ATTACH takes no parameter, so the path is quoted."""
    discard_log(path)
    quoted = str(path).replace("'", "''")
    con.execute(f"attach '{quoted}' as {name} (read_only)")


def main(asked: str) -> None:
    """Run the job ``asked`` (JSON); a refusal is the last line of the error output, and the exit code is 1."""
    job = BuildJob.model_validate_json(asked)
    try:
        build(job)
    except (StoreError, CatalogueError, duckdb.Error, OSError) as error:
        job.sortie.unlink(missing_ok=True)
        sys.stderr.write(f"{told(error)}\n")
        sys.exit(1)
