"""The check of the audit log: the first line that does not stand where it was written, and what happened to it.

What it cannot see: somebody who can write every file makes the whole chain, the head and the anchor again. The number and hash of the
last line, kept on another machine, are then the only witness.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spaser import francais as fr
from spaser.access.audit_chain import Followed, Line, Link, follow, follows, read_lines
from spaser.access.audit_folder import Anchor, Folder, Head, Seal
from spaser.access.audit_resume import HEAD_MISSING

_ONE_WRITING = 2
"""Lines that one writing may add before it moves the head: a « reprise » and an event."""
Nature = Literal["altérée", "retirée", "insérée", "déplacée", "tronqué", "tête", "ancre"]


class Problem(BaseModel):
    """Something wrong with the log: the file, the line from 1 (None for a file as a whole), what happened, in French."""

    model_config = ConfigDict(frozen=True)

    fichier: str
    ligne: int | None
    nature: Nature
    message: str


class Verdict(BaseModel):
    """What the check found. ``notes`` are what a crash explains, and what a purge left to do."""

    model_config = ConfigDict(frozen=True)

    lignes: int
    dernier_numero: int
    derniere_empreinte: str
    problemes: tuple[Problem, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Log:
    """The log as it was at one moment, the lines purged left out."""

    head: Head | None
    anchor: Anchor | None
    lines: tuple[Line, ...]
    left: tuple[str, ...]

    @property
    def start(self) -> Seal:
        return self.anchor or Seal()


def check(warehouse: Path) -> Verdict:
    """Check the log of a warehouse from its anchor to its head.

    Raises:
        AuditError: the log cannot be read.
    """
    log = _read(Folder(warehouse))
    found = follow(log.lines, 0, log.start)
    unfinished = list(found.unfinished)
    if _cut(log, found):
        unfinished.append(log.lines[found.index])
        found = Followed(found.at, len(log.lines), ())
    notes = [
        f"{name} devait être purgé et ne l’est pas encore : relancez « journal purger »." for name in log.left
    ]
    notes += [
        f"{_where(line)} : écriture interrompue par un arrêt brutal ; l’événement n’a pas eu lieu."
        for line in unfinished
    ]
    if found.index < len(log.lines):
        problems = [_diagnosed(log, found.index, found.at)]
    else:
        problems = _end(log, found.at, notes)
    problems += _seals(log)
    return Verdict(
        lignes=len(log.lines),
        dernier_numero=found.at.numero,
        derniere_empreinte=found.at.empreinte,
        problemes=tuple(problems),
        notes=tuple(notes),
    )


def _read(folder: Folder) -> _Log:
    with folder.locked(alone=False):
        head, anchor, lines = folder.head(), folder.anchor(), read_lines(folder)
        months = [path.name for path in folder.months()]
    purged = f"{anchor.mois}.jsonl" if anchor is not None else ""
    kept = tuple(line for line in lines if line.fichier > purged)
    return _Log(head, anchor, kept, tuple(name for name in months if name <= purged))


def _cut(log: _Log, found: Followed) -> bool:
    """Whether what remains is a writing just interrupted, that the next one will recognise: no line, after the one of the head."""
    rest = log.lines[found.index :]
    beyond = log.head is not None and found.at.numero >= log.head.numero
    return bool(rest) and beyond and all(line.link is None for line in rest)


def _diagnosed(log: _Log, index: int, at: Seal) -> Problem:
    """Say what happened where the chain breaks. ``at`` is the last place that stands, just before line ``index``."""
    line, link = log.lines[index], log.lines[index].link
    after = log.lines[index + 1].link if index + 1 < len(log.lines) else None
    if link is not None and any(link.precedent == later.empreinte for later in log.lines[index + 1 :]):
        return _problem(line, "déplacée", f"elle suit une ligne qui vient après elle (numéro {link.numero})")
    if follows(after, at) or (after is None and _is_head(log, at)):
        return _problem(line, "insérée", "les lignes qui l’entourent se suivent sans elle")
    if link is not None and link.numero <= at.numero and link.precedent != at.empreinte:
        return _inserted_before(log, index, link)
    if link is not None and link.numero > at.numero + 1 and link.precedent != at.empreinte:
        gone = fr.plural(link.numero - at.numero - 1, "ligne")
        return _problem(line, "retirée", f"{gone} avant elle, depuis le numéro {at.numero + 1}")
    if link is not None and link.numero == at.numero + 1 and index > 0 and _vouched(log, index):
        return _problem(
            log.lines[index - 1], "altérée", "son contenu n’est plus celui que la ligne suivante a scellé"
        )
    unreadable = "" if link is not None else " (illisible)"
    return _problem(line, "altérée", f"son contenu n’est plus celui qui a été écrit{unreadable}")


def _inserted_before(log: _Log, index: int, link: Link) -> Problem:
    """Say which of two lines that bear one number was added: the one that nothing sealed afterwards."""
    twin = next((i for i in range(index) if log.lines[i].empreinte == link.precedent), None)
    before_start = twin is None and link.precedent == log.start.empreinte
    if (twin is not None or before_start) and _vouched(log, index):
        added = log.lines[0 if twin is None else twin + 1]
        return _problem(added, "insérée", f"la ligne {link.numero} d’origine vient après elle")
    return _problem(log.lines[index], "insérée", f"le numéro {link.numero} existe déjà avant elle")


def _vouched(log: _Log, index: int) -> bool:
    """Whether the next line, or the head after the last one, has sealed this line as it is."""
    line = log.lines[index]
    if index + 1 < len(log.lines):
        after = log.lines[index + 1].link
        return after is not None and after.precedent == line.empreinte
    return log.head is not None and log.head.empreinte == line.empreinte


def _end(log: _Log, at: Seal, notes: list[str]) -> list[Problem]:
    """Compare the end of a chain that holds with the head."""
    head = log.head
    if head is None:
        return []
    last = log.lines[-1] if log.lines else None
    if at.numero < head.numero:
        name, rank = (head.fichier, 0) if last is None else (last.fichier, last.rang)
        gone = head.numero - at.numero
        message = (
            f"{name}, après la ligne {rank} : journal tronqué, {fr.plural(gone, 'ligne')} "
            f"{'manquent' if gone > 1 else 'manque'} à la fin (jusqu’au numéro {head.numero})."
        )
        return [Problem(fichier=name, ligne=rank + 1, nature="tronqué", message=message)]
    sealed = next((one for one in log.lines if one.link is not None and one.link.numero == head.numero), None)
    if sealed is None and (head.numero, head.empreinte) != (log.start.numero, log.start.empreinte):
        message = f"tete.json s’arrête au numéro {head.numero}, avant la première ligne gardée : elle a été remplacée."
        return [Problem(fichier="tete.json", ligne=None, nature="tête", message=message)]
    if sealed is not None and sealed.empreinte != head.empreinte:
        why = "ce n’est pas celle que la tête a scellée : elle, ou une ligne avant elle dont la suite a été refaite"
        return [_problem(sealed, "altérée", why)]
    if last is not None and at.numero > head.numero + _ONE_WRITING:
        return [_problem(last, "insérée", f"la tête du journal s’arrête au numéro {head.numero}")]
    if at.numero > head.numero:
        notes.append(
            f"Ligne {at.numero} écrite juste avant un arrêt brutal : l’action peut ne pas avoir eu lieu."
        )
    return []


def _seals(log: _Log) -> list[Problem]:
    """Check what no line proves: the head must be there, and a purge must have said the anchor."""
    found: list[Problem] = []
    if log.head is None and (log.lines or log.anchor is not None):
        message = "tete.json manque ou est illisible : des lignes ont pu être retirées à la fin sans que rien ne le montre."
        found.append(Problem(fichier="tete.json", ligne=None, nature="tête", message=message))
    said: set[str] = set()
    for line in log.lines:
        entry = line.entry if b'"reprise"' in line.octets or b'"purge"' in line.octets else None
        if entry is not None and entry.action == "purge":
            said.add(entry.objet)
        elif entry is not None and (entry.action, entry.motif) == ("reprise", HEAD_MISSING):
            why = "elle manquait quand cette ligne a été écrite : des lignes ont pu disparaître avant elle"
            found.append(_problem(line, "tête", why))
    if log.anchor is not None and anchor_said(log.anchor) not in said:
        message = "ancre.json n’est celle d’aucune purge du journal : des mois ont pu être retirés autrement."
        found.append(Problem(fichier="ancre.json", ligne=None, nature="ancre", message=message))
    return found


def anchor_said(anchor: Anchor) -> str:
    """Write an anchor as the purge that made it says it."""
    return f"journal:{anchor.mois}:{anchor.numero}:sha256-{anchor.empreinte}"


def _is_head(log: _Log, at: Seal) -> bool:
    return log.head is not None and (log.head.numero, log.head.empreinte) == (at.numero, at.empreinte)


def _where(line: Line) -> str:
    return f"{line.fichier}, ligne {line.rang}"


def _problem(line: Line, nature: Nature, why: str) -> Problem:
    words = {"retirée": "des lignes ont été retirées", "tête": "tête perdue"}.get(nature, f"ligne {nature}")
    return Problem(
        fichier=line.fichier, ligne=line.rang, nature=nature, message=f"{_where(line)} : {words} – {why}."
    )
