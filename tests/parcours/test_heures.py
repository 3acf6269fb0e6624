"""Insertion hours, deposited as a facilitateur and a buyer write them: broken down, shared, owed. Expectations by hand."""

from datetime import date

import duckdb
import pytest

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.measure.insertion import HeuresDues, ListeDues
from spaser.store import OpenVersion, Source, Warehouse, publish, sql, stage
from tests.heures import AIX, SALON, broken_down, due, write_hours
from tests.measure.test_queries import entete

ALL = Perimeter.tout()
YEAR = Filters(annee=2025)


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    folder = tmp_path_factory.mktemp("heures")
    warehouse = Warehouse(folder / "entrepot")
    sources = [Source(chemin=path, nom=path.name) for path in write_hours(folder)]
    staged = stage(warehouse, sources, ImportOptions())
    assert not staged.refuse, [report.texte() for report in staged.rapports]
    published = publish(warehouse, staged)
    assert published is not None
    return published


def _due(version: OpenVersion, liste: ListeDues, filters: Filters = YEAR) -> HeuresDues:
    return due(version, filters, ALL, liste)


def test_les_heures_se_repartissent_et_leur_somme_est_celle_de_l_indicateur(version: OpenVersion) -> None:
    found = broken_down(version, YEAR, ALL)
    assert (found.heures, found.avant, found.arrete) == (650, 11, date(2025, 6, 30))
    assert found.heures == measure(version, "X2", YEAR, ALL)[0].valeur
    for lines in (found.trimestres, found.publics, found.structures, found.territoires):
        assert sum(line.heures or 0 for line in lines) == 650
    assert [(line.valeur, line.heures) for line in found.trimestres] == [("T1", 200), ("T2", 450)]
    assert {line.valeur: line.heures for line in found.territoires} == {AIX: 550, SALON: 100}
    assert {line.valeur: line.heures for line in found.structures} == {"EI": 490, "ACI": 160}


def test_un_public_ecrit_de_deux_facons_compte_une_fois_et_le_vide_est_a_part(version: OpenVersion) -> None:
    publics = {line.valeur: (line.heures, line.avant) for line in broken_down(version, YEAR, ALL).publics}
    assert publics == {"Bénéficiaire du RSA": (160, 0), "Jeunes": (390, 11), None: (100, 0)}
    assert list(publics)[-1] is None


def test_une_femme_dont_on_ne_dit_rien_n_est_ni_oui_ni_non(version: OpenVersion) -> None:
    """20 beneficiaries told; of 6 nobody says how many are women: 6 sure of 20, 12 if they all were."""
    women = broken_down(version, YEAR, ALL).femmes
    assert (women.connus, women.beneficiaires, women.inconnus) == (6, 20, 6)
    assert (women.basse, women.haute, women.completude) == (0.3, 0.6, 0.7)
    assert (women.lignes_muettes, women.lignes) == (2, 5)
    qpv = broken_down(version, YEAR, ALL).qpv
    assert (qpv.basse, qpv.haute, qpv.completude) == (0.3, 0.3, 1.0)


def test_sans_aucune_reponse_la_part_est_inconnue(version: OpenVersion) -> None:
    salon = broken_down(version, Filters(annee=2025, territoires=(SALON,)), ALL)
    assert salon.heures == 100
    assert (salon.femmes.basse, salon.femmes.haute, salon.femmes.completude) == (None, None, None)


def test_realise_sur_contractualise_compte_chaque_contrat_une_fois(version: OpenVersion) -> None:
    """FAIT owes the 250 h of the hours extract (not 3 × 250, not the 300 planned), LOTS 2 × 100, RIEN 50, LENT 1 000,
    RESILIE 70, CADRE 400 (not 800), ORPHELIN 40; FINI has ended, DEMAIN has not begun, SANS owes nothing.
    """
    found = _due(version, "aucune")
    assert found.contrats == 7
    assert found.dues == 250 + 200 + 50 + 1000 + 70 + 400 + 40
    assert found.realisees == 11 + 100 + 60 + 100 + 390
    assert found.premier_mois == date(2024, 2, 1)


def test_les_contrats_sans_aucune_heure_meme_absents_de_l_extrait_des_heures(version: OpenVersion) -> None:
    found = _due(version, "aucune")
    listed = [(contract.contrat_id, contract.cle, contract.dues) for contract in found.page]
    assert listed == [("LOTS", "LOTS · lot 1", 200), ("ORPHELIN", None, 40)]
    assert (found.sans_heure, found.dues_sans_heure) == (2, 240)
    assert found.page[0].lots == 2
    assert (found.page[1].debut, found.page[1].part_ecoulee, found.sans_date) == (None, None, 1)


def test_un_contrat_qui_vient_de_commencer_n_est_pas_a_relancer(version: OpenVersion) -> None:
    """RIEN runs from 01/04/2025 to 31/03/2027: on 30/06/2025, 91 days of 730 are gone by, under a quarter."""
    found = _due(version, "aucune")
    assert found.recents == 1
    assert "RIEN" not in {contract.contrat_id for contract in found.page}


def test_un_contrat_sous_la_moitie_de_ce_que_le_temps_demande_est_en_retard(version: OpenVersion) -> None:
    """On 30/06/2025, 181 days of 365 are gone by: LENT owes 495,9 h by then, and has done 100; FAIT 124 h, and has done 171."""
    found = _due(version, "retard")
    (late,) = found.page
    assert (late.contrat_id, late.realisees, found.en_retard) == ("LENT", 100, 1)
    assert late.part_ecoulee == pytest.approx(181 / 365)


def test_a_une_autre_date_d_autres_contrats_doivent_des_heures(version: OpenVersion) -> None:
    march = _due(version, "aucune", Filters(annee=2025, arrete=date(2025, 3, 31)))
    # CADRE: 90 days of 365; LOTS: 31 of 365. Both have just begun.
    assert (march.page, march.recents) == ((), 2)
    assert march.realisees == 11 + 100 + 100


def test_une_page_suit_l_autre_et_les_totaux_restent(version: OpenVersion) -> None:
    first = due(version, YEAR, ALL, "aucune", 1)
    second = due(version, YEAR, ALL, "aucune", 1, 1)
    after = due(version, YEAR, ALL, "aucune", 1, 2)
    assert [c.contrat_id for c in (*first.page, *second.page)] == ["LOTS", "ORPHELIN"]
    assert (after.page, after.sans_heure) == ((), 2)


def test_un_perimetre_ne_voit_que_ses_contrats_et_ses_heures(version: OpenVersion) -> None:
    salon = Perimeter(territoires=frozenset({SALON}), dga=None)
    assert broken_down(version, YEAR, salon).heures == 100
    found = due(version, YEAR, salon, "aucune")
    assert ([contract.contrat_id for contract in found.page], found.recents, found.dues) == ([], 1, 50)
    nothing = Perimeter(territoires=frozenset(), dga=None)
    assert broken_down(version, YEAR, nothing).heures is None
    assert due(version, YEAR, nothing, "aucune").premier_mois is None


@pytest.mark.parametrize("name", ["measure/heures_faites", "measure/heures_dues"])
def test_les_colonnes_annoncees_sont_celles_du_resultat(version: OpenVersion, name: str) -> None:
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    parameters = duckdb.extract_statements(sql(name))[0].named_parameters
    cursor.execute(
        sql(name), {**dict.fromkeys(parameters), **({"decalage": 0} if "decalage" in parameters else {})}
    )
    assert [column[0] for column in cursor.description or ()] == entete(name)["columns"].split(", ")
