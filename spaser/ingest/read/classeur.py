"""Workbooks: calamine reads, after the checks that keep it from taking the process down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path

import pyarrow as pa
import python_calamine as calamine
from pyarrow import compute

from spaser.ingest.options import Limites
from spaser.ingest.read import etendue
from spaser.ingest.read.feuille import Bloc, CelluleFautive, Feuille, LectureRefuseeError, Ligne

_REMEDE_COPIE = (
    "Ouvrez-le dans votre tableur, enregistrez-en une copie au format Excel (.xlsx) et déposez cette copie."
)
_TROIS_DECIMALES = 3
_LOT = 20_000


class _Classeur:
    """Sheets that calamine has parsed: the largest is kept until it has been read to its end, not parsed again after its first rows."""

    def __init__(self, chemin: Path) -> None:
        self._classeur = _ouvrir(chemin)
        self._gardee: calamine.CalamineSheet | None = None

    @property
    def visibles(self) -> list[str]:
        """Names of the sheets that a reader sees."""
        return [
            meta.name
            for meta in self._classeur.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
            and meta.visible == calamine.SheetVisibleEnum.Visible
        ]

    def rangees(self, nom: str) -> Iterator[Sequence[object]]:
        """Yield the rows of a sheet from its first line, as wide as each other."""
        with _panique():
            feuille = self._feuille(nom)
            yield from feuille.iter_rows()
            if self._gardee is feuille:
                self._gardee = None

    def _feuille(self, nom: str) -> calamine.CalamineSheet:
        if self._gardee is not None and self._gardee.name == nom:
            return self._gardee
        feuille = self._classeur.get_sheet_by_name(nom)
        if self._gardee is None or _cellules(feuille) > _cellules(self._gardee):
            self._gardee = feuille
        return feuille


def _cellules(feuille: calamine.CalamineSheet) -> int:
    return feuille.total_height * feuille.total_width


def lire_classeur(chemin: Path, limites: Limites, *, en_zip: bool) -> list[Feuille]:
    """Return the visible sheets that hold something.

    Raises:
        LectureRefuseeError: protected, damaged, oversized or empty.
    """
    erreurs = etendue.mesurer(chemin, limites) if en_zip else {}
    entrees = etendue.entrees_par_feuille(chemin) if en_zip else {}
    epoque_1904 = en_zip and etendue.date_1904(chemin)
    classeur = _Classeur(chemin)
    feuilles = []
    for nom in classeur.visibles:
        fautives = erreurs.get(entrees.get(nom, ""), ())
        feuille = _feuille(classeur, nom, fautives, epoque_1904=epoque_1904)
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


def nombres_en_texte(nombres: Sequence[object]) -> pa.Array:
    """Write numbers as ``cellule_en_texte`` does, all at once unless one has an exponent or is minus zero."""
    textes = pa.array(nombres, pa.float64()).cast(pa.string())
    if compute.any(compute.match_substring_regex(textes, "[a-z]|^-0$")).as_py():
        return pa.array(_textes(nombres), pa.string())
    return compute.replace_substring_regex(textes, r"(\.\d{3})$", r"\10")


def _nombre_en_texte(valeur: float) -> str:
    if valeur.is_integer():
        return str(int(valeur))
    texte = repr(valeur)
    if "e" in texte:
        texte = format(Decimal(texte), "f")
    decimales = len(texte) - texte.find(".") - 1
    return texte + "0" if decimales == _TROIS_DECIMALES else texte


def _ouvrir(chemin: Path) -> calamine.CalamineWorkbook:
    with _panique():
        try:
            return calamine.CalamineWorkbook.from_path(str(chemin))
        except calamine.PasswordError as cause:
            raise LectureRefuseeError(
                "classeur_protege",
                "Ce classeur est protégé par un mot de passe.",
                "Enregistrez-en une copie sans mot de passe et déposez cette copie.",
            ) from cause


def _abime() -> LectureRefuseeError:
    return LectureRefuseeError(
        "fichier_tronque",
        "Le classeur est tronqué, abîmé ou d'un format que le logiciel ne sait pas lire.",
        _REMEDE_COPIE,
    )


@contextmanager
def _panique() -> Iterator[None]:
    """Turn whatever the reader raises into a refusal: its panics are not Exceptions."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit, LectureRefuseeError):
        raise
    except BaseException as cause:
        raise _abime() from cause


def _feuille(
    classeur: _Classeur, nom: str, fautives: Sequence[etendue.Place], *, epoque_1904: bool
) -> Feuille | None:
    def lignes() -> Iterator[Ligne]:
        for numero, cellules in enumerate(classeur.rangees(nom), start=1):
            yield numero, _textes(cellules)

    debut = Feuille.apercu(lignes())
    if not any(any(cellules) for _, cellules in debut):
        return None
    fautes = tuple(CelluleFautive("erreur_excel", n, c) for n, c in fautives)
    return Feuille(
        nom,
        lignes,
        epoque_1904=epoque_1904,
        fautes=fautes,
        debut=debut,
        blocs=partial(_par_blocs, classeur, nom),
    )


def _par_blocs(classeur: _Classeur, nom: str, apres: int, largeur: int) -> Iterator[Bloc | Ligne]:
    """Yield the rows after a line by lots, cut or completed to a width."""
    premiere = apres + 1
    rangees = islice(classeur.rangees(nom), apres, None)
    while lot := list(islice(rangees, _LOT)):
        colonnes = [_colonne(c) for c in islice(zip(*lot, strict=True), largeur)]
        manquantes = largeur - len(colonnes)
        yield Bloc(premiere, [*colonnes, *[pa.array([""] * len(lot), pa.string())] * manquantes])
        premiere += len(lot)


def _colonne(cellules: Sequence[object]) -> pa.Array:
    genres = set(map(type, cellules))
    if genres == {float}:
        return nombres_en_texte(cellules)
    return pa.array(cellules if genres == {str} else _textes(cellules), pa.string())


def _textes(valeurs: Sequence[object]) -> list[str]:
    return [v if type(v) is str else cellule_en_texte(v) for v in valeurs]
