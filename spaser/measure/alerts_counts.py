"""What the alerts are made of, besides the measures: contracts, hours and means counted under a filter and a perimeter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spaser.catalogue import Catalogue
from spaser.measure.asking import Row, ask
from spaser.measure.filters import Filters
from spaser.measure.insertion import contracts_owing
from spaser.measure.perimeter import Perimeter
from spaser.measure.roadmap import FeuilleDeRoute
from spaser.measure.situated import Lieu, all_segments
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

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


@dataclass(frozen=True, slots=True)
class Candidat:
    """A contract that an alert may be about. ``reponse``: False or None (not given, R7); ``poids``: € HT, or hours due."""

    lieux: tuple[Lieu, ...]
    reponse: bool | None
    poids: Decimal


@dataclass(frozen=True)
class Candidats:
    """The contracts of each alert at an observation date, whatever the segments: the same for every filter on them."""

    grands_contrats: tuple[Candidat, ...] = ()
    accords_cadres: tuple[Candidat, ...] = ()
    heures: tuple[Candidat, ...] = ()


@dataclass(frozen=True)
class Constats:
    """The counts of the alerts. ``moyens_en_retard`` holds the codes of the late means, the latest first."""

    grands_contrats: SansConsideration = SansConsideration()
    accords_cadres: SansConsideration = SansConsideration()
    heures: HeuresSansRealisation = HeuresSansRealisation()
    moyens_en_retard: tuple[str, ...] = ()


def findings(version: VersionLike, filters: Filters, perimeter: Perimeter) -> Constats:
    """Count what the alerts are about, but for the means (``late_means``); what a catalogue does not measure is not counted."""
    return counted(candidates(version, all_segments(filters), perimeter), filters, version.catalogue)


def candidates(version: VersionLike, filters: Filters, perimeter: Perimeter) -> Candidats:
    """Return the contracts that alerts may be about at the observation date; segments do not narrow them."""
    connus = {indicateur.code for indicateur in version.catalogue.indicateurs}
    listes = _contrats(version, filters, perimeter) if _CONTRATS in connus else {}
    return Candidats(
        grands_contrats=tuple(listes.get("sans-consideration", ())),
        accords_cadres=tuple(listes.get("accords-cadres-a-echeance", ())),
        heures=_heures(version, filters, perimeter) if _HEURES in connus else (),
    )


def counted(candidats: Candidats, filters: Filters, catalogue: Catalogue) -> Constats:
    """Count the candidates that the filters ask for. Pure."""

    def asked(found: tuple[Candidat, ...], code: str) -> list[Candidat]:
        if not found:
            return []
        indicateur = catalogue.indicateur(code)
        return [c for c in found if any(lieu.demande(filters, indicateur) for lieu in c.lieux)]

    heures = asked(candidats.heures, _HEURES)
    return Constats(
        grands_contrats=_sans_consideration(asked(candidats.grands_contrats, _CONTRATS)),
        accords_cadres=_sans_consideration(asked(candidats.accords_cadres, _CONTRATS)),
        heures=HeuresSansRealisation(len(heures), float(sum(c.poids for c in heures))),
    )


def _sans_consideration(found: list[Candidat]) -> SansConsideration:
    non = [c.poids for c in found if c.reponse is False]
    inconnus = [c.poids for c in found if c.reponse is None]
    return SansConsideration(len(non), len(inconnus), sum(non, Decimal(0)), sum(inconnus, Decimal(0)))


def _contrats(version: VersionLike, filters: Filters, perimeter: Perimeter) -> dict[str, list[Candidat]]:
    fenetre = Calendar.de(filters, version.date_pour(("contrats",))).fenetre(filters.annee)
    reglages = version.catalogue.reglages
    lignes = ask(
        version,
        "measure/alertes_contrats",
        {
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "montant_min": reglages.alerte_montant_contrat,
            "mois": reglages.alerte_echeance_mois,
            **perimeter.parametres(),
        },
    )
    listes: dict[str, list[Candidat]] = {}
    for ligne in lignes:
        montant = ligne["montant"] if ligne["montant"] is not None else Decimal(0)
        listes.setdefault(ligne["liste"], []).append(Candidat((_lieu(ligne),), ligne["reponse"], montant))
    return listes


def _heures(version: VersionLike, filters: Filters, perimeter: Perimeter) -> tuple[Candidat, ...]:
    """Without any extract of hours nothing is known of what was done: that is no alert."""
    dus = contracts_owing(version, filters, perimeter)
    if dus.premier_mois is None:
        return ()
    return tuple(
        Candidat(contrat.lieux, None, Decimal(str(contrat.dues)))
        for contrat in dus.contrats
        if contrat.etat == "aucune"
    )


def _lieu(ligne: Row) -> Lieu:
    return Lieu(ligne["domaine"], ligne["dga"], ligne["territoire"], ligne["perimetre"])


def late_means(feuille: FeuilleDeRoute) -> tuple[str, ...]:
    """Return the codes of the late means of a roadmap, the latest first."""
    moyens = [moyen for moyen in feuille.moyens if moyen.en_retard]
    return tuple(moyen.code for moyen in sorted(moyens, key=lambda moyen: -(moyen.retard or 0)))
