"""What supervision asks: `/sante` says whether this server can show figures, from which version, and how much disk is left.

It measures nothing, opens no row, and names no path, no file and nobody.
"""

from __future__ import annotations

import shutil
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from spaser.catalogue import CatalogueError
from spaser.store import StoreError, Warehouse
from spaser.ui.session import warehouse

Motif = Literal[
    "entrepot_absent",
    "aucune_version_lisible",
    "version_de_secours",
    "catalogue_change",
    "disque_presque_plein",
]
_LITTLE: Final = 1 << 30
"""Bytes free under which a deposit may soon be refused: a large extract needs several hundred million."""


class Health(BaseModel):
    """The state of one server. ``motifs`` says why it is not good; ``version`` is the one that is shown, None when none is.

    ``disque_libre`` is in bytes. A degraded server shows sound figures; a bad one shows none.
    """

    model_config = ConfigDict(frozen=True)

    etat: Literal["bon", "degrade", "mauvais"]
    version: int | None = None
    entrepot: Literal["publie", "vide", "illisible"]
    disque_libre: int | None = None
    donnees_arretees_au: date | None = None
    motifs: tuple[Motif, ...] = ()


def health() -> Health:
    """Say how this server is; whatever is wrong with its warehouse is an answer, not an error."""
    try:
        return _seen(warehouse())
    except OSError:
        return _bad("entrepot_absent")
    except (CatalogueError, StoreError):
        return _bad("aucune_version_lisible")


def answer(request: Request) -> Response:  # noqa: ARG001 – what Starlette hands to a route
    """Answer `/sante`: 503 when this server can show no figure, else 200; never kept by a cache."""
    found = health()
    return Response(
        found.model_dump_json(),
        status_code=503 if found.etat == "mauvais" else 200,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


ROUTE: Final = Route("/sante", answer, methods=["GET"])


def _seen(house: Warehouse) -> Health:
    if not house.versions.is_dir():  # a volume that is no longer mounted is not an empty warehouse
        return _bad("entrepot_absent")
    free = shutil.disk_usage(house.path).free
    version = house.current()
    reasons: list[Motif] = []
    if version is not None and version.notice is not None:
        reasons.append("version_de_secours" if version.numero != _asked(house) else "catalogue_change")
    if free < _LITTLE:
        reasons.append("disque_presque_plein")
    return Health(
        etat="degrade" if reasons else "bon",
        version=None if version is None else version.numero,
        entrepot="vide" if version is None else "publie",
        disque_libre=free,
        donnees_arretees_au=None if version is None else version.date_donnees,
        motifs=tuple(reasons),
    )


def _asked(house: Warehouse) -> int | None:
    """Return the number that the pointer says, None when it says none."""
    try:
        pointer = house.pointer()
    except StoreError:
        return None
    return None if pointer is None else pointer.numero


def _bad(reason: Motif) -> Health:
    return Health(etat="mauvais", entrepot="illisible", motifs=(reason,))
