"""Two spellings of one name: compare without case, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from spaser.catalogue.references import ElementReference

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "&": " et "})


def cle_de_comparaison(texte: str) -> str:
    """Reduce a name to lower-case letters and digits separated by single spaces.

    « Pays d'Aubagne et de l'Étoile » and « PAYS D’AUBAGNE & DE L’ETOILE » give the same key.
    """
    decompose = unicodedata.normalize("NFKD", texte.casefold().translate(_LIGATURES))
    sans_accents = "".join(c for c in decompose if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", sans_accents))


def noms_de(element: ElementReference) -> Iterator[str]:
    """Yield every name of an entry: its code, its full name, then its aliases."""
    yield element.code
    yield element.nom
    yield from element.alias


def index_des_noms(
    elements: Iterable[ElementReference], canonique: Literal["code", "nom"]
) -> Mapping[str, str]:
    """Map each comparison key to the canonical value, the field ``canonique`` (``code`` or ``nom``)."""
    return {
        cle_de_comparaison(nom): element.code if canonique == "code" else element.nom
        for element in elements
        for nom in noms_de(element)
    }
