"""What happened: working groups, committees, training, sourcing, calls to innovation, controls, consultations."""

import random
from datetime import date, timedelta
from pathlib import Path

from spaser.demo.annees import ANNEES, Annee
from spaser.demo.contrats import Contrat
from spaser.demo.fichiers import FICTIF, Feuille, ecrire_csv, jour
from spaser.demo.fournisseurs import Panel
from spaser.demo.profils import Organisation

_ENTETES = (
    "Date", "Type", "Intitulé", "Groupe", "Statut", "SIRET du fournisseur", "Nom du fournisseur", "Participants", "Domaine d'achat", "DGA",
    "Territoire", "Référence",
)  # fmt: skip
_GROUPES = (
    "Commande publique inclusive", "Économie circulaire", "Achats innovants", "Égalité femmes/hommes", "Chantiers durables",
    "Fournisseurs responsables", "Énergie et climat", "Accès des PME",
)  # fmt: skip
_APPELS = ("AAP", "APS", "AMI", "APE")
# working-group meetings, committees, training sessions, sourcing meetings, calls, controls
_RYTHME = {
    2020: (6, 2, 4, 38, 3, 12), 2021: (11, 3, 9, 61, 4, 25), 2022: (24, 4, 16, 84, 6, 61), 2023: (31, 4, 22, 112, 9, 118),
    2024: (27, 4, 19, 104, 8, 164), 2025: (34, 4, 24, 139, 12, 233), 2026: (23, 3, 17, 97, 9, 205),
}  # fmt: skip


def ecrire_evenements(
    dossier: Path,
    organisation: Organisation,
    panel: Panel,
    contrats: dict[int, list[Contrat]],
    alea: random.Random,
) -> Path:
    """Write all events of all years in one CSV."""
    lignes: list[list[str]] = []
    for annee in ANNEES:
        lignes += _instances(annee, organisation, alea)
        lignes += _rencontres(annee, organisation, panel, alea)
        lignes += _controles(annee, contrats, alea)
        lignes += _consultations(annee, organisation, alea)
    lignes.append(["31/02/2022", "Réunion GT", "Réunion à une date impossible", *[""] * 9])
    feuille = Feuille("Événements", [[FICTIF]], _ENTETES, lignes)
    return ecrire_csv(dossier / "demo_fictif_evenements.csv", feuille, encodage="utf-8-sig")


def _instances(annee: Annee, organisation: Organisation, alea: random.Random) -> list[list[str]]:
    reunions, comites, formations, *_ = _RYTHME[annee.annee]
    lignes = []
    for rang in range(reunions):
        groupe = _GROUPES[rang % len(_GROUPES)]
        statut = "Reportée" if alea.random() < 0.06 else "Tenue"
        lignes.append([
            _jour(annee, alea), "Réunion GT", f"Groupe de travail {groupe}", groupe, statut, "", "", str(alea.randint(5, 24)), "",
            alea.choice(organisation.dga), "", f"CR-{annee.annee}-{rang + 1:02d}",
        ])  # fmt: skip
    for rang in range(comites):
        intitule = "Comité de pilotage stratégique" if rang % 2 else "Comité de pilotage exécutif"
        participants = str(alea.randint(8, 20))
        lignes.append(
            [_jour(annee, alea), "COPIL", intitule, "", "Tenue", "", "", participants, "", "", "", ""]
        )
    lignes += [
        [
            _jour(annee, alea), "Formation", "Atelier achats responsables", "", "Tenue", "", "", str(alea.randint(6, 18)), "",
            alea.choice(organisation.dga), organisation.territoire(alea), "",
        ]
        for _ in range(formations)
    ]  # fmt: skip
    return lignes


def _rencontres(
    annee: Annee, organisation: Organisation, panel: Panel, alea: random.Random
) -> list[list[str]]:
    sourcing, appels = _RYTHME[annee.annee][3:5]
    lignes = []
    for rang in range(sourcing):
        fournisseur, profil = alea.choice(panel.actifs[annee.annee]), organisation.profil(alea)
        connu = alea.random() > 0.07
        lignes.append([
            _jour(annee, alea), "Sourcing", f"Sourcing {alea.choice(profil.modele.objets).lower()}", "", "Tenue",
            fournisseur.identifiant if connu else "", fournisseur.nom, str(alea.randint(2, 7)), profil.domaine, profil.dga,
            organisation.territoire(alea), f"S-{annee.annee}-{rang + 1:03d}",
        ])  # fmt: skip
    for rang in range(appels):
        profil, genre = organisation.profil(alea), alea.choice(_APPELS)
        lignes.append([
            _jour(annee, alea), "Appel à innovation", f"{genre} – {alea.choice(profil.modele.objets)}", genre, "Publié", "", "", "",
            profil.domaine, profil.dga, organisation.territoire(alea), f"{genre}-{annee.annee}-{rang + 1:02d}",
        ])  # fmt: skip
    return lignes


def _controles(annee: Annee, contrats: dict[int, list[Contrat]], alea: random.Random) -> list[list[str]]:
    """Trace controls of performance on running contracts with an environmental or social clause."""
    courants = [
        c for liste in contrats.values() for c in liste
        if c.notification < annee.fin - timedelta(days=30) and c.fin > annee.debut and (c.reponses.env or c.reponses.soc) and not c.cadre
    ]  # fmt: skip
    lignes = []
    for contrat in alea.sample(courants, min(len(courants), _RYTHME[annee.annee][-1])):
        premier, dernier = max(contrat.notification, annee.debut), min(contrat.fin, annee.fin)
        le = premier + timedelta(days=alea.randrange(max(1, (dernier - premier).days)))
        lignes.append([
            jour(le), "Contrôle d'exécution", "Contrôle des clauses de développement durable", "", "Tenue", "", "", "",
            contrat.profil.domaine, contrat.dga, contrat.territoire, contrat.numero,
        ])  # fmt: skip
    return lignes


def _consultations(annee: Annee, organisation: Organisation, alea: random.Random) -> list[list[str]]:
    lignes = []
    for rang in range(annee.consultations):
        profil = organisation.profil(alea)
        lignes.append([
            _jour(annee, alea), "Consultation", f"Consultation – {alea.choice(profil.modele.objets)}", "", "Publié", "", "", "",
            profil.domaine, organisation.dga_de(profil, alea), organisation.territoire(alea), f"{annee.annee}-CONS-{rang + 1:04d}",
        ])  # fmt: skip
    return lignes


def _jour(annee: Annee, alea: random.Random) -> str:
    jours = (annee.fin - date(annee.annee, 1, 6)).days
    return jour(date(annee.annee, 1, 6) + timedelta(days=alea.randrange(jours)))
