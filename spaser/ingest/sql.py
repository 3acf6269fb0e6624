"""The SQL files of the room: found by name, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_RACINE = Path(__file__).resolve().parents[2] / "queries"


@cache
def requete(nom: str) -> str:
    """Return the text of queries/<nom>.sql."""
    return (_RACINE / f"{nom}.sql").read_text(encoding="utf-8")


@cache
def macros() -> tuple[str, ...]:
    """Return the texts of the reading macros, in the order in which they build on each other."""
    return tuple(requete(f"ingest/macros/{nom}") for nom in ("texte", "montant", "date", "siret", "motif"))
