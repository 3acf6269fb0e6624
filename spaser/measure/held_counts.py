"""The counts made ahead of a version, read by DuckDB once and held in memory: which of their rows a request may add up.

Planning a statement for every filter change cost more than the sums themselves (docs: decision 010). ``HeldCounts.retenues`` is for
these rows what the macro ``visibles`` is for facts: the only door, through which the filters and the perimeter of a request let rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from spaser.measure.version import VersionLike
from spaser.store import StoreError, sql

Entiers = npt.NDArray[np.int64]
Numeros = Mapping[str, list[int] | None]
"""The filters and the perimeter in the numbers of the counts: None lets all rows through, an empty list none."""

_RESTRICTIONS: Final = {
    "domaines": "domaine",
    "dga": "dga",
    "territoires": "territoire",
    "territoires_vus": "territoire",
    "dga_vues": "dga",
}
_MONTANTS: Final = ("montant", "montant_min", "montant_max")
_ABSENT: Final = 0
"""No segment has this number: a restriction on a dimension that a mesh does not tell apart lets nothing through."""
_REPONSES_MAX: Final = 4_000
_ORDINAL_1970: Final = date(1970, 1, 1).toordinal()
_TENUS: WeakKeyDictionary[VersionLike, dict[tuple[str, int], HeldCounts]] = WeakKeyDictionary()


@dataclass(frozen=True)
class HeldCounts:
    """The rows of one mesh, by count (``bornes``: where the rows of each start and end), then by day.

    ``releves``: the count of each row; ``segments``: numbers by dimension, perimetre included; ``reponses``: ranks in ``valeurs`` (the first is « unknown », NaN);
    ``jours``: ordinals; ``comptes``, one line a row: effectif, chiffres, then for each amount whether the row bears it and its hundredths.
    """

    bornes: Mapping[int, tuple[int, int]]
    releves: npt.NDArray[np.int16]
    segments: Mapping[str, npt.NDArray[np.int16]]
    reponses: npt.NDArray[np.int16]
    valeurs: npt.NDArray[np.float64]
    jours: npt.NDArray[np.int32]
    comptes: Entiers
    _index: dict[str, tuple[Entiers, npt.NDArray[np.int16]]] = field(default_factory=dict, compare=False)

    def retenues(self, releves: Iterable[int], numeros: Numeros) -> Entiers:
        """Return the rows of some counts that the filters and the perimeter let through, in no order."""
        restrictions = [
            (dimension, permis)
            for nom, dimension in _RESTRICTIONS.items()
            if (permis := numeros[nom]) is not None
        ]
        if not restrictions:
            tranches = [np.arange(*self.bornes[releve]) for releve in set(releves) if releve in self.bornes]
            return np.concatenate(tranches) if tranches else np.empty(0, np.int64)
        rangs = min((self._portant(*restriction) for restriction in restrictions), key=len)
        for colonne, permis in (
            (self.releves, list(releves)),
            *((self.segments[dimension], permis) for dimension, permis in restrictions),
        ):
            lues = colonne[rangs]
            passe = np.zeros(max(int(lues.max(initial=0)), *permis, 0) + 1, dtype=bool)
            passe[permis] = True
            rangs = rangs[passe[lues]]
        return rangs

    def _portant(self, dimension: str, permis: Sequence[int]) -> Entiers:
        """Return the rows that bear one of the segments of a dimension; where those of each are is found once."""
        index = self._index.get(dimension)
        if index is None:
            colonne = self.segments[dimension]
            ordre = np.argsort(colonne, kind="stable")
            index = self._index[dimension] = (ordre, colonne[ordre])
        ordre, tries = index
        bornes = np.array(sorted(set(permis)), tries.dtype)
        debuts, fins = np.searchsorted(tries, bornes, "left"), np.searchsorted(tries, bornes, "right")
        tranches = [ordre[debut:fin] for debut, fin in zip(debuts.tolist(), fins.tolist(), strict=True)]
        return np.concatenate(tranches) if tranches else np.empty(0, np.int64)


def held_counts(version: VersionLike, vue: str, maille: int) -> HeldCounts:
    """Return the counts of a mesh of a version; the first request reads them, for all."""
    tenus = _TENUS.setdefault(version, {})
    trouves = tenus.get((vue, maille))
    if trouves is None:
        trouves = tenus[vue, maille] = _lus(version, vue, maille)
    return trouves


def _lus(version: VersionLike, vue: str, maille: int) -> HeldCounts:
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    cursor.execute(
        sql("measure/lire_cumuls"), {"vue": vue, "maille": maille, "territoires_vus": None, "dga_vues": None}
    )
    lus: Mapping[str, Any] = cursor.fetchnumpy()
    reponses = np.ma.filled(np.ma.asarray(lus["appartient"], dtype=np.float64), np.nan)
    connues = np.unique(reponses[~np.isnan(reponses)])
    rangs = np.where(np.isnan(reponses), 0, np.searchsorted(connues, reponses) + 1)
    comptes = [_entiers(lus["effectif"]), _entiers(lus["chiffres"])]
    for nom in _MONTANTS:
        comptes += [(~np.ma.getmaskarray(lus[nom])).astype(np.int64), _entiers(lus[nom])]
    releves = _entiers(lus["releve"])
    distincts, departs = np.unique(releves, return_index=True)
    fins = [*departs[1:].tolist(), len(releves)]
    if len(connues) > _REPONSES_MAX:
        raise StoreError(
            f"Plus de {_REPONSES_MAX} réponses différentes à un indicateur : la version ne peut pas être mesurée."
        )
    return HeldCounts(
        bornes=dict(zip(distincts.tolist(), zip(departs.tolist(), fins, strict=True), strict=True)),
        releves=releves.astype(np.int16),
        segments={
            nom: _entiers(lus[nom]).astype(np.int16) for nom in ("domaine", "dga", "territoire", "perimetre")
        },
        reponses=rangs.astype(np.int16),
        valeurs=np.concatenate([[np.nan], connues]),
        jours=(lus["borne"].astype("datetime64[D]").astype(np.int64) + _ORDINAL_1970).astype(np.int32),
        comptes=np.stack(comptes, axis=1),
    )


def _entiers(colonne: Any) -> Entiers:
    return np.ma.filled(np.ma.asarray(colonne, dtype=np.int64), _ABSENT)
