"""An indicator is a relation of facts; ``measure`` measures any of them under filters and a perimeter."""

from spaser.measure.engine import measure, measure_many
from spaser.measure.filters import FilterError, Filters, Perimetre, trimestre
from spaser.measure.lists import Dimension, segments, years
from spaser.measure.model import FactRow, Measure, Segmentation
from spaser.measure.perimeter import Perimeter
from spaser.measure.rows import Appartenance, rows
from spaser.measure.statuses import LIBELLES, MENTION_PROJECTION, Statut
from spaser.measure.version import VersionLike

__all__ = [
    "LIBELLES",
    "MENTION_PROJECTION",
    "Appartenance",
    "Dimension",
    "FactRow",
    "FilterError",
    "Filters",
    "Measure",
    "Perimeter",
    "Perimetre",
    "Segmentation",
    "Statut",
    "VersionLike",
    "measure",
    "measure_many",
    "rows",
    "segments",
    "trimestre",
    "years",
]
