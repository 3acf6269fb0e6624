import json
from typing import Any

import pytest

from spaser.catalogue import load_catalogue
from spaser.geography import names
from spaser.map_classes import SEQUENCE, classes_of
from spaser.ui.map_legend import legend
from spaser.ui.map_tooltip import ABOVE, BELOW, side, step_back
from spaser.ui.maps import NOTHING_SPENT, Place, choropleth
from spaser.ui.place_choice import clicked_code
from spaser.ui.place_views import MapView, Ranked, beyond_the_department, place_name
from spaser.ui.theme import UNKNOWN_GREY

N = "\u202f"
PLACES = (
    Place("CT1", "Marseille-Provence", 0.5, 400.0, "50 %", "400 €", "Contrats : 4"),
    Place("CT2", "Pays d'Aix", None, 0.0, "non renseigné", "0 €", "Contrats : 1"),
    Place("", "Hors France", 0.1, 5.0, "10 %", "5 €", "Contrats : 1"),
    Place("CT3", "Pays Salonais", 0.9, 100.0, "90 %", "100 €", "Contrats : 2"),
)


def _drawn() -> dict[str, Any]:
    deck: dict[str, Any] = json.loads(choropleth("territoires", "Part des TPE/PME", PLACES).to_json())
    return deck


def _areas() -> dict[str, dict[str, Any]]:
    features = _drawn()["layers"][0]["data"]["features"]
    return {feature["properties"]["nom"]: feature["properties"] for feature in features}


def _rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))


def test_aucun_fond_de_carte_ni_adresse() -> None:
    text = choropleth("territoires", "Part des TPE/PME", PLACES).to_json()
    deck = json.loads(text)
    assert "mapProvider" not in deck
    assert deck["mapStyle"] == "__MAP_STYLE__"
    assert "http" not in text


def test_une_part_inconnue_est_grise_un_lieu_sans_depense_le_dit() -> None:
    areas = _areas()
    assert len(areas) == len(names("territoires"))
    assert areas["Pays d'Aix"]["fond"][:3] == _rgb(UNKNOWN_GREY)
    assert areas["Pays d'Aix"]["texte_part"] == "non renseigné"
    assert areas["Pays de Martigues"]["texte_part"] == NOTHING_SPENT
    assert areas["Pays de Martigues"]["fond"][3] < 50
    assert areas["Marseille-Provence"]["fond"][:3] != areas["Pays Salonais"]["fond"][:3]


def test_l_aire_d_un_cercle_suit_le_montant_et_un_lieu_hors_carte_n_en_a_pas() -> None:
    circles = {row["nom"]: row["rayon"] for row in _drawn()["layers"][1]["data"]}
    assert circles == {"Marseille-Provence": 22.0, "Pays Salonais": 11.0}


@pytest.mark.parametrize("level", ["territoires", "communes", "departements"])
def test_une_carte_pese_moins_de_200_ko(level: Any) -> None:
    places = [
        Place(code, nom, 0.5, 10.0, "50 %", "10 €", "Contrats : 1") for code, nom in names(level).items()
    ]
    assert len(choropleth(level, "Part", places).to_json().encode()) < 200_000


def test_les_classes_se_lisent_a_voix_haute() -> None:
    classes = classes_of([0.543, 0.56, 0.61, 0.637, 0.755])
    assert classes.textes == (f"moins de 60{N}%", f"de 60{N}% à 70{N}%", f"70{N}% et plus")
    assert classes.couleurs == (SEQUENCE[0], SEQUENCE[2], SEQUENCE[4])
    assert classes.couleur(0.543) == SEQUENCE[0]


def test_une_part_sur_la_borne_appartient_a_la_classe_du_dessus() -> None:
    classes = classes_of([0.0, 0.1, 0.2, 0.3, 0.4])
    assert classes.couleur(0.1) == classes.couleurs[1]


def test_une_commune_qui_prend_presque_tout_n_efface_pas_les_autres() -> None:
    classes = classes_of([0.0004, 0.001, 0.002, 0.003, 0.006, 0.01, 0.02, 0.04, 0.45])
    assert len({classes.couleur(part) for part in (0.0004, 0.003, 0.02, 0.45)}) == 4


def test_une_seule_part_n_a_qu_une_classe() -> None:
    assert classes_of([0.4, 0.4]).textes == ("part unique",)
    assert classes_of([]).couleurs == SEQUENCE[-1:]


def test_le_lieu_choisi_est_entoure_et_dessine_en_dernier() -> None:
    deck = json.loads(choropleth("territoires", "Part", PLACES, frozenset({"CT1"})).to_json())
    drawn = [feature["properties"] for feature in deck["layers"][0]["data"]["features"]]
    assert [area["code"] for area in drawn if area["trait"] > 1] == ["CT1"]
    assert drawn[-1]["code"] == "CT1"
    assert {area["trait"] for area in _areas().values()} == {1}


def test_un_territoire_sans_contrat_ne_dit_pas_qu_il_ne_depense_rien() -> None:
    deck = json.loads(choropleth("territoires", "Part", PLACES, empty="aucun contrat").to_json())
    areas = {f["properties"]["nom"]: f["properties"] for f in deck["layers"][0]["data"]["features"]}
    assert areas["Pays de Martigues"]["texte_part"] == "aucun contrat"
    rows = legend(classes_of([0.5, 0.9]), "montant", "aucun contrat")["datasets"]["legende"].to_pylist()
    assert {"non renseigné", "aucun contrat"} <= {row["texte"] for row in rows}
    greys = {row["texte"]: row["couleur"] for row in rows}
    assert greys["non renseigné"] != greys["aucun contrat"]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"selection": {"objects": {"lieux": [{"properties": {"code": "CT2"}}]}}}, "CT2"),
        ({"selection": {"objects": {"montants": [{"code": "13055", "nom": "Marseille"}]}}}, "13055"),
        ({"selection": {"objects": {}}}, None),
        ({"selection": {"objects": {"lieux": [{"properties": {"code": 12}}]}}}, None),
        (None, None),
    ],
)
def test_un_clic_dit_de_quel_lieu_il_parle(event: Any, code: str | None) -> None:
    assert clicked_code(event) == code


def test_l_infobulle_reste_dans_la_carte_d_un_telephone() -> None:
    """358 px wide: Les Saintes-Maries touch the left edge, Pertuis the top right, Cassis stands in the south."""
    communes = (5.02, 7.3)
    assert step_back("communes", "13096", *communes) < 20
    assert step_back("communes", "83120", *communes) > 90
    assert 40 <= step_back("communes", "13103", *communes) <= 60
    assert side("communes", "13022", 43.54) == ABOVE
    assert side("communes", "84089", 43.54) == BELOW


def test_les_communes_hors_du_departement_sont_nommees() -> None:
    assert beyond_the_department(load_catalogue()) == (
        "Pertuis et Saint-Zacharie sont dans la Métropole sans être dans le département."
    )


def test_ce_qu_aucun_contour_ne_montre_a_un_nom() -> None:
    assert place_name(None, None) == "Non localisé"
    assert place_name("hors France", None) == "Hors France"
    assert place_name("13055", "Marseille") == "Marseille"
    abroad = Ranked("hors France", "Hors France", 1, 5.0, None, "non renseigné", "hors France")
    aix = Ranked("CT2", "Pays d'Aix", 1, 5.0, 0.5, "50 %", "Pays d'Aix")
    view = MapView("territoire", "territoires", "Part", "Fournisseurs", "", (aix, abroad))
    assert [view.on_map(line) for line in view.lignes] == [True, False]
    assert view.line("hors France") is abroad
    assert view.line("ailleurs") is None
