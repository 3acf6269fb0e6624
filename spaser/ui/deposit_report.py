"""The report of files read and not yet published: what was recognised, what was counted, every anomaly at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.ingest import Anomalie, ExtractReport
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import literal, plain
from spaser.ui.tables import Column, csv_button, show_table

_GRAVITIES: Final = {
    "bloquante": "✕ bloquante",
    "avertissement": "▲ avertissement",
    "information": "● information",
}
_ORDER: Final = tuple(_GRAVITIES)
_SHOWN: Final = 100
_ANOMALY_COLUMNS: Final = (
    Column("Gravité"),
    Column("Feuille"),
    Column("Ligne", nombre=True),
    Column("Colonne"),
    Column("Valeur"),
    Column("Raison"),
    Column("Remède"),
    Column("Occurrences", nombre=True),
)


def show_reports(reports: Sequence[ExtractReport]) -> None:
    """Draw one block per file."""
    for position, report in enumerate(reports):
        with st.container(border=True):
            _report(report, position)


def _report(report: ExtractReport, position: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if report.refuse:
            st.badge("Refusé", icon=":material/cancel:", color="red")
        else:
            st.badge("Lu, prêt à publier", icon=":material/check_circle:", color="green")
        st.text(plain(report.fichier, 120))
    kind = KIND_NAMES.get(report.type or "", "type d’extrait non reconnu")
    facts = [f"**{kind[0].upper()}{kind[1:]}**"]
    if report.feuille:
        facts.append(f"feuille {literal(report.feuille, 60)}")
    if report.periode_debut and report.periode_fin:
        facts.append(f"du {fr.day(report.periode_debut)} au {fr.day(report.periode_fin)}")
    if report.ligne_entete:
        facts.append(f"intitulés à la ligne {report.ligne_entete}")
    st.markdown(" · ".join(facts))
    _counts(report)
    _columns(report)
    _anomalies(report, position)


def _counts(report: ExtractReport) -> None:
    figures = (
        ("Lues", report.lus),
        ("Acceptées", report.acceptes),
        ("Rejetées", report.rejetes),
        ("Écartées", report.ecartes),
    )
    with st.grid(4, min_column_width=110):
        for name, value in figures:
            st.metric(f"Lignes {name.lower()}", fr.count(value))


def _columns(report: ExtractReport) -> None:
    if not report.colonnes:
        return
    with st.expander(
        f"{fr.plural(len(report.colonnes), 'colonne')} reconnues, {len(report.colonnes_inconnues)} laissées de côté"
    ):
        show_table(
            (Column("Intitulé du fichier"), Column("Lu comme")),
            [(column.entete, column.colonne) for column in report.colonnes],
            alt="Colonnes reconnues",
        )
        if report.colonnes_inconnues:
            st.caption(
                "Laissées de côté : " + ", ".join(literal(name, 60) for name in report.colonnes_inconnues)
            )


def _anomalies(report: ExtractReport, position: int) -> None:
    if not report.anomalies:
        st.caption("Aucune anomalie.")
        return
    ordered = sorted(
        report.anomalies, key=lambda anomaly: (_ORDER.index(anomaly.gravite), -anomaly.occurrences)
    )
    show_table(_ANOMALY_COLUMNS, [_line(anomaly) for anomaly in ordered[:_SHOWN]], alt="Anomalies du fichier")
    if len(ordered) > _SHOWN:
        st.caption(
            f"Les {_SHOWN} premières sur {fr.count(len(ordered))} : le fichier téléchargé les contient toutes."
        )
    csv_button(
        f"anomalies_{position + 1}",
        ["regle", *(column.titre.lower() for column in _ANOMALY_COLUMNS)],
        lambda: [
            (a.regle, a.gravite, a.feuille, a.ligne, a.colonne, a.valeur, a.message, a.remede, a.occurrences)
            for a in ordered
        ],
        key=f"csv_anomalies_{position}",
    )


def _line(anomaly: Anomalie) -> tuple[str, ...]:
    return (
        _GRAVITIES[anomaly.gravite],
        anomaly.feuille or "–",
        "–" if anomaly.ligne is None else fr.count(anomaly.ligne),
        anomaly.colonne or "–",
        plain(anomaly.valeur or "–", 60),
        anomaly.message,
        anomaly.remede,
        fr.count(anomaly.occurrences),
    )
