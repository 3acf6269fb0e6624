"""What a reader asks to look at: a year, a cut-off date, segments, a perimeter of contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spaser.catalogue import Indicateur

Perimetre = Literal["marches", "tous"]
ANNEE_MIN = 1990
ANNEE_MAX = 2100
_TRIMESTRES = (1, 2, 3, 4)
# « tous » filters nothing: testing each row against both values would cost a third of a scan.
_PERIMETRES: dict[Perimetre, list[str] | None] = {"marches": ["marches"], "tous": None}


class FilterError(ValueError):
    """A filter that no figure can answer; the message is French and says what to correct."""


@dataclass(frozen=True)
class Filters:
    """The year asked for, and what narrows it. An empty tuple filters nothing.

    ``arrete`` is the observation date, in the year; None lets the data decide. ``perimetre`` None takes each
    indicator's own default (A2, A9).
    """

    annee: int
    arrete: date | None = None
    domaines: tuple[str, ...] = ()
    dga: tuple[str, ...] = ()
    territoires: tuple[str, ...] = ()
    perimetre: Perimetre | None = None

    def __post_init__(self) -> None:
        if not ANNEE_MIN <= self.annee <= ANNEE_MAX:
            raise FilterError(
                f"Exercice {self.annee} : choisissez une année entre {ANNEE_MIN} et {ANNEE_MAX}."
            )
        if self.arrete is not None and self.arrete.year != self.annee:
            raise FilterError(
                f"Date d'arrêté {self.arrete:%d/%m/%Y} : elle n'est pas dans l'exercice {self.annee}. "
                "Changez la date ou l'exercice."
            )
        if self.perimetre is not None and self.perimetre not in _PERIMETRES:
            raise FilterError(f"Périmètre « {self.perimetre} » : choisissez « marches » ou « tous ».")

    @property
    def restreint(self) -> bool:
        """Whether segments are filtered, so that figures are no longer those of the whole authority."""
        return bool(self.domaines or self.dga or self.territoires)

    def parametres(self, indicateur: Indicateur) -> dict[str, list[str] | None]:
        """Return the bound parameters of the statements that count one indicator."""
        return {
            "domaines": list(self.domaines) or None,
            "dga": list(self.dga) or None,
            "territoires": list(self.territoires) or None,
            "perimetres": _PERIMETRES[self.perimetre or indicateur.perimetre_defaut],
        }


def trimestre(annee: int, numero: int) -> date:
    """Return the last day of a quarter (1 to 4) of a year.

    Raises:
        FilterError: a quarter that does not exist.
    """
    if numero not in _TRIMESTRES:
        raise FilterError(f"Trimestre {numero} : choisissez 1, 2, 3 ou 4.")
    suivant = date(annee + 1, 1, 1) if numero == _TRIMESTRES[-1] else date(annee, 3 * numero + 1, 1)
    return suivant - timedelta(days=1)
