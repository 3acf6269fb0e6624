"""The request that travels from the server to the child process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from spaser.catalogue import Catalogue
from spaser.ingest.options import ImportOptions, Limites, Trace
from spaser.ingest.reponses import Souvenir


class Demande(BaseModel):
    """What to read, under which choices, and where to put the result."""

    model_config = ConfigDict(frozen=True)

    chemin: Path
    nom: str
    sha256: str
    catalogue: Catalogue
    options: ImportOptions
    dossier: Path
    """Working directory, thrown away by the parent."""
    sortie: Path
    depot: str | None
    """Name of the deposit; None: the one that its bytes and the choices followed give it."""
    souvenirs: tuple[Souvenir, ...] = ()
    """What is remembered of every source."""
    connus: Path | None = None
    """Of a national file of SIRENE: the list of the suppliers whose rows are read; None for any other file."""
    trace: Trace | None = None
    """Who answered what the options say."""
    jour_depot: date
    limites: Limites
