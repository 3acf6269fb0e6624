"""The versions on disk: which there are, which can be read, and the last sound one when the published one cannot."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import duckdb
from pydantic import ValidationError

from spaser.store.connect import OpenVersion, discard_log
from spaser.store.errors import StoreError
from spaser.store.files import set_aside, sha256_of
from spaser.store.manifest import Manifest

Opener = Callable[[Path, Manifest], OpenVersion]
_NUMBER = re.compile(r"version-(\d+)[-.]")


class Versions:
    """The folder of the versions: their files, and beside each its manifest."""

    def __init__(self, folder: Path, opener: Opener) -> None:
        self._folder = folder
        self._opener = opener

    def manifests(self) -> tuple[Manifest, ...]:
        """Return every version whose manifest can be read, oldest first; `unreadable` names the others."""
        read = (_read(path) for path in self._paths())
        return tuple(
            sorted((m for m in read if isinstance(m, Manifest)), key=lambda manifest: manifest.numero)
        )

    def unreadable(self) -> tuple[Path, ...]:
        """Return the manifests that cannot be read."""
        return tuple(path for path in self._paths() if not isinstance(_read(path), Manifest))

    def manifest(self, numero: int) -> Manifest:
        """Return the manifest of one version.

        Raises:
            StoreError: no such version, or its manifest cannot be read.
        """
        path = self._folder / f"version-{numero:06d}.json"
        found = _read(path)
        if isinstance(found, Manifest):
            return found
        if isinstance(found, FileNotFoundError):
            known = ", ".join(str(manifest.numero) for manifest in self.manifests()) or "aucune"
            raise StoreError(
                f"La version {numero} n'existe pas dans {self._folder.parent} (versions connues : {known})."
            ) from found
        raise StoreError(
            f"Le manifeste de la version {numero} est illisible ({path}). Remettez-le depuis une sauvegarde."
        ) from found

    def next_number(self) -> int:
        """Return the number of the next version; one that any file has ever carried here is never used again."""
        names = (path.name for path in self._folder.rglob("*version-*"))
        return max((int(found[1]) for name in names if (found := _NUMBER.search(name))), default=0) + 1

    def read(self, manifest: Manifest) -> OpenVersion:
        """Open a version once its bytes are those that were published; others are set aside.

        Raises:
            StoreError: the file is missing, altered or cannot be opened.
        """
        path = self._folder / manifest.fichier
        try:
            if sha256_of(path) != manifest.sha256:
                aside = set_aside(path)
                where = "" if aside is None else f" et mis à l'écart sous {aside.relative_to(self._folder)}"
                raise StoreError(
                    f"Le fichier de la version {manifest.numero} est altéré ({path.name}){where}."
                )
            discard_log(path)
            return self._opener(path, manifest)
        except FileNotFoundError as error:
            raise StoreError(f"Le fichier de la version {manifest.numero} manque ({path.name}).") from error
        except (OSError, duckdb.Error) as error:
            raise StoreError(f"La version {manifest.numero} ne peut pas être lue ({path.name}).") from error

    def last_sound(self, numbers: Iterable[int], damage: str, *, demonstration: bool) -> OpenVersion:
        """Return the first version of `numbers` that can be read, with a notice that says why it is shown.

        Real data never give way to demonstration data, unless nothing else was ever published.

        Raises:
            StoreError: none can.
        """
        for numero in numbers:
            try:
                manifest = self.manifest(numero)
                if manifest.demonstration and not demonstration:
                    continue
                version = self.read(manifest)
            except StoreError:
                continue  # said of the version asked for; `verifier` names every damaged file
            version.notice = f"{damage} La version {numero}, dernière version saine, est affichée à sa place."
            return version
        raise StoreError(
            f"{damage} Aucune version saine ne reste : lancez « python -m spaser reconstruire »."
        )

    def _paths(self) -> Iterator[Path]:
        yield from sorted(self._folder.glob("version-*.json"))


def _read(path: Path) -> Manifest | OSError | ValidationError:
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        return error
