"""French numbers, rates, amounts and dates: the one module that turns a value into words, on a screen and in a terminal.

Narrow no-break spaces (U+202F) stand between thousands and before units, the comma is decimal, the minus sign is U+2212.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, TypeVar

NARROW: Final = "\u202f"
MINUS: Final = "\u2212"

NOT_APPLICABLE: Final = "non applicable"
NOT_FILLED: Final = "non renseigné"
UNKNOWN: Final = "–"

MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

_Known = TypeVar("_Known")

_UNIT_WORDS: Final = {"heures": "h", "jours": "j", "nombre": ""}
_THOUSAND: Final = 1_000
_SCALES: Final = ((1_000_000_000, "Md€", 2), (1_000_000, "M€", 1), (10_000, "k€", 0))


def number(value: float | Decimal, decimals: int = 0, *, trim: bool = False) -> str:
    """Write a number: 1 234,5. ``trim`` drops decimals that are all zero (0,50 → 0,5 ; 3,0 → 3)."""
    quantum = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(quantum, rounding=ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else ""
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    if trim:
        fraction = fraction.rstrip("0")
    return sign + whole.replace(",", NARROW) + (f",{fraction}" if fraction else "")


def or_dash(value: _Known | None, write: Callable[[_Known], str]) -> str:
    """Write a value, or « – » when there is none."""
    return UNKNOWN if value is None else write(value)


def count(value: float | Decimal) -> str:
    """Write a count; fractions of a contract (R6) show up to two decimals."""
    return number(value, 2, trim=True)


def rate(value: float, unit: str = "%", decimals: int = 1) -> str:
    """Write a fraction as a rate: 0.298 → 29,8 %; nothing is clamped (1.12 → 112,0 %)."""
    factor = _THOUSAND if unit == "‰" else 100
    return f"{number(Decimal(str(value)) * factor, decimals)}{NARROW}{unit}"


def share_known(value: float) -> str:
    """Write a completeness without decimals, rounded down: what is missing always shows (0,968 → 96 %, 0,9999 → 99 %)."""
    whole = (Decimal(str(value)) * 100).to_integral_value(rounding=ROUND_FLOOR)
    return f"{number(whole)}{NARROW}%"


def euros(value: float | Decimal, decimals: int = 0) -> str:
    """Write a whole amount: 13 968 980 €."""
    return f"{number(value, decimals)}{NARROW}€"


def euros_short(value: float | Decimal) -> str:
    """Write an amount as it is said: 1,30 Md€, 14,0 M€, 845 k€, 9 512 €."""
    amount = Decimal(str(value))
    for scale, word, decimals in _SCALES:
        if abs(amount) >= scale:
            divisor = _THOUSAND if word == "k€" else scale
            return f"{number(amount / divisor, decimals)}{NARROW}{word}"
    return euros(amount)


def quantity(value: float | Decimal, unit: str, decimals: int = 1) -> str:
    """Write a value in its indicator's own unit (%, ‰, €, heures, jours, nombre)."""
    if unit in {"%", "‰"}:
        return rate(float(value), unit, decimals if unit == "%" else max(decimals, 2))
    if unit == "€":
        return euros_short(value)
    text = (
        number(value, 1, trim=True)
        if unit == "jours"
        else number(value)
        if unit == "heures"
        else count(value)
    )
    word = _UNIT_WORDS.get(unit, "")
    return f"{text}{NARROW}{word}" if word else text


def change(value: float, unit: str, decimals: int = 1) -> str:
    """Write a change from N-1: points for a rate (a difference of fractions), per cent for everything else (R8)."""
    if unit == "‰":
        return f"{_signed(Decimal(str(value)) * _THOUSAND, 2)}{NARROW}‰"
    text = _signed(Decimal(str(value)) * 100, decimals)
    if unit == "%":
        plural = "" if abs(round(value * 100, decimals)) < 2 else "s"  # noqa: PLR2004 – French counts from two
        return f"{text}{NARROW}point{plural}"
    return f"{text}{NARROW}%"


def day(value: date) -> str:
    """Write a date: 12/03/2025."""
    return f"{value:%d/%m/%Y}"


def moment(value: datetime) -> str:
    """Write a date and its hour: 12/03/2025 à 14 h 05."""
    return f"{value:%d/%m/%Y} à {value.hour}{NARROW}h{NARROW}{value:%M}"


def day_in_words(value: date) -> str:
    """Write a date in a sentence: 1er mars 2025."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    return f"{ordinal} {MONTHS[value.month - 1]} {value.year}"


def plural(value: float, singular: str, many: str | None = None) -> str:
    """Write a count and its noun, in the plural from two."""
    word = singular if abs(value) < 2 else many or f"{singular}s"  # noqa: PLR2004 – French counts from two
    return f"{count(value)}{NARROW}{word}"


def _signed(value: Decimal, decimals: int) -> str:
    text = number(value, decimals)
    if text.strip("0,") == "":
        return text
    return text if text.startswith(MINUS) else f"+{text}"
