"""Counts made ahead, held as running sums: what adds up over any window of days is the difference of two of them.

The coarse meshes of a version are read once and held (some tens of megabytes, all measures share them); the finest one, which
tells every combination of segments apart, is read for the filters of each request (docs: decision 010).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

import duckdb
import numpy as np
import numpy.typing as npt

from spaser.measure.counts import Cles, Ligne, part
from spaser.measure.exact import Fraction
from spaser.measure.version import VersionLike
from spaser.measure.windows import Window
from spaser.store import sql

Entiers = npt.NDArray[np.int64]

_SOMMES: Final = ("effectif", "chiffres", "montant", "montant_min", "montant_max")
_COLONNES: Final = 8
"""The running sums, in order: effectif, chiffres, then for each amount the rows that bear it and their sum."""
_CENTIEMES: Final = 100
_JOURS: Final = 1 << 22
"""More than the days of any calendar: a day and the number of its group fit one integer."""
_AUCUN: Final = -1
_ORDINAL_1970: Final = date(1970, 1, 1).toordinal()
_TENUES: WeakKeyDictionary[VersionLike, dict[object, RunningSums]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Question:
    """One count asked by some indicators: the same facts, windows and perimetre.

    ``releve`` and ``perimetre`` are numbers of the counts made ahead (None: all contracts); ``observe`` when distinct things are read
    as they stood on the last day of a window, instead of added over its days; ``panel`` when a thing counts by its amount.
    """

    releve: int
    fenetres: tuple[Window, ...]
    groupe: int
    perimetre: int | None
    panel: bool
    observe: bool
    codes: tuple[str, ...]


@dataclass(frozen=True)
class RunningSums:
    """Groups of rows (count, segment, perimetre, answer), their days in order, and the sums from the first row on.

    ``bornes``: where the groups of each count start and end; ``cles``: group and day of each row; ``sommes``: one line more than rows.
    """

    bornes: Mapping[int, tuple[int, int]]
    segments: npt.NDArray[np.int64]
    perimetres: npt.NDArray[np.int64]
    reponses: npt.NDArray[np.float64]
    cles: Entiers
    sommes: Entiers

    def visibles(self, permis: frozenset[int] | None) -> npt.NDArray[np.bool_]:
        """Tell which groups the filters and the perimeter let through; all of them where the rows were read through them (None)."""
        if permis is None:
            return np.ones(len(self.segments), dtype=bool)
        return np.isin(self.segments, np.fromiter(permis, np.int64))

    def lignes(
        self, question: Question, visibles: npt.NDArray[np.bool_], par: Mapping[int, str] | None
    ) -> Cles:
        """Count one question in its windows: the whole, then each segment that ``par`` names; empty cells are absent."""
        debut, fin = self.bornes.get(question.releve, (0, 0))
        retenus = np.flatnonzero(visibles[debut:fin]) + debut
        if question.observe or question.perimetre is not None:
            voulu = _AUCUN if question.perimetre is None else question.perimetre
            retenus = retenus[self.perimetres[retenus] == voulu]
        if not len(retenus):
            return {}
        comptes = self._dans(retenus, question)
        reponses = self.reponses[retenus]
        trouvees: Cles = {(n, None): ligne for n, ligne in _lues(comptes, reponses)}
        if par is None:
            return trouvees
        segments = self.segments[retenus]
        for numero in np.unique(segments).tolist():
            celui = segments == numero
            trouvees |= {(n, par[numero]): ligne for n, ligne in _lues(comptes[celui], reponses[celui])}
        return trouvees

    def _dans(self, groupes: Entiers, question: Question) -> Entiers:
        """Return the sums of some groups in the windows of a question: shape (groups, windows, sums)."""
        premiers, derniers = (
            np.array([jour.toordinal() for jour in jours], np.int64)
            for jours in (
                [(f.arrete if question.observe else f.debut) for f in question.fenetres],
                [f.arrete for f in question.fenetres],
            )
        )
        depart = groupes[:, None] * _JOURS
        fins = np.searchsorted(self.cles, depart + derniers, "right")
        debuts = np.minimum(np.searchsorted(self.cles, depart + premiers, "left"), fins)
        comptes: Entiers = self.sommes[fins] - self.sommes[debuts]
        if question.observe:
            comptes[:, [f.arrete < f.debut for f in question.fenetres]] = 0
        return comptes


def tenues(version: VersionLike, vue: str, maille: int, par: str | None) -> RunningSums:
    """Return the running sums of a coarse mesh of a version, read once for every perimeter: ``visibles`` lets through what may be seen."""
    connues = _TENUES.setdefault(version, {})
    trouvees = connues.get((vue, maille))
    if trouvees is None:
        tout = dict.fromkeys(("releves", "territoires_vus", "dga_vues", "domaines", "dga", "territoires"))
        trouvees = connues[vue, maille] = lues_a_travers(version, vue, maille, par, tout)
    return trouvees


def lues_a_travers(
    version: VersionLike, vue: str, maille: int, par: str | None, filtres: Mapping[str, object]
) -> RunningSums:
    """Read the running sums of a mesh for some ``releves``, through filters and a perimeter (``segments_numerotes``)."""
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    cursor.execute(sql("measure/lire_cumuls"), {"vue": vue, "maille": maille, "par": par, **filtres})
    return _sommes_de(cursor)


def _sommes_de(cursor: duckdb.DuckDBPyConnection) -> RunningSums:
    lues: Mapping[str, Any] = cursor.fetchnumpy()
    releves, segments = (_entiers(lues[nom]) for nom in ("releve", "segment"))
    perimetres = _entiers(lues["perimetre"], _AUCUN)
    reponses = np.ma.filled(lues["appartient"].astype(np.float64), np.nan)
    jours = lues["borne"].astype("datetime64[D]").astype(np.int64) + _ORDINAL_1970
    rangs = np.stack([releves, segments, perimetres, np.nan_to_num(reponses, nan=_AUCUN)], axis=1)
    ruptures = np.ones(len(releves), dtype=bool)
    ruptures[1:] = (rangs[1:] != rangs[:-1]).any(axis=1)
    groupes = np.cumsum(ruptures) - 1
    sommes = np.zeros((len(releves) + 1, _COLONNES), np.int64)
    colonnes = [_entiers(lues["effectif"]), _entiers(lues["chiffres"])]
    for nom in _SOMMES[2:]:
        colonnes += [(~np.ma.getmaskarray(lues[nom])).astype(np.int64), _entiers(lues[nom])]
    np.cumsum(np.stack(colonnes, axis=1), axis=0, out=sommes[1:])
    departs = np.flatnonzero(ruptures)
    par_releve = releves[departs]
    return RunningSums(
        {
            int(releve): (
                int(np.searchsorted(par_releve, releve, "left")),
                int(np.searchsorted(par_releve, releve, "right")),
            )
            for releve in np.unique(par_releve)
        },
        segments[departs],
        perimetres[departs],
        reponses[departs],
        groupes * _JOURS + jours,
        sommes,
    )


def _entiers(colonne: Any, absent: int = 0) -> Entiers:
    return np.ma.filled(np.ma.asarray(colonne, dtype=np.int64), absent)


def _lues(comptes: Entiers, reponses: npt.NDArray[np.float64]) -> list[tuple[int, Ligne]]:
    """Read the sums of some groups as one line a window; ``reponses`` is the answer of each group (NaN: unknown)."""
    connues = ~np.isnan(reponses)
    effectifs = comptes[:, :, 0]
    entiers = effectifs[reponses == 1].sum(axis=0).tolist()
    connus = effectifs[connues].sum(axis=0).tolist()
    partages = [
        (part(reponses[g]), effectifs[g].tolist()) for g in np.flatnonzero((reponses > 0) & (reponses < 1))
    ]
    return [
        (
            numero,
            Ligne(
                effectif=effectif,
                chiffres=chiffres,
                oui=sum((p * nombres[numero] for p, nombres in partages), Fraction(entiers[numero])),
                connus=connus[numero],
                montant=Fraction(montant, _CENTIEMES) if portes else None,
                montant_min=Fraction(montant_min, _CENTIEMES) if portes_min else None,
                montant_max=Fraction(montant_max, _CENTIEMES) if portes_max else None,
            ),
        )
        for numero, (
            effectif,
            chiffres,
            portes,
            montant,
            portes_min,
            montant_min,
            portes_max,
            montant_max,
        ) in enumerate(comptes.sum(axis=0).tolist())
        if effectif
    ]
