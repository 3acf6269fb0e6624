"""A kind of document: its name on the command line, what it is, how its file is named, and what writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from spaser.report.content import ReportContent

Progress = Callable[[str, float], None]
"""Called at each step with its name in French and the share done, in [0, 1]."""


@dataclass(frozen=True)
class Document:
    """One kind of document. ``ecrire`` gives the same bytes for the same content, whatever the day and the machine."""

    nom: str
    titre: str
    description: str
    extension: str
    mime: str
    ecrire: Callable[[ReportContent, Progress], bytes]

    def fichier(self, content: ReportContent) -> str:
        """Name the file: « spaser-classeur-2026-09-30-v12.xlsx »; a filtered one says so in its name."""
        words = [
            "spaser",
            self.nom,
            content.arrete.isoformat(),
            *(_slug(name) for name in (*content.filters.domaines, *content.filters.dga)),
            *(_slug(name) for name in content.filters.territoires),
            f"v{content.version.numero}",
        ]
        return f"{'-'.join(words)[:150]}.{self.extension}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
