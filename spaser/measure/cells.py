"""The cells of one request: which segment of which year each line of the answer is about, and what was counted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spaser.catalogue import Indicateur
from spaser.measure.counts import Cles, Compte, compte
from spaser.measure.model import Segmentation
from spaser.measure.windows import Calendar, Window


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


@lru_cache(maxsize=512)
def cellules(
    calendrier: Calendar, par: Segmentation | None, premiere: int, debut_du_document: int
) -> tuple[Cellule, ...]:
    """Return the cells of a request: the whole first, then the quarters, the years or the quarter before; segments are read later."""
    annee = calendrier.annee
    trouvees = [_annuelle(calendrier, annee, None)]
    if par == "trimestre":
        trouvees += [
            Cellule(annee, quart.nom, None, quart.fenetre, quart.precedente, quart.fin, annuelle=False)
            for quart in calendrier.trimestres()
        ]
    elif par == "annee":
        trouvees += [_annuelle(calendrier, n, str(n)) for n in range(premiere, annee + 1)]
    elif par == "exercices":
        trouvees += [_exercice(calendrier, n) for n in range(max(premiere, debut_du_document - 1), annee)]
    elif par == "avant":
        trouvees.append(_avant(calendrier))
    return tuple(trouvees)


def _annuelle(calendrier: Calendar, annee: int, etiquette: str | None) -> Cellule:
    fenetre, precedente = calendrier.fenetre(annee), calendrier.fenetre(annee - 1)
    return Cellule(annee, etiquette, None, fenetre, precedente, date(annee, 12, 31))


def _exercice(calendrier: Calendar, annee: int) -> Cellule:
    """Return a whole year and the one before it."""
    fenetre, precedente = (calendrier.annee_entiere(n) for n in (annee, annee - 1))
    return Cellule(annee, str(annee), None, fenetre, precedente, date(annee, 12, 31))


def _avant(calendrier: Calendar) -> Cellule:
    """Return the figure at the end of the quarter before; that of 31 December when a year has just begun."""
    fin = calendrier.fin_du_trimestre_precedent()
    fenetre = Window(date(fin.year, 1, 1), fin)
    return Cellule(fin.year, fin.isoformat(), None, fenetre, None, fin, annuelle=False)


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
