"""Insertion hours beyond their total: by quarter, public, structure and territoire, who did them, and the contracts that owe some.

Hours count in the month in which they were done, for contracts of any year (X2). Same perimeter, filters and observation
date as the indicator.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spaser.catalogue import Catalogue
from spaser.measure.asking import Row, ask
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.situated import Lieu
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

ListeDues = Literal["aucune", "retard"]

_HOURS = "X2"


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


@dataclass(frozen=True)
class ContratDu:
    """A contract that owes hours. ``cle`` is None when no deposited contract has this identifier; ``lots`` counts its lots.

    ``part_ecoulee``: share of its time gone by, None without dates. ``commence_avant``: it began before the first month that the
    extracts of hours tell of, so that hours done earlier are not known. ``etat``: the list that it belongs to, or « recent », or neither.
    """

    contrat_id: str
    cle: str | None
    objet: str | None
    lots: int
    debut: date | None
    fin: date | None
    dues: float
    realisees: float
    part_ecoulee: float | None
    commence_avant: bool
    etat: ListeDues | Literal["recent"] | None
    lieux: tuple[Lieu, ...]


@dataclass(frozen=True)
class ContratsDus:
    """Every contract that owes hours in a year at an observation date, the most hours due first; the same for every filter on segments.

    ``premier_mois`` is None when no extract of hours is seen: then nothing is known of what was done.
    """

    arrete: date
    premier_mois: date | None
    contrats: tuple[ContratDu, ...]


@dataclass(frozen=True)
class HeuresDues:
    """Contracts that owe hours in the year: totals, and one page of a list, the most hours due first.

    ``premier_mois`` is None when no extract of hours is seen: then nothing is known of what was done. ``sans_heure`` and
    ``en_retard`` count the contracts of the two lists; ``recents`` those without any hour that have just begun (setting); ``sans_date`` those whose time gone by cannot be told.
    """

    arrete: date
    premier_mois: date | None
    contrats: int
    dues: float
    realisees: float
    sans_heure: int
    dues_sans_heure: float
    recents: int
    en_retard: int
    sans_date: int
    commences_avant: int
    page: tuple[ContratDu, ...]


def hours_breakdown(version: VersionLike, filters: Filters, perimeter: Perimeter) -> HeuresVentilees:
    """Return the hours of the year, broken down, in one statement."""
    calendrier = Calendar.de(filters, version.date_pour(("heures",)))
    fenetre, avant = calendrier.fenetre(filters.annee), calendrier.fenetre(filters.annee - 1)
    lignes = ask(
        version,
        "measure/heures_ventilees",
        {
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "debut_avant": avant.debut,
            "arrete_avant": avant.arrete,
            **filters.parametres(version.catalogue.indicateur(_HOURS)),
            **perimeter.parametres(),
        },
    )
    (ensemble,) = (ligne for ligne in lignes if ligne["dimension"] == "ensemble")
    tout = _ventilation(ensemble, ensemble)
    dimensions = {
        nom: tuple(_ventilation(ligne, ensemble) for ligne in lignes if ligne["dimension"] == nom)
        for nom in ("public", "structure", "territoire")
    }
    return HeuresVentilees(
        annee=filters.annee,
        arrete=fenetre.arrete,
        heures=tout.heures,
        avant=tout.avant,
        avant_entier=tout.avant_entier,
        trimestres=tuple(
            sorted(
                (_ventilation(ligne, ligne) for ligne in lignes if ligne["dimension"] == "trimestre"),
                key=lambda trimestre: trimestre.valeur or "",
            )
        ),
        publics=_classees(dimensions["public"]),
        structures=_classees(dimensions["structure"]),
        territoires=_classees(dimensions["territoire"]),
        femmes=_part(ensemble, "femmes", "femmes_inconnues"),
        qpv=_part(ensemble, "qpv", "qpv_inconnus"),
    )


def contracts_owing(version: VersionLike, filters: Filters, perimeter: Perimeter) -> ContratsDus:
    """Return the contracts that owe hours in the year, whatever their segments.

    Late: under ``alerte_heures_part`` (setting) of what the elapsed share of the contract would ask.
    """
    fenetre = Calendar.de(filters, version.date_pour(("heures",))).fenetre(filters.annee)
    lignes = ask(
        version,
        "measure/heures_dues",
        {
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "ecoule_min": version.catalogue.reglages.alerte_heures_ecoule_min,
            "part_attendue": version.catalogue.reglages.alerte_heures_part,
            **perimeter.parametres(),
        },
    )
    return ContratsDus(
        fenetre.arrete,
        _jour(lignes[0]["premier_mois"]),
        tuple(_contrat(ligne) for ligne in lignes if ligne["contrat_id"] is not None),
    )


def hours_due(
    dus: ContratsDus, filters: Filters, catalogue: Catalogue, liste: ListeDues, limit: int, offset: int = 0
) -> HeuresDues:
    """Return hours done against hours due, and one page of the contracts without any hour, or late on the time gone by. Pure."""
    indicateur = catalogue.indicateur(_HOURS)
    contrats = [c for c in dus.contrats if any(lieu.demande(filters, indicateur) for lieu in c.lieux)]
    de_la_liste = [contrat for contrat in contrats if contrat.etat == liste]
    sans_heure = [contrat for contrat in contrats if contrat.etat == "aucune"]
    return HeuresDues(
        arrete=dus.arrete,
        premier_mois=dus.premier_mois,
        contrats=len(contrats),
        dues=math.fsum(contrat.dues for contrat in contrats),
        realisees=math.fsum(contrat.realisees for contrat in contrats),
        sans_heure=len(sans_heure),
        recents=sum(contrat.etat == "recent" for contrat in contrats),
        dues_sans_heure=math.fsum(contrat.dues for contrat in sans_heure),
        en_retard=sum(contrat.etat == "retard" for contrat in contrats),
        sans_date=sum(contrat.part_ecoulee is None for contrat in contrats),
        commences_avant=sum(contrat.commence_avant for contrat in contrats),
        page=tuple(de_la_liste[offset : offset + limit]),
    )


def _ventilation(ligne: dict[str, object], temoin: dict[str, object]) -> Ventilation:
    """Read a line; ``temoin`` tells which years the extracts tell of (the whole for a public, the quarter itself for a quarter)."""
    return Ventilation(
        valeur=None if ligne["valeur"] is None else str(ligne["valeur"]),
        heures=_nombre(ligne["heures"]) if temoin["lignes"] else None,
        avant=_nombre(ligne["heures_avant"]) if temoin["lignes_avant"] else None,
        avant_entier=_nombre(ligne["heures_avant_entier"]) if temoin["lignes_avant_entier"] else None,
    )


def _classees(ventilations: tuple[Ventilation, ...]) -> tuple[Ventilation, ...]:
    """Sort by hours, what is not filled in at the end; a value without hours in either window is left out."""
    dites = (v for v in ventilations if v.heures or v.avant)
    return tuple(sorted(dites, key=lambda v: (v.valeur is None, -(v.heures or 0), v.valeur or "")))


def _part(ensemble: dict[str, object], connus: str, inconnus: str) -> PartBeneficiaires:
    return PartBeneficiaires(
        connus=_entier(ensemble[connus]),
        beneficiaires=_entier(ensemble["beneficiaires"]),
        inconnus=_entier(ensemble[inconnus]),
        lignes_muettes=_entier(ensemble["lignes_sans_beneficiaires"]),
        lignes=_entier(ensemble["lignes"]),
    )


def _contrat(ligne: Row) -> ContratDu:
    ecoulee = ligne["part_ecoulee"]
    return ContratDu(
        contrat_id=str(ligne["contrat_id"]),
        cle=None if ligne["cle"] is None else str(ligne["cle"]),
        objet=None if ligne["objet"] is None else str(ligne["objet"]),
        lots=_entier(ligne["lots"] or 0),
        debut=_jour(ligne["jour"]),
        fin=_jour(ligne["fin"]),
        dues=_nombre(ligne["heures_dues"]),
        realisees=_nombre(ligne["heures_realisees"]),
        part_ecoulee=None if ecoulee is None else _nombre(ecoulee),
        commence_avant=bool(ligne["commence_avant"]),
        etat=ligne["etat"],
        lieux=tuple(Lieu(**lieu) for lieu in ligne["lieux"]),
    )


def _nombre(valeur: object) -> float:
    return float(str(valeur))


def _entier(valeur: object) -> int:
    return int(str(valeur))


def _jour(valeur: object) -> date | None:
    return valeur if isinstance(valeur, date) else None
