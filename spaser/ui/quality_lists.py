"""The rows to correct first, page by page: suppliers without size or place, contracts without an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import streamlit as st

from spaser import francais as fr
from spaser.measure.quality_lists import ContratSansReponse, Extraction, FournisseurIncomplet
from spaser.ui.figures import Reader
from spaser.ui.page_links import PageLink, page_link
from spaser.ui.pages_of_rows import page_buttons, turned_page
from spaser.ui.quality_figures import contracts_of, suppliers_of
from spaser.ui.tables import Column, csv_button, show_table

PAGE: Final = 20
EVERYTHING: Final = 1_000_000
NAME: Final = 70
_Row = TypeVar("_Row")

_SUPPLIER_COLUMNS: Final = (
    Column("Fournisseur"),
    Column("Identifiant"),
    Column("Payé HT", nombre=True),
    Column("Mandats", nombre=True),
    Column("Taille"),
    Column("Lieu"),
)
_CONTRACT_COLUMNS: Final = (
    Column("Contrat"),
    Column("Objet"),
    Column("Notifié le"),
    Column("DGA"),
    Column("Montant HT", nombre=True),
    Column("Environnement"),
    Column("Social"),
    Column("Fichier et ligne"),
)


def incomplete_suppliers_section(reader: Reader) -> None:
    """List the suppliers to look up first, with the share of spending that they are."""
    st.header("Fournisseurs sans taille ou sans lieu", anchor="fournisseurs")

    def ask(limit: int, offset: int) -> Extraction[FournisseurIncomplet]:
        return suppliers_of(reader, limit, offset)

    found = ask(PAGE, 0)
    if not found.nombre:
        st.caption(
            "Aucun : la taille et le lieu de tous les fournisseurs payés sont connus, ou rien n’a été payé avec ces filtres."
        )
        return
    st.markdown(
        f"**{fr.plural(found.nombre, 'fournisseur')}** "
        f"{'reçoit' if found.nombre == 1 else 'reçoivent'} {_weight(found, 'de la dépense')}. "
        f"{_head_weight(found)}"
    )
    paged(
        ask,
        found.nombre,
        "page_fournisseurs",
        lambda rows: show_table(
            _SUPPLIER_COLUMNS,
            [_supplier_line(row) for row in rows],
            alt="Fournisseurs sans taille ou sans lieu, du plus payé au moins payé",
        ),
    )
    st.caption(
        "Pour les compléter : déposez un extrait de fournisseurs avec leur SIRET, leur catégorie (PME, ETI, GE) et leur commune. "
        "Tant qu’ils manquent, ils comptent comme inconnus, jamais comme « non »."
    )
    csv_button(
        f"fournisseurs_incomplets_{reader.filters.annee}",
        ["identifiant", "nom", "montant_ht", "mandats", "sans_taille", "sans_lieu", "domaines"],
        lambda: [
            (r.identifiant, r.nom, r.montant, r.mandats, r.sans_taille, r.sans_lieu, r.domaines)
            for r in ask(EVERYTHING, 0).lignes
        ],
        key="csv_fournisseurs_incomplets",
    )


def _supplier_line(row: FournisseurIncomplet) -> tuple[str | PageLink, ...]:
    identifier = row.identifiant or ""
    name = (row.nom or "")[:NAME] or fr.NOT_FILLED
    return (
        name if row.siren is None else page_link(name, "fournisseur", siren=row.siren),
        fr.NOT_FILLED if not identifier or identifier.startswith("NOM:") else identifier,
        fr.euros(row.montant),
        fr.count(row.mandats),
        f"◌ {fr.NOT_FILLED}" if row.sans_taille else "connue",
        f"◌ {fr.NOT_FILLED}" if row.sans_lieu else "connu",
    )


def unanswered_contracts_section(reader: Reader) -> None:
    """List the contracts that do not say whether they hold a consideration."""
    st.header("Contrats dont les considérations ne sont pas renseignées", anchor="considerations")

    def ask(limit: int, offset: int) -> Extraction[ContratSansReponse]:
        return contracts_of(reader, limit, offset)

    found = ask(PAGE, 0)
    if not found.nombre:
        st.caption(
            "Aucun : chaque contrat notifié répond oui ou non, ou aucun n’est notifié avec ces filtres."
        )
        return
    verb = "ne répond" if found.nombre == 1 else "ne répondent"
    st.markdown(
        f"**{fr.plural(found.nombre, 'contrat')}** {verb} ni oui ni non à l’une des deux questions : "
        f"{_weight(found, 'des montants notifiés')}."
    )
    paged(
        ask,
        found.nombre,
        "page_contrats",
        lambda rows: show_table(
            _CONTRACT_COLUMNS,
            [_contract_line(row) for row in rows],
            alt="Contrats dont les considérations ne sont pas renseignées, du plus grand montant au plus petit",
        ),
    )
    csv_button(
        f"contrats_sans_reponse_{reader.filters.annee}",
        [
            "contrat",
            "objet",
            "jour",
            "domaine",
            "dga",
            "titulaires",
            "montant_ht",
            "environnement",
            "social",
            "fichier",
            "ligne",
        ],
        lambda: [
            (
                r.cle,
                r.objet,
                r.jour,
                r.domaine,
                r.dga,
                r.titulaires,
                r.montant,
                r.environnement,
                r.social,
                r.fichier,
                r.ligne,
            )
            for r in ask(EVERYTHING, 0).lignes
        ],
        key="csv_contrats_sans_reponse",
    )


def _contract_line(row: ContratSansReponse) -> tuple[str | PageLink, ...]:
    return (
        page_link(row.cle, "contrat", cle=row.cle),
        (row.objet or fr.NOT_FILLED)[:NAME],
        fr.day(row.jour),
        row.dga,
        fr.or_dash(row.montant, fr.euros),
        answer(row.environnement),
        answer(row.social),
        origin(row.fichier, row.ligne),
    )


def answer(value: bool | None) -> str:
    """Say an answer: yes, no, or not filled in."""
    if value is None:
        return f"◌ {fr.NOT_FILLED}"
    return "● oui" if value else "○ non"


def origin(fichier: str | None, ligne: int | None) -> str:
    """Say from which file and line a row came."""
    return "–" if fichier is None else f"{fichier}, ligne {fr.or_dash(ligne, fr.count)}"


def paged(
    ask: Callable[[int, int], Extraction[_Row]],
    count: int,
    key: str,
    draw: Callable[[tuple[_Row, ...]], None],
) -> None:
    """Draw the page that the address asks for, with the way to the others under it."""
    turn = turned_page(key, count, PAGE)
    draw(ask(PAGE, turn.decalage).lignes)
    page_buttons(turn, key)


def _weight(found: Extraction[_Row], of_what: str) -> str:
    amount = "un montant inconnu" if found.montant is None else fr.euros_short(found.montant)
    return amount if found.part is None else f"{amount}, soit {fr.rate(found.part)} {of_what}"


def _head_weight(first: Extraction[FournisseurIncomplet]) -> str:
    """Say what fixing the first page would bring."""
    head = sum(row.montant for row in first.lignes)
    if first.nombre <= len(first.lignes) or not first.montant or first.montant <= 0:
        return ""
    share = fr.rate(float(head / first.montant), decimals=0)
    return (
        f"Les {len(first.lignes)} premiers pèsent {share} de ce montant : ce sont ceux à compléter d’abord."
    )
