"""What every model of the catalogue shares: immutable, no unknown field, no bare string left blank."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Texte = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that a person reads: never empty."""

Scalaire = bool | int | float | date | str
"""What a parameter may be worth."""

Unite = Literal["%", "‰", "€", "nombre", "heures", "jours"]
UNITES_DE_TAUX: frozenset[str] = frozenset({"%", "‰"})


class Modele(BaseModel):
    """A frozen piece of the catalogue; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def en_texte(valeur: Scalaire) -> str:
    """Write a parameter's value as SQL reads it back: ``true``, ``0.05``, ``2022-01-01``."""
    if isinstance(valeur, bool):
        return "true" if valeur else "false"
    if isinstance(valeur, date):
        return valeur.isoformat()
    return str(valeur)
