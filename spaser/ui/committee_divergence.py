"""Where the measured verdict and the declared confidence contradict each other: pure (progress.md, decision 018).

Both are placed on one scale of four steps; a step apart is a judgement, two steps apart is a contradiction. A verdict that
concludes nothing contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spaser.committees import NIVEAUX, Confiance, Niveau
from spaser.measure import Measure, Statut

_CONTRADICTION: Final = 2
_DECLARED: Final[Mapping[Niveau, int]] = {"securise": 3, "atteignable": 2, "appui": 1, "compromis": 0}
_MEASURED: Final[Mapping[Statut, int]] = {
    Statut.CIBLE_ATTEINTE: 3,
    Statut.EN_BONNE_VOIE: 3,
    Statut.EVOLUTION_FAVORABLE: 3,
    Statut.A_ACCELERER: 2,
    Statut.PROGRES_INSUFFISANT: 1,
    Statut.EVOLUTION_DEFAVORABLE: 0,
    Statut.RECUL: 0,
    Statut.CIBLE_PERDUE: 0,
    Statut.CIBLE_NON_ATTEINTE: 0,
}


def diverges(statut: Statut, niveau: Niveau) -> bool:
    """Whether a verdict and a confidence contradict each other."""
    measured = _MEASURED.get(statut)
    return measured is not None and abs(measured - _DECLARED[niveau]) >= _CONTRADICTION


def diverging(measures: Mapping[str, Measure], declared: Mapping[str, Confiance]) -> Mapping[str, str]:
    """Return what was declared, in words, of each indicator whose verdict says otherwise."""
    return {
        code: NIVEAUX[confiance.niveau]
        for code, confiance in declared.items()
        if code in measures and diverges(measures[code].statut, confiance.niveau)
    }
