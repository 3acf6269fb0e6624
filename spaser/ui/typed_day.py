"""A day typed as French people write it: Streamlit 1.67's calendar field speaks English to a screen reader, and cannot be emptied."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

YEARS: Final = range(2000, 2100)
"""Years that a day may be in."""

_DAY: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})")


def typed_day(text: str, label: str) -> date | None:
    """Read a day (30/09/2026, 30-9-26, 2026-09-30); None when nothing is typed.

    Raises:
        ValueError: no such day; the message is French and names the field.
    """
    typed = text.strip()
    if not typed:
        return None
    parts = _DAY.fullmatch(typed)
    try:
        if parts is None:
            found = date.fromisoformat(typed)
        else:
            day, month, year = (int(part) for part in parts.groups())
            found = date(year + (2000 if len(parts[3]) == len("26") else 0), month, day)
    except ValueError as error:
        raise ValueError(f"{label} illisible : écrivez jj/mm/aaaa, par exemple 31/12/2026.") from error
    if found.year not in YEARS:
        raise ValueError(f"{label} : l’année doit être comprise entre {YEARS[0]} et {YEARS[-1]}.")
    return found
