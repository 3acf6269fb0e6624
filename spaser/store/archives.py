"""Archives of several files: each member is deposited as a file of its own, under a name of ours; its own name is only a label."""

import gzip
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from spaser.francais import count
from spaser.ingest import Limites
from spaser.store.errors import StoreError
from spaser.store.staging import Source

_MEMBERS = 100
_DIRECTORY = 1 << 20
"""Bytes of the list of members: a list of millions would fill the server's memory before anything is read."""
_END, _END_SIZE, _COMMENT = b"PK\x05\x06", 22, 1 << 16
_CHUNK = 1 << 20
_SWOLLEN = 32 << 20
"""Bytes unpacked from which a member's ratio is looked at."""
_WORKBOOK = ("xl/workbook.xml", "xl/workbook.bin", "content.xml", "[Content_Types].xml")
_SYSTEM = (".DS_Store", "Thumbs.db", "desktop.ini")
_NOT_DATA = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".png", ".jpg", ".jpeg", ".gif", ".svg"}
)
_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def unpacked(source: Source, folder: Path) -> tuple[Source, ...]:
    """Return the files to read in place of one: the members of a zip, what a gzip holds, or the file itself (a workbook is a zip too).

    What a zip holds besides data (documents, images, traces of a computer) is left out, and the first file's report says so.

    Raises:
        StoreError: an archive that is protected, damaged, empty, or larger than permitted; says which and what to do.
    """
    with source.chemin.open("rb") as stream:
        head = stream.read(4)
    try:
        if head.startswith(b"\x1f\x8b"):
            return (_gunzipped(source, folder),)
        if head.startswith(b"PK") and zipfile.is_zipfile(source.chemin):
            _refuse_a_long_list(source)
            with zipfile.ZipFile(source.chemin) as archive:
                if set(archive.namelist()).intersection(_WORKBOOK):
                    return (source,)
                return _members(archive, source, folder)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError) as error:
        raise StoreError(
            f"L'archive « {source.nom} » est tronquée ou abîmée. Refaites-la, ou déposez les fichiers qu'elle contient."
        ) from error
    return (source,)


def _refuse_a_long_list(source: Source) -> None:
    """Refuse by what the end of the zip says, found where `zipfile` finds it, before any member is looked at."""
    size = source.chemin.stat().st_size
    with source.chemin.open("rb") as stream:
        stream.seek(max(0, size - _END_SIZE - _COMMENT))
        tail = stream.read()
    bare = tail[-_END_SIZE:]
    start = len(tail) - _END_SIZE if bare.startswith(_END) and bare.endswith(b"\0\0") else tail.rfind(_END)
    if int.from_bytes(tail[start + 12 : start + 16], "little") > _DIRECTORY:
        raise StoreError(
            f"L'archive « {source.nom} » annonce des milliers de fichiers ; la limite est de {count(_MEMBERS)}. "
            "Déposez-les en plusieurs fois."
        )


def _members(archive: zipfile.ZipFile, source: Source, folder: Path) -> tuple[Source, ...]:
    files = [info for info in archive.infolist() if not info.is_dir()]
    found = [info for info in files if not _left_out(info)]
    left = [_short(info.filename) for info in files if _left_out(info)]
    if not found:
        besides = f" (il contient : {', '.join(left[:5])})" if left else ""
        raise StoreError(f"L'archive « {source.nom} » ne contient aucun fichier à lire{besides}.")
    if len(found) > _MEMBERS:
        raise StoreError(
            f"L'archive « {source.nom} » contient {count(len(found))} fichiers ; la limite est de {count(_MEMBERS)}. "
            "Déposez-les en plusieurs fois."
        )
    first, *others = _extracted(archive, found, source, folder)
    return (first.model_copy(update={"laisses": tuple(left)}), *others)


def _extracted(
    archive: zipfile.ZipFile, found: Sequence[zipfile.ZipInfo], source: Source, folder: Path
) -> Iterator[Source]:
    room = Limites().octets_decompresses
    alike = Counter(_short(info.filename) for info in found)
    for position, info in enumerate(found):
        name = _short(info.filename)
        label = f"{source.nom} › {name if alike[name] == 1 else _long(info.filename)}"
        if info.flag_bits & 1:
            raise StoreError(
                f"Le fichier « {label} » est protégé par un mot de passe. Refaites l'archive sans mot de passe."
            )
        if info.compress_type not in _READ:
            raise StoreError(
                f"Le fichier « {label} » est compressé d'une façon que le logiciel ne lit pas. Refaites l'archive en zip ordinaire."
            )
        path = folder / f"{source.chemin.name}-{position:03d}"
        with archive.open(info) as member:
            room -= _copied(member, path, room, info.compress_size, label)
        yield Source(chemin=path, nom=label)


def _gunzipped(source: Source, folder: Path) -> Source:
    path = folder / f"{source.chemin.name}-000"
    with gzip.open(source.chemin) as stream:
        _copied(stream, path, Limites().octets_decompresses, source.chemin.stat().st_size, source.nom)
    return Source(chemin=path, nom=source.nom.removesuffix(".gz"))


def _copied(stream: IO[bytes] | gzip.GzipFile, path: Path, room: int, packed: int, label: str) -> int:
    """Write a member, and return how many bytes it has: what it announces of its size is not believed."""
    limits = Limites()
    written = 0
    with path.open("wb") as target:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if written > room or written > max(_SWOLLEN, limits.taux_compression * packed):
                target.close()
                path.unlink()
                raise StoreError(
                    f"Décompressé, « {label} » dépasse la limite de {count(limits.octets_decompresses // 2**20)} Mo, "
                    f"ou {count(int(limits.taux_compression))} fois la taille de l'archive. Découpez l'extrait par exercice ou par trimestre."
                )
            target.write(chunk)
    return written


def _left_out(info: zipfile.ZipInfo) -> bool:
    """Tell what is no data: documents and images, links, what a computer adds to an archive by itself."""
    path = PurePosixPath(_slashed(info.filename))
    link = stat.S_ISLNK(info.external_attr >> 16)
    system = "__MACOSX" in path.parts or path.name in _SYSTEM
    return link or system or path.suffix.lower() in _NOT_DATA


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def _short(name: str) -> str:
    return PurePosixPath(_slashed(name)).name


def _long(name: str) -> str:
    return "/".join(part for part in PurePosixPath(_slashed(name)).parts if part not in {"/", ".."})
