"""The warehouse: deposited bytes, immutable versions, and the pointer that says which one is published."""

import fcntl
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
from pydantic import ValidationError

from spaser.catalogue import CHEMIN_PAR_DEFAUT, Catalogue, load_catalogue
from spaser.store.connect import OpenVersion
from spaser.store.errors import StoreError
from spaser.store.files import copy_durably, sha256_of, write_durably
from spaser.store.manifest import Manifest, Pointer
from spaser.store.memory import Memory

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
        self._open_for: Pointer | None = None
        self._lock = threading.Lock()
        try:
            for folder in (self.deposits, self.versions, self.waiting):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"L'entrepôt {self.path} ne peut pas être créé ({error.strerror}). "
                f"Choisissez un autre dossier avec --entrepot ou {ENVIRONMENT}."
            ) from error

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
        """Staged extracts and versions under construction: safe to delete when nothing runs."""
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

        When its file is damaged the last sound version is served, with a `notice` that says so.

        Raises:
            StoreError: no version can be read.
        """
        pointer = self.pointer()
        if pointer is None:
            return None
        with self._lock:
            if self._open is None or self._open_for != pointer:
                self._open = self._open_sound(pointer)
                self._open_for = pointer
            return self._open

    def open(self, numero: int) -> OpenVersion:
        """Open a version by its number.

        Raises:
            StoreError: unknown or damaged version.
        """
        return self._checked(self.manifest(numero), notice=None)

    def manifests(self) -> tuple[Manifest, ...]:
        """Return every version ever published here, oldest first."""
        return tuple(sorted(self._manifests(), key=lambda manifest: manifest.numero))

    def manifest(self, numero: int) -> Manifest:
        """Return the manifest of one version.

        Raises:
            StoreError: no such version.
        """
        for manifest in self._manifests():
            if manifest.numero == numero:
                return manifest
        known = ", ".join(str(manifest.numero) for manifest in self.manifests()) or "aucune"
        raise StoreError(f"La version {numero} n'existe pas dans {self.path} (versions connues : {known}).")

    def keep_bytes(self, source: Path) -> str:
        """Keep a deposited file for ever under its sha256, and return it."""
        digest = sha256_of(source)
        copy_durably(source, self.deposits / digest)
        return digest

    def clear(self) -> None:
        """Start again with nothing published. Versions and deposits stay on disk and can be restored."""
        with self.writing():
            (self.path / _POINTER).unlink(missing_ok=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the warehouse for one publication.

        Raises:
            StoreError: somebody else is publishing.
        """
        with (self.path / "verrou").open("w") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreError(
                    "Une autre publication est en cours dans cet entrepôt. Réessayez dans une minute : rien n'a été modifié."
                ) from error
            yield

    def next_number(self) -> int:
        """Return the number of the next version; numbers are never reused."""
        return max((manifest.numero for manifest in self._manifests()), default=0) + 1

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

    def _manifests(self) -> Iterator[Manifest]:
        for path in self.versions.glob("version-*.json"):
            try:
                yield Manifest.model_validate_json(path.read_bytes())
            except (ValidationError, json.JSONDecodeError) as error:
                raise StoreError(
                    f"Le manifeste {path} est illisible. Remettez-le depuis une sauvegarde."
                ) from error

    def _open_sound(self, pointer: Pointer) -> OpenVersion:
        asked = self.manifest(pointer.numero)
        try:
            return self._checked(asked, notice=None)
        except StoreError as error:
            damage = str(error)
        for manifest in reversed(self.manifests()):
            if manifest.numero < asked.numero:
                try:
                    return self._checked(
                        manifest,
                        notice=f"{damage} La version {manifest.numero}, dernière version saine, est affichée à sa place.",
                    )
                except StoreError:
                    continue
        raise StoreError(
            f"{damage} Aucune version saine ne reste : lancez « python -m spaser reconstruire »."
        )

    def _catalogue_notice(self, manifest: Manifest) -> str | None:
        if manifest.catalogue_sha256 == sha256_of(self.catalogue_path):
            return None
        return (
            f"Le catalogue a changé depuis la publication de la version {manifest.numero} : ses chiffres suivent encore "
            "l'ancien. Lancez « python -m spaser reconstruire »."
        )

    def _checked(self, manifest: Manifest, notice: str | None) -> OpenVersion:
        path = self.versions / manifest.fichier
        try:
            if sha256_of(path) != manifest.sha256:
                raise StoreError(f"Le fichier de la version {manifest.numero} est altéré ({path.name}).")
            return OpenVersion(path, manifest, self.catalogue, notice or self._catalogue_notice(manifest))
        except (OSError, duckdb.Error) as error:
            raise StoreError(f"La version {manifest.numero} ne peut pas être lue ({path.name}).") from error
