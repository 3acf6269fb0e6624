"""Promises 1, 4 and 7: damaged bytes, stale log, two imports at once, readers, clock and language, a file cut while it is read."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from spaser.ingest import ImportOptions
from spaser.store import Source, StoreError, Warehouse, restore, stage, verify
from tests.drills.conftest import Record
from tests.drills.scenario import AFTER, BEFORE, Scenario, content, deposit, numbers, published
from tests.extraits import CONTRATS, contrat, write_csv
from tests.serveur import ROOT

_DAMAGES = 8
"""Damages of each kind made to each file."""


@pytest.fixture
def house(scenario: Scenario, tmp_path: Path) -> Path:
    """A warehouse of versions 1 and 2, the second published."""
    warehouse = Warehouse(scenario.copy(tmp_path / "entrepot"))
    deposit(warehouse, scenario.file).close()
    return warehouse.path


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def zeroed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes(min(4096, len(data) - at)) + data[at + 4096 :]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut_short, zeroed)


def looked_at(path: Path, scenario: Scenario) -> tuple[str, bool]:
    """Return what a start on a warehouse shows (or refuses to), and whether it is said that it is not the published version."""
    try:
        version = published(Warehouse(path))
    except StoreError:
        return "refus", True
    known = {scenario.before: "ancienne", scenario.after: "nouvelle"}
    which, said = known.get(content(version), "FAUSSE"), version.notice is not None
    version.close()
    return which, said


def drill_octets_abimes(house: Path, scenario: Scenario, tmp_path: Path, record: Record) -> None:
    chance, seen, broken = random.Random(4), Counter[str](), list[str]()
    warehouse = Warehouse(house)
    files = {
        "version": warehouse.versions / warehouse.manifest(2).fichier,
        "manifeste": warehouse.versions / "version-000002.json",
        "pointeur": house / "courant.json",
        "journal": house / "journal" / "000002.json",
    }
    points = 0
    for name, path in files.items():
        for damage in DAMAGES:
            for _ in range(_DAMAGES):
                points += 1
                spoiled = shutil.copytree(house, tmp_path / "abime")
                target = spoiled / path.relative_to(house)
                data = damage(target.read_bytes(), chance)
                changed = data != target.read_bytes()
                target.write_bytes(data)
                which, said = looked_at(spoiled, scenario)
                seen[f"{name} : {which}"] += 1
                if which == "FAUSSE" or (which == "ancienne" and not said):
                    broken.append(f"{name}, {damage.__name__} : {which} sans avertissement")
                if name == "version" and changed and (which, said) != ("ancienne", True):
                    broken.append(f"version, {damage.__name__} : {which}")
                shutil.rmtree(spoiled)
    constat = ", ".join(f"{count} × {name}" for name, count in seen.items())
    promis = (
        "Aucun octet abîmé ne devient un chiffre : dernière version saine, avec un avertissement, ou refus"
    )
    record.add("Octets changés, tronqués, mis à zéro avant un démarrage", promis, constat, points, broken)
    assert broken == []


def drill_journal_d_ecriture_etranger(
    house: Path, scenario: Scenario, tmp_path: Path, record: Record
) -> None:
    """A real log, which DuckDB would replay, then one cut short, then noise."""
    file = Warehouse(house).versions / Warehouse(house).manifest(2).fichier
    other = shutil.copy(file, tmp_path / "autre.duckdb")
    writer = duckdb.connect(str(other), config={"checkpoint_threshold": "1TB"})
    writer.execute("pragma disable_checkpoint_on_shutdown")
    writer.execute("delete from lignes.contrats")
    writer.close()
    log = Path(f"{other}.wal").read_bytes()
    broken = []
    for name, data in (("vrai", log), ("tronqué", log[: len(log) // 2]), ("bruit", os.urandom(512))):
        file.with_name(f"{file.name}.wal").write_bytes(data)
        seen = looked_at(house, scenario)
        if seen != ("nouvelle", False):
            broken.append(f"{name} : {seen}")
        if verify(Warehouse(house)):
            broken.append(f"{name} : {verify(Warehouse(house))}")
    promis = "Le journal étranger est mis à l'écart, la version publiée est lue telle quelle"
    record.add(
        "Journal d'écriture (.wal) périmé à côté de la version",
        promis,
        "version publiée lue 3 fois sur 3" if not broken else "",
        3,
        broken,
    )
    assert broken == []


def importing(house: Path, file: Path, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.drills.importing", house, file],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def drill_deux_imports_a_la_fois(scenario: Scenario, tmp_path: Path, record: Record) -> None:
    house = scenario.copy(tmp_path / "entrepot")
    other = write_csv(tmp_path / "2025.csv", CONTRATS, [contrat("C1", "05/03/2025", "500 000")])
    started = [importing(house, file) for file in (scenario.file, other)]
    said = [process.communicate()[0] for process in started]
    broken = [text for text in said if '"imprevu"' in text or not text]
    refused = sum('"refus"' in text for text in said)
    warehouse = Warehouse(house)
    for file in (scenario.file, other):
        deposit(warehouse, file)
    if numbers(published(warehouse)) != [*AFTER, "C1"]:
        broken.append(f"après renvoi : {numbers(published(warehouse))}")
    broken += verify(warehouse)
    constat = f"{2 - refused} publié(s), {refused} refusé(s) en français ; les deux renvoyés : 5 contrats"
    record.add("Deux imports à la fois, deux processus", "Aucune ligne perdue ni mêlée", constat, 2, broken)
    assert broken == []


def drill_lecteurs_pendant_les_publications(house: Path, record: Record) -> None:
    """Eight readers hold « version 1 has these contracts, version 2 those » while the pointer moves forty times."""
    shared, done, read, broken = Warehouse(house), threading.Event(), list[int](), list[str]()

    def look() -> None:
        while not done.is_set():
            try:
                version = published(shared)
                expected = BEFORE if version.numero == 1 else AFTER
                if (found := numbers(version)) != expected or version.notice:
                    broken.append(f"version {version.numero} : {found} {version.notice or ''}")
                read.append(version.numero)
            except Exception as error:  # noqa: BLE001 – a screen that fails breaks the promise
                broken.append(f"{type(error).__name__} : {error}")

    readers = [threading.Thread(target=look) for _ in range(8)]
    for reader in readers:
        reader.start()
    writer = Warehouse(house)
    for move in range(40):
        restore(writer, 1 + move % 2).close()
    done.set()
    for reader in readers:
        reader.join()
    if set(read) != {1, 2}:
        broken.append(f"les lecteurs n'ont vu que {set(read)}")
    constat = f"{len(read)} lectures justes, {Counter(read)[1]} de la version 1 et {Counter(read)[2]} de la version 2"
    record.add(
        "Huit lecteurs pendant quarante publications",
        "Chaque lecture est d'une version entière",
        constat,
        40,
        broken,
    )
    assert broken == []


def drill_horloge_et_langue(
    scenario: Scenario, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = []
    tried = (("C", "Pacific/Kiritimati"), ("tr_TR.UTF-8", "America/Noronha"))
    for rank, (language, zone) in enumerate(tried):
        house = scenario.copy(tmp_path / f"entrepot{rank}")
        said = importing(house, scenario.file, LC_ALL=language, LANG=language, TZ=zone).communicate()[0]
        if '"publiee"' not in said or looked_at(house, scenario) != ("nouvelle", False):
            broken.append(f"{language}, {zone} : {said} {looked_at(house, scenario)}")
    house = scenario.copy(tmp_path / "entrepot")
    clock = [datetime(2026, 1, 1)]  # noqa: DTZ001 – local, as the warehouse writes it

    def backwards(_: Warehouse) -> datetime:
        clock[0] -= timedelta(hours=7)
        return clock[0]

    monkeypatch.setattr(Warehouse, "now", backwards)
    version = deposit(Warehouse(house), scenario.file)
    if version.numero != 2 or looked_at(house, scenario) != ("nouvelle", False):
        broken.append(f"horloge qui recule : version {version.numero}, {looked_at(house, scenario)}")
    broken += verify(Warehouse(house))
    promis = "Les mêmes tables, l'ordre des versions et le journal ne viennent pas de l'horloge"
    constat = (
        "mêmes tables sous C, tr_TR, deux fuseaux, et une horloge qui recule de sept heures à chaque lecture"
    )
    record.add("Horloge et langue du serveur changées", promis, constat, 3, broken)
    assert broken == []


def drill_envoi_interrompu(scenario: Scenario, tmp_path: Path, record: Record) -> None:
    """The file goes on growing, is replaced or disappears while it is read, as an upload or a copy that is not over."""
    broken, seen = [], []
    for name, change in (
        ("grandit", lambda path: path.write_bytes(path.read_bytes() + b"X9;")),
        ("tronqué", lambda path: path.write_bytes(path.read_bytes()[:200])),
        ("disparaît", lambda path: path.unlink(missing_ok=True)),
    ):
        house = scenario.copy(tmp_path / name)
        file = Path(shutil.copy(scenario.file, tmp_path / f"{name}.csv"))
        done = threading.Event()

        def spoil(
            _: str,
            __: float,
            change: Callable[[Path], object] = change,
            file: Path = file,
            done: threading.Event = done,
        ) -> None:
            if not done.is_set():
                done.set()
                change(file)

        warehouse = Warehouse(house)
        try:
            staged = stage(warehouse, [Source(chemin=file, nom=file.name)], ImportOptions(), progress=spoil)
            seen.append(f"{name} : {'refusé' if staged.refuse else 'LU'}")
            broken += [] if staged.refuse else [f"{name} : lu comme un fichier entier"]
        except StoreError as error:
            seen.append(f"{name} : « {error} »")
        except Exception as error:  # noqa: BLE001 – what the drill looks for: an error that nobody turned into a message
            broken.append(f"{name} : {type(error).__name__} : {error}")
        if looked_at(house, scenario) != ("ancienne", False) or verify(warehouse):
            broken.append(f"{name} : la version publiée a changé")
        if len(list(warehouse.deposits.iterdir())) > 2:
            broken.append(f"{name} : dépôts {list(warehouse.deposits.iterdir())}")
    promis = "Refus ou message français ; rien de publié, rien de perdu"
    record.add("Fichier encore en cours d'envoi pendant sa lecture", promis, " ; ".join(seen), 3, broken)
    assert broken == []
