"""What the warehouse remembers of each source of files: its last layout and what people answered about it.

One JSON file per source, a list of dated events to which one is only ever added: an answer, one forgotten, a publication.
What is remembered now is read from them in order, so that nothing of who said what, and when, is ever lost.
"""

import fcntl
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from spaser.ingest import ExtractReport, Reponses, TypeExtrait
from spaser.ingest.options import Trace
from spaser.ingest.reponses import Souvenir, comparable, elements, motif_de_feuille, sans
from spaser.store.errors import StoreError, reason
from spaser.store.files import drop_unfinished, make_directory, write_durably


class Layout(BaseModel):
    """How a file of the source was laid out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: TypeExtrait
    feuille: str | None
    entetes: tuple[str, ...]
    medianes: Mapping[str, float]


class Event(BaseModel):
    """What somebody did about a source: answered, forgot answers (by code, None for all), or published a file of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    geste: Literal["repondu", "oublie", "publie"]
    le: datetime
    auteur: str
    fichier: str | None = None
    disposition: Layout | None = None
    reponses: Reponses = Reponses()
    oubliees: tuple[str, ...] | None = None


class History(BaseModel):
    """Everything that happened to one source, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    evenements: tuple[Event, ...]

    def souvenir(self) -> Souvenir:
        """Return what is remembered now."""
        reponses = Reponses()
        seen = self.evenements[0]
        traces: dict[str, Trace] = {}
        for event in self.evenements:
            if event.geste == "oublie":
                reponses = Reponses() if event.oubliees is None else sans(reponses, event.oubliees)
            reponses = reponses.avec(event.reponses)
            trace = Trace(auteur=event.auteur, le=event.le)
            traces |= {comparable(code): trace for code, _ in elements(event.reponses)}
            if event.disposition is not None and (event.geste == "publie" or seen.geste != "publie"):
                seen = event
        layout = seen.disposition
        if layout is None:
            raise StoreError(f"La mémoire de la source {self.source} ne commence par aucune disposition.")
        return Souvenir(
            source=self.source,
            **layout.model_dump(),
            vue_le=seen.le,
            vue_par=seen.auteur,
            fichier=seen.fichier,
            publiee=seen.geste == "publie",
            reponses=reponses,
            traces=traces,
        )


class Memory:
    """The memory of a warehouse. Safe to share between processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def souvenirs(self) -> tuple[Souvenir, ...]:
        """Return what is remembered of every source.

        Raises:
            StoreError: a file of the memory is unreadable.
        """
        return tuple(self._read(path).souvenir() for path in sorted(self._folder.glob("*.json")))

    def history(self, source: str) -> History | None:
        """Return everything that happened to a source, None when it is not known."""
        path = self._path(source)
        return self._read(path) if path.exists() else None

    def remember(self, report: ExtractReport, auteur: str, le: datetime) -> None:
        """Keep the answers that a file was read with, all but its period and those remembered already.

        Raises:
            StoreError: the memory cannot be read or written.
        """
        found = report.reconnaissance
        if found is None:
            return
        followed = {code for code, _ in elements(found.appliquees)}
        ignored = {code for code, _ in elements(found.donnees)} - followed
        answers = sans(found.donnees, {"periode", *ignored})
        known = self.history(found.memoire.source) if found.memoire else None
        before = known.souvenir().reponses if known else Reponses()
        if before.avec(answers) != before:
            self._add(report, Event(geste="repondu", le=le, auteur=auteur, reponses=answers))

    def published(self, reports: Sequence[ExtractReport], auteur: str, le: datetime) -> None:
        """Keep the layout of files just published: the next ones of their sources are compared with it.

        Raises:
            StoreError: the memory cannot be read or written.
        """
        for report in reports:
            if not report.refuse:
                self._add(report, Event(geste="publie", le=le, auteur=auteur))

    def forget(self, source: str, codes: Sequence[str] | None, auteur: str, le: datetime) -> None:
        """Stop following some answers of a source (by code, ``spaser.ingest.reponses.elements``), or all of them.

        Raises:
            StoreError: the memory cannot be read or written.
        """
        event = Event(geste="oublie", le=le, auteur=auteur, oubliees=None if codes is None else tuple(codes))
        with self._writing():
            history = self.history(source)
            if history is not None:
                self._write(history.model_copy(update={"evenements": (*history.evenements, event)}))

    def _add(self, report: ExtractReport, event: Event) -> None:
        found = report.reconnaissance
        if found is None or found.type is None:
            return
        layout = Layout(
            type=found.type,
            feuille=found.feuille,
            entetes=tuple(heading.repere for heading in found.intitules),
            medianes=found.medianes,
        )
        event = event.model_copy(update={"fichier": report.fichier, "disposition": layout})
        source = found.memoire.source if found.memoire else _name(layout)
        with self._writing():
            known = self.history(source)
            before = known.evenements if known else ()
            self._write(History(source=source, evenements=(*before, event)))

    def _path(self, source: str) -> Path:
        return self._folder / f"{source}.json"

    def _read(self, path: Path) -> History:
        try:
            return History.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise StoreError(
                f"La mémoire {path} est illisible. Remettez ce fichier depuis une sauvegarde, ou retirez-le : "
                "les réponses qu'il gardait seront redemandées."
            ) from error

    def _write(self, history: History) -> None:
        data = history.model_dump_json(indent=1, exclude_defaults=True).encode()
        write_durably(self._path(history.source), data)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the memory for one change; others wait.

        Raises:
            StoreError: the disk refuses.
        """
        try:
            make_directory(self._folder)
            with (self._folder / "verrou").open("w") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                drop_unfinished(self._folder)
                yield
        except OSError as error:
            raise StoreError(
                f"La mémoire {self._folder} ne peut pas être écrite ({reason(error)}) : les réponses ne sont pas gardées."
            ) from error


def _name(layout: Layout) -> str:
    """Name a source after its first layout: kind, sheet without figures, headings in any order."""
    parts = (layout.type, motif_de_feuille(layout.feuille), *sorted(layout.entetes))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
