"""What a column holds, seen from its cells alone: numbers, days, hours, addresses, codes of one shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

BLANCS = " \t\r\n\x0b\x0c\u00a0\u2007\u2009\u200b\u202f\ufeff"
_NUL = re.compile(
    r"|-+|#+|\?+|n/?[acd]\.?|n\.[acd]\.?|nan|null|none|mq|cdl|vide|néant|sans objet|non renseigné",
    re.IGNORECASE,
)
_NATURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "nombre",
        re.compile(
            r"[-+(]?\s?(?:[€$£]\s?)?[-+]?(?:\d[\d \u00a0\u202f]*(?:[.,]\d+)*|[.,]\d+)(?:[eE][-+]?\d+)?\)?\s?(?:%|[kM]?[€$£]|EUR)?-?",
        ),
    ),
    (
        "jour",
        re.compile(
            r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}[:h]\d{2}(?::\d{2})?(?:[.,]\d+)?\s?(?:Z|[-+]\d\d:?\d\d)?)?"
        ),
    ),
    ("heure", re.compile(r"\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?")),
    ("adresse", re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")),
)
_PART = 0.9
_CHIFFRE = re.compile(r"\d")
_LETTRE = re.compile(r"[^\W\d_]")
_ECRITURE = re.compile(r"[^\d,.-]")


def rogner(cellule: str) -> str:
    """Return the cell as the importer keeps it: without the blanks around, ``="012"`` → 012."""
    texte = cellule.strip(BLANCS)
    return texte[2:-1] if texte.startswith('="') and texte.endswith('"') and len(texte) > 2 else texte  # noqa: PLR2004


def est_nulle(cellule: str) -> bool:
    """Tell a cell that says nothing: empty, NC, a dash."""
    return _NUL.fullmatch(cellule) is not None


@dataclass(frozen=True)
class Nature:
    """What nearly all the cells of a column are."""

    nom: str
    forme: str = ""
    """For codes: their common shape, ``AA-9999``."""

    def convient(self, cellule: str) -> bool:
        """Tell whether a cell is of this nature."""
        if self.nom == "code":
            return _forme(cellule) == self.forme
        return next(motif for nom, motif in _NATURES if nom == self.nom).fullmatch(cellule) is not None


def nature(cellules: Sequence[str]) -> Nature | None:
    """Return the nature of a column, None when its cells have nothing in common."""
    remplies = [c for c in cellules if not est_nulle(c)]
    if not remplies:
        return None
    for nom, motif in _NATURES:
        if sum(motif.fullmatch(c) is not None for c in remplies) >= _PART * len(remplies):
            return Nature(nom)
    formes = [_forme(c) for c in remplies]
    commune = max(set(formes), key=formes.count)
    if "9" in commune and formes.count(commune) >= _PART * len(formes):
        return Nature("code", commune)
    return None


@lru_cache(maxsize=200_000)
def nature_de(cellule: str) -> Nature | None:
    """Return what one cell alone looks like; None for words."""
    for nom, motif in _NATURES:
        if motif.fullmatch(cellule):
            return Nature(nom)
    forme = _forme(cellule)
    return Nature("code", forme) if "9" in forme else None


def contredit(cellule: str, sienne: Nature | None) -> bool:
    """Tell whether a cell says that it is not of the nature of its column; the shape of a code may change: A-9, then A-10."""
    if sienne is None or est_nulle(cellule) or sienne.convient(cellule):
        return False
    return sienne.nom != "code" or _CHIFFRE.search(cellule) is None


def en_nombre(cellule: str) -> Decimal | None:
    """Read a number written in French or in English; None when it is none."""
    if _NATURES[0][1].fullmatch(cellule) is None:
        return None
    texte = _ECRITURE.sub("", cellule)
    virgule, point = texte.rfind(","), texte.rfind(".")
    texte = texte.replace(".", "").replace(",", ".") if virgule > point else texte.replace(",", "")
    try:
        nombre = Decimal(texte.strip("-"))
    except InvalidOperation:
        return None
    return -nombre if "-" in texte or cellule.startswith("(") else nombre


def _forme(cellule: str) -> str:
    return _LETTRE.sub("A", _CHIFFRE.sub("9", cellule))
