"""How the rows of a text are cut into cells: separator, quotation mark, escape; and the proof that every row follows.

Nothing is guessed from a header alone: a dialect is tried on the rows themselves, read strictly, and kept when the rows it gives are
as wide as each other. What breaks the rules of quoting is a fault with its row, never a value.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

CELLULE_MAX = 1_000_000
Usage = Literal["aucun", "nu", "cite"]
"""Quotation marks in a text: none, only signs among others, or around cells."""
_JONCTION = "\x1f"
"""Stands for a separator of several characters while the row is cut."""


class GuillemetFautifError(Exception):
    """A row breaks the rules of quoting."""

    def __init__(self, ligne: int, *, trop_longue: bool = False) -> None:
        """Keep the number of the row, counted as Excel does."""
        super().__init__(f"ligne {ligne}")
        self.ligne = ligne
        self.trop_longue = trop_longue


@dataclass(frozen=True)
class Dialecte:
    """A way to cut rows into cells."""

    separateur: str
    guillemet: str = '"'
    echappement: str | None = None
    """A backslash before a quotation mark that belongs to the text; None: the mark is doubled."""

    def usage(self, lignes: Iterable[str]) -> Usage:
        """Tell what quotation marks do in the whole file: they have a meaning only where some cell is quoted."""
        marque = self.guillemet
        ouvrante, double = self.separateur + marque, marque * 2
        usage: Usage = "aucun"
        for ligne in lignes:
            if marque in ligne:
                if ligne.startswith(marque) or ouvrante in ligne or double in ligne:
                    return "cite"
                usage = "nu"
        return usage

    def enregistrements(
        self, lignes: Iterable[str], usage: Usage, nus: Callable[[int], object]
    ) -> Iterator[list[str]]:
        """Yield the cells of every record, blank ones included.

        Args:
            lignes: the physical lines, with their ends.
            usage: what quotation marks do in the whole file.
            nus: called with the rank of a record that holds quotation marks in a file where nothing is quoted.

        Raises:
            GuillemetFautifError: a quotation mark that is not closed, or stands inside a cell that is not quoted.
        """
        csv.field_size_limit(CELLULE_MAX)
        if len(self.separateur) > 1:
            lues = (ligne.replace(self.separateur, _JONCTION) for ligne in lignes)
            for cellules in self._suivre(lues, usage, nus):
                yield [c.replace(_JONCTION, self.separateur) for c in cellules]
        else:
            yield from self._suivre(lignes, usage, nus)

    def _suivre(
        self, lignes: Iterable[str], usage: Usage, nus: Callable[[int], object]
    ) -> Iterator[list[str]]:
        brutes: list[str] = []
        numero = 0
        marque, echappement = self.guillemet, self.echappement
        try:
            if usage == "aucun":
                lecteur = self._csv(lignes)
                yield from lecteur
            elif usage == "nu":
                for numero, cellules in enumerate(self._csv(lignes), start=1):
                    if marque in "".join(cellules) and not all(map(self._sans_marque, cellules)):
                        nus(numero)
                    yield cellules
            else:
                for numero, cellules in enumerate(self._csv(_gardees(lignes, brutes)), start=1):
                    if marque in "".join(cellules) or (echappement and any(echappement in b for b in brutes)):
                        brute = "".join(brutes).rstrip("\r\n")
                        if self._regle.fullmatch(brute) is None:
                            raise GuillemetFautifError(numero)
                    brutes.clear()
                    yield cellules
        except csv.Error as cause:
            raise GuillemetFautifError(numero + 1, trop_longue="field limit" in str(cause)) from cause

    def _csv(self, lignes: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(
            lignes,
            delimiter=_JONCTION if len(self.separateur) > 1 else self.separateur,
            quotechar=self.guillemet,
            doublequote=self.echappement is None,
            escapechar=self.echappement,
            strict=True,
        )

    def _sans_marque(self, cellule: str) -> bool:
        return self.guillemet not in cellule or (cellule.startswith('="') and cellule.endswith('"'))

    @cached_property
    def _regle(self) -> re.Pattern[str]:
        """A whole record written by the rules; ``="012"`` is the formula by which exports keep their zeros."""
        marque = re.escape(self.guillemet)
        separateur = re.escape(_JONCTION if len(self.separateur) > 1 else self.separateur)
        if self.echappement is None:
            citee, interdits = f"{marque}(?:[^{marque}]++|{marque}{marque})*+{marque}", ""
        else:
            signe = re.escape(self.echappement)
            citee, interdits = f"{marque}(?:[^{marque}{signe}]++|{signe}{marque})*+{marque}", signe
        nue = f"[^{marque}{separateur}{interdits}\r\n]*+"
        cellule = f'(?:{citee}|="[^"{separateur}]*+"|{nue})'
        return re.compile(f"{cellule}(?:{separateur}{cellule})*+")


def _gardees(lignes: Iterable[str], brutes: list[str]) -> Iterator[str]:
    for ligne in lignes:
        brutes.append(ligne)
        yield ligne


@dataclass(frozen=True)
class Essai:
    """What a dialect makes of the first rows."""

    dialecte: Dialecte
    lignes: Sequence[tuple[int, list[str]]]
    """Rows that are not blank, with their numbers."""
    faute: int | None = None
    """The first row that breaks the rules of quoting; reading stopped there."""

    @cached_property
    def largeur(self) -> int:
        """Cells of most rows: the width that accounts for most separators."""
        comptes: dict[int, int] = {}
        for _, cellules in self.lignes:
            comptes[len(cellules)] = comptes.get(len(cellules), 0) + 1
        return max(comptes, key=lambda w: (comptes[w] * (w - 1), comptes[w]), default=1)

    @cached_property
    def corps(self) -> Sequence[tuple[int, list[str]]]:
        """The rows from the first to the last that are as wide as most."""
        rangs = [rang for rang, (_, cellules) in enumerate(self.lignes) if len(cellules) == self.largeur]
        return self.lignes[rangs[0] : rangs[-1] + 1] if rangs else ()

    @cached_property
    def part(self) -> float:
        """Share of the rows of the body that have the width; titles alone in their row are not counted."""
        comptees = [cellules for _, cellules in self.corps if len(cellules) > 1]
        return sum(len(c) == self.largeur for c in comptees) / len(comptees) if comptees else 0.0

    @cached_property
    def assise(self) -> bool:
        """True when the rows that have the width are a table, not a sentence among other lines."""
        regulieres = sum(len(c) == self.largeur for _, c in self.corps)
        return self.largeur > 1 and regulieres >= max(min(2, len(self.lignes)), len(self.lignes) * _ASSISE)

    @property
    def conforme(self) -> bool:
        """True when nothing contradicts the dialect."""
        return (
            self.faute is None
            and self.assise
            and all(len(cellules) == self.largeur for _, cellules in self.corps)
        )

    @property
    def proche(self) -> bool:
        """True when most rows follow the dialect: the others are faults to say."""
        return self.assise and self.part >= _PART_MIN and self.note > 0

    @cached_property
    def note(self) -> float:
        """How much the dialect explains: regular rows, many columns, cells that hold one value."""
        reguliers = [c for _, c in self.corps if len(c) == self.largeur][:_LIGNES_TYPEES]
        if not reguliers or self.largeur < 2:  # noqa: PLR2004
            return 0.0
        typees = 0.0
        for colonne in zip(*reguliers, strict=True):
            remplies = [c.strip() for c in colonne if c.strip()]
            if remplies:
                typees += sum(_VALEUR.fullmatch(c) is not None for c in remplies) / len(remplies)
        return self.part * (self.largeur - 1) / self.largeur * (_PLANCHER + typees / self.largeur)


_LIGNES_TYPEES = 300
_PART_MIN = 0.6
_ASSISE = 0.25
_PLANCHER = 0.05
_VALEUR = re.compile(
    r"""[-+(]?[€$£]?\ ?\d[\d \u00a0\u202f]*(?:[.,]\d+)*\)?\s?[%€$£]?(?:[eE][-+]?\d+)?  # a number
    |\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?      # a day
    |\d{1,2}:\d{2}(?::\d{2})?                                                          # an hour
    |https?://\S+|[\w.+-]+@[\w.-]+                                                     # an address
    |[^\W\d]\w*(?:[-_.'’/]\w+)*                                                        # one word
    """,
    re.VERBOSE,
)


def essayer(dialecte: Dialecte, lignes: Sequence[str], *, complet: bool) -> Essai:
    """Try a dialect on the first lines; ``complet`` when they are the whole file."""
    vues: list[tuple[int, list[str]]] = []
    faute: int | None = None
    epuise = False

    def toutes() -> Iterator[str]:
        nonlocal epuise
        yield from lignes
        epuise = True

    numero = 0
    try:
        for numero, cellules in enumerate(
            dialecte.enregistrements(toutes(), dialecte.usage(lignes), lambda _: None), start=1
        ):
            if any(c.strip() for c in cellules):
                vues.append((numero, cellules))
    except GuillemetFautifError as cause:
        if complet or not epuise:
            faute = cause.ligne
    return Essai(dialecte, vues, faute)
