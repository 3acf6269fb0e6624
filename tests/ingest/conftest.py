"""Read small extracts built in the test, in this process: the child process has its own tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from spaser.catalogue import Catalogue, load_catalogue
from spaser.ingest import ExtractReport, ImportOptions, Limites
from spaser.ingest.demande import Demande
from spaser.ingest.traitement import traiter

ECHANTILLONS = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
JOUR_DEPOT = date(2026, 9, 30)


@dataclass(frozen=True)
class Lecture:
    """A report and the rows that it describes."""

    rapport: ExtractReport
    base: Path

    def lignes(self, table: str, *colonnes: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.base), read_only=True) as con:
            relation = con.table(f"lignes.{table}").order("ligne")
            return relation.select(*colonnes).fetchall() if colonnes else relation.fetchall()

    def regles(self) -> set[str]:
        return {a.regle for a in self.rapport.anomalies}

    def anomalie(self, regle: str) -> Any:
        trouvees = [a for a in self.rapport.anomalies if a.regle == regle]
        assert trouvees, f"aucune anomalie {regle} parmi {self.regles()}"
        return trouvees[0]


Lire = Callable[..., Lecture]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def lire(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Lire:
    rang = iter(range(1000))

    def lire_fichier(chemin: Path, **options: Any) -> Lecture:
        dossier = tmp_path / f"lecture-{next(rang)}"
        dossier.mkdir()
        monkeypatch.chdir(dossier)
        limites = options.pop("limites", Limites())
        connus = options.pop("connus", None)
        demande = Demande(
            chemin=chemin,
            nom=chemin.name,
            sha256="0" * 64,
            connus=connus,
            catalogue=catalogue,
            options=ImportOptions(**options),
            depot="depot-1",
            jour_depot=JOUR_DEPOT,
            limites=limites,
            dossier=dossier,
            sortie=dossier / "fini.duckdb",
        )
        return Lecture(traiter(demande, lambda _etape, _part: None), dossier / "sortie.duckdb")

    return lire_fichier


@pytest.fixture
def lire_csv(tmp_path: Path, lire: Lire) -> Lire:
    def depuis(
        lignes: Sequence[Sequence[object]], separateur: str = ";", encodage: str = "utf-8", **options: Any
    ) -> Lecture:
        chemin = tmp_path / "extrait.csv"
        texte = io.StringIO(newline="")
        csv.writer(texte, delimiter=separateur).writerows(lignes)
        chemin.write_bytes(texte.getvalue().encode(encodage))
        return lire(chemin, **options)

    return depuis


@pytest.fixture
def lire_xlsx(tmp_path: Path, lire: Lire) -> Lire:
    def depuis(feuilles: dict[str, Sequence[Sequence[object]]], **options: Any) -> Lecture:
        chemin = tmp_path / "extrait.xlsx"
        classeur = openpyxl.Workbook()
        classeur.remove(classeur.worksheets[0])
        for nom, lignes in feuilles.items():
            feuille = classeur.create_sheet(nom)
            for ligne in lignes:
                feuille.append(list(ligne))
        classeur.save(chemin)
        return lire(chemin, **options)

    return depuis


@pytest.fixture
def echantillons() -> Path:
    if not ECHANTILLONS.is_dir():
        pytest.skip("le dossier des fichiers d'exemple (../shared/samples) est absent")
    return ECHANTILLONS
