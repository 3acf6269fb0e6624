"""Tables for open data portals: CSV as the Table Schema reads it (utf-8, comma, point, ISO dates), JSON, and the schema itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spaser.inert import inert

Value = str | float | int | date | None
Type = Literal["string", "number", "integer", "date", "year"]


@dataclass(frozen=True)
class Field:
    """A column of a published table. ``valeurs`` closes the list of what it may hold."""

    nom: str
    type: Type
    titre: str
    description: str
    requis: bool = False
    valeurs: tuple[str, ...] = ()


def table_csv(fields: Sequence[Field], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write a table; numbers are not rounded, an unknown value is an empty cell."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.nom for field in fields])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8")


def table_schema(
    nom: str, titre: str, description: str, fields: Sequence[Field], version: str
) -> dict[str, object]:
    """Return the Table Schema of a table, with its dialect's conventions."""
    return {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": nom,
        "title": titre,
        "description": description,
        "version": version,
        "missingValues": [""],
        "fields": [_descriptor(field) for field in fields],
    }


def as_json(document: object) -> bytes:
    """Write a JSON document, accents kept, numbers not rounded."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False, default=_iso)
    return f"{text}\n".encode()


def record(fields: Sequence[Field], row: Sequence[Value]) -> Mapping[str, Value]:
    """Return a row by column."""
    return {field.nom: value for field, value in zip(fields, row, strict=True)}


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return inert(value)
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return repr(value)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"valeur sans écriture JSON : {type(value).__name__}")


def _descriptor(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if field.requis:
        constraints["required"] = True
    if field.valeurs:
        constraints["enum"] = list(field.valeurs)
    found: dict[str, object] = {
        "name": field.nom,
        "type": field.type,
        "title": field.titre,
        "description": field.description,
    }
    return found | ({"constraints": constraints} if constraints else {})
