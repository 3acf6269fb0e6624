"""Put the catalogue and the reference tables into a version, so that its SQL needs nothing else (`ref.*`)."""

import csv
from pathlib import Path

import duckdb

from spaser.catalogue import Catalogue
from spaser.store.queries import sql

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def fill_references(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Fill the empty tables of schema `ref` (DDL: `queries/store/ref.sql`) from the catalogue and the geography."""
    _insert(con, "ref_domaines", [[d.code, d.nom, d.moyens_generaux, d.dechets] for d in catalogue.domaines])
    _insert(con, "ref_dga", [[d.code, d.nom] for d in catalogue.dga])
    _insert(con, "ref_territoires", [[t.code, t.nom] for t in catalogue.territoires])
    _insert(con, "ref_sujets", [[s.code, s.parent, s.famille] for s in catalogue.sujets])
    _insert(
        con,
        "ref_moyens",
        [
            [moyen.code, fiche.code, fiche.axe]
            for fiche in catalogue.fiches
            for goal in fiche.objectifs
            for moyen in goal.moyens
        ],
    )
    _insert(
        con,
        "ref_centrales_achat",
        [[name] for body in catalogue.centrales_achat for name in (body.nom, *body.alias)],
    )
    _insert(con, "ref_comptes_exclus", [[account.prefixe] for account in catalogue.comptes_exclus])
    _insert(con, "ref_parametres", [[key, value] for key, value in sorted(_parameters(catalogue).items())])
    with (REFERENCE / "departements_fr.csv").open(encoding="utf-8", newline="") as stream:
        rows = [[r["code_dep"], r["nom"], r["code_reg"], r["nom_reg"]] for r in csv.DictReader(stream)]
    _insert(con, "ref_departements", rows)
    communes = str(REFERENCE / "communes_fr.parquet")
    places = [(commune, t.nom) for t in catalogue.territoires for commune in t.communes]
    con.execute(
        sql("store/ref_communes"),
        {"communes": communes, "codes": [code for code, _ in places], "noms": [name for _, name in places]},
    )
    con.execute(sql("store/ref_codes_postaux"), {"communes": communes})


def _parameters(catalogue: Catalogue) -> dict[str, str]:
    """The choices in force, as text, and what the authority is (`siren`, `departement`, `region_departements`)."""
    authority = catalogue.autorite
    return {parameter.cle: parameter.valeur for parameter in catalogue.parametres()} | {
        "siren": authority.siren,
        "departement": authority.departement,
        "region_departements": ",".join(authority.region_departements),
    }


def _insert(con: duckdb.DuckDBPyConnection, name: str, rows: list[list[object]]) -> None:
    if rows:
        con.executemany(sql(f"store/{name}"), rows)
