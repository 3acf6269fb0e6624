"""The keys of counted things, noted by somebody who could see them, as somebody else may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from spaser.measure.asking import ask
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike


def shown_keys(version: VersionLike, keys: Collection[str], perimeter: Perimeter) -> Mapping[str, str | None]:
    """Return how each key is shown: a sole trader's number by its reference, None when it may not be shown at all (decision 020)."""
    if not keys:
        return {}
    parametres = {"cles": sorted(keys), **perimeter.parametres()}
    found = ask(version, "explore/cles_notees", parametres, (perimeter.identites,))
    return {row["cle"]: row["montree"] for row in found}
