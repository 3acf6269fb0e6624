"""Frozen years on disk: each is an immutable, numbered file of the figures as published, sealed by the journal (R13)."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from spaser.store.errors import StoreError, reason
from spaser.store.files import make_directory, sha256_of, write_durably
from spaser.store.journal import Event, events, record
from spaser.store.warehouse import Warehouse


class FrozenFigure(BaseModel):
    """One figure as it was published: those of ``spaser.measure.Measure``, and the dimension of its segment (None: the whole)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimension: Literal["domaine", "dga", "territoire"] | None
    code: str
    annee: int
    segment: str | None
    valeur: float | None
    numerateur: float
    denominateur: float | None
    inconnus: float
    borne_basse: float | None
    borne_haute: float | None
    montant: float | None
    montant_haut: float | None
    montant_total: float | None
    part_montant: float | None
    completude: float | None
    n_moins_1: float | None
    ecart: float | None
    cible: float | None
    annee_cible: int | None
    statut: str
    arrete: date
    provisoire: bool
    effectif: int
    annee_jugee: int | None = None
    valeur_jugee: float | None = None
    annee_base: int | None = None
    valeur_base: float | None = None
    ecart_cible: float | None = None
    manque: float | None = None
    rythme: float | None = None
    rythme_requis: float | None = None
    projection: float | None = None
    annee_projection: int | None = None
    tendance: str | None = None


class Freeze(BaseModel):
    """A civil year as it was signed: its figures, the version and the rules that gave them, who and when.

    ``numero`` counts the freezes of the year: from the second on it is a restatement, and ``motif`` says why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    annee: int
    numero: int
    version: int
    version_sha256: str
    catalogue: str
    catalogue_sha256: str
    demonstration: bool
    le: datetime
    auteur: str
    commentaire: str
    motif: str
    chiffres: tuple[FrozenFigure, ...]


class Frozen(BaseModel):
    """Every freeze in force order (oldest first), the events of the journal, and what could not be trusted, in French."""

    model_config = ConfigDict(frozen=True)

    gels: tuple[Freeze, ...] = ()
    evenements: tuple[Event, ...] = ()
    alertes: tuple[str, ...] = ()


def read_frozen(warehouse: Warehouse) -> Frozen:
    """Read the freezes that the journal seals; a damaged one is left out and said, never shown."""
    try:
        known = events(warehouse)
    except StoreError as error:
        return Frozen(alertes=(f"{error} D'ici là, aucun exercice n'est montré comme figé.",))
    freezes: list[Freeze] = []
    alerts: list[str] = []
    for event in known:
        if event.gel is None:
            continue
        try:
            freezes.append(_sealed(warehouse, event))
        except StoreError as error:
            alerts.append(f"{error} Les chiffres montrés sont ceux de la version publiée.")
    return Frozen(gels=tuple(freezes), evenements=known, alertes=tuple(alerts))


def state(warehouse: Warehouse) -> str:
    """Return what changes when a freeze is added, replaced or lost, or when the journal grows: no file is opened."""
    paths = sorted(_folder(warehouse).glob("gel-*.json"))
    stats = [(path.name, path.stat()) for path in (*paths, *warehouse.path.glob("journal"))]
    return "|".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)


def has_freezes(warehouse: Warehouse) -> bool:
    """Whether a year was ever frozen here."""
    return any(_folder(warehouse).glob("gel-*.json"))


def write_freeze(warehouse: Warehouse, freeze: Freeze) -> None:
    """Write a freeze durably, then seal it in the journal. The caller holds the warehouse (``writing``).

    Raises:
        StoreError: disk. The year is not frozen.
    """
    data = freeze.model_dump_json().encode()
    digest = hashlib.sha256(data).hexdigest()
    name = f"gel-{freeze.annee}-{freeze.numero:02d}-{digest[:8]}.json"
    folder = _folder(warehouse)
    try:
        make_directory(folder)
        write_durably(folder / name, data)
    except OSError as error:
        raise StoreError(
            f"Le gel de {freeze.annee} n'a pas pu être écrit ({reason(error)}). Rien n'a été modifié."
        ) from error
    record(
        warehouse,
        "gel",
        auteur=freeze.auteur,
        commentaire=freeze.commentaire,
        version=freeze.version,
        motif=freeze.motif,
        gel=name,
        gel_sha256=digest,
    )


def problems(warehouse: Warehouse, known: Sequence[Event]) -> tuple[str, ...]:
    """Check every freeze against the journal, and that its version is still the one it was taken from."""
    found: list[str] = []
    for event in known:
        if event.gel is None:
            continue
        try:
            freeze = _sealed(warehouse, event)
            manifest = warehouse.manifest(freeze.version)
        except StoreError as error:
            found.append(str(error))
            continue
        if manifest.sha256 != freeze.version_sha256:
            found.append(
                f"Gel de {freeze.annee} (n° {freeze.numero}) : le manifeste de la version {freeze.version} a changé depuis."
            )
    sealed = {event.gel for event in known}
    found += [
        f"Gel {path.name} : il n'est pas au journal, il n'a donc aucun effet."
        for path in sorted(_folder(warehouse).glob("gel-*.json"))
        if path.name not in sealed
    ]
    return tuple(found)


def _sealed(warehouse: Warehouse, event: Event) -> Freeze:
    path = _folder(warehouse) / str(event.gel)
    try:
        if sha256_of(path) != event.gel_sha256:
            raise StoreError(f"Le gel {path.name} est altéré : remettez {path} depuis une sauvegarde.")
        return Freeze.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(f"Le gel {path.name} manque : remettez {path} depuis une sauvegarde.") from error
    except (OSError, ValidationError) as error:
        raise StoreError(
            f"Le gel {path.name} est illisible : remettez {path} depuis une sauvegarde."
        ) from error


def _folder(warehouse: Warehouse) -> Path:
    return warehouse.path / "gels"
