"""The child process: whatever happens to it, the caller gets a report."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from spaser.catalogue import Catalogue
from spaser.children import start
from spaser.ingest import ImportOptions, Limites, read_extract
from spaser.ingest.garde import raison

CONTENU = "N° mandat;Exercice;Date mandat;Montant HT;SIRET\nM1;2025;12/03/2025;10,50;20005480700017\n"


@pytest.fixture
def extrait(tmp_path: Path) -> Path:
    chemin = tmp_path / "depenses.csv"
    chemin.write_text(CONTENU, encoding="utf-8")
    return chemin


def test_le_fichier_prepare_et_le_rapport_arrivent_avec_les_etapes(
    extrait: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    etapes: list[tuple[str, float]] = []
    sortie = tmp_path / "attente" / "depot.duckdb"
    rapport = read_extract(
        extrait,
        "../../etc/dépenses.csv",
        catalogue,
        ImportOptions(),
        sortie,
        progres=lambda e, p: etapes.append((e, p)),
    )
    assert (rapport.fichier, rapport.acceptes, rapport.refuse) == ("../../etc/dépenses.csv", 1, False)
    assert [p for _, p in etapes] == sorted(p for _, p in etapes)
    assert list(sortie.parent.iterdir()) == [sortie]
    assert "acceptées : 1" in rapport.texte()


def test_un_enfant_qui_meurt_apres_son_rapport_a_tout_rendu(
    extrait: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is its last word, once its file is in place: a fault in ending must not refuse a good file."""
    monkeypatch.setattr(
        "spaser.ingest.lancement.start",
        lambda _, *arguments, errors: start("tests.ingest.empeches:mourant", *arguments, errors=errors),
    )
    sortie = tmp_path / "attente" / "depot.duckdb"
    rapport = read_extract(extrait, "d.csv", catalogue, ImportOptions(), sortie)
    assert (rapport.refuse, rapport.acceptes) == (False, 1)
    assert list(sortie.parent.iterdir()) == [sortie]


def test_un_fichier_prepare_qui_ne_s_ecrit_pas_en_entier_est_un_refus(
    extrait: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB says nothing of a write that fails while it closes: the file would be accepted, and its rows lost."""
    monkeypatch.setattr(
        "spaser.ingest.lancement.start",
        lambda _, *arguments, errors: start("tests.ingest.empeches:sans_place", *arguments, errors=errors),
    )
    sortie = tmp_path / "attente" / "depot.duckdb"
    rapport = read_extract(extrait, "d.csv", catalogue, ImportOptions(), sortie)
    assert (rapport.refuse, rapport.anomalies[0].regle) == (True, "lecture_interrompue")
    assert list(sortie.parent.iterdir()) == []


def test_un_disque_plein_dit_son_nom() -> None:
    erreur = 'IOException: Could not write file "sortie.duckdb": No space left on device'
    regle, message, _ = raison(Limites(), 1, erreur, temps_ecoule=False, memoire_pleine=False)
    assert regle == "disque_plein"
    assert "disque du serveur est plein" in message


def test_un_refus_ne_laisse_rien_derriere_lui(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "vide.csv").write_bytes(b"")
    sortie = tmp_path / "attente" / "depot.duckdb"
    rapport = read_extract(tmp_path / "vide.csv", "vide.csv", catalogue, ImportOptions(), sortie)
    assert rapport.refuse
    assert list(sortie.parent.iterdir()) == []


def test_une_lecture_trop_longue_est_arretee(extrait: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    rapport = read_extract(
        extrait, "d.csv", catalogue, ImportOptions(), tmp_path / "s.duckdb", Limites(secondes=0.05)
    )
    assert (rapport.refuse, rapport.anomalies[0].regle) == (True, "lecture_trop_longue")


def test_un_enfant_a_court_de_memoire_donne_un_refus_lisible(
    extrait: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    limites = Limites(memoire_octets=40 * 2**20)
    rapport = read_extract(extrait, "d.csv", catalogue, ImportOptions(), tmp_path / "s.duckdb", limites)
    assert (rapport.refuse, rapport.anomalies[0].regle) == (True, "memoire_insuffisante")


def test_un_fichier_absent_est_un_refus(catalogue: Catalogue, tmp_path: Path) -> None:
    rapport = read_extract(
        tmp_path / "rien.csv", "rien.csv", catalogue, ImportOptions(), tmp_path / "s.duckdb"
    )
    assert (rapport.refuse, rapport.anomalies[0].regle) == (True, "fichier_absent")


def test_un_processus_qui_ne_se_lance_pas_est_un_refus_lisible(
    extrait: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("spaser.ingest.lancement.start", panne)
    rapport = read_extract(extrait, "d.csv", catalogue, ImportOptions(), tmp_path / "s.duckdb")
    assert (rapport.refuse, rapport.anomalies[0].regle) == (True, "lecture_impossible")
    assert list(tmp_path.iterdir()) == [extrait]


def test_le_programme_principal_ne_tourne_pas_dans_l_enfant(
    extrait: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under Streamlit the main module is the script of a session: multiprocessing would run it again in each child."""
    script = tmp_path / "app.py"
    script.write_text(f"open({str(tmp_path / 'rejoue')!r}, 'w')\nraise SystemExit(3)\n", encoding="utf-8")
    principal = ModuleType("__main__")
    principal.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", principal)
    rapport = read_extract(extrait, "d.csv", catalogue, ImportOptions(), tmp_path / "s.duckdb")
    assert (rapport.refuse, rapport.acceptes) == (False, 1)
    assert not (tmp_path / "rejoue").exists()
