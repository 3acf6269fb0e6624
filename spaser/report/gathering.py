"""The content of a document, asked of ``measure`` once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from spaser.catalogue import Axe, Catalogue
from spaser.committees import Decision
from spaser.measure import Filters, Perimeter, measure_many
from spaser.measure.frozen import DIMENSIONS, Official
from spaser.measure.roadmap import FeuilleDeRoute, roadmap
from spaser.report.content import AxeContent, FicheContent, Figure, ReportContent
from spaser.store import OpenVersion, StoreError

_MEANS: Final = "X10"


def report_content(
    version: OpenVersion,
    filters: Filters,
    perimeter: Perimeter,
    auteur: str,
    official: Official,
    decisions: Sequence[Decision] | None,
) -> ReportContent:
    """Ask ``measure`` for everything that a document shows: wholes, years, quarter before, segments, means.

    ``official`` are the frozen years that hold for the version: their figures are shown as they were signed (R13). ``decisions`` are
    those that the author may see, None when they could not be read.

    Raises:
        StoreError: the version has no dated deposit, so that nothing says at which day figures are observed.
    """
    if version.date_donnees is None:
        raise StoreError(
            "Aucun dépôt de cette version n'est daté : un document ne peut pas dire à quelle date ses chiffres sont arrêtés."
        )
    figures = _figures(version, filters, perimeter, official)
    feuille = _roadmap(version, filters, perimeter)
    catalogue = version.catalogue
    return ReportContent(
        version=version,
        filters=filters,
        perimeter=perimeter,
        official=official,
        auteur=auteur,
        arrete=filters.arrete or min(version.date_donnees, date(filters.annee, 12, 31)),
        axes=tuple(_axe(axe, catalogue, figures, feuille) for axe in catalogue.axes),
        autres=tuple(figure for figure in figures if figure.indicateur.axe is None),
        feuille=feuille,
        decisions=None if decisions is None else tuple(decisions),
    )


def _figures(
    version: OpenVersion, filters: Filters, perimeter: Perimeter, official: Official
) -> tuple[Figure, ...]:
    codes = [indicateur.code for indicateur in version.catalogue.indicateurs]
    before = measure_many(version, codes, filters, perimeter, "avant")
    years = measure_many(version, codes, filters, perimeter, "exercices")
    parts = {by: measure_many(version, codes, filters, perimeter, by) for by in DIMENSIONS}
    found = []
    for indicateur in version.catalogue.indicateurs:
        code = indicateur.code
        measured, *earlier = before[code]
        shown, *whole_years = official.replacing(years[code], filters, perimeter, "exercices")
        found.append(
            Figure(
                indicateur=indicateur,
                mesure=official.replacing((measured,), filters, perimeter, None)[0],
                gel=official.mark(measured, filters, perimeter, version.numero),
                exercices=(*whole_years, shown),
                trimestre_avant=earlier[0] if earlier else None,
                segments={
                    by: official.replacing(parts[by][code], filters, perimeter, by)[1:] for by in DIMENSIONS
                },
            )
        )
    return tuple(found)


def _axe(
    axe: Axe, catalogue: Catalogue, figures: tuple[Figure, ...], feuille: FeuilleDeRoute | None
) -> AxeContent:
    return AxeContent(
        axe=axe,
        fiches=tuple(
            FicheContent(
                fiche=fiche,
                chiffres=tuple(f for f in figures if f.indicateur.fiche == fiche.code),
                moyens=()
                if feuille is None
                else tuple(moyen for moyen in feuille.moyens if moyen.fiche == fiche.code),
            )
            for fiche in catalogue.fiches
            if fiche.axe == axe.numero
        ),
        complements=tuple(
            f for f in figures if f.indicateur.axe == axe.numero and f.indicateur.fiche is None
        ),
    )


def _roadmap(version: OpenVersion, filters: Filters, perimeter: Perimeter) -> FeuilleDeRoute | None:
    """Return the roadmap; None where nothing says who may see it, or where the perimeter hides the state of every means."""
    if all(indicateur.code != _MEANS for indicateur in version.catalogue.indicateurs):
        return None
    found = roadmap(version, Filters(filters.annee, filters.arrete), perimeter)
    seen = perimeter.est_tout or any(moyen.ligne or moyen.anterieures for moyen in found.moyens)
    return found if seen else None
