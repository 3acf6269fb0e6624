"""Which dialects a text may be written in, and which of them explains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spaser.ingest.read.dialecte import Dialecte, Essai, essayer
from spaser.ingest.read.feuille import LectureRefuseeError

_SEPARATEURS = (
    *(";", ",", "\t", "|", "||", ";;", "\t\t", ", ", "; ", " | ", " ; ", "\\t"),
    *(":", "~", "^", "#", "§", "¤", "::", "\x01", "\x1e", "\x1f"),
)
_ESPACE = " "
"""Tried last: any text has spaces."""
_VIRGULE = ","
_USUELS = (";", _VIRGULE, "\t", "|")
_RIVALE = 0.8
_DIRECTIVE = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
_REMEDE = "Refaites l'export en CSV séparé par des points-virgules, ou en classeur Excel (.xlsx)."


def directive(premiere: str) -> str | None:
    """Return the separator that Excel's first line announces: ``sep=;``."""
    trouvee = _DIRECTIVE.fullmatch(premiere.removeprefix("\ufeff"))
    return trouvee.group(1) if trouvee else None


def choisir_dialectes(lignes: Sequence[str], *, complet: bool, impose: str | None = None) -> list[Essai]:
    """Return the dialect that explains the lines; several, best first, where nothing in the rows decides.

    Args:
        lignes: the first lines.
        complet: True when they are the whole file.
        impose: the separator that the file itself announces.

    Raises:
        LectureRefuseeError: no separator cuts the lines into regular columns; names the first line that says so.
    """
    if impose is not None:
        return [_departager([e for e in _essais(impose, lignes, complet=complet) if e.lignes])]
    texte = "".join(lignes)
    for separateurs in (_SEPARATEURS, (_ESPACE,)):
        essais = [
            _departager(possibles)
            for separateur in separateurs
            if separateur in texte and not _compose(separateur, texte) and not _fortuit(separateur, lignes)
            if (possibles := [e for e in _essais(separateur, lignes, complet=complet) if e.lignes])
        ]
        retenus = _retenir(essais)
        if retenus and separateurs == (_ESPACE,):
            _refuser_l_espace(lignes, complet=complet)
        if retenus:
            return retenus
    return [_une_colonne(lignes, complet=complet)]


def _refuser_l_espace(lignes: Sequence[str], *, complet: bool) -> None:
    """Refuse to cut at spaces a text that a usual separator cuts too.

    One that is no decimal comma: anywhere. The comma: its first line anywhere, or most lines in three or more.
    """
    for separateur in _USUELS:
        rangees = essayer(Dialecte(separateur), lignes, complet=complet).lignes
        coupees = sum(len(cellules) > 2 for _, cellules in rangees)  # noqa: PLR2004
        ailleurs = separateur != _VIRGULE and any(len(cellules) > 1 for _, cellules in rangees)
        if rangees and (len(rangees[0][1]) > 1 or coupees * 2 > len(rangees) or ailleurs):
            raise _indecis(rangees[0][0])


def _retenir(essais: Sequence[Essai]) -> list[Essai]:
    """Keep the dialect that every row follows; one with faults only when it cuts more columns, and then its faults are said."""
    conformes = sorted((e for e in essais if e.conforme and e.note), key=_merite, reverse=True)
    proches = sorted((e for e in essais if e.proche and not e.conforme), key=_merite, reverse=True)
    if conformes and not any(
        p.note > conformes[0].note and p.largeur > conformes[0].largeur for p in proches
    ):
        retenus = conformes
    else:
        retenus = proches or conformes
    return [e for e in retenus if e.note >= _RIVALE * retenus[0].note]


def _merite(essai: Essai) -> tuple[float, int]:
    return essai.note, essai.largeur


def _compose(separateur: str, texte: str) -> bool:
    """Tell a separator that is always a part of a longer one: « | » of « || »."""
    return any(
        separateur != long
        and separateur in long
        and texte.count(separateur) == texte.count(long) * long.count(separateur)
        for long in _SEPARATEURS
    )


def _fortuit(separateur: str, lignes: Sequence[str]) -> bool:
    """Tell a doubled sign that is but an empty cell: the first line that has it has the sign alone too."""
    signe = separateur[0]
    if separateur != signe * 2:
        return False
    premiere = next(ligne for ligne in lignes if separateur in ligne)
    return signe in premiere.replace(separateur, "")


def _essais(separateur: str, lignes: Sequence[str], *, complet: bool) -> Iterator[Essai]:
    usuel = essayer(Dialecte(separateur), lignes, complet=complet)
    if not _entre_apostrophes(usuel):
        yield usuel
    else:
        yield essayer(Dialecte(separateur, "'"), lignes, complet=complet)
    if any('\\"' in ligne for ligne in lignes):
        yield essayer(Dialecte(separateur, '"', "\\"), lignes, complet=complet)


def _entre_apostrophes(essai: Essai) -> bool:
    """Tell whether the apostrophe is the quotation mark: some column has it around every cell, or every row begins with it."""
    rangees = [c for _, c in essai.lignes]
    if (
        rangees
        and sum(r[0].startswith("'") for r in rangees) > len(rangees) / 2
        and any(f"'{essai.dialecte.separateur}'" in essai.dialecte.separateur.join(r) for r in rangees)
    ):
        return True
    regulieres = [c for c in rangees if len(c) == essai.largeur]
    for colonne in zip(*regulieres, strict=True):
        remplies = [c for c in colonne if c]
        entourees = sum(len(c) > 1 and c[0] == c[-1] == "'" for c in remplies)
        if entourees > 1 and entourees >= len(remplies) - 1:
            return True
    return False


def _departager(essais: Sequence[Essai]) -> Essai:
    """Choose between a doubled quotation mark and a backslash before it."""
    conformes = [e for e in essais if e.conforme]
    if len(conformes) > 1 and conformes[0].lignes != conformes[1].lignes:
        ligne = next(
            numero
            for (numero, une), (_, autre) in zip(conformes[0].lignes, conformes[1].lignes, strict=False)
            if une != autre
        )
        raise LectureRefuseeError(
            "guillemet_ambigu",
            f"Ligne {ligne} : une barre oblique inverse précède un guillemet, et le texte se lit de deux façons.",
            _REMEDE,
            ligne=ligne,
        )
    return conformes[0] if conformes else max(essais, key=lambda e: (e.note, len(e.lignes)))


def _une_colonne(lignes: Sequence[str], *, complet: bool) -> Essai:
    """Return the reading in one column of a text that no usual separator cuts anywhere."""
    essais = [essayer(Dialecte(separateur), lignes, complet=complet) for separateur in _USUELS]
    coupures = [
        n for e in essais for n in (e.faute, *(n for n, c in e.lignes if len(c) > 1)) if n is not None
    ]
    if not coupures:
        return essais[0]
    raise _indecis(min(coupures))


def _indecis(ligne: int) -> LectureRefuseeError:
    return LectureRefuseeError(
        "separateur_indecis",
        f"Ligne {ligne} : aucun séparateur ne découpe ce texte en colonnes régulières.",
        _REMEDE,
        ligne=ligne,
    )
