"""How far a workbook's cells really go, read from its XML without building anything.

A valid workbook of a few kilobytes may hold the cells A1 and XFD1048576: a naive reader then asks for hundreds of gigabytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spaser.ingest.options import Limites
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.rendu import nombre

_BLOC = 1 << 20
_CHEVAUCHEMENT = 512
_CELLULE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)>')
_ERREUR = re.compile(rb'\bt="e"')
_DATE1904 = re.compile(rb'date1904="(?:1|true)"')
_FEUILLE = re.compile(r"xl/worksheets/[^/]+\.xml$")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_BALISE_FEUILLE = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUT = re.compile(rb'([\w:]+)="([^"]*)"')
_ERREURS_GARDEES = 2_000


@dataclass(frozen=True)
class Etendue:
    """Rows, columns and filled cells of one worksheet, with the cells that hold an Excel error."""

    entree: str
    lignes: int
    colonnes: int
    cellules: int
    erreurs: tuple[tuple[int, int], ...]
    """(row, column), both from 1."""


def numero_de_colonne(lettres: bytes) -> int:
    """Return the rank of a column: A → 1, XFD → 16 384."""
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - 64
    return rang


def mesurer(chemin: Path, limites: Limites) -> dict[str, Etendue]:
    """Measure every worksheet of an .xlsx, by zip entry name; refuse at the first cell beyond the limits.

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


def _mesurer_entree(archive: zipfile.ZipFile, nom: str, limites: Limites) -> Etendue:
    lignes = colonnes = cellules = 0
    erreurs: list[tuple[int, int]] = []
    largeurs: dict[bytes, int] = {}
    with archive.open(nom) as flux:
        reste = b""
        while bloc := flux.read(_BLOC):
            tampon = reste + bloc
            fin = tampon.rfind(b"<")  # a tag may straddle two blocks: the last one waits for its end
            tampon, reste = (tampon[:fin], tampon[fin:]) if fin > 0 else (b"", tampon[-_CHEVAUCHEMENT:])
            trouvees = [
                c for c in _CELLULE.findall(tampon) if not c[2].endswith(b"/")
            ]  # a formatted blank holds nothing
            if not trouvees:
                continue
            cellules += len(trouvees)
            lignes = max(lignes, *(int(numero) for _, numero, _ in trouvees))
            for lettres in {lettres for lettres, _, _ in trouvees}:
                if lettres not in largeurs:
                    largeurs[lettres] = numero_de_colonne(lettres)
                    colonnes = max(colonnes, largeurs[lettres])
            _verifier(lignes, colonnes, limites)
            if b't="e"' in tampon and len(erreurs) < _ERREURS_GARDEES:
                erreurs.extend((int(n), largeurs[c]) for c, n, suite in trouvees if _ERREUR.search(suite))
    return Etendue(nom, lignes, colonnes, cellules, tuple(erreurs[:_ERREURS_GARDEES]))


def _verifier(lignes: int, colonnes: int, limites: Limites) -> None:
    if lignes * colonnes <= limites.cellules and colonnes <= limites.colonnes:
        return
    raise LectureRefuseeError(
        "classeur_demesure",
        f"Ce classeur annonce une feuille de {nombre(lignes)} lignes sur {nombre(colonnes)} colonnes, bien plus que les données"
        f" qu'il contient (limites : {nombre(limites.colonnes)} colonnes et {nombre(limites.cellules)} cellules).",
        "Une cellule isolée, très loin du tableau, en est souvent la cause : copiez le tableau utile dans un classeur neuf, ou exportez-le en CSV.",
    )
