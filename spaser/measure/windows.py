"""Windows of time: which days a figure covers, at which date it is observed, which years are closed.

The reference date of a request is the observation date of its year: ``filters.arrete``, else 31 December or the day at which
the extracts that it is measured on stop. The clock is never read.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date

from spaser.catalogue import Periode
from spaser.measure.filters import Filters, trimestre

_FEVRIER, _DERNIER_JOUR = 2, 29


@dataclass(frozen=True)
class Window:
    """Days counted, both ends included; stocks are observed on ``arrete`` and start with the first fact."""

    debut: date
    arrete: date

    def ouverte(self, periode: Periode) -> Window:
        """Return the window as an indicator of this ``periode`` reads it: a stock has no first day."""
        if periode == "annee" or self.arrete < self.debut:
            return self
        return Window(date.min, self.arrete)


@dataclass(frozen=True)
class Quarter:
    """A quarter of the year asked (« 2025-T3 »), as far as it is observed, and the same days of N-1; ``fin`` is its last day."""

    nom: str
    fin: date
    fenetre: Window
    precedente: Window


@dataclass(frozen=True)
class Calendar:
    """The dates of one request: the year asked, when it is observed, and where the data stop."""

    annee: int
    reference: date
    date_donnees: date | None

    @classmethod
    def de(cls, filters: Filters, date_donnees: date | None) -> Calendar:
        """Return the calendar of the filters on a version whose data stop at a date."""
        fin = date(filters.annee, 12, 31)
        observe = filters.arrete or (fin if date_donnees is None else min(fin, date_donnees))
        return cls(filters.annee, observe, date_donnees)

    def annee_entiere(self, annee: int) -> Window:
        """Return the whole civil year."""
        return Window(date(annee, 1, 1), date(annee, 12, 31))

    def fenetre(self, annee: int) -> Window:
        """Return a year from 1 January to the month and day of the observation date (29 February becomes 28).

        When the data stop before the year asked, the window of that year is empty.
        """
        if self.reference.year == self.annee:
            return Window(date(annee, 1, 1), meme_jour(self.reference, annee))
        return Window(date(annee, 1, 1), min(date(annee, 12, 31), self.reference))

    def trimestres(self) -> tuple[Quarter, ...]:
        """Return the quarters that began by the observation date."""
        trouves = []
        for numero in range(1, 5):
            debut, fin = date(self.annee, 3 * numero - 2, 1), trimestre(self.annee, numero)
            if debut <= self.reference:
                arrete = min(fin, self.reference)
                avant = (
                    trimestre(self.annee - 1, numero) if arrete == fin else meme_jour(arrete, self.annee - 1)
                )
                precedente = Window(meme_jour(debut, self.annee - 1), avant)
                trouves.append(Quarter(f"{self.annee}-T{numero}", fin, Window(debut, arrete), precedente))
        return tuple(trouves)

    def fin_du_trimestre_precedent(self) -> date:
        """Return the last end of a quarter before the observation date; it may be that of the year before."""
        arrete = self.fenetre(self.annee).arrete
        fins = [
            trimestre(annee, numero) for annee in (arrete.year - 1, arrete.year) for numero in range(1, 5)
        ]
        return max(fin for fin in fins if fin < arrete)

    def close(self, jour: date) -> bool:
        """Whether the period that ends on this day is over, for the reference date and for the data."""
        return self.date_donnees is not None and jour <= min(self.date_donnees, self.reference)

    def annee_close(self, annee: int) -> bool:
        """Whether a civil year is over, for the reference date and for the data."""
        return self.close(date(annee, 12, 31))


def meme_jour(jour: date, annee: int) -> date:
    """Return the same month and day in another year; 29 February becomes 28 where there is none."""
    if (jour.month, jour.day) == (_FEVRIER, _DERNIER_JOUR) and not isleap(annee):
        return date(annee, _FEVRIER, _DERNIER_JOUR - 1)
    return jour.replace(year=annee)
