"""What may be told to the public: figures behind which enough suppliers stand (R16)."""

from __future__ import annotations

from typing import Final

from spaser.measure.asking import ask
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

FEWEST_SUPPLIERS: Final = 3
"""Suppliers under which a public figure would tell what one of them is paid (R16)."""


def suppliers_behind(version: VersionLike, code: str, filters: Filters, perimeter: Perimeter) -> int:
    """Count the suppliers behind the numerator of the whole figure of a year, each legal unit once.

    Raises:
        CatalogueError: the catalogue does not define this code.
    """
    indicateur = version.catalogue.indicateur(code)
    calendrier = Calendar.de(filters, version.date_pour(indicateur.extraits))
    fenetre = calendrier.fenetre(filters.annee).ouverte(indicateur.periode)
    found = ask(
        version,
        "measure/fournisseurs_derriere",
        {
            "vue": f"faits.{indicateur.vue}",
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            **filters.parametres(indicateur),
            **perimeter.parametres(),
        },
    )
    return int(found[0]["fournisseurs"])
