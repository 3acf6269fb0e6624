"""The schema's own plan: axes, fiches, objectifs, moyens and their actions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from spaser.catalogue.base import Modele, Texte

CodeFiche = Annotated[str, StringConstraints(pattern=r"^F\d+$")]
CodeObjectif = Annotated[str, StringConstraints(pattern=r"^O\d+$")]
CodeMoyen = Annotated[str, StringConstraints(pattern=r"^M\d+$")]
Couleur = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]


class Axe(Modele):
    """One axis; its colour is fixed so that every chart shows it alike. ``titre_court`` is its name in the menu."""

    numero: Annotated[int, Field(ge=1)]
    titre: Texte
    titre_court: Texte
    couleur: Couleur
    introduction: Texte


class Moyen(Modele):
    """A means of action (M1…): its wording and the actions under it; ``notes`` are the document's footnotes."""

    code: CodeMoyen
    libelle: Texte
    actions: tuple[Texte, ...] = Field(min_length=1)
    notes: tuple[int, ...] = ()


class Objectif(Modele):
    """An objective (O1…) and the means that serve it."""

    code: CodeObjectif
    titre: Texte
    moyens: tuple[Moyen, ...] = Field(min_length=1)


class Fiche(Modele):
    """A thematic sheet. ``dga`` holds codes of the reference list, ``dga_libelle`` what the document prints."""

    code: CodeFiche
    axe: int
    titre: Texte
    orientation: Texte
    domaines: Texte
    dga: tuple[Texte, ...] = ()
    dga_libelle: Texte
    partenaires: Texte
    objectifs: tuple[Objectif, ...] = Field(min_length=1)


class Effectifs(Modele):
    """How many elements the document announces: the loader recounts them."""

    axes: int
    fiches: int
    objectifs: int
    moyens: int
    indicateurs: int


class NoteBasDePage(Modele):
    """A footnote of the document; ``texte`` is None when the digitised document lost it."""

    numero: int
    texte: Texte | None
