"""Ask a version one statement of ``queries/`` through the door of the perimeter, and read its rows as what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from spaser.measure.version import VersionLike
from spaser.store import sql

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = dict[str, Any]
Parameters = Mapping[str, object]

_Shape = TypeVar("_Shape", bound="DataclassInstance")


def ask(version: VersionLike, query: str, parametres: Parameters, macros: tuple[str, ...] = ()) -> list[Row]:
    """Return the rows of a statement by column; ``macros`` are statements that define what it calls."""
    noms, lignes = _lues(version, query, parametres, macros)
    return [dict(zip(noms, ligne, strict=True)) for ligne in lignes]


def ask_shaped(
    shape: type[_Shape],
    version: VersionLike,
    query: str,
    parametres: Parameters,
    macros: tuple[str, ...] = (),
) -> tuple[_Shape, ...]:
    """Return the rows of a statement as frozen dataclasses, which take the columns that they name."""
    noms, lignes = _lues(version, query, parametres, macros)
    places = [noms.index(field.name) for field in fields(shape)]
    return tuple(shape(*[ligne[place] for place in places]) for ligne in lignes)


def shaped(shape: type[_Shape], rows: Iterable[Row]) -> tuple[_Shape, ...]:
    """Return rows as frozen dataclasses, which take the columns that they name."""
    names = tuple(field.name for field in fields(shape))
    return tuple(shape(**{name: row[name] for name in names}) for row in rows)


def _lues(
    version: VersionLike, query: str, parametres: Parameters, macros: tuple[str, ...]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the names of the columns of a statement, and its rows."""
    cursor = version.cursor()
    for macro in ("measure/visibles", *macros):
        cursor.execute(sql(macro))
    cursor.execute(sql(query), dict(parametres))
    return [colonne[0] for colonne in cursor.description or ()], cursor.fetchall()
