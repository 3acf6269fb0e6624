"""The annotated workbook: refused rows as their file writes them, each with its reasons and what to do, ready to be corrected and deposited again."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from spaser.ingest.corrections import RAISON, RAISON_ENTIER, REMEDE

_AUTEUR: Final = "SPASER"
_BLOQUANTE: Final = PatternFill("solid", fgColor="F8C9C4")
_A_VOIR: Final = PatternFill("solid", fgColor="FCE8B2")
_ENTETE: Final = PatternFill("solid", fgColor="1F3A5F")
_ANNOTATION: Final = PatternFill("solid", fgColor="EEEEEE")
_BLANC: Final = Font(bold=True, color="FFFFFF")
_LARGEUR_RAISON: Final = 60
_LARGEUR: Final = 22
_CELLULE_MAX: Final = 32_767
_FEUILLE_MAX: Final = 31
_FEUILLE_INTERDITS: Final = re.compile(r"[\[\]:*?/\\]")
_COMMENTAIRE: Final = (420, 160)

Faute = tuple[int | None, bool, str, str]
"""Rank of the cell at fault (None: the whole row), whether it refuses the row, the reason, the remedy."""


def annotated_workbook(chemin: Path) -> bytes:
    """Write as an Excel workbook the rows to correct that a reading has kept (``ExtractReport.a_corriger``).

    Every cell is a text, shown and read again letter for letter: nothing is turned into a number, a date or a formula. The cells at
    fault are coloured and their comment says why; the first two columns hold the reasons and the remedies, and are left aside when
    the workbook is deposited again.

    Args:
        chemin: the staged file of the reading.
    """
    with duckdb.connect(str(chemin), read_only=True) as con:
        [(entier, nom)] = con.table("corrections.fichier").fetchall()
        entetes = con.table("corrections.entetes").order("rang").select("entete", "requise").fetchall()
        lignes = con.table("corrections.lignes").order("ligne").fetchall()
        fautes: dict[int, list[Faute]] = defaultdict(list)
        for ligne, *faute in con.table("corrections.fautes").order("ligne, bloquante desc, rang").fetchall():
            fautes[ligne].append((faute[0], faute[1], faute[2], faute[3]))
    classeur = Workbook(write_only=True)
    feuille = classeur.create_sheet(_nom_de_feuille(nom))
    feuille.freeze_panes = "C2"
    for rang in range(len(entetes) + 2):
        feuille.column_dimensions[get_column_letter(rang + 1)].width = (
            _LARGEUR if rang > 1 else _LARGEUR_RAISON
        )
    feuille.auto_filter.ref = f"A1:{get_column_letter(len(entetes) + 2)}{len(lignes) + 1}"
    feuille.append(
        [_entete(feuille, RAISON_ENTIER if entier else RAISON), _entete(feuille, REMEDE)]
        + [_entete(feuille, texte, requise=requise) for texte, requise in entetes]
    )
    for numero, cellules in lignes:
        feuille.append(list(_ligne(feuille, numero, cellules, fautes[numero])))
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


def _ligne(
    feuille: WriteOnlyWorksheet, numero: int, cellules: Sequence[str | None], fautes: Sequence[Faute]
) -> Iterator[WriteOnlyCell]:
    bloquantes = [faute for faute in fautes if faute[1]]
    raisons = list(dict.fromkeys(message for _, _, message, _ in bloquantes))
    debut = f"Ligne {numero} : " if raisons else ""
    yield _annotation(feuille, debut + "\n".join(raisons))
    yield _annotation(feuille, "\n".join(dict.fromkeys(remede for *_, remede in bloquantes)))
    for rang, texte in enumerate(cellules):
        cellule = _texte(feuille, texte or "")
        ici = [faute for faute in fautes if faute[0] == rang]
        if ici:
            cellule.fill = _BLOQUANTE if any(bloque for _, bloque, _, _ in ici) else _A_VOIR
            largeur, hauteur = _COMMENTAIRE
            cellule.comment = Comment(
                "\n".join(f"{message} {remede}" for _, _, message, remede in ici),
                _AUTEUR,
                width=largeur,
                height=hauteur,
            )
        yield cellule


def _entete(feuille: WriteOnlyWorksheet, texte: str, *, requise: bool = False) -> WriteOnlyCell:
    cellule = _texte(feuille, texte)
    cellule.font, cellule.fill = _BLANC, _ENTETE
    cellule.alignment = Alignment(wrap_text=True, vertical="top")
    if requise:
        cellule.comment = Comment("Obligatoire : chaque ligne doit la remplir.", _AUTEUR)
    return cellule


def _annotation(feuille: WriteOnlyWorksheet, texte: str) -> WriteOnlyCell:
    cellule = _texte(feuille, texte)
    cellule.fill = _ANNOTATION
    cellule.alignment = Alignment(wrap_text=True, vertical="top")
    return cellule


def _texte(feuille: WriteOnlyWorksheet, texte: str) -> WriteOnlyCell:
    """Return a cell that is a text whatever it holds: a leading « = » is a sign, not a formula, also once it has been edited."""
    cellule = WriteOnlyCell(feuille, value=ILLEGAL_CHARACTERS_RE.sub("\ufffd", texte)[:_CELLULE_MAX] or None)
    if cellule.value is not None:
        cellule.data_type = "s"
    cellule.number_format = "@"
    cellule.quotePrefix = texte.startswith(("=", "+", "-", "@"))
    return cellule


def _nom_de_feuille(nom: str | None) -> str:
    """Return the sheet's own name, by which its source is known again; Excel forbids some signs and 32 letters."""
    return _FEUILLE_INTERDITS.sub(" ", nom or "").strip("' ")[:_FEUILLE_MAX] or "Lignes à corriger"
