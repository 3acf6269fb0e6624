"""What was recognised in a file read, and the questions that it leaves open: shown, answered, corrected."""

from __future__ import annotations

from spaser.ingest import ExtractReport, Reponses


def show_recognition(report: ExtractReport, *, key: str) -> Reponses | None:
    """Draw what was recognised in one file, its open questions and its corrections.

    Args:
        report: of one file; drawn only when ``report.reconnaissance`` is not None.
        key: prefix of the widgets' keys, distinct for each file and each reading.

    Returns:
        All the answers to read the file again with (``Source.reponses``), when the person has just asked for it; else None.
        Empty answers are not None: something was forgotten, the file is to be read again without it.
    """
    del report, key
    return None
