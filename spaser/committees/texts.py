"""What people type, before it is recorded: trimmed, neither empty nor endless, and made of characters that a database holds."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from spaser.catalogue import Catalogue
from spaser.committees.errors import RefusedError
from spaser.committees.records import Portee

LONGEST: Final = 4_000
"""Characters of a text."""
LONGEST_NAME: Final = 200
"""Characters of a name."""

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""A database refuses some of these, and no screen shows any."""


def text(typed: str, label: str, longest: int = LONGEST) -> str:
    """Return a text ready to be recorded.

    Raises:
        RefusedError: it is empty, too long, or holds a control character.
    """
    written = typed.strip()
    if not written:
        raise RefusedError(f"{label} : ce champ ne peut pas rester vide.")
    if len(written) > longest:
        raise RefusedError(f"{label} : {len(written)} caractères, il en faut {longest} au plus.")
    if found := _UNWRITABLE.search(written):
        raise RefusedError(
            f"{label} : le caractère n°\u202f{found.start() + 1} est un caractère de commande, qui ne s’affiche pas. Effacez-le, "
            "ou tapez le texte au lieu de le coller."
        )
    return written


def choice(chosen: str, label: str, known: Collection[str]) -> str:
    """Return a value of a list.

    Raises:
        RefusedError: it is not one.
    """
    if chosen not in known:
        raise RefusedError(f"{label} : « {chosen} » n’est pas un choix possible.")
    return chosen


def scope(portee: Portee, catalogue: Catalogue) -> Portee:
    """Return a territoire and a DGA of the catalogue, or the whole authority.

    Raises:
        RefusedError: the catalogue knows neither.
    """
    if portee.territoire is not None:
        choice(portee.territoire, "Territoire", {territoire.nom for territoire in catalogue.territoires})
    if portee.dga is not None:
        choice(portee.dga, "DGA", {dga.code for dga in catalogue.dga})
    return portee
