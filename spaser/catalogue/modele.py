"""The whole catalogue of one authority, and the questions asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pydantic import Field

from spaser.catalogue.base import Modele, Texte
from spaser.catalogue.choix import Choix, Parametre, PlafondDate, ReglageDeCalcul, Regle
from spaser.catalogue.erreurs import CodeInconnuError, Probleme
from spaser.catalogue.indicateurs import ChiffreCle, Indicateur
from spaser.catalogue.rapprochement import cle_de_comparaison, index_des_noms
from spaser.catalogue.references import (
    Autorite,
    CentraleAchat,
    CompteExclu,
    ElementReference,
    NoteDeMethode,
    Odd,
    Sujet,
    Terme,
)
from spaser.catalogue.reglages import Reglages
from spaser.catalogue.structure import Axe, Effectifs, Fiche, Moyen, NoteBasDePage


class Catalogue(Modele):
    """A SPASER as data: its plan, its indicators, its rules and its reference lists.

    ``a_cote`` are the second figures that stand beside an indicator: measured in the same way, counted nowhere, without target or card.
    """

    version: Texte
    autorite: Autorite
    effectifs: Effectifs
    axes: tuple[Axe, ...] = Field(min_length=1)
    fiches: tuple[Fiche, ...] = Field(min_length=1)
    notes: tuple[NoteBasDePage, ...] = ()
    indicateurs: tuple[Indicateur, ...] = Field(min_length=1)
    a_cote: tuple[Indicateur, ...] = ()
    chiffres_2020: tuple[ChiffreCle, ...] = ()
    regles: tuple[Regle, ...] = Field(min_length=1)
    choix: tuple[Choix, ...] = ()
    reglages_de_calcul: tuple[ReglageDeCalcul, ...] = ()
    plafonds_innovants: tuple[PlafondDate, ...] = ()
    reglages: Reglages
    domaines: tuple[ElementReference, ...] = Field(min_length=1)
    dga: tuple[ElementReference, ...] = Field(min_length=1)
    territoires: tuple[ElementReference, ...] = Field(min_length=1)
    sujets: tuple[Sujet, ...] = Field(min_length=1)
    centrales_achat: tuple[CentraleAchat, ...] = ()
    comptes_exclus: tuple[CompteExclu, ...] = ()
    glossaire: tuple[Terme, ...] = ()
    odd: tuple[Odd, ...] = ()
    notes_de_methode: tuple[NoteDeMethode, ...] = ()

    def indicateur(self, code: str) -> Indicateur:
        """Return the indicator, or the figure beside one, of this code.

        Raises:
            CodeInconnuError: a CatalogueError and a KeyError, when the catalogue does not define it.
        """
        trouve = self._indicateurs_par_code.get(code)
        if trouve is None:
            raison = f"Indicateur inconnu « {code} » ; codes connus : {', '.join(self._indicateurs_par_code)}"
            raise CodeInconnuError(self.autorite.nom, (Probleme("indicateurs", raison),))
        return trouve

    @property
    def mesurables(self) -> tuple[Indicateur, ...]:
        """Everything that has facts: the indicators, then the figures beside them."""
        return (*self.indicateurs, *self.a_cote)

    def a_cote_de(self, code: str) -> tuple[Indicateur, ...]:
        """Return the figures that stand beside an indicator, in the order of the document."""
        return tuple(figure for figure in self.a_cote if figure.a_cote_de == code)

    def domaine(self, texte: str) -> str | None:
        """Return the canonical name of a purchase domain, or None when the list does not know it (R11)."""
        return self._noms_domaines.get(cle_de_comparaison(texte))

    def dga_de(self, texte: str) -> str | None:
        """Return the canonical code of a DGA, or None when the list does not know it (``dga`` is the list itself)."""
        return self._noms_dga.get(cle_de_comparaison(texte))

    def territoire(self, texte: str) -> str | None:
        """Return the canonical name of a territoire, or None when the list does not know it."""
        return self._noms_territoires.get(cle_de_comparaison(texte))

    def moyens(self) -> Iterator[tuple[Fiche, Moyen]]:
        """Yield every means with the sheet that holds it, in the order of the document."""
        for fiche in self.fiches:
            for objectif in fiche.objectifs:
                for moyen in objectif.moyens:
                    yield fiche, moyen

    def parametres(self) -> tuple[Parametre, ...]:
        """Return the parameters in force: those of the counting choices, of the rules, and the plain settings."""
        return (
            *(Parametre.de(c.parametre, c.valeur) for c in self.choix),
            *(Parametre.de(r.cle, r.valeur) for r in self.reglages_de_calcul),
            *(Parametre.de(cle, valeur) for cle, valeur in self.reglages.scalaires()),
        )

    @cached_property
    def _indicateurs_par_code(self) -> Mapping[str, Indicateur]:
        return {indicateur.code: indicateur for indicateur in self.mesurables}

    @cached_property
    def _noms_domaines(self) -> Mapping[str, str]:
        return index_des_noms(self.domaines, "nom")

    @cached_property
    def _noms_dga(self) -> Mapping[str, str]:
        return index_des_noms(self.dga, "code")

    @cached_property
    def _noms_territoires(self) -> Mapping[str, str]:
        return index_des_noms(self.territoires, "nom")
