"""`python -m spaser rapport`: write one document of the published version, under filters, into a file."""

import argparse
import getpass
import sys
from pathlib import Path

from spaser.access import local_identity
from spaser.cli.figures import filters_of
from spaser.cli.recorded import recorded
from spaser.cli.terminal import Progress, version_of, warehouse_of
from spaser.committees import CommitteeBase, Ledger, decisions
from spaser.measure import Perimeter
from spaser.measure.frozen import Official
from spaser.report import DOCUMENTS, report_content
from spaser.report.writing import write_document
from spaser.store import StoreError
from spaser.store.freeze import read_frozen


def rapport(options: argparse.Namespace) -> int:
    """Write a document; its name is told on stdout.

    Raises:
        StoreError: empty warehouse, no dated deposit, or a file that cannot be written.
        CommitteeError: the decisions of the committees cannot be read.
    """
    warehouse, version = warehouse_of(options), version_of(options)
    document = next(known for known in DOCUMENTS if known.nom == options.nom)
    official = Official.of(read_frozen(warehouse), demonstration=version.demonstration)
    base = CommitteeBase.beside(warehouse.path, warehouse.catalogue, warehouse.now)
    content = report_content(
        version,
        filters_of(options, version),
        Perimeter.tout(),
        options.auteur or getpass.getuser(),
        official,
        decisions(Ledger(base, version.demonstration), local_identity()),
    )
    written = write_document(document, content, Progress())
    path: Path = options.sortie or Path(written.fichier)
    try:
        with recorded(warehouse, "export", f"rapport:{document.nom}", version.numero):
            path.write_bytes(written.octets)
    except OSError as error:
        raise StoreError(
            f"Le document n'a pas pu être écrit dans {path} ({error.strerror}) : choisissez un dossier où vous pouvez écrire."
        ) from error
    sys.stdout.write(f"{path}\n")
    return 0
