"""The page Versions: who may do what, names that are no path, and what an interrupted move looks like."""

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import spaser.ui.person
from spaser.access import Identity, Rights, Role
from spaser.store.journal import Event
from spaser.ui import session, versions

BUTTONS = {"restaurer", "figer", "controler"}


def screen(monkeypatch: pytest.MonkeyPatch, target: Path, role: Role) -> AppTest:
    def person() -> Identity:
        return Identity("Camille", role, Rights(territoires=None, dga=None), mode_local=False)

    monkeypatch.setenv("SPASER_ENTREPOT", str(target))
    session.warehouse.clear()
    monkeypatch.setattr(spaser.ui.person, "person", person)
    path = Path(__file__).parents[2] / "pages" / "donnees" / "versions.py"
    shown = AppTest.from_file(str(path), default_timeout=60)
    shown.run()
    assert not shown.exception
    return shown


def test_le_responsable_peut_telecharger_et_controler(
    monkeypatch: pytest.MonkeyPatch, small_warehouse: Path
) -> None:
    shown = screen(monkeypatch, small_warehouse, "responsable")
    assert "controler" in {button.key for button in shown.button}
    assert len(shown.get("download_button")) == 4  # the four extracts of the small warehouse
    shown.button(key="controler").click().run()
    assert any("Tout est intact : 1\u202fversion, 4\u202ffichiers" in done.value for done in shown.success)


@pytest.mark.parametrize("role", ["lecture", "pilotage", "relais"])
def test_les_autres_lisent_l_historique_et_rien_d_autre(
    monkeypatch: pytest.MonkeyPatch, small_warehouse: Path, role: Role
) -> None:
    shown = screen(monkeypatch, small_warehouse, role)
    assert {header.value for header in shown.header} >= {"Historique", "Journal"}
    assert not BUTTONS & {button.key for button in shown.button}
    assert not shown.get("download_button")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("=cmd|' /C calc'!A0.csv", "cmd_' _C calc'!A0.csv"),
        ("C:\\bilan.xlsx", "C__bilan.xlsx"),
        ("\u202efdp.exe\n", "fdp.exe"),
        ("...", "fichier"),
    ],
)
def test_un_nom_recu_n_est_jamais_un_chemin_ni_une_formule(sent: str, kept: str) -> None:
    assert versions.safe_name(sent) == kept


def test_un_mouvement_que_le_suivant_ne_prolonge_pas_a_ete_interrompu(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """1 is published; a restore of 3 never moved the pointer, since the next one starts from 1."""
    monkeypatch.setattr(versions, "published_number", lambda: 2)

    def event(numero: int, depuis: int | None, version: int) -> Event:
        return Event(
            numero=numero,
            precedent=None,
            geste="publication",
            le=datetime(2026, 1, 1),  # noqa: DTZ001
            auteur="x",
            commentaire="",
            depuis=depuis,
            version=version,
        )

    assert versions.interrupted([event(1, None, 1), event(2, 1, 3), event(3, 1, 2)]) == {2}
