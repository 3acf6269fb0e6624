"""Sole traders' names and numbers leave ``spaser.measure`` for the lead alone: every function that reads a version is tried.

The canaries are in every place where an extract names a supplier: holder, payee, list, event, refused row, amendment, anomaly.
"""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest

from spaser.demo.siret import siret
from spaser.ingest import ImportOptions
from spaser.measure import Perimeter, rows
from spaser.measure.noted_keys import shown_keys
from spaser.measure.perimeter import est_masque
from spaser.measure.place_suppliers import FournisseursDuLieu, place_suppliers
from spaser.measure.row_sheets import sheets_of
from spaser.measure.search import Demande, contracts, suppliers
from spaser.measure.supplier_sheet import contracts_held, payments, supplier_sheet
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from spaser.store.queries import names as _names
from tests.facts.entrepot import Entrepot
from tests.measure.lecteurs import NE_NOMMENT_PAS, NOMMENT, PORTE, SOUS_MEASURE, every_row, readers
from tests.measure.temoins import (
    ANNEE,
    CANARI,
    EI,
    INCONNU,
    MASQUE,
    MONTRE,
    NOMS,
    PARTIEL,
    SANS_NUMERO,
    SIRETS,
    SOCIETE,
    extraits,
)
from tests.measure.test_queries import IDENTITES, corps, entete


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(tmp_path_factory.mktemp("masques"))


@pytest.fixture(scope="module")
def version(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    sources = [Source(chemin=path, nom=path.name) for path in extraits(tmp_path_factory.mktemp("canaris"))]
    staged = stage(warehouse, sources, ImportOptions())
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    assert publish(warehouse, staged) is not None
    found = warehouse.current()
    assert found is not None
    return found


def test_chaque_fonction_qui_lit_une_version_est_essayee() -> None:
    assert set(readers()) == {*NOMMENT, *NE_NOMMENT_PAS, *SOUS_MEASURE, *PORTE}


@cache
def answer(nom: str, version: OpenVersion, perimeter: Perimeter) -> str:
    return repr((NOMMENT | NE_NOMMENT_PAS)[nom](version, perimeter))


@pytest.mark.parametrize(
    ("nom", "perimeter"),
    [*((nom, MASQUE) for nom in NOMMENT | NE_NOMMENT_PAS), *((nom, PARTIEL) for nom in NOMMENT)],
    ids=[*NOMMENT | NE_NOMMENT_PAS, *(f"{nom}-partiel" for nom in NOMMENT)],
)
def test_aucun_nom_ni_numero_ne_sort(version: OpenVersion, nom: str, perimeter: Perimeter) -> None:
    assert CANARI.findall(answer(nom, version, perimeter)) == []


@pytest.mark.parametrize("nom", NOMMENT)
def test_le_responsable_voit_les_noms(version: OpenVersion, nom: str) -> None:
    """What makes the test above able to fail: the same case, with the right to see names."""
    assert CANARI.search(answer(nom, version, MONTRE))


@pytest.mark.parametrize("nom", NE_NOMMENT_PAS)
def test_ce_qui_ne_nomme_personne_est_le_meme_pour_tous(version: OpenVersion, nom: str) -> None:
    """Figures do not change by masking: they are equal to the lead's, to the last digit."""
    assert answer(nom, version, MASQUE) == answer(nom, version, MONTRE)


def test_les_montants_des_listes_ne_changent_pas(version: OpenVersion) -> None:
    def amounts(perimeter: Perimeter) -> list[object]:
        found = suppliers(version, Demande(), ANNEE, perimeter)
        lists = [
            [(r.jour, r.appartient, r.montant, r.ligne) for r in found_rows]
            for found_rows in every_row(version, perimeter)
        ]
        return [
            found.total,
            sorted((r.montant, r.paiements, r.contrats) for r in found.lignes),
            [sorted(str(line) for line in listed) for listed in lists],
            [(place.fournisseurs, place.montant) for place in _detailed(version, perimeter)],
        ]

    assert amounts(MASQUE) == amounts(MONTRE)
    assert sum(r.montant for r in suppliers(version, Demande(), ANNEE, MASQUE).lignes) == Decimal(5000)


def _mention(version: OpenVersion, siren: str) -> str:
    found = version.cursor().execute("select mention from masques where numero = ?", [siren]).fetchone()
    assert found is not None
    return str(found[0])


def _detailed(version: OpenVersion, perimeter: Perimeter) -> list[FournisseursDuLieu]:
    return [place_suppliers(version, "departement", lieu, ANNEE, perimeter, limit=9) for lieu in ("13", None)]


def test_une_societe_reste_nommee_et_chacun_se_distingue(version: OpenVersion) -> None:
    found = {row.siren: row.nom for row in suppliers(version, Demande(), ANNEE, MASQUE).lignes}
    assert len(found) == 4
    assert found.pop(SOCIETE) == "Société Visible"
    assert all(est_masque(reference) for reference in found)
    said = sorted(nom.removesuffix(f" {reference}") for reference, nom in found.items())
    assert said == [
        "Entrepreneur individuel (nom masqué)",
        "Statut juridique inconnu (nom masqué)",
        "Statut juridique inconnu (nom masqué)",
    ]


def test_la_page_d_un_masque_s_ouvre_par_sa_reference_et_par_elle_seule(version: OpenVersion) -> None:
    found = suppliers(version, Demande(), ANNEE, MASQUE).lignes
    (reference,) = [row.siren for row in found if row.siren.startswith("EI-")]
    sheet = supplier_sheet(version, reference, MASQUE)
    assert sheet is not None
    assert (sheet.fournisseur.montant, sheet.fournisseur.contrats) == (
        Decimal(1000),
        2,
    )  # C1 and, of the DECP, D9
    assert sheet.nom == f"Entrepreneur individuel (nom masqué) {reference}"
    assert [e.identifiant for e in sheet.etablissements] == [f"{reference}/1"]
    assert [p.montant for p in payments(version, reference, MASQUE)] == [Decimal(1000)]
    assert {c.cle for c in contracts_held(version, reference, MASQUE)} == {"C1", "D9"}
    for number in (EI, SIRETS[EI], f"NOM:{SANS_NUMERO}"):
        assert supplier_sheet(version, number, MASQUE) is None
        assert payments(version, number, MASQUE) == ()
        assert contracts_held(version, number, MASQUE) == ()
    assert supplier_sheet(version, reference, MONTRE) is None
    known = supplier_sheet(version, EI, MONTRE)
    assert known is not None
    assert known.nom == NOMS[EI]


@pytest.mark.parametrize(
    "word", ["zzcanari", "ZZCANARI DUPONT", "dupont", "dupomt", EI, SIRETS[EI], EI[3:], INCONNU]
)
def test_chercher_un_nom_masque_ne_dit_pas_qu_il_existe(version: OpenVersion, word: str) -> None:
    """The answer is that of a word that nobody bears; the lead finds the supplier and its contracts."""
    demande = Demande(texte=word, toutes=True)
    absent = Demande(texte="qqqqqqqqqqqqq", toutes=True)
    for ask in (suppliers, contracts):
        assert ask(version, demande, ANNEE, MASQUE) == ask(version, absent, ANNEE, MASQUE)
    assert suppliers(version, demande, ANNEE, MONTRE).total > 0


def test_une_cle_notee_se_montre_par_sa_reference_et_un_numero_inconnu_jamais(version: OpenVersion) -> None:
    """What a contestation keeps: the lead noted true numbers, some from a version that held other suppliers."""
    former = "123456789"
    asked = [EI, SOCIETE, "C1", "M1", former, "EI-0123456789AB"]
    shown = shown_keys(version, asked, MASQUE)
    assert est_masque(shown[EI] or "")
    assert _mention(version, EI).endswith(f" {shown[EI]}")
    rest = {cle: shown[cle] for cle in asked if cle != EI}
    assert rest == {**{cle: cle for cle in rest}, former: None}
    assert shown_keys(version, asked, MONTRE) == {cle: cle for cle in asked}


def test_les_mots_de_l_objet_trouvent_toujours_le_contrat(version: OpenVersion) -> None:
    (found,) = contracts(version, Demande(texte="C2 visible"), ANNEE, MASQUE).lignes
    assert (found.cle, found.titulaires) == ("C2", f"Société Visible, {_mention(version, INCONNU)}")
    assert [c.cle for c in contracts(version, Demande(texte="objet C1"), ANNEE, MASQUE).lignes] == ["C1"]


def test_les_lignes_d_un_chiffre_ouvrent_la_fiche_par_la_reference(version: OpenVersion) -> None:
    listed = rows(version, "X8", ANNEE, MASQUE)
    targets = {target.cle: target for target in sheets_of(version, listed, MASQUE)}
    assert {row.cle for row in listed} == set(targets)
    for row in listed:
        assert targets[row.cle].cible == row.cle
        assert supplier_sheet(version, row.cle, MASQUE) is not None


def masked(*fournisseurs: dict[str, str | None]) -> dict[str, str]:
    """Return the references, by the numbers that they stand for, of a version that holds these suppliers alone."""
    entrepot = Entrepot.vide()
    for valeurs in fournisseurs:
        autres = {nom: valeur for nom, valeur in valeurs.items() if nom != "siret"}
        entrepot.fournisseur(str(valeurs["siret"]), **autres)
    entrepot.deriver()
    found = dict(entrepot.connexion.execute("select numero, reference from masques").fetchall())
    entrepot.connexion.close()
    return found


def test_les_references_ne_se_deduisent_pas_du_numero_seul() -> None:
    """Other rows, other references: nothing is computed from the SIREN alone, and an old address opens nothing."""
    alone: dict[str, str | None] = {"siret": SIRETS[EI], "denomination": "X", "categorie_juridique": "1000"}
    before = masked(alone)
    after = masked(alone, {"siret": SIRETS[SOCIETE], "denomination": "Y", "categorie_juridique": "5710"})
    assert set(before) == set(after) == {EI, SIRETS[EI]}
    assert before[SIRETS[EI]] == f"{before[EI]}/1"
    assert before[EI] != after[EI]
    assert masked(alone) == before


@pytest.mark.parametrize(
    ("categorie", "siren", "nom", "masque"),
    [
        ("1000", "000000018", "X", True),
        ("1", "000000018", "X", True),
        ("5710", "000000018", "X", False),
        ("9220", "000000018", "X", False),
        (None, "000000018", "SARL Dupont", True),
        ("SARL", "000000018", "X", True),
        ("70", "000000018", "X", True),  # « personne physique » in the codes of FINESS
        (None, "130000000", "X", False),
        (None, "213000559", "X", False),
        ("5710", "000000018", "[ND]", True),
    ],
)
def test_qui_est_masque(categorie: str | None, siren: str, nom: str, masque: bool) -> None:
    numero = siret(siren, 1)
    found = masked({"siret": numero, "denomination": nom, "categorie_juridique": categorie})
    assert set(found) == ({siren, numero} if masque else set())


def test_une_version_d_avant_ne_montre_rien_a_qui_ne_peut_pas_voir_les_noms(
    tmp_path: Path, warehouse: Warehouse, version: OpenVersion
) -> None:
    path = tmp_path / "avant.duckdb"
    catalogue, manifest = version.catalogue, version.manifest
    shutil.copy(warehouse.versions / manifest.fichier, path)
    with duckdb.connect(str(path)) as con:
        con.execute("drop table masques")
    before = OpenVersion(path, manifest, catalogue)
    try:
        assert version.masque_les_noms
        assert not before.masque_les_noms
        assert rows(before, "X8", ANNEE, MONTRE) == rows(version, "X8", ANNEE, MONTRE)
        with pytest.raises(duckdb.CatalogException):
            rows(before, "X8", ANNEE, MASQUE)
    finally:
        before.close()


QUI = {"siren", "siret", "identifiant", "nom", "denomination", "contenu", "cible"}


@pytest.mark.parametrize(
    "requete", sorted(p for p in (*_names("measure"), *_names("explore")) if p not in IDENTITES)
)
def test_une_requete_qui_dit_qui_passe_par_la_porte(requete: str) -> None:
    announced = set(entete(requete)["columns"].split(", ")) & QUI
    if "$tout::boolean" in corps(requete):
        return  # nothing but counts for who does not see the deposits as their files wrote them
    for column in announced:
        assert re.search(rf"_montre\([^\n]*\) as {column}\b", corps(requete)), column
