"""The units of the guide are read by systemd without a word, and expose little."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serveur import ROOT

FOLDER = ROOT / "docs" / "deploiement"
SERVICES = ("spaser@8501.service", "spaser-import.service", "spaser-sauvegarde.service")
_PYTHON = "/opt/spaser/courant/.venv/bin/python"
_EXPOSED_AT_MOST = 20
"""In tenths, as systemd measures it: below 2.0 a service is said to be safe or nearly so."""


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Copy the units as they would be installed, with a Python that exists on this machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd n'est pas sur cette machine")
    for path in (*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")):
        text = path.read_text(encoding="utf-8").replace(_PYTHON, str(Path(sys.executable).resolve()))
        (tmp_path / path.name.replace("@.", "@8501.")).write_text(text, encoding="utf-8")
    assert {*SERVICES, "spaser-import.timer", "spaser-sauvegarde.timer"} == {
        p.name for p in tmp_path.iterdir()
    }
    return tmp_path


def test_systemd_lit_les_unites_sans_rien_y_redire(units: Path) -> None:
    said = subprocess.run(
        ["systemd-analyze", "verify", *sorted(str(path) for path in units.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")


def test_une_option_mal_ecrite_serait_vue(units: Path) -> None:
    path = units / SERVICES[0]
    path.write_text(path.read_text(encoding="utf-8") + "[Service]\nProtectSysteme=strict\n", encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, check=False)
    assert "ProtectSysteme" in said.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_chaque_service_est_peu_expose(units: Path, name: str) -> None:
    said = subprocess.run(
        [
            "systemd-analyze",
            "security",
            "--offline=true",
            f"--threshold={_EXPOSED_AT_MOST}",
            str(units / name),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("name", ["spaser-import.timer", "spaser-sauvegarde.timer"])
def test_chaque_minuterie_a_une_heure_que_systemd_comprend(units: Path, name: str) -> None:
    times = re.findall(r"^OnCalendar=(.+)$", (units / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert times
    subprocess.run(["systemd-analyze", "calendar", *times], check=True, capture_output=True)
