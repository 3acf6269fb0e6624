"""The one place where documents are written, for the screen and the command line alike: what is written can be told here."""

from __future__ import annotations

from dataclasses import dataclass

from spaser.report.content import ReportContent
from spaser.report.document import Document, Progress


@dataclass(frozen=True)
class Written:
    """A document ready to be handed over: its file name and its bytes."""

    document: Document
    fichier: str
    octets: bytes


def write_document(document: Document, content: ReportContent, progress: Progress) -> Written:
    """Write a document of a content; the same content gives the same bytes."""
    return Written(document, document.fichier(content), document.ecrire(content, progress))
