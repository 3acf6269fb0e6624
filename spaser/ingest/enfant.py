"""The child process that reads one file: a request on its standard input, progress and the report on its standard output."""

from __future__ import annotations

import gc
import json
import os
import resource
import sys

from spaser.ingest.demande import Demande
from spaser.ingest.options import Limites
from spaser.ingest.traitement import traiter


def principal() -> None:
    """Read the request, bound this process, read the file, write the report."""
    demande = Demande.model_validate_json(sys.stdin.buffer.read())
    _borner(demande.limites)
    gc.disable()  # millions of short-lived rows, no cycle worth looking for, a process that ends with the file
    os.chdir(demande.dossier)
    rapport = traiter(demande, _dire)
    if not rapport.refuse:
        (demande.dossier / "sortie.duckdb").replace(demande.sortie)
    _envoyer({"rapport": rapport.model_dump(mode="json")})


def _borner(limites: Limites) -> None:
    """Cap address space and processor time: beyond them the kernel ends this process, and only it.

    Allocators reserve several times the addresses that they use, more or less from one run to the next: this cap stops one
    absurd request (549 GB for a stray cell), and the parent watches the memory really held.
    """
    adresses = limites.memoire_octets * limites.adresses_par_octet
    resource.setrlimit(resource.RLIMIT_AS, (adresses, adresses))
    resource.setrlimit(resource.RLIMIT_CPU, (limites.secondes_processeur, limites.secondes_processeur + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _dire(etape: str, part: float) -> None:
    _envoyer({"progres": [etape, round(part, 3)]})


def _envoyer(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    principal()
