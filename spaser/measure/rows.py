"""The rows behind a figure: exactly the things that ``measure`` counts, with the deposit and the line of each."""

from __future__ import annotations

from typing import Literal

from spaser.measure.asking import ask_shaped
from spaser.measure.filters import Filters
from spaser.measure.model import FactRow
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar
from spaser.store import NATURES_ADDITIVES, NATURES_DE_PANEL

Appartenance = Literal["oui", "non", "inconnu"]


def rows(
    version: VersionLike,
    code: str,
    filters: Filters,
    perimeter: Perimeter,
    appartenance: Appartenance | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[FactRow, ...]:
    """List the things behind the whole figure of a year, by day and key.

    Their number is the denominator and the sum of ``appartient`` the numerator of a rate of things; the sums of ``montant`` and
    ``montant_min`` are those of a figure in €. ``appartenance`` keeps what belongs (in whole or in part), does not, or is not known.
    An indicator on things gives one row per thing, with the line that decides; on amounts, every row added.

    Raises:
        CatalogueError: the catalogue does not define this code.
    """
    indicateur = version.catalogue.indicateur(code)
    calendrier = Calendar.de(filters, version.date_pour(indicateur.extraits))
    fenetre = calendrier.fenetre(filters.annee).ouverte(indicateur.periode)
    parametres: dict[str, object] = {
        "vue": f"faits.{indicateur.vue}",
        "debut": fenetre.debut,
        "arrete": fenetre.arrete,
        "appartenance": appartenance,
        "limite": limit,
        "decalage": offset,
        **filters.parametres(indicateur),
        **perimeter.parametres(),
    }
    if indicateur.nature in NATURES_ADDITIVES:
        return ask_shaped(FactRow, version, "measure/lignes_sommees", parametres, (perimeter.identites,))
    parametres["panel"] = indicateur.nature in NATURES_DE_PANEL
    return ask_shaped(FactRow, version, "measure/lignes_distinctes", parametres, (perimeter.identites,))
