import pytest

from spaser.geography import Level, middles, names, outlines, signed_area


@pytest.mark.parametrize(("level", "count"), [("territoires", 6), ("communes", 121), ("departements", 96)])
def test_les_contours_sont_tous_la(level: Level, count: int) -> None:
    assert len(outlines(level)["features"]) == count == len(names(level))


@pytest.mark.parametrize("level", ["territoires", "communes", "departements"])
def test_chaque_anneau_est_ferme_et_a_une_surface(level: Level) -> None:
    for feature in outlines(level)["features"]:
        rings = [ring for part in feature["geometry"]["coordinates"] for ring in part]
        assert rings
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
        assert any(signed_area(ring) for ring in rings)


def test_marseille_est_au_bord_de_la_mer() -> None:
    longitude, latitude = middles("communes")["13055"]
    assert longitude == pytest.approx(5.40, abs=0.06)
    assert latitude == pytest.approx(43.30, abs=0.06)
