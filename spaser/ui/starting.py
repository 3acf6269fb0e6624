"""An empty warehouse, and the way back to one: demonstration data on a button, a fresh start after a confirmation."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from spaser.committees import CommitteeError
from spaser.demo import generate
from spaser.demo.comites import fill
from spaser.ingest import ImportOptions
from spaser.measure.freezing import restatements
from spaser.store import OpenVersion, Source, StoreError, Warehouse, empty, publish, stage
from spaser.ui.literal import literal
from spaser.ui.parts import dialog
from spaser.ui.person import identify
from spaser.ui.progress_bar import progress_of
from spaser.ui.session import committees, warehouse
from spaser.ui.trail import written

DEPOSIT_PAGE: Final = "pages/donnees/deposer.py"
_DEMONSTRATION: Final = "démonstration"


def empty_state() -> None:
    """Say what this dashboard needs, and offer both ways to start."""
    with st.container(border=True):
        st.subheader("L’entrepôt de données est vide", anchor=False)
        st.markdown(
            "Ce tableau de bord mesure les 34 indicateurs du SPASER à partir des extraits de vos outils : contrats, "
            "dépenses mandatées, fournisseurs, heures d’insertion, réunions et événements, feuille de route et "
            "programmation des achats. Un seul extrait suffit pour commencer : chaque chiffre dit ce qui lui manque."
        )
        if not identify().peut_deposer:
            st.caption("Demandez au responsable du SPASER de déposer les premiers extraits.")
            return
        with st.container(horizontal=True, gap="small"):
            st.page_link(DEPOSIT_PAGE, label="Déposer des extraits", icon=":material/upload_file:")
            loading = st.button(
                "Charger les données de démonstration", icon=":material/science:", type="primary"
            )
        st.caption(
            "Les données de démonstration sont fictives ; elles passent par le même import que les vôtres, et votre "
            "premier dépôt réel les remplace."
        )
        if loading:
            _load_demonstration()


def _load_demonstration() -> None:
    with st.status(
        "Préparation des données de démonstration : deux minutes environ…", expanded=True
    ) as status:
        bar = st.progress(0.0, text="Fabrication des extraits fictifs (moins d’une minute), puis import")
        try:
            with written("publication", "demonstration"):
                version = publish_demonstration(warehouse(), progress_of(bar))
        except StoreError as error:
            status.update(
                label="Les données de démonstration n’ont pas été publiées", state="error", expanded=True
            )
            st.error(literal(str(error), 1_000))
            return
        try:
            fill(committees())
        except CommitteeError as error:
            status.update(label="Les entrées fictives des comités manquent", state="error", expanded=True)
            st.error(literal(str(error), 1_000))
            return
        status.update(
            label=f"Version {version.numero} publiée" if version else "Déjà publiées", state="complete"
        )
    st.rerun()


def publish_demonstration(target: Warehouse, progress: Callable[[str, float], None]) -> OpenVersion | None:
    """Write the fictive extracts and deposit them through the real import.

    Raises:
        StoreError: nothing has changed; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="spaser-demo-") as folder:
        files = generate(Path(folder), target.catalogue)
        sources = [Source(chemin=path, nom=path.name) for path in files]
        staged = stage(
            target, sources, ImportOptions(), auteur=_DEMONSTRATION, demonstration=True, progress=progress
        )
        progress("Construction de la version", 1.0)
        return publish(
            target,
            staged,
            auteur=_DEMONSTRATION,
            commentaire="Données de démonstration – fictives",
            comparer=restatements,
        )


def restart_offer() -> None:
    """Offer to leave the demonstration for an empty warehouse."""
    if identify().peut_deposer and st.button(
        "Repartir d’un entrepôt vide", icon=":material/restart_alt:", type="tertiary", key="repartir"
    ):
        _confirm_restart()


@dialog("Repartir d’un entrepôt vide ?")
def _confirm_restart() -> None:
    st.markdown(
        "Plus rien ne sera publié tant que vous n’aurez pas déposé d’extraits. Les versions et les fichiers déposés "
        "restent sur le disque et peuvent être restaurés en ligne de commande."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Annuler"):
            st.rerun()
        if st.button("Vider l’entrepôt", type="primary", icon=":material/delete:"):
            try:
                with written("remise_a_zero"):
                    empty(warehouse(), auteur=identify().nom)
            except StoreError as error:
                st.error(str(error))
                return
            st.rerun()
