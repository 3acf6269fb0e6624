"""The cells of a file under the names of its kind: one row per row and contractor, as text, null where nothing was filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import ColumnExpression, Expression, FunctionExpression
from pyarrow import compute

from spaser.ingest.appariement import Appariement, Place
from spaser.ingest.cellules import Cellules, Texte, morceaux_de, transformer
from spaser.ingest.read.distinctes import PAR_VALEUR, bout_a_bout, sous_la_forme

_ROLE = "titulaire_role"
_ROLE_COTRAITANT = "cotraitant"
_MOIS_SEUL = re.compile(
    r"(?P<rang>0?[1-9]|1[0-2])(?:\.0)?|[^\W\d_]{3,9}\.?|[tq] ?[1-4]|[1-4] ?(?:er|e|ème|eme|re|nd)? ?trim(?:estre|\.)?",
    re.IGNORECASE,
)
_ANNEE_SEULE = re.compile(r"((?:19|20)\d\d)(?:\.0)?")


@dataclass(frozen=True)
class Saisie:
    """The rows (``ligne``, and ``rang``, that of the contractor), and the cells of the columns that the file has."""

    reperes: pa.Table
    colonnes: dict[str, Cellules]

    @property
    def lignes(self) -> int:
        """How many rows there are."""
        return int(self.reperes.num_rows)

    def table(self, colonnes: Mapping[str, Texte]) -> pa.Table:
        """Return columns beside ``ligne`` and ``rang``."""
        return pa.table({**{nom: self.reperes.column(nom) for nom in self.reperes.column_names}, **colonnes})


@dataclass(frozen=True)
class _Part:
    """Rows of the file for the contractor of one rank: which ones (None: all), where its columns are, and its role."""

    rang: int
    gardees: pa.Array | None
    places: Mapping[str, Place]
    role: str | None

    def lignes(self, colonne: Texte) -> Texte:
        return colonne if self.gardees is None else colonne.filter(self.gardees)


def nommer_colonnes(con: duckdb.DuckDBPyConnection, brut: pa.Table, lecture: Appariement) -> Saisie:
    """Return the rows of the file under the names of its kind, and show them as the view ``saisie``, which has all its columns."""
    membres = lecture.membres.values()
    rangs = {p.rang for places in (lecture.colonnes, *(m.colonnes for m in membres)) for p in places.values()}
    brutes = {f"c{rang}": Cellules.de(brut.column(f"c{rang}")) for rang in sorted(rangs)}
    videes = transformer(con, brutes, [_vider])
    parts = [_Part(1, None, lecture.colonnes, None), *_autres_contractants(lecture, videes)]
    lignes = [part.lignes(brut.column("ligne")) for part in parts]
    reperes = pa.table(
        {
            "ligne": _suite(lignes),
            "rang": _suite(
                [
                    pa.array(np.full(len(n), part.rang, np.int32))
                    for part, n in zip(parts, lignes, strict=True)
                ]
            ),
        }
    )
    colonnes = {}
    for colonne in lecture.genre.colonnes:
        morceaux = [
            _morceau(colonne.nom, part, videes, len(n)) for part, n in zip(parts, lignes, strict=True)
        ]
        if any(m is not None for m in morceaux):
            colonnes[colonne.nom] = _reunir(morceaux, [len(n) for n in lignes])
    for colonne in lecture.genre.colonnes:
        if colonne.annee_dans in colonnes and colonne.nom in colonnes:
            colonnes[colonne.nom] = _mois_de_l_annee(colonnes[colonne.nom], colonnes[colonne.annee_dans])
    saisie = Saisie(reperes, colonnes)
    rien = pa.nulls(saisie.lignes, pa.string())
    con.register(
        "saisie",
        saisie.table(
            {c.nom: colonnes[c.nom].colonne() if c.nom in colonnes else rien for c in lecture.genre.colonnes}
        ),
    )
    return saisie


def _vider(noms: Sequence[str]) -> Iterator[Expression]:
    for nom in noms:
        yield FunctionExpression("vider", ColumnExpression(nom)).alias(nom)


def _autres_contractants(lecture: Appariement, videes: Mapping[str, Cellules]) -> Iterator[_Part]:
    """Yield the rows that name a second contractor, a third one… with what they say of it and of the contract."""
    du_contrat = {nom: place for nom, place in lecture.colonnes.items() if not nom.startswith("titulaire_")}
    for rang, membre in sorted(lecture.membres.items()):
        nommees = [
            videes[f"c{membre.colonnes[nom].rang}"].remplies()
            for nom in ("titulaire_siret", "titulaire_nom")
            if nom in membre.colonnes
        ]
        if nommees:
            remplie = nommees[0] if len(nommees) == 1 else compute.or_(*nommees)
            yield _Part(rang, remplie, {**du_contrat, **membre.colonnes}, membre.role)


def _morceau(nom: str, part: _Part, videes: Mapping[str, Cellules], lignes: int) -> Cellules | None:
    place = part.places.get(nom)
    if place is not None:
        cellules = videes[f"c{place.rang}"]
        if part.gardees is None:
            return cellules
        return Cellules.de(part.lignes(cellules.colonne()))
    if nom == _ROLE and part.role == _ROLE_COTRAITANT:
        return Cellules(pa.array([part.role]), pa.array([0] * lignes, pa.int32()))
    return None


def _reunir(morceaux: Sequence[Cellules | None], tailles: Sequence[int]) -> Cellules:
    """Return one column from those of the parts, null in the parts that do not have it."""
    if len(morceaux) == 1 and morceaux[0] is not None:
        return morceaux[0]
    par_valeur = any(m is not None and m.places is not None for m in morceaux)
    forme = PAR_VALEUR if par_valeur else pa.string()
    suite: list[pa.Array] = []
    for morceau, taille in zip(morceaux, tailles, strict=True):
        lignes = pa.nulls(taille, pa.string()) if morceau is None else morceau.par_ligne()
        suite += [sous_la_forme(bloc, forme) for bloc in morceaux_de(lignes)]
    return Cellules.de(bout_a_bout(suite, forme))


def _mois_de_l_annee(mois: Cellules, annees: Cellules) -> Cellules:
    """Return the months with the year that stands beside them: « 3 » and « 2025 » → « 3/2025 »; a cell that says its year stays."""

    def dater(mois: str | None, annee: str | None) -> str | None:
        seul, an = _MOIS_SEUL.fullmatch(mois or ""), _ANNEE_SEULE.fullmatch(annee or "")
        if seul is None or an is None:
            return mois
        return f"{seul['rang']}/{an[1]}" if seul["rang"] else f"{mois} {an[1]}"

    paires = zip(mois.par_ligne().to_pylist(), annees.par_ligne().to_pylist(), strict=True)
    return Cellules(pa.array([dater(m, a) for m, a in paires], pa.string()))


def _suite(morceaux: Sequence[Texte]) -> pa.ChunkedArray:
    return pa.chunked_array([bloc for morceau in morceaux for bloc in morceaux_de(morceau)], type=pa.int32())
