"""The list of levers on a small warehouse: who is in, who is out, what is spent, what a perimeter hides."""

from datetime import date
from decimal import Decimal

import pytest

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.measure.levers import chosen_levers, due_dates, levers
from spaser.measure.levers_simulation import LEVIERS, Base, simuler
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.leviers import write_lever_extracts

ANNEE = Filters(annee=2025)
TOUT = Perimeter.tout()


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    folder = tmp_path_factory.mktemp("leviers")
    warehouse = Warehouse(folder / "entrepot")
    sources = [Source(chemin=path, nom=path.name) for path in write_lever_extracts(folder)]
    published = publish(warehouse, stage(warehouse, sources, ImportOptions()))
    assert published is not None
    return published


def cles(version: OpenVersion, **autres: object) -> list[str]:
    filtres = Filters(annee=2025, **autres)  # type: ignore[arg-type]
    return [candidat.cle for candidat in levers(version, "F2.3", filtres, TOUT).candidats]


def test_on_regarde_jusqu_a_36_mois_apres_l_arrete(version: OpenVersion) -> None:
    dates = due_dates(version, ANNEE)
    assert (dates.arrete, dates.horizon) == (date(2025, 12, 31), date(2028, 12, 31))


def test_un_contrat_qui_finit_dans_35_mois_est_un_levier_et_dans_37_mois_non(version: OpenVersion) -> None:
    trouves = set(cles(version))
    assert "C35" in trouves
    assert trouves.isdisjoint({"C37", "E25"})


def test_ni_les_contrats_finis_ou_resilies_ni_les_subsequents_ne_sont_des_leviers(
    version: OpenVersion,
) -> None:
    assert set(cles(version)).isdisjoint({"FINI", "RESILIE", "S1"})


def test_la_liste_entiere(version: OpenVersion) -> None:
    """D'abord ce qui se décide encore, sans la clause puis avec ; ensuite ce qui est notifié en 2025, de même."""
    assert cles(version) == [
        "besoin 2026 P3",
        "besoin 2026 P2",
        "besoin 2026 P5",
        "V24",
        "C35",
        "AC24",
        "B25",
        "D25",
        "A25",
    ]


def test_un_besoin_deja_lance_ou_trop_lointain_n_est_pas_un_levier(version: OpenVersion) -> None:
    assert {cle for cle in cles(version) if cle.startswith("besoin")} == {
        "besoin 2026 P2",
        "besoin 2026 P3",
        "besoin 2026 P5",
    }


def test_un_besoin_qui_remplace_un_contrat_liste_est_ecrit_a_cote_de_lui(version: OpenVersion) -> None:
    (c35,) = chosen_levers(version, ["C35"], ANNEE, TOUT)
    assert (c35.nature, c35.besoins, c35.lancement) == ("renouvellement", "P1", date(2028, 6, 1))
    assert c35.opportunites == "Réemploi"


def test_un_besoin_part_des_considerations_du_contrat_qu_il_remplace(version: OpenVersion) -> None:
    (p3,) = chosen_levers(version, ["besoin 2026 P3"], ANNEE, TOUT)
    assert (p3.contrat_id, p3.environnement, p3.montant) == ("FINI", False, Decimal(50_000))
    (p2,) = chosen_levers(version, ["besoin 2026 P2"], ANNEE, TOUT)
    assert (p2.contrat_id, p2.environnement, p2.deplacable) == (None, None, None)


def test_la_depense_d_un_marche_subsequent_suit_son_accord_cadre(version: OpenVersion) -> None:
    trouves = {c.cle: c.deplacable for c in levers(version, "X1", ANNEE, TOUT).candidats}
    attendus = {"AC24": Decimal(250), "B25": Decimal(300), "A25": Decimal(200), "D25": Decimal(0)}
    assert {cle: trouves[cle] for cle in attendus} == attendus


def test_pour_x1_la_plus_grosse_depense_vient_d_abord(version: OpenVersion) -> None:
    """250 € sur AC24, que l'on peut encore décider ; puis, pour constat, 300, 200 et 0 € sur les contrats notifiés en 2025."""
    ranges = [c.cle for c in levers(version, "X1", ANNEE, TOUT).candidats]
    assert ranges[0] == "AC24"
    assert ranges[6:] == ["B25", "A25", "D25"]


def test_douze_mois_glissants_et_exercice_ne_sont_pas_les_memes_jours(version: OpenVersion) -> None:
    """Au 30/06/2025, douze mois remontent à août 2024 ; l'effet ne prend que les jours de 2025."""
    juin = Filters(annee=2025, arrete=date(2025, 6, 30))
    (ac24,) = chosen_levers(version, ["AC24"], juin, TOUT)
    assert (ac24.depense_12_mois, ac24.deplacable) == (Decimal(290), Decimal(250))


def test_les_totaux_ne_dependent_pas_de_la_page(version: OpenVersion) -> None:
    entiers = levers(version, "F2.3", ANNEE, TOUT).totaux
    page = levers(version, "F2.3", ANNEE, TOUT, limit=2, offset=4)
    assert page.totaux == entiers
    assert [c.cle for c in page.candidats] == cles(version)[4:6]
    assert entiers is not None
    assert (entiers.total, entiers.comptes, entiers.a_renouveler, entiers.a_programmer) == (9, 3, 3, 3)
    assert (entiers.env_non, entiers.env_inconnu) == (4, 3)
    assert entiers.sans("F2.3") == (2, 5)
    assert entiers.a_decider == 6
    assert entiers.deplacable_a_decider == 250


def test_un_perimetre_cache_les_contrats_et_les_besoins_des_autres(version: OpenVersion) -> None:
    ead = Perimeter(territoires=None, dga=frozenset({"EAD"}))
    vus = {c.cle for c in levers(version, "F2.3", ANNEE, ead).candidats}
    assert vus == set(cles(version)) - {"V24", "besoin 2026 P2"}
    assert chosen_levers(version, ["V24", "B25"], ANNEE, ead) == chosen_levers(version, ["B25"], ANNEE, ead)
    rien = Perimeter(territoires=frozenset(), dga=None)
    assert levers(version, "F2.3", ANNEE, rien).candidats == ()


def test_les_filtres_de_la_page_s_appliquent(version: OpenVersion) -> None:
    assert set(cles(version, dga=("DEA",))) == {"V24", "besoin 2026 P2"}
    assert cles(version, domaines=("Énergie",)) == []


def test_une_cle_inconnue_ou_hostile_est_laissee_de_cote(version: OpenVersion) -> None:
    trouves = chosen_levers(version, ["'; drop table contrats --", "", "B25"], ANNEE, TOUT)
    assert [c.cle for c in trouves] == ["B25"]


def test_les_taux_de_depart_sont_ceux_des_autres_ecrans(version: OpenVersion) -> None:
    bases = {code: Base.de(measure(version, code, ANNEE, TOUT)[0]) for code in LEVIERS}
    assert (float(bases["F2.3"].numerateur), float(bases["F2.3"].denominateur)) == (2, 4)
    assert (float(bases["X1"].numerateur), float(bases["X1"].denominateur)) == (100, 1000)
    coches = chosen_levers(version, ["B25", "C35", "A25"], ANNEE, TOUT)
    env = simuler(bases["F2.3"], "F2.3", coches).apres
    assert (float(env.numerateur), float(env.denominateur)) == (4, 5)
    solidaire = simuler(bases["X1"], "X1", coches).apres
    assert (float(solidaire.numerateur), float(solidaire.denominateur)) == (600, 1000)
