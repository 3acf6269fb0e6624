"""Spending: one row per mandat line."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

ROLES = {
    "titulaire": ("seul", "titulaire unique", "mandataire"),
    "cotraitant": ("co-traitant", "membre"),
    "sous_traitant": ("sous-traitant", "sous traitant", "sous-traitant payé directement", "st"),
}
TYPES_ACHAT = {
    "marche": ("marché", "marchés", "marché public", "marchés publics", "sur marché", "accord-cadre", "marché subséquent", "mp"),
    "ugap": ("ugap", "centrale d'achat", "centrale d'achats"),
    "dsp": ("délégation de service public", "concession", "contrat de concession"),
    "cosp": ("convention d'occupation", "contrat d'obligation de service public", "obligation de service public"),
    "hors_contrat": ("hors contrat", "hors marché", "hors marchés", "bon de commande hors marché", "sans marché", "sans contrat"),
}
NATURES = {
    "achat": ("achats", "prestation", "fourniture", "dépense d'achat", "facture", "achat public"),
    "interets_moratoires": ("intérêts moratoires", "im", "intérêt moratoire"),
    "indemnite_forfaitaire": ("indemnité forfaitaire", "indemnité 40 €", "indemnité forfaitaire de recouvrement", "indemnité 40", "indemnité 40 euros", "ifr", "indemnité forfaitaire 40 €"),
    "transaction": ("protocole transactionnel", "protocole", "transactions"),
    "condamnation": ("condamnations", "condamnation judiciaire", "jugement"),
    "interets_legaux": ("intérêts légaux", "intérêts au taux légal"),
    "frais_l761": ("frais l761", "l761-1", "frais irrépétibles", "article l761-1", "frais l761-1"),
    "mediation": ("médiation",),
    "subvention": ("subventions", "participation", "subvention versée", "participations"),
    "personnel": ("charges de personnel", "paie", "frais de personnel"),
    "dette": ("emprunt", "annuité", "intérêts d'emprunt", "remboursement d'emprunt"),
    "impots": ("impôts et taxes", "impôts", "taxes", "taxe"),
    "reversement": ("reversements", "attribution de compensation", "reversement de fiscalité"),
    "avance_remboursable": ("avance remboursable", "avances remboursables", "prêt"),
    "penalites": ("pénalités", "pénalité", "pénalités de retard"),
}

GENRE = Genre(
    nom="depenses",
    libelle="un extrait de dépenses",
    colonnes=(
        Colonne(nom="mandat_id", type="identifiant", requis=True, alias=("n° de mandat", "numéro de mandat", "n° mandat", "numéro mandat", "mandat", "num_mandat", "numéro du mandat", "référence mandat", "id mandat", "n° du mandat", "identifiant mandat", "n° dp", "pièce", "n° pièce", "n° de pièce")),
        Colonne(nom="exercice", type="annee", requis=True, alias=("exercice comptable", "exercice budgétaire", "année", "année d'exercice", "année budgétaire", "exercice de mandatement")),
        Colonne(nom="date_mandat", type="date", requis=True, alias=("date du mandat", "date de mandat", "date d'émission", "date_emission", "date d'émission du mandat", "date de mandatement", "mandaté le", "date émission mandat", "date")),
        Colonne(nom="montant_ht", type="montant", requis=True, alias=("montant ht", "montant mandaté ht", "montant du mandat ht", "ht", "montant hors taxes", "total ht", "montant", "montant mandaté", "montant payé ht", "montant ligne ht", "dépense ht")),
        Colonne(nom="montant_ttc", type="montant", interne=True, alias=("montant ttc", "montant mandaté ttc", "ttc", "total ttc", "montant du mandat ttc", "montant payé ttc", "montant ligne ttc", "dépense ttc")),
        Colonne(nom="taux_tva", type="taux", interne=True, alias=("taux de tva", "tva", "tva %", "taux tva (%)", "taux")),
        Colonne(nom="tiers_siret", type="siret", requis=True, identifiant_de="tiers_type_id", alias=("siret", "siret du tiers", "siret tiers", "siret fournisseur", "siret du fournisseur", "n° siret", "n° siret fournisseur", "n° siret tiers", "immatriculation", "siret créancier", "siret bénéficiaire", "siren tiers", "siren fournisseur", "siren", "tiers_id", "siret titulaire")),
        Colonne(nom="tiers_type_id", interne=True, alias=("type_immatriculation", "type d'identifiant", "tiers_type", "type identifiant")),
        Colonne(nom="tiers_nom", alias=("tiers", "nom du tiers", "nom tiers", "fournisseur", "nom du fournisseur", "nom fournisseur", "raison sociale", "raison sociale du fournisseur", "raison sociale du tiers", "créancier", "bénéficiaire", "nom", "libellé tiers")),
        Colonne(nom="tiers_code_postal", type="code_postal", alias=("code postal", "code postal du tiers", "cp", "code postal tiers", "code postal fournisseur", "cp tiers", "cp fournisseur")),
        Colonne(nom="contrat_id", type="identifiant", alias=("n° de marché", "n° marché", "numéro de marché", "n° du marché", "marché", "contrat", "n° de contrat", "n° contrat", "numéro de contrat", "référence marché", "id marché", "code marché", "référence du marché")),
        Colonne(nom="role_tiers", type="choix", valeurs=ROLES, alias=("rôle du tiers", "rôle", "qualité du tiers", "rôle fournisseur", "qualité")),
        Colonne(nom="domaine", type="domaine", alias=("domaine d'achat", "domaine d'achats", "domaine achat", "segment", "segment d'achat")),
        Colonne(nom="famille", alias=("famille d'achat", "famille d'achats", "famille achat", "code famille", "catégorie d'achat")),
        Colonne(nom="dga", type="dga", alias=("direction générale adjointe", "pôle", "dga pilote")),
        Colonne(nom="territoire", type="territoire", alias=("conseil de territoire", "ct")),
        Colonne(nom="budget", type="code", alias=("code budget", "type de budget", "libellé budget", "collec")),
        Colonne(nom="compte", type="code", alias=("compte nature", "compte_nature", "nature comptable", "article", "imputation", "n° de compte", "compte par nature", "compte budgétaire")),
        Colonne(nom="type_achat", type="choix", valeurs=TYPES_ACHAT, alias=("type d'achat", "type de dépense", "type dépense", "cadre d'achat", "mode d'achat")),
        Colonne(nom="nature_depense", type="choix", valeurs=NATURES, alias=("nature de la dépense", "nature de dépense", "nature dépense", "nature")),
        Colonne(nom="annulation", type="oui_non", alias=("annulation", "mandat d'annulation", "annulé", "annulation / réduction", "réduction")),
        Colonne(nom="date_facture", type="date", alias=("date de facture", "date de la facture", "date réception facture", "date de réception de la facture", "facture du")),
        Colonne(nom="date_service_fait", type="date", alias=("date de service fait", "date du service fait", "service fait", "service fait le", "date sf")),
        Colonne(nom="date_paiement", type="date", alias=("date de paiement", "date du paiement", "payé le", "date de règlement", "date règlement")),
        Colonne(nom="jours_suspension", type="entier", alias=("jours de suspension", "nb jours suspension", "suspension (jours)", "suspension", "durée de suspension", "nombre de jours de suspension")),
    ),
    exigences=(("mandat_id",), ("exercice",), ("date_mandat",), ("montant_ht", "montant_ttc"), ("tiers_siret",)),
    temoins=("mandat_id",),
    date_decisive="date_mandat",
    etapes=("completer", "doublons", "controles"),
)
