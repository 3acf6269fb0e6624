"""The means as a timeline and as a table, both with the same rows as a CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.roadmap import FeuilleDeRoute, MoyenSuivi
from spaser.ui.csv_export import Cell
from spaser.ui.roadmap_charts import due_rows, reference_row, timeline
from spaser.ui.roadmap_wording import last_known_text, lateness_text, signed_state, state_word
from spaser.ui.tables import Column, csv_button, show_table
from spaser.ui.theme import bound

_DUE_COLUMNS: Final = (
    Column("Échéance"),
    Column("Moyen"),
    Column("État"),
    Column("Retard"),
    Column("Pilote"),
)
_COLUMNS: Final = (
    Column("Moyen"),
    Column("État"),
    Column("Retard"),
    Column("Pilote"),
    Column("Échéance"),
    Column("Livrable"),
    Column("Commentaire"),
)
_HEADINGS: Final = (
    "moyen",
    "libelle",
    "axe",
    "fiche",
    "objectif",
    "etat",
    "retard_jours",
    "pilote",
    "echeance",
    "avancement",
    "livrable",
    "commentaire",
    "dernier_etat_connu",
    "annee_du_dernier_etat",
    "fichier",
    "ligne",
)


def means_timeline(feuille: FeuilleDeRoute, moyens: Sequence[MoyenSuivi]) -> None:
    """Draw the due dates of the means that have one, against the observation date."""
    rows = due_rows(moyens)
    undated = len(moyens) - len(rows)
    late = [moyen for moyen in moyens if moyen.en_retard]
    st.subheader(
        f"{fr.plural(len(late), 'moyen')} en retard au {fr.day(feuille.reference)}"
        if late
        else f"Aucun moyen en retard au {fr.day(feuille.reference)}",
        anchor=False,
    )
    if rows:
        worst = ", ".join(f"{moyen.code} ({lateness_text(moyen).lower()})" for moyen in late[:10])
        st.vega_lite_chart(
            bound(timeline(), echeances=rows, reference=reference_row(feuille)),
            alt=f"Échéances de {fr.plural(len(rows), 'moyen')}, du {rows[0]['echeance']} au {rows[-1]['echeance']}. "
            + (f"En retard : {worst}." if late else "Aucun n’est en retard."),
            key="fdr_calendrier",
        )
        by_code = {moyen.code: moyen for moyen in moyens}
        show_table(
            _DUE_COLUMNS,
            [_due_texts(row["echeance"], by_code[row["moyen"]]) for row in rows],
            alt="Échéances, de la plus ancienne à la plus lointaine",
        )
    if undated:
        st.caption(f"{fr.plural(undated, 'moyen')} sans échéance : voir l’affichage « Tableau ».")
    _csv(feuille, moyens)


def means_table(feuille: FeuilleDeRoute, moyens: Sequence[MoyenSuivi]) -> None:
    """Draw the means as a table, with its CSV."""
    if moyens:
        show_table(_COLUMNS, [_texts(moyen) for moyen in moyens], alt=f"Moyens du schéma en {feuille.annee}")
    else:
        st.info("Aucun moyen ne répond à ces filtres.", icon=":material/filter_alt_off:")
    _csv(feuille, moyens)


def unknown_means(feuille: FeuilleDeRoute) -> None:
    """Say which deposited rows belong to no means of the schema."""
    if feuille.hors_catalogue:
        with st.expander(
            f"{fr.plural(len(feuille.hors_catalogue), 'ligne')} hors du schéma : comptées nulle part"
        ):
            show_table(
                (Column("Moyen écrit"), Column("État"), Column("Fichier"), Column("Ligne", nombre=True)),
                [
                    (ligne.moyen, state_word(ligne.statut), ligne.fichier or "–", fr.count(ligne.ligne))
                    for ligne in feuille.hors_catalogue
                ],
                alt="Lignes dont le moyen n’est pas dans le schéma",
            )


def _csv(feuille: FeuilleDeRoute, moyens: Sequence[MoyenSuivi]) -> None:
    csv_button(
        f"feuille_de_route_{feuille.annee}",
        _HEADINGS,
        lambda: [_cells(moyen) for moyen in moyens],
        key="fdr_csv",
    )


def _due_texts(due: str, moyen: MoyenSuivi) -> tuple[str, ...]:
    pilot = moyen.ligne.pilote if moyen.ligne else None
    return due, _name(moyen), signed_state(moyen.etat), _lateness(moyen), pilot or "–"


def _texts(moyen: MoyenSuivi) -> tuple[str, ...]:
    ligne = moyen.ligne
    if ligne is None:
        state = signed_state("non_renseigne")
        return (_name(moyen), f"{state}. {last_known_text(moyen)}".strip(". "), *("–",) * 5)
    return (
        _name(moyen),
        signed_state(moyen.etat),
        _lateness(moyen),
        ligne.pilote or "–",
        fr.or_dash(ligne.echeance, fr.day),
        ligne.livrable or "–",
        ligne.commentaire or "–",
    )


def _name(moyen: MoyenSuivi) -> str:
    return f"{moyen.code} · {moyen.libelle}"


def _lateness(moyen: MoyenSuivi) -> str:
    if moyen.retard is None:
        return "non connu"
    return fr.plural(moyen.retard, "jour") if moyen.retard else "–"


def _cells(moyen: MoyenSuivi) -> tuple[Cell, ...]:
    ligne = moyen.ligne
    place = (moyen.code, moyen.libelle, moyen.axe, moyen.fiche, moyen.objectif, state_word(moyen.etat))
    if ligne is None:
        last = moyen.dernier_connu
        known = (None, None) if last is None else (state_word(last.statut), last.annee)
        return (*place, *(None,) * 6, *known, None, None)
    return (
        *place,
        moyen.retard,
        ligne.pilote,
        ligne.echeance,
        ligne.avancement,
        ligne.livrable,
        ligne.commentaire,
        None,
        None,
        ligne.fichier,
        ligne.ligne,
    )
