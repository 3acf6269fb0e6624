"""The warehouse: deposited bytes, immutable versions, and the pointer that says which one is published."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from spaser.catalogue import CHEMIN_PAR_DEFAUT, Catalogue, load_catalogue
from spaser.store import journal
from spaser.store.connect import OpenVersion
from spaser.store.errors import StoreError, reason
from spaser.store.files import (
    copy_durably,
    drop_unfinished,
    make_directory,
    sha256_of,
    sync_directory,
    write_durably,
)
from spaser.store.manifest import LOCAL_AUTHOR, Manifest, Pointer
from spaser.store.memory import Memory
from spaser.store.versions import Versions
from spaser.store.waiting import own_folder, sweep

ENVIRONMENT = "SPASER_ENTREPOT"
CATALOGUE_ENVIRONMENT = "SPASER_CATALOGUE"
_POINTER = "courant.json"


class Warehouse:
    """A directory that holds everything deposited and published. Safe to share between processes."""

    def __init__(self, path: Path, catalogue: Path | None = None) -> None:
        """Open or create the warehouse at `path`, measured by a catalogue (default: SPASER_CATALOGUE, else the Métropole's).

        Raises:
            StoreError: the directory cannot be created or read.
            CatalogueError: the catalogue is broken.
        """
        self.path = path.resolve()
        self.catalogue_path = catalogue or Path(os.environ.get(CATALOGUE_ENVIRONMENT) or CHEMIN_PAR_DEFAUT)
        self.catalogue: Catalogue = load_catalogue(self.catalogue_path)
        self._open: OpenVersion | None = None
        self._open_for: object = None
        self._lock = threading.Lock()
        self._shelf = Versions(self.versions, self._opened)
        try:
            for folder in (self.deposits, self.versions):
                make_directory(folder)
        except OSError as error:
            raise StoreError(
                f"L'entrepôt {self.path} ne peut pas être créé ({reason(error)}). "
                f"Choisissez un autre dossier avec --entrepot ou {ENVIRONMENT}."
            ) from error
        with suppress(OSError):  # a disk that cannot be written is read all the same
            make_directory(self._prepared)
            sweep(self._prepared)

    @classmethod
    def default(cls) -> "Warehouse":
        """The warehouse named by SPASER_ENTREPOT, else `entrepot/` in the current directory."""
        return cls(Path(os.environ.get(ENVIRONMENT) or "entrepot"))

    @property
    def deposits(self) -> Path:
        """Original bytes, each under its sha256."""
        return self.path / "depots"

    @property
    def versions(self) -> Path:
        """Version files and their manifests."""
        return self.path / "versions"

    @property
    def waiting(self) -> Path:
        """Staged extracts and versions under construction, of this process alone; swept once it has ended.

        Raises:
            StoreError: the disk cannot be written.
        """
        try:
            make_directory(self._prepared)
            return own_folder(self._prepared)
        except OSError as error:
            raise StoreError(
                f"Rien ne peut être préparé dans l'entrepôt {self.path} : {reason(error)}. Rien n'a été modifié."
            ) from error

    @property
    def _prepared(self) -> Path:
        return self.path / "en_attente"

    @property
    def memory(self) -> Memory:
        """What is remembered of the sources of files."""
        return Memory(self.path / "memoire")

    def pointer(self) -> Pointer | None:
        """Return what is published, None in an empty warehouse.

        Raises:
            StoreError: the pointer is unreadable; `restaurer` writes a new one.
        """
        path = self.path / _POINTER
        try:
            return Pointer.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise StoreError(
                f"Le pointeur {path} est illisible. Restaurez une version : « python -m spaser restaurer N »."
            ) from error

    def published_file(self) -> Path | None:
        """Return the file of the published version, None in an empty warehouse."""
        pointer = self.pointer()
        return None if pointer is None else self.versions / pointer.fichier

    def point_to(self, manifest: Manifest) -> None:
        """Publish a version that is already in place, by moving the pointer."""
        pointer = Pointer(numero=manifest.numero, fichier=manifest.fichier, sha256=manifest.sha256)
        write_durably(self.path / _POINTER, pointer.model_dump_json(indent=2).encode())

    def current(self) -> OpenVersion | None:
        """Return the published version, opened and checked against its sha256 once per process; None when empty.

        When its file, its manifest or the pointer is damaged the last sound version is served, with a `notice` that says
        so. A version whose file has changed since, or whose connection is dead, is checked and opened again.

        Raises:
            StoreError: no version can be read.
        """
        try:
            pointer = self.pointer()
        except StoreError as error:
            return self._current(None, str(error))
        if pointer is not None:
            return self._current(pointer, "")
        if journal.past(self).suivies:
            return self._current(None, f"Le pointeur {self.path / _POINTER} manque.")
        return None

    def published(self) -> OpenVersion | None:
        """Return the published version to those who write the next one: no other stands in for it; None when empty.

        Raises:
            StoreError: it cannot be read.
        """
        version, pointer = self.current(), self.pointer()
        if version is not None and (pointer is None or version.numero != pointer.numero):
            raise StoreError(
                f"{version.notice or ''} Rien ne peut être publié à sa suite, des lignes se perdraient : lancez d'abord "
                "« python -m spaser reconstruire » ou « restaurer N ». Rien n'a été modifié."
            )
        return version

    def open(self, numero: int) -> OpenVersion:
        """Open a version by its number.

        Raises:
            StoreError: unknown or damaged version.
        """
        return self._shelf.read(self.manifest(numero))

    def manifests(self) -> tuple[Manifest, ...]:
        """Return every version built here whose manifest can be read, oldest first."""
        return self._shelf.manifests()

    def unreadable_manifests(self) -> tuple[Path, ...]:
        """Return the manifests that cannot be read: their versions are left out, and `verifier` names them."""
        return self._shelf.unreadable()

    def manifest(self, numero: int) -> Manifest:
        """Return the manifest of one version.

        Raises:
            StoreError: no such version, or its manifest cannot be read.
        """
        return self._shelf.manifest(numero)

    def keep_bytes(self, source: Path, awaited: str) -> str:
        """Keep a deposited file for ever under its sha256, and return it: ``awaited``, unless the file has changed.

        Raises:
            StoreError: the bytes cannot be kept.
        """
        try:
            return copy_durably(source, self.deposits, self.waiting, awaited)
        except OSError as error:
            raise StoreError(
                f"Le fichier déposé n'a pas pu être gardé dans {self.deposits} : {reason(error)}. Rien n'a été modifié."
            ) from error

    def clear(self, auteur: str = LOCAL_AUTHOR) -> None:
        """Start again with nothing published: the journal says so. Versions and deposits stay on disk and can be restored.

        Raises:
            StoreError: somebody else is publishing, or the disk refuses.
        """
        with self.writing():
            journal.record(self, "remise_a_zero", auteur=auteur, commentaire="", version=None)
            (self.path / _POINTER).unlink(missing_ok=True)
            sync_directory(self.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the warehouse for one publication.

        Raises:
            StoreError: somebody else is publishing, or the disk refuses; what was published still is.
        """
        try:
            with (self.path / "verrou").open("w") as stream:
                self._hold(stream.fileno())
                sync_directory(self.path)
                for folder in (self.path, self.versions, self.path / "journal", self.path / "gels"):
                    drop_unfinished(folder)
                yield
        except OSError as error:
            raise StoreError(
                f"L'entrepôt {self.path} n'a pas pu être écrit : {reason(error)}. {self._still_published()} "
                "Rétablissez le disque puis recommencez : le même fichier peut être déposé de nouveau."
            ) from error

    def next_number(self) -> int:
        """Return the number of the next version; numbers are never reused."""
        return self._shelf.next_number()

    def check_space(self, needed: int) -> None:
        """Refuse a publication that could fill the disk.

        Raises:
            StoreError: less than `needed` bytes free.
        """
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise StoreError(
                f"Il reste {free // 2**20} Mo sur le disque de {self.path}, il en faut {needed // 2**20}. "
                "Libérez de la place puis recommencez : rien n'a été modifié."
            )

    def now(self) -> datetime:
        """Return the time written into manifests, to the second, in the server's local time."""
        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 – what the people of the authority read

    def _current(self, pointer: Pointer | None, damage: str) -> OpenVersion:
        with self._lock:
            seen = (pointer, self._stat(pointer))
            if self._open is not None and (self._open_for != seen or not self._open.usable()):
                if self._open_for == seen or self._open.numero == (pointer and pointer.numero):
                    self._open.close()  # dead or altered: DuckDB would hand the same file over again
                self._open = None
            if self._open is None:
                self._open = self._open_sound(pointer, damage)
                self._open_for = (pointer, self._stat(pointer))
            return self._open

    def _stat(self, pointer: Pointer | None) -> tuple[int, int, int] | None:
        """Return what tells that the published file is still the one checked; None when it is missing."""
        if pointer is None:
            return None
        try:
            stat = (self.versions / pointer.fichier).stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    def _open_sound(self, pointer: Pointer | None, damage: str) -> OpenVersion:
        demonstration = all(manifest.demonstration for manifest in self.manifests())
        if pointer is None:
            return self._shelf.last_sound(self._once_published(), damage, demonstration=demonstration)
        try:
            asked = self.manifest(pointer.numero)
            demonstration = asked.demonstration
            return self._shelf.read(asked)
        except StoreError as error:
            before = (numero for numero in self._once_published() if numero < pointer.numero)
            return self._shelf.last_sound(before, str(error), demonstration=demonstration)

    def _once_published(self) -> tuple[int, ...]:
        """Return the versions that were published, the last first: as the journal says, then those from before it was kept.

        A version built and never published, or published before the warehouse was emptied, is not among them.
        """
        past = journal.past(self)
        if past.remise_a_zero:
            return past.versions
        known = reversed(self.manifests())
        return (
            *past.versions,
            *(m.numero for m in known if not past.versions or m.numero < min(past.versions)),
        )

    def _opened(self, path: Path, manifest: Manifest) -> OpenVersion:
        return OpenVersion(path, manifest, self.catalogue, self._catalogue_notice(manifest))

    def _catalogue_notice(self, manifest: Manifest) -> str | None:
        if manifest.catalogue_sha256 == sha256_of(self.catalogue_path):
            return None
        return (
            f"Le catalogue a changé depuis la publication de la version {manifest.numero} : ses chiffres suivent encore "
            "l'ancien. Lancez « python -m spaser reconstruire »."
        )

    def _still_published(self) -> str:
        pointer = self.pointer()
        return (
            "Rien n'est publié."
            if pointer is None
            else f"La version publiée est la version {pointer.numero}."
        )

    @staticmethod
    def _hold(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                "Une autre publication est en cours dans cet entrepôt. Réessayez dans une minute : rien n'a été modifié."
            ) from error
