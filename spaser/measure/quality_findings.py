"""What the import found in the deposits of a version: anomalies by rule, rows refused or set aside.

These rows belong to no DGA and no territoire, and hold names as the files wrote them: who does not see every row and every name gets counts,
never a cell, a file name or a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.store import sql

Gravite = Literal["bloquante", "avertissement", "information"]
Sort = Literal["rejete", "ecarte"]


@dataclass(frozen=True)
class AnomalieParRegle:
    """A rule of the import on one kind of extract; from ``fichier`` on, the first case met (None when hidden or absent)."""

    regle: str
    gravite: Gravite
    type: str
    occurrences: int
    fichiers: int
    fichier: str | None
    ligne: int | None
    colonne: str | None
    valeur: str | None
    message: str | None
    remede: str | None


@dataclass(frozen=True)
class Motif:
    """Why rows do not count: how many rows of how many files."""

    sort: Sort
    motif: str
    type: str
    lignes: int
    fichiers: int


@dataclass(frozen=True)
class LigneRejetee:
    """A row of a file that does not count, as the file wrote it."""

    sort: Sort
    motif: str
    type: str
    fichier: str
    feuille: str | None
    ligne: int
    contenu: str | None


def anomalies_by_rule(version: VersionLike, perimeter: Perimeter) -> tuple[AnomalieParRegle, ...]:
    """Return the anomalies of the version's deposits, the most serious and the most frequent first."""
    cursor = version.cursor()
    cursor.execute(sql("measure/qualite_anomalies"), {"tout": perimeter.voit_les_depots})
    noms = [colonne[0] for colonne in cursor.description or ()]
    return tuple(AnomalieParRegle(**dict(zip(noms, ligne, strict=True))) for ligne in cursor.fetchall())


def reject_reasons(version: VersionLike) -> tuple[Motif, ...]:
    """Return why rows do not count, refused ones first; counts only, the same for everybody."""
    return tuple(
        Motif(*ligne) for ligne in version.cursor().execute(sql("measure/qualite_motifs")).fetchall()
    )


def rejected_rows(
    version: VersionLike,
    perimeter: Perimeter,
    sort: Sort | None = None,
    motif: str | None = None,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[LigneRejetee, ...]:
    """Return one page of the rows that do not count; none for a perimeter that does not see every row and every name."""
    parametres = {
        "tout": perimeter.voit_les_depots,
        "sort": sort,
        "motif": motif,
        "limite": limit,
        "decalage": offset,
    }
    trouvees = version.cursor().execute(sql("measure/qualite_rejets"), parametres).fetchall()
    return tuple(LigneRejetee(*ligne) for ligne in trouvees)
