import copy
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import altair as alt
import pytest

from spaser.ui import charts, hours_charts
from spaser.ui.gauge import GaugeReading, authored_gauge, gauge, gauge_row, scale_of
from spaser.ui.map_legend import authored_legend
from spaser.ui.theme import Spec, bound
from spaser.ui.trend import authored_trend

BLUE = "#0072B2"
UNITS = ("%", "‰", "M€", "nombre", "heures", "jours")
AUTHORED: dict[str, Callable[[], Spec]] = {
    "jauge": partial(authored_gauge.__wrapped__, BLUE),
    "tendance": partial(authored_trend.__wrapped__, BLUE),
    "légende": partial(authored_legend.__wrapped__, 5),
    "heures_trimestres": partial(hours_charts.quarters.__wrapped__, BLUE, "2025", "2026 (provisoire)"),
    "heures_cumul": partial(hours_charts.cumulated.__wrapped__, BLUE, "2025", "2026 (provisoire)"),
    "heures_public": partial(hours_charts.breakdown.__wrapped__, BLUE, "Public", "2025, mêmes dates"),
    "familles": partial(charts.families.__wrapped__, ("a", "b"), (BLUE, "#D55E00")),
    "segments": partial(charts.segments.__wrapped__, "%", BLUE, "Domaine"),
    **{f"evolution_{unit}": partial(charts.evolution.__wrapped__, unit, BLUE) for unit in UNITS},
    **{f"trimestres_{unit}": partial(charts.quarters.__wrapped__, unit, BLUE) for unit in UNITS},
}


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _nodes(child)


@pytest.mark.parametrize("name", AUTHORED)
def test_un_dessin_est_une_specification_valide_sans_donnees_ni_adresse(name: str) -> None:
    spec = AUTHORED[name]()
    alt.LayerChart.from_dict(spec) if "layer" in spec else alt.Chart.from_dict(spec)
    assert "datasets" not in spec
    assert not any(isinstance(node, dict) and ("url" in node or "values" in node) for node in _nodes(spec))
    assert "http" not in json.dumps(spec)


@pytest.mark.parametrize("name", AUTHORED)
def test_un_dessin_est_toujours_le_meme(name: str) -> None:
    assert AUTHORED[name]() == AUTHORED[name]()


@pytest.mark.parametrize("name", AUTHORED)
def test_un_dessin_parle_francais(name: str) -> None:
    locale = AUTHORED[name]()["config"]["locale"]
    assert locale["number"]["decimal"] == ","
    assert locale["number"]["thousands"] == "\u202f"
    assert locale["time"]["months"][7] == "août"


def test_lier_des_donnees_ne_change_pas_le_dessin_garde() -> None:
    kept = charts.quarters("%", BLUE)
    before = copy.deepcopy(kept)
    bound(
        kept, trimestres=[{"trimestre": "T1", "serie": charts.CURRENT_YEAR, "valeur": 0.2, "texte": "20 %"}]
    )
    assert kept == before


def test_une_valeur_au_dela_de_100_pour_cent_etire_l_echelle() -> None:
    assert scale_of(GaugeReading(1.12, 1.12, 1.12, 1.0, 0.9)) == (0.0, 1.12)


def test_une_valeur_negative_etire_l_echelle_vers_la_gauche() -> None:
    low, high = scale_of(GaugeReading(-0.08, -0.08, 0.1, 0.3, None))
    assert low == -0.08
    assert high == pytest.approx(0.48)


def test_une_cible_de_5_pour_cent_reste_lisible_quand_presque_tout_est_inconnu() -> None:
    reading = GaugeReading(0.02, 0.02, 0.98, 0.05, 0.01)
    assert scale_of(reading)[0] == 0.0
    assert scale_of(reading)[1] == pytest.approx(0.08)
    assert gauge_row(reading)["haute"] == pytest.approx(0.08)


def test_une_valeur_inconnue_n_est_pas_dessinee_comme_un_zero() -> None:
    row = gauge_row(GaugeReading(None, 0.0, 1.0, 1.0, None))
    assert row["valeur"] is None
    assert row["n1"] is None


def test_la_jauge_emporte_une_seule_ligne() -> None:
    assert gauge(GaugeReading(0.4, 0.4, 0.5, 1.0, 0.3), BLUE)["datasets"]["jauge"].num_rows == 1


def test_la_ligne_d_une_evolution_s_arrete_a_la_derniere_annee_close() -> None:
    """Nine months joined to twelve would draw a fall; the year in progress keeps its point."""
    drawn = charts.evolution("%", "#0072B2")
    (line,) = (layer for layer in drawn["layer"] if layer["mark"].get("type") == "line")
    assert charts.CLOSED in line["transform"][0]["filter"]
    points = [layer for layer in drawn["layer"] if layer["mark"].get("type") == "point"]
    assert any("transform" not in layer for layer in points)
