"""`python -m spaser.ingest.audit DOSSIER`: read a folder of files whose right reading is known, and say which are read otherwise.

``DOSSIER/pollues/NAME`` is read as any table, whatever it is about, in a process with the importer's limits, and compared with
``DOSSIER/propres/NAME`` (RFC 4180, UTF-8, headings first). Without ``propres/`` the files only have to be read or refused.
The exit code is 1 when a file is read differently from what it says.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from spaser.ingest.audit_comparaison import en_texte, lire_propre, premiere_difference
from spaser.ingest.garde import borner, memoire, raison
from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.read.ouvrir import ouvrir
from spaser.ingest.read.tableau import lire_tableau
from spaser.ingest.rendu import accorde

_PAS_DE_VEILLE = 0.05
_PANNE = 70
_BLOC = 1 << 16


@dataclass(frozen=True)
class Verdict:
    """What became of one file."""

    fichier: str
    verdict: Literal["exact", "refuse", "different", "lu"]
    ligne: int | None = None
    """Row as Excel counts: of the refusal, or of the first difference."""
    message: str = ""
    secondes: float = 0.0


def auditer(dossier: Path, limites: Limites | None = None) -> list[Verdict]:
    """Read every file of ``pollues/`` and return the verdicts, by name.

    Raises:
        FileNotFoundError: the folder has no ``pollues/``.
    """
    pollues, propres = dossier / "pollues", dossier / "propres"
    if not pollues.is_dir():
        raise FileNotFoundError(pollues)
    verdicts = []
    for chemin in sorted(p for p in pollues.rglob("*") if p.is_file()):
        nom = chemin.relative_to(pollues).as_posix()
        propre = propres / nom if (propres / nom).is_file() else None
        verdicts.append(juger_a_part(chemin, nom, propre, limites or Limites()))
    return verdicts


def juger_a_part(chemin: Path, nom: str, propre: Path | None, limites: Limites) -> Verdict:
    """Judge one file in a process of its own: whatever it does to its reader, a verdict comes back."""
    debut = time.monotonic()
    sortie, entree = os.pipe()
    enfant = os.fork()
    if enfant == 0:
        os.close(sortie)
        _juger_et_finir(chemin, nom, propre, limites, entree)
    os.close(entree)
    reponse = bytearray()
    plein = ecoule = False
    while True:
        pret, _, _ = select.select([sortie], [], [], _PAS_DE_VEILLE)
        if pret:
            bloc = os.read(sortie, _BLOC)
            if not bloc:
                break
            reponse += bloc
        elif not (plein or ecoule):
            plein = memoire(enfant) > limites.memoire_octets
            ecoule = time.monotonic() - debut > limites.secondes
            if plein or ecoule:
                os.kill(enfant, signal.SIGKILL)
    os.close(sortie)
    code = os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1])
    secondes = round(time.monotonic() - debut, 3)
    if code == 0:
        return Verdict(**{**json.loads(reponse), "secondes": secondes})
    _, message, _ = raison(limites, code, reponse.decode(), temps_ecoule=ecoule, memoire_pleine=plein)
    return Verdict(nom, "refuse", None, message, secondes)


def juger(chemin: Path, nom: str, propre: Path | None, limites: Limites) -> Verdict:
    """Read a file and compare it with its clean version, if there is one."""
    try:
        lu = lire_tableau(ouvrir(chemin, limites))
    except LectureRefuseeError as refus:
        return Verdict(nom, "refuse", refus.ligne, refus.message)
    if propre is None:
        return Verdict(
            nom, "lu", None, f"{accorde(len(lu.lignes), 'ligne')} de {accorde(len(lu.entetes), 'colonne')}"
        )
    difference = premiere_difference(lu, lire_propre(propre))
    return Verdict(nom, "exact") if difference is None else Verdict(nom, "different", *difference)


def _juger_et_finir(chemin: Path, nom: str, propre: Path | None, limites: Limites, entree: int) -> None:
    code = _PANNE
    try:
        borner(limites)
        reponse = json.dumps(asdict(juger(chemin, nom, propre, limites))).encode()
        code = 0
    except BaseException as panne:  # noqa: BLE001 - this process ends here, whatever happened
        traceback.print_exc()
        reponse = type(panne).__name__.encode()
    with os.fdopen(entree, "wb") as tube:
        tube.write(reponse)
    os._exit(code)


def principal(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 1 when a file is read differently, 2 when there is nothing to read."""
    analyseur = argparse.ArgumentParser(
        prog="python -m spaser.ingest.audit",
        description="Lit un dossier de fichiers et compare ce qui est lu à ce qui est écrit.",
    )
    analyseur.add_argument(
        "dossier", type=Path, help="dossier qui contient pollues/ et, si la vérité est connue, propres/"
    )
    analyseur.add_argument(
        "--format", choices=("texte", "json"), default="texte", help="présentation du résultat"
    )
    choix = analyseur.parse_args(arguments)
    try:
        verdicts = auditer(choix.dossier)
    except FileNotFoundError as absent:
        sys.stderr.write(f"Le dossier « {absent.args[0]} » n'existe pas.\n")
        return 2
    if choix.format == "json":
        texte = json.dumps({"fichiers": [asdict(v) for v in verdicts]}, ensure_ascii=False, indent=1)
    else:
        texte = "\n".join(
            en_texte([(v.fichier, v.verdict, v.ligne, v.message, v.secondes) for v in verdicts])
        )
    sys.stdout.write(texte + "\n")
    return int(any(v.verdict == "different" for v in verdicts))


if __name__ == "__main__":
    sys.exit(principal())
