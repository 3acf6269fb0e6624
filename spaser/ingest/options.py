"""What a person may choose when depositing a file, and how far the child process may go."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

TypeExtrait = Literal[
    "contrats", "depenses", "fournisseurs", "heures", "evenements", "moyens", "programmation"
]
"""The seven kinds of extract."""

TYPES: tuple[TypeExtrait, ...] = (
    "contrats",
    "depenses",
    "fournisseurs",
    "heures",
    "evenements",
    "moyens",
    "programmation",
)


class ImportOptions(BaseModel):
    """Choices of the depositor; every one of them may be left to the file itself."""

    model_config = ConfigDict(frozen=True)

    type: TypeExtrait | None = None
    feuille: str | None = None
    periode: Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}(-T[1-4])?$")] | None = None
    acheteur: Annotated[str, StringConstraints(pattern=r"^(\d{9}|tous)$")] | None = None
    date_depot: date | None = None
    """Day of the deposit: no row may be dated more than a year after it; None means today."""


class Limites(BaseModel):
    """Limits of one reading; beyond them the file is refused, never the server."""

    model_config = ConfigDict(frozen=True)

    octets_fichier: Annotated[int, Field(gt=0)] = 400 * 2**20
    octets_decompresses: Annotated[int, Field(gt=0)] = 900 * 2**20
    taux_compression: Annotated[float, Field(gt=1)] = 100.0
    """Unpacked ÷ packed size of a zip entry; a real sheet stays under 40."""
    entrees_zip: Annotated[int, Field(gt=0)] = 2_000
    cellules: Annotated[int, Field(gt=0)] = 60_000_000
    colonnes: Annotated[int, Field(gt=0)] = 1_000
    lignes: Annotated[int, Field(gt=0)] = 12_000_000
    memoire_octets: Annotated[int, Field(gt=0)] = 4 * 2**30
    """Memory that the child may really hold; its address space may be ``adresses_par_octet`` times that."""
    adresses_par_octet: Annotated[int, Field(gt=0)] = 4
    memoire_duckdb: str = "600MB"
    secondes_processeur: Annotated[int, Field(gt=0)] = 900
    secondes: Annotated[float, Field(gt=0)] = 900.0
