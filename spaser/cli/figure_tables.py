"""What `python -m spaser indicateurs` and `lignes` print for a person: aligned tables, French numbers."""

import sys
from collections.abc import Mapping
from decimal import Decimal

from spaser import francais as fr
from spaser.catalogue import Catalogue, Indicateur
from spaser.cli.terminal import print_table
from spaser.measure import FactRow, Measure
from spaser.measure.frozen import Mark
from spaser.wording import verdict_text


def print_measures(catalogue: Catalogue, found: list[Measure]) -> None:
    """Print one line a measure: its value with its own numbers, what is known, N-1, its target and its verdict."""
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
                fr.or_dash(_float(item.completude), fr.share_known),
                _quantity(item.n_moins_1, indicator),
                _quantity(item.cible, indicator),
                verdict_text(item),
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


def print_beside(catalogue: Catalogue, beside: list[Measure]) -> None:
    """Print the figures that stand beside an indicator: no target, no verdict."""
    lines = []
    for item in beside:
        indicator = catalogue.indicateur(item.code)
        lines.append(
            [
                item.code,
                indicator.a_cote_de or "",
                str(item.annee),
                item.segment or "Ensemble",
                indicator.titre,
                _quantity(item.valeur, indicator),
                fr.or_dash(_float(item.numerateur), fr.count),
                fr.or_dash(_float(item.denominateur), fr.count),
                fr.or_dash(_float(item.completude), fr.share_known),
                _quantity(item.n_moins_1, indicator),
            ]
        )
    print_table(
        (
            "Code",
            "À côté de",
            "Exercice",
            "Segment",
            "Chiffre",
            "Valeur",
            "Num.",
            "Dén.",
            "Complet",
            "N-1",
        ),
        lines,
        right=frozenset({5, 6, 7, 8, 9}),
    )


def print_frozen(catalogue: Catalogue, marks: Mapping[str, Mark]) -> None:
    """Say the official value of the frozen figures that the version measures otherwise."""
    for code, mark in marks.items():
        if mark.differe:
            unit = catalogue.indicateur(code)
            sys.stdout.write(
                f"{code} {mark.gel.annee} : chiffre officiel {_quantity(mark.fige.valeur, unit)}, arrêté le {fr.day(mark.gel.le)} "
                f"(version {mark.gel.version}) ; recalculé ci-dessus – motif : {mark.motif or 'non consigné'}\n"
            )


def row_cells(row: FactRow) -> list[str]:
    """Return the cells of one counted thing."""
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
