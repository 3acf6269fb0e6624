"""What the import found: anomalies by rule, then the rows that do not count, with their file and line for who sees everything."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.quality_findings import AnomalieParRegle, LigneRejetee, Motif
from spaser.ui.figures import Reader
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import plain
from spaser.ui.pages_of_rows import page_buttons, turned_page
from spaser.ui.quality_figures import anomalies_of, reasons_of, rejected_of
from spaser.ui.quality_words import GRAVITES, SORTS, reason, rule
from spaser.ui.tables import Column, csv_button, show_table

PAGE: Final = 10
_EVERYTHING: Final = 1_000_000
_ALL: Final = "Toutes les raisons"
_CELL: Final = 160
_COUNTS_ONLY: Final = "Ces lignes ne sont rattachées à aucune DGA ni à aucun territoire et portent des noms : seul leur nombre est montré, sauf au responsable du SPASER."


def anomalies_section(reader: Reader) -> None:
    """List the anomalies of the deposits, by rule."""
    st.header("Anomalies relevées à l’import", anchor="anomalies")
    found = anomalies_of(reader)
    if not found:
        st.caption("Aucune anomalie dans les extraits de cette version.")
        return
    by_gravity = {
        words: sum(a.occurrences for a in found if a.gravite == gravity)
        for gravity, words in GRAVITES.items()
    }
    st.markdown(" · ".join(f"{words} : {fr.count(count)}" for words, count in by_gravity.items()))
    if reader.perimeter.voit_les_depots:
        show_table(
            (
                Column("Gravité"),
                Column("Extrait"),
                Column("Ce qui est relevé"),
                Column("Cas", nombre=True),
                Column("Fichiers", nombre=True),
                Column("Premier cas"),
                Column("Que faire"),
            ),
            [_anomaly_line(anomaly) for anomaly in found],
            alt="Anomalies par règle, des plus graves aux plus légères",
        )
    else:
        st.caption(_COUNTS_ONLY)
        show_table(
            (
                Column("Gravité"),
                Column("Extrait"),
                Column("Ce qui est relevé"),
                Column("Cas", nombre=True),
                Column("Fichiers", nombre=True),
            ),
            [_counted_line(anomaly) for anomaly in found],
            alt="Anomalies par règle, des plus graves aux plus légères",
        )
    csv_button(
        "anomalies",
        [
            "regle",
            "gravite",
            "extrait",
            "message",
            "cas",
            "fichiers",
            "premier_fichier",
            "ligne",
            "colonne",
            "valeur",
            "remede",
        ],
        lambda: [
            (
                a.regle,
                a.gravite,
                a.type,
                a.message or rule(a.regle),
                a.occurrences,
                a.fichiers,
                a.fichier,
                a.ligne,
                a.colonne,
                a.valeur,
                a.remede,
            )
            for a in found
        ],
        key="csv_anomalies_version",
    )


def _counted_line(anomaly: AnomalieParRegle) -> tuple[str, ...]:
    return (
        GRAVITES[anomaly.gravite],
        KIND_NAMES.get(anomaly.type, anomaly.type),
        anomaly.message or rule(anomaly.regle),
        fr.count(anomaly.occurrences),
        fr.count(anomaly.fichiers),
    )


def _anomaly_line(anomaly: AnomalieParRegle) -> tuple[str, ...]:
    where = [anomaly.fichier or "–"]
    if anomaly.ligne is not None:
        where.append(f"ligne {fr.count(anomaly.ligne)}")
    if anomaly.colonne:
        where.append(f"«\u202f{plain(anomaly.colonne, 60)}\u202f»")
    if anomaly.valeur:
        where.append(f"valeur «\u202f{plain(anomaly.valeur, 60)}\u202f»")
    return (*_counted_line(anomaly), ", ".join(where), anomaly.remede or "–")


def rejected_section(reader: Reader) -> None:
    """List why rows do not count, then the rows themselves."""
    st.header("Lignes rejetées ou écartées", anchor="rejets")
    reasons = reasons_of(reader)
    if not reasons:
        st.caption("Toutes les lignes des extraits de cette version sont acceptées.")
        return
    show_table(
        (
            Column("Sort"),
            Column("Raison"),
            Column("Extrait"),
            Column("Lignes", nombre=True),
            Column("Fichiers", nombre=True),
        ),
        [
            (
                SORTS[item.sort],
                reason(item.motif),
                KIND_NAMES.get(item.type, item.type),
                fr.count(item.lignes),
                fr.count(item.fichiers),
            )
            for item in reasons
        ],
        alt="Lignes rejetées ou écartées, par raison",
    )
    if not reader.perimeter.voit_les_depots:
        st.caption(_COUNTS_ONLY)
        return
    _rows(reader, reasons)


def _rows(reader: Reader, reasons: tuple[Motif, ...]) -> None:
    by_name = {_ALL: None} | {f"{reason(item.motif)} ({SORTS[item.sort]})": item for item in reasons}
    chosen = by_name[
        st.selectbox("Lignes montrées", list(by_name), key="raison", bind="query-params", filter_mode=None)
    ]
    sort, motif = (None, None) if chosen is None else (chosen.sort, chosen.motif)
    count = sum(r.lignes for r in reasons if chosen is None or (r.sort, r.motif) == (sort, motif))
    turn = turned_page("page_rejets", count, PAGE)
    found = rejected_of(reader, sort, motif, PAGE, turn.decalage)
    show_table(
        (
            Column("Fichier"),
            Column("Ligne", nombre=True),
            Column("Raison"),
            Column("Contenu de la ligne"),
        ),
        [_row_line(row) for row in found],
        alt="Lignes qui ne comptent pas, telles que le fichier les écrit",
    )
    page_buttons(turn, "page_rejets")
    csv_button(
        "lignes_rejetees",
        ["sort", "raison", "extrait", "fichier", "feuille", "ligne", "contenu"],
        lambda: [
            (r.sort, reason(r.motif), r.type, r.fichier, r.feuille, r.ligne, r.contenu)
            for r in rejected_of(reader, sort, motif, _EVERYTHING, 0)
        ],
        key="csv_rejets",
    )


def _row_line(row: LigneRejetee) -> tuple[str, ...]:
    sheet = f", feuille {plain(row.feuille, 40)}" if row.feuille else ""
    return (
        f"{plain(row.fichier, 80)}{sheet}",
        fr.count(row.ligne),
        reason(row.motif),
        plain(row.contenu or "ligne vide", _CELL),
    )
