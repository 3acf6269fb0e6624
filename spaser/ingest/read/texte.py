"""Delimited text: which encoding, then rows as the csv module reads them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from spaser.ingest.read.feuille import CelluleFautive, Feuille, LectureRefuseeError, Ligne

SEPARATEURS = (";", ",", "\t", "|")
_BLOC = 1 << 20
_CELLULE_MAX = 1_000_000
_ZEROS_UTF16 = 0.3
_REMPLACEMENT = "\ufffd".encode()


@dataclass(frozen=True)
class Encodage:
    """How to decode the bytes, and what to say of them."""

    nom: str
    codec: str
    melange: bool = False
    perdus: bool = False


def detecter_encodage(chemin: Path) -> Encodage:
    """Decide the encoding over the whole file: BOM, UTF-16, UTF-8, a mix of UTF-8 and Windows-1252, Windows-1252."""
    with chemin.open("rb") as flux:
        tete = flux.read(4096)
    if tete.startswith(codecs.BOM_UTF8):
        return _utf8_ou_melange(chemin, "utf-8-sig", "UTF-8 (BOM)")
    if tete.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encodage("UTF-16", "utf-16")
    zeros_pairs, zeros_impairs = tete[::2].count(0), tete[1::2].count(0)
    if max(zeros_pairs, zeros_impairs) > len(tete) / 2 * _ZEROS_UTF16:
        return Encodage("UTF-16", "utf-16-le" if zeros_impairs > zeros_pairs else "utf-16-be")
    return _utf8_ou_melange(chemin, "utf-8", "UTF-8")


def lire_texte(chemin: Path) -> list[Feuille]:
    """Return one candidate sheet per separator that cuts the first rows into columns.

    Which of them is right is decided with the headings, by whoever recognises the extract.

    Raises:
        LectureRefuseeError: the text cannot be decoded, or holds no row.
    """
    encodage = detecter_encodage(chemin)
    candidates = []
    for separateur in SEPARATEURS:
        feuille = _feuille(chemin, encodage, separateur)
        if max((len(cellules) for _, cellules in feuille.debut), default=0) > 1:
            candidates.append(feuille)
    if candidates:
        return candidates
    seule = _feuille(chemin, encodage, ";")
    if not any(any(c.strip() for c in cellules) for _, cellules in seule.debut):
        raise LectureRefuseeError(
            "fichier_vide",
            "Le fichier ne contient aucune ligne remplie.",
            "Refaites l'export depuis votre logiciel, vérifiez qu'il s'ouvre, puis déposez-le de nouveau.",
        )
    return [seule]


def _feuille(chemin: Path, encodage: Encodage, separateur: str) -> Feuille:
    def lignes() -> Iterator[Ligne]:
        csv.field_size_limit(_CELLULE_MAX)
        vides = 0
        numero = 0
        with _decode(chemin, encodage) as texte:
            try:
                for numero, cellules in enumerate(csv.reader(texte, delimiter=separateur), start=1):
                    if not cellules:
                        vides += 1
                        continue
                    if vides:  # blank records between rows are rows for Excel; those at the end are nothing
                        yield from ((numero - manquante, []) for manquante in range(vides, 0, -1))
                        vides = 0
                    yield numero, cellules
            except csv.Error as cause:
                raise LectureRefuseeError(
                    "guillemet_non_ferme",
                    f"Après la ligne {numero}, une cellule ne se termine pas : un guillemet ouvert n'est pas refermé.",
                    "Corrigez le guillemet dans le fichier, ou refaites l'export en classeur Excel (.xlsx).",
                ) from cause

    fautes = []
    if encodage.melange:
        fautes.append(CelluleFautive("encodages_meles", 1))
    if encodage.perdus:
        fautes.append(CelluleFautive("caracteres_perdus", 1))
    try:
        debut = Feuille.apercu(lignes())
    except UnicodeError as cause:
        raise LectureRefuseeError(
            "encodage_illisible",
            f"Le texte n'est pas lisible en {encodage.nom} : le fichier est tronqué ou abîmé.",
            "Refaites l'export en CSV UTF-8 ou en classeur Excel (.xlsx).",
        ) from cause
    return Feuille(
        None,
        lignes,
        largeur_stricte=True,
        encodage=encodage.nom,
        separateur=separateur,
        fautes=tuple(fautes),
        debut=debut,
    )


@contextmanager
def _decode(chemin: Path, encodage: Encodage) -> Iterator[Iterable[str]]:
    if encodage.melange:
        with chemin.open("rb") as flux:
            yield (
                _decoder_ligne(brute.removeprefix(codecs.BOM_UTF8) if numero == 0 else brute)
                for numero, brute in enumerate(flux)
            )
    else:
        with chemin.open(encoding=encodage.codec, newline="") as texte:
            yield texte


def _decoder_ligne(brute: bytes) -> str:
    try:
        return brute.decode("utf-8")
    except UnicodeDecodeError:
        return _decoder_windows(brute)


def _decoder_windows(brute: bytes) -> str:
    try:
        return brute.decode("cp1252")
    except UnicodeDecodeError:
        return brute.decode("latin-1")


def _utf8_ou_melange(chemin: Path, codec: str, nom: str) -> Encodage:
    decodeur = codecs.getincrementaldecoder("utf-8")()
    perdus = False
    with chemin.open("rb") as flux:
        try:
            while bloc := flux.read(_BLOC):
                decodeur.decode(bloc)
                perdus = perdus or _REMPLACEMENT in bloc
            decodeur.decode(b"", final=True)
        except UnicodeDecodeError:
            return _huit_bits(chemin)
    return Encodage(nom, codec, perdus=perdus)


def _huit_bits(chemin: Path) -> Encodage:
    """Tell Windows-1252 from a file where some lines are UTF-8 and others are not (two exports pasted together)."""
    multioctets = 0
    latin = False
    with chemin.open("rb") as flux:
        for brute in flux:
            if brute.isascii():
                continue
            try:
                brute.decode("utf-8")
                multioctets += 1
            except UnicodeDecodeError:
                latin = latin or any(octet in brute for octet in b"\x81\x8d\x8f\x90\x9d")
    if multioctets:
        return Encodage("UTF-8 et Windows-1252 mêlés", "utf-8", melange=True)
    return Encodage("ISO-8859-1", "latin-1") if latin else Encodage("Windows-1252", "cp1252")
