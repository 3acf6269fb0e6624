from dataclasses import replace
from datetime import date

from spaser.catalogue import load_catalogue
from spaser.measure import Measure, Statut
from spaser.ui.card import gauge_alternative, reading_of, verdict_sentences
from spaser.wording import (
    amount_text,
    change_text,
    completeness_text,
    on_the_move,
    previous_text,
    ratio_text,
    said,
    target_text,
    tendency,
)

N = "\u202f"
CATALOGUE = load_catalogue()
F23 = CATALOGUE.indicateur("F2.3")
F14 = CATALOGUE.indicateur("F1.4")
X1 = CATALOGUE.indicateur("X1")
X2 = CATALOGUE.indicateur("X2")

MEASURE = Measure(
    code="F2.3",
    annee=2026,
    segment=None,
    valeur=412 / 1034,
    numerateur=412,
    denominateur=1034,
    inconnus=52,
    borne_basse=412 / 1034,
    borne_haute=464 / 1034,
    montant=12_340_000.0,
    montant_haut=13_000_000.0,
    montant_total=30_000_000.0,
    part_montant=0.4113,
    completude=982 / 1034,
    n_moins_1=0.35,
    ecart=412 / 1034 - 0.35,
    cible=1.0,
    annee_cible=2025,
    statut=Statut.CIBLE_NON_ATTEINTE,
    arrete=date(2026, 9, 30),
    provisoire=True,
    effectif=1034,
    annee_jugee=2025,
    valeur_jugee=0.4,
    manque=600.0,
    projection=0.5,
    annee_projection=2026,
)


def test_la_formule_montre_ses_propres_nombres() -> None:
    assert ratio_text(MEASURE, F23) == f"412 ÷ 1{N}034"


def test_un_indicateur_de_depenses_montre_des_montants() -> None:
    spending = replace(MEASURE, numerateur=12_340_000, denominateur=340_100_000)
    assert ratio_text(spending, X1) == f"12,3{N}M€ ÷ 340,1{N}M€"


def test_un_compte_d_heures_n_a_pas_de_denominateur() -> None:
    assert ratio_text(replace(MEASURE, denominateur=None), X2) == ""


def test_le_volume_financier_accompagne_le_nombre() -> None:
    assert amount_text(MEASURE, F23) == f"12,3{N}M€, soit 41,1{N}% des montants"


def test_l_inconnu_donne_un_intervalle() -> None:
    assert completeness_text(MEASURE, F23) == f"complétude 94{N}% (entre 39,8{N}% et 44,9{N}%)"


def test_les_engagements_vont_dans_un_sens_ou_dans_l_autre_ou_dans_aucun() -> None:
    """F1.4 falls, which is wanted; F2.3 is stable; X1 falls; X3 only says a year; X2 has no N-1."""
    x3 = CATALOGUE.indicateur("X3")
    figures = [
        (F14, replace(MEASURE, code="F1.4", ecart=-0.1, tendance=Statut.EVOLUTION_FAVORABLE)),
        (F23, replace(MEASURE, ecart=0.002, tendance=Statut.STABLE)),
        (X1, replace(MEASURE, code="X1", ecart=-0.2, tendance=Statut.EVOLUTION_DEFAVORABLE)),
        (x3, replace(MEASURE, code="X3", ecart=0.3, tendance=Statut.EVOLUTION_FAVORABLE)),
        (X2, replace(MEASURE, code="X2", ecart=None, tendance=Statut.SANS_OBJET)),
    ]
    assert on_the_move(figures) == (
        "**1** va dans le sens voulu, **1** à contresens (X1), 1 stable, 2 sans comparaison possible à cette date"
    )


def test_une_annee_signee_sans_tendance_se_lit_a_son_signe() -> None:
    signed = replace(MEASURE, tendance=None)
    assert tendency(signed, F23) == Statut.EVOLUTION_FAVORABLE
    assert tendency(replace(signed, ecart=-0.1), F23) == Statut.EVOLUTION_DEFAVORABLE
    assert tendency(replace(signed, ecart=-0.1), F14) == Statut.EVOLUTION_FAVORABLE
    assert tendency(replace(signed, ecart=None), F23) is None


def test_n_moins_1_est_lu_a_la_meme_date() -> None:
    assert previous_text(MEASURE, F23) == f"30/09/2025 : 35,0{N}%"
    assert previous_text(replace(MEASURE, n_moins_1=None), F23) == "N-1 : n.d."
    assert change_text(MEASURE, F23) == f"+4,8{N}points"
    assert change_text(replace(MEASURE, ecart=None), F23) == ""


def test_le_29_fevrier_ne_fait_pas_echouer_n_moins_1() -> None:
    assert previous_text(replace(MEASURE, annee=2024, arrete=date(2024, 2, 29)), F23).startswith("2023 : ")


def test_tout_inconnu_n_est_pas_zero() -> None:
    unknown = replace(MEASURE, valeur=0.0, numerateur=0, inconnus=114, denominateur=114, completude=0.0)
    assert said(unknown, F23).texte == "non renseigné"
    assert said(unknown, F23).aspect == "non_renseigne"
    assert reading_of(unknown).valeur is None


def test_un_denominateur_nul_est_sans_objet_et_zero_reste_zero() -> None:
    empty = replace(MEASURE, valeur=None, numerateur=0, denominateur=0, inconnus=0, completude=None)
    zero = replace(MEASURE, valeur=0.0, numerateur=0, inconnus=0, completude=1.0)
    assert said(empty, F23).texte == "sans objet"
    assert said(zero, F23).texte == f"0,0{N}%"
    assert said(zero, F23).aspect == "valeur"


def test_non_applicable_se_dit_et_ne_ressemble_a_rien_d_autre() -> None:
    shown = said(replace(MEASURE, statut=Statut.NON_APPLICABLE), F23)
    assert (shown.texte, shown.aspect) == ("non applicable", "non_applicable")


def test_un_taux_pour_mille_garde_deux_decimales() -> None:
    assert said(replace(MEASURE, valeur=0.00042), F14).texte == f"0,42{N}‰"


def test_la_cible_s_ecrit_sans_decimale_inutile() -> None:
    assert target_text(MEASURE, F23) == f"Cible 100{N}% en 2025"
    assert target_text(replace(MEASURE, cible=None), F23) == ""


def test_le_verdict_dit_sur_quelle_annee_il_porte_et_ce_qui_manquait() -> None:
    said_on, missed = verdict_sentences(MEASURE, F23)
    assert said_on == f"Verdict rendu sur 2025, dernière année close : 40,0{N}%."
    assert missed == "En 2025, il en manquait 600 pour atteindre la cible."


def test_la_projection_ne_va_ni_vers_l_annee_affichee_ni_hors_du_possible() -> None:
    """A value of 2026 is on the card: what 2025 announced of it would contradict it. 120 % of contracts is nothing."""
    closed = replace(MEASURE, annee=2025)
    assert any(f"jusqu’en 2025 : 50,0{N}% en 2026" in text for text in verdict_sentences(closed, F23))
    beyond = replace(closed, projection=1.2)
    assert not any("rythme" in text for text in verdict_sentences(beyond, F23))


def test_un_verdict_non_concluant_ne_dit_pas_ce_qui_manquait() -> None:
    unsure = replace(MEASURE, statut=Statut.NON_CONCLUANT)
    assert not any("manquait" in text for text in verdict_sentences(unsure, F23))
    assert any("ne permet pas de dire" in text for text in verdict_sentences(unsure, F23))


def test_une_cible_depassee_ne_dit_pas_ce_qui_manque() -> None:
    assert not any("manquait" in text for text in verdict_sentences(replace(MEASURE, manque=-20.0), F23))


def test_la_jauge_a_une_alternative_en_une_phrase() -> None:
    assert gauge_alternative(MEASURE, F23) == (
        f"Contrats avec une considération environnementale : 39,8{N}%. Cible 100{N}% en 2025. 30/09/2025 : 35,0{N}%. "
        "Cible non atteinte à l’échéance."
    )
