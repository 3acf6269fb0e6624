"""Rows to correct: what is kept of them beside the report, and how the corrected workbook is known when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import duckdb
import pyarrow as pa
from duckdb import FunctionExpression

from spaser.ingest.appariement import Appariement
from spaser.ingest.chargement import lignes_brutes
from spaser.ingest.check import ligne_colonnes_requises
from spaser.ingest.entetes import cle
from spaser.ingest.read.feuille import Feuille, Ligne
from spaser.ingest.redaction import ecrire_constat
from spaser.ingest.sql import requete

RAISON: Final = "Raison du rejet"
"""Heading of the reasons in a workbook that holds the refused rows alone: corrected, they complete what is published."""
RAISON_ENTIER: Final = "Raison du rejet, fichier entier"
"""The same in a workbook that holds every row of a file refused as a whole: corrected, it stands for that file."""
REMEDE: Final = "Remède"
LIGNES_MAX: Final = 20_000
"""Beyond, no workbook: nobody corrects so many rows by hand, the export has to be made again."""


def sans_annotations(feuille: Feuille) -> Feuille:
    """Return a sheet without the two columns that the software wrote in it, as if they had never been there.

    A sheet is one of ours when its first filled row holds both headings.
    """
    entetes = next((cellules for _, cellules in feuille.debut if any(c.strip() for c in cellules)), [])
    cles = [cle(c) for c in entetes]
    raisons = {cle(RAISON), cle(RAISON_ENTIER)}
    retirees = frozenset(rang for rang, c in enumerate(cles) if c in raisons or c == cle(REMEDE))
    if cle(REMEDE) not in cles or not raisons.intersection(cles):
        return feuille

    def sans(ligne: Ligne) -> Ligne:
        numero, cellules = ligne
        return numero, [c for rang, c in enumerate(cellules) if rang not in retirees]

    def lignes() -> Iterator[Ligne]:
        return map(sans, feuille.lignes())

    fautes = tuple(
        faute
        if faute.colonne is None
        else replace(faute, colonne=faute.colonne - sum(rang < faute.colonne - 1 for rang in retirees))
        for faute in feuille.fautes
        if faute.colonne is None or faute.colonne - 1 not in retirees
    )
    return replace(
        feuille,
        lignes=lignes,
        blocs=None,
        debut=[sans(ligne) for ligne in feuille.debut],
        fautes=fautes,
        complement=cle(RAISON) in cles,
    )


def garder_a_corriger(con: duckdb.DuckDBPyConnection, lecture: Appariement, *, entier: bool) -> bool:
    """Write the rows to correct into the staged file, schema ``corrections``; return whether there are any, and not too many.

    Args:
        con: the workshop, its rows sorted and its findings complete.
        lecture: the reading.
        entier: the file is refused as a whole: every row is kept, or the accepted ones would be missing from what comes back.
    """
    con.execute(requete("ingest/a_corriger"))
    con.execute(requete("ingest/lignes_a_corriger"), {"entier": entier})
    if not 0 < len(con.table("lignes_a_corriger")) <= LIGNES_MAX:
        return False
    liste = partial(FunctionExpression, "list_value")
    lignes_brutes(con, lecture, "lignes_a_corriger", liste).order("ligne").insert_into(
        "sortie.corrections.lignes"
    )
    remplace = entier and not lecture.feuille.complement
    con.from_arrow(
        pa.table({"entier": [remplace], "feuille": pa.array([lecture.feuille.nom], pa.string())})
    ).insert_into("sortie.corrections.fichier")
    requises = {c.nom for c in ligne_colonnes_requises(lecture)}
    rangs_requis = {lecture.colonnes[nom].rang for nom in requises if nom in lecture.colonnes}
    con.from_arrow(
        pa.table(
            {
                "rang": pa.array(range(len(lecture.entetes)), pa.int32()),
                "entete": list(lecture.entetes),
                "requise": [rang in rangs_requis for rang in range(len(lecture.entetes))],
            }
        )
    ).insert_into("sortie.corrections.entetes")
    fautes = _fautes(con, lecture, requises)
    if fautes:
        con.from_arrow(pa.Table.from_pylist(fautes, schema=_FAUTES)).insert_into("sortie.corrections.fautes")
    return True


def _fautes(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, requises: set[str]
) -> Sequence[dict[str, object]]:
    fautes: list[dict[str, object]] = []
    for ligne, regle, colonne, valeur in con.execute(requete("ingest/fautes_a_corriger")).fetchall():
        dit = ecrire_constat(regle, colonne, valeur, lecture, requises)
        place = lecture.colonnes.get(colonne)
        rang = place.rang if place is not None else None
        if rang is None and colonne in lecture.entetes:
            rang = lecture.entetes.index(colonne)
        fautes.append(
            {
                "ligne": ligne,
                "rang": rang,
                "bloquante": dit.gravite == "bloquante",
                "message": dit.message,
                "remede": dit.remede,
            }
        )
    return fautes


_FAUTES = pa.schema(
    [
        ("ligne", pa.int32()),
        ("rang", pa.int32()),
        ("bloquante", pa.bool_()),
        ("message", pa.string()),
        ("remede", pa.string()),
    ]
)
