"""The anomalies of a deposit, grouped as the report does: filtered by gravity, file, column and rule, page by page, all in the download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.ingest import Anomalie, ExtractReport
from spaser.ui.folded import folded
from spaser.ui.literal import plain
from spaser.ui.tables import Column, csv_button, show_table

_GRAVITIES: Final = {
    "bloquante": "✕ bloquante",
    "avertissement": "▲ avertissement",
    "information": "● information",
}
_ORDER: Final = tuple(_GRAVITIES)
_PAGE: Final = 25
_ROWS: Final = 10
"""Rows of the file that an anomaly names (``Anomalie.lignes``)."""
_COLUMNS: Final = (
    Column("Gravité"),
    Column("Où"),
    Column("Valeur"),
    Column("Raison et remède"),
    Column("Occurrences", nombre=True),
)
Found = tuple[str, Anomalie]
"""The file's name as received, and the anomaly."""


def anomalies_section(reports: Sequence[ExtractReport], reading: str) -> None:
    """Draw the anomalies of all the files."""
    found = [(report.fichier, anomaly) for report in reports for anomaly in report.anomalies]
    st.subheader("Les anomalies", anchor=False)
    if not found:
        st.caption("Aucune anomalie.")
        return
    by_gravity = Counter[str]()
    for _, anomaly in found:
        by_gravity[anomaly.gravite] += anomaly.occurrences
    st.caption(
        " · ".join(f"{_GRAVITIES[g]} : {fr.count(by_gravity[g])}" for g in _ORDER if by_gravity[g])
        + ". Regroupées par règle, colonne et valeur : chacune dit combien de fois et les premières lignes concernées ; toutes les "
        "lignes rejetées sont dans le classeur « Lignes à corriger »."
    )
    folded("Comptées par règle", f"regles_{reading}", lambda: _by_rule(found))
    shown = sorted(
        _filtered(found, reading),
        key=lambda pair: (_ORDER.index(pair[1].gravite), -pair[1].occurrences),
    )
    pages = max(1, -(-len(shown) // _PAGE))
    where = st.container(gap="xsmall")
    number = st.pagination(pages, key=f"anomalies_page_{reading}_{pages}") if pages > 1 else 1
    with where:
        if shown:
            first = (number - 1) * _PAGE
            show_table(_COLUMNS, [_line(pair) for pair in shown[first : first + _PAGE]], alt="Anomalies")
        else:
            st.caption("Aucune anomalie ne répond à ces filtres.")
    csv_button(
        "anomalies",
        [
            "regle",
            "gravite",
            "fichier",
            "feuille",
            "lignes",
            "colonne",
            "valeur",
            "raison",
            "remede",
            "occurrences",
        ],
        lambda: [
            (
                a.regle,
                a.gravite,
                name,
                a.feuille,
                _numbers(a),
                a.colonne,
                a.valeur,
                a.message,
                a.remede,
                a.occurrences,
            )
            for name, a in found
        ],
        key=f"csv_anomalies_{reading}",
    )


def _filtered(found: Sequence[Found], reading: str) -> list[Found]:
    with st.container(horizontal=True, gap="small"):
        gravities = _choice("Gravité", [a.gravite for _, a in found], f"gravite_{reading}")
        files = _choice("Fichier", [plain(name, 80) for name, _ in found], f"fichier_{reading}")
        columns = _choice("Colonne", [a.colonne or "–" for _, a in found], f"colonne_{reading}")
        rules = _choice("Règle", [a.regle.replace("_", " ") for _, a in found], f"regle_{reading}")
    return [
        (name, a)
        for name, a in found
        if (not gravities or a.gravite in gravities)
        and (not files or plain(name, 80) in files)
        and (not columns or (a.colonne or "–") in columns)
        and (not rules or a.regle.replace("_", " ") in rules)
    ]


def _choice(label: str, values: Sequence[str], key: str) -> list[str]:
    return st.multiselect(label, list(dict.fromkeys(values)), key=key, placeholder="Toutes", width=210)


def _by_rule(found: Sequence[Found]) -> None:
    rules: dict[tuple[str, str], Counter[str]] = {}
    for name, anomaly in found:
        rules.setdefault((anomaly.gravite, anomaly.regle), Counter())[name] += anomaly.occurrences
    show_table(
        (
            Column("Gravité"),
            Column("Règle"),
            Column("Fichiers", nombre=True),
            Column("Occurrences", nombre=True),
        ),
        [
            (
                _GRAVITIES[gravity],
                rule.replace("_", " "),
                fr.count(len(files)),
                fr.count(sum(files.values())),
            )
            for (gravity, rule), files in sorted(
                rules.items(), key=lambda pair: (_ORDER.index(pair[0][0]), -sum(pair[1].values()))
            )
        ],
        alt="Anomalies par règle",
    )


def _line(found: Found) -> tuple[str, ...]:
    name, anomaly = found
    where = [
        plain(name, 40),
        f"feuille {plain(anomaly.feuille, 40)}" if anomaly.feuille else "",
        _rows(anomaly),
        f"colonne {anomaly.colonne}" if anomaly.colonne else "",
    ]
    return (
        _GRAVITIES[anomaly.gravite],
        " · ".join(part for part in where if part),
        plain(anomaly.valeur or "–", 60),
        f"{anomaly.message} {anomaly.remede}",
        fr.count(anomaly.occurrences),
    )


def _rows(anomaly: Anomalie) -> str:
    """Say the first rows of the file concerned: ten at most, « … » when there are more."""
    numbers = _numbers(anomaly)
    if not numbers:
        return ""
    return f"{'lignes' if len(anomaly.lignes) > 1 else 'ligne'} {numbers}"


def _numbers(anomaly: Anomalie) -> str:
    rows = dict.fromkeys(anomaly.lignes or (() if anomaly.ligne is None else (anomaly.ligne,)))
    more = " …" if len(anomaly.lignes) == _ROWS and anomaly.occurrences > _ROWS else ""
    return ", ".join(map(fr.count, rows)) + more
