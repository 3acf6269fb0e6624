"""What the screen says of the anomalies that it lists."""

import pytest

from spaser.ingest import Anomalie
from spaser.ui.deposit_anomalies import _extent


def anomalies(values: int) -> list[tuple[str, Anomalie]]:
    return [
        (
            "contrats.csv",
            Anomalie(
                regle="date_illisible", gravite="bloquante", message="Date illisible.", remede="Corrigez."
            ),
        )
    ] * values


@pytest.mark.parametrize(
    ("values", "said"), [(40, "Toutes sont là"), (41, "les suivantes tiennent en une ligne")]
)
def test_l_ecran_dit_quand_des_valeurs_sont_regroupees(values: int, said: str) -> None:
    """Forty values of a rule are named; the forty-first line of a report stands for all the others."""
    assert said in _extent(anomalies(values))
