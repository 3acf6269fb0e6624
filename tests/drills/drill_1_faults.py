"""Promises 1 and 2: at every file operation of a publication, a SIGKILL or a refusal of the disk leaves one whole version."""

import json
from pathlib import Path

from tests.drills.conftest import Record
from tests.drills.injection import run

PROMISES = {
    "SIGKILL": (
        "SIGKILL à chaque opération d'une publication",
        "L'ancienne version ou la nouvelle, entière ; journal intact ; octets déposés gardés ; le même fichier renvoyé donne la nouvelle",
    ),
    "ENOSPC": (
        "Chaque opération refusée : disque plein (ENOSPC)",
        "Un message français, les écrans lisent toujours, rien de perdu",
    ),
    "EIO": (
        "Chaque opération refusée : disque en erreur (EIO)",
        "Un message français, les écrans lisent toujours, rien de perdu",
    ),
}


def drill_a_chaque_operation(faults: Path, tmp_path: Path, record: Record) -> None:
    ran = run(faults, tmp_path / "entrepot", ["tests.drills.publishing", tmp_path])
    assert ran.code == 0, ran.complained
    broken: list[str] = []
    for found in json.loads(ran.said):
        english = [text for text in found["messages"] if "No space" in text or "Input/output" in text]
        ends = "".join(f", {count} × {name}" for name, count in found["fins"].items())
        seen = ", ".join(f"{count} × {name}" for name, count in found["montre"].items())
        constat = f"version montrée ensuite : {seen}{ends} ; {found['renvois']} états nouveaux renvoyés"
        rompus = [*found["rompus"], *(f"message non traduit : {text}" for text in english)]
        if found["points"] < 25:
            rompus.append(f"l'injecteur n'a vu que {found['points']} opérations")
        exercice, promis = PROMISES[found["faute"]]
        record.add(exercice, promis, constat, found["points"], rompus)
        broken += rompus
    assert broken == []
