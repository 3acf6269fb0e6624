"""Freeze a civil year, and say which frozen figures a version would restate (R13). Docs: decision 014."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Protocol

from spaser.measure.frozen import DIMENSIONS, Figures, Official, differs, measured_year
from spaser.measure.lists import years
from spaser.measure.model import Measure
from spaser.measure.version import VersionLike
from spaser.store import OpenVersion, StoreError, Warehouse
from spaser.store.freeze import Freeze, FrozenFigure, read_frozen, write_freeze
from spaser.store.journal import Restatement


class Candidate(VersionLike, Protocol):
    """A version that may become the published one."""

    @property
    def demonstration(self) -> bool:
        """Whether its data are made up."""


def freeze(warehouse: Warehouse, annee: int, auteur: str, commentaire: str, motif: str = "") -> Freeze:
    """Freeze a closed civil year as the published version measures it: every indicator, whole, by domaine, DGA and territoire.

    Freezing again a year already frozen is a restatement: both are kept, and ``motif`` is mandatory (R13).

    Raises:
        StoreError: nothing published, year not over or without data, comment or reason missing, version or freeze damaged.
            Nothing has changed.
    """
    if not commentaire.strip():
        raise StoreError(f"Dites pourquoi l'exercice {annee} est figé maintenant : le commentaire est vide.")
    with warehouse.writing():
        version = warehouse.current()
        pointer = warehouse.pointer()
        if version is None or pointer is None:
            raise StoreError("Rien n'est publié dans cet entrepôt : il n'y a aucun exercice à figer.")
        if version.numero != pointer.numero:
            raise StoreError(
                f"La version {pointer.numero} est altérée : aucun exercice ne peut être figé tant qu'une version saine n'est pas publiée."
            )
        stop = version.date_donnees
        if stop is None or stop < date(annee, 12, 31):
            until = "ne sont pas datées" if stop is None else f"s'arrêtent au {stop:%d/%m/%Y}"
            raise StoreError(
                f"L'exercice {annee} n'est pas clos : les données {until}. Figez-le une fois l'année entière déposée."
            )
        if annee not in years(version):
            raise StoreError(f"La version {version.numero} ne contient aucune donnée de l'exercice {annee}.")
        known = read_frozen(warehouse)
        if known.alertes:
            raise StoreError(known.alertes[0])
        before = [g for g in known.gels if g.annee == annee and g.demonstration == version.demonstration]
        if before and not motif.strip():
            raise StoreError(
                f"L'exercice {annee} est déjà figé depuis le {before[-1].le:%d/%m/%Y} (version {before[-1].version}) : "
                "pour le figer de nouveau, donnez le motif de la révision. Les deux valeurs seront gardées."
            )
        manifest = version.manifest
        frozen = Freeze(
            annee=annee,
            numero=len(before) + 1,
            version=version.numero,
            version_sha256=manifest.sha256,
            catalogue=manifest.catalogue,
            catalogue_sha256=manifest.catalogue_sha256,
            demonstration=version.demonstration,
            le=warehouse.now(),
            auteur=auteur,
            commentaire=commentaire.strip(),
            motif=motif.strip(),
            chiffres=tuple(
                FrozenFigure(dimension=dimension, **asdict(figure))
                for (_, dimension), figures in measured_year(version, annee).items()
                for figure in figures
            ),
        )
        write_freeze(warehouse, frozen)
    return frozen


def restatements(warehouse: Warehouse, after: Candidate) -> tuple[Restatement, ...]:
    """Return the figures of frozen years that a version would show otherwise than they were signed, and than they show today.

    What the published version already restates was given its reason: it is not asked again. A damaged freeze is not in force
    (screens and ``verifier`` say so): it is not compared.
    """
    official = Official.of(read_frozen(warehouse), demonstration=after.demonstration)
    if not official.gels:
        return ()
    current = _published(warehouse)
    if current is not None and current.demonstration != after.demonstration:
        current = None
    found: list[Restatement] = []
    for annee, signed in official.signed.items():
        today = measured_year(current, annee) if current is not None else signed[-1]
        found += _restated(annee, signed[-1], today, measured_year(after, annee))
    return tuple(found)


def _published(warehouse: Warehouse) -> OpenVersion | None:
    """Return the published version; when none can be read, a restore mends that, and what was signed is the only comparison."""
    try:
        return warehouse.current()
    except StoreError:
        return None


def _restated(annee: int, signed: Figures, today: Figures, after: Figures) -> Iterable[Restatement]:
    for code in dict.fromkeys(code for code, _ in signed):
        places = [(code, dimension) for dimension in (None, *DIMENSIONS)]
        changed = [
            name
            for place in places
            for name in _changed(signed.get(place, ()), after.get(place, ()))
            & _changed(today.get(place, ()), after.get(place, ()))
        ]
        if changed:
            whole = after.get((code, None))
            yield Restatement(
                annee=annee,
                code=code,
                fige=signed[code, None][0].valeur,
                recalcule=whole[0].valeur if whole else None,
                segments=tuple(sorted(name for name in changed if name is not None)),
            )


def _changed(before: tuple[Measure, ...], after: tuple[Measure, ...]) -> set[str | None]:
    """Return the segments (None: the whole) whose figures differ, or that only one side has."""
    old, new = ({m.segment: m for m in side} for side in (before, after))
    return {
        name for name in {**old, **new} if name not in old or name not in new or differs(old[name], new[name])
    }
