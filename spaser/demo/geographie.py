"""Where the demonstration's suppliers are: real communes, drawn by population, read from data/reference."""

import csv
import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import pyarrow.parquet as pq

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
MARSEILLE = "13055"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or an arrondissement of Marseille: what a supplier's address says."""

    code: str
    nom: str
    code_postal: str
    departement: str
    population: int


@dataclass(frozen=True, slots=True)
class Carte:
    """The communes to draw from, by zone, each with the cumulated populations that weight the draw."""

    zones: dict[str, tuple[tuple[Commune, ...], tuple[int, ...]]]

    def tirer(self, zone: str, alea: random.Random) -> Commune:
        """Draw a commune of the zone, the more inhabitants the likelier."""
        communes, cumul = self.zones[zone]
        return alea.choices(communes, cum_weights=cumul)[0]


@cache
def carte(departement: str, region: tuple[str, ...]) -> Carte:
    """Load the zones: « departement », « region » (its other départements) and « ailleurs » (the rest of the mainland)."""
    communes = _communes()
    voisins = [c for c in communes if c.departement in region and c.departement != departement]
    zones = {
        "departement": [c for c in communes if c.departement == departement],
        "region": voisins,
        "ailleurs": [
            c
            for c in communes
            if c.departement not in region and len(c.departement) == 2 and c.population > 2_000
        ],
    }
    return Carte(
        {nom: (tuple(liste), tuple(accumulate(c.population for c in liste))) for nom, liste in zones.items()}
    )


def _communes() -> list[Commune]:
    colonnes = ["code_insee", "nom", "codes_postaux", "code_dep", "population"]
    table = pq.read_table(REFERENCE / "communes_fr.parquet", columns=colonnes).to_pylist()
    communes = [
        Commune(r["code_insee"], r["nom"], r["codes_postaux"].split(";")[0], r["code_dep"], r["population"])
        for r in table
        # Sirene gives a Marseille address the code of its arrondissement, never 13055.
        if r["codes_postaux"] and r["code_insee"] != MARSEILLE
    ]
    with (REFERENCE / "arrondissements_municipaux.csv").open(encoding="utf-8", newline="") as fichier:
        communes += [
            Commune(r["code_insee"], r["nom"], r["code_postal"], r["code_commune"][:2], int(r["population"]))
            for r in csv.DictReader(fichier)
            if r["code_commune"] == MARSEILLE
        ]
    return communes
