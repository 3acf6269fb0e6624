"""How a file was understood: what was recognised and how, what is still to ask, what changed since the last time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from spaser.ingest.options import Multiplicateur, Reference, Reponses, Trace, TypeExtrait

Comment = Literal["reconnue", "deduite", "repondue", "memorisee"]
"""How something was decided: a known name; the likeliest reading; an answer of today; an answer remembered."""

Score = Annotated[float, Field(ge=0, le=1)]


_AVANCEE_BLOQUANTE, _AVANCEE = 0.5, 0.7
"""Scores from which a proposal is put forward: of a question to answer anyway, and of one that may be left."""


class Intitule(BaseModel):
    """A heading of the file, the column that it was taken for (None: left aside) and how that was decided."""

    model_config = ConfigDict(frozen=True)

    repere: str
    """The heading as answers name it."""
    colonne: str | None = None
    """Canonical column; « considération INSERTION, clause » for a device of a contract; None when left aside."""
    comment: Comment | None = None
    """None: an unknown heading, left aside."""
    score: Score = 1.0
    """How sure: 1 for a known heading over cells that all read as the column expects."""
    trace: Trace | None = None
    """Who answered and when, of a column answered or remembered."""
    multiplicateur: Multiplicateur = 1
    unite_dite: Comment | None = None
    """Of an amount: « reconnue » when the heading says its unit, « repondue » or « memorisee »; None: euros by default."""
    exemples: tuple[str, ...] = ()
    """First filled cells, at most three."""


class ValeurLue(BaseModel):
    """A value of the file that an answer translated (None: it means no value of the list)."""

    model_config = ConfigDict(frozen=True)

    liste: Reference
    ecrite: str
    canonique: str | None
    comment: Comment
    trace: Trace | None = None


class Proposition(BaseModel):
    """A possible answer, and what choosing it answers."""

    model_config = ConfigDict(frozen=True)

    libelle: str
    score: Score
    raison: str
    reponses: Reponses


class Question(BaseModel):
    """Something that the file leaves open, with what it could be, likeliest first."""

    model_config = ConfigDict(frozen=True)

    code: str
    """Stable within a file: « type », « feuille », « colonne:montant_ht », « unite:Montant », « valeur:dga:Pôle X »."""
    sujet: Literal["type", "feuille", "colonne", "unite", "valeur"]
    bloquante: bool
    """True when the file cannot be read without the answer."""
    texte: str
    propositions: tuple[Proposition, ...]
    retenue: int | None = 0
    """Rank of the proposal that this reading follows meanwhile; None when it follows none."""
    occurrences: int = 0
    """Rows concerned, of a value."""

    @property
    def preselection(self) -> int | None:
        """Rank of the proposal likely enough to be put forward as the answer, None when nobody should choose it unread.

        A unit, or one of two headings that fit, is never put forward: it would change figures, and the file is readable as it is.
        """
        seuil = _AVANCEE_BLOQUANTE if self.bloquante else _AVANCEE
        if self.retenue is not None or not self.propositions or self.propositions[0].score < seuil:
            return None
        return 0


class Changement(BaseModel):
    """Something that differs from the last deposit of the same source."""

    model_config = ConfigDict(frozen=True)

    nature: Literal["apparue", "disparue", "renommee", "unite", "ordre_de_grandeur", "type", "caduque"]
    texte: str


class Memoire(BaseModel):
    """The source that this file was recognised as, and its last deposit."""

    model_config = ConfigDict(frozen=True)

    source: str
    vue_le: datetime
    vue_par: str
    fichier: str | None = None
    publiee: bool
    """False as long as no file of it was published: its answers were only given."""


class Reconnaissance(BaseModel):
    """What was recognised in one file. ``donnees`` are the answers of this reading, ``appliquees`` all those that it followed."""

    model_config = ConfigDict(frozen=True)

    type: TypeExtrait | None = None
    """The kind that the file was read as, or the closest one when it is refused."""
    type_dit: Comment = "reconnue"
    type_trace: Trace | None = None
    feuilles: tuple[str, ...] = ()
    """Visible sheets of the workbook."""
    feuille: str | None = None
    feuille_dite: Comment = "reconnue"
    ligne_entete: int | None = None
    ligne_entete_dite: Comment = "reconnue"
    intitules: tuple[Intitule, ...] = ()
    valeurs: tuple[ValeurLue, ...] = ()
    """Values of reference lists that an answer translated."""
    questions: tuple[Question, ...] = ()
    changements: tuple[Changement, ...] = ()
    memoire: Memoire | None = None
    medianes: Mapping[str, float] = {}
    """Median of each amount column, in €, where there are enough rows."""
    donnees: Reponses = Reponses()
    appliquees: Reponses = Reponses()
