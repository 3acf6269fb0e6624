"""Read every byte again: versions, deposits, freezes and the journal against the hashes kept when they were written."""

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from spaser.store import freeze, journal
from spaser.store.errors import StoreError
from spaser.store.files import ASIDE, sha256_of
from spaser.store.warehouse import Warehouse

Progress = Callable[[str, float], None]


class Verification(BaseModel):
    """What was read and what is wrong, in French; nothing wrong when ``problemes`` is empty."""

    model_config = ConfigDict(frozen=True)

    versions: int
    depots: int
    gels: int
    evenements: int
    octets: int
    problemes: tuple[str, ...]


def verify(warehouse: Warehouse) -> tuple[str, ...]:
    """Check every version's file and every deposit's bytes; return the problems, in French, none when all is sound."""
    return check(warehouse).problemes


def check(warehouse: Warehouse, progress: Progress | None = None) -> Verification:
    """Check versions, deposits, freezes and journal, each file once."""
    manifests = warehouse.manifests()
    paths = [warehouse.versions / manifest.fichier for manifest in manifests]
    deposits = {
        deposit.sha256: warehouse.deposits / deposit.sha256 for m in manifests for deposit in m.depots
    }
    reading = _Reading([*paths, *deposits.values()], progress)
    found = [
        f"Le manifeste {path.name} est illisible, sa version ne peut pas être contrôlée : remettez {path} depuis une sauvegarde."
        for path in warehouse.unreadable_manifests()
    ]
    for manifest, path in zip(manifests, paths, strict=True):
        digest = reading.digest(path, f"version {manifest.numero}")
        if digest is None:
            aside = sorted(path.parent.glob(f"{ASIDE}/*-{path.name}"))
            why = f"est altéré, mis à l'écart sous {ASIDE}/{aside[-1].name}" if aside else "manque"
            found.append(f"Version {manifest.numero} : le fichier {path.name} {why}.")
        elif digest != manifest.sha256:
            found.append(f"Version {manifest.numero} : le fichier {path.name} est altéré.")
        for deposit in manifest.depots:
            kept = deposits[deposit.sha256]
            digest = reading.digest(kept, f"dépôt « {deposit.fichier} »")
            if digest != deposit.sha256:
                wrong = "manque" if digest is None else "est altéré"
                found.append(
                    f"Version {manifest.numero} : le dépôt « {deposit.fichier} » {wrong} ({kept.name})."
                )
    found += _pointer(warehouse, {manifest.numero for manifest in manifests})
    found += journal.problems(warehouse)
    try:
        events = journal.events(warehouse)
    except StoreError:
        events = ()  # journal.problems has said which event cannot be read
    return Verification(
        versions=len(manifests),
        depots=len(deposits),
        gels=sum(event.gel is not None for event in events),
        evenements=len(events),
        octets=reading.done,
        problemes=(*found, *freeze.problems(warehouse, events)),
    )


def _pointer(warehouse: Warehouse, known: set[int]) -> tuple[str, ...]:
    try:
        pointer = warehouse.pointer()
    except StoreError as error:
        return (str(error),)
    if pointer is None or pointer.numero in known:
        return ()
    return (f"La version publiée ({pointer.numero}) n'a pas de manifeste.",)


class _Reading:
    """Hashes of files, each read once, told as a share of all their bytes."""

    def __init__(self, paths: list[Path], progress: Progress | None) -> None:
        self._total = sum(path.stat().st_size for path in paths if path.exists()) or 1
        self._progress = progress
        self._digests: dict[Path, str | None] = {}
        self.done = 0

    def digest(self, path: Path, name: str) -> str | None:
        """Return the hash of a file, None when there is no such file."""
        if path not in self._digests:
            if self._progress is not None:
                self._progress(f"Lecture : {name}", self.done / self._total)
            exists = path.exists()
            self._digests[path] = sha256_of(path) if exists else None
            self.done += path.stat().st_size if exists else 0
        return self._digests[path]
