"""The one report of a reading: the same object for the screen, the file, the command line and the tests."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from spaser.ingest.options import TypeExtrait
from spaser.ingest.reconnaissance import Reconnaissance

Gravite = Literal["bloquante", "avertissement", "information"]


class Anomalie(BaseModel):
    """One thing to know about the file: what, where, how often, and what to do."""

    model_config = ConfigDict(frozen=True)

    regle: str
    gravite: Gravite
    feuille: str | None = None
    ligne: int | None = None
    """First row concerned, numbered as Excel does."""
    lignes: tuple[int, ...] = ()
    """First rows concerned, at most ten."""
    colonne: str | None = None
    valeur: str | None = None
    message: str
    remede: str
    occurrences: int = 1


class ColonneReconnue(BaseModel):
    """A heading of the file and the column that it was taken for."""

    model_config = ConfigDict(frozen=True)

    entete: str
    colonne: str
    multiplicateur: int = 1
    """1 000 under a heading in k€, 1 000 000 in M€."""


class ExtractReport(BaseModel):
    """All that a reading has to say; ``acceptes + rejetes + ecartes == lus`` always holds."""

    model_config = ConfigDict(frozen=True)

    fichier: str
    sha256: str
    type: TypeExtrait | None = None
    depot: str | None = None
    """Name of the deposit: that of the bytes and of the choices followed; None when nothing was read."""
    source: str | None = None
    """Which known format the file follows: extrait, decp, decp-2019, decp-2022, siae, esat, esus, sirene…"""
    feuille: str | None = None
    periode: str | None = None
    periode_debut: date | None = None
    periode_fin: date | None = None
    ligne_entete: int | None = None
    encodage: str | None = None
    separateur: str | None = None
    colonnes: tuple[ColonneReconnue, ...] = ()
    colonnes_inconnues: tuple[str, ...] = ()
    lus: int = 0
    acceptes: int = 0
    rejetes: int = 0
    ecartes: int = 0
    refuse: bool = False
    a_corriger: bool = False
    """The staged file keeps rows to correct (schema ``corrections``), even of a file that is refused."""
    complement: bool = False
    """The file holds refused rows, corrected: they complete what is published."""
    anomalies: tuple[Anomalie, ...] = ()
    reconnaissance: Reconnaissance | None = None
    """None when the file could not be opened."""

    @model_validator(mode="after")
    def _rows_add_up(self) -> Self:
        if self.acceptes + self.rejetes + self.ecartes != self.lus:
            raise ValueError(
                f"lignes acceptées ({self.acceptes}) + rejetées ({self.rejetes}) + écartées ({self.ecartes})"
                f" ≠ lues ({self.lus})"
            )
        if self.refuse and not any(a.gravite == "bloquante" for a in self.anomalies):
            raise ValueError("un fichier refusé doit dire pourquoi")
        return self

    def texte(self) -> str:
        """Render the report as French plain text."""
        from spaser.ingest.rendu import rapport_en_texte  # noqa: PLC0415 - the rendering reads this model

        return rapport_en_texte(self)
