"""Documents to prepare and to download: each is written when it is asked for, on what the filter bar shows."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.committees import CommitteeError, Decision, decisions
from spaser.report import DOCUMENTS, Document, report_content
from spaser.report.writing import Written, write_document
from spaser.store import StoreError
from spaser.ui.committee_reading import committee_of, say_unread
from spaser.ui.detail import scope_text
from spaser.ui.downloads import offer
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.person import identify
from spaser.ui.progress_bar import progress_of

_PREPARED: Final = "rapport_prepare"
_ICONS: Final = {
    "pptx": ":material/slideshow:",
    "pdf": ":material/picture_as_pdf:",
    "docx": ":material/description:",
    "xlsx": ":material/table_chart:",
    "csv": ":material/table_rows:",
    "json": ":material/data_object:",
    "zip": ":material/folder_zip:",
}
_FORMATS: Final = {
    "pptx": "PowerPoint",
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "CSV",
    "json": "JSON",
    "zip": "dossier ZIP",
}
_SHARE_OF_FIGURES: Final = 0.2


def documents_section(reader: Reader) -> None:
    """List the documents, each with what it holds; one at a time is prepared, then can be downloaded."""
    st.markdown(
        f"Chaque document reprend ce que montre la barre de filtres : **{scope_text(reader)}**. Il porte sa date d’arrêté, sa version, son "
        "périmètre, ses choix de comptage et son auteur ; la même demande sur la même version et les mêmes décisions redonne le même fichier."
    )
    for document in DOCUMENTS:
        with st.container(border=True, gap="small"):
            _card(reader, document)


def _card(reader: Reader, document: Document) -> None:
    st.subheader(document.titre, anchor=f"rapport-{document.nom}")
    st.markdown(document.description)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        asked = st.button(
            f"Préparer ({_FORMATS[document.extension]})",
            icon=_ICONS[document.extension],
            key=f"preparer_{document.nom}",
        )
        place = st.empty()
    if asked:
        _prepare(reader, document)
    written = _prepared(reader, document)
    if written is not None:
        with place:
            offer(
                f"Télécharger {literal(written.fichier, 160)}",
                lambda: written.octets,
                written.fichier,
                document.mime,
                f"rapport_{document.nom}",
            )
        st.caption(f"Prêt : {fr.number(max(len(written.octets) / 1_000, 1))}{fr.NARROW}ko.")


def _prepare(reader: Reader, document: Document) -> None:
    """Write the document under a progress bar, and keep it until another is asked for."""
    bar = st.progress(0.0, text="Calcul des chiffres…")
    moved = progress_of(bar)
    try:
        content = report_content(
            reader.version,
            reader.filters,
            reader.perimeter,
            identify().nom,
            reader.official,
            _decisions(reader),
        )
        written = write_document(
            document,
            content,
            lambda step, share: moved(step, _SHARE_OF_FIGURES + (1 - _SHARE_OF_FIGURES) * share),
        )
    except StoreError as error:
        st.error(literal(str(error), 1_000), title="Ce document ne peut pas être écrit")
        return
    finally:
        bar.empty()
    st.session_state[_PREPARED] = (_request(reader), written)


def _decisions(reader: Reader) -> tuple[Decision, ...] | None:
    """Read what the committees decided; None, once said, when it cannot be read."""
    try:
        committee = committee_of(reader.version, identify())
        return decisions(committee.ledger, committee.identity)
    except CommitteeError as error:
        say_unread("Les décisions des comités", error)
        return None


def _prepared(reader: Reader, document: Document) -> Written | None:
    """Return the document if it is the last one prepared, for what the screen still shows."""
    request, written = st.session_state.get(_PREPARED, (None, None))
    if (
        not isinstance(written, Written)
        or written.document.nom != document.nom
        or request != _request(reader)
    ):
        return None
    return written


def _request(reader: Reader) -> tuple[object, ...]:
    """Return what a document depends on: version, frozen years, filters, perimeter."""
    frozen = tuple((gel.annee, gel.numero) for gel in reader.official.frozen.gels)
    return reader.stamp, frozen, reader.filters, reader.perimeter
