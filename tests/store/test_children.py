"""Children that several threads start and end at once: each keeps its own exit code."""

import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from pathlib import Path

import pytest

from spaser.children import ended, start, stop


def test_un_enfant_qui_finit_pendant_qu_un_autre_part_garde_son_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code of a child is told once: whoever starts another one meanwhile must not take it (it would read as 255)."""
    told = forkserver.read_signed

    def slowly(fd: int) -> int:
        time.sleep(0.1)
        return int(told(fd))

    monkeypatch.setattr(forkserver, "read_signed", slowly)
    with ThreadPoolExecutor(2) as threads:
        for rank in range(3):
            first = start("time:sleep", 0.0, errors=tmp_path / f"{rank}-a")
            time.sleep(0.5)  # it has ended, and nobody has asked yet
            ending = threads.submit(stop, first)
            starting = threads.submit(start, "time:sleep", 0.0, errors=tmp_path / f"{rank}-b")
            assert (ending.result(), stop(starting.result())) == (0, 0)


def test_un_enfant_arrete_dit_le_signal_et_un_enfant_en_faute_dit_un(tmp_path: Path) -> None:
    endless = start("time:sleep", 60.0, errors=tmp_path / "a")
    faulty = start("time:sleep", "jamais", errors=tmp_path / "b")
    assert stop(endless) == -9
    assert ended(faulty)
    assert stop(faulty) == 1
