"""What a reader of facts adds up: the sums of a year, and nothing that the facts do not say."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tests.facts.entrepot import Fait

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sommes:
    """€ of the denominator, € that surely belongs, € that possibly belongs."""

    total: Decimal
    sur: Decimal
    possible: Decimal


def sommes(faits: Iterable[Fait], annee: int | None = None) -> Sommes:
    """Sums of the facts, those of one year if told."""
    gardes = [fait for fait in faits if annee is None or fait.jour.year == annee]
    return Sommes(
        total=sum((fait.montant or ZERO for fait in gardes), ZERO),
        sur=sum((fait.montant_min or ZERO for fait in gardes), ZERO),
        possible=sum((fait.montant_max or ZERO for fait in gardes), ZERO),
    )


def montants(total: float | str, sur: float | str, possible: float | str) -> Sommes:
    """The sums that a test expects."""
    return Sommes(Decimal(str(total)), Decimal(str(sur)), Decimal(str(possible)))
