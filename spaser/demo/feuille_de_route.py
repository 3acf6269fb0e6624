"""The yearly roadmap of the schema's moyens, and the programme of purchases."""

import random
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

from spaser.demo.annees import ANNEES
from spaser.demo.contrats import Contrat
from spaser.demo.fichiers import FICTIF, Cellule, Feuille, ecrire_classeur, ecrire_csv, jour, nombre, oui_non
from spaser.demo.profils import Organisation

_MOYENS = ("Moyen", "Année", "Statut", "Pilote", "Échéance", "Avancement", "Livrable", "Commentaire")
_PROGRAMMATION = (
    "N° du besoin", "Année", "Intitulé", "Domaine d'achat", "DGA", "Territoire", "Montant estimé HT", "Date de lancement prévue",
    "Contrat remplacé", "Analyse DD", "Opportunités",
)  # fmt: skip
_STATUTS = ("Non engagé", "Engagé", "En cours", "Réalisé")
_AVANCEMENT = (0, 15, 50, 100)
_LIVRABLES = (
    "Guide",
    "Note de cadrage",
    "Bibliothèque de clauses",
    "Tableau de suivi",
    "Convention",
    "Compte rendu",
)
# Share of the programme whose sustainable-development analysis is traced, by year.
_ANALYSE = {2020: 0.22, 2021: 0.38, 2022: 0.51, 2023: 0.63, 2024: 0.60, 2025: 0.74, 2026: 0.81}


def ecrire_moyens(dossier: Path, organisation: Organisation, alea: random.Random) -> Path:
    """Write the state of each moyen at the end of each year since the adoption: most go forward, a few stop."""
    etats = dict.fromkeys(organisation.moyens, 0.0)
    lignes: list[list[Cellule]] = []
    for annee in range(2021, 2027):
        for numero, moyen in enumerate(organisation.moyens, start=1):
            etats[moyen] = min(3.0, etats[moyen] + alea.choice((0.0, 0.2, 0.5, 0.8, 1.1)))
            rang = int(etats[moyen])
            statut = (
                "Récurrent"
                if numero % 9 == 4 and rang >= 2
                else "Abandonné"
                if numero % 31 == 19 and annee > 2023
                else _STATUTS[rang]
            )
            lignes.append([
                moyen, annee, statut, alea.choice(organisation.dga), _echeance(numero, annee) if rang < 3 else None,
                _AVANCEMENT[rang] / 100 if alea.random() > 0.05 else None, alea.choice(_LIVRABLES) if rang else None,
                "Calendrier à revoir" if alea.random() < 0.08 else None,
            ])  # fmt: skip
    feuille = Feuille("Feuille de route", [[FICTIF], ["Feuille de route du SPASER"], []], _MOYENS, lignes)
    return ecrire_classeur(dossier / "demo_fictif_moyens.xlsx", [feuille])


def _echeance(numero: int, annee: int) -> date:
    """Return a due date: the end of a quarter of the year for one moyen in three (so that some are late), else the next year's."""
    if numero % 3:
        return date(min(2026, annee + 1), 12, 31)
    mois = (3, 6, 9, 12)[numero // 3 % 4]
    return date(annee, mois, monthrange(annee, mois)[1])


def ecrire_programmation(
    dossier: Path, organisation: Organisation, contrats: dict[int, list[Contrat]], alea: random.Random
) -> Path:
    """Write the planned purchases of each year, some replacing a contract about to end."""
    lignes: list[list[str]] = []
    for annee in ANNEES:
        finissants = [
            c
            for liste in contrats.values()
            for c in liste
            if c.fin.year == annee.annee and c.nature == "Marché"
        ]
        for rang in range(1, 612 + 9 * (annee.annee - 2020)):
            profil = organisation.profil(alea)
            analyse = None if alea.random() < 0.04 else alea.random() < _ANALYSE[annee.annee]
            prevue = date(annee.annee, 1, 10) + timedelta(days=alea.randrange(340))
            remplace = alea.choice(finissants).numero if finissants and alea.random() < 0.35 else ""
            lignes.append([
                f"{annee.annee}-B{rang:04d}", str(annee.annee), alea.choice(profil.modele.objets), profil.domaine,
                organisation.dga_de(profil, alea), organisation.territoire(alea) if alea.random() > 0.03 else "",
                nombre(round(alea.lognormvariate(11.6, 1.1), -2), "\u00a0"), jour(prevue), remplace, oui_non(analyse),
                "Clause d'insertion ; réemploi" if analyse and alea.random() < 0.4 else "",
            ])  # fmt: skip
    feuille = Feuille("Programmation", [[FICTIF], []], _PROGRAMMATION, lignes)
    return ecrire_csv(dossier / "demo_fictif_programmation.csv", feuille, encodage="cp1252")
