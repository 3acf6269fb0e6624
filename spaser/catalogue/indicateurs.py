"""Indicators, their targets, and the key figures of the reference year."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from spaser.catalogue.base import UNITES_DE_TAUX, Modele, Texte, Unite

CodeIndicateur = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d+(\.\d+)?[a-z]?$")]
Nature = Literal[
    "part", "part_panel", "part_montant", "montant", "nombre", "nombre_panel", "somme", "moyenne"
]
Periode = Literal["annee", "observation"]
Sens = Literal["hausse", "baisse", "neutre"]
Extrait = Literal["contrats", "depenses", "fournisseurs", "heures", "evenements", "moyens", "programmation"]
_SANS_JOUR: Final[frozenset[Extrait]] = frozenset({"moyens", "programmation"})
Groupe = Literal["spaser", "complementaire", "statutaire", "a_cote"]
Segment = Literal["domaine", "dga", "territoire", "trimestre", "annee"]


class Cible(Modele):
    """A dated, sourced target. Rates are fractions (0.30 is 30 %).

    ``annee`` is the year of the target, or its first year when ``chaque_annee`` says that it holds every
    year from then on. ``valide_du``/``valide_au`` bound the decision, so that a target can be replaced
    without being forgotten.
    """

    valeur: float
    annee: int
    chaque_annee: bool = False
    source: Texte
    decision: Texte
    valide_du: date
    valide_au: date | None = None


class Indicateur(Modele):
    """One indicator: what it counts, how, on which facts, and what limits it.

    ``nature`` and ``periode`` tell the engine how to count the facts of ``vue``; ``requete`` is the file that
    defines them, under ``queries/``. ``extraits`` are the kinds of deposit whose
    periods say until when it is measured. ``base_2020`` is set only where the document states that figure. ``a_cote_de`` names the
    indicator beside which a second figure stands (groupe « a_cote »), and is None for every other.
    """

    code: CodeIndicateur
    fiche: Texte | None
    axe: int | None
    groupe: Groupe
    a_cote_de: CodeIndicateur | None = None
    libelle: Texte
    titre: Texte
    population: Texte
    unite: Unite
    nature: Nature
    periode: Periode
    sens: Sens
    volume_financier: bool
    segmentation: tuple[Segment, ...] = ()
    vue: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    requete: Annotated[str, StringConstraints(pattern=r"^facts/[a-z0-9]+/[A-Z]\d+(\.\d+)?[a-z]?\.sql$")]
    extraits: tuple[Extrait, ...] = Field(min_length=1)
    perimetre_defaut: Literal["marches", "tous"]
    formule: Texte
    regles: tuple[Texte, ...] = Field(min_length=1)
    choix: tuple[Texte, ...] = ()
    limites: tuple[Texte, ...] = ()
    cibles: tuple[Cible, ...] = ()
    definition_decidee: bool
    base_2020: float | None = None
    source: Texte

    @property
    def dit_l_annee_seule(self) -> bool:
        """Whether the rows behind it only say a year (a programme, the roadmap): it has no quarter, and no same date to be compared at."""
        return set(self.extraits) <= _SANS_JOUR

    @property
    def est_un_taux(self) -> bool:
        """Whether values are fractions between 0 and 1, shown in % or ‰."""
        return self.unite in UNITES_DE_TAUX


class ChiffreCle(Modele):
    """A figure published for the reference year, with the perimeter for which it holds.

    ``comparable_a`` names the one indicator that measures the same thing, or None: then the figure is shown
    alone and never joined to a series.
    """

    code: Texte
    libelle: Texte
    valeur: float
    unite: Unite
    perimetre: Texte
    comparable_a: Texte | None
    note: Texte
