"""Real files: the figures that they must give, and no crash on any of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.ingest.conftest import ECHANTILLONS, Lecture, Lire

pytestmark = pytest.mark.echantillons

TOUS = sorted(p for p in ECHANTILLONS.rglob("*") if p.is_file()) if ECHANTILLONS.is_dir() else []


def _contrats(lu: Lecture) -> tuple[int, int, Decimal]:
    """Distinct contracts, subsequent ones among them, and € of the others."""
    with duckdb.connect(str(lu.base), read_only=True) as con:
        [ligne] = con.execute(
            """
            with distincts as (
                select acheteur_siren, contrat_id, lot, any_value(type_contrat) as type_contrat, any_value(montant_ht) as montant
                from lignes.contrats group by all
            )
            select count(*), count(*) filter (type_contrat = 'subsequent'), sum(montant) filter (type_contrat is distinct from 'subsequent')
            from distincts
            """
        ).fetchall()
    return ligne


def test_region_bretagne_2021(lire: Lire, echantillons: Path) -> None:
    lu = lire(echantillons / "acheteurs" / "region_bretagne_2021_marches.csv", acheteur="tous")
    assert (lu.rapport.lus, lu.rapport.acceptes) == (195, 195)
    assert _contrats(lu) == (191, 77, Decimal("13968980.13"))


def test_region_bretagne_sans_autre_acheteur_est_refuse_en_disant_pourquoi(
    lire: Lire, echantillons: Path
) -> None:
    lu = lire(echantillons / "acheteurs" / "region_bretagne_2021_marches.csv")
    assert (lu.rapport.refuse, lu.rapport.ecartes) == (True, 195)
    assert "tous" in lu.anomalie("autre_acheteur").remede


def test_metropole_2024(lire: Lire, echantillons: Path) -> None:
    lu = lire(echantillons / "decp" / "decp_AMP_metropole_2024h2_travaux.csv")
    assert _contrats(lu) == (8, 0, Decimal("1305046.34"))
    assert sum(d == "13" for (d,) in lu.lignes("contrats", "titulaire_departement")) == 5


def test_bouches_du_rhone_2024(lire: Lire, echantillons: Path) -> None:
    lu = lire(echantillons / "decp" / "decp_bouches_du_rhone_2024h2_travaux.csv", acheteur="tous")
    assert (lu.rapport.lus, _contrats(lu)[0]) == (110, 68)


def test_decp_augmente_2022(lire: Lire, echantillons: Path) -> None:
    lu = lire(echantillons / "decp" / "decp_augmente_valides_2022_test.csv", acheteur="tous")
    assert _contrats(lu)[0] == 9
    reponses = lu.lignes("considerations", "contrat_id", "sujet", "reponse")
    assert {(s, r) for c, s, r in reponses if c == "24-1065297-2"} == {("SOC", True), ("ENV", True)}
    assert {(s, r) for c, s, r in reponses if c != "24-1065297-2"} == {("SOC", False), ("ENV", False)}


def test_decp_v3(lire: Lire, echantillons: Path) -> None:
    lu = lire(echantillons / "decp" / "decp_augmente_valides_test.csv", acheteur="tous")
    assert (lu.rapport.refuse, _contrats(lu)[0]) == (False, 9)


@pytest.mark.parametrize(("nom", "contrats"), [("decp_test_2019.json", 2), ("decp_test_2022.json", 5)])
def test_les_deux_json(lire: Lire, echantillons: Path, nom: str, contrats: int) -> None:
    lu = lire(echantillons / "decp" / nom, acheteur="tous")
    assert (lu.rapport.refuse, _contrats(lu)[0]) == (False, contrats)


@pytest.mark.parametrize(
    ("nom", "source", "lus"),
    [("siae_bouches_du_rhone_2020.csv", "siae", 100), ("seed_esat__liste_officielle.csv", "esat", 1504)],
)
def test_les_listes_publiques_de_fournisseurs(
    lire: Lire, echantillons: Path, nom: str, source: str, lus: int
) -> None:
    lu = lire(echantillons / "fournisseurs" / nom)
    assert (lu.rapport.type, lu.rapport.source, lu.rapport.lus, lu.rapport.refuse) == (
        "fournisseurs",
        source,
        lus,
        False,
    )


def test_les_subventions_de_toulouse_sont_refusees_en_clair(lire: Lire, echantillons: Path) -> None:
    rapport = lire(echantillons / "acheteurs" / "subventions-toulouse_2022.csv").rapport
    assert (rapport.refuse, rapport.type) == (True, None)
    assert "aucun des extraits attendus" in rapport.anomalies[0].message


@pytest.mark.parametrize("chemin", TOUS, ids=[p.name for p in TOUS])
def test_tout_fichier_finit_en_un_rapport(lire: Lire, chemin: Path) -> None:
    rapport = lire(chemin).rapport
    assert rapport.acceptes + rapport.rejetes + rapport.ecartes == rapport.lus
    assert not rapport.refuse or all(a.message and a.remede for a in rapport.anomalies)
    assert rapport.texte()
