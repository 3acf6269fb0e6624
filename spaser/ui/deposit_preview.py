"""What a deposit would change, measured on the version prepared from it before anything is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spaser.ingest import ImportOptions
from spaser.measure.freezing import restatements
from spaser.measure.version_effects import Effect, common_years, effects
from spaser.store import (
    OpenVersion,
    Prepared,
    PublicationRefusedError,
    Source,
    Staged,
    Warehouse,
    discard,
    prepare,
    stage,
)
from spaser.store.journal import Restatement
from spaser.store.manifest import Mode
from spaser.store.row_differences import KindDifference, row_differences
from spaser.ui.background import Say

_YEARS = 2
"""The last exercices whose figures are set side by side: the one in progress and the one before."""


@dataclass(frozen=True)
class Preview:
    """Files read and, when nothing forbids it, the version that they would make.

    ``prepared`` is None when a file is refused, when the files contradict each other (``refusal`` says why), or when the published
    version already holds exactly these files (``nothing_new``). ``before`` is None when nothing is compared: a first deposit, or
    the first real one after the demonstration.
    """

    staged: Staged
    prepared: Prepared | None = None
    refusal: str = ""
    nothing_new: bool = False
    before: int | None = None
    rows: tuple[KindDifference, ...] = ()
    figures: dict[int, tuple[Effect, ...]] = field(default_factory=dict)
    restated: tuple[Restatement, ...] = ()

    def discard(self) -> None:
        """Delete what was read and prepared; the original bytes stay."""
        discard(self.staged)
        if self.prepared is not None:
            self.prepared.discard()


def read_and_prepare(
    house: Warehouse, sources: Sequence[Source], options: ImportOptions, mode: Mode, auteur: str, say: Say
) -> Preview:
    """Read files, then build the version that they would make and compare it with the published one."""
    staged = stage(house, sources, options, mode=mode, auteur=auteur, progress=say)
    try:
        return prepare_again(house, staged, say)
    except BaseException:
        discard(staged)
        raise


def prepare_again(house: Warehouse, staged: Staged, say: Say) -> Preview:
    """Build and compare the version that files already read would make."""
    if staged.refuse or not staged.extraits:
        return Preview(staged)
    say("construction de la version", 1.0)
    try:
        prepared = prepare(house, staged, say)
    except PublicationRefusedError as error:
        return Preview(staged, refusal=str(error))
    if prepared is None:
        return Preview(staged, nothing_new=True)
    try:
        say("comparaison avec la version publiée", 1.0)
        return _compared(house, staged, prepared)
    except BaseException:
        prepared.discard()
        raise


def _compared(house: Warehouse, staged: Staged, prepared: Prepared) -> Preview:
    before = house.published() if prepared.parent is not None else None
    after = prepared.open(house)
    try:
        restated = restatements(house, after)
        if before is None:
            return Preview(staged, prepared, figures=_first_figures(after), restated=restated)
        years = common_years(before, after)[:_YEARS]
        return Preview(
            staged,
            prepared,
            before=before.numero,
            rows=row_differences(house.versions / before.manifest.fichier, prepared.chemin),
            figures={year: effects(before, after, year) for year in years},
            restated=restated,
        )
    finally:
        after.close()


def _first_figures(after: OpenVersion) -> dict[int, tuple[Effect, ...]]:
    """Return the figures of a first version: nothing stood before them."""
    years = common_years(after, after)[:_YEARS]
    return {
        year: tuple(Effect(effect.code, None, effect.apres) for effect in effects(after, after, year))
        for year in years
    }
