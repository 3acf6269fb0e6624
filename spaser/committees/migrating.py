"""Bring the tables to the form that this software expects: from nothing or from any former one, whoever else does it at once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from spaser.committees.errors import CommitteeError

_SCRIPTS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 5_270_126
"""Any number, as long as nothing else in a shared PostgreSQL takes the same."""


def migrate(connection: Connection) -> None:
    """Apply the missing migrations, in the transaction of the connection: all of them or none.

    A SQLite connection already holds the only write lock; on PostgreSQL an advisory lock is held until the transaction ends.

    Raises:
        CommitteeError: the database was written by a later version of the software.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    head = ScriptDirectory.from_config(config).get_current_head()
    if MigrationContext.configure(connection).get_current_revision() == head:
        return
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise CommitteeError(
            "La base des comités a été écrite par une version plus récente du logiciel : installez cette version, ou donnez "
            "une autre base. Rien n’a été modifié."
        ) from error
