"""Which encoding a text file is written in, decided over the whole file; and its lines, decoded.

UTF-8 and UTF-16 prove themselves. A file of eight-bit text proves nothing: Windows-1252 is kept only when every accented letter
and every sign stands where French writes one; otherwise the other encodings of French exports are tried, and a file that none
explains is refused with the line, for a wrong encoding reads without an error.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from spaser.ingest.read.feuille import LectureRefuseeError

_BLOC = 1 << 20
_ZEROS_UTF16 = 0.3
_PREMIER_OCTET, _SUITES = 0xC0, 3
_REMPLACEMENT = "\ufffd".encode()
_HUIT_BITS = (
    ("Windows-1252", "cp1252"),
    ("ISO-8859-15", "iso8859-15"),
    ("Mac OS", "mac_roman"),
    ("MS-DOS 850", "cp850"),
)
_LETTRES = "àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßšžÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸŠŽ"
_HORS_MOT = "".join(c for c in _LETTRES if c not in "àÀôÔéÉ")
_SIGNES = "«»‘’“”…–—•°º²³½¼¾€£§·´©®™µ±×\u00a0¹ª¿¡"
_PLAUSIBLES = frozenset(_LETTRES + _SIGNES)
_MULTIPLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTEXTE = re.compile(rb"[\x20-\x7e]?[\x80-\xff]+[\x20-\x7e]?")
_ETRANGE = re.compile(
    "[a-zàâäáçéèêëíîïñóôöúùûü][À-ÖØ-ÝŒŸŠŽ]"  # a capital inside a word: « marchÈ »
    "|[A-Za-z][«»“”…–—•²³€£§©®™µ±×¹¿¡´][a-z]"  # a sign inside a word: « d‚pense », « c½ur »
    "|[½¼¾][A-Za-z]|[A-Za-z][½¼¾]"
    f"|(?<![A-Za-z{_LETTRES}'’.-])[{_HORS_MOT}](?![A-Za-z{_LETTRES}'’.-])"  # a letter that is no word: « (en Û) »
    f"|[{_LETTRES}]{{3}}"  # no French word has three accented letters in a row
)


@dataclass(frozen=True)
class Encodage:
    """How to decode the bytes, and what to say of them."""

    nom: str
    codec: str
    melange: bool = False
    """True when UTF-8 and ``codec`` are pasted together: every sequence that is UTF-8 is read so, the rest with ``codec``."""
    perdus: bool = False


def detecter_encodage(chemin: Path) -> Encodage:
    """Decide over the whole file: BOM, UTF-16, UTF-8, a mix of UTF-8 and an eight-bit encoding, an eight-bit encoding.

    Raises:
        LectureRefuseeError: no encoding explains all the letters; names the line.
    """
    with chemin.open("rb") as flux:
        tete = flux.read(4096)
    if tete.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return Encodage("UTF-32", "utf-32")
    if tete.startswith(codecs.BOM_UTF8):
        return _utf8_ou_huit_bits(chemin, "utf-8-sig", "UTF-8 (BOM)")
    if tete.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encodage("UTF-16", "utf-16")
    zeros_pairs, zeros_impairs = tete[::2].count(0), tete[1::2].count(0)
    if max(zeros_pairs, zeros_impairs) > len(tete) / 2 * _ZEROS_UTF16:
        return Encodage("UTF-16", "utf-16-le" if zeros_impairs > zeros_pairs else "utf-16-be")
    return _utf8_ou_huit_bits(chemin, "utf-8", "UTF-8")


@contextmanager
def lignes_decodees(chemin: Path, encodage: Encodage) -> Iterator[Iterable[str]]:
    """Open the file as lines of text, each with its own end of line."""
    if encodage.melange:
        with chemin.open("rb") as flux:
            yield (
                _decoder_ligne(brute.removeprefix(codecs.BOM_UTF8) if numero == 0 else brute, encodage.codec)
                for numero, bloc in enumerate(flux)
                for brute in bloc.splitlines(keepends=True)
            )
    else:
        with chemin.open(encoding=encodage.codec, newline="") as texte:
            yield texte


def texte_illisible(encodage: Encodage) -> LectureRefuseeError:
    """Return the refusal of a file whose bytes stop being text."""
    return LectureRefuseeError(
        "encodage_illisible",
        f"Le texte n'est pas lisible en {encodage.nom} : le fichier est tronqué ou abîmé.",
        "Refaites l'export en CSV UTF-8 ou en classeur Excel (.xlsx).",
    )


def _utf8_ou_huit_bits(chemin: Path, codec: str, nom: str) -> Encodage:
    utf8, perdus = est_de_l_utf8(chemin)
    return Encodage(nom, codec, perdus=perdus) if utf8 else _huit_bits(chemin)


def est_de_l_utf8(chemin: Path) -> tuple[bool, bool]:
    """Tell whether a file is UTF-8, and whether letters were lost (U+FFFD) before it was written."""
    perdus = False
    with chemin.open("rb") as flux:
        for signes in _signes_entiers(flux):
            if not _valides(signes):
                return False, perdus
            perdus = perdus or (_REMPLACEMENT[:1] in signes and _REMPLACEMENT in signes)
    return True, perdus


def _signes_entiers(flux: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes by blocks that cut no sign of UTF-8 in two: the last sign of several bytes waits for the next block."""
    reste = b""
    while bloc := flux.read(_BLOC):
        tampon = reste + bloc
        reculs = range(1, min(_SUITES, len(tampon)) + 1)
        reste = next((tampon[-n:] for n in reculs if tampon[-n] >= _PREMIER_OCTET), b"")
        yield tampon[: len(tampon) - len(reste)]
    yield reste


def _valides(octets: bytes) -> bool:
    """Tell whether bytes are UTF-8, ten times faster than decoding them."""
    bornes = pa.py_buffer(struct.pack("=qq", 0, len(octets)))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, bornes, pa.py_buffer(octets)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _huit_bits(chemin: Path) -> Encodage:
    contextes: dict[bytes, int] = {}
    """Each run of bytes beyond ASCII with its neighbours, and the line where it is first seen."""
    multiples = False
    with chemin.open("rb") as flux:
        for numero, brute in enumerate(flux, start=1):
            if brute.isascii():
                continue
            for multiple in _MULTIPLE.findall(brute):
                multiples = multiples or _est_un_signe_utf8(multiple)
            for contexte in _CONTEXTE.findall(brute.removeprefix(codecs.BOM_UTF8) if numero == 1 else brute):
                contextes.setdefault(contexte, numero)
    lectures: dict[str, tuple[str, str]] = {}
    for nom, codec in _HUIT_BITS:
        if all(_plausible(_lu(c, codec, melange=multiples)) for c in contextes):
            lectures.setdefault("\0".join(_lu(c, codec, melange=multiples) for c in contextes), (nom, codec))
            if codec == "cp1252":
                break  # by far the commonest: it needs no rival to be beaten
    if len(lectures) != 1:
        raise _encodage_inconnu(contextes, melange=multiples)
    [(nom, codec)] = lectures.values()
    return Encodage(f"UTF-8 et {nom} mêlés", codec, melange=True) if multiples else Encodage(nom, codec)


def _encodage_inconnu(contextes: dict[bytes, int], *, melange: bool) -> LectureRefuseeError:
    ligne, fautif = min(
        (
            (numero, contexte)
            for contexte, numero in contextes.items()
            if not _plausible(_lu(contexte, "cp1252", melange=melange))
        ),
    )
    lu = _lu(fautif, "cp1252", melange=melange)
    return LectureRefuseeError(
        "encodage_inconnu",
        f"Ligne {ligne} : les lettres accentuées ne se lisent avec certitude dans aucun encodage connu (« {lu} » en Windows-1252).",
        "Refaites l'export en CSV UTF-8 ou en classeur Excel (.xlsx).",
        ligne=ligne,
    )


def _est_un_signe_utf8(brute: bytes) -> bool:
    """Tell UTF-8 from two signs of Windows-1252 that look like it: « É » then a no-break space."""
    try:
        return brute.decode("utf-8") in _PLAUSIBLES
    except UnicodeDecodeError:
        return False


def _lu(brute: bytes, codec: str, *, melange: bool) -> str:
    return _decoder_ligne(brute, codec) if melange else brute.decode(codec, errors="replace")


def _decoder_ligne(brute: bytes, codec: str) -> str:
    if brute.isascii():
        return brute.decode("ascii")
    morceaux = []
    fin = 0
    for multiple in _MULTIPLE.finditer(brute):
        if _est_un_signe_utf8(multiple.group()):
            morceaux += [
                brute[fin : multiple.start()].decode(codec, errors="replace"),
                multiple.group().decode("utf-8"),
            ]
            fin = multiple.end()
    return "".join([*morceaux, brute[fin:].decode(codec, errors="replace")])


def _plausible(texte: str) -> bool:
    return all(c.isascii() or c in _PLAUSIBLES for c in texte) and _ETRANGE.search(texte) is None
