"""`/sante`: what supervision reads of a server, whatever its warehouse has become."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import Request

from spaser.store import StoreError, Warehouse
from spaser.ui import health

_FIELDS = {"etat", "version", "entrepot", "disque_libre", "donnees_arretees_au", "motifs"}


@pytest.fixture
def house(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    copy = Warehouse(Path(shutil.copytree(published, tmp_path / "entrepot")))
    monkeypatch.setattr(health, "warehouse", lambda: copy)
    return copy


def said() -> tuple[int, dict[str, Any]]:
    """Return the status and the document, which never holds more than its few fields."""
    response = health.answer(Request({"type": "http", "method": "GET", "path": "/sante", "headers": []}))
    assert response.headers["cache-control"] == "no-store"
    document: dict[str, Any] = json.loads(bytes(response.body))
    assert set(document) == _FIELDS
    return response.status_code, document


def test_un_entrepot_sain_dit_sa_version_et_le_jour_de_ses_donnees(house: Warehouse) -> None:
    free = shutil.disk_usage(house.path).free
    status, document = said()
    assert abs(document.pop("disque_libre") - free) < 2**30
    # The last contract is of 5 April: the extract covers the second quarter.
    assert (status, document) == (
        200,
        {
            "etat": "bon",
            "version": 2,
            "entrepot": "publie",
            "donnees_arretees_au": "2026-06-30",
            "motifs": [],
        },
    )
    house.point_to(house.manifest(1))
    document = said()[1]
    assert (document["version"], document["donnees_arretees_au"]) == (1, "2025-06-30")


def test_un_entrepot_vide_est_bon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Warehouse(tmp_path / "vide")
    monkeypatch.setattr(health, "warehouse", lambda: empty)
    status, document = said()
    assert (status, document["etat"], document["entrepot"], document["version"]) == (200, "bon", "vide", None)


def test_une_version_de_secours_est_dite_sans_que_rien_d_elle_ne_soit_montre(
    house: Warehouse,
) -> None:
    (house.versions / house.manifest(2).fichier).unlink()
    status, document = said()
    assert (status, document["etat"], document["version"]) == (200, "degrade", 1)
    assert document["motifs"] == ["version_de_secours"]
    (house.path / "courant.json").write_text("{", encoding="utf-8")
    assert said()[1]["motifs"] == ["version_de_secours"]


def test_sans_version_lisible_le_serveur_est_retire(house: Warehouse) -> None:
    for manifest in house.manifests():
        (house.versions / manifest.fichier).unlink()
    assert said() == (
        503,
        {
            "etat": "mauvais",
            "version": None,
            "entrepot": "illisible",
            "disque_libre": None,
            "donnees_arretees_au": None,
            "motifs": ["aucune_version_lisible"],
        },
    )


def test_un_volume_demonte_n_est_pas_un_entrepot_vide(house: Warehouse) -> None:
    house.path.rename(house.path.with_name("ailleurs"))
    assert (said()[0], said()[1]["motifs"]) == (503, ["entrepot_absent"])
    house.path.mkdir()  # the mount point that is left behind
    assert (said()[0], said()[1]["motifs"]) == (503, ["entrepot_absent"])


def test_un_entrepot_qui_ne_s_ouvre_pas_est_mauvais(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Warehouse:
        raise StoreError("L'entrepôt /srv/secret ne peut pas être créé.")

    monkeypatch.setattr(health, "warehouse", refuse)
    status, document = said()
    assert (status, document["motifs"]) == (503, ["aucune_version_lisible"])


def test_un_disque_presque_plein_et_un_catalogue_change_degradent(
    house: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "catalogue.yaml"
    other.write_bytes(house.catalogue_path.read_bytes() + b"\n# revu\n")
    changed = Warehouse(house.path, other)
    monkeypatch.setattr(health, "warehouse", lambda: changed)
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=2**29))
    status, document = said()
    assert (status, document["etat"], document["version"]) == (200, "degrade", 2)
    assert document["motifs"] == ["catalogue_change", "disque_presque_plein"]
