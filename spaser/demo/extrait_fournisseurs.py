"""The suppliers' extract: one row an establishment."""

import random
from datetime import date, timedelta
from pathlib import Path

from spaser.demo.fichiers import FICTIF, Feuille, ecrire_csv, jour, oui_non
from spaser.demo.fournisseurs import Fournisseur, Panel

_ENTETES = (
    "SIRET", "Dénomination", "Catégorie d'entreprise", "Année de la catégorie", "Tranche d'effectif", "Catégorie juridique", "Code NAF",
    "Code commune", "Code postal", "Date de création", "ESS", "ESUS", "Type d'insertion", "Start-up", "Charte signée le",
    "Version de la charte", "Date d'évaluation", "Évaluation RSE", "Début du statut", "Fin du statut", "Source",
)  # fmt: skip


# Year of the last evaluation of a strategic supplier, and the weight of each; the rest are still to be evaluated.
_EVALUATIONS = {2022: 6, 2023: 10, 2024: 17, 2025: 32, 2026: 14}


def ecrire_fournisseurs(dossier: Path, panel: Panel, strategiques: set[str], alea: random.Random) -> Path:
    """Write every listed supplier; some of those that the mandats name are not listed, as in life.

    A part of the strategic suppliers (SIRET) have been evaluated, more of them lately; of the others, hardly any.
    """
    lignes = [
        _ligne(f, _evaluation(21 if f.identifiant in strategiques else 1_400, alea), alea)
        for f in panel.tous
        if f.repertorie
    ]
    lignes.append(["2,43E+13", "FICHE AU SIRET DÉTRUIT", *[""] * 19])
    feuille = Feuille("Fournisseurs", [[FICTIF], []], _ENTETES, lignes)
    return ecrire_csv(dossier / "demo_fictif_fournisseurs.csv", feuille, encodage="utf-8-sig")


def _evaluation(reste: int, alea: random.Random) -> date | None:
    annee = alea.choices((*_EVALUATIONS, None), weights=(*_EVALUATIONS.values(), reste))[0]
    return date(annee, 1, 15) + timedelta(days=alea.randrange(240)) if annee else None


def _ligne(f: Fournisseur, evaluation: date | None, alea: random.Random) -> list[str]:
    rse = None if evaluation is None else alea.random() < 0.84
    version = "v2" if f.charte and f.charte.year > 2023 else "v1" if f.charte else ""
    return [
        f.identifiant, f.nom, f.categorie or "", "2023" if f.categorie else "", f.tranche or "", f.forme, f.naf,
        f.commune.code if f.commune else "", f.commune.code_postal if f.commune else "", jour(f.creation), oui_non(f.ess),
        oui_non(f.esus), f.insertion or "", oui_non(f.start_up), jour(f.charte), version, jour(evaluation), oui_non(rse),
        jour(f.statut_debut), jour(f.statut_fin), "Démonstration (fictif)",
    ]  # fmt: skip
