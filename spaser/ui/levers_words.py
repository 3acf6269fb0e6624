"""Levers in words: what they are, what they already carry, what they would change. Pure."""

from __future__ import annotations

from typing import Final, Literal

from spaser import francais as fr
from spaser.measure import Measure
from spaser.measure.exact import Fraction
from spaser.measure.levers_simulation import Base, Candidat, Levier, Nature, Simulation
from spaser.wording import verdict_text

INDICATIVE: Final = "Simulation indicative, non issue du SPASER."
NAMES: Final[dict[Levier, str]] = {
    "F2.3": "F2.3 – Environnement",
    "F2.4": "F2.4 – Social",
    "X1": "X1 – Entreprises solidaires",
}
List = Literal["a_decider", "notifies"]
LISTS: Final[dict[List, str]] = {
    "a_decider": "Ce que vous pouvez encore décider",
    "notifies": "Déjà notifiés (constat)",
}
CONSIDERATIONS: Final[dict[Levier, str]] = {
    "F2.3": "considération environnementale",
    "F2.4": "considération sociale",
    "X1": "entreprise solidaire",
}
_POINTS_DECIMALS: Final = 2


def nature_text(nature: Nature, annee: int) -> str:
    """Say why something is listed."""
    if nature == "compte":
        return f"Notifié en {annee}"
    return "À renouveler" if nature == "renouvellement" else "Achat programmé"


def answer_text(answer: bool | None, candidat: Candidat) -> str:
    """Say a consideration: yes, no, not filled in; a new need has none to fill in yet."""
    if answer is None:
        return "à définir" if candidat.contrat_id is None else f"◌ {fr.NOT_FILLED}"
    return "● oui" if answer else "○ non"


def effect_text(effect: Fraction | None) -> str:
    """Say an effect in points; « – » where it cannot be told."""
    return fr.UNKNOWN if effect is None else fr.change(float(effect), "%", _POINTS_DECIMALS)


def rate_text(base: Base) -> str:
    """Say a rate; « sans objet » when nothing is counted."""
    return "sans objet" if base.taux is None else fr.rate(float(base.taux))


def ratio_text(base: Base, levier: Levier) -> str:
    """Say a rate with its own numbers."""
    write = fr.euros_short if levier == "X1" else fr.count
    return f"{write(float(base.numerateur))} ÷ {write(float(base.denominateur))}"


def gap_text(base: Base, levier: Levier) -> str:
    """Say what the target lacks, in contracts (⌈cible·N⌉ − n) or in €; empty without target."""
    gap = base.manque(levier)
    if gap is None or base.cible is None:
        return ""
    target = f"{fr.number(float(base.cible) * 100, 1, trim=True)}{fr.NARROW}%"
    if gap <= 0:
        return f"rien ne manque à ce jour pour la cible de {target}"
    lacking = fr.euros_short(float(gap)) if levier == "X1" else fr.plural(int(gap), "contrat")
    return f"il manque {lacking} pour la cible de {target}"


def standing_text(measure: Measure) -> str:
    """Say what the rate shown is worth (a year in progress is provisional) and the verdict of the SPASER, which a lever does not change."""
    provisional = f"{measure.annee} est provisoire. " if measure.provisoire else ""
    return f"{provisional}Verdict du SPASER – {verdict_text(measure)}."


def simulation_text(simulation: Simulation) -> str:
    """Say a simulation in one sentence, for captions and for those who do not see the drawing."""
    levier = simulation.levier
    return (
        f"{levier} : {rate_text(simulation.avant)} ({ratio_text(simulation.avant, levier)}) avant, "
        f"{rate_text(simulation.apres)} ({ratio_text(simulation.apres, levier)}) après"
    )


def due_text(candidat: Candidat) -> str:
    """Say when it ends."""
    return fr.or_dash(candidat.fin, fr.day)


def launch_text(candidat: Candidat) -> str:
    """Say when its replacement is planned, and by which need of the programme."""
    if candidat.besoins is None:
        return fr.UNKNOWN
    when = fr.or_dash(candidat.lancement, fr.day)
    return f"{when} (besoin {candidat.besoins})"
