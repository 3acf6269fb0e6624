"""Every function of ``spaser.measure`` that reads a version, as the tests of the masks call it, and whether it names somebody."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache

from spaser import measure as room
from spaser.measure import FactRow, Perimeter, measure_many, rows, segments, years
from spaser.measure.alerts_counts import candidates, findings
from spaser.measure.confidentiality import suppliers_behind
from spaser.measure.contract_sheet import contract_sheet
from spaser.measure.decp import contracts_to_publish
from spaser.measure.frozen import measured_year
from spaser.measure.hours_done import hours_done
from spaser.measure.insertion import contracts_owing
from spaser.measure.levers import chosen_levers, due_dates, levers
from spaser.measure.moves import causes, moves
from spaser.measure.noted_keys import shown_keys
from spaser.measure.place_suppliers import place_suppliers
from spaser.measure.places import places
from spaser.measure.quality import completeness, quality_parameters
from spaser.measure.quality_columns import EXTRAITS
from spaser.measure.quality_findings import anomalies_by_rule, reject_reasons, rejected_rows
from spaser.measure.quality_lists import (
    contract_sources,
    incomplete_suppliers,
    one_sided_contracts,
    unanswered_contracts,
)
from spaser.measure.roadmap import roadmap
from spaser.measure.row_sheets import count_rows, sheets_of
from spaser.measure.search import Demande, contracts, suppliers
from spaser.measure.supplier_sheet import contracts_held, payments, supplier_sheet
from spaser.measure.version_effects import common_years, effects
from spaser.store import OpenVersion
from tests.measure.temoins import (
    ANNEE,
    EI,
    INCONNU,
    NOTEES,
    SIRETS,
    SOCIETE,
)


def asked(version: OpenVersion, perimeter: Perimeter) -> list[str]:
    """Return what addresses may name a supplier by: the true numbers, and the references that are shown instead."""
    found = suppliers(version, Demande(toutes=True), ANNEE, perimeter).lignes
    return [EI, INCONNU, SOCIETE, *SIRETS.values(), *(row.siren for row in found)]


@cache
def every_row(version: OpenVersion, perimeter: Perimeter) -> list[tuple[FactRow, ...]]:
    return [rows(version, i.code, ANNEE, perimeter) for i in version.catalogue.indicateurs]


def opened(version: OpenVersion, perimeter: Perimeter) -> list[object]:
    """Return the sheets that rows open: of a supplier paid, of one met, of a contract, of a mandat."""
    codes = [i.code for i in version.catalogue.indicateurs]
    listed = dict(zip(codes, every_row(version, perimeter), strict=True))
    return [sheets_of(version, listed[code], perimeter) for code in ("X8", "F10.5", "F2.1", "F3.1")]


@cache
def searched(version: OpenVersion, perimeter: Perimeter) -> list[object]:
    words = ["", "zzcanari", "dupont", EI, SIRETS[EI], "objet", "visible", "C1"]
    return [
        ask(version, Demande(texte=word, toutes=True), ANNEE, perimeter)
        for word in words
        for ask in (contracts, suppliers)
    ]


@cache
def listed_in_places(version: OpenVersion, perimeter: Perimeter) -> list[object]:
    return [
        place_suppliers(version, niveau, place.lieu, ANNEE, perimeter, limit=9)
        for niveau in ("commune", "departement", "territoire")
        for place in places(version, niveau, ANNEE, perimeter)
    ]


@cache
def sheets(version: OpenVersion, perimeter: Perimeter) -> list[object]:
    read: tuple[Callable[..., object], ...] = (supplier_sheet, contracts_held, payments)
    return [ask(version, key, perimeter) for key in asked(version, perimeter) for ask in read]


def contract_sheets(version: OpenVersion, perimeter: Perimeter) -> list[object]:
    found = [contract_sheet(version, cle, perimeter) for cle in ("C1", "C2", "C4")]
    assert None not in found
    return list(found)


def shared_out(version: OpenVersion, perimeter: Perimeter) -> object:
    indicateurs = version.catalogue.indicateurs
    figures = measure_many(version, [i.code for i in indicateurs], ANNEE, perimeter, "avant")
    return causes(version, moves(figures, indicateurs), ANNEE, perimeter)


@cache
def measured(version: OpenVersion, perimeter: Perimeter) -> list[object]:
    codes = [i.code for i in version.catalogue.indicateurs]
    return [
        measure_many(version, codes, ANNEE, perimeter, by) for by in (None, "domaine", "trimestre", "avant")
    ]


Case = Callable[[OpenVersion, Perimeter], object]
NOMMENT: dict[str, Case] = {
    "rows": every_row,
    "sheets_of": opened,
    "contracts": searched,
    "suppliers": searched,
    "place_suppliers": listed_in_places,
    "supplier_sheet": sheets,
    "contracts_held": sheets,
    "payments": sheets,
    "contract_sheet": contract_sheets,
    "incomplete_suppliers": lambda v, p: incomplete_suppliers(v, ANNEE, p, limit=9),
    "unanswered_contracts": lambda v, p: unanswered_contracts(v, ANNEE, p, limit=9),
    "one_sided_contracts": lambda v, p: [
        one_sided_contracts(v, c, ANNEE, p, limit=9) for c in ("decp", "si")
    ],
    "anomalies_by_rule": anomalies_by_rule,
    "rejected_rows": lambda v, p: rejected_rows(v, p, limit=99),
    "contracts_to_publish": lambda v, p: contracts_to_publish(v, ANNEE, p),
    "shown_keys": lambda v, p: [*shown_keys(v, [*NOTEES, *filter(None, SIRETS.values())], p).values()],
}
"""Functions that name suppliers to the lead; each case gives the canary with ``nominatif`` and never without."""

NE_NOMMENT_PAS: dict[str, Case] = {
    "measure": measured,
    "measure_many": measured,
    "causes": shared_out,
    "suppliers_behind": lambda v, p: [suppliers_behind(v, i.code, ANNEE, p) for i in v.catalogue.indicateurs],
    "measured_year": lambda v, _: measured_year(v, 2026),
    "count_rows": lambda v, p: [count_rows(v, i.code, ANNEE, p) for i in v.catalogue.indicateurs],
    "places": lambda v, p: [places(v, n, ANNEE, p) for n in ("commune", "departement", "territoire")],
    "segments": lambda v, p: [segments(v, d, p) for d in ("domaine", "dga", "territoire")],
    "years": lambda v, _: years(v),
    "findings": lambda v, p: findings(v, ANNEE, p),
    "candidates": lambda v, p: candidates(v, ANNEE, p),
    "contracts_owing": lambda v, p: contracts_owing(v, ANNEE, p),
    "hours_done": lambda v, p: hours_done(v, ANNEE, p),
    "levers": lambda v, p: levers(v, "F2.3", ANNEE, p),
    "chosen_levers": lambda v, p: chosen_levers(v, ["C1", "C2"], ANNEE, p),
    "due_dates": lambda v, _: due_dates(v, ANNEE),
    "roadmap": lambda v, p: roadmap(v, ANNEE, p),
    "completeness": lambda v, p: [completeness(v, e, "dga", ANNEE, p) for e in EXTRAITS],
    "quality_parameters": lambda v, p: quality_parameters(v, "contrats", ANNEE, p),
    "reject_reasons": lambda v, _: reject_reasons(v),
    "contract_sources": lambda v, _: contract_sources(v),
    "common_years": lambda v, _: common_years(v, v),
    "effects": lambda v, _: effects(v, v, 2026),
}
"""Functions that name nobody, the lead's answers included."""

SOUS_MEASURE = {
    "compter",
    "compter_distincts",
    "compter_ensemble",
    "compter_mobiles",
    "presents",
    "held_counts",
}
"""Counts by segment that ``measure_many`` and ``causes`` read, tried through them."""
PORTE = {"ask", "ask_shaped"}
"""Run the statement that they are given: those of ``queries/`` are looked at below."""


def readers() -> dict[str, Callable[..., object]]:
    """Return every public function of the room that takes a version."""
    found: dict[str, Callable[..., object]] = {}
    for module in pkgutil.iter_modules(room.__path__):
        loaded = importlib.import_module(f"{room.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            taken = [str(p.annotation) for p in inspect.signature(function).parameters.values()]
            if function.__module__ == loaded.__name__ and name[0] != "_" and "VersionLike" in taken:
                found[name] = function
    return found
