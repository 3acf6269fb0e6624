"""The figures that everybody shows: one ``Measure`` per whole or segment, one ``FactRow`` per counted thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from spaser.measure.statuses import Statut

Segmentation = Literal["domaine", "dga", "territoire", "trimestre", "annee", "avant", "exercices"]
"""« avant » is the same figure at the end of the quarter before the observation date; « exercices » are the whole years before."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, with what is needed to judge and to explain it.

    Rates are fractions (0.298), never rounded, never clamped; amounts are € HT. For indicators on things ``numerateur``,
    ``denominateur`` and ``inconnus`` are counts (fractions allowed, R6) and ``montant`` the € of the numerator; for spending
    they are €; for numbers and hours ``numerateur`` is the value. ``ecart`` is a difference of fractions for rates and a
    relative change otherwise (R8). A value is None where the denominator is 0 and where nothing at all is known (R7).

    ``statut`` and the fields from ``annee_jugee`` on judge the last closed year ≤ ``annee`` (see ``progress``); the value shown is
    that of ``annee`` at ``arrete``. ``provisoire``: the period is not closed, or completeness is under the setting (R7).
    """

    code: str
    annee: int
    segment: str | None
    valeur: float | None
    numerateur: float
    denominateur: float | None
    inconnus: float
    borne_basse: float | None
    borne_haute: float | None
    montant: float | None
    montant_haut: float | None
    montant_total: float | None
    part_montant: float | None
    completude: float | None
    n_moins_1: float | None
    ecart: float | None
    cible: float | None
    annee_cible: int | None
    statut: Statut
    arrete: date
    provisoire: bool
    effectif: int
    annee_jugee: int | None = None
    valeur_jugee: float | None = None
    annee_base: int | None = None
    valeur_base: float | None = None
    ecart_cible: float | None = None
    manque: float | None = None
    rythme: float | None = None
    rythme_requis: float | None = None
    projection: float | None = None
    annee_projection: int | None = None
    tendance: Statut | None = None
    """The plain change from N-1 at the same date (favorable, stable, défavorable…), whatever the target; None in years signed without it."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One counted thing behind a figure, with the deposit and the line that decide it.

    ``appartient`` is the share that belongs to the numerator, None when not known. ``montant`` is the € of the thing,
    ``montant_min`` and ``montant_max`` those that surely and possibly belong to the numerator.
    """

    cle: str
    jour: date
    appartient: float | None
    montant: Decimal | None
    montant_min: Decimal | None
    montant_max: Decimal | None
    domaine: str
    dga: str
    territoire: str
    perimetre: str
    fichier: str | None
    ligne: int | None
