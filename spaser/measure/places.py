"""Figures that no indicator holds: where the paid suppliers are.

They go through the same perimeter, filters and observation date as every indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spaser.measure.asking import ask
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

Niveau = Literal["commune", "departement", "territoire"]

_SPENDING = "X7"


@dataclass(frozen=True)
class Lieu:
    """What the suppliers of one place were paid, in € HT. ``lieu``: see ``queries/measure/lieux.sql``; None: not located.

    ``part_pme`` and ``part_total`` are fractions; ``part_pme`` is None where no supplier's size is known (R7).
    """

    lieu: str | None
    fournisseurs: int
    montant: float
    montant_pme: float
    montant_inconnu: float
    montant_departement: float
    part_pme: float | None
    part_total: float | None


def places(version: VersionLike, niveau: Niveau, filters: Filters, perimeter: Perimeter) -> tuple[Lieu, ...]:
    """Return the places of a level, the largest amount first; the spending perimeter is that of X7 (P1 by default, A9)."""
    fenetre = Calendar.de(filters, version.date_pour(("depenses",))).fenetre(filters.annee)
    lignes = ask(
        version,
        "measure/lieux",
        {
            "niveau": niveau,
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            **filters.parametres(version.catalogue.indicateur(_SPENDING)),
            **perimeter.parametres(),
        },
    )
    total = sum(float(str(ligne["montant"])) for ligne in lignes)
    return tuple(sorted((_lieu(ligne, total) for ligne in lignes), key=lambda lieu: -lieu.montant))


def _lieu(ligne: dict[str, object], total: float) -> Lieu:
    montant, pme, inconnu = (float(str(ligne[nom])) for nom in ("montant", "montant_pme", "montant_inconnu"))
    lieu = ligne["lieu"]
    return Lieu(
        lieu=None if lieu is None else str(lieu),
        fournisseurs=int(str(ligne["fournisseurs"])),
        montant=montant,
        montant_pme=pme,
        montant_inconnu=inconnu,
        montant_departement=float(str(ligne["montant_departement"])),
        part_pme=pme / montant if montant > 0 and inconnu < montant else None,
        part_total=montant / total if total > 0 else None,
    )
