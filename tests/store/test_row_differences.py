"""Two versions side by side: rows added, changed field by field, taken away, unchanged."""

from collections.abc import Callable
from pathlib import Path

from spaser.store import OpenVersion, Warehouse
from spaser.store.row_differences import FieldChange, RowChange, row_differences
from tests.extraits import CONTRATS, SIRET_A, contrat, write_csv

Deposit = Callable[..., OpenVersion | None]


def test_chaque_ligne_est_ajoutee_modifiee_disparue_ou_inchangee(
    warehouse: Warehouse, deposit: Deposit, tmp_path: Path
) -> None:
    """A stays, B changes its amount and its DGA, C goes, D and E come: the file and the line do not count."""
    first = [
        contrat("A", "05/03/2024", "100"),
        contrat("B", "06/03/2024", "200"),
        contrat("C", "07/03/2024", "300"),
    ]
    second = [
        *(contrat(name, "08/03/2024", "400") for name in ("E", "D")),
        contrat("B", "06/03/2024", "250", dga="DUST"),
        contrat("A", "05/03/2024", "100"),
    ]
    versions = [
        deposit(write_csv(tmp_path / f"{rank}.csv", CONTRATS, rows))
        for rank, rows in enumerate((first, second))
    ]
    before, after = (warehouse.versions / v.manifest.fichier for v in versions if v is not None)
    found = {kind.type: kind for kind in row_differences(before, after)}["contrats"]
    assert (found.ajoutees, found.modifiees, found.disparues, found.inchangees) == (2, 1, 1, 1)
    changed, *others = found.exemples
    assert changed == RowChange(
        cle=f"200054807 · B · {SIRET_A}",
        sort="modifiée",
        champs=(
            FieldChange(champ="dga", avant="EAD", apres="DUST"),
            FieldChange(champ="montant_ht", avant="200.0", apres="250.0"),
        ),
    )
    assert {(row.cle.split(" · ")[1], row.sort) for row in others} == {
        ("C", "disparue"),
        ("D", "ajoutée"),
        ("E", "ajoutée"),
    }
