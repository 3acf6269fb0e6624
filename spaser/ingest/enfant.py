"""The child process that reads one file: a request on its standard input, progress and the report on its standard output."""

from __future__ import annotations

import gc
import json
import os
import sys

from spaser.ingest.demande import Demande
from spaser.ingest.garde import borner
from spaser.ingest.traitement import traiter


def principal() -> None:
    """Read the request, bound this process, read the file, write the report."""
    demande = Demande.model_validate_json(sys.stdin.buffer.read())
    borner(demande.limites)
    gc.disable()  # millions of short-lived rows, no cycle worth looking for, a process that ends with the file
    os.chdir(demande.dossier)
    rapport = traiter(demande, _dire)
    if not rapport.refuse or rapport.a_corriger:
        (demande.dossier / "sortie.duckdb").replace(demande.sortie)
    _envoyer({"rapport": rapport.model_dump(mode="json")})


def _dire(etape: str, part: float) -> None:
    _envoyer({"progres": [etape, round(part, 3)]})


def _envoyer(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    principal()
