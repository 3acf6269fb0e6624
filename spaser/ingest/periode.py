"""Periods of a deposit: a year, a quarter, a run of quarters, aligned and written as people do."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MOIS_PAR_TRIMESTRE = 3
_TRIMESTRES = 4


@dataclass(frozen=True)
class Periode:
    """First and last day, both included."""

    debut: date
    fin: date

    @classmethod
    def lire(cls, texte: str) -> Periode:
        """Read « 2026 » or « 2026-T3 »."""
        annee = int(texte[:4])
        if len(texte) == _TRIMESTRES:
            return cls(date(annee, 1, 1), date(annee, 12, 31))
        trimestre = int(texte[-1])
        return cls(_premier_jour(annee, trimestre), _dernier_jour(annee, trimestre))

    @classmethod
    def couvrant(cls, debut: date, fin: date) -> Periode:
        """Widen two days to whole quarters."""
        return cls(_premier_jour(debut.year, _trimestre(debut)), _dernier_jour(fin.year, _trimestre(fin)))

    def coupee(self, jour: date) -> Periode:
        """End the period at a day at the latest (the deposit's), if it has begun by then."""
        return Periode(self.debut, max(self.debut, min(self.fin, jour)))

    def texte(self) -> str:
        """« 2026 », « 2020..2025 », « 2026-T3 », « 2026-T1..T3 » or « 2024-T2..2026-T1 »."""
        d, f = self.debut, self.fin
        td, tf = _trimestre(d), _trimestre(f)
        if td == 1 and tf == _TRIMESTRES:
            return f"{d.year}" if d.year == f.year else f"{d.year}..{f.year}"
        if d.year == f.year:
            return f"{d.year}-T{td}" if td == tf else f"{d.year}-T{td}..T{tf}"
        return f"{d.year}-T{td}..{f.year}-T{tf}"


def _trimestre(jour: date) -> int:
    return (jour.month - 1) // _MOIS_PAR_TRIMESTRE + 1


def _premier_jour(annee: int, trimestre: int) -> date:
    return date(annee, _MOIS_PAR_TRIMESTRE * (trimestre - 1) + 1, 1)


def _dernier_jour(annee: int, trimestre: int) -> date:
    mois = _MOIS_PAR_TRIMESTRE * trimestre
    return date(annee, mois, monthrange(annee, mois)[1])
