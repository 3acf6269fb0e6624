"""The days that a change is between: extracts do not all stop at the same day, and each line says its own."""

from datetime import date

from spaser.measure import Filters
from spaser.moves_wording import dates_of
from spaser.ui.moves import _between
from tests.measure.test_moves import AVANT, DEPUIS, bouge, contrats, version


def test_chaque_evolution_est_entre_le_dernier_jour_de_son_extrait_et_le_trimestre_d_avant() -> None:
    """Data that stop on 30/09 are compared with 30/06; those that stop on 26/11, with 30/09."""
    facts = [*contrats(AVANT, "Eau", 1, 1), *contrats(DEPUIS, "Eau", 3, 0)]
    september = bouge(version(facts), "F2.3", Filters(2024))
    november = bouge(version(facts, fin=date(2024, 11, 26)), "F2.3", Filters(2024))
    assert dates_of(september) == (date(2024, 9, 30), date(2024, 6, 30))
    assert dates_of(november) == (date(2024, 11, 26), date(2024, 9, 30))
    assert _between(november, several=True) == " (du 30/09/2024 au 26/11/2024)"
    assert _between(november, several=False) == ""
