"""Planned purchases."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

GENRE = Genre(
    nom="programmation",
    libelle="une programmation d'achats",
    colonnes=(
        Colonne(
            nom="besoin_id",
            type="identifiant",
            requis=True,
            alias=(
                "id besoin",
                "n° besoin",
                "n° du besoin",
                "numéro du besoin",
                "référence du besoin",
                "référence besoin",
                "code besoin",
                "identifiant du besoin",
                "besoin",
                "n° de projet d'achat",
                "id projet",
                "référence",
                "projet d'achat",
            ),
        ),
        Colonne(
            nom="annee",
            type="annee",
            requis=True,
            alias=(
                "année",
                "exercice",
                "année de programmation",
                "millésime",
                "année de lancement",
                "année prévue",
            ),
        ),
        Colonne(
            nom="intitule",
            requis=True,
            alias=(
                "intitulé",
                "titre",
                "objet",
                "libellé",
                "intitulé du besoin",
                "objet du besoin",
                "désignation",
                "intitulé du projet",
            ),
        ),
        Colonne(
            nom="domaine",
            type="domaine",
            alias=("domaine d'achat", "domaine d'achats", "domaine achat", "segment", "catégorie achat"),
        ),
        Colonne(nom="dga", type="dga", alias=("direction générale adjointe", "pôle", "dga pilote")),
        Colonne(
            nom="territoire",
            type="territoire",
            alias=("conseil de territoire", "ct", "collectivité concernée"),
        ),
        Colonne(
            nom="montant_estime",
            type="montant",
            alias=(
                "montant estimé",
                "montant estimé ht",
                "montant annuel ht",
                "montant annuel",
                "montant total ht",
                "montant",
                "montant ht",
                "budget prévisionnel",
                "estimation",
                "estimation annuelle",
                "montant prévisionnel",
                "montant prévisionnel ht",
            ),
        ),
        Colonne(
            nom="date_lancement_prevue",
            type="date",
            alias=(
                "date de lancement prévue",
                "lancement prévu",
                "date prévisionnelle de lancement",
                "date prévue",
                "lancement",
                "date de lancement",
                "date de lancement prévisionnelle",
            ),
        ),
        Colonne(
            nom="contrat_remplace",
            type="identifiant",
            alias=(
                "contrat remplacé",
                "marché remplacé",
                "n° marché actuel",
                "marché actuel",
                "contrat actuel",
                "renouvellement de",
            ),
        ),
        Colonne(
            nom="analyse_dd",
            type="oui_non",
            alias=(
                "analyse développement durable",
                "analyse dd",
                "analysé dd",
                "analyse développement durable faite",
                "analyse au regard du développement durable",
            ),
        ),
        Colonne(
            nom="opportunites",
            alias=(
                "opportunités",
                "opportunités identifiées",
                "opportunités dd",
                "leviers",
                "considérations envisagées",
                "leviers identifiés",
            ),
        ),
    ),
    exigences=(("besoin_id",), ("annee",), ("intitule",)),
    temoins=("besoin_id",),
    date_decisive="annee",
    etapes=("doublons",),
)
