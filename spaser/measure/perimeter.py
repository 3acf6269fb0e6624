"""Who may see what: a required argument of every measure, applied in one SQL place (``queries/measure/visibles.sql``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_REFERENCE: Final = re.compile(r"(EI|NC)-[0-9A-F]{12}(/\d+)?")


@dataclass(frozen=True)
class Perimeter:
    """The territoires and DGA whose rows may be seen; both conditions hold together.

    None is « all », an empty set is « nothing ». There is no default: whoever may see everything says ``Perimeter.tout()``.
    ``nominatif``: whether the names and numbers of sole traders are shown, to the lead of the SPASER alone (decision 020). It changes no
    figure and no row: only who a supplier is.
    """

    territoires: frozenset[str] | None
    dga: frozenset[str] | None
    nominatif: bool = False

    @classmethod
    def tout(cls) -> Perimeter:
        """Return the perimeter of the lead, that sees every row and every name."""
        return cls(territoires=None, dga=None, nominatif=True)

    @property
    def est_tout(self) -> bool:
        """Whether no row is hidden."""
        return self.territoires is None and self.dga is None

    @property
    def voit_les_depots(self) -> bool:
        """Whether the cells of the deposits may be seen as their files wrote them: they belong to nobody, and nothing is masked in them."""
        return self.est_tout and self.nominatif

    @property
    def identites(self) -> str:
        """Return the statement whose macros show who suppliers are; every statement that returns one takes them."""
        return "measure/identites_montrees" if self.nominatif else "measure/identites_masquees"

    def parametres(self) -> dict[str, list[str] | None]:
        """Return the bound parameters of the macro ``visibles``."""
        return {
            "territoires_vus": None if self.territoires is None else sorted(self.territoires),
            "dga_vues": None if self.dga is None else sorted(self.dga),
        }


def est_masque(numero: str) -> bool:
    """Whether a number is the reference of a supplier whose name is not shown, not a SIREN or a SIRET."""
    return _REFERENCE.fullmatch(numero) is not None
