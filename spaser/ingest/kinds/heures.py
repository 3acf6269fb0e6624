"""Insertion hours: one row per contract and month (or quarter), and per public when the file says so."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

GENRE = Genre(
    nom="heures",
    libelle="un extrait d'heures d'insertion",
    colonnes=(
        Colonne(
            nom="contrat_id",
            type="identifiant",
            requis=True,
            alias=(
                "n° de marché",
                "n° marché",
                "numéro de marché",
                "marché",
                "contrat",
                "n° de contrat",
                "n° contrat",
                "numéro de contrat",
                "référence marché",
                "id contrat",
                "id marché",
                "référence du marché",
                "opération",
            ),
        ),
        Colonne(
            nom="mois",
            type="mois",
            requis=True,
            annee_dans="annee",
            alias=(
                "trimestre",
                "période",
                "mois de réalisation",
                "date",
                "mois / année",
                "mois concerné",
                "n° du mois",
                "période de réalisation",
            ),
        ),
        Colonne(nom="annee", type="annee", interne=True, alias=("année", "exercice", "année de réalisation")),
        Colonne(
            nom="heures_realisees",
            type="nombre",
            requis=True,
            alias=(
                "heures réalisées",
                "nombre d'heures réalisées",
                "nb heures réalisées",
                "heures",
                "nombre d'heures d'insertion réalisées",
                "heures d'insertion réalisées",
                "heures effectuées",
                "nombre d'heures",
                "total heures",
            ),
        ),
        Colonne(
            nom="heures_contractualisees",
            type="nombre",
            alias=(
                "heures contractualisées",
                "heures prévues",
                "engagement",
                "heures à réaliser",
                "nombre d'heures à réaliser",
                "nombre d'heures prévues",
                "objectif heures",
                "engagement horaire",
                "heures contractuelles",
                "heures d'insertion prévues",
            ),
        ),
        Colonne(
            nom="beneficiaires",
            type="entier",
            alias=("nombre de bénéficiaires", "nb bénéficiaires", "bénéficiaires", "salariés en insertion"),
        ),
        Colonne(
            nom="dont_femmes", type="entier", alias=("femmes", "dont femmes", "nombre de femmes", "nb femmes")
        ),
        Colonne(
            nom="dont_qpv",
            type="entier",
            alias=(
                "qpv",
                "dont qpv",
                "nombre qpv",
                "nb qpv",
                "issus des qpv",
                "habitants qpv",
                "résidents qpv",
                "dont résidents qpv",
            ),
        ),
        Colonne(
            nom="type_public", alias=("type de public", "public", "catégorie de public", "statut du public")
        ),
        Colonne(
            nom="type_structure",
            alias=("type de structure", "modalité", "modalité d'embauche", "structure type"),
        ),
        Colonne(
            nom="structure_siret",
            type="siret",
            alias=("siret structure", "siret de la structure", "siret", "siret employeur", "n° siret"),
        ),
        Colonne(nom="territoire", type="territoire", alias=("conseil de territoire", "ct")),
    ),
    exigences=(("contrat_id",), ("mois",), ("heures_realisees",)),
    temoins=("heures_realisees",),
    date_decisive="mois",
    etapes=("doublons", "controles"),
)
