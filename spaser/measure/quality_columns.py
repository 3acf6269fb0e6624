"""The columns whose completeness is followed: what a reader calls them, and which indicators are unknown where they are empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from spaser.catalogue import Catalogue, Indicateur

Extrait = Literal["contrats", "depenses", "fournisseurs", "heures"]
EXTRAITS: Final[tuple[Extrait, ...]] = get_args(Extrait)


@dataclass(frozen=True)
class ColonneSuivie:
    """A column of an extract; ``nom`` is that of the query, ``indicateurs`` the codes that an empty cell makes less sure (R7)."""

    extrait: Extrait
    nom: str
    titre: str
    indicateurs: tuple[str, ...] = ()


_TAILLE = ("F8.1", "F8.2")
_DEPENSES_INSERTION = ("F3.1", "F3.2", "F3.3", "F3.4", "L2")

COLONNES: Final[tuple[ColonneSuivie, ...]] = (
    ColonneSuivie(
        "contrats",
        "environnement",
        "Considération environnementale",
        ("F2.1", "F2.2", "F2.3", "L3", "X4", "X6"),
    ),
    ColonneSuivie("contrats", "social", "Considération sociale", ("F2.1", "F2.2", "X4", "X6")),
    ColonneSuivie("contrats", "inclusion_sociale", "Inclusion sociale", ("F2.4",)),
    ColonneSuivie("contrats", "egalite_fh", "Égalité femmes-hommes", ("F4.1", "F4.3")),
    ColonneSuivie("contrats", "discrimination", "Lutte contre les discriminations", ("F4.2", "F4.3")),
    ColonneSuivie("contrats", "dechets", "Déchets", ("F5.1", "F5.2")),
    ColonneSuivie("contrats", "plastique", "Plastique", ("F5.3",)),
    ColonneSuivie("contrats", "energie", "Énergie", ("F6.1",)),
    ColonneSuivie("contrats", "ges", "Gaz à effet de serre", ("F6.2",)),
    ColonneSuivie("contrats", "biodiversite", "Biodiversité", ("F6.3",)),
    ColonneSuivie("contrats", "reemploi", "Réemploi, recyclé, biosourcé", ("F7.1", "F7.2")),
    ColonneSuivie("contrats", "equitable", "Commerce équitable", ("F9.3",)),
    ColonneSuivie("contrats", "titulaire_siret", "SIRET des titulaires", ("F1.3",)),
    ColonneSuivie("contrats", "titulaire_taille", "Taille des titulaires", _TAILLE),
    ColonneSuivie("contrats", "titulaire_lieu", "Lieu des titulaires"),
    ColonneSuivie("contrats", "titulaire_ess", "Statut ESS des titulaires"),
    ColonneSuivie("contrats", "domaine", "Domaine d’achat"),
    ColonneSuivie("contrats", "dga", "DGA"),
    ColonneSuivie("contrats", "territoire", "Territoire"),
    ColonneSuivie("contrats", "montant", "Montant"),
    ColonneSuivie("contrats", "date_lancement", "Date de lancement", ("X8.3",)),
    ColonneSuivie("contrats", "fin", "Date de fin", ("X6", "X8.2")),
    ColonneSuivie("depenses", "fournisseur", "SIRET ou SIREN du fournisseur", ("X8",)),
    ColonneSuivie("depenses", "taille", "Taille du fournisseur", ("F8.3",)),
    ColonneSuivie("depenses", "lieu", "Lieu du fournisseur", ("X7", "F8.3")),
    ColonneSuivie("depenses", "insertion", "Insertion : ESAT, EA, SIAE…", _DEPENSES_INSERTION),
    ColonneSuivie("depenses", "ess", "Statut ESS du fournisseur", ("F9.1", "F9.2")),
    ColonneSuivie("depenses", "solidaire", "Entreprise solidaire", ("X1",)),
    ColonneSuivie("depenses", "contrat", "N° de contrat (achats hors contrat compris)", ("F9.1", "F9.2")),
    ColonneSuivie("depenses", "famille", "Famille classée (plastique)", ("X5",)),
    ColonneSuivie("depenses", "nature", "Nature de la dépense", ("F1.4",)),
    ColonneSuivie("depenses", "delai", "Dates de facture et de paiement", ("X9", "X9.2")),
    ColonneSuivie("depenses", "domaine", "Domaine d’achat"),
    ColonneSuivie("depenses", "dga", "DGA"),
    ColonneSuivie("depenses", "territoire", "Territoire"),
    ColonneSuivie("fournisseurs", "en_liste", "Présent dans une liste déposée"),
    ColonneSuivie("fournisseurs", "siret", "SIRET"),
    ColonneSuivie("fournisseurs", "categorie", "Catégorie (PME, ETI, GE)", ("F8.1", "F8.2", "F8.3")),
    ColonneSuivie("fournisseurs", "tpe", "TPE ou non"),
    ColonneSuivie("fournisseurs", "departement", "Département", ("X7", "F8.3")),
    ColonneSuivie("fournisseurs", "commune", "Commune"),
    ColonneSuivie("fournisseurs", "insertion", "Insertion : ESAT, EA, SIAE…", _DEPENSES_INSERTION),
    ColonneSuivie("fournisseurs", "ess", "ESS", ("F9.1", "F9.2")),
    ColonneSuivie("fournisseurs", "esus", "Agrément ESUS", ("X1", "L1")),
    ColonneSuivie("fournisseurs", "start_up", "Jeune pousse", ("F10.3", "F10.4")),
    ColonneSuivie("heures", "contrat_retrouve", "Contrat retrouvé dans les extraits"),
    ColonneSuivie("heures", "heures_contractualisees", "Heures contractualisées"),
    ColonneSuivie("heures", "type_public", "Public"),
    ColonneSuivie("heures", "type_structure", "Structure d’insertion"),
    ColonneSuivie("heures", "beneficiaires", "Bénéficiaires"),
    ColonneSuivie("heures", "dont_femmes", "Dont femmes"),
    ColonneSuivie("heures", "dont_qpv", "Dont habitants de QPV"),
    ColonneSuivie("heures", "territoire", "Territoire"),
)


def columns_of(extrait: Extrait) -> tuple[ColonneSuivie, ...]:
    """Return the columns of an extract, those that decide indicators first."""
    return tuple(colonne for colonne in COLONNES if colonne.extrait == extrait)


def dependents(catalogue: Catalogue, colonne: ColonneSuivie) -> tuple[Indicateur, ...]:
    """Return the indicators that a column makes less sure, among those that the catalogue defines."""
    codes = set(colonne.indicateurs)
    return tuple(indicateur for indicateur in catalogue.indicateurs if indicateur.code in codes)
