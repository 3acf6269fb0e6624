"""The rows of a sheet that could hold its headings, and how answers name those headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spaser.ingest.read.feuille import Ligne

_MIN_ENTETES = 2
_LETTRES = 26


@dataclass(frozen=True)
class LigneEntete:
    """A candidate heading line: the row where it ends and its texts, merged headings spread out."""

    numero: int
    textes: tuple[str, ...]
    autres: tuple[str, ...] = ()
    """For a double heading: the lower line alone."""


def lignes_entete(debut: Sequence[Ligne], lignes_max: int) -> Iterator[LigneEntete]:
    """Yield every row of the first ones that could hold headings, then every pair of rows (double headings)."""
    for position, (numero, cellules) in enumerate(debut[:lignes_max]):
        remplies = sum(bool(c.strip()) for c in cellules)
        if remplies < _MIN_ENTETES:
            continue
        yield LigneEntete(numero, _rogner(cellules))
        if position + 1 < len(debut) and debut[position + 1][1]:
            bas = debut[position + 1][1]
            haut = _etaler(cellules, len(bas))
            textes = [
                b if not h else h if not b.strip() else f"{h} {b}" for h, b in zip(haut, bas, strict=True)
            ]
            seuls = [b if b.strip() else h for h, b in zip(haut, bas, strict=True)]
            yield LigneEntete(debut[position + 1][0], _rogner(textes), _rogner(seuls))


def reperes(entetes: Sequence[str]) -> tuple[str, ...]:
    """Name every heading once: « Montant », « Montant (2) » for the second one, « colonne C » where there is none."""
    vus: dict[str, int] = {}
    noms = []
    for rang, entete in enumerate(entetes):
        nom = entete or f"colonne {_lettres(rang)}"
        vus[nom] = vus.get(nom, 0) + 1
        noms.append(nom if vus[nom] == 1 else f"{nom} ({vus[nom]})")
    return tuple(noms)


def _lettres(rang: int) -> str:
    """Name a column as spreadsheets do: 0 → A, 26 → AA."""
    reste, lettre = divmod(rang, _LETTRES)
    return (_lettres(reste - 1) if reste else "") + chr(ord("A") + lettre)


def _etaler(cellules: Sequence[str], largeur: int) -> list[str]:
    """Spread merged headings to the right: only the first cell of a merged range holds the text."""
    etalees: list[str] = []
    courant = ""
    for cellule in [*cellules, *[""] * (largeur - len(cellules))][:largeur]:
        courant = cellule.strip() or courant
        etalees.append(courant)
    return etalees


def _rogner(cellules: Sequence[str]) -> tuple[str, ...]:
    textes = [" ".join(c.split()) for c in cellules]
    while textes and not textes[-1]:
        textes.pop()
    return tuple(textes)
