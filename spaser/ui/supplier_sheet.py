"""A supplier: its names and places, its statuses with their periods and sources, its rank, its evaluation and its charter."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.perimeter import est_masque
from spaser.measure.supplier_sheet import FicheFournisseur
from spaser.ui import sheet_words as words
from spaser.ui.sheet_figures import supplier_of
from spaser.ui.sheet_page import SheetReader, cannot_show, open_sheet, sheet_top
from spaser.ui.tables import Column, show_table

_CANNOT: Final = "Ce fournisseur ne peut pas être affiché : il n’est pas dans les données publiées, ou pas dans votre périmètre."

_MASQUE: Final = (
    "Le nom, le SIREN et le SIRET d’un entrepreneur individuel, ou d’un fournisseur dont le statut juridique n’est pas renseigné, ne sont "
    "montrés qu’au responsable du SPASER. La référence les remplace dans cette version ; aucun chiffre n’en change."
)


def open_supplier() -> tuple[SheetReader, FicheFournisseur]:
    """Draw the top of the sheet of the supplier that the address names; what cannot be shown stops there."""
    reader = open_sheet("fournisseur", "Fournisseur")
    sheet = supplier_of(reader, st.query_params.get("siren", ""))
    if sheet is None:
        cannot_show(reader, "Fournisseur", _CANNOT)
    numero = sheet.fournisseur.siren
    masque = est_masque(numero)
    sheet_top(reader, sheet.nom, f"Référence {numero}" if masque else f"SIREN {numero}")
    if masque:
        st.caption(_MASQUE)
    return reader, sheet


def headline(reader: SheetReader, sheet: FicheFournisseur) -> None:
    """Draw the figures that a reader looks for first."""
    found = sheet.fournisseur
    period = (
        f"du {fr.day(found.premier)} au {fr.day(found.dernier)}" if found.premier and found.dernier else None
    )
    with st.container(horizontal=True, gap="medium"):
        st.metric(
            "Achats payés (HT)",
            fr.euros_short(found.montant) if found.paiements else "aucun",
            period,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )
        st.metric("Paiements", fr.count(found.paiements), border=True, height="stretch")
        st.metric(
            "Contrats tenus, seul ou à plusieurs", fr.count(found.contrats), border=True, height="stretch"
        )
        st.metric(
            "Charte « fournisseurs responsables »",
            fr.NOT_FILLED if sheet.charte is None else f"signée le {fr.day(sheet.charte)}",
            border=True,
            height="stretch",
        )
    if not reader.perimeter.est_tout:
        st.caption("Seuls les paiements et les contrats de votre périmètre sont comptés ici.")
    if found.autres:
        st.caption(
            f"Hors achats (intérêts moratoires, indemnités, subventions…) : {fr.euros(found.autres, 2)}, non compris."
        )


def names(sheet: FicheFournisseur) -> None:
    """Draw the establishments, the names under which they were seen, and where they are."""
    st.header("Établissements et noms", anchor=False)
    show_table(
        (
            Column("SIRET ou identifiant"),
            Column("Nom"),
            Column("Commune"),
            Column("Département"),
            Column("Territoire"),
            Column("Payé HT", nombre=True),
            Column("Contrats", nombre=True),
        ),
        [
            (
                place.identifiant,
                words.text(place.nom),
                words.text(place.commune),
                words.text(place.departement),
                place.territoire or fr.UNKNOWN,
                fr.euros(place.montant),
                fr.count(place.contrats),
            )
            for place in sheet.etablissements
        ],
        alt="Établissements et noms du fournisseur",
    )


def statuses(sheet: FicheFournisseur) -> None:
    """Draw what the suppliers' extracts say, each with its period and its source (R9)."""
    st.header("Statuts", anchor=False)
    if not sheet.statuts:
        st.caption(
            f"◌ Statuts : {fr.NOT_FILLED}. Aucun extrait de fournisseurs ne décrit ce fournisseur (règle R7 : ce n’est pas « non »)."
        )
        return
    show_table(
        (
            Column("SIRET"),
            Column("Valable"),
            Column("Catégorie"),
            Column("ESS"),
            Column("ESUS"),
            Column("Insertion ou handicap"),
            Column("Start-up"),
            Column("Source"),
            Column("Fichier et ligne"),
        ),
        [
            (
                line.siret,
                _period(line.debut, line.fin),
                words.text(line.categorie) + (f" ({line.annee_categorie})" if line.annee_categorie else ""),
                words.yes_no(line.ess),
                words.yes_no(line.esus),
                f"● {line.type_insertion}"
                if line.type_insertion
                else words.yes_no(_no_kind(line.parle_insertion)),
                words.yes_no(line.start_up),
                line.source,
                words.origin(line.fichier, line.ligne),
            )
            for line in sheet.statuts
        ],
        alt="Statuts du fournisseur",
    )


def strategy(sheet: FicheFournisseur) -> None:
    """Draw the strategic ranks (F1.2, note 4) and the evaluations."""
    st.header("Fournisseur stratégique et évaluation", anchor=False)
    if sheet.rangs:
        show_table(
            (
                Column("Année"),
                Column("Domaine"),
                Column("Rang", nombre=True),
                Column("Évalué, RSE comprise"),
                Column("Évaluation du"),
            ),
            [
                (
                    str(rank.annee),
                    rank.domaine,
                    fr.count(rank.rang),
                    words.yes_no(rank.evalue),
                    _dash(rank.evaluation),
                )
                for rank in sheet.rangs
            ],
            alt="Années et domaines où le fournisseur est stratégique",
        )
        st.caption(
            "Rang parmi tous les fournisseurs du domaine, sur les dépenses de l’année précédente (F1.2, note 4 du document, choix A12)."
        )
    else:
        st.caption("Ce fournisseur n’est parmi les premiers d’aucun domaine (F1.2).")
    evaluated = [line for line in sheet.statuts if line.evaluation_date]
    if evaluated:
        show_table(
            (Column("Évaluation du"), Column("Volet RSE"), Column("Fichier et ligne")),
            [
                (
                    words.day(line.evaluation_date),
                    words.yes_no(line.evaluation_rse),
                    words.origin(line.fichier, line.ligne),
                )
                for line in evaluated
            ],
            alt="Évaluations du fournisseur",
        )
    else:
        st.caption(f"Évaluations : {fr.NOT_FILLED}.")


def _dash(day: object) -> str:
    return fr.UNKNOWN if day is None else f"{day:%d/%m/%Y}"


def _no_kind(column_present: bool) -> bool | None:
    """An empty cell of a column that names kinds says « no »; a file without the column says nothing (decision 005)."""
    return False if column_present else None


def _period(start: object, end: object) -> str:
    if start is None and end is None:
        return "sans limite de date"
    if start is None:
        return f"jusqu’au {_dash(end)}"
    return f"depuis le {_dash(start)}" if end is None else f"du {_dash(start)} au {_dash(end)}"
