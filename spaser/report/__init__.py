"""Documents for committees, the public and the portals: each is a layout of one ``ReportContent``, which asks ``measure``."""

from spaser.report.content import AxeContent, FicheContent, Figure, ReportContent
from spaser.report.decp import ESSENTIAL_DATA
from spaser.report.document import Document, Progress
from spaser.report.gathering import report_content
from spaser.report.legal import PUBLICATION
from spaser.report.next_year import NEXT_YEAR
from spaser.report.pdf import ANNUAL_REPORT
from spaser.report.slides import SLIDES
from spaser.report.workbook import WORKBOOK

__all__ = [
    "DOCUMENTS",
    "AxeContent",
    "Document",
    "FicheContent",
    "Figure",
    "Progress",
    "ReportContent",
    "report_content",
]

DOCUMENTS: tuple[Document, ...] = (
    SLIDES,
    ANNUAL_REPORT,
    NEXT_YEAR,
    WORKBOOK,
    PUBLICATION,
    ESSENTIAL_DATA,
)
"""Every kind of document, in the order in which the page lists them."""
