"""Cells of a column as the texts that differ and the place of each row's among them: what a text means is asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import ColumnExpression, Expression
from pyarrow import compute

_RANG = "rang_du_texte"
_LOT = 122_880
"""Rows of an Arrow batch: DuckDB reads batches side by side."""

Texte: TypeAlias = pa.Array | pa.ChunkedArray
Etape = Callable[[Sequence[str]], Iterable[Expression]]
"""From the names of columns to what is asked of them."""


@dataclass(frozen=True)
class Cellules:
    """A column: its texts (null: not filled in), and where each row's stands among them; None: each row has its own."""

    textes: Texte
    places: pa.Array | None = None

    @classmethod
    def de(cls, colonne: Texte) -> Cellules:
        """Take a column of text, kept by distinct values or not."""
        if not pa.types.is_dictionary(colonne.type):
            return cls(colonne)
        entiere = colonne.combine_chunks() if isinstance(colonne, pa.ChunkedArray) else colonne
        return cls(entiere.dictionary, entiere.indices)

    def devenues(self, valeurs: Texte) -> Cellules:
        """Return the same rows with what became of the texts."""
        return Cellules(valeurs, self.places)

    def colonne(self) -> Texte:
        """Return the column, kept as it is here."""
        if self.places is None:
            return self.textes
        return pa.DictionaryArray.from_arrays(self.places, _d_un_bloc(self.textes))

    def par_ligne(self) -> Texte:
        """Return the column, a value for each row."""
        return self.textes if self.places is None else _d_un_bloc(self.textes).take(self.places)

    def effectifs(self) -> pa.Table:
        """Return the texts and how many rows have each: ``texte`` (null where nothing is filled in), ``lignes``; a text may come again."""
        taille = len(self.textes)
        lignes = np.ones(taille, np.int64)
        if self.places is not None:
            lignes = np.bincount(self.places.drop_null().to_numpy(), minlength=taille)
        return pa.table({"texte": self.textes, "lignes": pa.array(lignes, pa.int64())})

    def remplies(self) -> pa.Array:
        """Tell which rows are filled in."""
        return self.dont(compute.is_valid(self.textes))

    def dont(self, vrais: Texte) -> pa.Array:
        """Tell which rows have a text of which something is true, given for each text."""
        return _d_un_bloc(self.devenues(vrais).par_ligne()).fill_null(False)


def morceaux_de(textes: Texte) -> list[pa.Array]:
    """Return the arrays that a column is made of."""
    return list(textes.chunks) if isinstance(textes, pa.ChunkedArray) else [textes]


def transformer(
    con: duckdb.DuckDBPyConnection, colonnes: Mapping[str, Cellules], etapes: Sequence[Etape]
) -> dict[str, Cellules]:
    """Ask something of the texts of columns, step after step; return the same rows with what they became.

    Each step reads the columns that the one before gave, and they are plain columns: macros nested in one expression would copy
    themselves into each other until the planner drowns. Columns whose rows have their own texts are read side by side, so that one may
    depend on another; so are those kept by distinct texts, the shorter ones completed with nulls: each depends on itself alone.
    """
    devenues: dict[str, Cellules] = {}
    seules = [nom for nom, cellules in colonnes.items() if cellules.places is None]
    for noms in (seules, [nom for nom in colonnes if nom not in seules]):
        if not noms:
            continue
        taille = max(len(colonnes[nom].textes) for nom in noms)
        table = pa.table(
            {
                _RANG: pa.array(np.arange(taille, dtype=np.int32)),
                **{nom: _complete(colonnes[nom].textes, taille) for nom in noms},
            }
        )
        for etape in etapes:
            table = _appliquer(con, table, etape(noms))
        devenues |= {nom: colonnes[nom].devenues(table.column(nom)) for nom in noms}
    return devenues


def _appliquer(con: duckdb.DuckDBPyConnection, table: pa.Table, demandes: Iterable[Expression]) -> pa.Table:
    relation = con.from_arrow(table).select(ColumnExpression(_RANG), *demandes)
    lue = relation.to_arrow_table(_LOT)
    rangs = lue.column(_RANG).to_numpy()
    return lue if np.all(rangs[1:] > rangs[:-1]) else lue.sort_by(_RANG)


def _complete(textes: Texte, taille: int) -> pa.ChunkedArray:
    manque = taille - len(textes)
    return pa.chunked_array(
        [*morceaux_de(textes), *[pa.nulls(manque, textes.type)] * (manque > 0)], type=textes.type
    )


def _d_un_bloc(textes: Texte) -> pa.Array:
    return textes.combine_chunks() if isinstance(textes, pa.ChunkedArray) else textes
