"""The levers of a screen: contracts that end within 36 months and planned purchases, ranked and paged, under filters and a perimeter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from spaser.measure.asking import ask, shaped
from spaser.measure.filters import Filters
from spaser.measure.levers_simulation import Candidat, Levier
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar, meme_jour

HORIZON_MOIS: Final = 36  # M8: « les contrats à échéance lointaine (deux à trois ans) »

_CONTRATS: Final = "F2.3"
_DEPENSES: Final = "X1"
_LEVIERS_SQL: Final[dict[Levier, str]] = {"F2.3": "environnement", "F2.4": "social", "X1": "solidaire"}


@dataclass(frozen=True)
class Totaux:
    """What the whole list holds: by nature, by answer (not « yes »: no, or not filled in), and € that what is still to decide could move."""

    total: int
    comptes: int
    a_renouveler: int
    a_programmer: int
    env_non: int
    env_inconnu: int
    soc_non: int
    soc_inconnu: int
    env_comptes_sans: int
    env_renouveles_sans: int
    soc_comptes_sans: int
    soc_renouveles_sans: int
    deplacable_a_decider: Decimal

    @property
    def a_decider(self) -> int:
        """Renewals and planned purchases: what can still be decided. They stand before the contracts notified in the year."""
        return self.a_renouveler + self.a_programmer

    def sans(self, levier: Levier) -> tuple[int, int]:
        """Return the contracts counted in the year, and those to come, that lack the consideration of a lever."""
        if levier == "F2.4":
            return self.soc_comptes_sans, self.soc_renouveles_sans
        return self.env_comptes_sans, self.env_renouveles_sans


@dataclass(frozen=True)
class PageDeLeviers:
    """Some levers, what can still be decided first, then the strongest; and the totals of the whole list (None when it is empty)."""

    candidats: tuple[Candidat, ...]
    totaux: Totaux | None


@dataclass(frozen=True)
class Echeances:
    """The observation date and the last end that is listed."""

    arrete: date
    horizon: date


def levers(
    version: VersionLike,
    levier: Levier,
    filters: Filters,
    perimeter: Perimeter,
    limit: int | None = None,
    offset: int = 0,
) -> PageDeLeviers:
    """List the levers of an indicator: what can still be decided, then what was notified in the year.

    In each, what lacks the consideration comes first (or the largest € for X1), then the largest amount.
    """
    return _ask(version, levier, filters, perimeter, None, limit, offset)


def chosen_levers(
    version: VersionLike, keys: Sequence[str], filters: Filters, perimeter: Perimeter
) -> tuple[Candidat, ...]:
    """Return the levers of these keys; a key that is not listed under the filters and the perimeter is left out."""
    if not keys:
        return ()
    return _ask(version, "F2.3", filters, perimeter, list(keys), None, 0).candidats


def due_dates(version: VersionLike, filters: Filters) -> Echeances:
    """Return the dates between which contracts end."""
    arrete = _calendar(version, filters, _CONTRATS).fenetre(filters.annee).arrete
    return Echeances(arrete, meme_jour(arrete, arrete.year + HORIZON_MOIS // 12))


def _calendar(version: VersionLike, filters: Filters, code: str) -> Calendar:
    return Calendar.de(filters, version.date_pour(version.catalogue.indicateur(code).extraits))


def _ask(
    version: VersionLike,
    levier: Levier,
    filters: Filters,
    perimeter: Perimeter,
    keys: list[str] | None,
    limit: int | None,
    offset: int,
) -> PageDeLeviers:
    contrats = _calendar(version, filters, _CONTRATS).fenetre(filters.annee)
    depenses = _calendar(version, filters, _DEPENSES).fenetre(filters.annee)
    choisis = filters.parametres(version.catalogue.indicateur(_CONTRATS))
    payes = filters.parametres(version.catalogue.indicateur(_DEPENSES))
    lignes = ask(
        version,
        "measure/leviers",
        {
            "levier": _LEVIERS_SQL[levier],
            "debut": contrats.debut,
            "arrete": contrats.arrete,
            "horizon": due_dates(version, filters).horizon,
            "depenses_debut": depenses.debut,
            "depenses_depuis": meme_jour(depenses.arrete, depenses.arrete.year - 1),
            "depenses_arrete": depenses.arrete,
            "perimetres_depenses": payes["perimetres"],
            "cles": keys,
            "limite": limit,
            "decalage": offset,
            **choisis,
            **perimeter.parametres(),
        },
    )
    if not lignes:
        return PageDeLeviers((), None)
    return PageDeLeviers(candidats=shaped(Candidat, lignes), totaux=shaped(Totaux, lignes[:1])[0])
