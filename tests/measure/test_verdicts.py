"""Verdicts as measure gives them: which year speaks, which target, what is missing, on facts made by hand."""

from datetime import date

import pytest

from spaser.measure import Filters, Measure, Perimeter, Statut, measure
from spaser.measure.targets import cible_en_vigueur
from tests.measure.versions import Fait, cible, contrats, depense, indicateur, version_de

TOUT = Perimeter.tout()
TRENTE_2025 = (cible(0.3, 2025),)


def mesurer(
    faits: list[Fait], annee: int, fin: date = date(2026, 9, 30), code: str = "F2.4", **autres: object
) -> Measure:
    choisi = indicateur(code, **{"cibles": TRENTE_2025, **autres})
    return measure(version_de(choisi, faits, fin), code, Filters(annee), TOUT)[0]


def test_une_annee_en_cours_porte_le_verdict_de_la_derniere_annee_close() -> None:
    faits = [*contrats(2023, 12, 88), *contrats(2024, 20, 80), *contrats(2025, 90, 10)]
    m = mesurer(faits, 2025, fin=date(2025, 9, 30))
    assert (m.valeur, m.arrete, m.provisoire) == (0.9, date(2025, 9, 30), True)
    assert (m.annee_jugee, m.valeur_jugee, m.annee_base, m.valeur_base) == (2024, 0.2, 2023, 0.12)
    # P = 8/18, A = 1/2, R = 0,889
    assert m.statut == Statut.A_ACCELERER
    assert (m.cible, m.annee_cible, m.ecart_cible, m.manque) == (0.3, 2025, -0.1, 10)
    assert (m.rythme, m.rythme_requis, m.projection, m.annee_projection) == (0.08, 0.1, 0.36, 2026)


def test_apres_l_echeance_l_ecart_est_en_points_et_en_contrats() -> None:
    m = mesurer([*contrats(2024, 10, 91), *contrats(2025, 25, 76)], 2026)
    assert (m.statut, m.annee_jugee, m.manque) == (Statut.CIBLE_NON_ATTEINTE, 2025, 6)
    assert m.ecart_cible == pytest.approx(25 / 101 - 0.3)


def test_une_date_d_arrete_remonte_le_temps() -> None:
    """Seen on 30 June 2025, the year 2025 is not closed, whatever the data that came later."""
    faits = [*contrats(2023, 10, 90), *contrats(2024, 20, 80), *contrats(2025, 40, 60)]
    choisi = indicateur("F2.4", cibles=TRENTE_2025)
    version = version_de(choisi, faits)
    (alors,) = measure(version, "F2.4", Filters(2025, arrete=date(2025, 6, 30)), TOUT)
    assert (alors.annee_jugee, alors.statut) == (2024, Statut.EN_BONNE_VOIE)
    (depuis,) = measure(version, "F2.4", Filters(2025), TOUT)
    assert (depuis.annee_jugee, depuis.statut) == (2025, Statut.CIBLE_ATTEINTE)


def test_2020_n_est_pas_une_base_pour_les_considerations() -> None:
    """With 2020 as a base there would be two years and a pace; the document gives no 2020 figure: too early."""
    m = mesurer([*contrats(2020, 10, 90), *contrats(2021, 12, 88)], 2021)
    assert (m.statut, m.annee_base) == (Statut.TROP_TOT, None)


def test_une_base_2020_ecrite_dans_le_document_sert_de_base() -> None:
    """100 → 130 hours, 150 asked for 2025: P = 30/50, A = 3/5, R = 1."""
    heures = [Fait("a", date(2023, 5, 1), montant=130)]
    m = mesurer(heures, 2023, code="X2", cibles=(cible(150, 2025),), base_2020=100)
    assert (m.annee_base, m.valeur_base, m.statut) == (2020, 100, Statut.EN_BONNE_VOIE)
    assert (m.manque, m.rythme) == (None, 10)


def test_moins_de_cinq_contrats_ou_trop_d_inconnus_ne_se_jugent_pas() -> None:
    assert mesurer(contrats(2025, 4), 2025).statut == Statut.DONNEE_INSUFFISANTE
    assert mesurer(contrats(2025, 5), 2025).statut == Statut.CIBLE_ATTEINTE
    assert mesurer(contrats(2025, 79, 0, 21), 2025).statut == Statut.DONNEE_INSUFFISANTE
    assert mesurer(contrats(2025, 80, 0, 20), 2025).statut == Statut.CIBLE_ATTEINTE
    assert mesurer(contrats(2025, 28, 67, 5), 2025).statut == Statut.NON_CONCLUANT


def test_n_min_est_demande_aux_taux_et_non_aux_nombres() -> None:
    """Two meetings are two meetings; four contracts make no rate."""
    reunions = [Fait("a", date(2023, 1, 9)), Fait("b", date(2024, 2, 1)), Fait("c", date(2024, 3, 1))]
    version = version_de(indicateur("F1.1", cibles=()), reunions)
    (m,) = measure(version, "F1.1", Filters(2024), TOUT)
    assert (m.valeur, m.n_moins_1, m.statut) == (2, 1, Statut.EVOLUTION_FAVORABLE)


def test_29_96_pour_cent_n_atteint_pas_30() -> None:
    assert mesurer(contrats(2025, 749, 1751), 2025).statut == Statut.CIBLE_NON_ATTEINTE
    assert mesurer(contrats(2025, 750, 1750), 2025).statut == Statut.CIBLE_ATTEINTE


def test_un_taux_de_depenses_manque_d_euros() -> None:
    faits = [depense(f"m{n}", date(2025, 3, 1), 100, 1.0 if n < 4 else 0.0) for n in range(100)]
    m = mesurer(faits, 2025, code="X1", cibles=(cible(0.05, 2025),))
    assert (m.valeur, m.statut, m.manque) == (0.04, Statut.CIBLE_NON_ATTEINTE, 100)


def test_une_moyenne_de_jours_se_juge_a_la_baisse_chaque_annee() -> None:
    cibles = (cible(30, 2021, chaque_annee=True, valide_du=date(2019, 4, 1)),)
    faits = [
        Fait(f"{a}{n}", date(a, 1, 1), montant=jours)
        for a, jours in ((2024, 35), (2025, 28))
        for n in range(5)
    ]
    avant = mesurer(faits, 2024, code="X9", cibles=cibles)
    assert (avant.statut, avant.cible, avant.annee_cible, avant.manque) == (
        Statut.CIBLE_NON_ATTEINTE,
        30,
        2024,
        None,
    )
    assert mesurer(faits, 2025, code="X9", cibles=cibles).statut == Statut.CIBLE_ATTEINTE
    assert mesurer(faits, 2020, code="X9", cibles=cibles).annee_cible == 2021


def test_une_cible_de_chaque_annee_ne_s_applique_pas_avant_sa_premiere_annee() -> None:
    cibles = (cible(1, 2022, chaque_annee=True),)
    m = mesurer(contrats(2021, 9, 1), 2021, code="X4", cibles=cibles)
    assert (m.statut, m.annee_cible) == (Statut.NON_APPLICABLE, 2022)


def test_une_definition_a_arbitrer_le_dit_avec_ou_sans_cible() -> None:
    faits = contrats(2025, 9, 1)
    assert mesurer(faits, 2025, definition_decidee=False).statut == Statut.DEFINITION_A_ARBITRER
    assert mesurer(faits, 2025, definition_decidee=False, cibles=()).statut == Statut.DEFINITION_A_ARBITRER


def test_sans_cible_l_evolution_est_celle_de_l_annee_en_cours_a_la_meme_date() -> None:
    faits = [*contrats(2025, 30, 70), *contrats(2024, 10, 90)]
    m = mesurer(faits, 2025, fin=date(2025, 6, 30), code="F2.1", cibles=())
    assert (m.statut, m.provisoire, m.cible, m.annee_jugee) == (Statut.EVOLUTION_FAVORABLE, True, None, None)
    assert mesurer(contrats(2025, 30, 70), 2025, cibles=(), sens="neutre").statut == Statut.SANS_OBJET
    assert mesurer(contrats(2025, 0, 0, 70), 2025, cibles=()).statut == Statut.DONNEE_INSUFFISANTE


def test_la_cible_en_vigueur_est_celle_de_l_annee() -> None:
    ancienne = cible(0.2, 2023, valide_au=date(2023, 12, 30))
    nouvelle = cible(0.3, 2025, valide_du=date(2023, 12, 31))
    suivante = cible(0.5, 2028, valide_du=date(2023, 12, 31))
    choisi = indicateur("F2.4", cibles=(suivante, nouvelle, ancienne))
    lues = {annee: cible_en_vigueur(choisi, annee) for annee in (2020, 2022, 2023, 2025, 2026, 2030)}
    assert lues == {
        2020: ancienne,
        2022: ancienne,
        2023: nouvelle,
        2025: nouvelle,
        2026: suivante,
        2030: suivante,
    }
    assert cible_en_vigueur(indicateur("F2.4", cibles=(ancienne,)), 2026) is None


def test_une_cible_n_efface_pas_la_tendance() -> None:
    """20 → 25 % is a rise of 5 points, whatever the 30 % missed; 20 → 20,5 % is under a point: stable."""
    rise = mesurer([*contrats(2024, 20, 80), *contrats(2025, 25, 75)], 2025)
    assert (rise.statut, rise.tendance) == (Statut.CIBLE_NON_ATTEINTE, Statut.EVOLUTION_FAVORABLE)
    flat = mesurer([*contrats(2024, 200, 800), *contrats(2025, 205, 795)], 2025)
    assert flat.tendance == Statut.STABLE
    first = mesurer(contrats(2025, 25, 75), 2025)
    assert (first.ecart, first.tendance) == (None, Statut.SANS_OBJET)


def test_rien_ne_se_compare_a_une_annee_ou_l_indicateur_ne_s_applique_pas() -> None:
    """A yearly target from 2022 on: 2021 is « non applicable », 2022 has no N-1, 2023 is 10 points above 2022."""
    faits = [*contrats(2021, 10, 90), *contrats(2022, 20, 80), *contrats(2023, 30, 70)]
    chaque_annee = (cible(1.0, 2022, chaque_annee=True),)
    before, first, second = (mesurer(faits, annee, cibles=chaque_annee) for annee in (2021, 2022, 2023))
    assert before.statut == Statut.NON_APPLICABLE
    assert (first.n_moins_1, first.ecart) == (None, None)
    assert second.n_moins_1 == 0.2
    assert second.ecart == pytest.approx(0.1)


def test_ce_qui_ne_dit_qu_une_annee_n_a_pas_de_trimestre() -> None:
    """A programme is written on 1 January: it must not look like a first quarter."""
    programme = [Fait("a", date(2026, 1, 1)), Fait("b", date(2026, 1, 1), appartient=0.0)]
    version = version_de(indicateur("X3"), programme)
    (whole,) = measure(version, "X3", Filters(2026), TOUT, "trimestre")
    assert (whole.segment, whole.numerateur, whole.denominateur) == (None, 1, 2)
    dated = version_de(indicateur("F2.4"), contrats(2026, 1, 1))
    assert len(measure(dated, "F2.4", Filters(2026), TOUT, "trimestre")) == 4
