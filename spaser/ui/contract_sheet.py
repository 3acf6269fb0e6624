"""A contract: what it is, what counts it, who holds it, what was paid and done on it, and where each of these comes from."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.measure.contract_sheet import FicheContrat
from spaser.ui import sheet_words as words
from spaser.ui.explore_words import type_text
from spaser.ui.literal import literal
from spaser.ui.page_links import page_link
from spaser.ui.sheet_figures import contract_of
from spaser.ui.sheet_page import SheetReader, cannot_show, open_sheet, sheet_top
from spaser.ui.tables import Column, show_table

_CANNOT: Final = "Ce contrat ne peut pas être affiché : il n’est pas dans les données publiées, ou pas dans votre périmètre."


def open_contract() -> tuple[SheetReader, FicheContrat]:
    """Draw the top of the sheet of the contract that the address names; what cannot be shown stops there."""
    reader = open_sheet("contrat", "Contrat")
    sheet = contract_of(reader, st.query_params.get("cle", ""))
    if sheet is None:
        cannot_show(reader, "Contrat", _CANNOT)
    sheet_top(reader, f"Contrat {sheet.contrat.cle}", sheet.contrat.objet or "")
    return reader, sheet


def headline(sheet: FicheContrat) -> None:
    """Draw the figures that a reader looks for first."""
    contrat = sheet.contrat
    paid = fr.euros_short(sheet.paye)
    with st.container(horizontal=True, gap="medium"):
        st.metric(
            "Montant compté (HT)",
            fr.NOT_FILLED if contrat.montant is None else fr.euros_short(contrat.montant),
            border=True,
            height="stretch",
            help="Règle R3 : montant notifié ; pour un accord-cadre, son montant estimé, à défaut notifié, à défaut maximum.",
        )
        st.metric(
            "Payé à ce jour (HT)",
            paid if sheet.depenses else "aucun paiement",
            words.paid_share(sheet.paye, sheet.repere),
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
            help="Un accord-cadre se lit face à son maximum quand il en a un ; les autres contrats, face au montant compté."
            + (f" {words.OWN_NUMBERS}" if sheet.a_des_subsequents else ""),
        )
        due, done = sheet.heures_dues, sheet.heures_realisees
        st.metric(
            "Heures d’insertion réalisées",
            f"{fr.number(done)}{fr.NARROW}h" if sheet.heures else "aucune déclarée",
            f"{fr.number(due)}{fr.NARROW}h contractualisées"
            if due is not None
            else f"heures contractualisées : {fr.NOT_FILLED}",
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )


def identity(sheet: FicheContrat) -> None:
    """Draw what the extracts say of the contract."""
    contrat = sheet.contrat
    st.header("Le contrat", anchor=False)
    estimated = " (date de signature)" if contrat.jour_estime else ""
    left = [
        ("Type", type_text(contrat.type_contrat)),
        ("Procédure", words.text(contrat.procedure)),
        ("Statut", words.coded(contrat.statut, words.STATES)),
        ("Consultation lancée le", words.day(contrat.date_lancement)),
        ("Notifié le", words.day(contrat.jour) + estimated),
        ("Durée", fr.NOT_FILLED if contrat.duree_mois is None else f"{contrat.duree_mois}{fr.NARROW}mois"),
        ("Fin", words.day(contrat.fin)),
        ("Offres reçues", fr.or_dash(contrat.offres_recues, fr.count)),
        ("Code CPV", words.text(contrat.cpv)),
        ("Fondement de la réservation", contrat.fondement_reservation or "aucun indiqué"),
    ]
    right = [
        ("Domaine d’achat", contrat.domaine),
        ("Famille d’achat", words.text(contrat.famille)),
        ("DGA", contrat.dga),
        ("Direction", words.text(contrat.direction)),
        ("Territoire", contrat.territoire),
        ("Périmètre", words.coded(contrat.perimetre, words.PERIMETRES)),
        ("Montant notifié HT", words.amount(contrat.montant_ht)),
        ("Montant estimé HT", words.amount(contrat.montant_estime_ht)),
        ("Montant maximum HT", words.amount(contrat.montant_max_ht)),
        ("Marché innovant", words.yes_no(contrat.marche_innovant)),
        ("Charte « fournisseurs responsables » jointe", words.yes_no(contrat.charte_jointe)),
    ]
    for column, rows, alt in zip(
        st.columns(2, gap="large"),
        (left, right),
        ("Procédure et dates", "Rattachement et montants"),
        strict=True,
    ):
        with column:
            show_table((Column(alt), Column("Ce que dit l’extrait")), rows, alt=alt)


def holders(sheet: FicheContrat) -> None:
    """Draw the suppliers of the contract, their role and their share (R6)."""
    st.header("Titulaires", anchor=False)
    if not sheet.titulaires:
        st.caption(f"Titulaires : {fr.NOT_FILLED}.")
        return
    st.markdown(
        f"{fr.plural(len(sheet.titulaires), 'titulaire')} · groupement : "
        f"{literal(words.coded(sheet.contrat.groupement, words.GROUPINGS)).lower()} · part des TPE/PME au sens de la règle R6 : "
        + (fr.NOT_FILLED if sheet.contrat.part_pme is None else fr.rate(sheet.contrat.part_pme, decimals=0))
    )
    show_table(
        (
            Column("Titulaire"),
            Column("SIRET"),
            Column("Rôle"),
            Column("Part HT", nombre=True),
            Column("Taille"),
            Column("ESS"),
            Column("ESUS"),
            Column("Insertion ou handicap"),
            Column("Start-up"),
            Column("Département"),
        ),
        [
            (
                page_link(holder.nom or holder.siren, "fournisseur", siren=holder.siren),
                holder.identifiant,
                words.role(holder.role, len(sheet.titulaires)),
                "totalité" if len(sheet.titulaires) == 1 else words.amount(holder.part),
                words.size(holder.categorie, holder.tpe),
                words.yes_no(holder.ess),
                words.yes_no(holder.esus),
                words.insertion(holder.insertion, holder.type_insertion),
                words.yes_no(holder.start_up),
                words.text(holder.departement),
            )
            for holder in sheet.titulaires
        ],
        alt="Titulaires du contrat",
    )
    st.caption(
        "Statuts au jour de la notification (règle R9). Une part absente n’est attribuée à personne (règle R6)."
    )


def linked(sheet: FicheContrat) -> None:
    """Draw the framework, the subsequent contracts and the other lots."""
    framework = sheet.contrat.id_accord_cadre
    if not sheet.lies and not framework:
        return
    st.header("Contrats liés", anchor=False)
    if framework and not any(link.lien == "accord_cadre" for link in sheet.lies):
        st.caption(f"Accord-cadre indiqué : {literal(framework)} – aucun contrat à afficher sous ce numéro.")
    if sheet.lies:
        show_table(
            (
                Column("Lien"),
                Column("Contrat"),
                Column("Objet"),
                Column("Notifié le"),
                Column("Montant HT", nombre=True),
            ),
            [
                (
                    words.LINKS[link.lien],
                    page_link(link.cle, "contrat", cle=link.cle),
                    words.text(link.objet),
                    words.day(link.jour),
                    words.amount(link.montant),
                )
                for link in sheet.lies
            ],
            alt="Contrats liés",
        )


def source(reader: SheetReader, sheet: FicheContrat) -> None:
    """Say which deposit the contract comes from, and its amendments."""
    contrat = sheet.contrat
    st.header("D’où viennent ces lignes", anchor=False)
    deposited = (
        f", déposé le {fr.moment(contrat.depose_le)} par {literal(contrat.auteur or fr.NOT_FILLED, 60)}"
        if contrat.depose_le
        else ""
    )
    sheet_name = f", feuille « {literal(contrat.feuille)} »" if contrat.feuille else ""
    st.markdown(
        f"Contrat : **{literal(words.origin(contrat.fichier, contrat.ligne))}**{sheet_name}{deposited}. "
        f"Acheteur : SIREN {literal(contrat.acheteur_siren)}. Version {reader.version.numero}."
    )
    if not sheet.modifications:
        st.markdown(
            f"Modifications (avenants) : {fr.NOT_FILLED} – aucune ligne de modification de ce contrat dans les extraits."
        )
        return
    st.markdown(
        f"**{fr.plural(len(sheet.modifications), 'modification')}** dans les extraits, écartée du comptage : un contrat garde ses "
        "valeurs initiales (règle R2)."
    )
    show_table(
        (Column("Ligne telle qu’elle a été déposée"), Column("Fichier et ligne")),
        [
            (words.deposited(row.contenu, reader.perimeter), words.origin(row.fichier, row.ligne))
            for row in sheet.modifications
        ],
        alt="Modifications du contrat",
    )
