"""The cells of one request: which segment of which year each line of the answer is about, and what was counted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spaser.catalogue import Indicateur
from spaser.measure.counts import Cles, Compte, compte
from spaser.measure.windows import Window


@dataclass(frozen=True)
class Cellule:
    """What one line of the answer is about: a segment of a year, its window and that of N-1 (None: not compared)."""

    annee: int
    etiquette: str | None
    segment: str | None
    fenetre: Window
    precedente: Window | None
    fin: date
    annuelle: bool = True


class Releve:
    """The cells counted for one request, by window and segment."""

    def __init__(
        self, cles: Cles, fenetres: tuple[Window, ...], presentes: Cles, indicateur: Indicateur
    ) -> None:
        self._cles = cles
        self._numeros = {fenetre: numero for numero, fenetre in enumerate(fenetres)}
        self._nature = indicateur.nature
        self._lus: dict[tuple[Window, str | None], Compte] = {}
        self._annees = {fenetres[n].debut.year for n, segment in (*cles, *presentes) if segment is None}

    def compte(self, fenetre: Window, segment: str | None) -> Compte:
        """Return the figures of a cell; the whole when ``segment`` is None."""
        lu = self._lus.get((fenetre, segment))
        if lu is None:
            ligne = self._cles.get((self._numeros[fenetre], segment))
            lu = compte(ligne, self._nature, absent_vaut_zero=fenetre.debut.year in self._annees)
            self._lus[fenetre, segment] = lu
        return lu

    def segments(self, fenetre: Window) -> list[str]:
        """Return the segments that have a fact in a window, sorted."""
        numero = self._numeros[fenetre]
        return sorted(segment for n, segment in self._cles if n == numero and segment is not None)

    def existe(self, fenetre: Window) -> bool:
        """Whether anything was counted in a window."""
        return (self._numeros[fenetre], None) in self._cles
