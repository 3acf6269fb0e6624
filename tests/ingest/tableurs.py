"""The same small sheet written by five kinds of spreadsheet: .xlsx, .xlsm, .xls, .ods and .xlsb.

A cell is a text, a number, a day, a rate (shown in percent) or yes/no. ODS and XLSB, which no light library writes, are made by hand
from their specifications: OpenDocument 1.2 part 1 (§ 9.1.4, 19.385) and [MS-XLSB] 2.1 to 2.4.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlwt


class Taux(float):
    """A number shown in percent."""


Cellule = str | float | date | bool | None
Grille = Sequence[Sequence[Cellule]]
_EPOQUE = date(1899, 12, 30)


def ecrire_xlsx(chemin: Path, grille: Grille) -> None:
    """Write with openpyxl, the formats of days and rates set."""
    classeur = openpyxl.Workbook()
    feuille = classeur.worksheets[0]
    for i, rangee in enumerate(grille, start=1):
        for j, valeur in enumerate(rangee, start=1):
            cellule = feuille.cell(i, j, float(valeur) if isinstance(valeur, Taux) else valeur)
            if isinstance(valeur, Taux):
                cellule.number_format = "0.00%"
    classeur.save(chemin)


def ecrire_xlsm(chemin: Path, grille: Grille) -> None:
    """Write the .xlsx under the content type of a workbook with macros, with a part for them."""
    brouillon = chemin.with_suffix(".brouillon")
    ecrire_xlsx(brouillon, grille)
    with zipfile.ZipFile(brouillon) as source, zipfile.ZipFile(chemin, "w") as cible:
        for nom in source.namelist():
            octets = source.read(nom)
            if nom == "[Content_Types].xml":
                octets = octets.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            cible.writestr(nom, octets)
        cible.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    brouillon.unlink()


def ecrire_xls(chemin: Path, grille: Grille) -> None:
    """Write Excel 97-2003 with xlwt."""
    classeur = xlwt.Workbook()
    feuille = classeur.add_sheet("Feuille")
    jour, taux = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="0.00%")
    for i, rangee in enumerate(grille):
        for j, valeur in enumerate(rangee):
            if isinstance(valeur, Taux):
                feuille.write(i, j, float(valeur), taux)
            elif isinstance(valeur, date):
                feuille.write(i, j, valeur, jour)
            elif valeur is not None:
                feuille.write(i, j, valeur)
    classeur.save(str(chemin))


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Feuille">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ecrire_ods(chemin: Path, grille: Grille) -> None:
    """Write OpenDocument: each cell with its type, and as LibreOffice shows it."""
    rangees = "".join(f"<table:table-row>{''.join(map(_cellule_ods, r))}</table:table-row>" for r in grille)
    with zipfile.ZipFile(chemin, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
        archive.writestr("content.xml", _ODS.format(rangees))


def _cellule_ods(valeur: Cellule) -> str:
    if valeur is None:
        return "<table:table-cell/>"
    if isinstance(valeur, bool):
        genre, montre = f'boolean" office:boolean-value="{str(valeur).lower()}', "VRAI" if valeur else "FAUX"
    elif isinstance(valeur, Taux):
        genre, montre = f'percentage" office:value="{float(valeur)!r}', f"{valeur:.2%}".replace(".", ",")
    elif isinstance(valeur, int | float):
        genre, montre = f'float" office:value="{valeur!r}', f"{valeur:,.2f}"
    elif isinstance(valeur, date):
        genre, montre = f'date" office:date-value="{valeur.isoformat()}', f"{valeur:%d/%m/%Y}"
    else:
        genre, montre = "string", valeur
    return (
        f'<table:table-cell office:value-type="{genre}"><text:p>{escape(montre)}</text:p></table:table-cell>'
    )


def ecrire_xlsb(chemin: Path, grille: Grille) -> None:
    """Write Excel's binary workbook: three parts of records, styles 0 (general), 1 (day) and 2 (percent)."""
    feuille = (
        _record(129)
        + _record(148, struct.pack("<4I", 0, len(grille) - 1, 0, len(grille[0]) - 1))
        + _record(145)
    )
    for i, rangee in enumerate(grille):
        feuille += _record(0, struct.pack("<IIHBBBI", i, 0, 300, 0, 0, 0, 0))
        feuille += b"".join(_cellule_xlsb(j, v) for j, v in enumerate(rangee) if v is not None)
    feuille += _record(146) + _record(130)
    styles = _record(278) + _record(617, struct.pack("<I", 3))
    styles += b"".join(_record(47, struct.pack("<HHHHH6x", 0, format_, 0, 0, 0)) for format_ in (0, 14, 10))
    styles += _record(618) + _record(279)
    classeur = _record(131) + _record(143)
    classeur += _record(156, struct.pack("<II", 0, 1) + _texte("rId1") + _texte("Feuille"))
    classeur += _record(144) + _record(132)
    liens = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    with zipfile.ZipFile(chemin, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            relations.format(
                f'<Relationship Id="rId1" Type="{liens}/officeDocument" Target="xl/workbook.bin"/>'
            ),
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            relations.format(
                f'<Relationship Id="rId1" Type="{liens}/worksheet" Target="worksheets/sheet1.bin"/>'
                f'<Relationship Id="rId2" Type="{liens}/styles" Target="styles.bin"/>'
            ),
        )
        for nom, octets in (("workbook", classeur), ("styles", styles), ("worksheets/sheet1", feuille)):
            archive.writestr(f"xl/{nom}.bin", octets)


def _record(numero: int, octets: bytes = b"") -> bytes:
    entete = bytes([numero]) if numero < 128 else bytes([numero & 127 | 128, numero >> 7])
    taille, reste = b"", len(octets)
    while reste > 127:
        taille, reste = taille + bytes([reste & 127 | 128]), reste >> 7
    return entete + taille + bytes([reste]) + octets


def _texte(texte: str) -> bytes:
    return struct.pack("<I", len(texte)) + texte.encode("utf-16-le")


def _cellule_xlsb(colonne: int, valeur: str | float | date | bool) -> bytes:
    style = 1 if isinstance(valeur, date) else 2 if isinstance(valeur, Taux) else 0
    tete = struct.pack("<II", colonne, style)
    if isinstance(valeur, bool):
        return _record(4, tete + bytes([valeur]))
    if isinstance(valeur, str):
        return _record(6, tete + _texte(valeur))
    nombre = (valeur - _EPOQUE).days if isinstance(valeur, date) else valeur
    return _record(5, tete + struct.pack("<d", nombre))


TABLEURS: dict[str, Callable[[Path, Grille], None]] = {
    ".xlsx": ecrire_xlsx,
    ".xlsm": ecrire_xlsm,
    ".xls": ecrire_xls,
    ".ods": ecrire_ods,
    ".xlsb": ecrire_xlsb,
}
