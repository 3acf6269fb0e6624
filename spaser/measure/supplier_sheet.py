"""Everything known of one supplier through the rows that a perimeter may see: names, statuses, payments, contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spaser.measure.asking import ask_shaped
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike

_LONGEST_KEY = 400


@dataclass(frozen=True)
class Fournisseur:
    """A legal unit; ``montant`` sums its purchases, ``autres`` its other payments (€ HT), since the first deposit."""

    siren: str
    paiements: int
    montant: Decimal
    autres: Decimal
    premier: date | None
    dernier: date | None
    contrats: int


@dataclass(frozen=True)
class Etablissement:
    """An identifier (SIRET) under one of its names, with its last known place; places are names."""

    identifiant: str
    nom: str | None
    montant: Decimal
    contrats: int
    departement: str | None
    commune: str | None
    territoire: str | None


@dataclass(frozen=True)
class LigneStatut:
    """A line of a suppliers' extract: what it says, for which period, from which source (R9)."""

    siret: str
    denomination: str | None
    categorie: str | None
    annee_categorie: int | None
    ess: bool | None
    esus: bool | None
    type_insertion: str | None
    parle_insertion: bool
    start_up: bool | None
    debut: date | None
    fin: date | None
    source: str
    charte_signee_le: date | None
    evaluation_date: date | None
    evaluation_rse: bool | None
    fichier: str | None
    ligne: int


@dataclass(frozen=True)
class DepenseParDomaine:
    """Purchases paid in an exercice for a domain, € HT net of cancellations."""

    exercice: int
    domaine: str
    montant: Decimal
    paiements: int


@dataclass(frozen=True)
class Rang:
    """A year and a domain in which the supplier is strategic; ``evalue`` None: nobody can tell (F1.2)."""

    annee: int
    domaine: str
    rang: int
    evalue: bool | None
    evaluation: date | None


@dataclass(frozen=True)
class ContratTenu:
    """A contract that the supplier holds, alone or with others; ``part`` None: not given (R6)."""

    total: int
    cle: str
    objet: str | None
    jour: date | None
    fin: date | None
    montant: Decimal | None
    role: str | None
    part: Decimal | None
    titulaires: int


@dataclass(frozen=True)
class Paiement:
    """A payment, with the file and the line that it comes from; negative when it cancels."""

    total: int
    cle: str
    jour: date
    montant: Decimal
    est_achat: bool
    domaine: str
    dga: str
    territoire: str
    contrat_id: str | None
    fichier: str | None
    ligne: int


@dataclass(frozen=True)
class FicheFournisseur:
    """The sheet of a supplier, its long lists apart (``contracts_held``, ``payments``)."""

    fournisseur: Fournisseur
    etablissements: tuple[Etablissement, ...]
    statuts: tuple[LigneStatut, ...]
    depenses: tuple[DepenseParDomaine, ...]
    rangs: tuple[Rang, ...]

    @property
    def nom(self) -> str:
        """The name to show: that of the latest suppliers' extract, else the one that was paid most, else the identifier."""
        listes = [statut.denomination for statut in self.statuts if statut.denomination]
        vus = [etablissement.nom for etablissement in self.etablissements if etablissement.nom]
        return (listes or vus or [self.fournisseur.siren])[0]

    @property
    def charte(self) -> date | None:
        """The day on which the charter was first signed, None when no extract says so (A13)."""
        return min((s.charte_signee_le for s in self.statuts if s.charte_signee_le), default=None)


def supplier_sheet(version: VersionLike, siren: str, perimeter: Perimeter) -> FicheFournisseur | None:
    """Return the sheet of a supplier; None when there is none, or no payment or contract of it that the perimeter may see.

    ``siren``: as other functions of the room gave it to this perimeter; a reference where the name is not shown.
    """
    if not siren or len(siren) > _LONGEST_KEY:
        return None
    parametres, noms = {"siren": siren, **perimeter.parametres()}, (perimeter.identites,)
    trouves = ask_shaped(Fournisseur, version, "explore/fournisseur", parametres, noms)
    if not trouves:
        return None
    # The list of a year that has not begun rests on an exercice that is not closed.
    derniere = version.date_donnees
    rangs = ask_shaped(Rang, version, "explore/fournisseur_rangs", parametres, noms)
    return FicheFournisseur(
        fournisseur=trouves[0],
        etablissements=ask_shaped(Etablissement, version, "explore/fournisseur_noms", parametres, noms),
        statuts=ask_shaped(LigneStatut, version, "explore/fournisseur_statuts", {"siren": siren}, noms),
        depenses=ask_shaped(DepenseParDomaine, version, "explore/fournisseur_depenses", parametres, noms),
        rangs=tuple(rang for rang in rangs if derniere is None or rang.annee <= derniere.year),
    )


def contracts_held(
    version: VersionLike, siren: str, perimeter: Perimeter, limit: int | None = None, offset: int = 0
) -> tuple[ContratTenu, ...]:
    """Return one page of the contracts of a supplier, the latest first; each line says how many there are in all."""
    parametres = {"siren": siren, "limite": limit, "decalage": offset, **perimeter.parametres()}
    noms = (perimeter.identites,)
    return ask_shaped(ContratTenu, version, "explore/fournisseur_contrats", parametres, noms)


def payments(
    version: VersionLike, siren: str, perimeter: Perimeter, limit: int | None = None, offset: int = 0
) -> tuple[Paiement, ...]:
    """Return one page of the payments to a supplier, the latest first; each line says how many there are in all."""
    parametres = {"siren": siren, "limite": limit, "decalage": offset, **perimeter.parametres()}
    noms = (perimeter.identites,)
    return ask_shaped(Paiement, version, "explore/fournisseur_paiements", parametres, noms)
