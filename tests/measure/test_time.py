"""When a figure is observed: same date of N-1, stocks, closed years, provisional figures."""

from datetime import date

import pytest

from spaser.measure import FilterError, Filters, Perimeter, measure, trimestre
from tests.measure.versions import Fait, contrats, indicateur, version_de

TOUT = Perimeter.tout()


def test_une_annee_en_cours_se_compare_a_la_meme_date_de_n_moins_1() -> None:
    faits = [
        Fait("2026", date(2026, 9, 30)),
        Fait("2025 avant", date(2025, 9, 30)),
        Fait("2025 après", date(2025, 10, 1)),
    ]
    (m,) = measure(version_de(indicateur("F1.1"), faits, date(2026, 9, 30)), "F1.1", Filters(2026), TOUT)
    assert (m.arrete, m.valeur, m.n_moins_1, m.ecart) == (date(2026, 9, 30), 1, 1, 0)
    assert m.provisoire


def test_une_annee_close_se_compare_entiere() -> None:
    faits = [Fait("a", date(2025, 12, 31)), Fait("b", date(2024, 12, 31)), Fait("c", date(2024, 1, 1))]
    (m,) = measure(version_de(indicateur("F1.1"), faits, date(2026, 9, 30)), "F1.1", Filters(2025), TOUT)
    assert (m.arrete, m.valeur, m.n_moins_1, m.ecart) == (date(2025, 12, 31), 1, 2, -0.5)
    assert not m.provisoire


def test_la_date_d_arrete_s_applique_aussi_a_n_moins_1() -> None:
    faits = [Fait(f"{annee}-{mois}", date(annee, mois, 1)) for annee in (2024, 2025) for mois in range(1, 13)]
    version = version_de(indicateur("F1.1"), faits, date(2026, 9, 30))
    (m,) = measure(version, "F1.1", Filters(2025, arrete=date(2025, 6, 30)), TOUT)
    assert (m.valeur, m.n_moins_1, m.provisoire) == (6, 6, True)


def test_le_29_fevrier_devient_le_28_de_n_moins_1() -> None:
    faits = [Fait("a", date(2024, 2, 29)), Fait("b", date(2023, 2, 28)), Fait("c", date(2023, 3, 1))]
    version = version_de(indicateur("F1.1"), faits, date(2026, 9, 30))
    (m,) = measure(version, "F1.1", Filters(2024, arrete=date(2024, 2, 29)), TOUT)
    assert (m.valeur, m.n_moins_1) == (1, 1)


def test_un_stock_est_observe_a_une_date_quelle_que_soit_l_annee_de_debut() -> None:
    faits = [
        Fait("en cours depuis 2019", date(2019, 5, 1), fin=date(2025, 12, 31)),
        Fait("fini en 2023", date(2022, 1, 1), fin=date(2023, 12, 31)),
        Fait("sans fin", date(2024, 12, 31)),
        Fait("pas commencé", date(2025, 1, 1)),
    ]
    (m,) = measure(version_de(indicateur("X8.2"), faits), "X8.2", Filters(2024), TOUT)
    assert (m.valeur, m.n_moins_1) == (2, 2)


def test_un_stock_par_trimestre_est_celui_de_la_fin_du_trimestre() -> None:
    faits = [Fait("a", date(2019, 1, 1), fin=date(2024, 6, 30)), Fait("b", date(2024, 9, 1))]
    mesures = measure(version_de(indicateur("X8.2"), faits), "X8.2", Filters(2024), TOUT, "trimestre")
    assert [m.valeur for m in mesures] == [1, 1, 1, 1, 1]
    assert [m.arrete.month for m in mesures] == [12, 3, 6, 9, 12]


def test_une_ligne_annuelle_qui_n_est_plus_valable_a_la_date_ne_compte_pas() -> None:
    """F1.2: an evaluation closed more than twelve months before the observation says nothing any more."""
    faits = [
        Fait("liste", date(2024, 1, 1), appartient=0.0),
        Fait("liste", date(2024, 1, 1), fin=date(2024, 6, 30)),
    ]
    version = version_de(indicateur("F1.2", periode="annee"), faits, date(2026, 9, 30))
    assert measure(version, "F1.2", Filters(2024, arrete=date(2024, 6, 30)), TOUT)[0].valeur == 1
    assert measure(version, "F1.2", Filters(2024, arrete=date(2024, 7, 1)), TOUT)[0].valeur == 0


@pytest.mark.parametrize("code", ["F1.1", "X8.2"])
def test_une_annee_apres_les_donnees_n_a_pas_de_valeur(code: str) -> None:
    version = version_de(indicateur(code), [Fait("a", date(2025, 5, 1))], date(2025, 9, 30))
    (m,) = measure(version, code, Filters(2026), TOUT)
    assert (m.valeur, m.n_moins_1, m.provisoire) == (None, 1, True)


def test_sans_depot_date_l_annee_s_observe_au_31_decembre_et_n_est_pas_close() -> None:
    (m,) = measure(version_de(indicateur("F1.1"), [], None), "F1.1", Filters(2024), TOUT)
    assert (m.arrete, m.provisoire, m.valeur) == (date(2024, 12, 31), True, None)


def test_une_completude_sous_90_pour_cent_est_provisoire() -> None:
    def provisoire(connus: int, inconnus: int) -> bool:
        version = version_de(indicateur("F2.1"), contrats(2024, connus, 0, inconnus))
        return measure(version, "F2.1", Filters(2024), TOUT)[0].provisoire

    assert not provisoire(9, 1)
    assert provisoire(89, 11)


def test_la_fin_d_un_trimestre() -> None:
    assert [trimestre(2025, numero) for numero in (1, 2, 3, 4)] == [
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2025, 9, 30),
        date(2025, 12, 31),
    ]
    with pytest.raises(FilterError, match="Trimestre 5"):
        trimestre(2025, 5)


def test_des_filtres_impossibles_sont_refuses_en_clair() -> None:
    with pytest.raises(FilterError, match="n'est pas dans l'exercice 2025"):
        Filters(2025, arrete=date(2024, 9, 30))
    with pytest.raises(FilterError, match="Exercice 25"):
        Filters(25)
    with pytest.raises(FilterError, match="Périmètre"):
        Filters(2025, perimetre="concessions")  # type: ignore[arg-type]
    assert hash(Filters(2025, domaines=("Eau",))) == hash(Filters(2025, domaines=("Eau",)))
