"""`python -m spaser importer`: read files, show the report, publish."""

import argparse
import getpass
import re
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from pydantic import ValidationError

from spaser.cli.recorded import recorded
from spaser.cli.terminal import Progress, print_json, warehouse_of
from spaser.ingest import ExtractReport, ImportOptions, Reponses
from spaser.measure.freezing import restatements
from spaser.store import (
    PublicationRefusedError,
    Source,
    Staged,
    StoreError,
    Warehouse,
    discard,
    publish,
    stage,
)
from spaser.store.archives import unpacked
from spaser.store.files import sha256_of


def period(text: str) -> str:
    """Check a period written 2026 or 2026-T3."""
    if not re.fullmatch(r"(19|20)\d\d(-T[1-4])?", text):
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une période : écrivez 2026 ou 2026-T3")
    return text


def buyer(text: str) -> str:
    """Check a buyer: a SIREN (nine digits) or « tous »."""
    bare = text.replace(" ", "")
    if bare != "tous" and not re.fullmatch(r"\d{9}", bare):
        raise argparse.ArgumentTypeError(
            f"« {text} » n'est pas un acheteur : écrivez un SIREN (9 chiffres) ou tous"
        )
    return bare


def answers(text: str) -> Reponses:
    """Read a JSON file of answers, in the form that the report's own proposals have."""
    path = Path(text)
    try:
        return Reponses.model_validate_json(path.read_bytes())
    except OSError as error:
        raise argparse.ArgumentTypeError(f"« {text} » ne peut pas être lu ({error.strerror})") from error
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "le document"
        raise argparse.ArgumentTypeError(
            f"« {text} » n'est pas un fichier de réponses ({where} : {error.errors()[0]['msg']})"
        ) from error


def importer(options: argparse.Namespace) -> int:
    """Stage every file; publish them together unless one is refused or `--essai`.

    Of a watched folder (`--dossier`), files already published are left alone, and a refused one does not hold the others back.
    """
    asked = [*options.fichiers, *_of_folder(options.dossier)]
    missing = [path for path in options.fichiers if not path.is_file()]
    if missing or (options.dossier is not None and not options.dossier.is_dir()):
        sys.stderr.write(
            "".join(f"Le fichier {path} n'existe pas ou n'est pas un fichier.\n" for path in missing)
            or f"Le dossier {options.dossier} n'existe pas.\n"
        )
        return 2
    warehouse = warehouse_of(options)
    with tempfile.TemporaryDirectory(prefix="spaser-import-") as folder:
        try:
            sources = [
                member
                for rank, path in enumerate(_news(warehouse, asked) if options.dossier else asked)
                for member in unpacked(Source(chemin=path, nom=path.name), _subfolder(folder, rank))
            ]
        except StoreError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        kept = (
            nullcontext()
            if options.essai or not sources
            else recorded(warehouse, "depot", f"fichiers:{len(sources)}")
        )
        with kept:
            staged = stage(
                warehouse,
                sources,
                ImportOptions(
                    type=options.type,
                    feuille=options.feuille,
                    periode=options.periode,
                    acheteur=options.acheteur,
                    reponses=options.reponses,
                ),
                mode=options.mode,
                auteur=getpass.getuser(),
                retenir=not options.essai,
                progress=Progress(),
            )
    return _published(warehouse, staged, options)


def _of_folder(folder: Path | None) -> list[Path]:
    """Return the files of a watched folder, in the order of their names; hidden ones and folders are not looked at."""
    if folder is None or not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _news(warehouse: Warehouse, paths: Sequence[Path]) -> list[Path]:
    """Leave out the files whose bytes the published version already holds: only what is new is read."""
    version = warehouse.current()
    held = set() if version is None else {deposit.sha256 for deposit in version.deposits}
    return [path for path in paths if sha256_of(path) not in held]


def _subfolder(folder: str, rank: int) -> Path:
    path = Path(folder) / f"{rank:03d}"
    path.mkdir()
    return path


def _accepted(staged: Staged) -> Staged:
    """Return what a watched folder publishes: the files that are not refused."""
    return staged.model_copy(
        update={"rapports": tuple(report for report in staged.rapports if not report.refuse)}
    )


def _published(warehouse: Warehouse, staged: Staged, options: argparse.Namespace) -> int:
    to_publish = _accepted(staged) if options.dossier is not None else staged
    problem: str | None = None
    published = False
    if options.essai or to_publish.refuse or not to_publish.extraits:
        discard(staged)
    else:
        sys.stderr.write("Publication…\n")
        try:
            with recorded(warehouse, "publication", f"fichiers:{len(to_publish.rapports)}"):
                new = publish(
                    warehouse,
                    to_publish,
                    auteur=getpass.getuser(),
                    commentaire="Import en ligne de commande",
                    motif=options.motif,
                    comparer=restatements,
                )
        except PublicationRefusedError as error:
            problem = str(error)
        else:
            published = new is not None
    pointer = warehouse.pointer()
    version = None if pointer is None else pointer.numero
    if options.format == "json":
        document: dict[str, object] = {
            "publie": published,
            "version": version,
            "fichiers": [_as_json(report, problem) for report in staged.rapports],
        }
        print_json(document)
    else:
        for report in staged.rapports:
            sys.stdout.write(report.texte() + "\n\n")
        sys.stdout.write(
            _conclusion(published, version, refused=staged.refuse, problem=problem, trial=options.essai)
            + "\n"
        )
    if problem:
        sys.stderr.write(f"{problem}\n")
    return 1 if staged.refuse or problem else 0


def _conclusion(
    published: bool, version: int | None, *, refused: bool, problem: str | None, trial: bool
) -> str:
    if published:
        left_out = " Au moins un fichier est refusé (voir ci-dessus) : il n'y est pas." if refused else ""
        return f"Version {version} publiée.{left_out}"
    if problem:
        return "Rien n'a été publié : les fichiers sont lisibles mais leur publication est refusée (la raison suit)."
    if refused:
        return "Rien n'a été publié : au moins un fichier est refusé (voir ci-dessus). La version publiée n'a pas changé."
    if trial:
        return "Essai : rien n'a été publié."
    if version is None:
        return "Rien à publier : aucun fichier."
    return f"Rien à publier : la version {version} contient déjà exactement ces fichiers."


def _refusal(problem: str) -> dict[str, object]:
    """Return the refusal of a publication as an anomaly of each file it concerns: the document says why by itself."""
    return {
        "regle": "publication_refusee",
        "gravite": "bloquante",
        "feuille": None,
        "ligne": None,
        "colonne": None,
        "valeur": None,
        "message": problem,
        "remede": "Corrigez les fichiers nommés, puis déposez-les de nouveau.",
        "occurrences": 1,
    }


def _as_json(report: ExtractReport, problem: str | None) -> dict[str, object]:
    anomalies = [] if problem is None else [_refusal(problem)]
    return {
        "fichier": report.fichier,
        "type": report.type,
        "feuille": report.feuille,
        "periode": report.periode,
        "lus": report.lus,
        "acceptes": report.acceptes,
        "rejetes": report.rejetes,
        "ecartes": report.ecartes,
        "anomalies": anomalies
        + [
            {
                "regle": anomaly.regle,
                "gravite": anomaly.gravite,
                "feuille": anomaly.feuille,
                "ligne": anomaly.ligne,
                "colonne": anomaly.colonne,
                "valeur": anomaly.valeur,
                "message": anomaly.message,
                "remede": anomaly.remede,
                "occurrences": anomaly.occurrences,
            }
            for anomaly in report.anomalies
        ],
        "reconnaissance": None
        if report.reconnaissance is None
        else report.reconnaissance.model_dump(mode="json"),
    }
