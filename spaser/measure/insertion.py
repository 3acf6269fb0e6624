"""The contracts that owe insertion hours, and what was done for them (X2). Same perimeter, filters and observation date as the indicator."""

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
