"""How a statement of this room is asked: on a cursor of its own, behind the door of the perimeter, its rows by name."""

from __future__ import annotations

from collections.abc import Mapping

from spaser.measure.version import VersionLike
from spaser.store import sql


def ask(version: VersionLike, query: str, parametres: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the rows of a statement of ``queries/``, each by the names of its columns."""
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    cursor.execute(sql(query), parametres)
    noms = [colonne[0] for colonne in cursor.description or ()]
    return [dict(zip(noms, ligne, strict=True)) for ligne in cursor.fetchall()]
