"""Facts counted ahead in a version: which views have a count, at which days it is exact, how it is built.

Docs: decision 010. A version without them (published before) is measured on its facts, more slowly.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import duckdb

from spaser.catalogue import Catalogue, Nature
from spaser.store.errors import PublicationRefusedError
from spaser.store.queries import one_transaction, sql

NATURES_ADDITIVES: Final[frozenset[Nature]] = frozenset({"part_montant", "montant", "somme", "moyenne"})
NATURES_DE_PANEL: Final[frozenset[Nature]] = frozenset({"part_panel", "nombre_panel"})
_FEVRIER, _VEILLE_BISSEXTILE = 2, 28


@dataclass(frozen=True)
class Comptage:
    """Where the facts of a view are counted: their number, and whether they add up (else they are counted distinct).

    Distinct things are observed since 1 January, or since the first fact (``stock``).
    """

    numero: int
    additif: bool
    stock: bool


@dataclass(frozen=True)
class Agregats:
    """The counts of a version, by view; the (month, day) at which the data of a kind of extract stop; the numbers of the segments.

    ``segments``: dimension (domaine, dga, territoire, perimetre) → name → number. ``observees``: first and last day at which
    distinct things were observed ahead.
    """

    releves: Mapping[str, Comptage]
    coupes: frozenset[tuple[int, int]]
    segments: Mapping[str, Mapping[str, int]]
    observees: tuple[date, date]

    def numeros(self, dimension: str, noms: Iterable[str] | None) -> list[int] | None:
        """Return the numbers of some names; a name that no fact bears has none, and « all » (None) stays so."""
        if noms is None:
            return None
        connus = self.segments.get(dimension, {})
        return [connus[nom] for nom in noms if nom in connus]

    def exacts(self, debut: date, arrete: date) -> bool:
        """Whether a window of days is counted exactly: it starts with a month and ends on a day of observation."""
        return (debut == date.min or self._arret(debut - timedelta(days=1))) and self._arret(arrete)

    def _arret(self, jour: date) -> bool:
        if jour.day == monthrange(jour.year, jour.month)[1]:
            return True
        return (jour.month, jour.day) == (_FEVRIER, _VEILLE_BISSEXTILE) or (
            jour.month,
            jour.day,
        ) in self.coupes


def build_aggregates(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Count the facts of every indicator; views that read the same relation in the same way are counted once.

    Raises:
        PublicationRefusedError: amounts too large to be true.
    """
    try:
        _build(con, catalogue)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        raise PublicationRefusedError(
            "Des montants additionnés dépassent dix millions de milliards d'euros : au moins un montant est faux. Triez les extraits par "
            "montant, corrigez puis déposez de nouveau."
        ) from error


def _build(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    with one_transaction(con):
        _count_views(con, catalogue)
    with one_transaction(con):
        con.execute(sql("store/ranger_agregats"))
    with one_transaction(con):
        con.execute(sql("store/observer_choses"))


def _count_views(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    con.execute(sql("store/agregats"))
    texts = dict(con.execute(sql("store/vues_des_faits")).fetchall())
    known: dict[tuple[str, bool, bool, bool], Comptage | None] = {}
    for indicator in catalogue.indicateurs:
        summed, panel = indicator.nature in NATURES_ADDITIVES, indicator.nature in NATURES_DE_PANEL
        stock = indicator.periode == "observation"
        relation = (texts[indicator.vue], summed, panel, stock)
        if relation not in known:
            additive = _count(con, indicator.vue, len(known), summed=summed, panel=panel)
            known[relation] = None if additive is None else Comptage(len(known), additive, stock)
        releve = known[relation]
        if releve is not None:
            con.execute(
                "insert into agregats.releves values ($vue, $releve, $additif, $panel, $stock)",
                {
                    "vue": indicator.vue,
                    "releve": releve.numero,
                    "additif": releve.additif,
                    "panel": panel,
                    "stock": stock,
                },
            )


def _count(
    con: duckdb.DuckDBPyConnection, vue: str, numero: int, *, summed: bool, panel: bool
) -> bool | None:
    """Count one view and say whether it adds up; None for sums of rows that end, which nothing counted ahead can give."""
    name = f"faits.{vue}"
    shape = con.execute(sql("store/nature_des_faits"), {"vue": name, "somme": summed}).fetchone()
    one_row_each, endless = shape or (True, True)
    if summed and not endless:
        return None
    additive = endless and one_row_each and not panel
    if additive:
        con.execute(sql("store/agreger_cumuls"), {"vue": name, "releve": numero, "reponses": not summed})
    else:
        con.execute(sql("store/agreger_choses"), {"vue": name, "releve": numero, "sans_fin": endless})
    return additive


def read_aggregates(cursor: duckdb.DuckDBPyConnection) -> Agregats | None:
    """Return the counts that a version holds, None when it was published without them."""
    found = cursor.execute(sql("store/a_des_agregats")).fetchone()
    if not found or not found[0]:
        return None
    releves = cursor.execute("select vue, releve, additif, stock from agregats.releves").fetchall()
    coupes = cursor.execute("select mois, jour from agregats.coupes").fetchall()
    observed = cursor.execute("select premiere, derniere from agregats.observations").fetchone()
    first, last = observed or (None, None)
    segments: dict[str, dict[str, int]] = {}
    for dimension, nom, numero in cursor.execute(
        "select dimension, nom, numero from agregats.segments"
    ).fetchall():
        segments.setdefault(dimension, {})[nom] = numero
    return Agregats(
        {vue: Comptage(numero, additif, stock) for vue, numero, additif, stock in releves},
        frozenset((mois, jour) for mois, jour in coupes),
        segments,
        (first or date.max, last or date.min),
    )
