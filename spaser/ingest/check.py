"""Checks on the typed rows: what is refused, what is set aside, what deserves a word."""

from __future__ import annotations

from functools import partial

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from spaser.ingest.appariement import Appariement
from spaser.ingest.chargement import lignes_brutes
from spaser.ingest.entetes import lire_entete
from spaser.ingest.kinds import Colonne
from spaser.ingest.listes import Traduction
from spaser.ingest.sql import requete

_REFERENCES = frozenset({"domaine", "dga", "territoire"})
_TOLERES = frozenset({"montant_hors_capacite"})


def ligne_colonnes_requises(lecture: Appariement) -> tuple[Colonne, ...]:
    """Return the columns that every row must fill; ``objet`` is asked of house extracts only."""
    objet = lecture.genre.nom == "contrats" and not lecture.decp
    return tuple(c for c in lecture.genre.colonnes if c.requis or (objet and c.nom == "objet"))


def trier_lignes(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """Decide of every row that lacks something: not data (set aside, with the reason) or refused."""
    requises = ligne_colonnes_requises(lecture)
    _montants_hors_capacite(con, lecture)
    for colonne in requises:
        vides = con.table("lu").filter(ColumnExpression(colonne.nom).isnull())
        vides.select(ColumnExpression("ligne"), ConstantExpression(colonne.nom).alias("colonne")).insert_into(
            "manques"
        )
    con.execute(requete("ingest/candidates"))
    liste = partial(FunctionExpression, "list_value")
    lignes_brutes(con, lecture, "candidates_lignes", liste).create("candidates")
    cles = sorted({c for e in lecture.entetes for c in lire_entete(e).cles if c})
    con.from_arrow(pa.table({"cle": pa.array(cles, pa.string())})).create("entetes")
    con.execute(requete("ingest/classer"))
    con.execute(requete("ingest/trier"))


def signaler_cellules(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """Explain every filled cell that could not be read, on the rows that are not set aside."""
    [(defauts,)] = con.execute(requete("ingest/defauts")).fetchall()
    epoque = ConstantExpression(lecture.feuille.epoque_1904)
    for position, colonne in enumerate(lecture.genre.colonnes):
        if not defauts >> position & 1:
            continue
        bit = FunctionExpression("bit_du_masque", ColumnExpression("defauts"), ConstantExpression(position))
        fautives = con.table("lu").filter(bit).select("ligne", "rang").set_alias("fautives")
        brutes = (
            con.table("formes")
            .select("ligne", "rang", colonne.nom, f"{colonne.nom}__forme")
            .set_alias("brutes")
        )
        fautives.join(brutes, "ligne, rang").select(
            FunctionExpression(
                "motif",
                ConstantExpression(colonne.type),
                ColumnExpression(colonne.nom),
                ColumnExpression(f"{colonne.nom}__forme"),
                epoque,
            ),
            ConstantExpression(colonne.nom),
            ColumnExpression(colonne.nom),
            ColumnExpression("ligne"),
        ).insert_into("constats")
    for faute in lecture.feuille.fautes:
        nom = None if faute.colonne is None else _nom_de_colonne(lecture, faute.colonne - 1)
        con.execute(
            requete("ingest/constat"),
            {"regle": faute.regle, "colonne": nom, "valeur": faute.valeur, "ligne": faute.ligne},
        )


def signaler_listes(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, sens: dict[str, Traduction]
) -> None:
    """Point at the values that closed lists and reference lists do not know; they are kept as written."""
    for nom, traduction in sens.items():
        if not traduction.inconnues:
            continue
        regle = "reference_inconnue" if lecture.genre.colonne(nom).type in _REFERENCES else "valeur_inconnue"
        inconnues = con.table("lu").filter(
            FunctionExpression(
                "list_contains", ConstantExpression(list(traduction.inconnues)), ColumnExpression(nom)
            )
        )
        inconnues.select(
            ConstantExpression(regle),
            ConstantExpression(nom),
            ColumnExpression(nom),
            ColumnExpression("ligne"),
        ).insert_into("constats")


def verifier_numeros(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """Check the control key of every supplier number, and say which ones were repaired."""
    for colonne in lecture.genre.colonnes:
        if not colonne.numero_a_cle or not lecture.presente(colonne.nom):
            continue
        con.table("lu").select(
            ConstantExpression(colonne.nom).alias("colonne"),
            ColumnExpression(f"{colonne.nom}__brut").alias("brut"),
            ColumnExpression(colonne.nom).alias("lu"),
            ColumnExpression("ligne"),
        ).create_view("numeros")
        con.execute(requete("ingest/cles_siret"))


def _montants_hors_capacite(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """A contract of 10^17 € keeps its row and loses its amount: the contract exists, the amount is not believable (R3)."""
    if lecture.genre.nom != "contrats" or "montant_ht" not in lecture.colonnes:
        return
    motif = FunctionExpression(
        "motif",
        ConstantExpression("montant"),
        ColumnExpression("montant_ht"),
        ColumnExpression("montant_ht__forme"),
        ConstantExpression(False),
    )
    brutes = (
        con.table("formes")
        .select(ColumnExpression("ligne"), ColumnExpression("rang"), motif.alias("motif"))
        .set_alias("brutes")
    )
    nulles = (
        con.table("lu")
        .filter(ColumnExpression("montant_ht").isnull())
        .select("ligne", "rang")
        .set_alias("nulles")
    )
    joints = nulles.join(brutes, "ligne, rang").filter(
        ColumnExpression("motif").isin(*map(ConstantExpression, _TOLERES))
    )
    joints.select(ColumnExpression("ligne"), ConstantExpression("montant_ht").alias("colonne")).insert_into(
        "toleres"
    )


def _nom_de_colonne(lecture: Appariement, rang: int) -> str | None:
    for nom, place in lecture.colonnes.items():
        if place.rang == rang:
            return nom
    return lecture.entetes[rang] if rang < len(lecture.entetes) else None
