"""What a kind of extract declares: its columns, what it requires, and the SQL of its own rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spaser.ingest.entetes import cle, lire_entete
from spaser.ingest.options import TypeExtrait

TypeCellule = Literal[
    "texte",
    "identifiant",
    "code",
    "cpv",
    "code_postal",
    "code_commune",
    "departement",
    "siret",
    "montant",
    "nombre",
    "taux",
    "entier",
    "date",
    "mois",
    "annee",
    "oui_non",
    "choix",
    "domaine",
    "dga",
    "territoire",
]


class Colonne(BaseModel):
    """A column of an extract: canonical name, how its cells are read, the headings under which it is met."""

    model_config = ConfigDict(frozen=True)

    nom: str
    type: TypeCellule = "texte"
    requis: bool = False
    """Every row must hold a readable value."""
    alias: tuple[str, ...] = ()
    """Other headings, best first."""
    valeurs: Mapping[str, tuple[str, ...]] = {}
    """For a closed list: canonical value → the ways of writing it."""
    identifiant_de: str | None = None
    """For a supplier's number: the column that says which kind of number it is."""
    annee_dans: str | None = None
    """For a month: the column that says its year, where the cell does not."""
    annees_libres: bool = False
    """For a date that may lie far away: the end of a contract, the creation of a firm."""
    interne: bool = False
    """Used by the rules, not kept in the accepted rows."""

    @property
    def numero_a_cle(self) -> bool:
        """Whether it holds suppliers' numbers, whose control key is checked."""
        return self.type == "siret" and self.nom != "acheteur_siret"

    @cached_property
    def rangs(self) -> Mapping[str, int]:
        """Map each comparable heading to its rank: 0 for the canonical name, then the aliases in order."""
        rangs: dict[str, int] = {}
        for rang, nom in enumerate((self.nom, *self.alias)):
            for forme in lire_entete(nom).cles:
                rangs.setdefault(forme, rang)
        return rangs

    @cached_property
    def formes(self) -> Mapping[str, str]:
        """Map each comparable spelling of a closed list to its canonical value."""
        return {cle(f): v for v, formes in self.valeurs.items() for f in (v, *formes)}


class Genre(BaseModel):
    """A kind of extract."""

    model_config = ConfigDict(frozen=True)

    nom: TypeExtrait
    libelle: str
    """« un extrait de contrats », for messages."""
    colonnes: tuple[Colonne, ...]
    exigences: tuple[tuple[str, ...], ...]
    """Required columns of the file; each entry lists alternatives."""
    temoins: tuple[str, ...] = ()
    """At least one of these must be present, or the file is of another kind."""
    interdites: tuple[str, ...] = ()
    """Headings that show that the file is of another kind."""
    date_decisive: str | None = None
    """Column that decides the period."""
    etapes: tuple[str, ...] = ()
    """SQL files of the kind's own rules, in order, under queries/ingest/<nom>/."""

    def colonne(self, nom: str) -> Colonne:
        """Return a column by canonical name."""
        return self._par_nom[nom]

    @property
    def sorties(self) -> tuple[str, ...]:
        """Names of the columns that the accepted rows keep."""
        return tuple(c.nom for c in self.colonnes if not c.interne)

    @cached_property
    def _par_nom(self) -> Mapping[str, Colonne]:
        return {c.nom: c for c in self.colonnes}
