"""R7, A5, A6, A22: yes, no and not filled are three answers; F2, F4, F5, F6, F7 and F9.3."""

import pytest

from tests.facts.entrepot import Entrepot
from tests.facts.lecture import montants, sommes

THEMES = [
    ("F4.1", "egalite_fh", "clause"),
    ("F4.2", "discrimination", "critere"),
    ("F5.1", "dechets_tri", "clause"),
    ("F5.1", "dechets_reduction", "spec_technique"),
    ("F5.1", "dechets_valorisation", "critere"),
    ("F5.3", "plastique", "spec_technique"),
    ("F6.1", "energie", "spec_technique"),
    ("F6.2", "ges", "critere"),
    ("F6.3", "biodiversite", "clause"),
    ("F7.1", "reemploi", "clause"),
    ("F7.1", "recycle", "critere"),
    ("F7.1", "biosource", "spec_technique"),
    ("F9.3", "commerce_equitable", "critere"),
]
ENVIRONNEMENT = ("F5.1", "F5.3", "F6.1", "F6.2", "F6.3", "F7.1")


def test_un_dispositif_vaut_oui_pour_son_theme_sa_famille_et_le_developpement_durable(
    entrepot: Entrepot,
) -> None:
    for code, sujet, nature in THEMES:
        entrepot.contrat(f"{code} {sujet}")
        entrepot.consideration(f"{code} {sujet}", sujet, True, type=nature)
    entrepot.deriver()
    for code, sujet, _ in THEMES:
        contrat = f"{code} {sujet}"
        famille = "F2.3" if code in ENVIRONNEMENT else "F2.4"
        assert [entrepot.appartenances(c)[contrat] for c in (code, famille, "F2.1")] == [1.0] * 3
        faits = [fait for fait in entrepot.faits(code) if fait.cle == contrat]
        assert sommes(faits) == montants(100_000, 100_000, 100_000)


def test_un_non_au_theme_ne_dit_rien_de_l_autre_famille(entrepot: Entrepot) -> None:
    for code, sujet, _ in THEMES:
        entrepot.contrat(f"{code} {sujet}")
        entrepot.consideration(f"{code} {sujet}", sujet, False)
    entrepot.deriver()
    for code, sujet, _ in THEMES:
        autre = "F2.4" if code in ENVIRONNEMENT else "F2.3"
        assert [entrepot.appartenances(c)[f"{code} {sujet}"] for c in (autre, "F2.1")] == [None, None]


def test_ce_que_l_extrait_ne_demande_pas_est_inconnu_et_reste_au_denominateur(entrepot: Entrepot) -> None:
    entrepot.contrat("C1")
    entrepot.deriver()
    for code in ("F2.1", "F2.3", "F2.4", "F4.3", "F6.1", "F7.2"):
        assert entrepot.appartenances(code) == {"C1": None}
        assert sommes(entrepot.faits(code)) == montants(100_000, 0, 100_000)


def test_une_cellule_vide_est_inconnue_un_non_est_un_non(entrepot: Entrepot) -> None:
    entrepot.contrat("OUI")
    entrepot.contrat("NON")
    entrepot.contrat("VIDE")
    entrepot.consideration("OUI", "energie", True)
    entrepot.consideration("NON", "energie", False)
    entrepot.consideration("VIDE", "energie", None)
    entrepot.deriver()
    assert entrepot.appartenances("F6.1") == {"OUI": 1.0, "NON": 0.0, "VIDE": None}
    assert sommes(entrepot.faits("F6.1")) == montants(300_000, 100_000, 200_000)


def test_pas_de_consideration_sociale_descend_sur_tous_les_themes_sociaux(entrepot: Entrepot) -> None:
    entrepot.contrat("C1")
    entrepot.consideration("C1", "SOC", False)
    entrepot.consideration("C1", "egalite_fh", None)
    entrepot.deriver()
    for code in ("F2.4", "F4.1", "F4.2", "F4.3", "F9.3"):
        assert entrepot.appartenances(code) == {"C1": 0.0}
    assert entrepot.appartenances("F2.3") == {"C1": None}


def test_pas_de_consideration_contredit_par_un_oui_ne_vaut_rien_pour_les_autres_themes(
    entrepot: Entrepot,
) -> None:
    entrepot.contrat("C1")
    entrepot.consideration("C1", "SOC", False)
    entrepot.consideration("C1", "egalite_fh", True, type="clause")
    entrepot.deriver()
    assert entrepot.appartenances("F2.4") == {"C1": 1.0}
    assert entrepot.appartenances("F4.2") == {"C1": None}


def test_clause_non_et_critere_non_font_un_non_clause_non_et_critere_vide_une_inconnue(
    entrepot: Entrepot,
) -> None:
    for contrat, critere in (("NON", False), ("VIDE", None), ("OUI", True)):
        entrepot.contrat(contrat)
        entrepot.consideration(contrat, "ENV", False, type="clause")
        entrepot.consideration(contrat, "ENV", critere, type="critere")
    entrepot.deriver()
    assert entrepot.appartenances("F2.3") == {"NON": 0.0, "VIDE": None, "OUI": 1.0}
    assert entrepot.appartenances("F6.3") == {"NON": 0.0, "VIDE": None, "OUI": None}


def test_tous_les_themes_demandes_a_non_font_un_non_de_la_famille(entrepot: Entrepot) -> None:
    for contrat, ges in (("NON", False), ("VIDE", None)):
        entrepot.contrat(contrat)
        entrepot.consideration(contrat, "energie", False)
        entrepot.consideration(contrat, "ges", ges)
    entrepot.deriver()
    assert entrepot.appartenances("F2.3") == {"NON": 0.0, "VIDE": None}
    assert entrepot.appartenances("F6.3") == {"NON": None, "VIDE": None}


def test_le_groupe_dechets_repond_pour_ses_trois_themes(entrepot: Entrepot) -> None:
    entrepot.contrat("OUI")
    entrepot.contrat("NON")
    entrepot.consideration("OUI", "dechets", True)
    entrepot.consideration("NON", "dechets", False)
    entrepot.deriver()
    assert entrepot.appartenances("F5.1") == entrepot.appartenances("F5.2") == {"OUI": 1.0, "NON": 0.0}


def test_une_mention_technique_n_est_ni_une_clause_ni_un_critere_d_egalite(entrepot: Entrepot) -> None:
    entrepot.contrat("C1")
    entrepot.consideration("C1", "egalite_fh", True, type="spec_technique")
    entrepot.deriver()
    assert entrepot.appartenances("F4.1") == {"C1": 0.0}
    assert entrepot.appartenances("F2.4") == {"C1": 1.0}


def test_une_specification_vaut_clause_sauf_choix_contraire(entrepot: Entrepot) -> None:
    entrepot.parametre("specification_vaut_clause", "false")
    entrepot.contrat("C1")
    entrepot.consideration("C1", "dechets_tri", True, type="spec_technique")
    entrepot.consideration("C1", "energie", True, type="spec_technique")
    entrepot.deriver()
    assert [entrepot.appartenances(code)["C1"] for code in ("F2.3", "F5.1", "F6.1")] == [0.0, 0.0, 1.0]


def test_f4_3_est_l_union_et_le_contrat_y_compte_une_fois(entrepot: Entrepot) -> None:
    for contrat, egalite, discrimination in (
        ("DEUX", True, True),
        ("UN", False, True),
        ("AUCUN", False, False),
        ("PEUT-ETRE", None, False),
    ):
        entrepot.contrat(contrat)
        entrepot.consideration(contrat, "egalite_fh", egalite, type="clause")
        entrepot.consideration(contrat, "discrimination", discrimination, type="clause")
    entrepot.deriver()
    assert entrepot.appartenances("F4.3") == {"DEUX": 1.0, "UN": 1.0, "AUCUN": 0.0, "PEUT-ETRE": None}
    assert len(entrepot.faits("F4.3")) == 4


@pytest.mark.parametrize("fondement", ["L2113-12", "ancien article 36"])
def test_un_contrat_reserve_est_social_par_nature(entrepot: Entrepot, fondement: str) -> None:
    entrepot.contrat("C1", fondement_reservation=fondement)
    entrepot.contrat("C2")
    entrepot.consideration("C2", "SOC", True, type="lot_reserve")
    entrepot.deriver()
    assert entrepot.appartenances("F2.4") == {"C1": 1.0, "C2": 1.0}
    assert entrepot.appartenances("F2.1") == {"C1": 1.0, "C2": 1.0}
    assert entrepot.appartenances("F4.1") == {"C1": None, "C2": None}


def test_un_lot_reserve_ne_rend_pas_sociaux_les_lots_voisins(entrepot: Entrepot) -> None:
    entrepot.contrat("C1", lot="1", fondement_reservation="L2113-13")
    entrepot.contrat("C1", lot="2")
    entrepot.consideration("C1", "SOC", False, lot="2")
    entrepot.deriver()
    assert entrepot.appartenances("F2.4") == {"C1 · lot 1": 1.0, "C1 · lot 2": 0.0}


def test_pas_de_marche_reserve_ne_dit_rien_des_clauses(entrepot: Entrepot) -> None:
    entrepot.contrat("C1")
    entrepot.consideration("C1", "SOC", False, type="marche_reserve")
    entrepot.deriver()
    assert entrepot.appartenances("F2.4") == {"C1": None}


def test_la_rse_jamais_demandee_compte_pour_un_non(entrepot: Entrepot) -> None:
    for contrat in ("SANS", "AVEC", "VIDE"):
        entrepot.contrat(contrat)
        entrepot.consideration(contrat, "ENV", False)
        entrepot.consideration(contrat, "SOC", False)
    entrepot.consideration("AVEC", "rse_autre", True, type="critere")
    entrepot.consideration("VIDE", "rse_autre", None)
    entrepot.deriver()
    assert entrepot.appartenances("F2.1") == {"SANS": 0.0, "AVEC": 1.0, "VIDE": None}


def test_la_lecture_stricte_de_l_inclusion_ne_garde_que_l_insertion_et_le_handicap(
    entrepot: Entrepot,
) -> None:
    entrepot.parametre("inclusion_sociale", "stricte")
    entrepot.contrat("INSERTION")
    entrepot.contrat("EGALITE")
    entrepot.consideration("INSERTION", "insertion", True, type="clause")
    entrepot.consideration("EGALITE", "egalite_fh", True, type="clause")
    entrepot.consideration("EGALITE", "insertion", False)
    entrepot.deriver()
    assert entrepot.appartenances("F2.4") == {"INSERTION": 1.0, "EGALITE": 0.0}
    assert entrepot.appartenances("F2.1") == {"INSERTION": 1.0, "EGALITE": 1.0}


@pytest.mark.parametrize("lecture", ["large", "stricte"])
def test_la_lecture_stricte_se_lit_a_cote_de_la_large_quel_que_soit_le_choix(
    entrepot: Entrepot, lecture: str
) -> None:
    entrepot.parametre("inclusion_sociale", lecture)
    for contrat in ("HANDICAP", "EGALITE", "SOCIALE", "RIEN", "RESERVE", "VIDE"):
        entrepot.contrat(contrat, fondement_reservation="L2113-12" if contrat == "RESERVE" else None)
    entrepot.consideration("HANDICAP", "handicap", True, type="clause")
    entrepot.consideration("EGALITE", "egalite_fh", True, type="clause")
    entrepot.consideration("EGALITE", "insertion", False)
    entrepot.consideration("EGALITE", "handicap", False)
    entrepot.consideration("SOCIALE", "SOC", True, type="clause")
    entrepot.consideration("RIEN", "SOC", False)
    entrepot.deriver()
    strict = {"HANDICAP": 1.0, "EGALITE": 0.0, "SOCIALE": None, "RIEN": 0.0, "RESERVE": 1.0, "VIDE": None}
    assert entrepot.appartenances("F2.4a") == strict
    assert sommes(entrepot.faits("F2.4a")) == montants(600_000, 200_000, 400_000)
    broad = {**strict, "EGALITE": 1.0, "SOCIALE": 1.0}
    assert entrepot.appartenances("F2.4") == (strict if lecture == "stricte" else broad)


def test_hors_du_domaine_des_dechets_ses_contrats_ne_comptent_ni_en_haut_ni_en_bas(
    entrepot: Entrepot,
) -> None:
    """3 of 5 contracts; 1 of 3 outside the waste domain, a contract without domain among them."""
    for contrat, domaine, reponse in (
        ("COLLECTE", "Déchets", True),
        ("TRI", "Déchets", True),
        ("CHANTIER", "Travaux", True),
        ("BUREAUX", "Mobilier et fournitures", False),
        ("SANS", None, False),
    ):
        entrepot.contrat(contrat, domaine=domaine)
        entrepot.consideration(contrat, "dechets_tri", reponse, type="clause")
        entrepot.consideration(contrat, "ENV", reponse)
    entrepot.deriver()
    assert sum(fait.appartient or 0 for fait in entrepot.faits("F5.1")) == 3
    assert entrepot.appartenances("F5.1a") == {"CHANTIER": 1.0, "BUREAUX": 0.0, "SANS": 0.0}


def test_la_meme_reponse_deposee_deux_fois_ne_change_rien(entrepot: Entrepot) -> None:
    entrepot.contrat("C1")
    for _ in range(2):
        entrepot.consideration("C1", "plastique", True, type="clause")
    entrepot.deriver()
    assert entrepot.appartenances("F5.3") == {"C1": 1.0}
    assert len(entrepot.faits("F5.3")) == 1


def test_les_autres_categories_de_la_loi_sont_les_considerations_environnementales(
    entrepot: Entrepot,
) -> None:
    entrepot.contrat("C1")
    entrepot.contrat("C2", type_contrat="concession")
    entrepot.consideration("C1", "recycle", True, type="clause")
    entrepot.deriver()
    assert entrepot.appartenances("L3") == {"C1": 1.0, "C2": None}
    assert {fait.cle: fait.perimetre for fait in entrepot.faits("L3")} == {
        "C1": "marches",
        "C2": "concessions",
    }
