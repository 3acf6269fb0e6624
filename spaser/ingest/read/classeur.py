"""Workbooks: calamine reads, after the checks that keep it from taking the process down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from spaser.ingest.options import Limites
from spaser.ingest.read import etendue
from spaser.ingest.read.feuille import CelluleFautive, Feuille, LectureRefuseeError, Ligne

_REMEDE_COPIE = (
    "Ouvrez-le dans votre tableur, enregistrez-en une copie au format Excel (.xlsx) et déposez cette copie."
)
_TROIS_DECIMALES = 3


def lire_classeur(chemin: Path, limites: Limites, *, en_zip: bool) -> list[Feuille]:
    """Return the visible sheets that hold something.

    Raises:
        LectureRefuseeError: protected, damaged, oversized or empty.
    """
    etendues = etendue.mesurer(chemin, limites) if en_zip else {}
    entrees = etendue.entrees_par_feuille(chemin) if en_zip else {}
    epoque_1904 = en_zip and etendue.date_1904(chemin)
    classeur = _ouvrir(chemin)
    feuilles = []
    for meta in classeur.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet or meta.visible != calamine.SheetVisibleEnum.Visible:
            continue
        mesure = etendues.get(entrees.get(meta.name, ""))
        feuille = _feuille(classeur, meta.name, mesure, epoque_1904=epoque_1904)
        if feuille is not None:
            feuilles.append(feuille)
    if not feuilles:
        raise LectureRefuseeError(
            "fichier_vide",
            "Ce classeur ne contient aucune feuille remplie.",
            "Vérifiez que vous déposez le bon classeur, puis refaites l'export.",
        )
    return feuilles


def cellule_en_texte(valeur: object) -> str:
    """Write a cell as text, losing nothing: a float keeps its digits, a date is ISO.

    A number with exactly three decimals is written with a fourth, so that 1.234 is never taken for « 1 234 ».
    """
    if isinstance(valeur, str):
        return valeur
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, float):
        return _nombre_en_texte(valeur)
    if isinstance(valeur, datetime):
        return valeur.date().isoformat() if valeur.time() == time(0) else valeur.isoformat(sep=" ")
    if isinstance(valeur, date | time):
        return valeur.isoformat()
    if isinstance(valeur, timedelta):
        return str(valeur)
    return "" if valeur is None else str(valeur)


def _nombre_en_texte(valeur: float) -> str:
    if valeur.is_integer():
        return str(int(valeur))
    texte = format(Decimal(repr(valeur)), "f")
    decimales = len(texte) - texte.find(".") - 1
    return texte + "0" if decimales == _TROIS_DECIMALES else texte


def _ouvrir(chemin: Path) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_path(str(chemin))
    except calamine.PasswordError as cause:
        raise LectureRefuseeError(
            "classeur_protege",
            "Ce classeur est protégé par un mot de passe.",
            "Enregistrez-en une copie sans mot de passe et déposez cette copie.",
        ) from cause
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as cause:  # a panic of the reader is not an Exception
        raise _abime() from cause


def _abime() -> LectureRefuseeError:
    return LectureRefuseeError(
        "fichier_tronque",
        "Le classeur est tronqué, abîmé ou d'un format que le logiciel ne sait pas lire.",
        _REMEDE_COPIE,
    )


def _feuille(
    classeur: calamine.CalamineWorkbook, nom: str, mesure: etendue.Etendue | None, *, epoque_1904: bool
) -> Feuille | None:
    def lignes() -> Iterator[Ligne]:
        try:
            feuille = classeur.get_sheet_by_name(nom)
            for numero, cellules in enumerate(feuille.iter_rows(), start=1):
                yield numero, [v if type(v) is str else cellule_en_texte(v) for v in cellules]
        except (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
            raise
        except BaseException as cause:  # a panic of the reader is not an Exception
            raise _abime() from cause

    debut = Feuille.apercu(lignes())
    if not any(any(cellules) for _, cellules in debut):
        return None
    fautes = tuple(CelluleFautive("erreur_excel", n, c) for n, c in mesure.erreurs) if mesure else ()
    return Feuille(nom, lignes, epoque_1904=epoque_1904, fautes=fautes, debut=debut)
