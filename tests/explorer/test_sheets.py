"""The sheets of a contract and of a supplier, computed by hand, and what a perimeter hides of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from spaser.measure import Filters, Perimeter, measure, rows
from spaser.measure.contract_sheet import ContratLie, Repere, contract_sheet
from spaser.measure.row_sheets import count_rows, sheets_of
from spaser.measure.supplier_sheet import contracts_held, payments, supplier_sheet
from spaser.store import OpenVersion
from spaser.ui.sheet_words import paid_share, role
from tests.explorer.conftest import AIX, HOSTILE, MARSEILLE
from tests.extraits import SIRET_A, SIRET_B, SIRET_C

TOUT = Perimeter.tout()
CHEZ_AIX = Perimeter(frozenset({AIX}), None, nominatif=True)
CHEZ_MARSEILLE = Perimeter(frozenset({MARSEILLE}), None, nominatif=True)
A, B, C = (siret[:9] for siret in (SIRET_A, SIRET_B, SIRET_C))


def test_la_fiche_d_un_contrat_a_deux_titulaires(publiee: OpenVersion) -> None:
    fiche = contract_sheet(publiee, "2026M001", TOUT)
    assert fiche is not None
    contrat = fiche.contrat
    assert (contrat.montant, contrat.fin) == (Decimal(100_000), date(2027, 3, 9))
    assert (contrat.fichier, contrat.ligne, contrat.auteur) == ("contrats.csv", 2, "essai")
    assert [(t.siren, t.role, t.part) for t in fiche.titulaires] == [
        (A, "mandataire", Decimal(60_000)),
        (B, "cotraitant", Decimal(40_000)),
    ]
    # 30 000 + 20 000 − 500 : l'annulation se soustrait
    assert [(d.exercice, d.montant, d.paiements) for d in fiche.depenses] == [(2026, Decimal(49_500), 3)]
    assert (fiche.heures_realisees, fiche.heures_dues) == (Decimal(120), Decimal(300))
    assert fiche.modifications == ()


def test_les_considerations_gardent_oui_non_et_leur_ligne(publiee: OpenVersion) -> None:
    fiche = contract_sheet(publiee, "2026M001", TOUT)
    assert fiche is not None
    assert {(r.sujet, r.type, r.reponse, r.ligne) for r in fiche.reponses} >= {
        ("ENV", "clause", True, 2),
        ("SOC", "clause", False, 2),
    }
    vide = contract_sheet(publiee, "2026M003", TOUT)
    assert vide is not None
    assert {r.reponse for r in vide.reponses} <= {None}


def test_les_indicateurs_comptent_le_contrat_comme_measure(publiee: OpenVersion) -> None:
    for cle in ("2026M001", "2026M002", "2026M003", "2026M%_7"):
        fiche = contract_sheet(publiee, cle, TOUT)
        assert fiche is not None
        lus = {compte.code: compte.appartient for compte in fiche.comptes}
        for code in ("F2.1", "F2.3", "F2.4", "F5.1", "F8.1"):
            par_cle = {row.cle: row.appartient for row in rows(publiee, code, Filters(2026), TOUT)}
            assert lus[code] == par_cle[cle], (cle, code)
    inconnu = contract_sheet(publiee, "2026M003", TOUT)
    assert inconnu is not None
    assert {c.code: c.appartient for c in inconnu.comptes}["F2.3"] is None


def test_un_accord_cadre_montre_ses_subsequents_et_son_montant_estime(publiee: OpenVersion) -> None:
    cadre = contract_sheet(publiee, "2025A001", TOUT)
    assert cadre is not None
    assert (cadre.contrat.montant, cadre.contrat.montant_max_ht) == (Decimal(300_000), Decimal(900_000))
    assert [(lie.lien, lie.cle) for lie in cadre.lies] == [("subsequent", "2025A001-MS1")]
    subsequent = contract_sheet(publiee, "2025A001-MS1", TOUT)
    assert subsequent is not None
    assert [(lie.lien, lie.cle) for lie in subsequent.lies] == [("accord_cadre", "2025A001")]
    assert not subsequent.contrat.dans_flux
    assert subsequent.comptes == ()


def test_le_paye_d_un_accord_cadre_se_compare_a_son_maximum_celui_d_un_marche_au_montant_compte(
    publiee: OpenVersion,
) -> None:
    """10 000 € payés sur 900 000 € au plus : 1 % (et non 3 % des 300 000 € comptés) ; 49 500 € sur 100 000 € : 50 %."""
    cadre, marche = (contract_sheet(publiee, cle, TOUT) for cle in ("2025A001", "2026M001"))
    assert cadre is not None
    assert marche is not None
    assert cadre.repere == Repere("maximum", Decimal(900_000))
    assert marche.repere == Repere("compte", Decimal(100_000))
    assert (cadre.a_des_subsequents, marche.a_des_subsequents) == (True, False)
    assert paid_share(cadre.paye, cadre.repere) == "1\u202f% du maximum de l’accord-cadre (900\u202fk€)"
    assert paid_share(marche.paye, marche.repere) == "50\u202f% du montant compté (100\u202fk€)"


def test_sans_maximum_un_accord_cadre_se_compare_au_montant_compte_et_un_numero_de_lots_a_rien(
    publiee: OpenVersion,
) -> None:
    cadre = contract_sheet(publiee, "2025A001", TOUT)
    assert cadre is not None
    sans = replace(cadre, contrat=replace(cadre.contrat, montant_max_ht=None))
    assert sans.repere == Repere("compte", Decimal(300_000))
    autre_lot = ContratLie("lot", "2025A001-2", None, None, None, None)
    assert replace(cadre, lies=(autre_lot,)).repere is None
    assert paid_share(cadre.paye, None) is None


def test_le_titulaire_d_un_accord_cadre_a_plusieurs_n_est_pas_dit_seul() -> None:
    assert [role("seul", 1), role("seul", 5), role("mandataire", 5)] == [
        "Titulaire seul",
        "Titulaire",
        "Mandataire",
    ]
    assert role(None, 2) == "non renseigné"


@pytest.mark.parametrize(
    "cle", ["2026M004", "inconnu", "", "' or 1=1 --", "%", "x" * 10_000, "2026M001' --", "\x00"]
)
def test_un_contrat_inconnu_ou_cache_ne_donne_rien(publiee: OpenVersion, cle: str) -> None:
    assert contract_sheet(publiee, cle, CHEZ_AIX) is None


def test_un_objet_hostile_reste_un_texte(publiee: OpenVersion) -> None:
    fiche = contract_sheet(publiee, "2026M%_7", TOUT)
    assert fiche is not None
    assert fiche.contrat.objet == HOSTILE


def test_la_fiche_d_un_fournisseur_somme_ses_achats(publiee: OpenVersion) -> None:
    fiche = supplier_sheet(publiee, A, TOUT)
    assert fiche is not None
    trouve = fiche.fournisseur
    assert (trouve.montant, trouve.paiements, trouve.contrats) == (Decimal(41_000), 4, 5)
    assert fiche.nom == "Société Ombrière"
    assert [(d.exercice, d.domaine, d.montant) for d in fiche.depenses] == [
        (2025, "Déchets", Decimal(10_000)),
        (2026, "Voirie et espace public", Decimal(29_500)),
        (2026, "Déchets", Decimal(1_500)),
    ]
    (lieu,) = fiche.etablissements
    assert (lieu.identifiant, lieu.commune, lieu.departement) == (SIRET_A, "Marseille", "Bouches-du-Rhône")
    (statut,) = fiche.statuts
    assert (statut.ess, statut.type_insertion, statut.debut, statut.fin) == (
        True,
        "ACI",
        date(2024, 1, 1),
        None,
    )
    assert fiche.charte == date(2025, 1, 12)


def test_un_statut_vide_n_est_pas_un_non(publiee: OpenVersion) -> None:
    fiche = supplier_sheet(publiee, B, TOUT)
    assert fiche is not None
    assert fiche.statuts[0].ess is None


def test_le_rang_strategique_et_l_evaluation_suivent_l_annee(publiee: OpenVersion) -> None:
    fiche = supplier_sheet(publiee, A, TOUT)
    assert fiche is not None
    # Premier de « Déchets » sur les dépenses de 2025, donc stratégique en 2026 ; évalué le 01/02/2026, RSE comprise.
    rangs = {(r.annee, r.domaine): (r.rang, r.evalue) for r in fiche.rangs}
    assert rangs == {(2026, "Déchets"): (1, True)}


def test_les_listes_longues_viennent_par_pages(publiee: OpenVersion) -> None:
    tenus = contracts_held(publiee, A, TOUT, limit=2, offset=2)
    assert ([c.cle for c in tenus], {c.total for c in tenus}) == (["2026M001", "2025A001-MS1"], {5})
    payes = payments(publiee, A, TOUT, limit=2)
    assert [(p.cle, p.montant, p.fichier, p.ligne, p.total) for p in payes] == [
        ("MD6", Decimal(-500), "depenses.csv", 7, 4),
        ("MD5", Decimal(1_500), "depenses.csv", 6, 4),
    ]


def test_un_perimetre_ne_somme_que_ce_qu_il_voit(publiee: OpenVersion) -> None:
    fiche = supplier_sheet(publiee, A, CHEZ_MARSEILLE)
    assert fiche is not None
    assert (fiche.fournisseur.montant, fiche.fournisseur.contrats) == (Decimal(1_500), 0)
    assert [d.montant for d in fiche.depenses] == [Decimal(1_500)]
    assert [p.cle for p in payments(publiee, A, CHEZ_MARSEILLE)] == ["MD5"]
    assert contracts_held(publiee, A, CHEZ_MARSEILLE) == ()


@pytest.mark.parametrize("siren", [C, SIRET_C, "inconnu", "", "' or ''='", "x" * 10_000])
def test_un_fournisseur_inconnu_ou_cache_ne_donne_rien(publiee: OpenVersion, siren: str) -> None:
    assert supplier_sheet(publiee, siren, CHEZ_AIX) is None


@pytest.mark.parametrize("perimetre", [TOUT, CHEZ_AIX, CHEZ_MARSEILLE])
def test_le_nombre_de_lignes_est_celui_des_lignes(publiee: OpenVersion, perimetre: Perimeter) -> None:
    for indicateur in publiee.catalogue.indicateurs:
        nombres = count_rows(publiee, indicateur.code, Filters(2026), perimetre)
        for reponse in (None, "oui", "non", "inconnu"):
            lues = rows(publiee, indicateur.code, Filters(2026), perimetre, reponse)
            assert nombres.de(reponse) == len(lues), (indicateur.code, reponse)


def test_chaque_ligne_mene_au_contrat_ou_au_fournisseur(publiee: OpenVersion) -> None:
    def cibles(code: str, perimetre: Perimeter = TOUT) -> dict[str, tuple[str, str]]:
        lues = rows(publiee, code, Filters(2026), TOUT)
        return {c.cle: (c.page, c.cible) for c in sheets_of(publiee, lues, perimetre)}

    assert cibles("F2.3")["2026M002"] == ("contrat", "2026M002")
    assert cibles("X7")["MD4"] == ("fournisseur", C)
    assert cibles("X8")[B] == ("fournisseur", B)
    assert set(cibles("X2").values()) == {("contrat", "2026M001")}
    assert "2026M002" not in cibles("F2.3", CHEZ_AIX)
    assert "MD4" not in cibles("X7", CHEZ_AIX)
    assert C not in cibles("X8", CHEZ_AIX)


def test_la_somme_des_fiches_est_le_total_des_achats(publiee: OpenVersion) -> None:
    fiches = [supplier_sheet(publiee, siren, TOUT) for siren in (A, B, C)]
    total = sum(fiche.fournisseur.montant for fiche in fiches if fiche is not None)
    annees = [measure(publiee, "X7", Filters(annee), TOUT)[0].denominateur for annee in (2025, 2026)]
    assert float(total) == sum(annee for annee in annees if annee is not None) == 68_000
