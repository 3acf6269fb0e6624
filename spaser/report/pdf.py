"""The annual report: an accessible (PDF/UA-1) and archivable (PDF/A-2a) file, drawn by a Typst template from data alone.

Values of files never become markup: they travel as one JSON text that the template reads.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typst

from spaser.report.content import ReportContent
from spaser.report.document import Document, Progress
from spaser.report.pdf_content import data_of
from spaser.report.pdf_glyphs import FONTS, printable

TEMPLATE: Final = FONTS.parent / "rapport_annuel.typ"
STANDARDS: Final[list[typst.PDFStandard]] = ["ua-1", "a-2a"]


def write_report(content: ReportContent, progress: Progress) -> bytes:
    """Write the annual report as a PDF; its only dates are those of the version."""
    progress("Chiffres et cartes", 0.0)
    data = data_of(content)
    progress("Mise en pages", 0.4)
    return compiled(TEMPLATE, data, content.publiee_le)


def compiled(template: Path, data: dict[str, Any], moment: datetime) -> bytes:
    """Return the PDF of a template and its data, accessible and archivable, dated of ``moment``."""
    compiler = typst.Compiler(
        template,
        root=Path(template.parent),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"donnees": json.dumps(printable(data), ensure_ascii=False)},
    )
    stamp = int(moment.astimezone(UTC).timestamp())
    written = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=stamp)
    if not isinstance(written, bytes):
        raise TypeError("Typst writes one PDF as bytes.")
    return written


ANNUAL_REPORT: Final = Document(
    nom="rapport-annuel",
    titre="Rapport annuel",
    description="Tout l’exercice : chiffres, courbes, situations, domaines, cartes, heures d’insertion, moyens, méthode et limites. PDF "
    "accessible (PDF/UA-1) et archivable (PDF/A-2a).",
    extension="pdf",
    mime="application/pdf",
    ecrire=write_report,
)
