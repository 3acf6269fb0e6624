"""What each rule of the import says and advises, in French; the text is here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spaser.ingest.report import Gravite


@dataclass(frozen=True)
class Regle:
    """A rule: how grave, what to say, what to do. ``{colonne}`` and ``{valeur}`` are filled in."""

    gravite: Gravite
    message: str
    remede: str
    par_valeur: bool = False
    """True when each value deserves its own anomaly (an unknown domain)."""


_SANS_INCIDENCE = "Aucune action n'est nécessaire si c'est voulu."

REGLES: Mapping[str, Regle] = {
    # Cells that could not be read.
    "cellule_obligatoire_vide": Regle(
        "bloquante",
        "La cellule obligatoire « {colonne} » est vide : la ligne est rejetée.",
        "Complétez la cellule dans votre logiciel et refaites l'export.",
    ),
    "erreur_excel": Regle(
        "avertissement",
        "La cellule contient une erreur de tableur (#N/A, #REF!…) : elle n'est pas une valeur.",
        "Corrigez la formule dans le classeur, ou remplacez-la par sa valeur.",
    ),
    "inexploitable": Regle(
        "avertissement",
        "La valeur est déclarée inexploitable (préfixe INX) : elle est tenue pour non renseignée.",
        "Corrigez la donnée à la source.",
    ),
    "notation_scientifique": Regle(
        "avertissement",
        "Le tableur a remplacé le nombre par une notation scientifique : ses derniers chiffres sont perdus.",
        "Refaites l'export depuis le logiciel d'origine sans l'ouvrir dans un tableur, ou mettez la colonne au format Texte avant d'y coller les valeurs.",
    ),
    "siret_illisible": Regle(
        "avertissement",
        "Ce n'est ni un SIRET (14 chiffres), ni un SIREN (9 chiffres), ni un autre identifiant reconnu.",
        "Corrigez le numéro à la source ; pour un fournisseur étranger, indiquez le type d'identifiant (TVA, HORS-UE…).",
    ),
    "montant_illisible": Regle(
        "avertissement",
        "Le montant n'est pas un nombre lisible.",
        "Écrivez un nombre comme 1 234,56 sans texte autour.",
    ),
    "montant_ambigu": Regle(
        "avertissement",
        "Le montant peut se lire de deux façons (mille ou millièmes) et rien dans la colonne ne tranche.",
        "Écrivez les montants avec deux décimales (1 234,00) ou mettez la colonne au format Nombre.",
    ),
    "montant_hors_capacite": Regle(
        "avertissement",
        "Le montant dépasse tout ce qu'un contrat ou un mandat peut valoir : il n'est pas retenu.",
        "Vérifiez le montant à la source.",
    ),
    "date_illisible": Regle(
        "avertissement",
        "La date n'est pas lisible.",
        "Écrivez la date comme 12/03/2025, ou mettez la colonne au format Date.",
    ),
    "jour_inexistant": Regle(
        "avertissement",
        "Ce jour n'existe pas dans le calendrier (ordre attendu : jour/mois/année).",
        "Corrigez la date à la source.",
    ),
    "annee_invraisemblable": Regle(
        "avertissement",
        "L'année est antérieure à 1990 ou postérieure à l'an prochain : la date n'est pas retenue.",
        "Corrigez la date à la source.",
    ),
    "mois_illisible": Regle(
        "avertissement",
        "Le mois ou le trimestre n'est pas lisible.",
        "Écrivez 2025-03, mars 2025 ou 2025-T1.",
    ),
    "annee_illisible": Regle(
        "avertissement",
        "L'année n'est pas lisible ou n'est pas vraisemblable.",
        "Écrivez l'année sur quatre chiffres.",
    ),
    "oui_non_illisible": Regle(
        "avertissement",
        "On attend oui ou non : la réponse est tenue pour non renseignée.",
        "Écrivez oui ou non.",
    ),
    "nombre_illisible": Regle(
        "avertissement",
        "On attend un nombre : la cellule est tenue pour non renseignée.",
        "Écrivez un nombre, sans texte autour.",
    ),
    # Rows that are not data.
    "ligne_irreguliere": Regle(
        "bloquante",
        "La ligne n'a pas le même nombre de cellules que les en-têtes : ses valeurs sont peut-être décalées, elle est rejetée.",
        "Mettez entre guillemets les textes qui contiennent le séparateur ou un saut de ligne, ou exportez en classeur Excel (.xlsx).",
    ),
    "ligne_vide": Regle("information", "Des lignes vides ont été écartées.", _SANS_INCIDENCE),
    "ligne_total": Regle("information", "Des lignes de total ont été écartées.", _SANS_INCIDENCE),
    "entete_repetee": Regle(
        "information", "Des en-têtes répétés au milieu du tableau ont été écartés.", _SANS_INCIDENCE
    ),
    "note": Regle("information", "Des notes placées sous le tableau ont été écartées.", _SANS_INCIDENCE),
    "hors_periode": Regle(
        "avertissement",
        "Des lignes sont datées hors de la période indiquée : elles sont écartées.",
        "Vérifiez la période indiquée, ou déposez ces lignes avec leur propre période.",
    ),
    "doublon_exact": Regle(
        "avertissement",
        "La ligne répète une autre ligne, cellule pour cellule : elle est écartée.",
        "Si ce sont deux lignes légitimes, ajoutez à l'export une colonne qui les distingue (numéro de ligne).",
    ),
    "doublon_apparent": Regle(
        "avertissement",
        "Des lignes se ressemblent sans être identiques : elles sont toutes gardées.",
        "Vérifiez qu'il ne s'agit pas d'une double saisie.",
    ),
    "cle_en_conflit": Regle(
        "bloquante",
        "Plusieurs lignes portent « {valeur} » avec des contenus qui se contredisent (montant, date ou statut) : le fichier est refusé.",
        "Gardez la bonne ligne et supprimez l'autre, ou distinguez-les (numéro de lot, titulaire).",
        par_valeur=True,
    ),
    # Closed lists and references.
    "valeur_inconnue": Regle(
        "avertissement",
        "La valeur « {valeur} » ne fait pas partie de la liste attendue : elle est gardée telle quelle.",
        "Corrigez la valeur à la source, ou demandez son ajout à la liste.",
        par_valeur=True,
    ),
    "reference_inconnue": Regle(
        "avertissement",
        "« {valeur} » est inconnu des listes de référence : la valeur est gardée telle quelle et signalée.",
        "Dites quelle valeur de la liste c'est (la réponse est retenue), ou corrigez la valeur, ou ajoutez-la (ou un alias) au catalogue.",
        par_valeur=True,
    ),
    "consideration_inconnue": Regle(
        "avertissement",
        "La réponse « {valeur} » n'est pas comprise : la considération est tenue pour non renseignée.",
        "Répondez oui, non, ou le nom du dispositif (clause, critère, spécification technique, marché réservé).",
        par_valeur=True,
    ),
    "theme_inconnu": Regle(
        "avertissement",
        "Le thème « {valeur} » est inconnu : la ligne de la feuille des considérations n'est pas retenue.",
        "Utilisez un thème de la liste (déchets, énergie, insertion, égalité F/H…).",
        par_valeur=True,
    ),
    "contrat_inconnu": Regle(
        "avertissement",
        "Le contrat « {valeur} » de la feuille des considérations n'est pas parmi les contrats acceptés.",
        "Vérifiez le numéro du contrat.",
        par_valeur=True,
    ),
    "moyen_inconnu": Regle(
        "avertissement",
        "« {valeur} » n'est pas un moyen du schéma (M1, M2…).",
        "Écrivez le code du moyen comme dans le document.",
        par_valeur=True,
    ),
    # Supplier numbers.
    "cle_siret_fausse": Regle(
        "avertissement",
        "La clé de contrôle du numéro SIRET ou SIREN est fausse : le numéro est gardé.",
        "Vérifiez le numéro sur l'annuaire des entreprises.",
    ),
    "siret_repare": Regle(
        "information",
        "Le zéro initial du SIRET, perdu par le tableur, a été rétabli (la clé de contrôle est juste).",
        "Mettez la colonne au format Texte pour éviter cette perte.",
    ),
    "siren_seul": Regle(
        "information",
        "Le numéro est un SIREN (9 chiffres) : l'établissement n'est pas connu.",
        "Fournissez le SIRET pour localiser l'établissement.",
    ),
    "sans_siret": Regle(
        "information",
        "Des établissements de la liste publique n'ont pas de SIRET : ils ne peuvent être rapprochés et sont écartés.",
        _SANS_INCIDENCE,
    ),
    "siret_repete": Regle(
        "information",
        "Des établissements figurent plusieurs fois avec le même statut : la première ligne est gardée, les autres écartées.",
        _SANS_INCIDENCE,
    ),
    "hors_fournisseurs": Regle(
        "information",
        "{valeur} lignes de ce fichier national sont hors de vos fournisseurs : elles sont comptées et écartées.",
        "Redéposez ce fichier quand de nouveaux fournisseurs apparaissent : il est alors relu pour eux, comme à chaque reconstruction.",
        par_valeur=True,
    ),
    # Contracts.
    "autre_acheteur": Regle(
        "avertissement",
        "Des contrats sont d'un autre acheteur (SIREN {valeur}) : ils sont écartés.",
        "Pour les garder, indiquez ce SIREN, ou « tous », comme acheteur (--acheteur).",
        par_valeur=True,
    ),
    "modification": Regle(
        "information",
        "Des lignes sont des modifications de contrats déjà lus : elles sont écartées, les valeurs initiales sont gardées (règle R2).",
        _SANS_INCIDENCE,
    ),
    "date_de_signature": Regle(
        "information",
        "Des concessions n'ont pas de date de notification : leur date de signature en tient lieu (règle R2).",
        _SANS_INCIDENCE,
    ),
    "sous_traitant_parmi_les_contractants": Regle(
        "information",
        "Des sous-traitants figurent parmi les contractants : ils ne comptent pas parmi les titulaires.",
        _SANS_INCIDENCE,
    ),
    "montants_differents": Regle(
        "avertissement",
        "Les titulaires du contrat « {valeur} » portent des montants différents.",
        "Le montant du contrat doit être le même sur chaque ligne ; la part d'un titulaire va dans « part du titulaire HT ».",
        par_valeur=True,
    ),
    "montant_tres_petit": Regle(
        "avertissement",
        "Le montant est inférieur à 1 €.",
        "Vérifiez le montant ; pour un accord-cadre sans minimum, indiquez le montant estimé ou maximum.",
    ),
    "montant_tres_grand": Regle(
        "avertissement",
        "Le montant atteint un milliard d'euros.",
        "Vérifiez le montant et son unité (€, k€, M€).",
    ),
    "montant_un_seul_chiffre": Regle(
        "avertissement",
        "Le montant n'est fait que d'un même chiffre : il est probablement fictif.",
        "Vérifiez le montant.",
    ),
    "signature_apres_notification": Regle(
        "avertissement", "La signature est postérieure à la notification.", "Vérifiez les deux dates."
    ),
    "notification_future": Regle(
        "avertissement", "La notification est postérieure au jour du dépôt.", "Vérifiez la date."
    ),
    "subsequent_sans_accord_cadre": Regle(
        "avertissement",
        "Le marché subséquent ne nomme pas son accord-cadre.",
        "Renseignez le numéro de l'accord-cadre.",
    ),
    "subsequent_avec_accord_cadre": Regle(
        "information",
        "Des marchés subséquents accompagnent leur accord-cadre dans le fichier : seul l'accord-cadre compte dans le flux (règle R1).",
        _SANS_INCIDENCE,
    ),
    "consideration_contradictoire": Regle(
        "avertissement",
        "« Pas de considération » figure à côté d'une réponse positive.",
        "Retirez l'une des deux réponses.",
    ),
    "reserve_sans_fondement": Regle(
        "avertissement",
        "Le marché est réservé mais son fondement juridique n'est pas indiqué.",
        "Renseignez l'article (L2113-12, L2113-13…).",
    ),
    "duree_invraisemblable": Regle(
        "avertissement",
        "La durée n'est pas vraisemblable en mois.",
        "Vérifiez que la durée est bien en mois.",
    ),
    "identifiant_inexploitable": Regle(
        "avertissement",
        "L'identifiant est déclaré inexploitable (préfixe INX) : il est gardé sans ce préfixe.",
        "Corrigez l'identifiant à la source.",
    ),
    # Spending, hours, events.
    "tva_supposee": Regle(
        "avertissement",
        "Le montant HT est calculé à partir du TTC avec un taux de TVA supposé de 20 % (règle R5).",
        "Exportez le montant HT ou le taux de TVA.",
    ),
    "mandat_futur": Regle("avertissement", "Le mandat est daté après le jour du dépôt.", "Vérifiez la date."),
    "mandat_hors_exercice": Regle(
        "avertissement",
        "La date du mandat ne tombe ni dans son exercice ni dans la journée complémentaire.",
        "Vérifiez l'exercice et la date.",
    ),
    "paiement_avant_facture": Regle(
        "avertissement", "Le paiement précède la facture.", "Vérifiez les deux dates."
    ),
    "heures_negatives": Regle("avertissement", "Le nombre d'heures est négatif.", "Vérifiez la ligne."),
    "mois_futur": Regle("avertissement", "Le mois est postérieur au jour du dépôt.", "Vérifiez le mois."),
    "plus_que_beneficiaires": Regle(
        "avertissement",
        "Il y a plus de femmes ou d'habitants de QPV que de bénéficiaires.",
        "Vérifiez la ligne.",
    ),
    "evenement_futur": Regle(
        "avertissement",
        "L'évènement est dit tenu mais sa date est à venir.",
        "Vérifiez la date ou le statut.",
    ),
    # The whole file.
    "encodages_meles": Regle(
        "avertissement",
        "Le fichier mêle deux encodages (UTF-8 et Windows-1252) : chaque ligne a été lue dans le sien.",
        "Exportez le fichier en une fois, en UTF-8.",
    ),
    "caracteres_perdus": Regle(
        "avertissement",
        "Des caractères accentués sont déjà perdus dans le fichier (�) : le texte est gardé tel quel.",
        "Refaites l'export en UTF-8 depuis le logiciel d'origine.",
    ),
    "colonnes_en_double": Regle(
        "avertissement",
        "L'en-tête « {valeur} » dit la même chose qu'un autre : seul le plus précis est lu.",
        "Renommez ou retirez la colonne en trop.",
        par_valeur=True,
    ),
    "autres_feuilles": Regle(
        "avertissement",
        "Une autre feuille du classeur, « {valeur} », se lit aussi comme un extrait : elle n'a pas été lue.",
        "Déposez-la à part en choisissant la feuille.",
        par_valeur=True,
    ),
    "feuille_considerations": Regle("information", "{valeur}", _SANS_INCIDENCE, par_valeur=True),
}
