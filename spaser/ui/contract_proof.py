"""The considerations of a contract with the line that says each, and how the indicators count the contract."""

from __future__ import annotations

import streamlit as st

from spaser import francais as fr
from spaser.measure.contract_sheet import FicheContrat, Reponse
from spaser.ui import sheet_words as words
from spaser.ui.fact_rows import membership_text
from spaser.ui.page_links import indicator_link
from spaser.ui.sheet_page import SheetReader
from spaser.ui.tables import Column, show_table


def considerations(reader: SheetReader, sheet: FicheContrat) -> None:
    """Draw every answer deposited: the yes first, then what is not filled in, then the no."""
    st.header("Considérations et preuves", anchor=False)
    if not sheet.reponses:
        st.caption(
            f"◌ Considérations : {fr.NOT_FILLED}. Aucun extrait ne dit ni oui ni non (règle R7 : ce n’est pas « non »)."
        )
        return
    names = {subject.code: subject.nom for subject in reader.version.catalogue.sujets}
    answers = sorted(
        sheet.reponses, key=lambda answer: (_rank(answer), names.get(answer.sujet, ""), answer.type or "")
    )
    counted = [sum(_rank(answer) == rank for answer in answers) for rank in range(3)]
    st.markdown(
        f"{fr.count(counted[0])} « oui », {fr.count(counted[2])} « non », {fr.count(counted[1])} « non renseigné »."
    )
    show_table(
        (Column("Sujet"), Column("Dispositif"), Column("Réponse"), Column("Fichier et ligne")),
        [
            (
                names.get(answer.sujet, answer.sujet),
                "Tout dispositif" if answer.type is None else words.coded(answer.type, words.DEVICES),
                words.yes_no(answer.reponse),
                words.origin(answer.fichier, answer.ligne),
            )
            for answer in answers
        ],
        alt="Considérations du contrat",
    )
    st.caption(
        "La preuve est la cellule de l’extrait ; l’article du CCAP, du CCTP ou du règlement n’est pas dans les extraits (R14)."
    )


def counting(reader: SheetReader, sheet: FicheContrat) -> None:
    """Draw which indicators count the contract, and how."""
    st.header("Comment les indicateurs le comptent", anchor=False)
    if not sheet.contrat.dans_flux:
        st.caption(
            "Ce contrat n’est pas dans le flux des contrats notifiés (règle R1) : sans date de notification, sans suite, infructueux, "
            "ou marché subséquent d’un accord-cadre déjà compté."
        )
    if not sheet.comptes:
        st.caption("Aucun indicateur ne le compte.")
        return
    catalogue = reader.version.catalogue
    lines = []
    for count in sheet.comptes:
        indicateur = catalogue.indicateur(count.code)
        lines.append(
            (
                indicator_link(indicateur),
                membership_text(count.appartient),
                "compté" if count.dans_perimetre else "hors périmètre par défaut (concession)",
                words.amount(count.montant),
                words.kept(count.montant, count.montant_min, count.montant_max),
            )
        )
    show_table(
        (
            Column("Indicateur"),
            Column("Au numérateur"),
            Column("Au dénominateur"),
            Column("Montant HT", nombre=True),
            Column("Montant retenu", nombre=True),
        ),
        lines,
        alt="Indicateurs qui comptent le contrat",
    )


def _rank(answer: Reponse) -> int:
    if answer.reponse is None:
        return 1
    return 0 if answer.reponse else 2
