"""Where a contract stands: what the filters on segments ask of it once it has been read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spaser.catalogue import Indicateur
from spaser.measure.filters import Filters


@dataclass(frozen=True, slots=True)
class Lieu:
    """The domaine, DGA, territoire and perimetre of a lot."""

    domaine: str
    dga: str
    territoire: str
    perimetre: str

    def demande(self, filters: Filters, indicateur: Indicateur) -> bool:
        """Whether the filters ask for it."""
        return (
            (not filters.domaines or self.domaine in filters.domaines)
            and (not filters.dga or self.dga in filters.dga)
            and (not filters.territoires or self.territoire in filters.territoires)
            and (filters.perimetre or indicateur.perimetre_defaut) in ("tous", self.perimetre)
        )


def all_segments(filters: Filters) -> Filters:
    """Return the filters without their segments, concessions included: what is read once for every filter on them."""
    return replace(filters, domaines=(), dga=(), territoires=(), perimetre="tous")
