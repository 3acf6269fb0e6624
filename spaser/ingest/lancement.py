"""Read an extract: start the child process, follow it, and turn whatever happens to it into a report."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from spaser.catalogue import Catalogue
from spaser.children import CONTEXT, ended, start, stop
from spaser.ingest.demande import Demande
from spaser.ingest.garde import memoire, raison
from spaser.ingest.options import ImportOptions, Limites, Trace
from spaser.ingest.reponses import Souvenir
from spaser.ingest.report import Anomalie, ExtractReport

Progres = Callable[[str, float], None]

_journal = logging.getLogger(__name__)
_ERREURS_GARDEES = 20_000
_PAS_DE_VEILLE = 0.1


def read_extract(
    chemin: Path,
    nom: str,
    catalogue: Catalogue,
    options: ImportOptions,
    sortie: Path,
    limites: Limites | None = None,
    progres: Progres | None = None,
    *,
    depot: str | None = None,
    souvenirs: Sequence[Souvenir] = (),
    trace: Trace | None = None,
    connus: Path | None = None,
    sha256: str | None = None,
) -> ExtractReport:
    """Read a deposited file into the staged DuckDB file ``sortie`` (schema ``lignes``) and return its report.

    The parsing runs in a child process with limits on memory, processor and wall time. Bad input never raises: the report
    refuses, says what, where and what to do, and ``sortie`` is not written, unless it keeps the rows to correct (``a_corriger``).

    Args:
        chemin: the bytes.
        nom: the name that the depositor gave; shown, never used as a path.
        catalogue: reference lists and settings.
        options: the depositor's choices.
        sortie: where the staged file goes.
        limites: how far the child may go.
        progres: called with a French step and a fraction.
        depot: the constant of the ``depot`` column; None: named after the bytes and the choices followed (``report.depot``).
        souvenirs: what is remembered of every source; what suits this one is followed, and said.
        trace: who answers what the options hold.
        sha256: of the bytes, where it is known.
        connus: of a national file of SIRENE, the list (one number a line) of the suppliers whose rows are read.
    """
    bornes = limites or Limites()
    try:
        empreinte = sha256 or _sha256(chemin)
    except OSError as cause:
        return _refus(
            nom,
            "",
            "fichier_absent",
            f"Le fichier ne peut pas être lu ({cause.strerror or cause}).",
            "Vérifiez que le fichier existe et qu'il est lisible, puis déposez-le de nouveau.",
        )
    demande = Demande(
        chemin=chemin.resolve(),
        nom=nom,
        sha256=empreinte,
        catalogue=catalogue,
        options=options,
        dossier=sortie.parent.resolve(),
        sortie=sortie.resolve(),
        depot=depot,
        souvenirs=tuple(souvenirs),
        trace=trace,
        connus=None if connus is None else connus.resolve(),
        jour_depot=options.date_depot or datetime.now(tz=UTC).date(),
        limites=bornes,
    )
    sortie.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lecture-", dir=sortie.parent) as dossier:
        demande = demande.model_copy(update={"dossier": Path(dossier).resolve()})
        rapport, raison = _suivre(demande, progres)
    return rapport or _refus(nom, empreinte, *raison)


def _suivre(demande: Demande, progres: Progres | None) -> tuple[ExtractReport | None, tuple[str, str, str]]:
    """Run the child to its end; return its report, or why there is none."""
    ecoule, plein, fini = threading.Event(), threading.Event(), threading.Event()
    erreurs = demande.dossier / "erreurs.txt"
    entree, sortie = CONTEXT.Pipe(duplex=False)
    try:
        enfant = start("spaser.ingest.enfant:principal", demande.model_dump_json(), sortie, errors=erreurs)
    except OSError:
        entree.close()
        _journal.exception("Le processus de lecture n'a pas pu être lancé.")
        return None, (
            "lecture_impossible",
            "La lecture du fichier n'a pas pu être lancée : le serveur manque de place ou de mémoire.",
            "Rien n'a été modifié. Réessayez dans un instant ; si le refus revient, signalez-le : le journal du serveur en garde le détail.",
        )
    finally:
        sortie.close()
    minuterie = threading.Timer(demande.limites.secondes, _arreter, (enfant, ecoule))
    veille = threading.Thread(
        target=_veiller, args=(enfant, demande.limites.memoire_octets, plein, fini), daemon=True
    )
    minuterie.start()
    veille.start()
    try:
        rapport = _ecouter(entree, progres)
        ended(enfant)
    finally:
        minuterie.cancel()
        fini.set()
        veille.join()
        minuterie.join()
        entree.close()
        code = stop(enfant)
    dernieres = (
        erreurs.read_text(encoding="utf-8", errors="replace")[-_ERREURS_GARDEES:] if erreurs.exists() else ""
    )
    if dernieres.strip() or code != 0:
        _journal.warning("Le processus de lecture (code %s) a écrit :\n%s", code, dernieres)
    # The report is the last thing it does, once its file is closed and in place: how it ended matters no more.
    if rapport is not None:
        return rapport, ("", "", "")
    return None, raison(
        demande.limites,
        code or 0,
        dernieres,
        temps_ecoule=ecoule.is_set(),
        memoire_pleine=plein.is_set(),
    )


def _arreter(enfant: ForkServerProcess, ecoule: threading.Event) -> None:
    ecoule.set()
    enfant.kill()


def _veiller(enfant: ForkServerProcess, octets: int, plein: threading.Event, fini: threading.Event) -> None:
    """End the child when it holds more memory than it may."""
    while not fini.wait(_PAS_DE_VEILLE):
        if memoire(enfant.pid or 0) > octets:
            plein.set()
            enfant.kill()
            return


def _ecouter(entree: Connection, progres: Progres | None) -> ExtractReport | None:
    """Hear the child until its end; a message cut short by that end is left to its exit code."""
    rapport = None
    with suppress(EOFError, OSError):
        while True:
            message = json.loads(entree.recv_bytes())
            if "rapport" in message:
                rapport = ExtractReport.model_validate(message["rapport"])
            elif progres is not None:
                progres(*message["progres"])
    return rapport


def _refus(nom: str, empreinte: str, regle: str, message: str, remede: str) -> ExtractReport:
    anomalie = Anomalie(regle=regle, gravite="bloquante", message=message, remede=remede)
    return ExtractReport(fichier=nom, sha256=empreinte, refuse=True, anomalies=(anomalie,))


def _sha256(chemin: Path) -> str:
    with chemin.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()
