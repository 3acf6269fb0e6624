"""What a command writes or copies out is in the audit log before it is done, under the account that runs it."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from spaser.access.audit import Action, AuditLog, Auteur
from spaser.store import Warehouse


@contextmanager
def recorded(
    warehouse: Warehouse, action: Action, objet: str = "", version: int | None = None
) -> Iterator[None]:
    """Record an action of this command, let it be done, and record its failure.

    Raises:
        AuditError: the log cannot be written; nothing is done then.
    """
    with AuditLog(warehouse.path).recording(action, command_author(), objet=objet, version=version):
        yield


def command_author() -> Auteur:
    """Return the account that runs the command: whoever may write the warehouse's folder has every right on it."""
    name = getpass.getuser()
    return Auteur(sujet=f"local|{name}", nom=name, role="commande", perimetre="tout")
