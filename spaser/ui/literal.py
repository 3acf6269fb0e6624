"""Text that comes from a file, shown as it is written: no Markdown, no link, no image, no invisible direction mark."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
_AUTOLINK: Final = re.compile(r"https?:|ftp:|www(?=\.)|@", re.IGNORECASE)
"""What a renderer turns into a link by itself: a word joiner after it, invisible, prevents that."""

_BREAKABLE: Final = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that a line may break at: the no-break spaces of a number or of « guillemets » stay."""

_LONGEST: Final = 160


def plain(text: str, longest: int = _LONGEST) -> str:
    """Return a text without control or direction marks, on one line, cut when it is too long."""
    visible = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    line = _BREAKABLE.sub(" ", visible).strip()
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def literal(text: str, longest: int = _LONGEST) -> str:
    """Return a text that a Markdown renderer shows letter for letter."""
    unlinked = _AUTOLINK.sub("\\g<0>\u2060", plain(text, longest))
    return _PUNCTUATION.sub(r"\\\1", unlinked)
