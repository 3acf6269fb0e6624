"""What a person may choose when depositing a file, and how far the child process may go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
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


Reference = Literal["domaine", "dga", "territoire"]
"""The reference lists whose values a person may translate."""

REFERENCES: tuple[Reference, ...] = ("domaine", "dga", "territoire")

Multiplicateur = Literal[1, 1_000, 1_000_000]
"""Euros in one unit of an amount column: €, k€, M€."""

Periode = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}(-T[1-4])?$")]


class Reponses(BaseModel):
    """What a person answered about one file; what is left out, the file itself decides.

    Headings are named as the file writes them; the second of two equal ones is « Montant (2) » and a column without a heading
    « colonne C » (``spaser.ingest.lignes.reperes``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: TypeExtrait | None = None
    feuille: str | None = None
    ligne_entete: Annotated[int, Field(ge=1)] | None = None
    """Row of the (last) heading line, as Excel counts."""
    periode: Periode | None = None
    colonnes: Mapping[str, str | None] = {}
    """Heading → canonical column, or None to leave the heading aside."""
    unites: Mapping[str, Multiplicateur] = {}
    """Heading of an amount column → euros in one of its units."""
    valeurs: Mapping[Reference, Mapping[str, str | None]] = {}
    """Reference list → value as written → canonical value, or None when no value of the list is meant."""

    def avec(self, autres: Reponses) -> Reponses:
        """Return these answers, completed and corrected by others."""
        return Reponses(
            type=autres.type or self.type,
            feuille=autres.feuille or self.feuille,
            ligne_entete=autres.ligne_entete or self.ligne_entete,
            periode=autres.periode or self.periode,
            colonnes={**self.colonnes, **autres.colonnes},
            unites={**self.unites, **autres.unites},
            valeurs={
                liste: {**self.valeurs.get(liste, {}), **autres.valeurs.get(liste, {})}
                for liste in REFERENCES
                if liste in self.valeurs or liste in autres.valeurs
            },
        )

    def __bool__(self) -> bool:
        """Tell whether anything was answered."""
        return self != Reponses()


class Trace(BaseModel):
    """Who answered, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    auteur: str
    le: datetime


class ImportOptions(BaseModel):
    """Choices of the depositor; every one of them may be left to the file itself."""

    model_config = ConfigDict(frozen=True)

    type: TypeExtrait | None = None
    feuille: str | None = None
    periode: Periode | None = None
    reponses: Reponses = Reponses()
    """What was answered about the file; it prevails over the three choices above."""
    acheteur: Annotated[str, StringConstraints(pattern=r"^(\d{9}|tous)$")] | None = None
    date_depot: date | None = None
    """Day of the deposit: no row may be dated more than a year after it; None means today."""

    @property
    def choix(self) -> Reponses:
        """Everything that was chosen, as answers."""
        return Reponses(type=self.type, feuille=self.feuille, periode=self.periode).avec(self.reponses)


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
    memoire_duckdb: str = "500MB"
    secondes_processeur: Annotated[int, Field(gt=0)] = 900
    secondes: Annotated[float, Field(gt=0)] = 900.0
