"""Search over contracts and suppliers, and the lists of contracts to look at: by what is typed, in a perimeter, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

import duckdb

from spaser.measure.asking import Parameters, Row, ask, shaped
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar, Window

Liste = Literal["sans-environnement", "sans-social", "sans-consideration", "accords-cadres-a-echeance"]
"""Contracts that an alert opens: of the exercise without a consideration, or frameworks that end soon without one."""

Reponse = Literal["non", "inconnu"]

_COUNTED_AS: Final = "F2.3"
_SEARCHED_AS: Final = "X8.2"
_SPENT_AS: Final = "X7"
_EMPTY_WORDS: Final = (
    *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "n", "ou", "par", "pour"),
    *("sur", "un", "une"),
)


class SearchError(ValueError):
    """A version that cannot be searched; the message is French and says what to do."""


@dataclass(frozen=True)
class Demande:
    """What is looked for. ``texte`` empty finds everything; ``toutes`` leaves the exercise aside.

    ``liste`` keeps the contracts of a list, ``montant_min`` those of at least so many € HT, ``reponse`` those that answer « no »
    or do not answer (R7).
    """

    texte: str = ""
    toutes: bool = False
    liste: Liste | None = None
    montant_min: float | None = None
    reponse: Reponse | None = None


@dataclass(frozen=True)
class ContratTrouve:
    """A contract of the answers. ``environnement`` and ``social`` are three-valued; ``rang`` 3: nearly spelled so."""

    cle: str
    objet: str | None
    type_contrat: str | None
    jour: date | None
    fin: date | None
    montant: Decimal | None
    domaine: str
    dga: str
    territoire: str
    titulaires: str | None
    environnement: bool | None
    social: bool | None
    rang: int


@dataclass(frozen=True)
class FournisseurTrouve:
    """A legal unit of the answers: purchases paid (€ HT) and contracts notified in the period, under the filters."""

    siren: str
    nom: str
    identifiants: int
    montant: Decimal
    paiements: int
    dernier: date | None
    contrats: int
    rang: int


@dataclass(frozen=True)
class Contrats:
    """One page of contracts: how many there are in all, of which nearly spelled so, and how many the exercise leaves out.

    ``non`` and ``inconnus`` count, in a list, the answers « no » and those not given.
    """

    total: int
    approchants: int
    ailleurs: int
    non: int
    inconnus: int
    lignes: tuple[ContratTrouve, ...]


@dataclass(frozen=True)
class Fournisseurs:
    """One page of suppliers: how many there are in all, of which nearly spelled so, and how many the filters leave out."""

    total: int
    approchants: int
    ailleurs: int
    lignes: tuple[FournisseurTrouve, ...]


def contracts(
    version: VersionLike,
    demande: Demande,
    filters: Filters,
    perimeter: Perimeter,
    limit: int | None = None,
    offset: int = 0,
) -> Contrats:
    """Find contracts notified in the exercise, up to the observation date; best answers first, then the latest.

    A list counts as F2.3 does (flow R1, perimeter A2), frameworks at their end on the observation date whatever their exercise.

    Raises:
        SearchError: the version was published before it could be searched.
    """
    fenetre = _fenetre(version, filters, "contrats")
    indicateur = version.catalogue.indicateur(_COUNTED_AS if demande.liste else _SEARCHED_AS)
    rangs = _ask(
        version,
        "explore/contrats",
        {
            "texte": demande.texte,
            "vides": list(_EMPTY_WORDS),
            "liste": demande.liste,
            "reponse": demande.reponse,
            "montant_min": demande.montant_min,
            "toutes": demande.toutes and demande.liste is None,
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "mois": version.catalogue.reglages.alerte_echeance_mois,
            "limite": limit,
            "decalage": offset,
            **filters.parametres(indicateur),
            **perimeter.parametres(),
        },
        perimeter,
    )
    comptes = {nom: rangs[0][nom] for nom in ("total", "approchants", "ailleurs", "non", "inconnus")}
    lignes = shaped(ContratTrouve, (rang for rang in rangs if rang["cle"] is not None))
    return Contrats(**comptes, lignes=lignes)


def suppliers(
    version: VersionLike,
    demande: Demande,
    filters: Filters,
    perimeter: Perimeter,
    limit: int | None = None,
    offset: int = 0,
) -> Fournisseurs:
    """Find suppliers paid, or holding a contract notified, in the exercise; best answers first, then the largest amount.

    Raises:
        SearchError: the version was published before it could be searched.
    """
    depenses, contrats = (_fenetre(version, filters, extrait) for extrait in ("depenses", "contrats"))
    rangs = _ask(
        version,
        "explore/fournisseurs",
        {
            "texte": demande.texte,
            "vides": list(_EMPTY_WORDS),
            "toutes": demande.toutes,
            "debut": depenses.debut,
            "arrete": depenses.arrete,
            "debut_contrats": contrats.debut,
            "arrete_contrats": contrats.arrete,
            "limite": limit,
            "decalage": offset,
            **filters.parametres(version.catalogue.indicateur(_SPENT_AS)),
            **perimeter.parametres(),
        },
        perimeter,
    )
    comptes = {nom: rangs[0][nom] for nom in ("total", "approchants", "ailleurs")}
    lignes = shaped(FournisseurTrouve, (rang for rang in rangs if rang["siren"] is not None))
    return Fournisseurs(**comptes, lignes=lignes)


def _fenetre(version: VersionLike, filters: Filters, extrait: str) -> Window:
    return Calendar.de(filters, version.date_pour((extrait,))).fenetre(filters.annee)


def _ask(version: VersionLike, query: str, parametres: Parameters, perimeter: Perimeter) -> list[Row]:
    try:
        return ask(version, query, parametres, macros=("explore/mots_proches", perimeter.identites))
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise SearchError(
            "Cette version a été publiée avant que la recherche n'existe sous cette forme : reconstruisez-la "
            "(« python -m spaser reconstruire »), ou publiez un nouveau dépôt."
        ) from error
