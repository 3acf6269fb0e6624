"""Segments: distinct things are counted distinct in each cell, sums add up to the whole."""

from datetime import date

from spaser.measure import Filters, Perimeter, measure, measure_many, segments, years
from tests.measure.versions import Fait, cible, contrats, depense, indicateur, version_de

TOUT = Perimeter.tout()


def test_un_fournisseur_de_trois_domaines_compte_une_fois_au_total_et_une_dans_chaque() -> None:
    faits = [
        depense("s1", date(2024, 1, 5), 10, 1.0, domaine=domaine) for domaine in ("Eau", "Déchets", "Voirie")
    ]
    faits.append(depense("s2", date(2024, 1, 5), 10, 0.0, domaine="Eau"))
    mesures = measure(version_de(indicateur("F8.3"), faits), "F8.3", Filters(2024), TOUT, "domaine")
    assert [(m.segment, m.numerateur, m.denominateur) for m in mesures] == [
        (None, 1, 2),
        ("Déchets", 1, 1),
        ("Eau", 1, 2),
        ("Voirie", 1, 1),
    ]


def test_un_panel_se_juge_dans_chaque_domaine() -> None:
    """Paid 10 € in one domain and −30 € in another: active in the first, not in the second nor in the whole."""
    faits = [depense("s", date(2024, 1, 5), 10, 1.0, domaine="Eau"), depense("s", date(2024, 1, 5), -30, 1.0)]
    mesures = measure(version_de(indicateur("X8"), faits), "X8", Filters(2024), TOUT, "domaine")
    assert [(m.segment, m.valeur, m.effectif) for m in mesures] == [(None, None, 0), ("Eau", 1, 1)]


def test_les_segments_d_un_taux_de_contrats_ont_leur_n_moins_1() -> None:
    faits = [
        *contrats(2024, 2, 2, domaine="Eau"),
        Fait("v", date(2024, 1, 1), domaine="Voirie"),
        *contrats(2023, 1, 3, domaine="Eau"),
    ]
    tout, eau, voirie = measure(version_de(indicateur("F2.2"), faits), "F2.2", Filters(2024), TOUT, "domaine")
    assert (tout.valeur, eau.valeur, voirie.valeur) == (0.6, 0.5, 1)
    assert (eau.n_moins_1, eau.ecart) == (0.25, 0.25)
    assert (voirie.n_moins_1, voirie.ecart) == (None, None)


def test_par_dga_et_par_territoire() -> None:
    faits = [
        Fait("a", date(2024, 1, 1), dga="CPAJ"),
        Fait("b", date(2024, 1, 1), appartient=0.0, territoire="Non affecté"),
    ]
    version = version_de(indicateur("F2.1"), faits)
    assert [m.segment for m in measure(version, "F2.1", Filters(2024), TOUT, "dga")] == [None, "CPAJ", "EAD"]
    assert [m.segment for m in measure(version, "F2.1", Filters(2024), TOUT, "territoire")] == [
        None,
        "Non affecté",
        "Pays d'Aix",
    ]


def test_les_trimestres_s_arretent_a_la_date_d_arrete_et_se_comparent_aux_memes_jours() -> None:
    faits = [
        Fait("t1", date(2025, 3, 31), montant=1),
        Fait("t2", date(2025, 4, 1), montant=2),
        Fait("t3", date(2025, 8, 15), montant=4),
        Fait("trop tard", date(2025, 8, 16), montant=8),
        Fait("n-1 t1", date(2024, 1, 1), montant=16),
        Fait("n-1 t3", date(2024, 8, 15), montant=32),
        Fait("n-1 trop tard", date(2024, 8, 16), montant=64),
    ]
    filtres = Filters(2025, arrete=date(2025, 8, 15))
    mesures = measure(version_de(indicateur("X2"), faits), "X2", filtres, TOUT, "trimestre")
    assert [(m.segment, m.valeur, m.n_moins_1, m.arrete, m.provisoire) for m in mesures] == [
        (None, 7, 48, date(2025, 8, 15), True),
        ("2025-T1", 1, 16, date(2025, 3, 31), False),
        ("2025-T2", 2, 0, date(2025, 6, 30), False),
        ("2025-T3", 4, 32, date(2025, 8, 15), True),
    ]


def test_une_annee_bissextile_se_coupe_en_trimestres() -> None:
    faits = [Fait("a", date(2024, 2, 29), montant=1), Fait("b", date(2023, 2, 28), montant=3)]
    filtres = Filters(2024, arrete=date(2024, 2, 29))
    mesures = measure(version_de(indicateur("X2"), faits), "X2", filtres, TOUT, "trimestre")
    assert [(m.segment, m.valeur, m.n_moins_1) for m in mesures] == [(None, 1, 3), ("2024-T1", 1, 3)]


def test_une_cible_est_annuelle_et_ne_juge_pas_un_trimestre() -> None:
    version = version_de(indicateur("F2.4", cibles=(cible(0.3, 2025),)), contrats(2024, 9, 1))
    tout, *trimestres = measure(version, "F2.4", Filters(2024), TOUT, "trimestre")
    assert (tout.cible, tout.statut) == (0.3, "CIBLE_ATTEINTE")
    assert {(m.cible, m.annee_jugee) for m in trimestres} == {(None, None)}


def test_par_annee_chaque_annee_est_coupee_au_meme_jour_et_a_son_n_moins_1() -> None:
    faits = [
        Fait(f"{annee}-{mois}", date(annee, mois, 30)) for annee in (2022, 2024, 2025) for mois in (4, 9, 10)
    ]
    version = version_de(indicateur("F1.1"), faits, date(2025, 9, 30))
    mesures = measure(version, "F1.1", Filters(2025), TOUT, "annee")
    assert [(m.segment, m.annee, m.valeur, m.n_moins_1) for m in mesures] == [
        (None, 2025, 2, 2),
        ("2022", 2022, 2, None),
        ("2024", 2024, 2, None),
        ("2025", 2025, 2, 2),
    ]
    assert [m.arrete for m in mesures[1:]] == [date(2022, 9, 30), date(2024, 9, 30), date(2025, 9, 30)]
    assert [m.provisoire for m in mesures[1:]] == [False, False, True]


def test_par_annee_chaque_annee_est_jugee_pour_elle_meme() -> None:
    faits = [*contrats(2021, 10, 90), *contrats(2022, 40, 60), *contrats(2023, 20, 80)]
    version = version_de(indicateur("F2.4", cibles=(cible(0.3, 2025),)), faits, date(2023, 12, 31))
    _, *annees = measure(version, "F2.4", Filters(2023), TOUT, "annee")
    assert [(m.segment, m.annee_jugee, m.statut) for m in annees] == [
        ("2021", 2021, "TROP_TOT"),
        ("2022", 2022, "CIBLE_ATTEINTE"),
        ("2023", 2023, "CIBLE_PERDUE"),
    ]


def test_les_annees_et_les_segments_a_choisir() -> None:
    faits = [
        Fait("a", date(2022, 1, 1), domaine="Eau"),
        Fait("b", date(2024, 1, 1), domaine="Voirie", dga="CPAJ"),
    ]
    version = version_de(indicateur("F2.1"), faits)
    assert years(version) == (2022, 2023, 2024)  # the deposit of events of 2001 is no year of figures
    assert segments(version, "domaine", TOUT) == ("Eau", "Voirie")
    assert segments(version, "domaine", Perimeter(None, frozenset({"CPAJ"}))) == ("Voirie",)
    assert segments(version, "dga", Perimeter(frozenset(), None)) == ()


def test_plusieurs_indicateurs_a_la_fois_sont_les_memes_qu_un_par_un() -> None:
    version = version_de(indicateur("F2.1"), contrats(2024, 3, 1))
    ensemble = measure_many(version, ["F2.1"], Filters(2024), TOUT, "domaine")
    assert dict(ensemble) == {"F2.1": measure(version, "F2.1", Filters(2024), TOUT, "domaine")}
