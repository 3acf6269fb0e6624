"""What a person reads of each column in the Excel templates: its heading, what to put there, an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Legende(NamedTuple):
    """The heading of a column, what its cells hold, an example written as a person would."""

    intitule: str
    quoi: str
    exemple: str = ""


LEGENDES: Mapping[str, Legende] = {
    # Contracts.
    "acheteur_siret": Legende(
        "SIRET acheteur",
        "SIRET de l'acheteur qui signe le contrat ; vide : l'autorité elle-même.",
        "200 054 807 00017",
    ),
    "contrat_id": Legende(
        "N° de marché",
        "Numéro du contrat, le même dans tous les extraits ; un lot est un contrat.",
        "2026-0142",
    ),
    "lot": Legende("N° de lot", "Numéro du lot, si le numéro de marché ne suffit pas à le désigner.", "2"),
    "type_contrat": Legende("Type de contrat", "Nature du contrat.", "marche"),
    "id_accord_cadre": Legende(
        "N° de l'accord-cadre", "Pour un marché subséquent : numéro de son accord-cadre.", "2024-0077"
    ),
    "objet": Legende("Objet", "Ce qui est acheté.", "Entretien des espaces verts"),
    "procedure": Legende("Procédure de passation", "Procédure suivie.", "Appel d'offres ouvert"),
    "base_juridique": Legende("Base juridique", "Article du code qui fonde la procédure.", "R2161-2"),
    "cpv": Legende("Code CPV", "Code du vocabulaire commun des marchés : 8 chiffres.", "77310000"),
    "domaine": Legende("Domaine d'achat", "Domaine de la nomenclature des achats."),
    "famille": Legende("Famille d'achat", "Famille de la nomenclature des achats.", "Espaces verts"),
    "dga": Legende("DGA", "Direction générale adjointe qui porte l'achat."),
    "direction": Legende("Direction", "Direction ou service prescripteur.", "Direction des parcs"),
    "territoire": Legende("Territoire", "Territoire qui achète."),
    "lieu_execution_code": Legende(
        "Code lieu d'exécution", "Code de la commune, du département ou de la région d'exécution.", "13055"
    ),
    "date_lancement": Legende("Date de lancement", "Jour où la consultation a été publiée.", "12/11/2025"),
    "date_signature": Legende("Date de signature", "Jour de la signature.", "02/03/2026"),
    "date_notification": Legende(
        "Date de notification", "Jour de la notification : il décide de l'exercice.", "05/03/2026"
    ),
    "duree_mois": Legende("Durée en mois", "Durée, reconductions comprises, en mois entiers.", "48"),
    "date_fin": Legende("Date de fin", "Dernier jour du contrat.", "04/03/2030"),
    "montant_ht": Legende("Montant HT", "Montant en euros hors taxes.", "125000,50"),
    "montant_max_ht": Legende(
        "Montant maximum HT", "Accord-cadre : maximum en euros hors taxes.", "500000,00"
    ),
    "montant_estime_ht": Legende("Montant estimé HT", "Estimation en euros hors taxes.", "450000,00"),
    "offres_recues": Legende("Nombre d'offres reçues", "Nombre d'offres reçues.", "4"),
    "marche_innovant": Legende("Marché innovant", "Oui si l'achat est innovant.", "non"),
    "charte_jointe": Legende("Charte jointe", "Oui si la charte a été jointe à la consultation.", "oui"),
    "heures_insertion_prevues": Legende(
        "Heures d'insertion prévues", "Heures d'insertion que le contrat impose.", "700"
    ),
    "fondement_reservation": Legende(
        "Fondement de la réservation", "Contrat réservé : article du code.", "L2113-12"
    ),
    "titulaire_siret": Legende(
        "SIRET titulaire",
        "SIRET du titulaire ; plusieurs titulaires : une ligne pour chacun.",
        "000 000 018 00010",
    ),
    "titulaire_nom": Legende("Nom du titulaire", "Raison sociale du titulaire.", "Exemple SAS"),
    "titulaire_role": Legende("Rôle du titulaire", "Place du titulaire dans le groupement.", "seul"),
    "titulaire_part_ht": Legende(
        "Part du titulaire HT", "Part du titulaire en euros hors taxes, dans un groupement.", "125000,50"
    ),
    "titulaire_categorie": Legende(
        "Catégorie du titulaire", "Taille de l'entreprise, si elle est connue.", "PME"
    ),
    "titulaire_code_commune": Legende(
        "Code commune du titulaire", "Code INSEE de la commune de l'établissement.", "13001"
    ),
    "titulaire_code_postal": Legende("Code postal du titulaire", "Code postal de l'établissement.", "13100"),
    "titulaire_departement": Legende("Département du titulaire", "Département de l'établissement.", "13"),
    "groupement": Legende(
        "Type de groupement", "Forme du groupement ; « aucun » s'il n'y en a pas.", "aucun"
    ),
    "sous_traitance": Legende("Sous-traitance", "Oui si une sous-traitance est déclarée.", "non"),
    "techniques": Legende("Techniques d'achat", "Techniques des DECP, séparées par « | ».", "Accord-cadre"),
    "modalites_execution": Legende(
        "Modalités d'exécution", "Modalités des DECP, séparées par « | ».", "Bons de commande"
    ),
    "ccag": Legende("CCAG", "Cahier des clauses générales, comme dans les DECP.", "Travaux"),
    "attribution_avance": Legende("Avance attribuée", "Oui si une avance est attribuée.", "oui"),
    "types_prix": Legende(
        "Types de prix", "Types de prix des DECP, séparés par « | ».", "Définitif révisable"
    ),
    "forme_prix": Legende("Forme du prix", "Unitaire, Forfaitaire ou Mixte.", "Unitaire"),
    "lieu_execution_type": Legende(
        "Type de lieu d'exécution", "Ce que désigne le code du lieu, comme dans les DECP.", "Code commune"
    ),
    # Spending.
    "mandat_id": Legende(
        "N° de mandat", "Numéro du mandat, avec celui de sa ligne s'il en a plusieurs.", "M-2026-00815"
    ),
    "exercice": Legende("Exercice", "Exercice comptable, sur quatre chiffres.", "2026"),
    "date_mandat": Legende("Date du mandat", "Jour de l'émission.", "18/03/2026"),
    "montant_ttc": Legende("Montant TTC", "En euros toutes taxes comprises, si le hors taxes manque.", ""),
    "taux_tva": Legende("Taux de TVA", "Taux, en pourcentage, quand seul le montant TTC est connu.", ""),
    "tiers_siret": Legende("SIRET", "SIRET de celui qui est payé.", "000 000 018 00010"),
    "tiers_nom": Legende("Nom du tiers", "Raison sociale de celui qui est payé.", "Exemple SAS"),
    "tiers_code_postal": Legende("Code postal du tiers", "Code postal de celui qui est payé.", "13100"),
    "role_tiers": Legende("Rôle du tiers", "Place du tiers dans le contrat.", "titulaire"),
    "budget": Legende("Budget", "Code du budget.", "01"),
    "compte": Legende("Compte nature", "Compte de la nomenclature comptable.", "61521"),
    "type_achat": Legende("Type d'achat", "Cadre de l'achat.", "marche"),
    "nature_depense": Legende(
        "Nature de la dépense", "« achat », ou ce qui fait que ce n'en est pas un.", "achat"
    ),
    "annulation": Legende("Annulation", "Oui si le mandat annule un autre mandat.", "non"),
    "date_facture": Legende("Date de facture", "Jour de la réception de la facture.", "02/03/2026"),
    "date_service_fait": Legende(
        "Date de service fait", "Jour où le service fait est constaté.", "01/03/2026"
    ),
    "date_paiement": Legende("Date de paiement", "Jour du paiement.", "25/03/2026"),
    "jours_suspension": Legende("Jours de suspension", "Jours où le délai de paiement a été suspendu.", "0"),
    # Suppliers.
    "siret": Legende("SIRET", "SIRET de l'établissement : 14 chiffres.", "000 000 018 00010"),
    "denomination": Legende("Dénomination", "Raison sociale.", "Exemple SAS"),
    "categorie_entreprise": Legende("Catégorie d'entreprise", "Catégorie de l'INSEE.", "PME"),
    "annee_categorie": Legende("Année de la catégorie", "Année pour laquelle la catégorie vaut.", "2024"),
    "tranche_effectif": Legende("Tranche d'effectif", "Code de tranche de l'INSEE.", "11"),
    "categorie_juridique": Legende("Catégorie juridique", "Code à quatre chiffres de l'INSEE.", "5710"),
    "naf": Legende("Code NAF", "Code d'activité de l'INSEE.", "81.30Z"),
    "code_commune": Legende("Code commune", "Code INSEE de la commune de l'établissement.", "13001"),
    "code_postal": Legende("Code postal", "Code postal de l'établissement.", "13100"),
    "date_creation": Legende("Date de création", "Jour de création de l'établissement.", "14/06/2009"),
    "ess": Legende("ESS", "Oui si l'entreprise relève de l'économie sociale et solidaire.", "non"),
    "esus": Legende("Agrément ESUS", "Oui si elle est agréée entreprise solidaire d'utilité sociale.", "non"),
    "type_insertion": Legende("Type d'insertion", "Genre de structure d'insertion ou de handicap.", "EI"),
    "start_up": Legende("Start-up", "Oui si c'est une jeune entreprise innovante.", "non"),
    "charte_signee_le": Legende("Charte signée le", "Jour de la signature de la charte.", "10/01/2026"),
    "charte_version": Legende("Version de la charte", "Version signée.", "2"),
    "evaluation_date": Legende("Date d'évaluation", "Jour de l'évaluation du fournisseur.", "15/01/2026"),
    "evaluation_rse": Legende("Évaluation RSE", "Oui si l'évaluation a porté sur la RSE.", "oui"),
    "statut_debut": Legende(
        "Début du statut", "Jour où l'agrément ou le conventionnement commence.", "01/01/2024"
    ),
    "statut_fin": Legende("Fin du statut", "Jour où il cesse.", "31/12/2026"),
    "source": Legende(
        "Source des données", "D'où viennent ces renseignements.", "Tenu par la direction des achats"
    ),
    # Insertion hours.
    "mois": Legende("Mois", "Mois (03/2026) ou trimestre (T1 2026) où les heures ont été faites.", "03/2026"),
    "heures_realisees": Legende("Heures réalisées", "Nombre d'heures faites dans le mois.", "151,5"),
    "heures_contractualisees": Legende(
        "Heures contractualisées", "Heures que le contrat impose en tout.", "700"
    ),
    "beneficiaires": Legende("Nombre de bénéficiaires", "Nombre de personnes.", "3"),
    "dont_femmes": Legende("Dont femmes", "Nombre de femmes parmi elles.", "1"),
    "dont_qpv": Legende("Dont QPV", "Nombre d'habitants d'un quartier prioritaire parmi elles.", "2"),
    "type_public": Legende(
        "Type de public", "Public visé par la clause.", "Demandeur d'emploi de longue durée"
    ),
    "type_structure": Legende("Type de structure", "Structure qui emploie ou accompagne.", "ETTI"),
    "structure_siret": Legende("SIRET structure", "SIRET de cette structure.", "000 000 018 00010"),
    # Events.
    "jour": Legende("Date de l'évènement", "Jour de l'évènement.", "16/04/2026"),
    "type": Legende("Type d'évènement", "Genre d'évènement.", "sourcing"),
    "intitule": Legende("Intitulé", "Nom, en une ligne.", "Rencontre avec les recycleries"),
    "groupe": Legende("Groupe de travail", "Groupe qui se réunit.", "GT insertion"),
    "fournisseur_siret": Legende("SIRET fournisseur", "SIRET du fournisseur rencontré.", "000 000 018 00010"),
    "fournisseur_nom": Legende("Fournisseur", "Nom du fournisseur rencontré.", "Exemple SAS"),
    "participants": Legende("Nombre de participants", "Nombre de personnes présentes.", "12"),
    "reference": Legende("Référence", "Numéro ou référence interne.", "EVT-2026-07"),
    # Roadmap.
    "moyen": Legende("Code moyen", "Code du moyen dans le schéma.", "M1"),
    "annee": Legende("Année", "Année, sur quatre chiffres.", "2026"),
    "pilote": Legende("Responsable", "Qui pilote.", "Direction de la commande publique"),
    "echeance": Legende("Échéance", "Jour où ce doit être fait.", "31/12/2026"),
    "avancement": Legende("Taux d'avancement", "Part déjà faite, en pourcentage.", "40 %"),
    "livrable": Legende("Livrable attendu", "Ce qui sera remis.", "Guide des clauses"),
    "commentaire": Legende("Commentaires", "Ce qu'il faut savoir.", "Recrutement en cours"),
    # Planned purchases.
    "besoin_id": Legende("N° besoin", "Numéro du besoin dans la programmation.", "B-2027-031"),
    "montant_estime": Legende("Montant estimé", "Estimation en euros hors taxes.", "450000,00"),
    "date_lancement_prevue": Legende(
        "Date de lancement prévue", "Jour prévu de la consultation.", "15/09/2026"
    ),
    "contrat_remplace": Legende("Contrat remplacé", "Numéro du contrat que cet achat remplace.", "2022-0310"),
    "analyse_dd": Legende("Analyse développement durable", "Oui si le besoin a été analysé.", "oui"),
    "opportunites": Legende("Opportunités", "Ce que l'analyse propose.", "Réemploi du mobilier"),
}
"""By canonical name of the column; « statut » differs from one kind to the other."""

STATUTS: Mapping[str, Legende] = {
    "contrats": Legende("Statut du marché", "Où en est le contrat.", "notifie"),
    "evenements": Legende("État", "Où en est l'évènement.", "tenue"),
    "moyens": Legende("État", "État du moyen cette année-là.", "en_cours"),
}

DISPOSITIFS: tuple[Legende, ...] = (
    Legende(
        "Clause environnementale",
        "Oui si le contrat impose une exécution respectueuse de l'environnement.",
        "oui",
    ),
    Legende("Critère environnemental", "Oui si les offres sont jugées aussi sur l'environnement.", "non"),
    Legende(
        "Clause sociale",
        "Oui si le contrat impose une action sociale (insertion, handicap, égalité…).",
        "oui",
    ),
    Legende("Critère social", "Oui si les offres sont jugées aussi sur le social.", "non"),
    Legende("Marché réservé", "Oui si le contrat est réservé (insertion, handicap, ESS).", "non"),
)
"""Columns of contracts that are considerations; « non » and an empty cell are two different answers."""
