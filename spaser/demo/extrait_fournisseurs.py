"""The suppliers' extract: one row an establishment."""

from pathlib import Path

from spaser.demo.fichiers import FICTIF, Feuille, ecrire_csv, jour, oui_non
from spaser.demo.fournisseurs import Fournisseur, Panel

_ENTETES = (
    "SIRET", "Dénomination", "Catégorie d'entreprise", "Année de la catégorie", "Tranche d'effectif", "Catégorie juridique", "Code NAF",
    "Code commune", "Code postal", "Date de création", "ESS", "ESUS", "Type d'insertion", "Start-up", "Charte signée le",
    "Version de la charte", "Date d'évaluation", "Évaluation RSE", "Début du statut", "Fin du statut", "Source",
)  # fmt: skip


def ecrire_fournisseurs(dossier: Path, panel: Panel) -> Path:
    """Write every listed supplier; some of those that the mandats name are not listed, as in life."""
    lignes = [_ligne(f) for f in panel.tous if f.repertorie]
    lignes.append(["2,43E+13", "FICHE AU SIRET DÉTRUIT", *[""] * 19])
    feuille = Feuille("Fournisseurs", [[FICTIF], []], _ENTETES, lignes)
    return ecrire_csv(dossier / "demo_fictif_fournisseurs.csv", feuille, encodage="utf-8-sig")


def _ligne(f: Fournisseur) -> list[str]:
    return [
        f.identifiant, f.nom, f.categorie or "", "2023" if f.categorie else "", f.tranche or "", f.forme, f.naf,
        f.commune.code if f.commune else "", f.commune.code_postal if f.commune else "", jour(f.creation), oui_non(f.ess),
        oui_non(f.esus), f.insertion or "", oui_non(f.start_up), jour(f.charte), "v2" if f.charte and f.charte.year > 2023 else
        "v1" if f.charte else "", jour(f.evaluation), oui_non(f.evaluation_rse), jour(f.statut_debut), jour(f.statut_fin),
        "Démonstration (fictif)",
    ]  # fmt: skip
