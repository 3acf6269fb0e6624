#!/usr/bin/env python3
"""Rebuilds the geographic files of this folder from two public packages, and checks what it makes.

Run it once a year, when the communes change; the dashboard itself reads only the files. It needs npm, pip, the network, and an
environment of its own with what the dashboard does not depend on:

    python -m venv /tmp/geo && /tmp/geo/bin/pip install 'shapely>=2.1' pyproj pandas pyarrow
    /tmp/geo/bin/python data/reference/reconstruire_geo.py --sortie data/reference --cache /tmp/geo/paquets
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from contours import (
    EN_DEGRES,
    EN_METRES,
    ecrire_contours,
    interieur,
    morceaux,
    projeter,
    sans_fentes,
    simplifier,
)
from paquets import Geometries, Sources, exiger
from shapely.geometry.base import BaseGeometry

EPCI_METROPOLE = "200054807"
DEPARTEMENT = "13"
MARSEILLE = "13055"
PACA = ("04", "05", "06", "13", "83", "84")
# The six former Conseils de Territoire: perimeters of the EPCI merged in 2016 (décret 2015-1520), by INSEE code less its « 13 ».
TERRITOIRES: tuple[tuple[str, str], ...] = (
    ("Marseille-Provence", "002 022 023 026 028 021 033 042 043 054 055 075 085 088 102 104 106 119"),
    (
        "Pays d'Aix",
        "001 012 015 019 025 032 040 041 046 048 050 059 060 062 071 072 074 079 080 082 084 087 090 091 093 095 099 107 109 110 111 113 114 117 118 84089",
    ),
    ("Pays Salonais", "003 008 009 014 024 035 037 049 051 053 069 081 092 103 105 112 115"),
    ("Pays d'Aubagne et de l'Étoile", "005 007 013 016 020 030 031 070 073 086 101 83120"),
    ("Istres-Ouest Provence", "029 039 044 047 063 078"),
    ("Pays de Martigues", "056 077 098"),
)
EFFECTIFS = (18, 36, 17, 12, 6, 3)
PAR_DEPARTEMENT = {"13": 90, "83": 1, "84": 1}
COMMUNES_TRACEES = 121
ARRONDISSEMENTS = 16
DEPARTEMENTS_METROPOLE = 96
LONGUEUR_CODE = 5


def territoire_de_chaque_commune() -> dict[str, int]:
    """Give the number (1 to 6) of the territoire of each commune of the Métropole."""
    return {
        code if len(code) == LONGUEUR_CODE else DEPARTEMENT + code: numero
        for numero, (_, codes) in enumerate(TERRITOIRES, start=1)
        for code in codes.split()
    }


def table_des_communes(
    sources: Sources, geo: Geometries, contours: Mapping[str, BaseGeometry | None]
) -> pd.DataFrame:
    """Make the table of the communes of France: codes, names, EPCI, population, a point inside and the town hall."""
    epci = {membre["code"]: e["code"] for e in sources.liste("epci") for membre in e["membres"]}
    territoires = territoire_de_chaque_commune()
    lignes = []
    for commune in _actuelles(sources):
        code, contour = commune["code"], contours[commune["code"]]
        mairie = geo.mairies.get(code)
        point = mairie if contour is None else interieur(contour)
        lignes.append({
            "code_insee": code, "nom": commune["nom"], "code_dep": commune.get("departement") or code[:3], "code_reg": commune.get("region"),
            "code_epci": epci.get(code), "codes_postaux": ";".join(commune.get("codesPostaux") or ()),
            "population": commune.get("population", 0), **_point(point, ""), **_point(mairie, "_mairie"), "ct": territoires.get(code),
        })  # fmt: skip
    table = pd.DataFrame(lignes).astype({"population": "int32", "ct": "Int8"})
    return table.astype(dict.fromkeys(("lon", "lat", "lon_mairie", "lat_mairie"), "float32"))


def _point(point: Any, suffixe: str) -> dict[str, float | None]:
    return {
        f"lon{suffixe}": round(point.x, 4) if point else None,
        f"lat{suffixe}": round(point.y, 4) if point else None,
    }


def _actuelles(sources: Sources) -> list[dict[str, Any]]:
    return sorted(
        (c for c in sources.liste("communes") if c["type"] == "commune-actuelle"),
        key=lambda c: str(c["code"]),
    )


def ecrire_metropole(
    sortie: Path, sources: Sources, table: pd.DataFrame, contours: Mapping[str, Any]
) -> None:
    """Write the communes of the département and the Métropole, its territoires, and check that the Métropole is the one we know."""
    territoires = territoire_de_chaque_commune()
    membres = {m["code"] for e in sources.liste("epci") if e["code"] == EPCI_METROPOLE for m in e["membres"]}
    exiger(
        membres == set(territoires), f"communes en trop ou en moins : {sorted(membres ^ set(territoires))}"
    )
    exiger(
        tuple(Counter(territoires.values())[n] for n in range(1, 7)) == EFFECTIFS, "effectifs des territoires"
    )
    connues = table[table["code_insee"].isin(membres)]
    exiger(connues["code_dep"].value_counts().to_dict() == PAR_DEPARTEMENT, "communes par département")

    noms = connues.assign(
        ct_code="CT" + connues["ct"].astype(str),
        ct_nom=connues["ct"].map(lambda n: TERRITOIRES[int(n) - 1][0]),
    )
    colonnes = [
        "ct_code",
        "ct_nom",
        "code_insee",
        "nom",
        "code_dep",
        "codes_postaux",
        "population",
        "lon",
        "lat",
    ]
    noms[colonnes].sort_values(["ct_code", "nom"]).to_csv(
        sortie / "amp_territoires.csv", index=False, float_format="%.4f"
    )

    fiches = table[(table["code_dep"] == DEPARTEMENT) | table["code_insee"].isin(membres)].set_index(
        "code_insee"
    )
    codes = sorted(fiches.index)
    exiger(len(codes) == COMMUNES_TRACEES, f"{len(codes)} communes au lieu de {COMMUNES_TRACEES}")
    metres = dict(zip(codes, sans_fentes([projeter(contours[c], EN_METRES) for c in codes]), strict=True))
    ecrire_contours(
        sortie / "communes_bdr_amp.geojson",
        (
            (
                {
                    "code": c, "nom": fiches.loc[c, "nom"], "dep": fiches.loc[c, "code_dep"], "amp": c in membres,
                    "ct": f"CT{territoires[c]}" if c in territoires else None, "pop": int(fiches.loc[c, "population"]),
                },
                projeter(metres[c], EN_DEGRES),
            )
            for c in codes
        ), 5,
    )  # fmt: skip
    entites = []
    for numero, (nom, _) in enumerate(TERRITOIRES, start=1):
        siens = [c for c in codes if territoires.get(c) == numero]
        union = shapely.coverage_union_all(np.array([metres[c] for c in siens]))
        proprietes = {
            "code": f"CT{numero}", "nom": nom, "communes": len(siens), "pop": int(fiches.loc[siens, "population"].sum()),
            "ha": round(union.area / 1e4),
        }  # fmt: skip
        entites.append((proprietes, projeter(union, EN_DEGRES)))
    ecrire_contours(sortie / "territoires_amp.geojson", entites, 5)


def ecrire_arrondissements(sortie: Path, sources: Sources, geo: Geometries) -> None:
    """Write the arrondissements of Paris, Lyon and Marseille, and the outlines of Marseille's sixteen."""
    tous = [c for c in sources.liste("communes") if c["type"] == "arrondissement-municipal"]
    lignes = [
        {
            "code_insee": a["code"], "nom": a["nom"], "code_commune": a["commune"], "code_postal": a["codesPostaux"][0],
            "population": a["population"], **_point(interieur(geo.contours["ARM", a["code"]]), ""),
        }
        for a in tous
    ]  # fmt: skip
    pd.DataFrame(lignes).to_csv(sortie / "arrondissements_municipaux.csv", index=False)
    marseille = [ligne for ligne in lignes if ligne["code_commune"] == MARSEILLE]
    exiger(len(marseille) == ARRONDISSEMENTS, f"{len(marseille)} arrondissements à Marseille")
    ecrire_contours(
        sortie / "marseille_arrondissements.geojson",
        (
            (
                {"code": a["code_insee"], "nom": a["nom"], "cp": a["code_postal"], "pop": a["population"]},
                geo.contours["ARM", a["code_insee"]],
            )
            for a in marseille
        ),
        5,
    )


def ecrire_departements(
    sortie: Path, sources: Sources, table: pd.DataFrame, contours: Mapping[str, Any]
) -> None:
    """Write the list of départements and two simplified maps: the region's, the mainland's."""
    regions = {r["code"]: r["nom"] for r in sources.liste("regions")}
    departements = {d["code"]: d for d in sources.liste("departements")}
    lignes, unions = [], {}
    for code, departement in departements.items():
        siennes = table[table["code_dep"] == code]
        traces = [contours[c] for c in siennes["code_insee"] if contours[c] is not None]
        if not traces:
            continue
        unions[code] = shapely.union_all(traces, grid_size=1e-7)
        lignes.append({
            "code_dep": code, "nom": departement["nom"], "code_reg": departement["region"], "nom_reg": regions[departement["region"]],
            "nb_communes": len(siennes), "population": int(siennes["population"].sum()), **_point(interieur(morceaux(unions[code])[0]), ""),
        })  # fmt: skip
    pd.DataFrame(lignes).to_csv(sortie / "departements_fr.csv", index=False)
    metropole = [code for code, d in departements.items() if d["zone"] == "metro"]
    exiger(len(metropole) == DEPARTEMENTS_METROPOLE, f"{len(metropole)} départements métropolitains")

    def proprietes(code: str) -> dict[str, Any]:
        return {"code": code, "nom": departements[code]["nom"], "reg": departements[code]["region"]}

    for fichier, codes, tolerance, ilot, decimales in (
        ("departements_paca.geojson", PACA, 250, 0.3, 4),
        ("departements_metropole.geojson", metropole, 3000, 20, 3),
    ):
        traces = simplifier([unions[c] for c in codes], tolerance, ilot)
        ecrire_contours(
            sortie / fichier, ((proprietes(c), t) for c, t in zip(codes, traces, strict=True)), decimales
        )


def main() -> None:
    """Rebuild every file."""
    analyseur = argparse.ArgumentParser(description="Reconstruit les fichiers géographiques de référence.")
    analyseur.add_argument("--sortie", type=Path, required=True, help="dossier où écrire")
    analyseur.add_argument("--cache", type=Path, required=True, help="dossier des paquets téléchargés")
    options = analyseur.parse_args()
    options.sortie.mkdir(parents=True, exist_ok=True)
    sources = Sources(options.cache)
    sources.telecharger()
    geo = Geometries.lire(sources.lieux)
    contours = {c["code"]: geo.commune(c["code"]) for c in _actuelles(sources)}
    table = table_des_communes(sources, geo, contours)
    table.to_parquet(
        options.sortie / "communes_fr.parquet", index=False, compression="zstd", compression_level=19
    )
    ecrire_metropole(options.sortie, sources, table, contours)
    ecrire_arrondissements(options.sortie, sources, geo)
    ecrire_departements(options.sortie, sources, table, contours)


if __name__ == "__main__":
    main()
