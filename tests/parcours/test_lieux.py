"""Where suppliers are and hours against what was contracted: the figures of the maps and of Axe 2, by hand."""

import pytest

from spaser.ingest import ImportOptions
from spaser.measure import Filters, Perimeter, measure
from spaser.measure.place_suppliers import place_suppliers
from spaser.measure.places import places
from spaser.store import OpenVersion, Source, Warehouse, publish, stage
from tests.extraits import DEPENSES, FOURNISSEURS, SIRET_A, SIRET_B, mandat, write_csv
from tests.heures import due

HEURES = ("N° de contrat", "Mois", "Heures réalisées", "Heures contractualisées", "Territoire")
YEAR = Filters(annee=2024)


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> OpenVersion:
    """60 € to a PME of Marseille, 30 € to a GE of Paris, 10 € to nobody known; two contracts with hours, one without a contracted number."""
    folder = tmp_path_factory.mktemp("lieux")
    files = [
        write_csv(
            folder / "depenses.csv",
            DEPENSES,
            [
                mandat("M1", "05/03/2024", "60", SIRET_A),
                mandat("M2", "05/12/2024", "30", SIRET_B, territoire="Pays Salonais"),
                mandat("M3", "05/04/2024", "10", "00000003400017"),
            ],
        ),
        write_csv(
            folder / "fournisseurs.csv",
            FOURNISSEURS,
            [(SIRET_A, "Atelier", "PME", "Oui", "", "13201"), (SIRET_B, "Firme", "GE", "Non", "", "75056")],
        ),
        write_csv(
            folder / "heures.csv",
            HEURES,
            [
                ("C1", "03/2024", "40", "100", "Pays d'Aix"),
                ("C1", "12/2024", "50", "100", "Pays d'Aix"),
                ("C2", "12/2024", "7", "", "Pays Salonais"),
            ],
        ),
    ]
    warehouse = Warehouse(folder / "entrepot")
    staged = stage(warehouse, [Source(chemin=path, nom=path.name) for path in files], ImportOptions())
    published = publish(warehouse, staged)
    assert published is not None
    return published


def test_chaque_euro_est_quelque_part_ou_non_localise(version: OpenVersion) -> None:
    found = {place.lieu: place for place in places(version, "departement", YEAR, Perimeter.tout())}
    assert {where: place.montant for where, place in found.items()} == {"13": 60, "75": 30, None: 10}
    assert (found["13"].montant_pme, found["75"].montant_pme) == (60, 0)
    assert found[None].montant_inconnu == 10
    assert sum(place.montant_departement for place in found.values()) == 60
    (whole,) = measure(version, "X7", YEAR, Perimeter.tout())
    assert (whole.numerateur, whole.denominateur) == (60, 100)


def test_un_arrondissement_est_dans_sa_commune(version: OpenVersion) -> None:
    found = {place.lieu: place.montant for place in places(version, "commune", YEAR, Perimeter.tout())}
    assert found == {"13055": 60, "autres départements": 30, None: 10}


def test_le_perimetre_et_la_date_s_appliquent_aux_lieux(version: OpenVersion) -> None:
    seen = Perimeter(territoires=frozenset({"Pays Salonais"}), dga=None)
    assert [(p.lieu, p.montant) for p in places(version, "departement", YEAR, seen)] == [("75", 30)]
    nothing = Perimeter(territoires=frozenset(), dga=None)
    assert places(version, "departement", YEAR, nothing) == ()


def test_les_fournisseurs_d_un_lieu_sont_ceux_dont_il_fait_la_somme(version: OpenVersion) -> None:
    for place in places(version, "departement", YEAR, Perimeter.tout()):
        found = place_suppliers(version, "departement", place.lieu, YEAR, Perimeter.tout(), limit=10)
        assert (found.fournisseurs, found.montant) == (place.fournisseurs, place.montant)
    (paris,) = place_suppliers(version, "departement", "75", YEAR, Perimeter.tout(), limit=10).premiers
    assert (paris.siren, paris.categorie, paris.montant, paris.part) == (SIRET_B[:9], "GE", 30, 1)
    (unplaced,) = place_suppliers(version, "commune", None, YEAR, Perimeter.tout(), limit=10).premiers
    assert (unplaced.montant, unplaced.categorie) == (10, None)


def test_un_perimetre_ne_voit_pas_les_fournisseurs_des_autres(version: OpenVersion) -> None:
    seen = Perimeter(territoires=frozenset({"Pays Salonais"}), dga=None)
    assert place_suppliers(version, "departement", "13", YEAR, seen, limit=10).premiers == ()
    assert place_suppliers(version, "departement", "75", YEAR, seen, limit=10).montant == 30


def test_les_heures_contractualisees_comptent_une_fois_par_contrat(version: OpenVersion) -> None:
    """C1: 90 h done of 100 contracted, written on two rows; C2 says nothing of what was contracted."""
    hours = due(version, YEAR, Perimeter.tout(), "aucune")
    assert (hours.contrats, hours.realisees, hours.dues) == (1, 90, 100)
    salonais = Perimeter(territoires=frozenset({"Pays Salonais"}), dga=None)
    assert due(version, YEAR, salonais, "aucune").contrats == 0
