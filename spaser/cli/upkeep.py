"""`python -m spaser reconstruire | demo | vider`."""

import argparse
import getpass
import sys
import tempfile
from pathlib import Path

from spaser.cli.recorded import recorded
from spaser.cli.terminal import Progress, warehouse_of
from spaser.committees import CommitteeBase
from spaser.demo import generate
from spaser.demo.comites import fill
from spaser.ingest import ImportOptions
from spaser.measure.freezing import restatements
from spaser.store import Source, empty, publish, rebuild, stage


def reconstruire(options: argparse.Namespace) -> int:
    """Build the published version again from its deposits."""
    warehouse = warehouse_of(options)
    with recorded(warehouse, "reconstruction"):
        version = rebuild(
            warehouse,
            Progress(),
            auteur=getpass.getuser(),
            motif=options.motif,
            comparer=restatements,
        )
    sys.stdout.write(f"Version {version.numero} reconstruite depuis ses dépôts et publiée.\n")
    return 0


def demo(options: argparse.Namespace) -> int:
    """Write demonstration extracts and deposit them through the real import."""
    warehouse = warehouse_of(options)
    if options.si_vide and warehouse.pointer() is not None:
        return 0
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="spaser-demo-") as folder:
        sys.stderr.write("Fabrication des extraits de démonstration…\n")
        files = generate(Path(folder), warehouse.catalogue, options.lignes)
        staged = stage(
            warehouse,
            [Source(chemin=path, nom=path.name) for path in files],
            ImportOptions(),
            auteur="démonstration",
            demonstration=True,
            progress=progress,
        )
        for report in staged.rapports:
            if report.refuse:
                sys.stderr.write(report.texte() + "\n")
        with recorded(warehouse, "publication", "demonstration"):
            version = publish(
                warehouse,
                staged,
                auteur="démonstration",
                commentaire="Données de démonstration – fictives",
                comparer=restatements,
            )
    fill(CommitteeBase.beside(warehouse.path, warehouse.catalogue, warehouse.now))
    if version is None:
        sys.stdout.write("Les données de démonstration sont déjà publiées.\n")
    else:
        sys.stdout.write(f"Version {version.numero} publiée : données de démonstration – fictives.\n")
    return 0


def vider(options: argparse.Namespace) -> int:
    """Start again with nothing published."""
    warehouse = warehouse_of(options)
    with recorded(warehouse, "remise_a_zero"):
        empty(warehouse, auteur=getpass.getuser())
    sys.stdout.write(
        f"L'entrepôt {warehouse.path} repart de zéro. Ses versions et ses dépôts restent sur le disque (« restaurer N »).\n"
    )
    return 0
