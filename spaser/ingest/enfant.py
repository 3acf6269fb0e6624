"""The child process that reads one file: what is asked comes in, progress and the report go out through a pipe."""

from __future__ import annotations

import gc
import json
import os
from multiprocessing.connection import Connection

from spaser.ingest.demande import Demande
from spaser.ingest.garde import borner
from spaser.ingest.traitement import traiter


def principal(demandee: str, sortie: Connection) -> None:
    """Bound this process, read the file that ``demandee`` (JSON) names, send the report: each message is a JSON text."""

    def envoyer(message: dict[str, object]) -> None:
        sortie.send_bytes(json.dumps(message).encode())

    demande = Demande.model_validate_json(demandee)
    borner(demande.limites)
    gc.disable()  # millions of short-lived rows, no cycle worth looking for, a process that ends with the file
    os.chdir(demande.dossier)
    rapport = traiter(demande, lambda etape, part: envoyer({"progres": [etape, round(part, 3)]}))
    if not rapport.refuse or rapport.a_corriger:
        (demande.dossier / "sortie.duckdb").replace(demande.sortie)
    envoyer({"rapport": rapport.model_dump(mode="json")})
