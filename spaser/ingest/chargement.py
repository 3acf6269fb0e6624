"""Raw rows of a sheet loaded into DuckDB as text, with those that are not as wide as their headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb
import pyarrow as pa
from pyarrow import compute

from spaser.ingest.appariement import Appariement
from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.rendu import nombre

Progres = Callable[[str, float], None]

_LOT = 50_000
_BLANCS = " \t\r\n\x0b\x0c\u00a0\u2007\u2009\u200b\u202f\ufeff"


def charger_brut(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, limites: Limites, progres: Progres
) -> int:
    """Load every row under the headings as text into ``brut``; return how many there are.

    Raises:
        LectureRefuseeError: more rows than the limit.
    """
    largeur = len(lecture.entetes)
    schema = pa.schema([("ligne", pa.int32()), *((f"c{rang}", pa.string()) for rang in range(largeur))])
    con.from_arrow(schema.empty_table()).create("brut")
    irregulieres: list[tuple[int, int]] = []
    lus = 0
    con.begin()
    for numeros, lignes in _lots(lecture, irregulieres):
        lus += len(numeros)
        if lus > limites.lignes:
            raise LectureRefuseeError(
                "fichier_trop_gros",
                f"Le fichier a plus de {nombre(limites.lignes)} lignes.",
                "Découpez l'extrait par exercice et déposez les morceaux.",
            )
        colonnes = [pa.array(numeros, pa.int32()), *(_propre(c) for c in zip(*lignes, strict=True))]
        con.from_arrow(pa.Table.from_arrays(colonnes, schema=schema)).insert_into("brut")
        progres(f"{nombre(lus)} lignes lues", 0.05 + 0.45 * lus / (lus + 200_000))
    con.commit()
    if irregulieres:
        numeros_pa = pa.table(
            {
                "ligne": pa.array([n for n, _ in irregulieres], pa.int32()),
                "cellules": pa.array([c for _, c in irregulieres], pa.int32()),
            }
        )
        con.from_arrow(numeros_pa).insert_into("irregulieres")
    return lus


def _lots(
    lecture: Appariement, irregulieres: list[tuple[int, int]]
) -> Iterator[tuple[list[int], list[list[str]]]]:
    largeur = len(lecture.entetes)
    stricte = lecture.feuille.largeur_stricte
    usuelle = _largeur_usuelle(lecture)
    numeros: list[int] = []
    lignes: list[list[str]] = []
    for numero, cellules in lecture.feuille.lignes():
        if numero <= lecture.ligne_entete:
            continue
        taille = len(cellules)
        ajustees = cellules
        if taille != largeur:
            ajustees = cellules[:largeur] + [""] * (largeur - taille)
        if stricte and taille and (taille != usuelle or any(c.strip() for c in cellules[largeur:])):
            irregulieres.append((numero, taille))
        numeros.append(numero)
        lignes.append(ajustees)
        if len(numeros) >= _LOT:
            yield numeros, lignes
            numeros, lignes = [], []
    if numeros:
        yield numeros, lignes


def _largeur_usuelle(lecture: Appariement) -> int:
    """Return the width of most rows under the headings: exports may end every row with empty cells, but not one row alone.

    A row with one empty cell more than the others has a separator too many, and its cells may be shifted.
    """
    tailles = [len(c) for numero, c in lecture.feuille.debut if numero > lecture.ligne_entete and c]
    return max(len(lecture.entetes), max(set(tailles), key=tailles.count, default=0))


def _propre(cellules: tuple[str, ...]) -> pa.Array:
    """Trim the cells (no-break and zero-width spaces too) and undo the formula that keeps zeros: ="012" → 012."""
    textes = compute.utf8_trim(pa.array(cellules, pa.string()), characters=_BLANCS)
    if compute.any(compute.starts_with(textes, '="')).as_py():
        textes = compute.replace_substring_regex(textes, pattern='^="(.*)"$', replacement=r"\1")
    return textes
