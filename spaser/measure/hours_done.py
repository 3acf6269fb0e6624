"""Insertion hours done, beyond their total: by quarter, public, structure and territoire, and who did them.

Hours count in the month in which they were done, for contracts of any year (X2). Same perimeter, filters and observation
date as the indicator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spaser.catalogue import Catalogue
from spaser.measure.asking import ask
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.situated import Lieu
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

_HOURS = "X2"
_CENTIEMES = 100


@dataclass(frozen=True)
class Ventilation:
    """Hours of one quarter, public, kind of structure or territoire; ``valeur`` is None where the rows do not say which.

    ``avant`` is the same days of N-1, ``avant_entier`` the whole of N-1; None where no row of the extracts tells of them.
    """

    valeur: str | None
    heures: float | None
    avant: float | None
    avant_entier: float | None


@dataclass(frozen=True)
class PartBeneficiaires:
    """How many beneficiaries are women (or live in a QPV), as far as the rows say; unknown is never no (R7).

    ``lignes_muettes``: rows that do not say how many beneficiaries they are about, out of ``lignes``.
    """

    connus: int
    beneficiaires: int
    inconnus: int
    lignes_muettes: int
    lignes: int

    @property
    def basse(self) -> float | None:
        """The share that is sure, a fraction; None when nothing is known."""
        return self.connus / self.beneficiaires if self.inconnus < self.beneficiaires else None

    @property
    def haute(self) -> float | None:
        """The share if every unknown were a yes."""
        if self.inconnus >= self.beneficiaires:
            return None
        return (self.connus + self.inconnus) / self.beneficiaires

    @property
    def completude(self) -> float | None:
        """Share of the beneficiaries of whom it is known."""
        return 1 - self.inconnus / self.beneficiaires if self.beneficiaires else None


@dataclass(frozen=True)
class HeuresVentilees:
    """The hours of a year until ``arrete``; every tuple sums to ``heures``, the largest first (quarters in their order)."""

    annee: int
    arrete: date
    heures: float | None
    avant: float | None
    avant_entier: float | None
    trimestres: tuple[Ventilation, ...]
    publics: tuple[Ventilation, ...]
    structures: tuple[Ventilation, ...]
    territoires: tuple[Ventilation, ...]
    femmes: PartBeneficiaires
    qpv: PartBeneficiaires


class Sommes(NamedTuple):
    """What rows of hours add up to: this year until the observation date, the same days of N-1 (« avant »), the whole of N-1.

    Hours are in hundredths. Persons are those of this year: ``femmes_inconnues`` (``qpv_inconnus``) are of the rows that do not say how many
    are women (in a QPV).
    """

    lignes: int = 0
    lignes_avant: int = 0
    lignes_avant_entier: int = 0
    heures: int = 0
    heures_avant: int = 0
    heures_avant_entier: int = 0
    beneficiaires: int = 0
    femmes: int = 0
    femmes_inconnues: int = 0
    qpv: int = 0
    qpv_inconnus: int = 0
    lignes_sans_beneficiaires: int = 0

    @classmethod
    def de(cls, faites: Iterable[Faites]) -> Sommes:
        """Add up."""
        return cls(*map(sum, zip(*(faite.sommes for faite in faites), strict=True)))


@dataclass(frozen=True)
class Faites:
    """Hours of one quarter, public, kind of structure and place. Wordings that differ by case or accents have one ``public``."""

    trimestre: str
    public: str | None
    public_ecrit: str | None
    structure: str | None
    structure_ecrite: str | None
    lieu: Lieu
    sommes: Sommes


@dataclass(frozen=True)
class HeuresFaites:
    """Every hour of a year until ``arrete`` and of the year before: the same for every filter on segments."""

    annee: int
    arrete: date
    par_lieu: Mapping[Lieu, tuple[Faites, ...]]


def hours_done(version: VersionLike, filters: Filters, perimeter: Perimeter) -> HeuresFaites:
    """Read the hours of the year and of N-1, whatever their segments, in one statement."""
    calendrier = Calendar.de(filters, version.date_pour(("heures",)))
    fenetre, avant = calendrier.fenetre(filters.annee), calendrier.fenetre(filters.annee - 1)
    lignes = ask(
        version,
        "measure/heures_faites",
        {
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "debut_avant": avant.debut,
            "arrete_avant": avant.arrete,
            **perimeter.parametres(),
        },
    )
    par_lieu: dict[Lieu, list[Faites]] = defaultdict(list)
    for ligne in lignes:
        lieu = Lieu(*(str(ligne.pop(nom)) for nom in ("domaine", "dga", "territoire", "perimetre")))
        sommes = Sommes(**{nom: ligne.pop(nom) for nom in Sommes._fields})
        par_lieu[lieu].append(Faites(**ligne, lieu=lieu, sommes=sommes))
    return HeuresFaites(
        filters.annee, fenetre.arrete, {lieu: tuple(faites) for lieu, faites in par_lieu.items()}
    )


def hours_breakdown(done: HeuresFaites, filters: Filters, catalogue: Catalogue) -> HeuresVentilees:
    """Return the hours of the year, broken down, of the segments that the filters ask for. Pure."""
    indicateur = catalogue.indicateur(_HOURS)
    faites = [
        faite
        for lieu, du_lieu in done.par_lieu.items()
        if lieu.demande(filters, indicateur)
        for faite in du_lieu
    ]
    ensemble = Sommes.de(faites)
    tout = _ventilation(None, ensemble, ensemble)
    trimestres = _groupes(faites, lambda faite: faite.trimestre)
    return HeuresVentilees(
        annee=done.annee,
        arrete=done.arrete,
        heures=tout.heures,
        avant=tout.avant,
        avant_entier=tout.avant_entier,
        trimestres=tuple(
            _ventilation(trimestre, sommes, sommes)
            for trimestre, sommes in sorted(
                (str(trimestre), Sommes.de(groupe)) for trimestre, groupe in trimestres.items()
            )
        ),
        publics=_classees(faites, ensemble, lambda f: f.public, lambda f: f.public_ecrit),
        structures=_classees(faites, ensemble, lambda f: f.structure, lambda f: f.structure_ecrite),
        territoires=_classees(faites, ensemble, lambda f: f.lieu.territoire, lambda f: f.lieu.territoire),
        femmes=_part(ensemble, ensemble.femmes, ensemble.femmes_inconnues),
        qpv=_part(ensemble, ensemble.qpv, ensemble.qpv_inconnus),
    )


def _groupes(
    faites: Iterable[Faites], par: Callable[[Faites], str | None]
) -> Mapping[str | None, list[Faites]]:
    groupes: dict[str | None, list[Faites]] = defaultdict(list)
    for faite in faites:
        groupes[par(faite)].append(faite)
    return groupes


def _ventilation(valeur: str | None, sommes: Sommes, temoin: Sommes) -> Ventilation:
    """Read sums; ``temoin`` tells which years the extracts tell of (the whole for a public, the quarter itself for a quarter)."""
    return Ventilation(
        valeur=valeur,
        heures=sommes.heures / _CENTIEMES if temoin.lignes else None,
        avant=sommes.heures_avant / _CENTIEMES if temoin.lignes_avant else None,
        avant_entier=sommes.heures_avant_entier / _CENTIEMES if temoin.lignes_avant_entier else None,
    )


def _classees(
    faites: Iterable[Faites],
    ensemble: Sommes,
    par: Callable[[Faites], str | None],
    ecrit: Callable[[Faites], str | None],
) -> tuple[Ventilation, ...]:
    """Sort by hours, what is not filled in at the end; a value without hours in either window is left out."""
    ventilations = (
        _ventilation(
            min((e for e in map(ecrit, groupe) if e is not None), default=None),
            Sommes.de(groupe),
            ensemble,
        )
        for groupe in _groupes(faites, par).values()
    )
    dites = (v for v in ventilations if v.heures or v.avant)
    return tuple(sorted(dites, key=lambda v: (v.valeur is None, -(v.heures or 0), v.valeur or "")))


def _part(ensemble: Sommes, connus: int, inconnus: int) -> PartBeneficiaires:
    return PartBeneficiaires(
        connus=connus,
        beneficiaires=ensemble.beneficiaires,
        inconnus=inconnus,
        lignes_muettes=ensemble.lignes_sans_beneficiaires,
        lignes=ensemble.lignes,
    )
