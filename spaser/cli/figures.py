"""`python -m spaser indicateurs` and `lignes`: what `measure` says, as a table, JSON or CSV."""

import argparse
import sys
from collections.abc import Mapping
from decimal import Decimal

from spaser import francais as fr
from spaser.catalogue import Catalogue, Indicateur
from spaser.cli.terminal import print_csv, print_json, print_table, version_of, warehouse_of
from spaser.measure import (
    LIBELLES,
    Dimension,
    FactRow,
    Filters,
    Measure,
    Perimeter,
    measure_many,
    rows,
    segments,
)
from spaser.measure.frozen import Mark, Official
from spaser.store import OpenVersion, StoreError
from spaser.store.freeze import read_frozen

_MEASURE_FIELDS = (
    "code",
    "annee",
    "segment",
    "valeur",
    "numerateur",
    "denominateur",
    "inconnus",
    "borne_basse",
    "borne_haute",
    "montant",
    "montant_total",
    "part_montant",
    "completude",
    "n_moins_1",
    "ecart",
    "cible",
    "annee_cible",
    "statut",
)
_ROW_FIELDS = ("cle", "jour", "appartient", "montant", "domaine", "dga", "territoire", "fichier", "ligne")


def indicateurs(options: argparse.Namespace) -> int:
    """Measure every indicator asked for, whole and by segment."""
    version = version_of(options)
    asked = _indicators(version.catalogue, options.code)
    filters = _filters(options, version)
    codes = [indicator.code for indicator in asked]
    measured = measure_many(version, codes, filters, Perimeter.tout(), options.par)
    found = [figure for figures in measured.values() for figure in figures]
    official = Official.of(read_frozen(warehouse_of(options)), demonstration=version.demonstration)
    marks = {
        figures[0].code: mark
        for figures in measured.values()
        if (mark := official.mark(figures[0], filters, Perimeter.tout(), version.numero)) is not None
    }
    match options.format:
        case "json":
            print_json(
                {
                    "version": version.numero,
                    "arrete": max((item.arrete for item in found), default=None),
                    "mesures": [
                        _as_json(item) | (_frozen(marks.get(item.code)) if item.segment is None else {})
                        for item in found
                    ],
                }
            )
        case "csv":
            print_csv(_MEASURE_FIELDS, [[_plain(item, field) for field in _MEASURE_FIELDS] for item in found])
        case _:
            _print_measures(version.catalogue, found)
            _print_frozen(version.catalogue, marks)
    return 0


def lignes(options: argparse.Namespace) -> int:
    """List the counted things behind one figure: counting them gives its numerator and denominator."""
    version = version_of(options)
    indicator = _indicators(version.catalogue, [options.code])[0]
    found = rows(
        version,
        indicator.code,
        _filters(options, version),
        Perimeter.tout(),
        appartenance=options.appartenance,
    )
    match options.format:
        case "json":
            print_json(
                {"lignes": [{field: _row_value(row, field) for field in _ROW_FIELDS} for row in found]}
            )
        case "csv":
            print_csv(_ROW_FIELDS, [[_row_value(row, field) for field in _ROW_FIELDS] for row in found])
        case _:
            print_table(
                ("Clé", "Jour", "Oui ?", "Montant", "Domaine", "DGA", "Territoire", "Fichier", "Ligne"),
                [_row_cells(row) for row in found],
                right=frozenset({3, 8}),
            )
            sys.stderr.write(f"{fr.plural(len(found), 'ligne')}.\n")
    return 0


def _indicators(catalogue: Catalogue, codes: list[str]) -> tuple[Indicateur, ...]:
    if not codes:
        return catalogue.indicateurs
    return tuple(catalogue.indicateur(code.upper()) for code in codes)


def _filters(options: argparse.Namespace, version: OpenVersion) -> Filters:
    catalogue = version.catalogue
    year = options.annee or (options.arrete.year if options.arrete else None)
    if year is None:
        if version.date_donnees is None:
            raise StoreError("Aucun dépôt de cette version n'est daté : précisez --annee.")
        year = version.date_donnees.year
    if options.arrete and options.arrete.year != year:
        raise StoreError(
            f"--arrete {options.arrete} n'est pas dans l'exercice {year} : corrigez l'un des deux."
        )
    return Filters(
        annee=year,
        arrete=options.arrete,
        domaines=tuple(
            catalogue.domaine(name) or _as_written(version, "domaine", name) for name in options.domaine
        ),
        dga=tuple(catalogue.dga_de(name) or _as_written(version, "dga", name) for name in options.dga),
        territoires=tuple(
            catalogue.territoire(name) or _as_written(version, "territoire", name)
            for name in options.territoire
        ),
        perimetre=options.perimetre,
    )


def _as_written(version: OpenVersion, dimension: Dimension, name: str) -> str:
    """Return a value that the reference lists do not know as the extracts write it; say so when no row bears it."""
    held = segments(version, dimension, Perimeter.tout())
    found = next((value for value in held if value.casefold() == name.strip().casefold()), None)
    if found is None:
        listed = ", ".join(f"« {value} »" for value in held)
        sys.stderr.write(
            f"--{dimension} : ni le catalogue ni les extraits ne connaissent « {name} », les chiffres sont donc vides. "
            f"Valeurs présentes : {listed}.\n"
        )
    return found or name


def _plain(item: Measure, field: str) -> object:
    value = getattr(item, field)
    return value if value is None or isinstance(value, str | int) else float(value)


def _as_json(item: Measure) -> dict[str, object]:
    return {field: _plain(item, field) for field in _MEASURE_FIELDS}


def _frozen(mark: Mark | None) -> dict[str, object]:
    """Return the fields of the whole of a frozen year: when it was signed, its official value, the reason of a difference."""
    if mark is None:
        return {}
    return {
        "fige": mark.gel.le.isoformat(),
        "valeur_figee": mark.fige.valeur,
        "motif_ecart": mark.motif if mark.differe else None,
    }


def _print_frozen(catalogue: Catalogue, marks: Mapping[str, Mark]) -> None:
    for code, mark in marks.items():
        if mark.differe:
            unit = catalogue.indicateur(code)
            sys.stdout.write(
                f"{code} {mark.gel.annee} : chiffre officiel {_quantity(mark.fige.valeur, unit)}, arrêté le {fr.day(mark.gel.le)} "
                f"(version {mark.gel.version}) ; recalculé ci-dessus – motif : {mark.motif or 'non consigné'}\n"
            )


def _row_value(row: FactRow, field: str) -> object:
    value = getattr(row, field)
    if field == "jour":
        return value.isoformat()
    return value if value is None or isinstance(value, str | int) else float(value)


def _row_cells(row: FactRow) -> list[str]:
    belongs = fr.or_dash(row.appartient, _whole_percent)
    return [
        row.cle,
        fr.or_dash(row.jour, fr.day),
        belongs,
        fr.or_dash(row.montant, _cents),
        row.domaine,
        row.dga,
        row.territoire,
        row.fichier or fr.UNKNOWN,
        str(row.ligne),
    ]


def _print_measures(catalogue: Catalogue, found: list[Measure]) -> None:
    lines = []
    for item in found:
        indicator = catalogue.indicateur(item.code)
        lines.append(
            [
                item.code,
                str(item.annee),
                item.segment or "Ensemble",
                indicator.titre,
                _quantity(item.valeur, indicator),
                fr.or_dash(_float(item.numerateur), fr.count),
                fr.or_dash(_float(item.denominateur), fr.count),
                fr.or_dash(_float(item.completude), _whole_percent),
                _quantity(item.n_moins_1, indicator),
                _quantity(item.cible, indicator),
                LIBELLES[item.statut],
            ]
        )
    print_table(
        (
            "Code",
            "Exercice",
            "Segment",
            "Indicateur",
            "Valeur",
            "Num.",
            "Dén.",
            "Complet",
            "N-1",
            "Cible",
            "Statut",
        ),
        lines,
        right=frozenset({4, 5, 6, 7, 8, 9}),
    )


def _quantity(value: object, indicator: Indicateur) -> str:
    """Write a value in its unit; a terminal has room for amounts in full."""
    known = _float(value)
    if indicator.unite == "€":
        return fr.or_dash(known, fr.euros)
    return fr.or_dash(known, lambda number: fr.quantity(number, indicator.unite))


def _whole_percent(value: float) -> str:
    return fr.rate(value, decimals=0)


def _cents(value: float | Decimal) -> str:
    return fr.euros(value, 2)


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
