"""Reference lists that the authority edits: domaines, DGA, territoires, sujets, accounts, glossary."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from spaser.catalogue.base import Modele, Texte

CodeCommune = Annotated[str, StringConstraints(pattern=r"^\d[0-9AB]\d{3}$")]


class Autorite(Modele):
    """The public authority whose schema this is. ``contact`` is whom readers may write to, None when nobody is named."""

    nom: Texte
    sigle: Texte
    siren: Annotated[str, StringConstraints(pattern=r"^\d{9}$")]
    departement: Texte
    departement_nom: Texte
    region_nom: Texte
    region_departements: tuple[Texte, ...] = Field(min_length=1)
    periode_debut: int
    periode_fin: int
    sources: tuple[Texte, ...] = Field(min_length=1)
    contact: Texte | None = None


class ElementReference(Modele):
    """One entry of a closed list, with the other names under which extracts write it.

    ``moyens_generaux`` and ``dechets`` mark domaines; ``communes`` holds the INSEE codes of a territoire.
    """

    code: Texte
    nom: Texte
    alias: tuple[Texte, ...] = ()
    moyens_generaux: bool = False
    dechets: bool = False
    communes: tuple[CodeCommune, ...] = ()


class Sujet(Modele):
    """A subject of consideration (environmental, social, CSR), in a tree of families, groups and themes."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
    nom: Texte
    parent: Texte | None
    famille: Literal["ENV", "SOC", "RSE"]


class CentraleAchat(Modele):
    """A central purchasing body: the contract it signs is not the authority's own."""

    nom: Texte
    alias: tuple[Texte, ...] = ()


class CompteExclu(Modele):
    """An account whose prefix says that the mandat is not a purchase."""

    prefixe: Annotated[str, StringConstraints(pattern=r"^\d{2,8}$")]
    libelle: Texte


class Terme(Modele):
    """An acronym or a word of the glossary."""

    sigle: Texte
    definition: Texte


class Odd(Modele):
    """One of the sustainable development goals."""

    numero: Annotated[int, Field(ge=1)]
    titre: Texte


class NoteDeMethode(Modele):
    """A remark for readers of the method that no figure carries."""

    code: Texte
    titre: Texte
    texte: Texte
