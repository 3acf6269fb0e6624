"""Columns of text kept by their distinct values: of a million cells, dates, names and codes are a few thousand texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa

PAR_VALEUR = pa.dictionary(pa.int32(), pa.string())


def forme_utile(colonne: pa.Array) -> pa.DataType:
    """Return how to keep a column that begins so: by distinct values where each is met twice or more, else cell by cell."""
    if isinstance(colonne, pa.DictionaryArray):
        return PAR_VALEUR
    return PAR_VALEUR if len(colonne.unique()) * 2 <= len(colonne) else pa.string()


def sous_la_forme(colonne: pa.Array, forme: pa.DataType) -> pa.Array:
    """Return the same cells, kept so."""
    if colonne.type == forme:
        return colonne
    return colonne.dictionary_encode() if forme == PAR_VALEUR else colonne.cast(pa.string())


def sur_les_textes(colonne: pa.Array, travail: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Apply a work that depends on nothing but the text to a column, once a distinct value."""
    if isinstance(colonne, pa.DictionaryArray):
        return pa.DictionaryArray.from_arrays(colonne.indices, travail(colonne.dictionary))
    return travail(colonne)


def bout_a_bout(morceaux: Sequence[pa.Array], forme: pa.DataType) -> pa.Array | pa.ChunkedArray:
    """Return one column; where it is kept by distinct values, they are those of all the pieces."""
    colonne = pa.chunked_array(morceaux, type=forme)
    return colonne.unify_dictionaries().combine_chunks() if forme == PAR_VALEUR else colonne
