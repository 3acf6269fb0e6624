"""What the alerts are made of, besides the measures: contracts, hours and means counted under a filter and a perimeter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from spaser.measure.asking import ask
from spaser.measure.filters import Filters
from spaser.measure.insertion import hours_due
from spaser.measure.perimeter import Perimeter
from spaser.measure.roadmap import FeuilleDeRoute
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar
from spaser.store import sql

_CONTRATS, _HEURES = "F2.3", "X2"


@dataclass(frozen=True)
class SansConsideration:
    """Contracts of a list: those that say no, and those that do not say (R7); € HT."""

    non: int = 0
    inconnus: int = 0
    montant_non: Decimal = Decimal(0)
    montant_inconnus: Decimal = Decimal(0)

    @property
    def total(self) -> int:
        """All contracts of the list."""
        return self.non + self.inconnus


@dataclass(frozen=True)
class HeuresSansRealisation:
    """Contracts that owe insertion hours and of which no hour is known."""

    contrats: int = 0
    heures_dues: float = 0.0


@dataclass(frozen=True)
class ContratsSansHeure:
    """The contracts without any hour, whatever the segments: hours due by contract. The same for every filter on segments."""

    arrete: date
    dues: Mapping[str, float]


@dataclass(frozen=True)
class Constats:
    """The counts of the alerts. ``moyens_en_retard`` holds the codes of the late means, the latest first."""

    grands_contrats: SansConsideration = SansConsideration()
    accords_cadres: SansConsideration = SansConsideration()
    heures: HeuresSansRealisation = HeuresSansRealisation()
    moyens_en_retard: tuple[str, ...] = ()


def findings(
    version: VersionLike, filters: Filters, perimeter: Perimeter, sans_heure: ContratsSansHeure | None = None
) -> Constats:
    """Count what the alerts are about, but for the means (``late_means``); what a catalogue does not measure is not counted.

    ``sans_heure``: what ``contracts_without_hours`` says, where it is already known.
    """
    connus = {indicateur.code for indicateur in version.catalogue.indicateurs}
    listes = _contrats(version, filters, perimeter) if _CONTRATS in connus else {}
    return Constats(
        grands_contrats=listes.get("sans-consideration", SansConsideration()),
        accords_cadres=listes.get("accords-cadres-a-echeance", SansConsideration()),
        heures=_heures(
            version, filters, perimeter, sans_heure or contracts_without_hours(version, filters, perimeter)
        ),
    )


def _contrats(version: VersionLike, filters: Filters, perimeter: Perimeter) -> dict[str, SansConsideration]:
    fenetre = Calendar.de(filters, version.date_pour(("contrats",))).fenetre(filters.annee)
    reglages = version.catalogue.reglages
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    trouves = cursor.execute(
        sql("measure/alertes_contrats"),
        {
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "montant_min": reglages.alerte_montant_contrat,
            "mois": reglages.alerte_echeance_mois,
            **filters.parametres(version.catalogue.indicateur(_CONTRATS)),
            **perimeter.parametres(),
        },
    ).fetchall()
    return {liste: SansConsideration(*comptes) for liste, *comptes in trouves}


def contracts_without_hours(
    version: VersionLike, filters: Filters, perimeter: Perimeter
) -> ContratsSansHeure:
    """Return the contracts that owe hours and of which no hour is known, at the observation date.

    Without any extract of hours nothing is known of what was done: there is none.
    """
    if all(indicateur.code != _HEURES for indicateur in version.catalogue.indicateurs):
        return ContratsSansHeure(date.min, {})
    dues = hours_due(version, all_segments(filters), perimeter, "aucune", limit=None)
    if dues.premier_mois is None:
        return ContratsSansHeure(dues.arrete, {})
    return ContratsSansHeure(dues.arrete, {contrat.contrat_id: contrat.dues for contrat in dues.page})


def all_segments(filters: Filters) -> Filters:
    """Return the filters without their segments, concessions included."""
    return replace(filters, domaines=(), dga=(), territoires=(), perimetre="tous")


def _heures(
    version: VersionLike, filters: Filters, perimeter: Perimeter, sans_heure: ContratsSansHeure
) -> HeuresSansRealisation:
    if not sans_heure.dues:
        return HeuresSansRealisation()
    lignes = ask(
        version,
        "measure/contrats_demandes",
        {
            "contrats": list(sans_heure.dues),
            "arrete": sans_heure.arrete,
            **filters.parametres(version.catalogue.indicateur(_HEURES)),
            **perimeter.parametres(),
        },
    )
    dues = [sans_heure.dues[ligne["contrat_id"]] for ligne in lignes]
    return HeuresSansRealisation(len(dues), sum(dues))


def late_means(feuille: FeuilleDeRoute) -> tuple[str, ...]:
    """Return the codes of the late means of a roadmap, the latest first."""
    moyens = [moyen for moyen in feuille.moyens if moyen.en_retard]
    return tuple(moyen.code for moyen in sorted(moyens, key=lambda moyen: -(moyen.retard or 0)))
