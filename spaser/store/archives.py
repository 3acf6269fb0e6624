"""Archives of several files: each member is deposited as a file of its own, under a name of ours; its own name is only a label."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from spaser.francais import count
from spaser.ingest import Limites
from spaser.store.errors import StoreError
from spaser.store.staging import Source

_MEMBERS = 100
_CHUNK = 1 << 20
_WORKBOOK = ("xl/", "content.xml", "mimetype", "[Content_Types].xml")
_NOT_DATA = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def unpacked(source: Source, folder: Path) -> tuple[Source, ...]:
    """Return the files to read in place of one: the members of a zip, what a gzip holds, or the file itself (a workbook is a zip too).

    Raises:
        StoreError: an archive that is protected, damaged, empty, or larger than permitted; says which and what to do.
    """
    with source.chemin.open("rb") as stream:
        head = stream.read(4)
    try:
        if head.startswith(b"\x1f\x8b"):
            return (_gunzipped(source, folder),)
        if head.startswith(b"PK") and zipfile.is_zipfile(source.chemin):
            with zipfile.ZipFile(source.chemin) as archive:
                if any(name.startswith(_WORKBOOK) for name in archive.namelist()):
                    return (source,)
                return tuple(_members(archive, source, folder))
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise StoreError(
            f"L'archive « {source.nom} » est tronquée ou abîmée. Refaites-la, ou déposez les fichiers qu'elle contient."
        ) from error
    return (source,)


def _members(archive: zipfile.ZipFile, source: Source, folder: Path) -> Iterator[Source]:
    found = [info for info in archive.infolist() if not info.is_dir() and not _noise(info.filename)]
    if not found:
        raise StoreError(f"L'archive « {source.nom} » ne contient aucun fichier à lire.")
    if len(found) > _MEMBERS:
        raise StoreError(
            f"L'archive « {source.nom} » contient {count(len(found))} fichiers ; la limite est de {count(_MEMBERS)}. "
            "Déposez-les en plusieurs fois."
        )
    room = Limites().octets_decompresses
    for position, info in enumerate(found):
        label = f"{source.nom} › {PurePosixPath(info.filename.replace(chr(92), '/')).name}"
        if info.flag_bits & 1:
            raise StoreError(
                f"Le fichier « {label} » est protégé par un mot de passe. Refaites l'archive sans mot de passe."
            )
        path = folder / f"{source.chemin.name}-{position:03d}"
        with archive.open(info) as member:
            room = _copied(member, path, room, label)
        yield Source(chemin=path, nom=label)


def _gunzipped(source: Source, folder: Path) -> Source:
    path = folder / f"{source.chemin.name}-000"
    label = source.nom.removesuffix(".gz")
    with gzip.open(source.chemin) as stream:
        _copied(stream, path, Limites().octets_decompresses, source.nom)
    return Source(chemin=path, nom=label)


def _copied(stream: IO[bytes] | gzip.GzipFile, path: Path, room: int, label: str) -> int:
    """Write a member, and return what room is left: what it announces of its size is not believed."""
    with path.open("wb") as target:
        while chunk := stream.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                target.close()
                path.unlink()
                raise StoreError(
                    f"Décompressé, « {label} » dépasse la limite de {count(Limites().octets_decompresses // 2**20)} Mo. "
                    "Découpez l'extrait par exercice ou par trimestre."
                )
            target.write(chunk)
    return room


def _noise(name: str) -> bool:
    """Tell what a computer adds to an archive by itself: it is no file of anybody."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in _NOT_DATA
