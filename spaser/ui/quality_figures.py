"""The answers of the quality page, computed once per version, filters and perimeter, whoever asks."""

from __future__ import annotations

from spaser.measure import Dimension, Filters, Perimeter
from spaser.measure.quality import Completude, Extrait, completeness
from spaser.measure.quality_findings import (
    AnomalieParRegle,
    LigneRejetee,
    Motif,
    Sort,
    anomalies_by_rule,
    reject_reasons,
    rejected_rows,
)
from spaser.measure.quality_lists import (
    ContratIsole,
    ContratSansReponse,
    Cote,
    Extraction,
    FournisseurIncomplet,
    SourcesDeContrats,
    contract_sources,
    incomplete_suppliers,
    one_sided_contracts,
    unanswered_contracts,
)
from spaser.store import OpenVersion
from spaser.ui.figures import Reader, remembered

_ENTRIES = 200


def completeness_of(reader: Reader, extrait: Extrait, par: Dimension) -> tuple[Completude, ...]:
    """Return the completeness of an extract's columns, whole and by segment."""
    return _completeness(reader.version, reader.stamp, extrait, par, reader.filters, reader.perimeter)


def suppliers_of(reader: Reader, limit: int, offset: int) -> Extraction[FournisseurIncomplet]:
    """Return one page of the suppliers without size or place."""
    return _suppliers(reader.version, reader.stamp, reader.filters, reader.perimeter, limit, offset)


def contracts_of(reader: Reader, limit: int, offset: int) -> Extraction[ContratSansReponse]:
    """Return one page of the contracts without an answer."""
    return _contracts(reader.version, reader.stamp, reader.filters, reader.perimeter, limit, offset)


def one_sided_of(reader: Reader, cote: Cote, limit: int, offset: int) -> Extraction[ContratIsole]:
    """Return one page of the contracts of one side only."""
    return _one_sided(reader.version, reader.stamp, cote, reader.filters, reader.perimeter, limit, offset)


def sources_of(reader: Reader) -> SourcesDeContrats:
    """Return which extracts of contracts there are."""
    return _sources(reader.version, reader.stamp)


def anomalies_of(reader: Reader) -> tuple[AnomalieParRegle, ...]:
    """Return the anomalies by rule."""
    return _anomalies(reader.version, reader.stamp, reader.perimeter)


def reasons_of(reader: Reader) -> tuple[Motif, ...]:
    """Return why rows do not count."""
    return _reasons(reader.version, reader.stamp)


def rejected_of(
    reader: Reader, sort: Sort | None, motif: str | None, limit: int, offset: int
) -> tuple[LigneRejetee, ...]:
    """Return one page of the rows that do not count; it is read afresh, and kept by nobody."""
    return rejected_rows(reader.version, reader.perimeter, sort, motif, limit=limit, offset=offset)


@remembered(max_entries=_ENTRIES)
def _completeness(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    extrait: Extrait,
    par: Dimension,
    filters: Filters,
    perimeter: Perimeter,
) -> tuple[Completude, ...]:
    return completeness(_version, extrait, par, filters, perimeter)


@remembered(max_entries=_ENTRIES)
def _suppliers(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    filters: Filters,
    perimeter: Perimeter,
    limit: int,
    offset: int,
) -> Extraction[FournisseurIncomplet]:
    return incomplete_suppliers(_version, filters, perimeter, limit=limit, offset=offset)


@remembered(max_entries=_ENTRIES)
def _contracts(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    filters: Filters,
    perimeter: Perimeter,
    limit: int,
    offset: int,
) -> Extraction[ContratSansReponse]:
    return unanswered_contracts(_version, filters, perimeter, limit=limit, offset=offset)


@remembered(max_entries=_ENTRIES)
def _one_sided(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    cote: Cote,
    filters: Filters,
    perimeter: Perimeter,
    limit: int,
    offset: int,
) -> Extraction[ContratIsole]:
    return one_sided_contracts(_version, cote, filters, perimeter, limit=limit, offset=offset)


@remembered(max_entries=_ENTRIES)
def _anomalies(
    _version: OpenVersion,
    stamp: str,  # noqa: ARG001 – part of the key
    perimeter: Perimeter,
) -> tuple[AnomalieParRegle, ...]:
    return anomalies_by_rule(_version, perimeter)


@remembered(max_entries=_ENTRIES)
def _sources(_version: OpenVersion, stamp: str) -> SourcesDeContrats:  # noqa: ARG001 – part of the key
    return contract_sources(_version)


@remembered(max_entries=_ENTRIES)
def _reasons(_version: OpenVersion, stamp: str) -> tuple[Motif, ...]:  # noqa: ARG001 – part of the key
    return reject_reasons(_version)
