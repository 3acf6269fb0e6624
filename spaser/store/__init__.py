"""The warehouse: deposits kept by sha256, immutable versions, publication by moving a pointer."""

from spaser.store.aggregates import (
    NATURES_ADDITIVES,
    NATURES_DE_PANEL,
    Agregats,
    Comptage,
    build_aggregates,
    read_aggregates,
)
from spaser.store.connect import OpenVersion
from spaser.store.errors import PublicationRefusedError, StoreError
from spaser.store.manifest import LOCAL_AUTHOR, Deposit, Manifest, Mode
from spaser.store.preparation import Prepared, prepare
from spaser.store.publication import publish, rebuild
from spaser.store.queries import sql
from spaser.store.restoration import empty, restore
from spaser.store.staging import Source, Staged, discard, stage
from spaser.store.verification import Verification, check, verify
from spaser.store.warehouse import ENVIRONMENT, Warehouse

__all__ = [
    "ENVIRONMENT",
    "LOCAL_AUTHOR",
    "NATURES_ADDITIVES",
    "NATURES_DE_PANEL",
    "Agregats",
    "Comptage",
    "Deposit",
    "Manifest",
    "Mode",
    "OpenVersion",
    "Prepared",
    "PublicationRefusedError",
    "Source",
    "Staged",
    "StoreError",
    "Verification",
    "Warehouse",
    "build_aggregates",
    "check",
    "discard",
    "empty",
    "prepare",
    "publish",
    "read_aggregates",
    "rebuild",
    "restore",
    "sql",
    "stage",
    "verify",
]
