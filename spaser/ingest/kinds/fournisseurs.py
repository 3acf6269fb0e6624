"""Suppliers: one row per establishment; also SIRENE and the public lists (SIAE, ESAT, ESUS) as they are."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

CATEGORIES = {"PME": ("petite ou moyenne entreprise",), "ETI": ("entreprise de taille intermédiaire",), "GE": ("grande entreprise",), "TPE": ("microentreprise", "mic", "micro-entreprise", "très petite entreprise")}
"""TPE becomes PME with the smallest headcount band: INSEE's PME include them."""

TYPES_INSERTION = {
    "ESAT": ("établissement et service d'aide par le travail", "esat"),
    "EA": ("entreprise adaptée",),
    "EATT": ("entreprise adaptée de travail temporaire",),
    "EI": ("entreprise d'insertion",),
    "ETTI": ("entreprise de travail temporaire d'insertion",),
    "AI": ("association intermédiaire",),
    "ACI": ("atelier chantier d'insertion", "atelier et chantier d'insertion", "ateliers et chantiers d'insertion"),
    "EITI": ("entreprise d'insertion par le travail indépendant",),
    "GEIQ": ("groupement d'employeurs pour l'insertion et la qualification", "groupement d'employeurs"),
    "SEP": ("service de l'emploi pénitentiaire", "produits et services réalisés en prison"),
}

GENRE = Genre(
    nom="fournisseurs",
    libelle="une liste de fournisseurs",
    colonnes=(
        Colonne(nom="siret", type="siret", requis=True, alias=("n° siret", "numéro siret", "siret de l'établissement", "siret établissement", "ET-SIRET", "siretEtablissement", "siret fournisseur", "code siret", "siret siège", "siren", "n° siren", "numéro siren", "numéro de siren", "siretUniteLegale")),
        Colonne(nom="denomination", alias=("dénomination", "raison sociale", "nom", "ET-Raison sociale", "raison_sociale", "nom de la structure", "nom de l'entreprise", "denominationUniteLegale", "denominationUsuelleEtablissement", "dénomination sociale", "nom du fournisseur", "nom commercial", "fournisseur", "structure", "entreprise", "nom_complet")),
        Colonne(nom="categorie_entreprise", type="choix", valeurs=CATEGORIES, alias=("catégorie d'entreprise", "categorieEntreprise", "catégorie", "taille d'entreprise", "taille")),
        Colonne(nom="annee_categorie", type="annee", alias=("anneeCategorieEntreprise", "année de la catégorie", "année catégorie")),
        Colonne(nom="tranche_effectif", type="code", alias=("tranche d'effectif", "tranche d'effectifs", "trancheEffectifsEtablissement", "trancheEffectifsUniteLegale", "tranche effectifs", "tranche_effectif_salarie")),
        Colonne(nom="categorie_juridique", type="code", alias=("catégorie juridique", "categorieJuridiqueUniteLegale", "forme juridique", "forme_juridique", "nature juridique", "statut juridique")),
        Colonne(nom="naf", type="code", alias=("code naf", "ape", "code ape", "activitePrincipaleEtablissement", "activitePrincipaleUniteLegale", "activité principale")),
        Colonne(nom="code_commune", type="code_commune", alias=("code commune", "code insee", "codeCommuneEtablissement", "ET-Commune Code", "code insee commune", "insee", "commune code")),
        Colonne(nom="code_postal", type="code_postal", alias=("cp", "code postal", "codePostalEtablissement", "ET-Code Postal", "post_code")),
        Colonne(nom="date_creation", type="date", alias=("date de création", "dateCreationEtablissement", "dateCreationUniteLegale", "créée le")),
        Colonne(nom="ess", type="oui_non", alias=("économie sociale et solidaire", "economieSocialeSolidaireUniteLegale", "entreprise ess", "est ess", "ess (o/n)", "est_ess")),
        Colonne(nom="esus", type="oui_non", alias=("agrément esus", "entreprise solidaire d'utilité sociale", "est esus", "agréé esus")),
        Colonne(nom="type_insertion", type="choix", valeurs=TYPES_INSERTION, alias=("type d'insertion", "type de structure", "type siae", "kind", "type", "dispositif", "type de structure d'insertion", "siae", "type_structure")),
        Colonne(nom="start_up", type="oui_non", alias=("start-up", "startup", "jeune entreprise innovante", "jei", "entreprise innovante")),
        Colonne(nom="charte_signee_le", type="date", alias=("charte signée le", "date de signature de la charte", "date signature charte", "signature de la charte", "date charte")),
        Colonne(nom="charte_version", type="code", alias=("version de la charte", "version charte", "charte version")),
        Colonne(nom="evaluation_date", type="date", alias=("date d'évaluation", "date de l'évaluation", "évalué le", "évaluation date", "date évaluation rse")),
        Colonne(nom="evaluation_rse", type="oui_non", alias=("évaluation rse", "évalué rse", "volet rse", "évaluation intégrant la rse")),
        Colonne(nom="statut_debut", type="date", alias=("début du statut", "date de début", "valable du", "date de décision", "date de la décision", "date d'agrément", "début agrément", "date début agrément", "date de début d'agrément", "date de délivrance de l'agrément")),
        Colonne(nom="statut_fin", type="date", alias=("fin du statut", "date de fin", "valable jusqu'au", "date de fin d'agrément", "fin agrément", "date de fin de l'agrément", "date fin agrément", "date d'échéance de l'agrément")),
        Colonne(nom="source", alias=("source des données", "origine")),
        Colonne(nom="finess", type="code", interne=True, alias=("ET-N°FINESS", "EJ-N°FINESS", "finess", "n° finess")),
    ),
    exigences=(("siret",),),
    temoins=("categorie_entreprise", "ess", "esus", "type_insertion", "start_up", "charte_signee_le", "evaluation_date", "evaluation_rse", "tranche_effectif", "categorie_juridique", "naf", "finess", "statut_debut", "statut_fin"),
    interdites=("montant", "montant_ht", "montant_ttc", "montant ht", "prix_ht", "prix", "dépense achat", "mandat_id", "n° de mandat", "contrat_id", "date_notification", "dateNotification", "heures_realisees", "nombre_repas_an", "objet"),
    etapes=("completer", "doublons"),
)
