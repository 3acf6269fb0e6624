"""What changed since the quarter before, shared out by hand."""

from datetime import date

import pytest

from spaser.measure import Filters, Perimeter, measure_many
from spaser.measure.moves import Cause, Move, causes, moves
from tests.measure.versions import Fait, VersionDeTest, catalogue_de, depense, indicateur

TOUT = Perimeter.tout()
AVANT, DEPUIS = date(2024, 5, 6), date(2024, 8, 9)


def contrats(jour: date, domaine: str, oui: int, non: int, dga: str = "EAD") -> list[Fait]:
    """Return contracts notified on a day, some with the consideration and some without."""
    return [
        Fait(
            f"{jour}-{domaine}-{n}-{oui}", jour, appartient=1.0 if n < oui else 0.0, domaine=domaine, dga=dga
        )
        for n in range(oui + non)
    ]


def version(faits: list[Fait], code: str = "F2.3", fin: date = date(2024, 9, 30)) -> VersionDeTest:
    choisi = indicateur(code)
    return VersionDeTest(catalogue_de(choisi), fin, {choisi.vue: faits}).compter_d_avance()


def bouge(version_de_test: VersionDeTest, code: str, filtres: Filters) -> Move:
    figures = measure_many(version_de_test, (code,), filtres, TOUT, "avant")
    return moves(figures, version_de_test.catalogue.indicateurs)[0]


def parts(found: tuple[Cause, ...], dimension: str) -> dict[str, tuple[float, float | None, float]]:
    return {c.segment: (c.oui, c.total, c.apport) for c in found if c.dimension == dimension}


def test_le_taux_de_fin_septembre_est_compare_a_celui_de_fin_juin_et_le_domaine_qui_l_explique_est_nomme() -> (
    None
):
    # End of June: 2 of 4 (50 %). Since: Eau 3 of 3, Déchets 0 of 1. End of September: 5 of 8 (62,5 %).
    essai = version(
        [
            *contrats(AVANT, "Eau", 1, 1),
            *contrats(AVANT, "Déchets", 1, 1),
            *contrats(DEPUIS, "Eau", 3, 0),
            *contrats(DEPUIS, "Déchets", 0, 1, dga="CPAJ"),
        ]
    )
    move = bouge(essai, "F2.3", Filters(2024))
    assert (move.avant.valeur, move.apres.valeur, move.ecart) == (0.5, 0.625, 0.125)
    assert (move.avant.segment, move.apres.arrete) == ("2024-06-30", date(2024, 9, 30))
    found = causes(essai, (move,), Filters(2024), TOUT)["F2.3"]
    # Eau: (3 − 0,5 × 3) ÷ 8 = 0,1875; Déchets: (0 − 0,5 × 1) ÷ 8 = −0,0625.
    assert parts(found, "domaine") == {"Eau": (3, 3, 0.1875), "Déchets": (0, 1, -0.0625)}
    assert parts(found, "dga") == {"EAD": (3, 3, 0.1875), "CPAJ": (0, 1, -0.0625)}
    assert sum(c.apport for c in found if c.dimension == "domaine") == move.ecart


def test_au_premier_trimestre_la_comparaison_est_l_exercice_precedent_entier() -> None:
    # 2023: 1 of 4 (25 %). First quarter of 2024: 2 of 2; it stands for the whole new year.
    essai = version(
        [*contrats(date(2023, 5, 1), "Eau", 1, 3), *contrats(date(2024, 2, 1), "Eau", 2, 0)],
        fin=date(2024, 3, 31),
    )
    move = bouge(essai, "F2.3", Filters(2024))
    assert (move.avant.segment, move.avant.valeur, move.apres.valeur) == ("2023-12-31", 0.25, 1.0)
    found = causes(essai, (move,), Filters(2024), TOUT)["F2.3"]
    assert parts(found, "domaine") == {"Eau": (2, 2, 0.75)}


def test_les_euros_ajoutes_sont_ceux_du_trimestre() -> None:
    lignes = [
        depense("a", AVANT, 100.0, 1.0, domaine="Eau"),
        depense("b", AVANT, 300.0, 0.0, domaine="Eau"),
        depense("c", DEPUIS, 100.0, 1.0, domaine="Déchets"),
        depense("d", DEPUIS, 100.0, 0.0, domaine="Déchets"),
    ]
    essai = version(lignes, code="X1")
    move = bouge(essai, "X1", Filters(2024))
    assert move.montant == 100.0
    # 100 of 400 (25 %) then 200 of 600 (33,3 %): Déchets brought (100 − 0,25 × 200) ÷ 600.
    found = causes(essai, (move,), Filters(2024), TOUT)["X1"]
    (brought,) = parts(found, "domaine").items()
    assert (brought[0], brought[1][:2]) == ("Déchets", (100.0, 200.0))
    assert brought[1][2] == pytest.approx(50 / 600)


def test_un_filtre_et_un_perimetre_bornent_aussi_les_causes() -> None:
    essai = version(
        [
            *contrats(AVANT, "Eau", 1, 1),
            *contrats(DEPUIS, "Eau", 1, 0),
            *contrats(DEPUIS, "Déchets", 0, 5, dga="CPAJ"),
        ]
    )
    filtres = Filters(2024, domaines=("Eau", "Inconnu"))
    move = bouge(essai, "F2.3", filtres)
    assert set(parts(causes(essai, (move,), filtres, TOUT)["F2.3"], "domaine")) == {"Eau"}
    seul = Filters(2024, domaines=("Eau",))
    expliques = causes(essai, (bouge(essai, "F2.3", seul),), seul, TOUT)["F2.3"]
    assert parts(expliques, "domaine") == {}  # « Eau » would explain all of itself
    assert set(parts(expliques, "dga")) == {"EAD"}
    vu = Perimeter(None, frozenset({"EAD"}))
    assert set(parts(causes(essai, (move,), Filters(2024), vu)["F2.3"], "dga")) == {"EAD"}
    rien = Perimeter(frozenset(), None)
    assert causes(essai, (move,), Filters(2024), rien)["F2.3"] == ()


def test_un_panel_ne_se_decompose_pas() -> None:
    faits = [Fait(f"s{n}", AVANT, montant=10.0, montant_min=10.0, montant_max=10.0) for n in range(3)]
    essai = version(faits, code="F8.3")
    move = bouge(essai, "F8.3", Filters(2024))
    assert causes(essai, (move,), Filters(2024), TOUT) == {}


def test_un_indicateur_repris_par_domaine_ne_bouge_qu_une_fois_et_deux_taux_egaux_restent_deux() -> None:
    """F2.2 counts the facts of F2.1; F2.3 and F2.4 happen to have the same values."""
    codes = ("F2.1", "F2.2", "F2.3", "F2.4")
    catalogue = catalogue_de(*(indicateur(code) for code in codes))
    faits = [*contrats(AVANT, "Eau", 1, 1), *contrats(DEPUIS, "Eau", 2, 0)]
    essai = VersionDeTest(catalogue, date(2024, 9, 30), {i.vue: faits for i in catalogue.indicateurs})
    figures = measure_many(essai.compter_d_avance(), codes, Filters(2024), TOUT, "avant")
    assert [m.code for m in moves(figures, catalogue.indicateurs)] == ["F2.1", "F2.3", "F2.4"]
