"""Which known format a file follows, from its headings and its values."""

from __future__ import annotations

import duckdb
from duckdb import ColumnExpression, FunctionExpression

from spaser.ingest.appariement import Appariement
from spaser.ingest.entetes import lire_entete

_SIAE = frozenset({"EI", "ETTI", "AI", "ACI", "EITI", "GEIQ", "EA", "EATT", "SEP"})


def source_de(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> str:
    """Return decp, decp-2019, decp-2022, esat, siae, esus, sirene, or extrait (the authority's own)."""
    if lecture.feuille.source:
        return lecture.feuille.source
    if lecture.decp:
        return "decp"
    if lecture.genre.nom != "fournisseurs":
        return "extrait"
    cles = {c for e in lecture.entetes for c in lire_entete(e).cles}
    if "finess" in lecture.colonnes:
        return "esat"
    if any("unitelegale" in c for c in cles):
        return "sirene"
    if (
        any("agrement" in c for c in cles)
        and "siret" in lecture.colonnes
        and "type_insertion" not in lecture.colonnes
    ):
        return "esus"
    if (
        set(lecture.colonnes) <= _COLONNES_SIAE
        and "type_insertion" in lecture.colonnes
        and _que_des_siae(con)
    ):
        return "siae"
    return "extrait"


_COLONNES_SIAE = frozenset(
    {
        "siret",
        "denomination",
        "type_insertion",
        "naf",
        "categorie_juridique",
        "code_postal",
        "code_commune",
        "date_creation",
        "tranche_effectif",
    }
)


def _que_des_siae(con: duckdb.DuckDBPyConnection) -> bool:
    texte = FunctionExpression("upper", ColumnExpression("type_insertion"))
    return {t for (t,) in con.table("saisie").select(texte).distinct().fetchall() if t is not None} <= _SIAE
