"""Numbers, amounts and dates as a French reader writes them (narrow no-break spaces, decimal comma)."""

from datetime import date

NARROW = "\u202f"
NO_BREAK = "\u00a0"
UNKNOWN = "–"


def number(value: float | None, decimals: int = 0) -> str:
    """Return `1 234,5`; « – » when there is no value."""
    if value is None:
        return UNKNOWN
    text = f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")
    return text.replace("-", "−", 1) if text.startswith("-") else text


def percent(value: float | None, decimals: int = 1) -> str:
    """Return `29,8 %` from the fraction 0.298."""
    return UNKNOWN if value is None else f"{number(value * 100, decimals)}{NARROW}%"


def per_thousand(value: float | None, decimals: int = 2) -> str:
    """Return `0,42 ‰` from the fraction 0.00042."""
    return UNKNOWN if value is None else f"{number(value * 1000, decimals)}{NARROW}‰"


def euros(value: float | None, decimals: int = 0) -> str:
    """Return `1 234 €`."""
    return UNKNOWN if value is None else f"{number(value, decimals)}{NARROW}€"


def day(value: date | None) -> str:
    """Return `12/03/2025`."""
    return UNKNOWN if value is None else f"{value:%d/%m/%Y}"


def quantity(value: float | None, unit: str) -> str:
    """Return a value in the unit of an indicator: `%`, `‰`, `€`, `nombre`, `heures` or `jours`."""
    match unit:
        case "%":
            return percent(value)
        case "‰":
            return per_thousand(value)
        case "€":
            return euros(value)
        case "jours":
            return UNKNOWN if value is None else f"{number(value, 1)}{NO_BREAK}jours"
        case "heures":
            return UNKNOWN if value is None else f"{number(value)}{NO_BREAK}h"
        case _:
            return UNKNOWN if value is None else number(value, 0 if value == int(value) else 1)
