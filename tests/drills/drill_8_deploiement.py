"""The deployment guide where it is too long for the tests: an installation without a network, and a locked service."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deploiement.test_guide import block
from tests.drills.conftest import Record
from tests.drills.scenario import Scenario
from tests.serveur import ROOT

_ROOT = [] if os.geteuid() == 0 else ["--map-root-user"]
_LOCK = """set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro /
mount -o remount,bind,rw "$1"
exec "$2" -m tests.drills.locked "$1" "$3"
"""


def drill_une_installation_sans_internet(tmp_path: Path, record: Record) -> None:
    connected, offline = tmp_path / "reliee", tmp_path / "hors-ligne"
    connected.mkdir()
    shutil.copy(ROOT / "requirements.txt", connected)
    download = block("python3 -m pip download").replace("python3", sys.executable)
    subprocess.run(["/bin/sh", "-eu", "-c", download], cwd=connected, check=True)
    copy = ("app.py", "spaser", "pages", "queries", "data", "requirements.txt", ".streamlit")
    offline.mkdir()
    for name in copy:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, offline / name)
    (connected / "paquets").rename(offline / "paquets")
    install = block("python3 -m venv .venv").replace("python3", sys.executable)
    alone = [] if shutil.which("unshare") is None else ["unshare", "--net", *_ROOT]
    if alone and subprocess.run([*alone, "true"], check=False).returncode:
        alone = []
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    said = subprocess.run(
        [*alone, "/bin/sh", "-eu", "-c", install],
        cwd=offline,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    broken = (
        []
        if said.returncode == 0 and "Aucune version" in said.stdout
        else [(said.stdout + said.stderr)[-500:]]
    )
    record.add(
        "Installation sans internet, par les commandes du guide",
        "complète, sommes vérifiées",
        "installée dans un espace sans réseau" if alone else "installée sans index (réseau non coupé)",
        1,
        broken,
    )
    assert not broken, broken


def drill_le_service_n_ecrit_que_dans_son_etat(tmp_path: Path, scenario: Scenario, record: Record) -> None:
    unshare = ["unshare", "--mount", *_ROOT]
    if shutil.which("unshare") is None or subprocess.run([*unshare, "true"], check=False).returncode:
        pytest.skip(
            "verrouiller un service d'essai demande Linux et le droit de créer un espace de montage (unshare)"
        )
    state = tmp_path / "etat"
    state.mkdir()
    said = subprocess.run(
        [*unshare, "/bin/sh", "-c", _LOCK, "sh", state, sys.executable, scenario.file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    broken = [] if said.returncode == 0 else [said.stderr[-500:]]
    done: dict[str, Any] = json.loads(said.stdout) if not broken else {"ailleurs": True, "pages": []}
    if done["ailleurs"]:
        broken.append("le système n'était pas en lecture seule : rien n'est montré")
    if not done["pages"] or not all(done["pages"]):
        broken.append(f"pages : {done['pages']}")
    record.add(
        "Service verrouillé (système en lecture seule, pages ni inscriptibles ni exécutables)",
        "importe et montre ses pages en n'écrivant que dans son état",
        f"{len(done['pages'])} pages ; mémoire exécutable {'permise par ce noyau' if done.get('pages_executables') else 'refusée'}",
        1,
        broken,
    )
    assert not broken, broken
