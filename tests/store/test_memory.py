"""What was answered once is remembered of its source, and a rebuild follows what was answered then."""

from pathlib import Path

import pytest

from spaser.ingest import ImportOptions, Reponses
from spaser.store import OpenVersion, Source, Staged, StoreError, Warehouse, publish, rebuild, stage
from tests.extraits import DEPENSES, mandat, write_csv

ENTETES = tuple("Somme mandatée k€" if heading == "Montant HT (€)" else heading for heading in DEPENSES)
ANSWERS = Reponses(colonnes={"Somme mandatée k€": "montant_ht"}, valeurs={"dga": {"Mobilités": "MDTEPV"}})


def read(warehouse: Warehouse, path: Path, answers: Reponses | None = None) -> Staged:
    return stage(
        warehouse, [Source(chemin=path, nom=path.name, reponses=answers)], ImportOptions(), auteur="Jeanne"
    )


def rows(version: OpenVersion | None) -> list[tuple[object, ...]]:
    assert version is not None
    return version.cursor().execute("select * from lignes.depenses order by all").fetchall()


def test_une_reponse_vaut_pour_le_depot_suivant_et_survit_a_l_oubli(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    first = write_csv(tmp_path / "t1.csv", ENTETES, [mandat("1", "12/03/2025", "12,5", dga="Mobilités")])
    assert read(warehouse, first).refuse
    before = rows(publish(warehouse, read(warehouse, first, ANSWERS), auteur="Jeanne"))

    second = write_csv(tmp_path / "t2.csv", ENTETES, [mandat("2", "12/06/2025", "3", dga="Mobilités")])
    staged = read(warehouse, second)
    found = staged.rapports[0].reconnaissance
    assert found is not None
    assert found.memoire is not None
    amount = next(heading for heading in found.intitules if heading.repere == "Somme mandatée k€")
    assert amount.trace is not None
    assert (amount.colonne, amount.comment, amount.trace.auteur) == ("montant_ht", "memorisee", "Jeanne")
    assert not staged.refuse

    warehouse.memory.forget(found.memoire.source, None, "Paul", warehouse.now())
    assert read(warehouse, second).refuse
    assert rows(rebuild(warehouse)) == before
    history = warehouse.memory.history(found.memoire.source)
    assert history is not None
    assert [event.geste for event in history.evenements] == ["repondu", "publie", "oublie"]

    other = tuple("Somme mandatée" if heading == "Somme mandatée k€" else heading for heading in ENTETES)
    changed = read(warehouse, write_csv(tmp_path / "t3.csv", other, [mandat("3", "12/09/2025", "3000")]))
    noticed = changed.rapports[0].reconnaissance
    assert noticed is not None
    assert [change.nature for change in noticed.changements] == ["unite"]


def test_ce_qu_une_ecriture_interrompue_a_laisse_est_retire(warehouse: Warehouse, tmp_path: Path) -> None:
    """A process killed while it wrote a memory leaves its unfinished copy; the next one that writes takes it away."""
    folder = warehouse.path / "memoire"
    folder.mkdir()
    (folder / ".0123456789abcdef.json.1.2.tmp").write_text("{")
    read(
        warehouse,
        write_csv(tmp_path / "t1.csv", ENTETES, [mandat("1", "12/03/2025", "12,5", dga="Mobilités")]),
        ANSWERS,
    )
    assert [path.suffix for path in folder.iterdir() if path.name != "verrou"] == [".json"]


def test_une_memoire_qu_on_ne_peut_pas_ecrire_est_dite_en_francais(warehouse: Warehouse) -> None:
    (warehouse.path / "memoire").write_text("")
    with pytest.raises(StoreError, match=r"La mémoire .* ne peut pas être écrite"):
        warehouse.memory.forget("0123456789abcdef", None, "Jeanne", warehouse.now())
