"""Moves in words: which are worth saying, between which days, and what made them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.moves import Cause, Move

WITH_TARGET: Final = ("F2.3", "F2.4", "X1", "F1.2", "X3")
"""Beside the 34, the indicators whose moves a committee asks for."""
_SHOWN: Final = 4
_NAMED: Final = 2
_SMALLEST: Final = 0.0005
"""A rate that would be written « 0,0 point » has not moved."""


def compared(indicateurs: Sequence[Indicateur]) -> tuple[Indicateur, ...]:
    """Return the indicators whose moves are said."""
    return tuple(i for i in indicateurs if i.groupe == "spaser" or i.code in WITH_TARGET)


def dates_of(move: Move) -> tuple[date, date]:
    """Return the two days compared, the later first: extracts do not all stop at the same day."""
    before = move.avant.segment
    return move.apres.arrete, date.fromisoformat(before) if before else move.avant.arrete


def in_points(found: Sequence[Move], by_code: Mapping[str, Indicateur]) -> tuple[Move, ...]:
    """Return the rates that moved most, the largest change first."""
    rates = [m for m in found if by_code[m.code].est_un_taux and abs(m.ecart or 0) >= _SMALLEST]
    return tuple(sorted(rates, key=lambda m: -abs(m.ecart or 0)))[: 2 * _SHOWN]


def in_euros(found: Sequence[Move], by_code: Mapping[str, Indicateur]) -> tuple[Move, ...]:
    """Return the amounts that grew most, the largest first."""
    amounts = [m for m in found if m.montant and by_code[m.code].nature in {"part_montant", "montant"}]
    return tuple(sorted(amounts, key=lambda m: -abs(m.montant or 0)))[:_SHOWN]


def why(found: Sequence[Cause], indicateur: Indicateur) -> str:
    """Name the segments that made most of the change, in words that a director can check."""
    if not found:
        return "Pas de décomposition disponible."
    count = fr.euros_short if indicateur.nature == "part_montant" else fr.count
    said_causes = []
    for axis, title in (("domaine", ""), ("dga", "DGA ")):
        named = [c for c in found if c.dimension == axis and abs(c.apport) >= _SMALLEST][:_NAMED]
        said_causes += [
            f"{title}{c.segment} {fr.change(c.apport, indicateur.unite)} ({count(c.oui)} sur {count(c.total or 0)})"
            for c in named
        ]
    return f"{' ; '.join(said_causes)}." if said_causes else "Aucun domaine ni DGA ne l’explique à lui seul."


def where(found: Sequence[Cause]) -> str:
    """Name the segments in which an amount was spent."""
    named = [
        f"{'DGA ' if c.dimension == 'dga' else ''}{c.segment} {fr.euros_short(c.oui)}"
        for axis in ("domaine", "dga")
        for c in sorted((c for c in found if c.dimension == axis and c.oui), key=lambda c: -abs(c.oui))[
            :_NAMED
        ]
    ]
    return f"{' ; '.join(named)}." if named else ""


def arrow(move: Move, indicateur: Indicateur) -> str:
    """Point up or down; a change that goes against the indicator's direction is marked, not only coloured."""
    rises = (move.ecart or 0) > 0
    wanted = indicateur.sens == "neutre" or rises == (indicateur.sens == "hausse")
    return ("▲" if rises else "▼") if wanted else ("△" if rises else "▽")
