"""The warehouse: deposits kept by sha256, immutable versions, publication by moving a pointer."""

from spaser.store.connect import OpenVersion
from spaser.store.errors import PublicationRefusedError, StoreError
from spaser.store.manifest import Deposit, Manifest, Mode
from spaser.store.publication import publish, rebuild, restore, verify
from spaser.store.queries import sql
from spaser.store.staging import Source, Staged, discard, stage
from spaser.store.warehouse import ENVIRONMENT, Warehouse

__all__ = [
    "ENVIRONMENT",
    "Deposit",
    "Manifest",
    "Mode",
    "OpenVersion",
    "PublicationRefusedError",
    "Source",
    "Staged",
    "StoreError",
    "Warehouse",
    "discard",
    "publish",
    "rebuild",
    "restore",
    "sql",
    "stage",
    "verify",
]
