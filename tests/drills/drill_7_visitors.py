"""Promise 5: sixteen people of different perimeters at once, for a thousand interactions, and no row of another's."""

from tests.access.conftest import house, marked
from tests.access.partage import Visitor
from tests.access.test_perimetres import visitors, walk_together
from tests.drills.conftest import Record

__all__ = ["house", "marked", "visitors"]
_RUNS = 1_000


def drill_mille_interactions_de_seize_personnes(visitors: dict[str, Visitor], record: Record) -> None:
    leaks = walk_together(visitors, _RUNS)
    record.add(
        "Seize personnes de périmètres différents, mille interactions",
        "aucune ligne d’un autre périmètre",
        f"{leaks} écrans avec une ligne étrangère",
        _RUNS,
        ["un relais a reçu une ligne d’un autre territoire"] * leaks,
    )
    assert leaks == 0
