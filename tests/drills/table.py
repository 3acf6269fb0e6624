"""The table that the drills write: what was tried, what was promised, what was seen, and the verdict."""

from dataclasses import dataclass
from pathlib import Path

from tests.serveur import ROOT

REPORT = ROOT / "build" / "drills.md"
_HEADINGS = ("Exercice", "Promis", "Constaté", "Points de faute", "Verdict")
_SHOWN = 5


@dataclass
class Exercise:
    """One line of the table. ``rompus``: each promise broken, in French; ``points``: faults made."""

    exercice: str
    promis: str
    constat: str
    points: int
    rompus: list[str]

    @property
    def verdict(self) -> str:
        """« tenu », « ROMPU » with the count of what is broken, or « non fait » when nothing could be tried."""
        if self.rompus:
            return f"ROMPU ({len(self.rompus)})"
        return "tenu" if self.points else "non fait"


def markdown(exercises: list[Exercise]) -> str:
    """Return the table, then what is broken."""
    lines = [
        "# Exercices de perte",
        "",
        f"| {' | '.join(_HEADINGS)} |",
        f"|{'---|' * len(_HEADINGS)}",
        *(f"| {e.exercice} | {e.promis} | {e.constat} | {e.points} | {e.verdict} |" for e in exercises),
        "",
    ]
    for exercise in exercises:
        lines += [f"- {exercise.exercice} : {text}" for text in exercise.rompus[:_SHOWN]]
    return "\n".join(lines) + "\n"


def write(exercises: list[Exercise], path: Path = REPORT) -> str:
    """Write the table to build/drills.md and return it."""
    text = markdown(exercises)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return text
