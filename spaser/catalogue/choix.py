"""Rules and counting choices: everything the document leaves open, decided in the open."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from spaser.catalogue.base import Modele, Scalaire, Texte, en_texte

CleParametre = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Regle(Modele):
    """A cross-cutting calculation rule (R1…)."""

    code: Annotated[str, StringConstraints(pattern=r"^R\d+$")]
    titre: Texte
    texte: Texte


class Alternative(Modele):
    """Another defensible reading of an ambiguity, and the parameter value that would apply it."""

    valeur: Scalaire
    libelle: Texte


class Choix(Modele):
    """An ambiguity (A1…), the reading in force, and the parameter that carries it.

    ``decide_par`` and ``decide_le`` stay empty as long as the reading is only the default proposed.
    """

    code: Annotated[str, StringConstraints(pattern=r"^A\d+$")]
    question: Texte
    regle: Texte
    alternatives: tuple[Alternative, ...] = ()
    parametre: CleParametre
    valeur: Scalaire
    decide_par: Texte | None = None
    decide_le: date | None = None


class ReglageDeCalcul(Modele):
    """A parameter of the facts that no ambiguity of the document drives (a legal threshold, a date)."""

    cle: CleParametre
    valeur: Scalaire
    libelle: Texte
    source: Texte


class Parametre(Modele):
    """A key and its value as text: one row of the parameters that SQL reads."""

    cle: CleParametre
    valeur: str

    @classmethod
    def de(cls, cle: str, valeur: Scalaire) -> Parametre:
        """Write a typed value as a parameter."""
        return cls(cle=cle, valeur=en_texte(valeur))


class PlafondDate(Modele):
    """A regulatory amount in € HT and the days between which it holds."""

    montant: Annotated[float, Field(gt=0)]
    du: date
    au: date | None = None
    source: Texte
