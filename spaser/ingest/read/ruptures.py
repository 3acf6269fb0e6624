"""Rows under the headings that begin something else: another table, a second line of headings, units, the foot of the table."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from spaser.ingest.read.entete_certaine import est_entete, noms_connus
from spaser.ingest.read.natures import Nature, contredit, est_nulle, nature, nature_de

Rangee = tuple[int, list[str]]

_UNITE = re.compile(
    r"(?:en\s+)?(?:[kM]?[€$£%]|k?euros?|eur|ht|ttc|textes?|text|nombre|num[ée]rique|entier|d[ée]cimal|dates?|bool[ée]en|unit[ée]s?"
    r"|jj/mm/a{2,4}|dd/mm/y{2,4}|a{4}-mm-jj|yyyy-mm-dd|a{4}|hh:mm(?::ss)?|string|str|int|integer|float|number|varchar|\(\d{1,2}\)"
    r"|m[²2³3]?|km|kg|h|heures?|jours?)",
    re.IGNORECASE,
)
_PIED = re.compile(
    r"(?:visa|établi|signature|signé|fait à|arrêté|certifié|validé|édité|imprimé|source|page|fin d|mis à jour"
    r"|nombre de lignes|nombre d'enregistrements|nb lignes|l[ea] (?:directeur|directrice|maire|président|présidente))\b",
    re.IGNORECASE,
)
_VOISINES = 8
_ASSEZ = 3
_LARGE = 4
_BLOC = 200
_TETE = 100


class Ruptures:
    """Judge every row against the columns, the rows just above and the rows under it.

    Args:
        donnees: the rows under the headings, none blank.
        natures: what each column holds.
        occupees: the numbers of all the rows that hold something: the others are blank.
    """

    def __init__(
        self, donnees: Sequence[Rangee], natures: Sequence[Nature | None], occupees: set[int]
    ) -> None:
        """Prepare the judgement."""
        self._donnees = donnees
        self._natures = natures
        self._occupees = occupees
        self._voisines: deque[list[Nature | None]] = deque(maxlen=_VOISINES)
        self._remplies = [False] * len(natures)

    def constat(self, rang: int) -> str | None:
        """Say why a row is no data, in French; None when nothing tells it from data.

        Args:
            rang: its rank in ``donnees``.
        """
        numero, cellules = self._donnees[rang]
        apres_un_blanc = numero - 1 not in self._occupees
        if rang == 0 and (self._decrit_les_colonnes(cellules) or self._coiffe(0)):
            return "cette ligne ressemble à une seconde ligne d'en-têtes ou d'unités plutôt qu'à des données"
        if (
            self._est_etrangere(cellules, apres_un_blanc=apres_un_blanc)
            or self._rompt(cellules, apres_un_blanc=apres_un_blanc)
            or (
                rang
                and (apres_un_blanc or any(map(contredit, cellules, self._natures)))
                and self._coiffe(rang)
            )
        ):
            return "aucune cellule n'y ressemble à celles de sa colonne : c'est sans doute l'en-tête d'un autre tableau"
        if rang and self._est_un_pied(rang, cellules):
            return "cette ligne sous le tableau n'a pas la forme des autres : rien ne dit si c'est une donnée ou une mention"
        return None

    def admettre(self, cellules: Sequence[str]) -> None:
        """Count a row as data, for the judgement of the next ones."""
        self._voisines.append([nature_de(c) if c else None for c in cellules])
        self._remplies = [deja or bool(c) for deja, c in zip(self._remplies, cellules, strict=True)]

    def _decrit_les_colonnes(self, cellules: Sequence[str]) -> bool:
        """Tell units, types or second headings: words for units, or cells foreign to the columns under them."""
        remplies = [c for c in cellules if c]
        if sum(_UNITE.fullmatch(c) is not None for c in remplies) * 2 > len(remplies):
            return True
        dessous = [c for _, c in self._donnees[1:_TETE]]
        if len(dessous) < _ASSEZ:
            return False
        juges = _juger(cellules, [nature(colonne) for colonne in zip(*dessous, strict=True)])
        contraires = juges.count(False)
        if contraires == len(juges) == 1:
            return all(not any(signe.isdecimal() for signe in c) for c in remplies)
        return contraires == len(juges) > 0 or contraires * 2 > len(juges) > _ASSEZ

    def _est_etrangere(self, cellules: Sequence[str], *, apres_un_blanc: bool) -> bool:
        juges = _juger(cellules, self._natures)
        if not juges:
            return apres_un_blanc and not any(self._natures)
        return not any(juges)

    def _rompt(self, cellules: Sequence[str], *, apres_un_blanc: bool) -> bool:
        """Tell words that name columns, or a row that has nothing in common with the rows just above."""
        remplies = [c for c in cellules if c]
        connus = noms_connus(remplies)
        if connus * 2 > max(len(remplies), 2) or connus * 2 == len(remplies) >= _LARGE:
            return True
        if not self._voisines:
            return False
        communes = [
            colonne[0] if len(set(colonne)) == 1 else None for colonne in zip(*self._voisines, strict=True)
        ]
        juges = [
            (nature_de(c) == n, n.nom)
            for c, n in zip(cellules, communes, strict=True)
            if n and not est_nulle(c)
        ]
        semblables = sum(semblable for semblable, _ in juges)
        if connus >= 2 and semblables * 2 < len(juges):  # noqa: PLR2004
            return True
        if len(self._voisines) < _ASSEZ and not apres_un_blanc:
            mots = not any(signe.isdecimal() for c in remplies for signe in c)
            return mots and len(juges) > 1 and semblables == 0
        if len(juges) == 1 and juges[0][1] == "code":
            return False  # the shape of one code may change: A-9, then A-10
        return bool(juges) and semblables == 0

    def _coiffe(self, rang: int) -> bool:
        """Tell a row that is certainly the headings of the rows under it, up to the next blank."""
        bloc: list[list[str]] = []
        precedent = self._donnees[rang][0]
        for numero, cellules in self._donnees[rang + 1 : rang + 1 + _BLOC]:
            if numero != precedent + 1:
                break
            bloc.append(cellules)
            precedent = numero
        if not bloc:
            return False
        colonnes = list(zip(*bloc, strict=True))
        return est_entete(self._donnees[rang][1], [nature(c) for c in colonnes], colonnes)

    def _est_un_pied(self, rang: int, cellules: Sequence[str]) -> bool:
        """Tell « Visa | Mme Martin » or « Nombre de lignes | 12 » under the table, alone or after a blank."""
        if len(self._donnees) - rang > _ASSEZ:
            return False
        places = [place for place, c in enumerate(cellules) if c]
        if places[0] == 0 and _PIED.match(cellules[0]):
            return True
        dessus = [c for _, c in self._donnees[max(rang - _TETE, 0) : rang]]
        natures = [nature(colonne) for colonne in zip(*dessus, strict=True)]
        if rang < _ASSEZ:  # one or two rows show no shape of codes
            natures = [None if n is not None and n.nom == "code" else n for n in natures]
        usuel = sum(bool(c) for rangee in dessus for c in rangee) / len(dessus)
        autre_nature = any(map(contredit, cellules, natures))
        nouvelle = bool(cellules[0]) and not self._remplies[0]
        autre = autre_nature or (nouvelle and rang >= _ASSEZ)
        if len(places) * 2 <= len(cellules) and places[0] == 0 and autre:
            return True
        if places == [0, 1] and usuel >= _LARGE and not any(_juger(cellules, natures)):
            return True
        return self._donnees[rang][0] - 1 not in self._occupees and autre


def _juger(cellules: Sequence[str], natures: Sequence[Nature | None]) -> list[bool]:
    """Tell, for each cell of a column that has a nature, whether it is of that nature."""
    return [
        n.convient(c) for c, n in zip(cellules, natures, strict=True) if n is not None and not est_nulle(c)
    ]
