"""The reports of files read and not yet published: what was recognised, what was counted, file by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from spaser import francais as fr
from spaser.ingest import ExtractReport, Reponses
from spaser.ingest.annotated import annotated_workbook
from spaser.ingest.corrections import LIGNES_MAX
from spaser.store import Deposit, Staged
from spaser.ui.deposit_anomalies import anomalies_section
from spaser.ui.deposit_recognition import show_recognition
from spaser.ui.downloads import offer
from spaser.ui.literal import literal, plain
from spaser.ui.session import warehouse

Asked = tuple[int, Reponses | None]
"""Rank of a file, and the answers to read it again with; None to take it out of the deposit."""


def show_reports(staged: Staged, reading: str) -> Asked | None:
    """Draw one block per file, then every anomaly; return what was asked of a file, None while nothing is."""
    published = {deposit.sha256: deposit for deposit in _published()}
    _waiting(staged.rapports)
    asked: Asked | None = None
    for position, report in enumerate(staged.rapports):
        with st.container(border=True):
            asked = (
                _report(report, staged.a_corriger[position], published, f"{reading}_{position}", position)
                or asked
            )
    anomalies_section(staged.rapports, reading)
    return asked


def _waiting(reports: Sequence[ExtractReport]) -> None:
    """Among several files, name first those that keep the others from being published."""
    refused = [literal(report.fichier, 80) for report in reports if report.refuse]
    if not refused or len(reports) == 1:
        return
    one = len(refused) == 1
    st.warning(
        f"{fr.plural(len(refused), 'fichier')} sur {fr.count(len(reports))} {'attend' if one else 'attendent'} votre réponse : "
        f"{', '.join(refused)}. Répondez à {'ses' if one else 'leurs'} questions ci-dessous, ou "
        f"{'corrigez-le ou retirez-le' if one else 'corrigez-les ou retirez-les'} ; rien ne se publie d’ici là.",
        icon=":material/help:",
    )


def _published() -> tuple[Deposit, ...]:
    version = warehouse().current()
    return () if version is None else version.deposits


def _report(
    report: ExtractReport,
    to_correct: Path | None,
    published: Mapping[str, Deposit],
    key: str,
    position: int,
) -> Asked | None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if report.refuse:
            st.badge("Refusé", icon=":material/cancel:", color="red")
        else:
            st.badge("Lu", icon=":material/check_circle:", color="green")
        st.text(plain(report.fichier, 120), width="stretch")
        removed = st.button(
            "Retirer ce fichier", icon=":material/close:", type="tertiary", key=f"retirer_{key}"
        )
    already = published.get(report.sha256)
    if already is not None:
        st.info(
            f"Ce fichier est déjà dans la version publiée : déposé le {fr.moment(already.depose_le)} par {literal(already.auteur, 60)}.",
            icon=":material/content_copy:",
        )
    facts = []
    if report.periode_debut and report.periode_fin:
        facts.append(f"Du {fr.day(report.periode_debut)} au {fr.day(report.periode_fin)}")
    facts += [f"texte {literal(report.encodage, 40)}"] if report.encodage else []
    if facts:
        st.caption(" · ".join(facts))
    _blocking(report)
    _counts(report)
    _corrections(report, to_correct, key)
    answers = show_recognition(report, key=key)
    if removed:
        return position, None
    return None if answers is None else (position, answers)


def _blocking(report: ExtractReport) -> None:
    """Say first why a file is refused, and what to do."""
    for anomaly in report.anomalies:
        if report.refuse and anomaly.gravite == "bloquante" and anomaly.ligne is None:
            st.error(f"{literal(anomaly.message, 600)}  \n{literal(anomaly.remede, 600)}")


def _corrections(report: ExtractReport, to_correct: Path | None, key: str) -> None:
    """Offer the workbook of the rows to correct, and say what its deposit will do."""
    if report.complement:
        st.info(
            "Ce classeur contient des lignes corrigées : elles complètent ce qui est publié, quel que soit le choix de la première étape. "
            "L’extrait d’origine doit être publié aussi.",
            icon=":material/build:",
        )
    if to_correct is not None:
        offer(
            "Lignes à corriger (Excel)",
            lambda: annotated_workbook(to_correct),
            "lignes_a_corriger.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"a_corriger_{key}",
            icon=":material/edit_document:",
            help_text="Chaque ligne avec la raison de son rejet et son remède ; les cellules en cause sont colorées. Corrigez-les, puis "
            "déposez le classeur ici.",
        )
        st.caption(
            "Le classeur contient toutes les lignes du fichier : corrigé, il remplace l’extrait refusé."
            if report.refuse and not report.complement
            else "Le classeur contient les lignes rejetées : corrigées et déposées, elles s’ajoutent aux autres."
        )
    elif report.rejetes > LIGNES_MAX or (report.refuse and report.lus > LIGNES_MAX):
        st.caption(
            f"Trop de lignes pour être corrigées à la main (plus de {fr.count(LIGNES_MAX)}) : corrigez-les dans le logiciel d’origine et "
            "refaites l’export. Les anomalies se téléchargent ci-dessous."
        )


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
