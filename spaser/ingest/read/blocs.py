"""A text that quotes nothing, read by columns: blocks of whole lines cut by Arrow, two at once, ten times faster than row by row.

The rows are those that the row by row reading gives. A block that holds anything else than lines of the width awaited (blank lines, another
width, an odd end of line, a null character) is handed over as text and read row by row.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import StringIO
from itertools import islice
from pathlib import Path

import pyarrow as pa
from pyarrow import compute, csv

from spaser.ingest.read.dialecte import CELLULE_MAX, Dialecte
from spaser.ingest.read.distinctes import forme_utile
from spaser.ingest.read.encodage import Encodage

_BLOC = 4 << 20
_DE_FRONT = 2
_UTF8 = frozenset({"utf-8", "utf-8-sig"})
_HUIT_BITS = frozenset({"cp1252", "iso8859-15", "mac_roman", "cp850"})


def se_lit_par_blocs(encodage: Encodage, dialecte: Dialecte, debut: list[str]) -> bool:
    """Tell whether a text whose cells are not quoted may be read so: one byte between cells, usual ends of line."""
    return (
        not encodage.melange
        and encodage.codec in _UTF8 | _HUIT_BITS
        and dialecte.echappement is None
        and len(dialecte.separateur) == 1
        and dialecte.separateur.isascii()
        and all(ligne.endswith("\n") for ligne in debut[:-1])
    )


def blocs(
    chemin: Path, encodage: Encodage, separateur: str, sautees: int, largeur: int
) -> Iterator[list[pa.Array] | StringIO]:
    """Yield the lines after the first ``sautees`` by blocks: the columns of text, or the text of a block that is not regular.

    Raises:
        UnicodeError: the bytes stop being text.
    """
    formes = [pa.string()] * largeur
    attendus: deque[Future[list[pa.Array] | StringIO]] = deque()
    with ThreadPoolExecutor(_DE_FRONT) as equipe:
        for rang, octets in enumerate(_morceaux(chemin, encodage, sautees)):
            if rang == 1:
                formes = _formes(attendus[0].result(), formes)
            attendus.append(equipe.submit(_lire, octets, separateur, formes))
            if len(attendus) > _DE_FRONT:
                yield attendus.popleft().result()
        while attendus:
            yield attendus.popleft().result()


def _morceaux(chemin: Path, encodage: Encodage, sautees: int) -> Iterator[bytes]:
    """Yield whole lines, as bytes of utf-8."""
    with chemin.open("rb") as flux:
        for _ in islice(flux, sautees):
            pass
        while octets := flux.read(_BLOC):
            octets += flux.readline()
            if encodage.codec not in _UTF8:
                octets = octets.decode(encodage.codec).encode()
            yield octets


def _formes(premier: list[pa.Array] | StringIO, defaut: list[pa.DataType]) -> list[pa.DataType]:
    return [forme_utile(colonne) for colonne in premier] if isinstance(premier, list) else defaut


def _lire(octets: bytes, separateur: str, formes: list[pa.DataType]) -> list[pa.Array] | StringIO:
    return _colonnes(octets, separateur, formes) or StringIO(octets.decode(), newline="")


def _colonnes(octets: bytes, separateur: str, formes: list[pa.DataType]) -> list[pa.Array] | None:
    vide = octets.startswith((b"\n", b"\r")) or b"\n\n" in octets or b"\n\r" in octets
    if vide or b"\0" in octets or octets.count(b"\r") != octets.count(b"\r\n"):
        return None
    if octets.startswith(BOM_UTF8):  # Arrow would drop it, as at the beginning of a file
        return None
    noms = [str(rang) for rang in range(len(formes))]
    try:
        table = csv.read_csv(
            pa.BufferReader(octets),
            csv.ReadOptions(use_threads=False, block_size=len(octets) + 1, column_names=noms),
            csv.ParseOptions(
                delimiter=separateur, quote_char=False, escape_char=False, ignore_empty_lines=False
            ),
            csv.ConvertOptions(column_types=dict(zip(noms, formes, strict=True)), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    colonnes = [colonne.combine_chunks() for colonne in table.columns]
    return None if any(map(_demesuree, colonnes)) else colonnes


def _demesuree(colonne: pa.Array) -> bool:
    textes = colonne.dictionary if isinstance(colonne, pa.DictionaryArray) else colonne
    return bool(
        textes.nbytes > CELLULE_MAX and compute.max(compute.binary_length(textes)).as_py() > CELLULE_MAX
    )
