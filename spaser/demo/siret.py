"""Identifiers that pass every key and belong to nobody.

The public Sirene stock, sorted by SIREN, begins with 000 325 175, 001 807 254 and then 005 410 220: no unit has ever been
published between the second and the third. SIREN have been given in sequence, upwards, for decades, so the hole stays a hole. The
demonstration draws all its SIREN from 002 000 000 – 004 999 999, which also gives every one of them leading zeros to lose.
"""

import random
from collections.abc import Iterator

PREMIER_SIREN = 2_000_000
DERNIER_SIREN = 4_999_999


def luhn_valide(chiffres: str) -> bool:
    """Say whether the digits pass the Luhn key that SIREN and SIRET share."""
    return _somme(chiffres) % 10 == 0


def siret(siren: str, etablissement: int) -> str:
    """Give the SIRET of the nth establishment of a SIREN: 9 digits, 4 digits of rank, a Luhn key."""
    base = f"{siren}{etablissement:04d}"
    return base + _cle(base)


def sirens(alea: random.Random) -> Iterator[str]:
    """Give distinct SIREN of the unattributed block, in an order that the seed decides."""
    racines = range(PREMIER_SIREN // 10, DERNIER_SIREN // 10 + 1)
    depart = alea.randrange(len(racines))
    # A step prime with the 300 000 roots of the block visits each one once.
    for rang in range(len(racines)):
        base = f"{racines[(depart + rang * 7_919) % len(racines)]:08d}"
        yield base + _cle(base)


def _cle(base: str) -> str:
    return str(-_somme(base + "0") % 10)


def _somme(chiffres: str) -> int:
    somme = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (1 + rang % 2)
        somme += valeur - 9 if valeur > 9 else valeur
    return somme
