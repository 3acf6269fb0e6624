"""What changed since the quarter before, and which domaine or DGA made it.

The change of a rate n ÷ N is shared out exactly. Within a year, what a segment brought since (δn of δN) moves the rate R by
(δn − R·δN) ÷ N′: these parts add up to R′ − R. When the quarter before is that of another year, the whole new year is what was brought.
Counts and amounts share out by plain addition. Suppliers counted once across segments do not add up: no cause is said for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from spaser.catalogue import Indicateur
from spaser.measure.aggregates import compter_mobiles
from spaser.measure.counts import NATURES_DE_PART, Cles, Ligne
from spaser.measure.exact import Fraction
from spaser.measure.filters import Filters
from spaser.measure.model import Measure
from spaser.measure.perimeter import Perimeter
from spaser.measure.questions import Demande
from spaser.measure.version import VersionLike
from spaser.measure.windows import Window
from spaser.store import sql

Axe = Literal["domaine", "dga"]
_AXES: tuple[Axe, ...] = ("domaine", "dga")


@dataclass(frozen=True, slots=True)
class Move:
    """An indicator now and at the quarter before. ``ecart``: fraction for a rate, relative otherwise; ``montant``: € brought since."""

    code: str
    apres: Measure
    avant: Measure
    ecart: float | None
    montant: float | None


@dataclass(frozen=True, slots=True)
class Cause:
    """What a segment brought since: ``oui`` of ``total`` things (or €), and its part of the change (fraction for a rate)."""

    dimension: Axe
    segment: str
    oui: float
    total: float | None
    apport: float


def moves(figures: Mapping[str, Sequence[Measure]], indicateurs: Iterable[Indicateur]) -> tuple[Move, ...]:
    """Compare each indicator with itself at the quarter before; ``figures`` are those measured by « avant ».

    An indicator that only repeats another by domaine counts the same facts: it moves as the other does, and is left out.
    """
    found, seen = [], set()
    for indicateur in indicateurs:
        counted = counted_facts(indicateur)
        if counted in seen:
            continue
        seen.add(counted)
        apres, avant = figures[indicateur.code][0], figures[indicateur.code][1]
        ecart: float | None = None
        if apres.valeur is not None and avant.valeur is not None:
            if indicateur.est_un_taux:
                ecart = apres.valeur - avant.valeur
            elif avant.valeur:
                ecart = (apres.valeur - avant.valeur) / avant.valeur
        found.append(Move(indicateur.code, apres, avant, ecart, _brought(apres, avant, indicateur)))
    return tuple(found)


@cache
def _relation(requete: str) -> str:
    """Return the statement that defines the facts, without its comments."""
    lines = sql(requete.removesuffix(".sql")).splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("--"))


def _brought(apres: Measure, avant: Measure, indicateur: Indicateur) -> float | None:
    """Return the € of the numerator brought since; those of the year alone when the quarter before is of another year."""
    in_euros = indicateur.nature in {"part_montant", "montant"}
    if not in_euros and not indicateur.volume_financier:
        return None
    now, then = (m.numerateur if in_euros else m.montant for m in (apres, avant))
    if now is None:
        return None
    return now - (then or 0.0) if avant.annee == apres.annee else now


def counted_facts(indicateur: Indicateur) -> tuple[str, str]:
    """Return what an indicator counts, and how: equal for one that only repeats another by domaine."""
    return _relation(indicateur.requete), indicateur.nature


def causes(
    version: VersionLike, found: Sequence[Move], filters: Filters, perimeter: Perimeter
) -> Mapping[str, tuple[Cause, ...]]:
    """Share out changes by domaine and by DGA, the largest parts first; by code, absent where nothing can be shared out.

    A dimension that the filters narrow to one value is left out: it would explain everything and nothing. Nothing is shared out on a
    version without counts made ahead, nor at dates that they do not fit.
    """
    agregats = version.agregats
    if agregats is None:
        return {}
    asked: list[tuple[Move, Demande]] = []
    for move in found:
        indicateur = version.catalogue.indicateur(move.code)
        comptage = agregats.releves.get(indicateur.vue)
        borne = date.fromisoformat(move.avant.segment or date.min.isoformat())
        debut = date(move.apres.annee, 1, 1)
        if comptage is not None and comptage.additif and agregats.exacts(debut, move.apres.arrete):
            asked.append(
                (move, Demande(indicateur, (Window(debut, borne), Window(debut, move.apres.arrete))))
            )
    if not asked:
        return {}
    narrowed = {"domaine": len(filters.domaines) == 1, "dga": len(filters.dga) == 1}
    demandes = [demande for _, demande in asked]
    counted = {
        axe: compter_mobiles(version, agregats, demandes, filters, perimeter, axe)
        for axe in _AXES
        if not narrowed[axe]
    }
    return {
        move.code: tuple(
            sorted(
                (
                    cause
                    for axe, cles in counted.items()
                    for cause in _shared_out(move, demande.indicateur, axe, cles[move.code])
                ),
                key=lambda cause: -abs(cause.apport),
            )
        )
        for move, demande in asked
    }


def _shared_out(move: Move, indicateur: Indicateur, axe: Axe, cles: Cles) -> Iterator[Cause]:
    """Share out one change by what each segment counts at the quarter before (window 0) and now (window 1)."""
    if indicateur.est_un_taux and move.avant.valeur is None:
        return
    rate = Fraction(move.avant.valeur or 0)
    whole = _counted(indicateur, cles.get((1, None)))[1]
    for (window, segment), now in cles.items():
        if window != 1 or segment is None:
            continue
        then = cles.get((0, segment))
        (oui, total), (before, total_before) = _counted(indicateur, now), _counted(indicateur, then)
        oui, total = oui - before, total - total_before
        if not indicateur.est_un_taux:
            yield Cause(axe, segment, float(oui), None, float(oui))
        elif whole:
            yield Cause(axe, segment, float(oui), float(total), float((oui - rate * total) / whole))


def _counted(indicateur: Indicateur, ligne: Ligne | None) -> tuple[Fraction, Fraction]:
    """Return what belongs and the whole, in the unit of the indicator; the unknown is in the whole (R7)."""
    if ligne is None:
        return Fraction(0), Fraction(0)
    if indicateur.nature in NATURES_DE_PART or indicateur.nature == "nombre":
        return ligne.oui, Fraction(ligne.effectif)
    whole = ligne.montant or Fraction(0)
    if indicateur.nature in {"part_montant", "montant"}:
        return ligne.montant_min or Fraction(0), whole
    return whole, whole
