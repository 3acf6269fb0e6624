import pytest

from spaser.ui.geography import Level, middles, names, outlines, signed_area


@pytest.mark.parametrize(("level", "count"), [("territoires", 6), ("communes", 121), ("departements", 96)])
def test_les_contours_sont_tous_la(level: Level, count: int) -> None:
    assert len(outlines(level)["features"]) == count == len(names(level))


@pytest.mark.parametrize("level", ["territoires", "communes", "departements"])
def test_chaque_anneau_exterieur_tourne_dans_le_sens_que_vega_attend(level: Level) -> None:
    for feature in outlines(level)["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        assert all(signed_area(rings[0]) < 0 for rings in polygons)


def test_marseille_est_au_bord_de_la_mer() -> None:
    longitude, latitude = middles("communes")["13055"]
    assert longitude == pytest.approx(5.40, abs=0.06)
    assert latitude == pytest.approx(43.30, abs=0.06)
