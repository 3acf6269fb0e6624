"""What a version says of itself outside its file: enough to rebuild it from the deposited bytes."""

from datetime import date, datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from spaser.ingest import Reponses

Mode = Literal["remplacer", "completer"]
LOCAL_AUTHOR: Final = "en local"
"""Who published where nobody is named."""


class Deposit(BaseModel):
    """One deposited extract as it was read: its original bytes (by sha256), the choices made and the counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    depot: str
    sha256: str
    fichier: str
    type: str
    feuille: str | None
    source: str | None
    periode: str | None
    periode_debut: date | None
    periode_fin: date | None
    mode: Mode
    acheteur: str | None
    auteur: str
    depose_le: datetime
    lus: int
    acceptes: int
    rejetes: int
    ecartes: int
    demonstration: bool
    # As asked at deposit (None: recognised), so that a rebuild asks the same again.
    type_demande: str | None
    feuille_demandee: str | None
    periode_demandee: str | None
    # Answered about the file, by its depositor or remembered of its source; None before such answers existed.
    reponses: Reponses | None = None


class Manifest(BaseModel):
    """One publication: its deposits, its parent, who and when; `sha256` is that of the version's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numero: int
    parent: int | None
    publiee_le: datetime
    publiee_par: str
    commentaire: str
    demonstration: bool
    catalogue: str
    catalogue_sha256: str
    depots: tuple[Deposit, ...]
    fichier: str
    sha256: str


class Pointer(BaseModel):
    """Which version is published; the only file of a warehouse that is ever replaced."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numero: int
    fichier: str
    sha256: str
