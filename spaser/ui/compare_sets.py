"""What is compared: the sets of indicators (targets first, then each axis), their groups, and the segments. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from spaser.catalogue import Catalogue, Indicateur

Dimension = Literal["dga", "domaine", "territoire"]

DIMENSIONS: Final[dict[Dimension, str]] = {"dga": "DGA", "domaine": "Domaine", "territoire": "Territoire"}
OF_DIMENSION: Final[dict[Dimension, str]] = {
    "dga": "les DGA",
    "domaine": "les domaines",
    "territoire": "les territoires",
}
_TARGETS: Final = "Cibles"
_LEGAL: Final = "Loi (L2111-3)"
_COMPLEMENTS: Final = "Complémentaires"
_OTHERS: Final = "Autres"


@dataclass(frozen=True)
class Group:
    """Indicators that stand together under one heading: a fiche, an axis."""

    titre: str
    indicateurs: tuple[Indicateur, ...]


def sets_of(catalogue: Catalogue) -> dict[str, tuple[Group, ...]]:
    """Return the sets that may be chosen, by name: targets by axis, then each axis by fiche, then the statutory ones."""
    found = {_TARGETS: _by_axis(catalogue, tuple(i for i in catalogue.indicateurs if i.cibles))}
    for axe in catalogue.axes:
        of_axis = tuple(i for i in catalogue.indicateurs if i.axe == axe.numero)
        found[f"Axe {axe.numero} – {axe.titre_court}"] = _by_fiche(catalogue, of_axis)
    legal = tuple(i for i in catalogue.indicateurs if i.groupe == "statutaire")
    found[_LEGAL] = (Group("Rapport annuel", legal),) if legal else ()
    return {name: groups for name, groups in found.items() if groups}


def indicators_of(groups: tuple[Group, ...]) -> tuple[Indicateur, ...]:
    """Return the indicators of a set, in the order of its groups."""
    return tuple(indicateur for group in groups for indicateur in group.indicateurs)


def names_of(catalogue: Catalogue, dimension: Dimension) -> dict[str, str]:
    """Return the segments that the catalogue knows, in its order, each with its full name."""
    if dimension == "dga":
        return {
            dga.code: dga.nom if dga.code == dga.nom else f"{dga.code} – {dga.nom}" for dga in catalogue.dga
        }
    elements = catalogue.domaines if dimension == "domaine" else catalogue.territoires
    return {element.nom: element.nom for element in elements}


def _by_axis(catalogue: Catalogue, indicateurs: tuple[Indicateur, ...]) -> tuple[Group, ...]:
    named = [
        (f"Axe {axe.numero}", tuple(i for i in indicateurs if i.axe == axe.numero)) for axe in catalogue.axes
    ]
    named.append((_OTHERS, tuple(i for i in indicateurs if i.axe is None)))
    return tuple(Group(title, found) for title, found in named if found)


def _by_fiche(catalogue: Catalogue, indicateurs: tuple[Indicateur, ...]) -> tuple[Group, ...]:
    named = [
        (
            f"Fiche {fiche.code.removeprefix('F')}",
            tuple(i for i in indicateurs if i.fiche == fiche.code),
        )
        for fiche in catalogue.fiches
    ]
    named.append((_COMPLEMENTS, tuple(i for i in indicateurs if i.fiche is None)))
    return tuple(Group(title, found) for title, found in named if found)
