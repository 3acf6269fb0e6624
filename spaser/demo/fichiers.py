"""Writes the extracts: CSV as a stream, workbooks row by row, the same bytes for the same rows whatever the day."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

FICTIF = "Données de démonstration – fictives : ni ces entreprises ni ces contrats n'existent"
Cellule = str | int | float | date | None
_HORODATAGE = (2026, 10, 1, 8, 0, 0)
_PROPRIETES = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Données de démonstration – fictives</dc:title>\
<dcterms:created xsi:type="dcterms:W3CDTF">2026-10-01T08:00:00Z</dcterms:created></cp:coreProperties>"""


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet: what stands above the heading, the heading, the rows."""

    nom: str
    titres: Sequence[Sequence[Cellule]]
    entetes: Sequence[str]
    lignes: Iterable[Sequence[Cellule]]


def ecrire_csv(chemin: Path, feuille: Feuille, *, encodage: str) -> Path:
    """Write a `;` CSV, line by line. Cells are already text: the writer only quotes the ones that need it."""
    with chemin.open("w", encoding=encodage, newline="") as fichier:
        ecrivain = csv.writer(fichier, delimiter=";", lineterminator="\r\n")
        ecrivain.writerows(feuille.titres)
        ecrivain.writerow(feuille.entetes)
        ecrivain.writerows(feuille.lignes)
    return chemin


def ecrire_classeur(chemin: Path, feuilles: Sequence[Feuille]) -> Path:
    """Write a workbook in write-only mode, then repack it without the time of writing that openpyxl puts in it."""
    classeur = Workbook(write_only=True)
    for feuille in feuilles:
        onglet = classeur.create_sheet(feuille.nom)
        for ligne in (*feuille.titres, feuille.entetes):
            onglet.append(list(ligne))
        for ligne in feuille.lignes:
            onglet.append(list(ligne))
    brouillon = chemin.with_suffix(".brouillon")
    classeur.save(brouillon)
    with zipfile.ZipFile(brouillon) as source, zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as cible:
        for nom in source.namelist():
            contenu = _PROPRIETES.encode() if nom == "docProps/core.xml" else source.read(nom)
            cible.writestr(zipfile.ZipInfo(nom, _HORODATAGE), contenu, zipfile.ZIP_DEFLATED)
    brouillon.unlink()
    return chemin


def nombre(valeur: float, espace: str = "", decimales: int = 2) -> str:
    """Write a number as the French do: comma, and the given space between thousands."""
    return f"{valeur:,.{decimales}f}".replace(",", espace).replace(".", ",")


def jour(valeur: date | None) -> str:
    """Write a date dd/mm/yyyy; nothing for no date."""
    return f"{valeur:%d/%m/%Y}" if valeur else ""


def oui_non(valeur: bool | None) -> str:
    """Write Oui, Non or nothing."""
    return "" if valeur is None else "Oui" if valeur else "Non"
