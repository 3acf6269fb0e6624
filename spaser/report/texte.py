"""Text of a document: what comes from a file is data, what is written in French follows French typography. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from spaser.francais import NARROW

NO_BREAK: Final = "\u00a0"
_BLANKS: Final = re.compile(rf"[^\S{NO_BREAK}{NARROW}]+")
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_BEFORE_HIGH: Final = re.compile(rf"[ {NO_BREAK}](?=[;!?»%‰€](?!\w))")
_AFTER_QUOTE: Final = re.compile(rf"(?<=«)[ {NO_BREAK}]")
_BEFORE_COLON: Final = re.compile(r" (?=:(?:\s|$))")
_LONGEST: Final = 2_000


def clean(text: str, longest: int = _LONGEST) -> str:
    """Return a text of a file on one line, without control, direction or unassigned characters, cut when it is too long."""
    visible = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    line = _BLANKS.sub(" ", visible).strip()
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def french(text: str) -> str:
    """Return a text of ours or of the schema with French spaces and apostrophes; its words are not touched."""
    typed = _APOSTROPHE.sub("’", clean(text, 20_000))
    typed = _AFTER_QUOTE.sub(NARROW, _BEFORE_HIGH.sub(NARROW, typed))
    return _BEFORE_COLON.sub(NO_BREAK, typed)
