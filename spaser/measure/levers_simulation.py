"""What ticking some levers would do to a rate: exact, pure, indicative (it is not part of the SPASER).

For F2.3 and F2.4 (n contracts with the consideration out of N): a contract counted in the year that lacks it and gets it
gives (n + 1) ÷ N; a renewal or a planned purchase is one more contract, (n + 1) ÷ (N + 1). What already has it changes nothing.
For X1 (S ÷ D): the € mandated on the contract and moved to solidarity enterprises give (S + m) ÷ D. Nothing is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from spaser.measure.exact import Fraction
from spaser.measure.model import Measure

Levier = Literal["F2.3", "F2.4", "X1"]
Nature = Literal["compte", "renouvellement", "besoin"]

LEVIERS: Final[tuple[Levier, ...]] = ("F2.3", "F2.4", "X1")

# € have two decimals, counts are whole: the double of a measure gives them back exactly.
_CENTIMES: Final = 100


@dataclass(frozen=True)
class Candidat:
    """A contract that ends soon, or a planned purchase. Amounts in € HT; ``environnement`` and ``social`` None when not filled in.

    ``deplacable``: € of the year shown that did not surely go to solidarity enterprises; None where it cannot be told.
    """

    cle: str
    nature: Nature
    objet: str | None
    contrat_id: str | None
    domaine: str
    dga: str
    territoire: str
    jour: date | None
    fin: date | None
    lancement: date | None
    besoins: str | None
    opportunites: str | None
    montant: Decimal | None
    environnement: bool | None
    social: bool | None
    depense_12_mois: Decimal | None
    deplacable: Decimal | None
    fichier: str | None
    ligne: int | None

    def deja(self, levier: Levier) -> bool | None:
        """Return whether it already has what the lever would give; None when not filled in, and always for X1."""
        return {"F2.3": self.environnement, "F2.4": self.social}.get(levier)


@dataclass(frozen=True)
class Base:
    """A rate before any lever: numerator and denominator (contracts, or €), and its target when it has one."""

    numerateur: Fraction
    denominateur: Fraction
    cible: Fraction | None

    @classmethod
    def de(cls, mesure: Measure) -> Base:
        """Return the base of a measured rate, exactly."""
        return cls(
            numerateur=_exact(mesure.numerateur),
            denominateur=_exact(mesure.denominateur or 0.0),
            cible=None if mesure.cible is None else Fraction(str(mesure.cible)),
        )

    @property
    def taux(self) -> Fraction | None:
        """The rate; None when nothing is counted."""
        return self.numerateur / self.denominateur if self.denominateur > 0 else None

    def manque(self, levier: Levier) -> Fraction | None:
        """Return what the target lacks: ⌈target·N⌉ − n contracts, target·D − S € for X1; None without target or population."""
        if self.cible is None or self.denominateur <= 0:
            return None
        voulu = self.cible * self.denominateur
        return (voulu if levier == "X1" else Fraction(math.ceil(voulu))) - self.numerateur


@dataclass(frozen=True)
class Simulation:
    """A rate before and after the levers ticked, and how many of them move it."""

    levier: Levier
    avant: Base
    apres: Base
    actifs: int
    inconnus: int

    @property
    def effet(self) -> Fraction | None:
        """The change, as a difference of fractions."""
        avant, apres = self.avant.taux, self.apres.taux
        return None if avant is None or apres is None else apres - avant


def simuler(base: Base, levier: Levier, candidats: Sequence[Candidat]) -> Simulation:
    """Apply levers together to a rate. ``inconnus`` counts those ticked whose answer is « non renseigné », not « non »."""
    actifs = [c for c in candidats if _agit(c, levier)]
    if levier == "X1":
        deplace = sum((Fraction(c.deplacable or 0) for c in actifs), Fraction(0))
        apres = Base(base.numerateur + deplace, base.denominateur, base.cible)
    else:
        ajoutes = sum(c.nature != "compte" for c in actifs)
        apres = Base(base.numerateur + len(actifs), base.denominateur + ajoutes, base.cible)
    return Simulation(
        levier=levier,
        avant=base,
        apres=apres,
        actifs=len(actifs),
        inconnus=0 if levier == "X1" else sum(c.deja(levier) is None for c in actifs),
    )


def effet(base: Base, levier: Levier, candidat: Candidat) -> Fraction | None:
    """Return the effect of one lever alone; None where it cannot be told (no population, no spending that can be told)."""
    if levier == "X1" and candidat.deplacable is None:
        return None
    return simuler(base, levier, (candidat,)).effet


def _agit(candidat: Candidat, levier: Levier) -> bool:
    if levier == "X1":
        return bool(candidat.deplacable)
    return candidat.deja(levier) is not True


def _exact(valeur: float) -> Fraction:
    return Fraction(valeur).limit_denominator(_CENTIMES)
