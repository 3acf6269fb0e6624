"""A small audit log, on a clock that the tests move, and what attacks it byte by byte."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spaser.access.audit import AuditLog, Auteur

JEANNE = Auteur(
    sujet="https://idp.example|42",
    nom="Jeanne Martin",
    role="relais",
    perimetre="territoires : Marseille",
    adresse="192.0.2.7",
    seance="8f14e45f-ceea-467f-a8b6-2c7f7d1f0b1e",
)


@dataclass
class Clock:
    """A time that moves one second at each reading."""

    now: datetime = field(default_factory=lambda: datetime(2026, 10, 5, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def write_log(warehouse: Path, *months: int) -> AuditLog:
    """Write so many events in each month from October 2026."""
    clock = Clock()
    log = AuditLog(warehouse, clock)
    for rank, count in enumerate(months):
        clock.now = datetime(2026 + (9 + rank) // 12, (9 + rank) % 12 + 1, 5, tzinfo=UTC)
        for number in range(count):
            log.record("export", JEANNE, objet=f"page:axe-{number + 1}", version=3)
    return log


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)
