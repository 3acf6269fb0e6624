"""What a map says under the pointer: French, readable on any page, and never cut by the edges of the map on a phone."""

from __future__ import annotations

from functools import cache
from typing import Final

from spaser.geography import Level, middles, spans

TEMPLATE: Final = (
    '<div style="transform:translate(-{recul}%,{montee})"><div style="background:#1B2733;color:#FFFFFF;font-size:13px;border-radius:4px;'
    'padding:6px 10px;max-width:165px"><b>{nom}</b><br>{titre} : {texte_part}<br>Montant : {texte_montant}<br>{compte}</div></div>'
)
STYLE: Final = {"backgroundColor": "transparent", "padding": "0", "marginTop": "14px"}
"""deck.gl puts the container right of the pointer: the bubble inside steps back by a share of its width, or up above it."""

_WIDTH: Final = 165
_PHONE: Final = 358
_TILE: Final = 512
_CENTRED: Final = 0.5
BELOW: Final = "0px"
ABOVE: Final = "calc(-100% - 28px)"


@cache
def step_back(level: Level, code: str, longitude: float, zoom: float) -> int:
    """Return by how many hundredths of its width the bubble of a place stands left of the pointer.

    Half, unless some of the place is so near an edge of a phone's map that half would be cut there.
    """
    west, east = spans(level)[code]
    scale = _TILE * 2**zoom / 360
    left, right = (_PHONE / 2 + (degree - longitude) * scale for degree in (west, east))
    most, least = left / _WIDTH, 1 - (_PHONE - right) / _WIDTH
    share = max(least, min(_CENTRED, most)) if least <= most else (least + most) / 2
    return round(100 * min(1.0, max(0.0, share)))


@cache
def side(level: Level, code: str, latitude: float) -> str:
    """Return how far the bubble of a place climbs: above the pointer in the southern half of the map, else below it."""
    return ABOVE if middles(level)[code][1] < latitude else BELOW
