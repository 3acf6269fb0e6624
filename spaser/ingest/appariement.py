"""A sheet read as one kind of extract: its headings and what each was taken for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from spaser.ingest.kinds import Genre
from spaser.ingest.kinds.dispositifs import Dispositif
from spaser.ingest.lignes import reperes
from spaser.ingest.read.feuille import Feuille


@dataclass(frozen=True)
class Place:
    """Where a column stands in the sheet."""

    rang: int
    """Position of the cell in the row, from 0."""
    entete: str
    multiplicateur: int = 1


@dataclass(frozen=True)
class Membre:
    """The numbered columns of one contractor of a wide file."""

    colonnes: dict[str, Place]
    role: str | None = None


@dataclass(frozen=True)
class Appariement:
    """A sheet read as one kind of extract: its headings and what they were taken for."""

    genre: Genre
    feuille: Feuille
    ligne_entete: int
    """Row of the (last) heading line."""
    entetes: tuple[str, ...]
    colonnes: dict[str, Place]
    membres: dict[int, Membre] = field(default_factory=dict)
    """Contractors 2, 3… of a wide file (the first is in ``colonnes``)."""
    dispositifs: tuple[tuple[Place, Dispositif], ...] = ()
    inconnues: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    """Headings that say the same thing as another one, which was preferred."""
    rivaux: tuple[tuple[str, int], ...] = ()
    """(column, rank): a heading that would have suited a column given to another one."""
    manquantes: tuple[tuple[str, ...], ...] = ()
    decp: bool = False
    ecarte: bool = False
    """The headings show another kind (an amount in a list of suppliers)."""

    @cached_property
    def reperes(self) -> tuple[str, ...]:
        """Name of each heading, as answers give it."""
        return reperes(self.entetes)

    def presente(self, nom: str) -> bool:
        """Tell whether the file has this column."""
        return nom in self.colonnes or any(nom in m.colonnes for m in self.membres.values())

    @property
    def valable(self) -> bool:
        """True when nothing required is missing."""
        return not self.manquantes and not self.ecarte

    @property
    def reconnues(self) -> int:
        """How many headings were understood."""
        return (
            len(self.colonnes) + len(self.dispositifs) + sum(len(m.colonnes) for m in self.membres.values())
        )

    @property
    def satisfaites(self) -> int:
        """How many requirements are met."""
        return len(self.genre.exigences) - len(self.manquantes)
