"""What every drill shares: the publication that is interrupted, the library of faults, and the table written at the end."""

import sys
from pathlib import Path

import pytest

from tests.drills.injection import COMPILER, compile_faults
from tests.drills.scenario import Scenario, build_scenario
from tests.drills.table import Exercise, write

_done = pytest.StashKey[list[Exercise]]()


class Record:
    """Adds lines to the table."""

    def __init__(self, lines: list[Exercise]) -> None:
        self._lines = lines

    def add(self, exercice: str, promis: str, constat: str, points: int, rompus: list[str]) -> None:
        """Add a line; the drill fails by itself on what is broken (`tests.drills.table.Exercise`)."""
        self._lines.append(Exercise(exercice, promis, constat, points, rompus))


@pytest.fixture(scope="session")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return build_scenario(tmp_path_factory.mktemp("scenario"))


@pytest.fixture
def record(pytestconfig: pytest.Config) -> Record:
    return Record(pytestconfig.stash.setdefault(_done, []))


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if COMPILER is None or not sys.platform.startswith("linux"):
        pytest.skip("l'injecteur de fautes demande Linux et un compilateur C (paquet gcc)")
    return compile_faults(tmp_path_factory.mktemp("fautes"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    done = config.stash.get(_done, [])
    skipped = [
        Exercise(report.nodeid.rpartition("::")[2], "", str(report.longrepr[2]), 0, [])
        for report in terminalreporter.stats.get("skipped", ())
        if "tests/drills" in report.nodeid
    ]
    if done:
        terminalreporter.write("\n" + write([*done, *skipped]))
