"""What a refused catalogue says: the file, the place in the document, the reason, in French."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Probleme:
    """One reason to refuse, and where: ``indicateurs[3].cibles[0].annee``, or a line of the file."""

    chemin: str
    raison: str


class CatalogueError(Exception):
    """The catalogue cannot be used. ``problemes`` lists every reason found, in the order of the document."""

    def __init__(self, fichier: str, problemes: tuple[Probleme, ...]) -> None:
        super().__init__(fichier, problemes)
        self.fichier = fichier
        self.problemes = problemes

    def __str__(self) -> str:
        """Say it all in French, one reason a line."""
        if len(self.problemes) == 1:
            seul = self.problemes[0]
            return f"Catalogue refusé – {self.fichier} – {seul.chemin} : {seul.raison}"
        lignes = "\n".join(f"  – {p.chemin} : {p.raison}" for p in self.problemes)
        return f"Catalogue refusé – {self.fichier} – {len(self.problemes)} anomalies :\n{lignes}"


class CodeInconnuError(CatalogueError, KeyError):
    """A code that the catalogue does not define was asked for."""

    def __str__(self) -> str:
        """Name the code asked for and those that exist."""
        return self.problemes[0].raison
