"""What changed since the quarter before, and which domaine or DGA made it.

The change of a rate n ÷ N is shared out exactly. Within a year, what a segment brought since (δn of δN) moves the rate R by
(δn − R·δN) ÷ N′: these parts add up to R′ − R. When the quarter before is that of another year, the whole new year is what was brought.
Counts and amounts share out by plain addition. Suppliers counted once across segments do not add up: no cause is said for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from spaser.catalogue import Indicateur
from spaser.measure.aggregates import segments_numerotes
from spaser.measure.counts import NATURES_DE_PART, part
from spaser.measure.exact import Fraction
from spaser.measure.filters import Filters
from spaser.measure.model import Measure
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.store import sql

Axe = Literal["domaine", "dga"]
_AUCUN = -1
_PAR_DIMENSION, _FINE = [1, 2], 4
"""Meshes of the counts (store/ranger_agregats): by domaine and by DGA, or by all segments under a filter."""


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
        counted = (_relation(indicateur.requete), indicateur.nature)
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


def causes(
    version: VersionLike, found: Sequence[Move], filters: Filters, perimeter: Perimeter
) -> Mapping[str, tuple[Cause, ...]]:
    """Share out changes by domaine and by DGA, the largest parts first; by code, absent where nothing can be shared out.

    One statement. Nothing is shared out on a version without counts made ahead, nor at dates that they do not fit.
    """
    agregats = version.agregats
    if agregats is None:
        return {}
    asked: list[tuple[Move, Indicateur, int, date, date, date]] = []
    for move in found:
        indicateur = version.catalogue.indicateur(move.code)
        comptage = agregats.releves.get(indicateur.vue)
        borne = date.fromisoformat(move.avant.segment or date.min.isoformat())
        debut = date(move.apres.annee, 1, 1)
        days = (debut, max(borne, date(debut.year - 1, 12, 31)), move.apres.arrete)
        if comptage is not None and comptage.additif and agregats.exacts(debut, move.apres.arrete):
            asked.append((move, indicateur, comptage.numero, *days))
    if not asked:
        return {}
    seuls = [(filters.perimetre or i.perimetre_defaut) == "marches" for _, i, *_ in asked]
    marches = agregats.segments.get("perimetre", {}).get("marches", _AUCUN)
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    cursor.execute(
        sql("measure/apports"),
        {
            "vue": "agregats.cumuls",
            "mailles": _PAR_DIMENSION if perimeter.est_tout and not filters.restreint else [_FINE],
            "releves": [releve for _, _, releve, *_ in asked],
            "perimetres": [marches if seul else None for seul in seuls],
            "debuts": [debut for *_, debut, _, _ in asked],
            "bornes": [borne for *_, borne, _ in asked],
            "arretes": [arrete for *_, arrete in asked],
            **segments_numerotes(agregats, filters, perimeter),
        },
    )
    names = {axe: {n: nom for nom, n in agregats.segments.get(axe, {}).items()} for axe in ("domaine", "dga")}
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for demande, dimension, segment, *counts in cursor.fetchall():
        rows[demande - 1].append((dimension, names[dimension][segment], *counts))
    return {
        move.code: _shared_out(move, indicateur, rows[rank])
        for rank, (move, indicateur, *_) in enumerate(asked)
    }


def _shared_out(move: Move, indicateur: Indicateur, rows: Iterable[tuple[Any, ...]]) -> tuple[Cause, ...]:
    brought: dict[tuple[Axe, str], tuple[Fraction, Fraction]] = defaultdict(
        lambda: (Fraction(0), Fraction(0))
    )
    whole: dict[Axe, Fraction] = defaultdict(Fraction)
    for dimension, segment, depuis, appartient, effectif, montant, montant_min in rows:
        oui, total = _counted(indicateur, appartient, effectif, montant, montant_min)
        whole[dimension] += total
        if depuis:
            before = brought[dimension, segment]
            brought[dimension, segment] = (before[0] + oui, before[1] + total)
    if indicateur.est_un_taux and move.avant.valeur is None:
        return ()
    rate = Fraction(move.avant.valeur or 0)
    found = []
    for (dimension, segment), (oui, total) in brought.items():
        if indicateur.est_un_taux:
            if not whole[dimension]:
                continue
            apport = (oui - rate * total) / whole[dimension]
            found.append(Cause(dimension, segment, float(oui), float(total), float(apport)))
        else:
            found.append(Cause(dimension, segment, float(oui), None, float(oui)))
    return tuple(sorted(found, key=lambda cause: -abs(cause.apport)))


def _counted(
    indicateur: Indicateur, appartient: float | None, effectif: int, montant: Any, montant_min: Any
) -> tuple[Fraction, Fraction]:
    """Return what belongs and the whole, in the unit of the indicator; the unknown is in the whole (R7)."""
    if indicateur.nature in NATURES_DE_PART or indicateur.nature == "nombre":
        return (part(appartient) * effectif if appartient is not None else Fraction(0), Fraction(effectif))
    if indicateur.nature in {"part_montant", "montant"}:
        return Fraction(montant_min or 0), Fraction(montant or 0)
    return Fraction(montant or 0), Fraction(montant or 0)
