"""Events: working groups, committees, sourcing meetings, calls for innovation."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

TYPES = {
    "reunion_gt": ("réunion gt", "gt", "groupe de travail", "réunion de groupe de travail", "réunion du groupe de travail", "réunion groupe de travail"),
    "copil": ("copil", "comité de pilotage", "cotech", "comité technique", "comité stratégique", "comité exécutif"),
    "formation": ("formations", "session de formation", "sensibilisation", "atelier"),
    "sourcing": ("sourçage", "rencontre fournisseur", "rencontre fournisseurs", "sourcing fournisseurs", "speed meeting", "rencontre entreprises", "rdv sourcing"),
    "appel_innovation": ("appel à innovation", "appel à innovations", "appel à projets", "appel à projet", "aap", "aps", "ami", "ape", "appel à manifestation d'intérêt", "appel à solutions", "appel à problèmes", "challenge innovation", "appel à partenaires d'expérimentation", "appel à expérimentation"),
    "controle_execution": ("contrôle d'exécution", "contrôle", "contrôle de l'exécution", "audit"),
    "consultation": ("consultation lancée", "lancement de consultation", "avis de marché", "publication"),
    "autre": ("divers", "autres"),
}
STATUTS = {
    "tenue": ("tenu", "réalisée", "réalisé", "fait", "terminée", "terminé", "effectuée", "effectué", "clos", "clôturé"),
    "prevue": ("prévu", "planifiée", "planifié", "à venir", "programmée", "programmé"),
    "reportee": ("reporté", "décalée", "décalé"),
    "annulee": ("annulé", "abandonné", "abandonnée"),
    "publie": ("publiée", "lancé", "lancée", "ouvert", "en cours"),
}

GENRE = Genre(
    nom="evenements",
    libelle="un extrait d'évènements",
    colonnes=(
        Colonne(nom="jour", type="date", requis=True, alias=("date", "date de l'évènement", "date de l'événement", "date évènement", "date de la réunion", "date réunion", "tenu le", "date de début", "date de publication")),
        Colonne(nom="type", type="choix", requis=True, valeurs=TYPES, alias=("type d'évènement", "type d'événement", "nature", "catégorie", "nature de l'évènement", "type évènement")),
        Colonne(nom="intitule", requis=True, alias=("intitulé", "objet", "titre", "libellé", "sujet", "nom", "intitulé de l'évènement", "ordre du jour", "thème")),
        Colonne(nom="groupe", alias=("groupe de travail", "gt", "instance")),
        Colonne(nom="statut", type="choix", valeurs=STATUTS, alias=("état", "avancement")),
        Colonne(nom="fournisseur_siret", type="siret", alias=("siret", "siret fournisseur", "siret du fournisseur", "siret entreprise", "n° siret")),
        Colonne(nom="fournisseur_nom", alias=("fournisseur", "entreprise", "nom du fournisseur", "société", "raison sociale", "entreprise rencontrée")),
        Colonne(nom="participants", type="entier", alias=("nombre de participants", "nb participants", "effectif", "présents")),
        Colonne(nom="domaine", type="domaine", alias=("domaine d'achat", "domaine achat", "segment")),
        Colonne(nom="dga", type="dga", alias=("direction générale adjointe", "pôle")),
        Colonne(nom="territoire", type="territoire", alias=("conseil de territoire", "ct")),
        Colonne(nom="reference", type="identifiant", alias=("référence", "n°", "numéro", "contrat_id", "ref", "lien", "consultation")),
    ),
    exigences=(("jour",), ("type",), ("intitule",)),
    interdites=("montant", "montant_ht", "montant ht", "prix", "prix_ht", "mandat_id", "dateNotification", "moyen"),
    date_decisive="jour",
    etapes=("doublons", "controles"),
)
