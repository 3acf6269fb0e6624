from pathlib import Path

import pytest

from spaser.ingest import ImportOptions
from spaser.measure import Perimeter
from spaser.store import Source, Warehouse, publish, stage
from spaser.ui.session import choices_of
from tests.extraits import CONTRATS, contrat, write_csv

UNKNOWN_DOMAIN = "Domaine que le catalogue ignore"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    rows = [
        contrat("2026M001", "10/03/2026", "1000,00", domaine=UNKNOWN_DOMAIN, territoire="Pays d'Aix"),
        contrat("2026M002", "10/03/2026", "1000,00", domaine="Énergie", territoire="Pays Salonais"),
    ]
    extract = write_csv(tmp_path / "contrats.csv", CONTRATS, rows)
    found = Warehouse(tmp_path / "entrepot")
    staged = stage(found, [Source(chemin=extract, nom="contrats.csv")], ImportOptions())
    assert publish(found, staged, auteur="essai") is not None
    return found


def test_un_domaine_inconnu_du_catalogue_se_choisit_apres_les_siens(warehouse: Warehouse) -> None:
    version = warehouse.current()
    assert version is not None
    choices = choices_of(version, version.catalogue, Perimeter.tout())
    assert choices is not None
    known = [domaine.nom for domaine in version.catalogue.domaines]
    assert choices.domaines == (*known, UNKNOWN_DOMAIN, "Non affecté")


def test_une_valeur_hors_du_perimetre_ne_se_lit_pas_dans_les_filtres(warehouse: Warehouse) -> None:
    version = warehouse.current()
    assert version is not None
    salonais = Perimeter(territoires=frozenset({"Pays Salonais"}), dga=None)
    choices = choices_of(version, version.catalogue, salonais)
    assert choices is not None
    assert UNKNOWN_DOMAIN not in choices.domaines
