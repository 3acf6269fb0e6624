"""What the shipped font can print: an archivable PDF may hold no character without a glyph."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).resolve().parents[2] / "data" / "rapports" / "polices"
MISSING: Final = "□"


def printable(value: Any) -> Any:
    """Return JSON data with « □ » in place of each character that the font does not draw."""
    if isinstance(value, str):
        known = _drawn()
        return "".join(char if ord(char) in known or char == "\n" else MISSING for char in value)
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {name: printable(item) for name, item in value.items()}
    return value


@cache
def _drawn() -> frozenset[int]:
    """Return what every shipped style draws."""
    found = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)
