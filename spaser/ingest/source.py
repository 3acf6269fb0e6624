"""Which known format a file follows, from its headings and its values."""

from __future__ import annotations

import re

import duckdb
from duckdb import ColumnExpression

from spaser.ingest.appariement import Appariement
from spaser.ingest.entetes import cle, lire_entete
from spaser.ingest.kinds.fournisseurs import TYPES_INSERTION

_STRUCTURES = frozenset(cle(forme) for nom, formes in TYPES_INSERTION.items() for forme in (nom, *formes))
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
_ETABLISSEMENT = frozenset({"etatadministratifetablissement", "codecommuneetablissement"})
_ESUS = re.compile(r"\besus\b|solidaires? d['’]utilité sociale", re.IGNORECASE)
_STATUTS = frozenset({"esus", "type_insertion", "ess", "categorie_entreprise"})


def source_de(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> str:
    """Return decp, decp-2019, decp-2022, esat, siae, esus, sirene, sirene-etablissements, or extrait (the authority's own).

    A later deposit replaces the list of the same source: SIRENE's two files are two sources, and a public list is never taken
    for the authority's own.
    """
    if lecture.feuille.source:
        return lecture.feuille.source
    if lecture.decp:
        return "decp"
    if lecture.genre.nom != "fournisseurs":
        return "extrait"
    return _liste_publique(con, lecture) or "extrait"


def _liste_publique(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> str | None:
    cles = {c for e in lecture.entetes for c in lire_entete(e).cles}
    if "finess" in lecture.colonnes:
        return "esat"
    if any("unitelegale" in c for c in cles):
        return "sirene"
    if cles & _ETABLISSEMENT:
        return "sirene-etablissements"
    if _est_la_liste_esus(lecture, cles):
        return "esus"
    return "siae" if _est_la_liste_siae(con, lecture) else None


def _est_la_liste_esus(lecture: Appariement, cles: set[str]) -> bool:
    """A list that says nothing of each firm but its dates, under a name or headings that say what all of them are."""
    if _STATUTS & set(lecture.colonnes):
        return False
    titres = [c for n, cellules in lecture.feuille.debut if n <= lecture.ligne_entete for c in cellules]
    annonces = (lecture.feuille.nom or "", *titres)
    return any("agrement" in c for c in cles) or any(_ESUS.search(texte) for texte in annonces)


def _est_la_liste_siae(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> bool:
    """Who and where, and of every row the kind of structure, by its initials or in full."""
    if "type_insertion" not in lecture.colonnes or not set(lecture.colonnes) <= _COLONNES_SIAE:
        return False
    types = con.table("saisie").select(ColumnExpression("type_insertion")).distinct().fetchall()
    return all(t is not None and cle(t) in _STRUCTURES for (t,) in types)
