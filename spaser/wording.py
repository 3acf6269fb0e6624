"""A measure in words: its value, its formula with its own numbers, its change, its completeness. Pure.

« non applicable », « non renseigné » and 0 are three different things and three different looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import LIBELLES, Measure, Statut

Look = Literal["valeur", "non_renseigne", "non_applicable"]

WITHOUT_OBJECT = "sans objet"
PERIMETRES: Final[dict[str, str]] = {
    "indicateur": "Selon l’indicateur",
    "marches": "Marchés",
    "tous": "Marchés + concessions",
}
_NEAR_TARGET = 2
"""Decimals of a value that one decimal would write as the target that it has not reached, or has passed (R12)."""


@dataclass(frozen=True)
class Said:
    """A value as it is said, and which of the three looks it takes."""

    texte: str
    aspect: Look


def said(measure: Measure, indicateur: Indicateur) -> Said:
    """Say the value of a measure."""
    if measure.statut == "NON_APPLICABLE":
        return Said(fr.NOT_APPLICABLE, "non_applicable")
    if _nothing_known(measure):
        return Said(fr.NOT_FILLED, "non_renseigne")
    if measure.valeur is None:
        empty = indicateur.est_un_taux or indicateur.nature == "moyenne"
        return Said(WITHOUT_OBJECT, "non_applicable") if empty else Said(fr.NOT_FILLED, "non_renseigne")
    text = value_text(measure.valeur, indicateur)
    if (
        measure.cible is not None
        and measure.valeur != measure.cible
        and text == value_text(measure.cible, indicateur)
    ):
        text = fr.quantity(measure.valeur, indicateur.unite, _NEAR_TARGET)
    return Said(text, "valeur")


def value_text(value: float, indicateur: Indicateur) -> str:
    """Say a value in the indicator's unit."""
    return fr.quantity(value, indicateur.unite)


def ratio_text(measure: Measure, indicateur: Indicateur) -> str:
    """Say the formula with its own numbers: 412 ÷ 1 034 (or 12,3 M€ ÷ 340,1 M€); empty for a plain count."""
    if measure.denominateur is None:
        return ""
    write = fr.euros_short if in_euros(indicateur) else fr.count
    return f"{write(measure.numerateur)} ÷ {write(measure.denominateur)}"


def in_euros(indicateur: Indicateur) -> bool:
    """Whether numerator and denominator are amounts."""
    return indicateur.nature in {"part_montant", "montant"}


def amount_text(measure: Measure, indicateur: Indicateur) -> str:
    """Say the amount beside the number, where the document asks for the « volume financier »."""
    if not indicateur.volume_financier or measure.montant is None or in_euros(indicateur):
        return ""
    share = (
        "" if measure.part_montant is None else f", soit {fr.rate(float(measure.part_montant))} des montants"
    )
    return f"{fr.euros_short(measure.montant)}{share}"


def change_text(measure: Measure, indicateur: Indicateur) -> str:
    """Say the change from N-1 at the same date; empty when there is none."""
    return "" if measure.ecart is None else fr.change(measure.ecart, indicateur.unite)


def previous_text(measure: Measure, indicateur: Indicateur) -> str:
    """Say N-1 at the same date; an extract that only says a year is compared by year."""
    if measure.n_moins_1 is None:
        return "N-1 : n.d."
    if indicateur.dit_l_annee_seule:
        return f"{measure.annee - 1} : {value_text(measure.n_moins_1, indicateur)}"
    same_day = measure.arrete.replace(year=measure.annee - 1) if not _leap_day(measure) else None
    when = (
        f"{measure.annee - 1}"
        if same_day is None or (same_day.month, same_day.day) == (12, 31)
        else fr.day(same_day)
    )
    return f"{when} : {value_text(measure.n_moins_1, indicateur)}"


def tendency(measure: Measure, indicateur: Indicateur) -> Statut | None:
    """Name the change from N-1 at the same date; None without one. A year signed before it was kept is read by its sign alone."""
    if measure.ecart is None:
        return None
    if measure.tendance is not None:
        return measure.tendance
    wanted = measure.ecart * (-1 if indicateur.sens == "baisse" else 1)
    if wanted == 0 or indicateur.sens == "neutre":
        return Statut.STABLE
    return Statut.EVOLUTION_FAVORABLE if wanted > 0 else Statut.EVOLUTION_DEFAVORABLE


def on_the_move(figures: Sequence[tuple[Indicateur, Measure]]) -> str:
    """Say how many figures go the wanted way since the same date of N-1, in Markdown, and name those that do not.

    What only says a year (a programme, the roadmap) has no same date: it is counted apart, like what has no N-1.
    """
    ways = {i.code: None if i.dit_l_annee_seule else tendency(m, i) for i, m in figures}
    counts = Counter(ways.values())
    better, stable = counts[Statut.EVOLUTION_FAVORABLE], counts[Statut.STABLE]
    worse = [code for code, way in ways.items() if way == Statut.EVOLUTION_DEFAVORABLE]
    parts = [f"**{fr.count(better)}** {'vont' if better > 1 else 'va'} dans le sens voulu"]
    if worse:
        parts.append(f"**{fr.count(len(worse))}** à contresens ({', '.join(worse)})")
    if stable:
        parts.append(f"{fr.count(stable)} stable{'s' if stable > 1 else ''}")
    if other := len(figures) - better - stable - len(worse):
        parts.append(f"{fr.count(other)} sans comparaison possible à cette date")
    return ", ".join(parts)


def completeness_text(measure: Measure, indicateur: Indicateur) -> str:
    """Say what is known, and the interval that the unknown leaves."""
    if measure.completude is None:
        return ""
    text = f"complétude {fr.share_known(measure.completude)}"
    if measure.inconnus and measure.borne_basse is not None and measure.borne_haute is not None:
        low, high = value_text(measure.borne_basse, indicateur), value_text(measure.borne_haute, indicateur)
        text += f" (entre {low} et {high})"
    return text


def target_text(measure: Measure, indicateur: Indicateur) -> str:
    """Say the target and its year; empty when there is none."""
    if measure.cible is None:
        return ""
    value = target_value_text(measure.cible, indicateur)
    yearly = [c.annee for c in indicateur.cibles if c.chaque_annee and c.valeur == measure.cible]
    return f"Cible {value} chaque année" if yearly else f"Cible {value} en {measure.annee_cible}"


def verdict_text(measure: Measure) -> str:
    """Say the verdict, with the year that it judges when that is not the year shown."""
    text = LIBELLES[measure.statut]
    if measure.annee_jugee is not None and measure.annee_jugee != measure.annee:
        return f"{measure.annee_jugee} : {text}"
    return text


def target_value_text(target: float, indicateur: Indicateur) -> str:
    """Say a target without useless decimals: 100 %, 2,5 %, 30 j."""
    if indicateur.est_un_taux:
        factor = 1000 if indicateur.unite == "‰" else 100
        return f"{fr.number(target * factor, 2, trim=True)}{fr.NARROW}{indicateur.unite}"
    return value_text(target, indicateur)


def _nothing_known(measure: Measure) -> bool:
    """Everything is unknown: a 0 would be a lie (R7)."""
    return measure.completude is not None and measure.completude == 0 and bool(measure.denominateur)


def _leap_day(measure: Measure) -> bool:
    return (measure.arrete.month, measure.arrete.day) == (2, 29)
