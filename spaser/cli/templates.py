"""`python -m spaser modeles`: write the Excel templates of the extracts into a folder."""

import argparse
import sys

from spaser.cli.terminal import warehouse_of
from spaser.ingest.kinds import GENRES
from spaser.ingest.templates import template_workbook
from spaser.store import StoreError


def modeles(options: argparse.Namespace) -> int:
    """Write one workbook a kind of extract; a file of that name is written again, it holds nothing of anyone's.

    Raises:
        StoreError: the folder cannot be written.
    """
    catalogue = warehouse_of(options).catalogue
    try:
        options.dossier.mkdir(parents=True, exist_ok=True)
        for genre in GENRES.values():
            path = options.dossier / f"modele_{genre.nom}.xlsx"
            path.write_bytes(template_workbook(genre, catalogue))
            sys.stdout.write(f"{path}\n")
    except OSError as error:
        raise StoreError(
            f"Les modèles n'ont pas pu être écrits dans {options.dossier} ({error.strerror}) : choisissez un dossier où vous pouvez écrire."
        ) from error
    return 0
