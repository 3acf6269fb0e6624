"""Exact counts of an indicator: what the statements return, read as fractions, and the values they make.

Nothing is rounded here (R12): € are decimals, shares of a thing (half of the holders) are fractions, rates are their ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from spaser.catalogue import Indicateur, Nature
from spaser.measure.exact import Fraction
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Window
from spaser.store import NATURES_ADDITIVES, NATURES_DE_PANEL, sql

NATURES_DE_PART: frozenset[Nature] = frozenset({"part", "part_panel"})
NATURES_AVEC_ZERO: frozenset[Nature] = frozenset({"nombre", "nombre_panel", "somme", "montant"})

# A share of a thing is a ratio of small integers (two holders out of three): the double read gives it back exactly.
_DENOMINATEUR_MAX = 10_000


@dataclass(frozen=True)
class Compte:
    """One cell, counted: whole or segment, in one window.

    ``effectif`` is the number of things (of rows for sums); ``numerateur`` and ``inconnus`` are in things, or in the
    unit of the amounts for spending. Where nothing at all is known there is no value: a 0 % of unknown cells would be false (R7).
    """

    effectif: int
    numerateur: Fraction
    denominateur: Fraction | None
    inconnus: Fraction
    valeur: Fraction | None
    basse: Fraction | None
    haute: Fraction | None
    completude: Fraction | None
    montant: Fraction | None
    montant_haut: Fraction | None
    montant_total: Fraction | None


@dataclass(frozen=True)
class Ligne:
    """One row of the counting statements."""

    effectif: int
    chiffres: int
    oui: Fraction
    connus: int
    montant: Fraction | None
    montant_min: Fraction | None
    montant_max: Fraction | None


Cles = dict[tuple[int, str | None], Ligne]
"""Rows by number of window and segment (None: the whole)."""


def compter(
    version: VersionLike,
    indicateur: Indicateur,
    filters: Filters,
    perimeter: Perimeter,
    fenetres: tuple[Window, ...],
    par: str | None,
) -> Cles:
    """Count an indicator in several windows, in one statement; cells without a fact are absent."""
    lues = [fenetre.ouverte(indicateur.periode) for fenetre in fenetres]
    parametres: dict[str, object] = {
        "vue": f"faits.{indicateur.vue}",
        "fenetres": list(range(len(lues))),
        "debuts": [fenetre.debut for fenetre in lues],
        "arretes": [fenetre.arrete for fenetre in lues],
        "par": par,
        **filters.parametres(indicateur),
        **perimeter.parametres(),
    }
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    if indicateur.nature in NATURES_ADDITIVES:
        cursor.execute(sql("measure/sommer"), parametres)
    else:
        cursor.execute(sql("measure/compter"), {**parametres, "panel": indicateur.nature in NATURES_DE_PANEL})
    noms = [colonne[0] for colonne in cursor.description or ()]
    lignes = [dict(zip(noms, ligne, strict=True)) for ligne in cursor.fetchall()]
    return {(ligne["fenetre"], _segment(ligne)): _ligne(ligne) for ligne in lignes}


def compte(ligne: Ligne | None, nature: Nature, absent_vaut_zero: bool = False) -> Compte:
    """Make the figures of one cell; without a row there is no value, unless absence means 0.

    Absence means 0 for a number or an amount only where the indicator has other facts in the same window (no innovative
    contract in this domain), never where it has none at all (nothing was deposited).
    """
    lue = ligne or Ligne(0, 0, Fraction(0), 0, None, None, None)
    if nature in NATURES_DE_PART or nature in NATURES_DE_PANEL or nature == "nombre":
        trouve = _choses(lue, nature)
    elif nature == "moyenne":
        trouve = _moyenne(lue)
    elif nature == "somme":
        trouve = _somme(lue)
    else:
        trouve = _euros(lue, nature)
    if ligne is None and absent_vaut_zero and nature in NATURES_AVEC_ZERO:
        zero = Fraction(0)
        return replace(trouve, valeur=zero, basse=zero, haute=zero, completude=Fraction(1))
    return trouve


def _choses(lue: Ligne, nature: Nature) -> Compte:
    """Count things: a rate for parts, a number otherwise; the unknown make the interval (R7)."""
    total = Fraction(lue.effectif)
    inconnus = total - lue.connus
    diviseur = total if nature in NATURES_DE_PART else Fraction(1)
    connu = lue.connus > 0
    return Compte(
        effectif=lue.effectif,
        numerateur=lue.oui,
        denominateur=total if nature in NATURES_DE_PART else None,
        inconnus=inconnus,
        valeur=lue.oui / diviseur if connu else None,
        basse=lue.oui / diviseur if lue.effectif else None,
        haute=(lue.oui + inconnus) / diviseur if lue.effectif else None,
        completude=lue.connus / total if lue.effectif else None,
        montant=lue.montant_min,
        montant_haut=lue.montant_max,
        montant_total=lue.montant,
    )


def _euros(lue: Ligne, nature: Nature) -> Compte:
    """Sum €: what surely belongs over the whole (R4, R6); the rest of what may belong is unknown."""
    total = lue.montant or Fraction(0)
    surs = lue.montant_min or Fraction(0)
    possibles = lue.montant_max or Fraction(0)
    inconnus = possibles - surs
    completude = 1 - inconnus / total if total > 0 else None
    diviseur = total if nature == "part_montant" else Fraction(1)
    mesurable = lue.chiffres > 0 and diviseur > 0
    rien_de_connu = completude == 0
    return Compte(
        effectif=lue.effectif,
        numerateur=surs,
        denominateur=total,
        inconnus=inconnus,
        valeur=surs / diviseur if mesurable and not rien_de_connu else None,
        basse=surs / diviseur if mesurable else None,
        haute=possibles / diviseur if mesurable else None,
        completude=completude,
        montant=lue.montant_min,
        montant_haut=lue.montant_max,
        montant_total=lue.montant,
    )


def _somme(lue: Ligne) -> Compte:
    """Add hours; rows without hours are unknown, and leave no upper bound."""
    valeur = lue.montant
    return _sans_euros(lue, numerateur=valeur or Fraction(0), denominateur=None, valeur=valeur)


def _moyenne(lue: Ligne) -> Compte:
    """Average days over the rows that have them."""
    somme = lue.montant or Fraction(0)
    valeur = somme / lue.chiffres if lue.chiffres else None
    return _sans_euros(lue, numerateur=somme, denominateur=Fraction(lue.chiffres), valeur=valeur)


def _sans_euros(
    lue: Ligne, numerateur: Fraction, denominateur: Fraction | None, valeur: Fraction | None
) -> Compte:
    inconnus = lue.effectif - lue.chiffres
    return Compte(
        effectif=lue.chiffres,
        numerateur=numerateur,
        denominateur=denominateur,
        inconnus=Fraction(inconnus),
        valeur=valeur,
        basse=valeur if inconnus == 0 else None,
        haute=valeur if inconnus == 0 else None,
        completude=Fraction(lue.chiffres, lue.effectif) if lue.effectif else None,
        montant=None,
        montant_haut=None,
        montant_total=None,
    )


def _segment(ligne: Mapping[str, object]) -> str | None:
    """Return the segment of a row; None for the whole."""
    return str(ligne["segment"]) if ligne["segmente"] else None


def _ligne(ligne: Mapping[str, object]) -> Ligne:
    oui = ligne.get("oui") or {}
    if not isinstance(oui, dict):
        raise TypeError(f"histogramme attendu, reçu {type(oui).__name__}")
    return Ligne(
        effectif=_entier(ligne["effectif"]),
        chiffres=_entier(ligne["chiffres"]),
        oui=sum((part(valeur) * nombre for valeur, nombre in oui.items()), Fraction(0)),
        connus=sum(oui.values()),
        montant=_exact(ligne["montant"]),
        montant_min=_exact(ligne["montant_min"]),
        montant_max=_exact(ligne["montant_max"]),
    )


def part(valeur: float) -> Fraction:
    """Return the share of a thing that a double holds: 0.333… is one third."""
    return Fraction(valeur).limit_denominator(_DENOMINATEUR_MAX)


def _entier(valeur: object) -> int:
    if not isinstance(valeur, int):
        raise TypeError(f"entier attendu, reçu {type(valeur).__name__}")
    return valeur


def _exact(valeur: object) -> Fraction | None:
    if valeur is None:
        return None
    if not isinstance(valeur, Decimal | int):
        raise TypeError(f"décimal attendu, reçu {type(valeur).__name__}")
    return Fraction(valeur)
