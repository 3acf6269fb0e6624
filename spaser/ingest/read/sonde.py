"""Look at the first bytes: what the file is, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.read.sirene import OCTETS_STOCK, est_un_stock
from spaser.ingest.rendu import nombre

Format = Literal["classeur-zip", "classeur-ole", "texte", "json", "xml", "parquet"]

_REMEDE_ENREGISTRER = "Ouvrez-le dans votre tableur et enregistrez-le en classeur Excel (.xlsx) ou en CSV, puis déposez-le de nouveau."
_AUTRES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "un document PDF"),
    (b"\x1f\x8b", "une archive gzip"),
    (b"7z\xbc\xaf", "une archive 7-Zip"),
    (b"Rar!", "une archive RAR"),
    (b"\x89PNG", "une image PNG"),
    (b"\xff\xd8\xff", "une image JPEG"),
    (b"GIF8", "une image GIF"),
    (b"{\\rtf", "un document RTF"),
    (b"SQLite format 3", "une base SQLite"),
    (b"\x7fELF", "un programme"),
    (b"MZ", "un programme"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET = b"PAR1"
_TETE = 4096
_PART_DE_CONTROLES = 0.02


def reconnaitre_format(chemin: Path, limites: Limites) -> Format:
    """Return what the bytes are.

    Raises:
        LectureRefuseeError: empty, too big, or nothing that can hold an extract.
    """
    taille = chemin.stat().st_size
    if taille == 0:
        raise LectureRefuseeError(
            "fichier_vide",
            "Le fichier est vide (0 octet).",
            "Refaites l'export depuis votre logiciel, vérifiez qu'il s'ouvre, puis déposez-le de nouveau.",
        )
    permis = OCTETS_STOCK if est_un_stock(chemin) else limites.octets_fichier
    if taille > permis:
        raise LectureRefuseeError(
            "fichier_trop_gros",
            f"Le fichier pèse {nombre(taille // 2**20)} Mo ; la limite est de {nombre(permis // 2**20)} Mo.",
            "Découpez l'extrait par exercice ou par trimestre et déposez les morceaux.",
        )
    with chemin.open("rb") as flux:
        tete = flux.read(_TETE)
    if tete.startswith(b"PK"):
        return _controler_zip(chemin, limites)
    if tete.startswith(_OLE):
        return "classeur-ole"
    if tete.startswith(_PARQUET):
        return "parquet"
    for magie, nom in _AUTRES:
        if tete.startswith(magie) and not (magie == b"MZ" and _est_du_texte(tete)):
            raise LectureRefuseeError(
                "format_inconnu", f"Ce fichier est {nom}, pas un classeur ni un CSV.", _REMEDE_ENREGISTRER
            )
    return _format_texte(tete)


def _format_texte(tete: bytes) -> Format:
    if not _est_du_texte(tete):
        raise LectureRefuseeError(
            "format_inconnu",
            "Ce fichier n'est ni un classeur, ni un CSV, ni un JSON : son contenu n'est pas du texte.",
            _REMEDE_ENREGISTRER,
        )
    debut = tete.removeprefix(b"\xef\xbb\xbf").lstrip()
    if debut[:1] in (b"{", b"["):
        return "json"
    if debut.startswith(b"<"):
        return "xml"
    return "texte"


def _est_du_texte(tete: bytes) -> bool:
    if tete.startswith((b"\xff\xfe", b"\xfe\xff")) or tete.count(0) > len(tete) // 4:
        return True  # UTF-16: half of the bytes of Latin text are zero
    controles = sum(octet < 32 and octet not in (9, 10, 11, 12, 13, 27) for octet in tete)  # noqa: PLR2004
    return controles <= max(len(tete) * _PART_DE_CONTROLES, 1)  # one in a short text: its line will be said


def _controler_zip(chemin: Path, limites: Limites) -> Format:
    try:
        with zipfile.ZipFile(chemin) as archive:
            entrees = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as cause:
        raise LectureRefuseeError(
            "fichier_tronque",
            "Le classeur est tronqué ou abîmé : il ne s'ouvre pas.",
            "Refaites l'export, vérifiez qu'il s'ouvre dans votre tableur, puis déposez-le de nouveau.",
        ) from cause
    noms = {entree.filename for entree in entrees}
    if not noms & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} and not any(
        n.startswith("xl/") for n in noms
    ):
        raise LectureRefuseeError(
            "format_inconnu",
            "Cette archive zip n'est pas un classeur.",
            "Décompressez-la et déposez les fichiers qu'elle contient, un par un.",
        )
    if len(entrees) > limites.entrees_zip:
        raise LectureRefuseeError(
            "classeur_demesure",
            f"Ce classeur contient {nombre(len(entrees))} parties ; la limite est de {nombre(limites.entrees_zip)}.",
            _REMEDE_ENREGISTRER,
        )
    total = sum(entree.file_size for entree in entrees)
    if total > limites.octets_decompresses:
        raise _demesure(total, limites)
    for entree in entrees:
        gonflee = entree.file_size > 32 * 2**20 and entree.file_size > limites.taux_compression * max(
            entree.compress_size, 1
        )
        if gonflee:
            raise _demesure(total, limites)
        if entree.flag_bits & 1:
            raise LectureRefuseeError(
                "classeur_protege",
                "Ce classeur est protégé par un mot de passe.",
                "Enregistrez-en une copie sans mot de passe et déposez cette copie.",
            )
    return "classeur-zip"


def _demesure(total: int, limites: Limites) -> LectureRefuseeError:
    return LectureRefuseeError(
        "classeur_demesure",
        f"Une fois décompressé, ce classeur occuperait {nombre(total // 2**20)} Mo, sans rapport avec sa taille"
        f" (limite : {nombre(limites.octets_decompresses // 2**20)} Mo, ou {nombre(int(limites.taux_compression))} fois la taille du fichier).",
        "Copiez le tableau utile dans un classeur neuf, ou exportez-le en CSV, puis déposez-le.",
    )
