"""`python -m spaser indicateurs` and `lignes`: what `measure` says, as a table, JSON or CSV."""

import argparse
import sys
from collections.abc import Sequence

from spaser import francais as fr
from spaser.catalogue import Catalogue, Indicateur
from spaser.cli.figure_tables import print_beside, print_frozen, print_measures, row_cells
from spaser.cli.terminal import print_csv, print_json, print_table, version_of, warehouse_of
from spaser.measure import (
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
    "annee_jugee",
)
_JUDGED = ("cible", "annee_cible", "statut", "annee_jugee")
"""Fields that a figure beside an indicator has not."""
_ROW_FIELDS = ("cle", "jour", "appartient", "montant", "domaine", "dga", "territoire", "fichier", "ligne")


def indicateurs(options: argparse.Namespace) -> int:
    """Measure every indicator asked for, whole and by segment, then, under a group of their own, the figures beside them."""
    version = version_of(options)
    asked = _indicators(version.catalogue, options.code)
    beside_of = _beside(version.catalogue, asked)
    filters = filters_of(options, version)
    codes = [indicator.code for indicator in asked if indicator.groupe != "a_cote"]
    measured = measure_many(version, [*codes, *beside_of], filters, Perimeter.tout(), options.par)
    found = [figure for code in codes for figure in measured[code]]
    beside = [figure for code in beside_of for figure in measured[code]]
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
                    "arrete": max((item.arrete for item in (*found, *beside)), default=None),
                    "mesures": [
                        _as_json(item) | (_frozen(marks.get(item.code)) if item.segment is None else {})
                        for item in found
                    ],
                    "a_cote": [_beside_as_json(item, beside_of[item.code]) for item in beside],
                }
            )
        case "csv":
            print_csv(
                (*_MEASURE_FIELDS, "a_cote_de"),
                [
                    [
                        *(
                            None if item.code in beside_of and field in _JUDGED else _plain(item, field)
                            for field in _MEASURE_FIELDS
                        ),
                        beside_of.get(item.code),
                    ]
                    for item in (*found, *beside)
                ],
            )
        case _:
            if found:
                print_measures(version.catalogue, found)
            if beside:
                sys.stdout.write(
                    "\nÀ côté des indicateurs (autres lectures, sans cible ni verdict)\n" if found else ""
                )
                print_beside(version.catalogue, beside)
            print_frozen(version.catalogue, marks)
    return 0


def lignes(options: argparse.Namespace) -> int:
    """List the counted things behind one figure: counting them gives its numerator and denominator."""
    version = version_of(options)
    indicator = _indicators(version.catalogue, [options.code])[0]
    found = rows(
        version,
        indicator.code,
        filters_of(options, version),
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
                [row_cells(row) for row in found],
                right=frozenset({3, 8}),
            )
            sys.stderr.write(f"{fr.plural(len(found), 'ligne')}.\n")
    return 0


def filters_of(options: argparse.Namespace, version: OpenVersion) -> Filters:
    """Return the filters of a command: the last exercise that has data unless told, names as the catalogue writes them.

    Raises:
        StoreError: no exercise asked and no dated deposit, or an as-of date out of the exercise asked.
    """
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


def _indicators(catalogue: Catalogue, codes: list[str]) -> tuple[Indicateur, ...]:
    if not codes:
        return catalogue.indicateurs
    known = {indicator.code.casefold(): indicator.code for indicator in catalogue.mesurables}
    return tuple(catalogue.indicateur(known.get(code.casefold(), code)) for code in codes)


def _beside(catalogue: Catalogue, asked: Sequence[Indicateur]) -> dict[str, str]:
    """Return the codes of the figures beside the indicators asked, and of those asked themselves, with the indicator's code."""
    figures = [
        figure for i in asked for figure in ((i,) if i.groupe == "a_cote" else catalogue.a_cote_de(i.code))
    ]
    return {figure.code: figure.a_cote_de or "" for figure in figures}


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


def _beside_as_json(item: Measure, code: str) -> dict[str, object]:
    return {
        "a_cote_de": code,
        **{field: value for field, value in _as_json(item).items() if field not in _JUDGED},
    }


def _frozen(mark: Mark | None) -> dict[str, object]:
    """Return the fields of the whole of a frozen year: when it was signed, its official value, the reason of a difference."""
    if mark is None:
        return {}
    return {
        "fige": mark.gel.le.isoformat(),
        "valeur_figee": mark.fige.valeur,
        "motif_ecart": mark.motif if mark.differe else None,
    }


def _row_value(row: FactRow, field: str) -> object:
    value = getattr(row, field)
    if field == "jour":
        return value.isoformat()
    return value if value is None or isinstance(value, str | int) else float(value)
