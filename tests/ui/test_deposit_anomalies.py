"""What the screen says of the rows that an anomaly concerns."""

import pytest

from spaser.ingest import Anomalie
from spaser.ui.deposit_anomalies import _line


@pytest.mark.parametrize(
    ("lignes", "occurrences", "said"),
    [
        ((7,), 1, "contrats.csv · ligne 7"),
        ((2, 3, 9), 3, "contrats.csv · lignes 2, 3, 9"),
        (tuple(range(2, 12)), 61, "contrats.csv · lignes 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"),
        ((), 1, "contrats.csv"),
    ],
)
def test_les_lignes_concernees_sont_dites_et_leur_suite_aussi(
    lignes: tuple[int, ...], occurrences: int, said: str
) -> None:
    anomaly = Anomalie(
        regle="date_illisible",
        gravite="bloquante",
        message="Date illisible.",
        remede="Corrigez.",
        ligne=lignes[0] if lignes else None,
        lignes=lignes,
        occurrences=occurrences,
    )
    assert _line(("contrats.csv", anomaly))[1] == said
