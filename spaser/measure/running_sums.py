"""What adds up over windows of time, as differences of running sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from spaser.measure.counts import Cles, Ligne, part
from spaser.measure.exact import Fraction
from spaser.measure.held_counts import Entiers, HeldCounts
from spaser.measure.questions import Question

_CENTIEMES: Final = 100
_JOUR, _REPONSE, _PERIMETRE, _SEGMENT = 22, 12, 4, 16
"""Bits: a count (the 9 that remain), a segment, a perimetre, an answer and a day fit one integer that sorts in this order."""


@dataclass(frozen=True)
class RunningSums:
    """Groups of rows (count, segment, perimetre, answer), in this order, and the sums from the first row on.

    ``groupes``: the number that each group is sorted by; ``cles``: that of the group and the day of each row; ``sommes``: one line more
    than rows, of which columns are those of ``HeldCounts.comptes``.
    """

    groupes: Entiers
    releves: Entiers
    segments: Entiers
    perimetres: Entiers
    reponses: npt.NDArray[np.float64]
    cles: Entiers
    sommes: Entiers

    @classmethod
    def of(cls, counts: HeldCounts, rangs: Entiers, par: str | None) -> RunningSums:
        """Sum some rows of the counts in the order of their days, by segment of the dimension ``par``."""
        nul = np.zeros(len(rangs), np.int64)
        segments = nul if par is None else counts.segments[par][rangs].astype(np.int64)
        reponses = counts.reponses[rangs].astype(np.int64)
        groupes = counts.releves[rangs].astype(np.int64) << _SEGMENT | segments
        groupes = (groupes << _PERIMETRE | counts.segments["perimetre"][rangs]) << _REPONSE | reponses
        cles = groupes << _JOUR | counts.jours[rangs]
        ordre = np.argsort(cles)
        sommes = np.zeros((len(rangs) + 1, counts.comptes.shape[1]), np.int64)
        np.cumsum(counts.comptes[rangs[ordre]], axis=0, out=sommes[1:])
        distincts = np.unique(groupes)
        sans_reponse = distincts >> _REPONSE
        return cls(
            groupes=distincts,
            releves=sans_reponse >> _PERIMETRE + _SEGMENT,
            segments=sans_reponse >> _PERIMETRE & _masque(_SEGMENT),
            perimetres=sans_reponse & _masque(_PERIMETRE),
            reponses=counts.valeurs[distincts & _masque(_REPONSE)],
            cles=cles[ordre],
            sommes=sommes,
        )

    def lignes(self, question: Question, par: Mapping[int, str] | None, mobiles: bool) -> Cles:
        """Count one question in its windows: the whole, then each segment that ``par`` names; empty cells are absent.

        ``mobiles``: only the segments that count more or fewer things in the last window than in the first.
        """
        debut, fin = np.searchsorted(self.releves, [question.releve, question.releve + 1])
        retenus = np.arange(debut, fin)
        if question.observe or question.perimetre is not None:
            retenus = retenus[self.perimetres[retenus] == (question.perimetre or 0)]
        if not len(retenus):
            return {}
        segments = np.zeros(len(retenus), np.int64) if par is None else self.segments[retenus]
        departs = np.flatnonzero(np.diff(segments, prepend=-1))
        noms = [None] if par is None else [par[numero] for numero in segments[departs].tolist()]
        return _lues(
            self._dans(self.groupes[retenus], question),
            self.reponses[retenus],
            departs,
            noms,
            mobiles=mobiles,
        )

    def _dans(self, groupes: Entiers, question: Question) -> Entiers:
        """Return the sums of some groups in the windows of a question: shape (groups, windows, sums)."""
        derniers = np.array([f.arrete.toordinal() for f in question.fenetres], np.int64)
        premiers = np.array([f.debut.toordinal() for f in question.fenetres], np.int64)
        depart = groupes[:, None] << _JOUR
        fins = np.searchsorted(self.cles, depart | derniers, "right")
        lus = np.searchsorted(self.cles, depart | (derniers if question.observe else premiers), "left")
        comptes: Entiers = self.sommes[fins] - self.sommes[np.minimum(lus, fins)]
        comptes[:, derniers < premiers] = 0
        return comptes


def _masque(bits: int) -> int:
    return (1 << bits) - 1


def _lues(
    comptes: Entiers,
    reponses: npt.NDArray[np.float64],
    departs: Entiers,
    noms: Sequence[str | None],
    *,
    mobiles: bool,
) -> Cles:
    """Read sums (groups, windows, sums) as lines, of the whole and of each segment, where there is something.

    ``reponses``: the answer of each group (NaN: unknown); ``departs``: the first group of each segment; ``noms``: its name.
    """
    effectifs = comptes[:, :, 0]
    connus = effectifs * ~np.isnan(reponses)[:, None]
    entiers = effectifs * (reponses == 1)[:, None]
    lus = np.add.reduceat(np.concatenate((connus[:, :, None], entiers[:, :, None], comptes), axis=2), departs)
    partages: dict[tuple[str | None, int], Fraction] = defaultdict(Fraction)
    for groupe in np.flatnonzero((reponses > 0) & (reponses < 1)).tolist():
        nom = noms[int(np.searchsorted(departs, groupe, "right")) - 1]
        for fenetre, effectif in enumerate(effectifs[groupe].tolist()):
            for segment in {nom, None}:
                partages[segment, fenetre] += part(reponses[groupe]) * effectif
    lignes: list[tuple[str | None, list[list[int]]]] = [(None, lus.sum(axis=0).tolist())]
    if noms != [None]:
        gardes = np.flatnonzero(lus[:, 0, 2] != lus[:, -1, 2]) if mobiles else np.arange(len(departs))
        lignes += zip((noms[n] for n in gardes.tolist()), lus[gardes].tolist(), strict=True)
    return {
        (fenetre, segment): Ligne(
            effectif=effectif,
            chiffres=chiffres,
            oui=Fraction(oui) + partages[segment, fenetre] if partages else Fraction(oui),
            connus=sus,
            montant=_euros(*montants[:2]),
            montant_min=_euros(*montants[2:4]),
            montant_max=_euros(*montants[4:]),
        )
        for segment, par_fenetre in lignes
        for fenetre, (sus, oui, effectif, chiffres, *montants) in enumerate(par_fenetre)
        if effectif
    }


def _euros(portes: int, centiemes: int) -> Fraction | None:
    """Return a sum in its unit; None when no row bears an amount."""
    return Fraction(centiemes, _CENTIEMES) if portes else None
