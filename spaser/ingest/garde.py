"""The limits of a process that reads a file, and why it ended when it gave nothing."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

from spaser.ingest.options import Limites
from spaser.ingest.rendu import nombre

_MORTS_DE_MEMOIRE = frozenset({-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV})
_MOTS_DE_DISQUE = ("No space left on device", "Disk quota exceeded")
_MOTS_DE_MEMOIRE = ("MemoryError", "Out of Memory", "bad_alloc", "memory allocation")


def borner(limites: Limites) -> None:
    """Cap address space and processor time of this process: beyond them the kernel ends it, and only it.

    Allocators reserve several times the addresses that they use, more or less from one run to the next: this cap stops one
    absurd request (549 GB for a stray cell), and the parent watches the memory really held.
    """
    adresses = limites.memoire_octets * limites.adresses_par_octet
    resource.setrlimit(resource.RLIMIT_AS, (adresses, adresses))
    resource.setrlimit(resource.RLIMIT_CPU, (limites.secondes_processeur, limites.secondes_processeur + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def memoire(pid: int) -> int:
    """Return the bytes of memory that a process holds; 0 once it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def raison(
    limites: Limites, code: int, erreurs: str, *, temps_ecoule: bool, memoire_pleine: bool
) -> tuple[str, str, str]:
    """Say in French why the process gave no report: the rule, the message, the remedy."""
    decouper = (
        "Découpez l'extrait par exercice ou par trimestre, ou exportez-le en CSV, puis déposez les morceaux."
    )
    if temps_ecoule or code == -signal.SIGXCPU:
        return (
            "lecture_trop_longue",
            f"La lecture du fichier a dépassé {nombre(int(limites.secondes))} secondes : elle a été arrêtée.",
            decouper,
        )
    if memoire_pleine or code in _MORTS_DE_MEMOIRE or any(mot in erreurs for mot in _MOTS_DE_MEMOIRE):
        return (
            "memoire_insuffisante",
            f"Ce fichier demande plus de mémoire que permis ({nombre(limites.memoire_octets // 2**20)} Mo) : sa lecture a été arrêtée.",
            "Vérifiez qu'aucune cellule isolée ne se trouve très loin du tableau ; copiez le tableau utile dans un classeur neuf ou exportez-le en CSV.",
        )
    if any(mot in erreurs for mot in _MOTS_DE_DISQUE):
        return (
            "disque_plein",
            "Le disque du serveur est plein : la lecture n'a pas pu finir.",
            "Rien n'a été modifié. Libérez de la place sur le disque de l'entrepôt, puis déposez de nouveau le fichier.",
        )
    return (
        "lecture_interrompue",
        "La lecture du fichier s'est arrêtée sur une erreur inattendue : le fichier peut être abîmé, ou le logiciel en défaut.",
        "Ouvrez-le dans votre tableur, enregistrez-en une copie en classeur Excel (.xlsx) ou en CSV et déposez cette copie ; si le refus revient, signalez-le : le journal du serveur en garde le détail.",
    )
