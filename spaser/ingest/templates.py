"""Excel templates: for each kind of extract, a workbook generated from its declaration, whose filled rows are read exactly."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from spaser.catalogue import Catalogue
from spaser.ingest.kinds import Colonne, Genre
from spaser.ingest.kinds.base import TypeCellule
from spaser.ingest.kinds.legendes import DISPOSITIFS, LEGENDES, STATUTS, Legende

_LIGNES: Final = 5_000
"""Rows that have a format and a control."""
_LARGEUR: Final = 22
_OBLIGATOIRE: Final = PatternFill("solid", fgColor="1F3A5F")
_FACULTATIVE: Final = PatternFill("solid", fgColor="6B7A90")
_BLANC: Final = Font(bold=True, color="FFFFFF")
_FORMATS: Final[Mapping[TypeCellule, tuple[str, str]]] = {
    "montant": ("#,##0.00", "nombre en euros, deux décimales"),
    "nombre": ("#,##0.00", "nombre"),
    "taux": ("@", "pourcentage"),
    "entier": ("0", "nombre entier"),
    "annee": ("0", "année sur quatre chiffres"),
    "date": ("dd/mm/yyyy", "date : jour/mois/année"),
    "mois": ("@", "mois/année, ou trimestre"),
    "oui_non": ("@", "oui ou non ; vide si on ne le sait pas"),
    "siret": ("@", "14 chiffres"),
    "cpv": ("@", "8 chiffres"),
    "code_postal": ("@", "5 chiffres"),
    "code_commune": ("@", "5 chiffres"),
    "choix": ("@", "valeur de la liste"),
    "domaine": ("@", "valeur de la liste"),
    "dga": ("@", "valeur de la liste"),
    "territoire": ("@", "valeur de la liste"),
}
_TEXTE: Final = ("@", "texte")
_BORNES: Final[Mapping[TypeCellule, str]] = {"montant": "decimal", "nombre": "decimal", "entier": "whole"}
_INFINI: Final = 10**12


@dataclass(frozen=True)
class ColonneModele:
    """A column of a template: its heading, what to put there, in which form, from which list."""

    legende: Legende
    type: TypeCellule
    obligatoire: bool
    liste: tuple[str, ...] = ()

    @property
    def consigne(self) -> str:
        """What the comment of the heading says."""
        debut = "Obligatoire. " if self.obligatoire else ""
        exemple = self.legende.exemple or (self.liste[0] if self.liste else "")
        fin = f"\nExemple : {exemple}" if exemple else ""
        return f"{debut}{self.legende.quoi}\nFormat : {_FORMATS.get(self.type, _TEXTE)[1]}.{fin}"


def colonnes_du_modele(genre: Genre, catalogue: Catalogue) -> tuple[ColonneModele, ...]:
    """Return the columns that the template of a kind shows, in their order; what only machines write is not there."""
    exigees = {exigence[0] for exigence in genre.exigences}
    colonnes = []
    for colonne in genre.colonnes:
        legende = STATUTS.get(genre.nom) if colonne.nom == "statut" else LEGENDES.get(colonne.nom)
        if legende is not None:
            colonnes.append(
                ColonneModele(legende, colonne.type, colonne.nom in exigees, _liste(colonne, catalogue))
            )
    if genre.nom == "contrats":
        colonnes += [ColonneModele(legende, "oui_non", False, ("oui", "non")) for legende in DISPOSITIFS]
    return tuple(colonnes)


def template_workbook(genre: Genre, catalogue: Catalogue) -> bytes:
    """Write the template of a kind: the sheet to fill in, « Lisez-moi », and a hidden sheet of the lists."""
    colonnes = colonnes_du_modele(genre, catalogue)
    classeur = Workbook()
    feuille = classeur.worksheets[0]
    feuille.title = genre.nom
    lisez_moi = classeur.create_sheet("Lisez-moi")
    listes = classeur.create_sheet("Listes")
    listes.sheet_state = "hidden"
    feuille.freeze_panes = "A2"
    feuille.row_dimensions[1].height = 32
    for rang, colonne in enumerate(colonnes, start=1):
        _entete(feuille, rang, colonne)
        plage = _plage(listes, rang, colonne.liste)
        controle = _controle(colonne, plage, catalogue)
        if controle is not None:
            lettre = get_column_letter(rang)
            controle.add(f"{lettre}2:{lettre}{_LIGNES + 1}")
            feuille.add_data_validation(controle)
    _expliquer(lisez_moi, genre, colonnes)
    flux = io.BytesIO()
    classeur.save(flux)
    return flux.getvalue()


def _liste(colonne: Colonne, catalogue: Catalogue) -> tuple[str, ...]:
    match colonne.type:
        case "choix":
            return tuple(colonne.valeurs)
        case "oui_non":
            return ("oui", "non")
        case "domaine":
            return tuple(element.nom for element in catalogue.domaines)
        case "dga":
            return tuple(element.code for element in catalogue.dga)
        case "territoire":
            return tuple(element.nom for element in catalogue.territoires)
        case _:
            return ()


def _entete(feuille: Worksheet, rang: int, colonne: ColonneModele) -> None:
    cellule = feuille.cell(1, rang, colonne.legende.intitule)
    cellule.font = _BLANC
    cellule.fill = _OBLIGATOIRE if colonne.obligatoire else _FACULTATIVE
    cellule.alignment = Alignment(wrap_text=True, vertical="center")
    cellule.comment = Comment(colonne.consigne, "SPASER", width=320, height=120)
    largeur = feuille.column_dimensions[get_column_letter(rang)]
    largeur.width = _LARGEUR
    largeur.number_format = _FORMATS.get(colonne.type, _TEXTE)[0]


def _plage(listes: Worksheet, rang: int, valeurs: Sequence[str]) -> str:
    for ligne, valeur in enumerate(valeurs, start=1):
        listes.cell(ligne, rang, valeur)
    lettre = get_column_letter(rang)
    return f"{quote_sheetname(listes.title)}!${lettre}$1:${lettre}${len(valeurs)}"


def _controle(colonne: ColonneModele, plage: str, catalogue: Catalogue) -> DataValidation | None:
    """Warn as the cell is filled in; the importer reads more spellings than a list holds, so nothing is forbidden."""
    forme = _FORMATS.get(colonne.type, _TEXTE)[1]
    if colonne.liste:
        controle = DataValidation(type="list", formula1=plage, allow_blank=True)
    elif colonne.type == "date":
        debut = date(catalogue.reglages.annee_min, 1, 1)
        controle = DataValidation(
            type="date",
            operator="greaterThanOrEqual",
            formula1=f"DATE({debut.year},{debut.month},{debut.day})",
            allow_blank=True,
        )
    elif colonne.type in _BORNES:
        controle = DataValidation(
            type=_BORNES[colonne.type],
            operator="between",
            formula1=str(-_INFINI),
            formula2=str(_INFINI),
            allow_blank=True,
        )
    else:
        return None
    controle.errorStyle = "warning"
    controle.errorTitle = colonne.legende.intitule[:32]
    controle.error = f"Attendu : {forme}."
    controle.showErrorMessage = True
    return controle


def _expliquer(feuille: Worksheet, genre: Genre, colonnes: Sequence[ColonneModele]) -> None:
    """Write « Lisez-moi »: one cell a line, so that nothing there looks like a table to read."""
    feuille.column_dimensions["A"].width = 120
    for ligne, texte in enumerate(_phrases(genre, colonnes), start=1):
        cellule = feuille.cell(ligne, 1, texte)
        cellule.alignment = Alignment(wrap_text=True, vertical="top")
        if ligne == 1:
            cellule.font = Font(bold=True, size=14)


def _phrases(genre: Genre, colonnes: Sequence[ColonneModele]) -> Iterator[str]:
    yield f"Modèle pour {genre.libelle}"
    yield f"Remplissez la feuille « {genre.nom} », une ligne par élément, sans changer les intitulés ; puis déposez le classeur (page Déposer)."
    yield "Les colonnes facultatives peuvent rester vides, être retirées ou changer de place. Une cellule vide veut dire « non renseigné », jamais « non »."
    for exigence in genre.exigences:
        noms = [LEGENDES[nom].intitule for nom in exigence if nom in LEGENDES]
        noms = noms or [STATUTS[genre.nom].intitule]
        if len(noms) > 1:
            yield f"Il faut l'une de ces colonnes : {', '.join(noms)}."
    for colonne in colonnes:
        listees = f" Valeurs : {', '.join(colonne.liste)}." if colonne.liste else ""
        yield f"{colonne.legende.intitule} – {' '.join(colonne.consigne.split())}{listees}"
