"""The words of a sheet: codes of the extracts in French, amounts, dates and answers that may be missing. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from spaser import francais as fr
from spaser.measure import Perimeter
from spaser.measure.contract_sheet import Repere

STATES: Final = {
    "notifie": "Notifié",
    "resilie": "Résilié",
    "sans_suite": "Sans suite",
    "infructueux": "Infructueux",
    "en_cours": "En cours",
}
GROUPINGS: Final = {"aucun": "Pas de groupement", "conjoint": "Conjoint", "solidaire": "Solidaire"}
ROLES: Final = {"mandataire": "Mandataire", "cotraitant": "Cotraitant", "seul": "Titulaire seul"}
DEVICES: Final = {
    "clause": "Clause",
    "critere": "Critère",
    "spec_technique": "Spécification technique",
    "marche_reserve": "Marché réservé",
    "lot_reserve": "Lot réservé",
}
LINKS: Final = {
    "lot": "Même numéro (autre lot)",
    "accord_cadre": "Accord-cadre de ce marché",
    "subsequent": "Marché subséquent",
    "meme_accord_cadre": "Même accord-cadre",
}
PERIMETRES: Final = {"marches": "Marchés", "concessions": "Concessions"}
OWN_NUMBERS: Final = "Les marchés subséquents, payés sous leur propre numéro, n’y sont pas compris."


def text(value: str | None) -> str:
    """Say a text of a file; an absent one is « non renseigné »."""
    return fr.NOT_FILLED if value is None or not value.strip() else value


def deposited(row: str | None, perimeter: Perimeter) -> str:
    """Say a row as its file wrote it, names included: to whoever may see every name."""
    return (
        text(row)
        if perimeter.nominatif
        else "montrée au responsable du SPASER seul : elle peut porter un nom"
    )


def coded(value: str | None, words: dict[str, str]) -> str:
    """Say a code of the extracts; one that has no word is shown as it is."""
    return fr.NOT_FILLED if value is None else words.get(value, value)


def role(code: str | None, holders: int) -> str:
    """Say the role of a holder; an extract says « seul » of each holder of a framework with several, who are no group."""
    return "Titulaire" if code == "seul" and holders > 1 else coded(code, ROLES)


def day(value: date | None) -> str:
    """Say a date."""
    return fr.NOT_FILLED if value is None else fr.day(value)


def amount(value: Decimal | None, decimals: int = 0) -> str:
    """Say an amount."""
    return fr.NOT_FILLED if value is None else fr.euros(value, decimals)


def paid_share(paid: Decimal, repere: Repere | None) -> str | None:
    """Say how much of its reference is paid; None when nothing says the reference."""
    if repere is None:
        return None
    name = "maximum de l’accord-cadre" if repere.nom == "maximum" else "montant compté"
    return f"{fr.rate(float(paid / repere.montant), decimals=0)} du {name} ({fr.euros_short(repere.montant)})"


def yes_no(value: bool | None) -> str:
    """Say a three-valued answer, in words and shapes: unknown is never « non » (R7)."""
    if value is None:
        return f"◌ {fr.NOT_FILLED}"
    return "●\u00a0oui" if value else "○\u00a0non"


def insertion(value: bool | None, kind: str | None) -> str:
    """Say whether a supplier is of the insertion or disability sector, and of which kind."""
    return f"●\u00a0{kind}" if value and kind else yes_no(value)


def kept(whole: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """Say the part of an amount that an indicator keeps; one that counts contracts keeps none, though their amount is known."""
    if whole is not None and low is None and high is None:
        return fr.NOT_APPLICABLE
    return between(low, high)


def between(low: Decimal | None, high: Decimal | None) -> str:
    """Say an amount that is only known to stand between two others (R6)."""
    if low is None or high is None or low == high:
        return amount(low)
    return f"de {fr.euros(low)} à {fr.euros(high)}"


def size(category: str | None, tpe: bool | None) -> str:
    """Say the size of an enterprise."""
    if category is None:
        return fr.NOT_FILLED
    return "TPE (0-9 salariés)" if category == "PME" and tpe else category


def origin(file: str | None, line: int | None) -> str:
    """Say the file and the line that a row comes from."""
    if file is None:
        return fr.NOT_FILLED
    return file if line is None else f"{file}, ligne {fr.count(line)}"
