"""The rows behind a figure: counting them gives what measure says."""

from datetime import date
from decimal import Decimal

import pytest

from spaser.measure import Filters, Perimeter, measure, rows
from tests.measure.versions import Fait, depense, indicateur, somme, version_de

TOUT = Perimeter.tout()
JOUR = date(2024, 2, 1)
FAITS = [
    Fait("oui", JOUR, appartient=None, montant=90, ligne=7),
    Fait("oui", JOUR, appartient=1.0, montant=10, montant_min=10, montant_max=10, ligne=8),
    Fait("demi", JOUR, appartient=0.5, montant=4, ligne=9),
    Fait("inconnu", date(2024, 3, 1), appartient=None, montant=3, ligne=10, depot="perdu"),
    Fait("inconnu", JOUR, appartient=0.0, montant=2, ligne=11),
    Fait("non", JOUR, appartient=0.0, montant=1, ligne=12),
    Fait("payé puis annulé", JOUR, appartient=1.0, montant=5, ligne=13),
    Fait("payé puis annulé", JOUR, appartient=1.0, montant=-5, ligne=14),
    Fait("autre année", date(2023, 2, 1), ligne=15),
]


@pytest.mark.parametrize("code", ["F2.1", "F8.3"])
def test_compter_les_lignes_redonne_le_taux(code: str) -> None:
    version = version_de(indicateur(code), FAITS)
    (m,) = measure(version, code, Filters(2024), TOUT)
    lues = rows(version, code, Filters(2024), TOUT)
    assert len(lues) == m.denominateur == (5 if code == "F2.1" else 4)
    assert len({row.cle for row in lues}) == len(lues)
    assert sum(row.appartient for row in lues if row.appartient is not None) == m.numerateur
    assert sum(row.appartient is None for row in lues) == m.inconnus == 1
    assert float(somme([row.montant for row in lues])) == m.montant_total


def test_compter_les_lignes_redonne_les_euros() -> None:
    faits = [
        depense("m1", JOUR, 100.10, 1.0),
        depense("m1", JOUR, 0.20, 1.0),
        depense("m2", JOUR, 300, 0.0),
        depense("m3", JOUR, 99.70, None),
        depense("m4", JOUR, 10, 0.5),
    ]
    version = version_de(indicateur("F3.1"), faits)
    (m,) = measure(version, "F3.1", Filters(2024), TOUT)
    lues = rows(version, "F3.1", Filters(2024), TOUT)
    assert len(lues) == 5
    assert float(somme([row.montant for row in lues])) == m.denominateur == 510
    assert float(somme([row.montant_min for row in lues])) == m.numerateur == 105.3
    surs = [Decimal(str(row.appartient)) * row.montant for row in lues if row.appartient and row.montant]
    assert float(sum(surs)) == m.numerateur


def test_les_appartenances_partagent_les_lignes_sans_reste() -> None:
    version = version_de(indicateur("F2.1"), FAITS)
    parts = {
        reponse: {row.cle for row in rows(version, "F2.1", Filters(2024), TOUT, reponse)}
        for reponse in ("oui", "non", "inconnu")
    }
    assert parts == {"oui": {"oui", "demi", "payé puis annulé"}, "non": {"non"}, "inconnu": {"inconnu"}}


def test_la_ligne_montree_est_celle_qui_decide() -> None:
    par_cle = {
        row.cle: row for row in rows(version_de(indicateur("F2.1"), FAITS), "F2.1", Filters(2024), TOUT)
    }
    assert (par_cle["oui"].ligne, par_cle["oui"].fichier, par_cle["oui"].montant) == (
        8,
        "contrats.xlsx",
        Decimal(100),
    )
    assert (par_cle["inconnu"].ligne, par_cle["inconnu"].jour) == (10, date(2024, 3, 1))


def test_une_ligne_sans_depot_connu_reste_visible() -> None:
    par_cle = {
        row.cle: row for row in rows(version_de(indicateur("F2.1"), FAITS), "F2.1", Filters(2024), TOUT)
    }
    assert par_cle["inconnu"].fichier is None


def test_les_lignes_viennent_par_pages_dans_un_ordre_stable() -> None:
    version = version_de(indicateur("F2.1"), FAITS)
    toutes = rows(version, "F2.1", Filters(2024), TOUT)
    pages = [rows(version, "F2.1", Filters(2024), TOUT, limit=2, offset=debut) for debut in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert tuple(row for page in pages for row in page) == toutes


def test_les_lignes_suivent_les_filtres_et_la_date() -> None:
    faits = [Fait("a", JOUR, domaine="Eau"), Fait("b", date(2024, 8, 1), domaine="Eau"), Fait("c", JOUR)]
    version = version_de(indicateur("F2.1"), faits)
    filtres = Filters(2024, arrete=date(2024, 6, 30), domaines=("Eau",))
    assert [row.cle for row in rows(version, "F2.1", filtres, TOUT)] == ["a"]


def test_un_stock_montre_ce_qui_court_encore() -> None:
    faits = [
        Fait("a", date(2019, 1, 1), fin=date(2024, 12, 31)),
        Fait("b", date(2019, 1, 1), fin=date(2024, 12, 30)),
    ]
    assert [row.cle for row in rows(version_de(indicateur("X8.2"), faits), "X8.2", Filters(2024), TOUT)] == [
        "a"
    ]
