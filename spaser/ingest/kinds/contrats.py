"""Contracts: one row per contract notified and contractor; house extracts and every tabular dialect of the DECP."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

TYPES_DE_CONTRAT = {
    "marche": ("marché", "marché public", "mapa", "marché de défense ou de sécurité", "marché ordinaire", "marché à bons de commande"),
    "accord_cadre": ("accord-cadre", "accord cadre", "ac", "accord-cadre à bons de commande", "accord-cadre mixte", "accord-cadre à marchés subséquents"),
    "subsequent": ("subséquent", "marché subséquent", "ms", "contrat subséquent"),
    "concession": (
        "contrat de concession",
        "dsp",
        "délégation de service public",
        "concession de service",
        "concession de services",
        "concession de service public",
        "concession de travaux",
        "concession d'aménagement",
        "cosp",
    ),
    "partenariat": ("marché de partenariat", "contrat de partenariat", "ppp"),
}
STATUTS = {
    "notifie": ("notifié", "attribué", "signé"),
    "en_cours": ("en cours", "actif", "en cours d'exécution", "en exécution"),
    "termine": ("terminé", "soldé", "clos", "clôturé", "échu", "achevé", "expiré"),
    "resilie": ("résilié",),
    "sans_suite": ("sans suite", "déclaré sans suite", "abandonné"),
    "infructueux": ("déclaré infructueux",),
}
ROLES = {
    "seul": ("titulaire unique", "titulaire", "unique"),
    "mandataire": ("mandataire du groupement", "mandataire solidaire", "mandataire non solidaire"),
    "cotraitant": ("co-traitant", "cotitulaire", "membre", "membre du groupement"),
}
GROUPEMENTS = {
    "conjoint": ("groupement conjoint", "gmec"),
    "solidaire": ("groupement solidaire", "gmes"),
    "aucun": ("pas de groupement", "titulaire unique", "sans groupement", "non"),
}
CATEGORIES = {"PME": ("tpe", "microentreprise", "mic", "tpe/pme"), "ETI": (), "GE": ("grande entreprise", "ge")}

_DATES_NOTIFICATION = ("date de notification du marché", "date de notification du contrat", "notifié le", "notification", "dt notification", "date notif", "date notification titulaire")

GENRE = Genre(
    nom="contrats",
    libelle="un extrait de contrats",
    colonnes=(
        Colonne(nom="acheteur_siret", type="siret", alias=("acheteur_id", "acheteur.id", "idAcheteur", "autoriteConcedante_id", "autoriteConcedante.id", "siret acheteur", "siret de l'acheteur", "n° siret acheteur", "siren acheteur", "acheteur siren")),
        Colonne(nom="contrat_id", type="identifiant", requis=True, alias=("id", "idMarche", "n° de marché", "numéro de marché", "numéro du marché", "n° marché", "n° du marché", "n° de contrat", "numéro de contrat", "numéro du contrat", "n° contrat", "référence du marché", "référence du contrat", "référence marché", "référence contrat", "ref marché", "code marché", "code contrat", "identifiant du marché", "identifiant du contrat", "identifiant marché", "id contrat", "id marché", "marché", "contrat", "numéro", "référence")),
        Colonne(nom="lot", type="identifiant", alias=("n° de lot", "n° lot", "numéro de lot", "numéro du lot", "numéro lot", "code lot")),
        Colonne(nom="type_contrat", type="choix", valeurs=TYPES_DE_CONTRAT, alias=("nature", "type de contrat", "nature du contrat", "type de marché", "nature du marché", "forme du marché", "forme du contrat", "type contrat", "type marché", "nature du marché public")),
        Colonne(nom="id_accord_cadre", type="identifiant", alias=("idAccordCadre", "accord-cadre", "n° accord-cadre", "n° de l'accord-cadre", "numéro de l'accord-cadre", "accord-cadre de rattachement", "référence accord-cadre", "id accord cadre")),
        Colonne(nom="objet", alias=("objetMarche", "objet du marché", "objet du contrat", "objet du lot", "intitulé", "intitulé du marché", "intitulé du contrat", "libellé", "libellé du marché", "libellé du contrat", "désignation", "titre")),
        Colonne(nom="procedure", alias=("procédure de passation", "type de procédure", "mode de passation", "procédure d'achat")),
        Colonne(nom="base_juridique", alias=("fondement juridique", "article", "article du code", "référence juridique", "article ccp")),
        Colonne(nom="cpv", type="cpv", alias=("codeCPV", "code cpv", "cpv principal", "code cpv principal")),
        Colonne(nom="domaine", type="domaine", alias=("domaine d'achat", "domaine d'achats", "domaine achat", "segment", "segment d'achat", "domaine_achat")),
        Colonne(nom="famille", alias=("famille d'achat", "famille d'achats", "famille achat", "code famille", "catégorie d'achat")),
        Colonne(nom="dga", type="dga", alias=("direction générale adjointe", "dga pilote", "pôle", "dga prescriptrice")),
        Colonne(nom="direction", alias=("service", "service prescripteur", "direction prescriptrice", "direction opérationnelle", "service gestionnaire")),
        Colonne(nom="territoire", type="territoire", alias=("conseil de territoire", "ct", "bassin de vie")),
        Colonne(nom="lieu_execution_code", type="code", alias=("lieuExecution_code", "lieuExecution.code", "lieu d'exécution", "code lieu d'exécution", "lieu d'exécution code")),
        Colonne(nom="date_lancement", type="date", alias=("date de lancement", "date de lancement de la consultation", "date de publication de l'avis", "date d'envoi de l'avis", "date de consultation", "date lancement consultation")),
        Colonne(nom="date_signature", type="date", alias=("dateSignature", "date de signature", "date de signature du marché", "date de signature du contrat", "signé le")),
        Colonne(nom="date_notification", type="date", requis=True, alias=("dateNotification", "date de notification", *_DATES_NOTIFICATION)),
        Colonne(nom="duree_mois", type="entier", alias=("dureeMois", "durée", "durée en mois", "durée (mois)", "durée du marché", "durée du contrat", "durée du marché (mois)", "durée totale", "nombre de mois")),
        Colonne(nom="date_fin", type="date", alias=("date de fin", "date de fin du marché", "date de fin du contrat", "fin du marché", "date d'échéance", "échéance", "date fin", "date fin marché", "date de fin prévisionnelle")),
        Colonne(nom="montant_ht", type="montant", requis=True, alias=("montant", "montant ht", "montant notifié", "montant notifié ht", "montant du marché", "montant du marché ht", "montant du contrat", "montant du contrat ht", "montant initial", "montant initial ht", "montant attribué", "montant attribué ht", "montant total ht", "valeurGlobale", "valeur globale", "valeur globale ht")),
        Colonne(nom="montant_max_ht", type="montant", alias=("montant maximum ht", "montant maximum", "montant max", "montant max ht", "maximum ht", "montant maxi ht", "maximum", "plafond ht")),
        Colonne(nom="montant_estime_ht", type="montant", alias=("montant estimé ht", "montant estimé", "estimation ht", "estimation", "montant estimatif", "montant estimatif ht")),
        Colonne(nom="offres_recues", type="entier", alias=("offresRecues", "nombre d'offres", "nombre d'offres reçues", "nb offres", "nb d'offres reçues", "nb offres reçues", "offres")),
        Colonne(nom="statut", type="choix", valeurs=STATUTS, alias=("statut du marché", "statut du contrat", "état", "état du marché", "état du contrat")),
        Colonne(nom="marche_innovant", type="oui_non", alias=("marcheInnovant", "innovant", "achat innovant", "marché innovant")),
        Colonne(nom="charte_jointe", type="oui_non", alias=("charte jointe", "charte", "charte jointe au dce", "charte annexée", "charte fournisseurs jointe", "charte relations fournisseurs jointe")),
        Colonne(nom="heures_insertion_prevues", type="nombre", alias=("heures d'insertion prévues", "heures d'insertion", "nombre d'heures d'insertion", "nb heures d'insertion", "heures prévues", "volume d'heures d'insertion", "heures d'insertion contractualisées")),
        Colonne(nom="fondement_reservation", alias=("fondement de la réservation", "article de réservation", "base légale de la réservation", "fondement réservation")),
        Colonne(nom="titulaire_siret", type="siret", identifiant_de="titulaire_type_id", alias=("titulaire_id", "titulaire.id", "titulaires_id", "titulairesiret", "siret titulaire", "siret du titulaire", "n° siret titulaire", "n° siret du titulaire", "siret attributaire", "siret de l'attributaire", "siretEtablissement", "siret", "n° siret", "numéro siret", "siren titulaire", "siren du titulaire", "siret fournisseur", "siret mandataire", "siret entreprise")),
        Colonne(nom="titulaire_type_id", alias=("titulaire_typeIdentifiant", "titulaire.typeIdentifiant", "titulaires_typeIdentifiant", "titulaires_typeIdentifianttype_identifiant", "type identifiant", "type d'identifiant"), interne=True),
        Colonne(nom="titulaire_nom", alias=("titulaire", "titulaire_denominationSociale", "titulaire.denominationSociale", "titulaires_denominationSociale", "denominationSocialeEtablissement", "nom du titulaire", "nom titulaire", "titulaire raison sociale", "raison sociale", "raison sociale du titulaire", "attributaire", "nom de l'attributaire", "fournisseur", "entreprise", "mandataire", "dénomination")),
        Colonne(nom="titulaire_role", type="choix", valeurs=ROLES, alias=("rôle du titulaire", "rôle", "rôle titulaire", "qualité du titulaire")),
        Colonne(nom="titulaire_part_ht", type="montant", alias=("part du titulaire ht", "part ht", "montant part ht", "part du titulaire", "part cotraitant ht", "montant de la part ht", "titulaire montant ht", "montant titulaire ht")),
        Colonne(nom="titulaire_categorie", type="choix", valeurs=CATEGORIES, alias=("categorieEntreprise", "catégorie du titulaire", "taille d'entreprise", "catégorie d'entreprise", "taille du titulaire")),
        Colonne(nom="titulaire_code_commune", type="code_commune", alias=("titulaire_commune_code", "code commune du titulaire", "code insee titulaire", "code commune titulaire")),
        Colonne(nom="titulaire_code_postal", type="code_postal", alias=("code postal du titulaire", "code postal titulaire", "cp titulaire", "titulaire code postal")),
        Colonne(nom="titulaire_departement", type="departement", alias=("titulaire_departement_code", "département du titulaire", "département titulaire")),
        Colonne(nom="groupement", type="choix", valeurs=GROUPEMENTS, alias=("typeGroupementOperateurs", "type de groupement", "groupement d'opérateurs", "forme du groupement", "dévolution")),
        Colonne(nom="sous_traitance", type="oui_non", alias=("sousTraitanceDeclaree", "sous-traitance", "sous-traitance déclarée")),
        # Columns of the DECP that only the rules need.
        Colonne(nom="uid", type="identifiant", interne=True),
        Colonne(nom="techniques", alias=("technique", "techniques d'achat"), interne=True),
        Colonne(nom="modification_id", type="entier", alias=("idModification", "modification id"), interne=True),
        Colonne(nom="objet_modification", alias=("objetModification",), interne=True),
        Colonne(nom="date_publication", type="date", alias=("datePublicationDonnees",), interne=True),
        Colonne(nom="considerations_sociales", alias=("considerationsSociales", "considérations sociales", "considération sociale"), interne=True),
        Colonne(nom="considerations_environnementales", alias=("considerationsEnvironnementales", "considérations environnementales", "considération environnementale"), interne=True),
    ),
    exigences=(("contrat_id",), ("objet",), ("date_notification", "date_signature"), ("montant_ht",)),
    temoins=("date_notification", "date_signature"),
    date_decisive="date_notification",
    etapes=("completer", "modifications", "doublons", "controles"),
)
"""``objet`` is not required of DECP files: decp.info's extracts leave it out."""
