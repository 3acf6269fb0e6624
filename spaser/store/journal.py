"""The journal of the warehouse: who published, restored, froze or emptied what, when, from which version to which, and why.

One immutable file an event, numbered, each holding the hash of the one before: an event changed or taken away is seen
(``problems``). An event is written before the pointer moves: one that the next does not start from was interrupted.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from spaser.store.errors import StoreError, reason
from spaser.store.files import make_directory, sha256_of, write_durably

if TYPE_CHECKING:
    from spaser.store.warehouse import Warehouse

Geste = Literal["publication", "restauration", "reconstruction", "gel", "remise_a_zero"]


class Restatement(BaseModel):
    """A figure of a frozen year that a version measures otherwise: both values, and the segments that differ (R13).

    ``fige`` and ``recalcule`` are those of the whole (rates as fractions), None where there is no value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    annee: int
    code: str
    fige: float | None
    recalcule: float | None
    segments: tuple[str, ...] = ()


class Event(BaseModel):
    """Something done to the warehouse: the version published before and after it, its author, what they said of it.

    ``motif`` is the reason of the ``ecarts`` with frozen years. ``gel`` names the file of a freeze, ``gel_sha256`` seals it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    numero: int
    precedent: str | None
    geste: Geste
    le: datetime
    auteur: str
    commentaire: str
    depuis: int | None
    version: int | None
    motif: str = ""
    ecarts: tuple[Restatement, ...] = ()
    gel: str | None = None
    gel_sha256: str | None = None


class Past(BaseModel):
    """The versions published since the warehouse was last emptied, the last first.

    ``suivies``: an event began while one was published, so that there must be a pointer. ``remise_a_zero``: it was emptied once.
    """

    model_config = ConfigDict(frozen=True)

    versions: tuple[int, ...]
    suivies: bool
    remise_a_zero: bool


def events(warehouse: "Warehouse") -> tuple[Event, ...]:
    """Return every event, oldest first.

    Raises:
        StoreError: an event is unreadable.
    """
    return tuple(_read(path) for path in _paths(warehouse))


def record(
    warehouse: "Warehouse",
    geste: Geste,
    *,
    auteur: str,
    commentaire: str,
    version: int | None,
    motif: str = "",
    ecarts: Sequence[Restatement] = (),
    gel: str | None = None,
    gel_sha256: str | None = None,
) -> Event:
    """Write an event durably. The caller holds the warehouse (``writing``).

    Raises:
        StoreError: the journal cannot be written.
    """
    paths = _paths(warehouse)
    pointer = _published(warehouse)
    event = Event(
        numero=1 + max((int(path.stem) for path in paths), default=0),
        precedent=sha256_of(paths[-1]) if paths else None,
        geste=geste,
        le=warehouse.now(),
        auteur=auteur,
        commentaire=commentaire,
        depuis=pointer,
        version=version,
        motif=motif,
        ecarts=tuple(ecarts),
        gel=gel,
        gel_sha256=gel_sha256,
    )
    folder = _folder(warehouse)
    try:
        make_directory(folder)
        write_durably(folder / f"{event.numero:06d}.json", event.model_dump_json(indent=1).encode())
    except OSError as error:
        raise StoreError(
            f"Le journal {folder} ne peut pas être écrit ({reason(error)}). Rien n'a été modifié."
        ) from error
    return event


def past(warehouse: "Warehouse") -> Past:
    """Return what was published since the warehouse was last emptied.

    An event that cannot be read is passed over: this serves what is left when something is damaged (`problems` says what).
    """
    found: list[int] = []
    followed = emptied = False
    for path in reversed(_paths(warehouse)):
        try:
            event = _read(path)
        except StoreError:
            continue
        if event.geste == "remise_a_zero":
            emptied = True
            break
        found += [numero for numero in (event.version, event.depuis) if numero is not None]
        followed = followed or event.depuis is not None
    return Past(versions=tuple(dict.fromkeys(found)), suivies=followed, remise_a_zero=emptied)


def problems(warehouse: "Warehouse") -> tuple[str, ...]:
    """Check that no event was changed, added or taken away; return what is wrong, in French."""
    found: list[str] = []
    before: Path | None = None
    for rank, path in enumerate(_paths(warehouse), start=1):
        try:
            event = _read(path)
        except StoreError as error:
            return (*found, str(error))
        sealed = None if before is None else sha256_of(before)
        if event.numero != rank or path.stem != f"{rank:06d}":
            found.append(f"Journal : l'événement {rank} manque ({path.name} est à sa place).")
            return tuple(found)
        if event.precedent != sealed:
            found.append(f"Journal : l'événement {rank - 1} a été modifié après coup.")
        before = path
    return tuple(found)


def _published(warehouse: "Warehouse") -> int | None:
    """Return the number of the published version; a pointer that cannot be read names none (a restore writes a new one)."""
    try:
        pointer = warehouse.pointer()
    except StoreError:
        return None
    return None if pointer is None else pointer.numero


def _folder(warehouse: "Warehouse") -> Path:
    return warehouse.path / "journal"


def _paths(warehouse: "Warehouse") -> list[Path]:
    return sorted(_folder(warehouse).glob("[0-9][0-9][0-9][0-9][0-9][0-9].json"))


def _read(path: Path) -> Event:
    try:
        return Event.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StoreError(
            f"L'événement {path.name} du journal est illisible. Remettez {path} depuis une sauvegarde."
        ) from error
