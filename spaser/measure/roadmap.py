"""The roadmap: the schema's means with the state of a year, the last known one, and how late they are at a date.

Lateness is never stored: it follows from the due date, the state and the observation date of the request (never the clock).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal, get_args

import duckdb

from spaser.catalogue import Catalogue, Fiche, Moyen, Objectif
from spaser.measure.asking import ask, shaped
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar
from spaser.store import sql

Etat = Literal["realise", "en_cours", "engage", "non_engage", "recurrent", "abandonne", "non_renseigne"]

ETATS: Final[tuple[Etat, ...]] = get_args(Etat)
"""The states of a means; the last one is that of a means of which no deposit says anything for the year."""

SANS_RETARD: Final[frozenset[Etat]] = frozenset({"realise", "abandonne", "recurrent"})
"""States that no due date can make late."""

_X10: Final = "X10"


@dataclass(frozen=True)
class LigneMoyen:
    """One row of a deposited roadmap, and where it came from. ``avancement`` is a fraction (0.45), as declared."""

    moyen: str
    annee: int
    statut: Etat
    pilote: str | None = None
    echeance: date | None = None
    avancement: Decimal | None = None
    livrable: str | None = None
    commentaire: str | None = None
    depot: str = ""
    fichier: str | None = None
    ligne: int = 0


@dataclass(frozen=True)
class MoyenSuivi:
    """One means of the schema in a year: its place in the document, its row, and the row of each year before.

    ``ligne`` is None when nothing was deposited for the year. ``retard``: days past the due date at the observation date, 0 when
    it is not late, None when nobody can tell (not finished, and no due date).
    """

    code: str
    libelle: str
    actions: tuple[str, ...]
    axe: int
    fiche: str
    fiche_titre: str
    objectif: str
    objectif_titre: str
    ligne: LigneMoyen | None
    anterieures: tuple[LigneMoyen, ...]
    retard: int | None

    @property
    def etat(self) -> Etat:
        """State of the year; « non renseigné » is not « non engagé »."""
        return "non_renseigne" if self.ligne is None else self.ligne.statut

    @property
    def dernier_connu(self) -> LigneMoyen | None:
        """The last row of the years before."""
        return self.anterieures[-1] if self.anterieures else None

    @property
    def en_retard(self) -> bool:
        """Whether its due date has passed."""
        return bool(self.retard)


@dataclass(frozen=True)
class FeuilleDeRoute:
    """The means of the schema in a year, in the order of the document, observed on ``reference``.

    ``lignes`` are all the deposited rows of the year, those of means that the catalogue does not know included.
    """

    annee: int
    reference: date
    moyens: tuple[MoyenSuivi, ...]
    lignes: tuple[LigneMoyen, ...]

    @property
    def hors_catalogue(self) -> tuple[LigneMoyen, ...]:
        """Return the rows of the year whose means is not in the catalogue: shown apart, counted nowhere."""
        connus = {moyen.code for moyen in self.moyens}
        return tuple(ligne for ligne in self.lignes if ligne.moyen not in connus)

    def moyen(self, code: str) -> MoyenSuivi | None:
        """Return a means by its code, None when the schema has no such means."""
        return next((moyen for moyen in self.moyens if moyen.code == code), None)


def roadmap(version: VersionLike, filters: Filters, perimeter: Perimeter) -> FeuilleDeRoute:
    """Return the roadmap of the year asked, observed as every figure is.

    Means belong to no domaine, DGA or territoire: those filters do not narrow them, the perimeter does (see the query).

    Raises:
        CatalogueError: the catalogue has no indicator on the means (X10), so that nothing says who may see them.
    """
    calendrier = Calendar.de(filters, version.date_pour(("moyens",)))
    lignes = ask(
        version,
        "measure/feuille_de_route",
        {
            "vue": f"faits.{version.catalogue.indicateur(_X10).vue}",
            "annee": filters.annee,
            **perimeter.parametres(),
        },
    )
    return feuille_de_route(
        version.catalogue, shaped(LigneMoyen, lignes), filters.annee, calendrier.reference
    )


def feuille_de_route(
    catalogue: Catalogue, lignes: Sequence[LigneMoyen], annee: int, reference: date
) -> FeuilleDeRoute:
    """Set the deposited rows on the means of the document; a year after ``annee`` says nothing of it."""
    par_moyen: dict[str, dict[int, list[LigneMoyen]]] = defaultdict(lambda: defaultdict(list))
    for ligne in lignes:
        par_moyen[ligne.moyen][ligne.annee].append(ligne)
    return FeuilleDeRoute(
        annee=annee,
        reference=reference,
        moyens=tuple(
            _suivi(fiche, objectif, moyen, par_moyen.get(moyen.code, {}), annee, reference)
            for fiche in catalogue.fiches
            for objectif in fiche.objectifs
            for moyen in objectif.moyens
        ),
        lignes=tuple(ligne for ligne in lignes if ligne.annee == annee),
    )


def days_late(etat: Etat, echeance: date | None, reference: date) -> int | None:
    """Return by how many days a means is late: 0 when it is not, None when there is no due date to tell."""
    if etat in SANS_RETARD:
        return 0
    if echeance is None:
        return None
    return max(0, (reference - echeance).days)


def by_state(moyens: Sequence[MoyenSuivi]) -> dict[Etat, int]:
    """Count means by state, every state named; the counts sum to the number of means."""
    return {etat: sum(moyen.etat == etat for moyen in moyens) for etat in ETATS}


def staged_rows(path: Path) -> tuple[LigneMoyen, ...]:
    """Return the rows of a staged roadmap, as the import read them and before they are published."""
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute(sql("store/moyens_en_attente"))
        noms = [colonne[0] for colonne in cursor.description or ()]
        return tuple(LigneMoyen(**dict(zip(noms, ligne, strict=True))) for ligne in cursor.fetchall())


def _suivi(
    fiche: Fiche,
    objectif: Objectif,
    moyen: Moyen,
    annees: dict[int, list[LigneMoyen]],
    annee: int,
    reference: date,
) -> MoyenSuivi:
    ligne = _retenue(annees[annee]) if annee in annees else None
    return MoyenSuivi(
        code=moyen.code,
        libelle=moyen.libelle,
        actions=moyen.actions,
        axe=fiche.axe,
        fiche=fiche.code,
        fiche_titre=fiche.titre,
        objectif=objectif.code,
        objectif_titre=objectif.titre,
        ligne=ligne,
        anterieures=tuple(_retenue(annees[avant]) for avant in sorted(annees) if avant < annee),
        retard=None if ligne is None else days_late(ligne.statut, ligne.echeance, reference),
    )


def _retenue(lignes: list[LigneMoyen]) -> LigneMoyen:
    """Return the row that holds when deposits repeat a means: a finished one, as X10 counts it, else the first."""
    return min(lignes, key=lambda ligne: (ligne.statut != "realise", ligne.depot, ligne.ligne))
