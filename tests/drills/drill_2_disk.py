"""Promise 3: a full disk and a read-only one lose nothing, and the screens go on reading."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.conftest import Record
from tests.serveur import ROOT

_ROOT = [] if os.geteuid() == 0 else ["--map-root-user"]
_MOUNT = 'mount -t tmpfs -o size=64m essai "$1" && exec "$2" -m tests.drills.disk "$1" "$3"'
PROMISES = {
    "plein": "Disque plein (tmpfs de 64 Mo), import entier",
    "lecture seule": "Disque en lecture seule, import entier",
}


def drill_disque_plein_puis_en_lecture_seule(tmp_path: Path, record: Record) -> None:
    disk, folder = tmp_path / "disque", tmp_path / "source"
    disk.mkdir()
    folder.mkdir()
    unshare = ["unshare", "--mount", *_ROOT]
    if shutil.which("unshare") is None or subprocess.run([*unshare, "true"], check=False).returncode:
        pytest.skip(
            "monter un disque d'essai demande Linux et le droit de créer un espace de montage (unshare)"
        )
    ran = subprocess.run(
        [*unshare, "sh", "-c", _MOUNT, "sh", str(disk), sys.executable, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    tried = [json.loads(line) for line in ran.stdout.splitlines()]
    broken = (
        []
        if tried[-1]["fin"] == "publiee"
        else ["le même fichier renvoyé une fois la place rendue n'est pas publié"]
    )
    for kind, exercise in PROMISES.items():
        cases = [case for case in tried if case["genre"] == kind]
        refused = [case for case in cases if case["fin"] == "refus"]
        rompus = [text for case in cases for text in case["rompus"]]
        rompus += [] if refused else ["aucun import n'a été refusé : le disque n'a pas manqué"]
        said = (
            refused[-1]["message"].replace(str(disk / "entrepot"), "…").replace("\n", " ") if refused else ""
        )
        constat = f"{len(refused)} imports refusés, {len(cases) - len(refused)} publié(s) ; dit « {said} »"
        promis = "L'ancienne version reste lue, un message français, le même fichier renvoyé passe"
        record.add(exercise, promis, constat, len(cases), rompus)
        broken += rompus
    assert broken == []
