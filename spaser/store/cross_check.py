"""What only the warehouse can check of a staged extract: suppliers that no deposited list knows."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from spaser.francais import number
from spaser.ingest import Anomalie, ExtractReport
from spaser.store.build import StagedFile, attach
from spaser.store.queries import sql

Read = tuple[ExtractReport, StagedFile | None]


def check_suppliers(done: Sequence[Read], published: Path | None) -> list[ExtractReport]:
    """Return the reports, with a warning where suppliers are in no list, published or staged together.

    Their size, status and place are unknown: R7 counts them as such.
    """
    with duckdb.connect() as con:
        con.execute("create temp table connus (siren varchar)")
        staged = [extract.chemin for _, extract in done if extract is not None]
        for path in (*staged, *([published] if published else [])):
            attach(con, path, "liste")
            con.execute(sql("store/connaitre_fournisseurs"))
            con.execute("detach liste")
        return [
            report if extract is None else _checked(con, report, extract.chemin) for report, extract in done
        ]


def _checked(con: duckdb.DuckDBPyConnection, report: ExtractReport, staged: Path) -> ExtractReport:
    attach(con, staged, "attente")
    found = con.execute(sql("store/fournisseurs_inconnus")).fetchall()
    con.execute("detach attente")
    if not found:
        return report
    ((rows, suppliers, first, siret),) = found
    who = "Un fournisseur n'est" if suppliers == 1 else f"{number(suppliers)} fournisseurs ne sont"
    warning = Anomalie(
        regle="fournisseur_inconnu",
        gravite="avertissement",
        feuille=report.feuille,
        ligne=first[0],
        lignes=tuple(first),
        colonne="tiers_siret" if report.type == "depenses" else "titulaire_siret",
        valeur=siret,
        message=f"{who} dans aucune liste de fournisseurs : taille, statut et lieu restent inconnus.",
        remede="Déposez un extrait de fournisseurs qui les contient ; en attendant, ils comptent comme inconnus.",
        occurrences=rows,
    )
    return report.model_copy(update={"anomalies": (*report.anomalies, warning)})
