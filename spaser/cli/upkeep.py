"""`python -m spaser versions | restaurer | verifier | reconstruire | demo | vider`."""

import argparse
import sys
import tempfile
from pathlib import Path

from spaser.cli.terminal import Progress, print_json, print_table, warehouse_of
from spaser.demo import generate
from spaser.francais import number
from spaser.ingest import ImportOptions
from spaser.store import Source, publish, rebuild, restore, stage, verify


def versions(options: argparse.Namespace) -> int:
    """List what was published, when, by whom, from which files; the published one is marked."""
    warehouse = warehouse_of(options)
    pointer = warehouse.pointer()
    published = None if pointer is None else pointer.numero
    manifests = warehouse.manifests()
    if options.format == "json":
        print_json(
            {
                "version": published,
                "versions": [manifest.model_dump(mode="json") for manifest in manifests],
            }
        )
        return 0
    if not manifests:
        sys.stdout.write(f"Aucune version dans {warehouse.path}.\n")
        return 0
    print_table(
        ("", "Version", "Publiée le", "Par", "Parente", "Dépôts", "Lignes", "Commentaire"),
        [
            [
                "→" if manifest.numero == published else "",
                str(manifest.numero),
                f"{manifest.publiee_le:%d/%m/%Y %H:%M}",
                manifest.publiee_par,
                "" if manifest.parent is None else str(manifest.parent),
                str(len(manifest.depots)),
                number(sum(deposit.acceptes for deposit in manifest.depots)),
                manifest.commentaire + (" [démonstration]" if manifest.demonstration else ""),
            ]
            for manifest in manifests
        ],
        right=frozenset({1, 4, 5, 6}),
    )
    return 0


def restaurer(options: argparse.Namespace) -> int:
    """Publish an earlier version again."""
    version = restore(warehouse_of(options), options.numero)
    sys.stdout.write(f"Version {version.numero} de nouveau publiée.\n")
    return 0


def verifier(options: argparse.Namespace) -> int:
    """Check every file against its sha256."""
    warehouse = warehouse_of(options)
    problems = verify(warehouse)
    if problems:
        sys.stdout.write("".join(f"{problem}\n" for problem in problems))
        return 1
    sys.stdout.write(f"{len(warehouse.manifests())} versions et leurs dépôts sont intacts.\n")
    return 0


def reconstruire(options: argparse.Namespace) -> int:
    """Build the published version again from its deposits."""
    version = rebuild(warehouse_of(options), Progress())
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
        version = publish(
            warehouse, staged, auteur="démonstration", commentaire="Données de démonstration – fictives"
        )
    if version is None:
        sys.stdout.write("Les données de démonstration sont déjà publiées.\n")
    else:
        sys.stdout.write(f"Version {version.numero} publiée : données de démonstration – fictives.\n")
    return 0


def vider(options: argparse.Namespace) -> int:
    """Start again with nothing published."""
    warehouse = warehouse_of(options)
    warehouse.clear()
    sys.stdout.write(
        f"L'entrepôt {warehouse.path} repart de zéro. Ses versions et ses dépôts restent sur le disque (« restaurer N »).\n"
    )
    return 0
