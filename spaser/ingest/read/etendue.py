"""How far a workbook's cells really go, read from its XML without building anything.

A valid workbook of a few kilobytes may hold the cells A1 and XFD1048576: a naive reader then asks for hundreds of gigabytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.rendu import nombre

_BLOC = 1 << 20
_CHEVAUCHEMENT = 512
_CELLULE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']([^>]*)>""")
_ERREUR = re.compile(rb"""\bt=["']e["']""")
_DATE1904 = re.compile(rb'date1904="(?:1|true)"')
_FEUILLE = re.compile(r"xl/worksheets/[^/]+\.xml$")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_BALISE_FEUILLE = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUT = re.compile(rb'([\w:]+)="([^"]*)"')
_ERREURS_GARDEES = 2_000
_PLUS_LONGUE_REFERENCE = 16


Place = tuple[int, int]
"""Row and column of a cell, both from 1."""


def numero_de_colonne(lettres: bytes) -> int:
    """Return the rank of a column: A → 1, XFD → 16 384."""
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - 64
    return rang


def mesurer(chemin: Path, limites: Limites) -> dict[str, tuple[Place, ...]]:
    """Measure every worksheet of an .xlsx; return, by zip entry name, the cells that hold an Excel error.

    Raises:
        LectureRefuseeError: the rectangle that a reader would build exceeds the limits.
    """
    with zipfile.ZipFile(chemin) as archive:
        return {
            nom: _mesurer_entree(archive, nom, limites) for nom in archive.namelist() if _FEUILLE.match(nom)
        }


def date_1904(chemin: Path) -> bool:
    """Tell whether the workbook counts its days from 1904."""
    with zipfile.ZipFile(chemin) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return False
        return _DATE1904.search(archive.read("xl/workbook.xml")) is not None


def entrees_par_feuille(chemin: Path) -> dict[str, str]:
    """Map each sheet's name to its zip entry, from the workbook's own relations."""
    with zipfile.ZipFile(chemin) as archive:
        noms = archive.namelist()
        if "xl/workbook.xml" not in noms or "xl/_rels/workbook.xml.rels" not in noms:
            return {}
        cibles = {
            a.get(b"Id"): a.get(b"Target", b"")
            for a in _balises(_RELATION, archive.read("xl/_rels/workbook.xml.rels"))
        }
        feuilles = {}
        for attributs in _balises(_BALISE_FEUILLE, archive.read("xl/workbook.xml")):
            relation = next((v for k, v in attributs.items() if k.endswith(b":id")), None)
            cible = cibles.get(relation, b"").decode(errors="replace").lstrip("/")
            entree = cible if cible.startswith("xl/") else f"xl/{cible}"
            feuilles[_texte_xml(attributs.get(b"name", b""))] = entree
        return feuilles


def _balises(motif: re.Pattern[bytes], xml: bytes) -> Iterator[dict[bytes, bytes]]:
    for balise in motif.findall(xml):
        yield dict(_ATTRIBUT.findall(balise))


def _texte_xml(brut: bytes) -> str:
    texte = brut.decode(errors="replace")
    for code, signe in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        texte = texte.replace(code, signe)
    return texte


def _mesurer_entree(archive: zipfile.ZipFile, nom: str, limites: Limites) -> tuple[Place, ...]:
    lignes = colonnes = 0
    douteuse = False
    erreurs: list[Place] = []
    for tampon in _tampons(archive, nom):
        hauteur, largeur, fautive = _au_plus(tampon)
        lignes, colonnes = max(lignes, hauteur), max(colonnes, largeur)
        if not douteuse and not _permis(lignes, colonnes, limites):
            douteuse = True
            _verifier_cellule_par_cellule(archive, nom, limites)
        if fautive and len(erreurs) < _ERREURS_GARDEES:
            erreurs.extend((n, c) for n, c, suite in _remplies(tampon) if _ERREUR.search(suite))
    return tuple(erreurs[:_ERREURS_GARDEES])


def _tampons(archive: zipfile.ZipFile, nom: str) -> Iterator[bytes]:
    """Yield the XML by blocks of whole tags."""
    with archive.open(nom) as flux:
        reste = b""
        while bloc := flux.read(_BLOC):
            tampon = reste + bloc
            fin = tampon.rfind(b"<")  # a tag may straddle two blocks: the last one waits for its end
            tampon, reste = (tampon[:fin], tampon[fin:]) if fin > 0 else (b"", tampon[-_CHEVAUCHEMENT:])
            yield tampon
        yield reste


def _au_plus(tampon: bytes) -> tuple[int, int, bool]:
    """Return a row and a column that no cell of a block passes, and whether one may hold an error.

    The row and the column are those of every attribute « r » that names a cell, wherever it stands.
    """
    signes = np.frombuffer(tampon + b"\0" * _PLUS_LONGUE_REFERENCE, np.uint8)
    egal = np.flatnonzero(signes[2:] == ord("=")) + 2
    avant = signes[egal - 1]
    fautive = bool(np.any((avant == ord("t")) & (signes[egal + 2] == ord("e"))))
    egal = egal[(avant == ord("r")) & (signes[egal - 2] <= ord(" "))]
    place = egal + 2  # after the quotation mark
    colonne, ligne = np.zeros(len(place), np.int64), np.zeros(len(place), np.int64)
    for _ in range(3):
        signe = signes[place].astype(np.int64)
        lettre = (signe >= ord("A")) & (signe <= ord("Z"))
        colonne = np.where(lettre, colonne * 26 + signe - 64, colonne)
        place += lettre
    for _ in range(7):
        signe = signes[place].astype(np.int64)
        chiffre = (signe >= ord("0")) & (signe <= ord("9"))
        ligne = np.where(chiffre, ligne * 10 + signe - 48, ligne)
        place += chiffre
    nommees = colonne > 0
    return int(ligne[nommees].max(initial=0)), int(colonne.max(initial=0)), fautive


def _remplies(tampon: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the row and column of each cell of a block, and what follows in its tag; a formatted blank holds nothing."""
    for lettres, numero, suite in _CELLULE.findall(tampon):
        if not suite.endswith(b"/"):
            yield int(numero), numero_de_colonne(lettres), suite


def _verifier_cellule_par_cellule(archive: zipfile.ZipFile, nom: str, limites: Limites) -> None:
    lignes = colonnes = 0
    for tampon in _tampons(archive, nom):
        for ligne, colonne, _ in _remplies(tampon):
            lignes, colonnes = max(lignes, ligne), max(colonnes, colonne)
        _verifier(lignes, colonnes, limites)


def _permis(lignes: int, colonnes: int, limites: Limites) -> bool:
    return lignes * colonnes <= limites.cellules and colonnes <= limites.colonnes


def _verifier(lignes: int, colonnes: int, limites: Limites) -> None:
    if _permis(lignes, colonnes, limites):
        return
    raise LectureRefuseeError(
        "classeur_demesure",
        f"Ce classeur annonce une feuille de {nombre(lignes)} lignes sur {nombre(colonnes)} colonnes, bien plus que les données"
        f" qu'il contient (limites : {nombre(limites.colonnes)} colonnes et {nombre(limites.cellules)} cellules).",
        "Une cellule isolée, très loin du tableau, en est souvent la cause : copiez le tableau utile dans un classeur neuf, ou exportez-le en CSV.",
    )
