"""Raw rows of a sheet as columns of text that DuckDB sees, with those that are not as wide as their headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import ColumnExpression, Expression
from pyarrow import compute

from spaser.ingest.appariement import Appariement
from spaser.ingest.options import Limites
from spaser.ingest.read.distinctes import bout_a_bout, forme_utile, sous_la_forme, sur_les_textes
from spaser.ingest.read.feuille import Bloc, LectureRefuseeError, Ligne
from spaser.ingest.rendu import nombre

Progres = Callable[[str, float], None]

_LOT = 50_000
_BLANCS = " \t\r\n\x0b\x0c\u00a0\u2007\u2009\u200b\u202f\ufeff"


def charger_brut(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, limites: Limites, progres: Progres
) -> pa.Table:
    """Load every row under the headings as text, show them as the view ``brut`` and return them.

    The columns are ``ligne``, then ``c0``, ``c1``… kept by distinct values where that is shorter.

    Raises:
        LectureRefuseeError: more rows than the limit.
    """
    largeur = len(lecture.entetes)
    irregulieres: list[tuple[int, int]] = []
    lignes: list[pa.Array] = []
    morceaux: list[list[pa.Array]] = [[] for _ in range(largeur)]
    formes: list[pa.DataType] = []
    lus = 0
    for numeros, colonnes in _lots(lecture, irregulieres):
        lus += len(numeros)
        if lus > limites.lignes:
            raise LectureRefuseeError(
                "fichier_trop_gros",
                f"Le fichier a plus de {nombre(limites.lignes)} lignes.",
                "Découpez l'extrait par exercice et déposez les morceaux.",
            )
        formes = formes or [forme_utile(colonne) for colonne in colonnes]
        lignes.append(numeros)
        for deja, colonne, forme in zip(morceaux, colonnes, formes, strict=True):
            deja.append(sur_les_textes(sous_la_forme(colonne, forme), _propre))
        progres(f"{nombre(lus)} lignes lues", 0.05 + 0.45 * lus / (lus + 200_000))
    formes = formes or [pa.string()] * largeur
    brut = pa.table(
        {
            "ligne": pa.chunked_array(lignes, type=pa.int32()),
            **{
                f"c{rang}": bout_a_bout(deja, forme)
                for rang, (deja, forme) in enumerate(zip(morceaux, formes, strict=True))
            },
        }
    )
    con.register("brut", brut)
    if irregulieres:
        numeros_pa = pa.table(
            {
                "ligne": pa.array([n for n, _ in irregulieres], pa.int32()),
                "cellules": pa.array([c for _, c in irregulieres], pa.int32()),
            }
        )
        con.from_arrow(numeros_pa).insert_into("irregulieres")
    return brut


def lignes_brutes(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, choisies: str, assembler: Callable[..., Expression]
) -> duckdb.DuckDBPyRelation:
    """Return the rows that a table names, as they are in the file: ``ligne``, ``contenu``.

    They are chosen before their cells are put together: to do it for all of a million rows takes longer than to read them.

    Args:
        con: the workshop.
        lecture: the reading.
        choisies: a table with a column ``ligne``.
        assembler: makes one of the cells, given in order.
    """
    cellules = (ColumnExpression(f"c{rang}") for rang in range(len(lecture.entetes)))
    lignes = con.table("brut").join(con.table(choisies), "ligne", how="semi")
    return lignes.select(ColumnExpression("ligne"), assembler(*cellules).alias("contenu"))


def _lots(
    lecture: Appariement, irregulieres: list[tuple[int, int]]
) -> Iterator[tuple[pa.Array, Sequence[pa.Array]]]:
    """Yield the numbers and the columns of the rows under the headings, by lots."""
    attente: list[Ligne] = []
    for rangee in _rangees(lecture):
        if isinstance(rangee, Bloc):
            if attente:
                yield _en_colonnes(lecture, attente, irregulieres)
                attente = []
            fin = rangee.premiere + len(rangee.colonnes[0])
            yield pa.array(np.arange(rangee.premiere, fin, dtype=np.int32)), rangee.colonnes
        else:
            attente.append(rangee)
            if len(attente) >= _LOT:
                yield _en_colonnes(lecture, attente, irregulieres)
                attente = []
    if attente:
        yield _en_colonnes(lecture, attente, irregulieres)


def _rangees(lecture: Appariement) -> Iterator[Bloc | Ligne]:
    feuille, entete = lecture.feuille, lecture.ligne_entete
    largeur = len(lecture.entetes)
    reguliere = not feuille.largeur_stricte or _largeur_usuelle(lecture) == largeur
    if feuille.blocs is not None and entete and reguliere:
        return feuille.blocs(entete, largeur)
    return ((numero, cellules) for numero, cellules in feuille.lignes() if numero > entete)


def _en_colonnes(
    lecture: Appariement, rangees: Sequence[Ligne], irregulieres: list[tuple[int, int]]
) -> tuple[pa.Array, list[pa.Array]]:
    """Turn rows into columns as wide as the headings, and note those that may be shifted."""
    largeur = len(lecture.entetes)
    stricte = lecture.feuille.largeur_stricte
    usuelle = _largeur_usuelle(lecture)
    ajustees: list[list[str]] = []
    for numero, cellules in rangees:
        taille = len(cellules)
        ajustees.append(cellules if taille == largeur else cellules[:largeur] + [""] * (largeur - taille))
        if stricte and taille and (taille != usuelle or any(c.strip() for c in cellules[largeur:])):
            irregulieres.append((numero, taille))
    numeros = pa.array([numero for numero, _ in rangees], pa.int32())
    return numeros, [pa.array(colonne, pa.string()) for colonne in zip(*ajustees, strict=True)]


def _largeur_usuelle(lecture: Appariement) -> int:
    """Return the width of most rows under the headings: exports may end every row with empty cells, but not one row alone.

    A row with one empty cell more than the others has a separator too many, and its cells may be shifted.
    """
    tailles = [len(c) for numero, c in lecture.feuille.debut if numero > lecture.ligne_entete and c]
    return max(len(lecture.entetes), max(set(tailles), key=tailles.count, default=0))


def _propre(cellules: pa.Array) -> pa.Array:
    """Trim the cells (no-break and zero-width spaces too) and undo the formula that keeps zeros: ="012" → 012."""
    textes = compute.utf8_trim(cellules, characters=_BLANCS)
    if compute.any(compute.starts_with(textes, '="')).as_py():
        textes = compute.replace_substring_regex(textes, pattern='^="(.*)"$', replacement=r"\1")
    return textes
