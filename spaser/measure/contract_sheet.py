"""Everything known of one contract that a perimeter may see: what was deposited, what counts it, what was paid and done on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from spaser.catalogue import Indicateur
from spaser.measure.asking import Parameters, Row, ask, ask_shaped
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike

Lien = Literal["lot", "accord_cadre", "subsequent", "meme_accord_cadre"]
_LONGEST_KEY = 400


@dataclass(frozen=True)
class Contrat:
    """A contract as its rows say it (see ``queries/explore/contrat.sql``); amounts in € HT, None where nothing was filled in.

    ``montant`` is the amount that every indicator counts (R3); ``fichier`` and ``ligne`` its first row.
    """

    contrat_no: int
    cle: str
    acheteur_siren: str
    contrat_id: str
    lot: str
    type_contrat: str | None
    id_accord_cadre: str | None
    objet: str | None
    procedure: str | None
    base_juridique: str | None
    cpv: str | None
    domaine: str
    famille: str | None
    dga: str
    direction: str | None
    territoire: str
    date_lancement: date | None
    date_signature: date | None
    jour: date | None
    jour_estime: bool
    fin: date | None
    duree_mois: int | None
    montant: Decimal | None
    montant_ht: Decimal | None
    montant_max_ht: Decimal | None
    montant_estime_ht: Decimal | None
    offres_recues: int | None
    statut: str | None
    perimetre: str
    dans_flux: bool
    marche_innovant: bool | None
    charte_jointe: bool | None
    fondement_reservation: str | None
    groupement: str | None
    heures_insertion_prevues: Decimal | None
    nb_titulaires: int | None
    part_pme: float | None
    fichier: str | None
    feuille: str | None
    ligne: int | None
    depose_le: datetime | None
    auteur: str | None


@dataclass(frozen=True)
class Reponse:
    """One answer on a consideration: subject, type of device (None: the column names none), answer, where it stands."""

    sujet: str
    type: str | None
    reponse: bool | None
    fichier: str | None
    ligne: int | None


@dataclass(frozen=True)
class Titulaire:
    """A holder on the day of notification; ``part`` in € HT, None where the extract does not give it (R6)."""

    siren: str
    identifiant: str
    nom: str | None
    role: str | None
    part: Decimal | None
    categorie: str | None
    tpe: bool | None
    insertion: bool | None
    type_insertion: str | None
    ess: bool | None
    esus: bool | None
    start_up: bool | None
    departement: str | None


@dataclass(frozen=True)
class DepenseAnnuelle:
    """What was paid on the contract's identifier in an exercice (€ HT); ``autres``: payments that are no purchase."""

    exercice: int
    montant: Decimal
    paiements: int
    autres: Decimal
    dernier: date


@dataclass(frozen=True)
class HeuresAnnuelles:
    """Insertion hours done in a year, and those contracted for the whole contract, as each row repeats them."""

    annee: int
    heures: Decimal
    contractualisees: Decimal | None
    lignes: int
    dernier: date


@dataclass(frozen=True)
class Modification:
    """An amendment that the import set aside (R2): its row as it was deposited, None for who may not see every name."""

    contenu: str | None
    fichier: str | None
    feuille: str | None
    ligne: int


@dataclass(frozen=True)
class ContratLie:
    """A contract linked to this one, and how."""

    lien: Lien
    cle: str
    objet: str | None
    jour: date | None
    montant: Decimal | None
    type_contrat: str | None


@dataclass(frozen=True)
class Compte:
    """How an indicator counts the contract: share that belongs (None: not known), € of the thing and of what belongs.

    ``dans_perimetre``: whether the indicator's own default perimeter holds it (A2).
    """

    code: str
    appartient: float | None
    montant: Decimal | None
    montant_min: Decimal | None
    montant_max: Decimal | None
    dans_perimetre: bool


@dataclass(frozen=True)
class Repere:
    """The amount that payments to date are compared with, € HT: the maximum of a framework that has one, else the counted one (R3)."""

    nom: Literal["maximum", "compte"]
    montant: Decimal


@dataclass(frozen=True)
class FicheContrat:
    """The sheet of a contract. Payments and hours are those that the perimeter may see."""

    contrat: Contrat
    reponses: tuple[Reponse, ...]
    titulaires: tuple[Titulaire, ...]
    depenses: tuple[DepenseAnnuelle, ...]
    heures: tuple[HeuresAnnuelles, ...]
    modifications: tuple[Modification, ...]
    lies: tuple[ContratLie, ...]
    comptes: tuple[Compte, ...]

    @property
    def paye(self) -> Decimal:
        """Purchases paid to date, € HT."""
        return sum((annee.montant for annee in self.depenses), Decimal(0))

    @property
    def repere(self) -> Repere | None:
        """What the payments are compared with; None when nothing says it, or when they are those of several lots."""
        contrat = self.contrat
        if self.identifiant_partage:
            return None
        if contrat.type_contrat == "accord_cadre" and contrat.montant_max_ht:
            return Repere("maximum", contrat.montant_max_ht)
        return Repere("compte", contrat.montant) if contrat.montant else None

    @property
    def a_des_subsequents(self) -> bool:
        """Whether subsequent contracts, paid under numbers of their own, carry some of the framework's execution."""
        return any(lie.lien == "subsequent" for lie in self.lies)

    @property
    def heures_realisees(self) -> Decimal:
        """Insertion hours done to date."""
        return sum((annee.heures for annee in self.heures), Decimal(0))

    @property
    def heures_dues(self) -> Decimal | None:
        """Hours contracted for: the largest that the extract of hours repeats, else those that the contract foresees."""
        dites = [annee.contractualisees for annee in self.heures if annee.contractualisees is not None]
        return max(dites) if dites else self.contrat.heures_insertion_prevues

    @property
    def identifiant_partage(self) -> bool:
        """Whether other contracts (lots) share the identifier, and so its payments and hours."""
        return any(lie.lien == "lot" for lie in self.lies)


def contract_sheet(version: VersionLike, cle: str, perimeter: Perimeter) -> FicheContrat | None:
    """Return the sheet of a contract; None when there is none, or none that the perimeter may see: nothing tells them apart."""
    if not cle or len(cle) > _LONGEST_KEY:
        return None
    parametres, noms = {"cle": cle, **perimeter.parametres()}, (perimeter.identites,)
    contrats = ask_shaped(Contrat, version, "explore/contrat", parametres)
    if not contrats:
        return None
    return FicheContrat(
        contrat=contrats[0],
        reponses=ask_shaped(Reponse, version, "explore/contrat_considerations", parametres),
        titulaires=ask_shaped(Titulaire, version, "explore/contrat_titulaires", parametres, noms),
        depenses=ask_shaped(DepenseAnnuelle, version, "explore/contrat_depenses", parametres),
        heures=ask_shaped(HeuresAnnuelles, version, "explore/contrat_heures", parametres),
        modifications=ask_shaped(Modification, version, "explore/contrat_modifications", parametres, noms),
        lies=ask_shaped(ContratLie, version, "explore/contrat_lies", parametres),
        comptes=_comptes(version, parametres),
    )


def _comptes(version: VersionLike, parametres: Parameters) -> tuple[Compte, ...]:
    """Ask every indicator on contracts whether it counts this one; those that do not are left out."""
    trouves = []
    for indicateur in version.catalogue.indicateurs:
        if "contrats" in indicateur.extraits:
            rangs = ask(version, "explore/contrat_fait", {**parametres, "vue": f"faits.{indicateur.vue}"})
            retenus = _en_vigueur(rangs, indicateur, version.date_pour(indicateur.extraits))
            if retenus:
                trouves.append(_compte(indicateur, retenus))
    return tuple(trouves)


def _en_vigueur(rangs: Sequence[Row], indicateur: Indicateur, observation: date | None) -> list[Row]:
    """Keep, for a stock, the facts that hold on the day at which the data stop."""
    if indicateur.periode == "annee" or observation is None:
        return list(rangs)
    return [rang for rang in rangs if rang["jour"] <= observation <= (rang["fin"] or date.max)]


def _compte(indicateur: Indicateur, rangs: Sequence[Row]) -> Compte:
    """Read several rows of one thing as the engine does: one « yes » suffices, else one unknown makes it unknown."""
    parts = [rang["appartient"] for rang in rangs]
    connues = [part for part in parts if part is not None]
    appartient = 1.0 if 1.0 in connues else None if None in parts else max(connues)
    premier = rangs[0]
    return Compte(
        code=indicateur.code,
        appartient=appartient,
        montant=premier["montant"],
        montant_min=premier["montant_min"],
        montant_max=premier["montant_max"],
        dans_perimetre=indicateur.perimetre_defaut == "tous" or premier["perimetre"] == "marches",
    )
