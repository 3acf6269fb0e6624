"""What can be chosen in the filters: years of a version, values of its segments. Lists pass by the perimeter too."""

from __future__ import annotations

from typing import Literal
from weakref import WeakKeyDictionary

from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.store import sql

Dimension = Literal["domaine", "dga", "territoire"]

_ANNEES: WeakKeyDictionary[VersionLike, tuple[int, ...]] = WeakKeyDictionary()
"""A version never changes."""


def years(version: VersionLike) -> tuple[int, ...]:
    """Return the years that the deposits of contracts or spending cover, oldest first (those of any deposit failing that)."""
    connues = _ANNEES.get(version)
    if connues is None:
        lues = version.cursor().execute(sql("measure/annees")).fetchall()
        connues = _ANNEES[version] = tuple(annee for (annee,) in lues)
    return connues


def segments(version: VersionLike, dimension: Dimension, perimeter: Perimeter) -> tuple[str, ...]:
    """Return the values of a segment that stand in the facts and that the perimeter may see, sorted.

    Values that the reference lists do not know are among them, as written, and « Non affecté » where cells were empty.
    """
    trouves: set[str] = set()
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    for vue in dict.fromkeys(indicateur.vue for indicateur in version.catalogue.indicateurs):
        parametres = {"vue": f"faits.{vue}", "dimension": dimension, **perimeter.parametres()}
        trouves.update(valeur for (valeur,) in cursor.execute(sql("measure/segments"), parametres).fetchall())
    return tuple(sorted(trouves))
