"""Who may edit the roadmap and who may see it: run as Streamlit runs the page, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import spaser.ui.person
from spaser.access import Identity, Rights, Role
from spaser.ingest import ImportOptions
from spaser.store import Source, Warehouse, publish, stage
from spaser.ui import session
from tests.extraits import CONTRATS, contrat, write_csv

MOYENS = ("Moyen", "Année", "Statut", "Pilote", "Échéance")
ROWS = (("M1", "2026", "En cours", "EAD", "30/08/2026"),)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("droits")
    warehouse = Warehouse(folder / "entrepot")
    paths = (
        write_csv(folder / "contrats.csv", CONTRATS, [contrat("2026M001", "15/09/2026", "10000,00")]),
        write_csv(folder / "moyens.csv", MOYENS, ROWS),
    )
    staged = stage(warehouse, [Source(chemin=path, nom=path.name) for path in paths], ImportOptions())
    assert publish(warehouse, staged) is not None
    return warehouse


def screen(
    monkeypatch: pytest.MonkeyPatch,
    target: Warehouse,
    role: Role,
    dga: frozenset[str] | None = None,
    **address: str,
) -> AppTest:
    def person() -> Identity:
        return Identity("Camille", role, Rights(territoires=None, dga=dga), mode_local=False)

    monkeypatch.setenv("SPASER_ENTREPOT", str(target.path))
    session.warehouse.clear()
    monkeypatch.setattr(spaser.ui.person, "person", person)
    shown = AppTest.from_file(
        str(Path(__file__).parents[2] / "pages" / "suivi" / "feuille_de_route.py"), default_timeout=60
    )
    for name, value in address.items():
        shown.query_params[name] = value
    shown.run()
    assert not shown.exception
    return shown


def metrics(shown: AppTest) -> dict[str, str]:
    return {metric.label.split(" ", 1)[1]: metric.value for metric in shown.metric}


def test_le_responsable_peut_modifier(monkeypatch: pytest.MonkeyPatch, target: Warehouse) -> None:
    shown = screen(monkeypatch, target, "responsable", moyen="M1")
    assert metrics(shown)["En cours"] == "1"
    assert {field.label for field in shown.text_input} == {"Pilote", "Échéance (jj/mm/aaaa)", "Livrable"}


@pytest.mark.parametrize("role", ["lecture", "pilotage", "relais"])
def test_les_autres_lisent_sans_formulaire(
    monkeypatch: pytest.MonkeyPatch, target: Warehouse, role: Role
) -> None:
    shown = screen(monkeypatch, target, role, moyen="M1")
    assert metrics(shown)["En cours"] == "1"
    assert list(shown.text_input) == []
    assert any("**Pilote :** EAD" in text.value for text in shown.markdown)


def test_un_perimetre_d_une_dga_ne_fait_pas_passer_le_cache_pour_non_renseigne(
    monkeypatch: pytest.MonkeyPatch, target: Warehouse
) -> None:
    shown = screen(monkeypatch, target, "relais", frozenset({"EAD"}))
    assert metrics(shown) == {}
    assert any("votre périmètre" in info.value for info in shown.info)
    assert not any("EAD" in text.value for text in shown.markdown if "Pilote" in text.value)
