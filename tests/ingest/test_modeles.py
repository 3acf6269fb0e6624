"""The Excel templates, filled in and read. Values by hand; every heading must be read as the column that it stands for."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from spaser.catalogue import Catalogue
from spaser.ingest.kinds import GENRES
from spaser.ingest.kinds.legendes import LEGENDES, STATUTS
from spaser.ingest.options import TypeExtrait
from spaser.ingest.templates import colonnes_du_modele, template_workbook
from tests.ingest.conftest import Lire

_MACHINES = {
    "titulaire_type_id",
    "uid",
    "modification_id",
    "objet_modification",
    "date_publication",
    "considerations_sociales",
    "considerations_environnementales",
    "tiers_type_id",
    "finess",
}
"""Columns that only systems write."""


def classeur(genre: TypeExtrait, catalogue: Catalogue) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_workbook(GENRES[genre], catalogue)))


@pytest.mark.parametrize("nom", list(GENRES))
def test_la_ligne_d_exemple_d_un_modele_est_lue_colonne_par_colonne(
    nom: TypeExtrait, catalogue: Catalogue, tmp_path: Path, lire: Lire
) -> None:
    genre, modele = GENRES[nom], classeur(nom, catalogue)
    colonnes = colonnes_du_modele(genre, catalogue)
    exemples = [c.legende.exemple or (c.liste[0] if c.liste else None) for c in colonnes]
    modele.worksheets[0].append(exemples)
    modele.save(tmp_path / "rempli.xlsx")
    lu = lire(tmp_path / "rempli.xlsx")
    rapport = lu.rapport
    assert (rapport.type, rapport.feuille, rapport.lus, rapport.acceptes) == (nom, nom, 1, 1), rapport.texte()
    attendues = {
        (STATUTS[nom] if c.nom == "statut" else LEGENDES[c.nom]).intitule: c.nom
        for c in genre.colonnes
        if c.nom not in _MACHINES
    }
    lues = {c.entete: c.colonne for c in rapport.colonnes if not c.colonne.startswith("considération")}
    assert lues == attendues
    assert rapport.colonnes_inconnues == ()
    assert {a.regle for a in rapport.anomalies} <= {"siret_cle", "fournisseur_inconnu"}
    tenues = [c.nom for c in genre.colonnes if not c.interne]
    assert [c for c, v in zip(tenues, lu.lignes(nom, *tenues)[0], strict=True) if v is None] == []


def test_une_ligne_saisie_dans_le_modele_des_contrats_garde_ses_valeurs(
    catalogue: Catalogue, tmp_path: Path, lire: Lire
) -> None:
    """Typed as Excel stores them: a date, an amount, a number that begins with zeros; the other columns removed, as « Lisez-moi » allows."""
    modele = classeur("contrats", catalogue)
    feuille = modele.worksheets[0]
    saisie = {
        "N° de marché": "0042",
        "Objet": "Nettoyage",
        "Date de notification": datetime(2026, 3, 5),  # noqa: DTZ001 – a cell has no zone
        "Montant HT": 1234.5,
        "SIRET titulaire": "00000001800010",
        "Clause environnementale": "oui",
        "Clause sociale": "non",
    }
    for colonne in range(feuille.max_column, 0, -1):
        if feuille.cell(1, colonne).value not in saisie:
            feuille.delete_cols(colonne)
    feuille.append([saisie[str(cellule.value)] for cellule in feuille[1]])
    modele.save(tmp_path / "rempli.xlsx")
    lu = lire(tmp_path / "rempli.xlsx")
    assert lu.lignes(
        "contrats", "contrat_id", "objet", "date_notification", "montant_ht", "titulaire_siret"
    ) == [("0042", "Nettoyage", date(2026, 3, 5), Decimal("1234.50"), "00000001800010")]
    assert set(lu.lignes("considerations", "sujet", "type", "reponse")) == {
        ("ENV", "clause", True),
        ("SOC", "clause", False),
    }


def test_un_modele_dit_ce_qui_est_obligatoire_et_propose_les_listes(catalogue: Catalogue) -> None:
    modele = classeur("depenses", catalogue)
    feuille = modele["depenses"]
    intitules = {str(cellule.value): cellule for cellule in feuille[1]}
    obligatoires = {t for t, c in intitules.items() if c.comment and c.comment.text.startswith("Obligatoire")}
    assert obligatoires == {"N° de mandat", "Exercice", "Date du mandat", "Montant HT", "SIRET"}
    assert all(cellule.comment is not None for cellule in feuille[1])
    colonne = intitules["Domaine d'achat"].column_letter
    controle = next(
        v for v in feuille.data_validations.dataValidation if f"{colonne}2" in str(v.sqref).split(":")
    )
    assert controle.formula1 == f"'Listes'!${colonne}$1:${colonne}${len(catalogue.domaines)}"
    assert [c.value for c in modele["Listes"][colonne]][: len(catalogue.domaines)] == [
        d.nom for d in catalogue.domaines
    ]
    assert modele["Listes"].sheet_state == "hidden"


def test_un_modele_vide_est_refuse_en_disant_qu_il_est_vide(
    catalogue: Catalogue, tmp_path: Path, lire: Lire
) -> None:
    classeur("heures", catalogue).save(tmp_path / "vide.xlsx")
    rapport = lire(tmp_path / "vide.xlsx").rapport
    assert rapport.refuse
    assert [a.regle for a in rapport.anomalies if a.gravite == "bloquante"] == ["aucune_ligne"]
