"""The rules of access as the server reads them, and « voir comme »: the screens as a role and a perimeter would show them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaser.access import AccessError, Attribution, Personne, Role, rights_of
from spaser.access.audit_events import perimetre_en_texte
from spaser.access.mode import mode, rules_path
from spaser.store import StoreError
from spaser.ui.literal import literal, plain
from spaser.ui.person import rules, see_as
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, show_table
from spaser.ui.trail import written

ROLES: Final[dict[Role, str]] = {
    "lecture": "Lecture – comité stratégique : tous les écrans, rien à écrire",
    "pilotage": "Pilotage – comité exécutif : tous les écrans, décisions et commentaires",
    "relais": "Relais – les lignes de ses territoires et de ses DGA seulement",
    "responsable": "Responsable – dépose, publie, administre",
}


def rules_in_force() -> None:
    """Draw who has which role, in the order in which the rules are read."""
    st.header("Qui a quel rôle", anchor=False)
    if mode() == "local":
        st.info(
            "Mode local : une seule personne, celle de cette machine, avec tous les droits. Les règles ci-dessous valent en mode partagé "
            "(docs/deploiement.md)."
        )
        return
    try:
        current = rules().current()
    except AccessError as error:
        st.error(literal(str(error), 2_000))
        return
    st.caption(
        f"Lu dans {literal(str(rules_path()))} ; une modification vaut à l’interaction suivante de chacun. Qui n’est désigné par aucune ligne "
        "n’entre pas. Une personne passe avant ses groupes ; entre deux groupes, le premier l’emporte."
    )
    lines = [
        (_named(person), person.role, _perimeter(person), "désactivé" if person.desactive else "actif")
        for person in current.personnes
    ] + [(f"groupe {group.groupe}", group.role, _perimeter(group), "actif") for group in current.groupes]
    show_table(
        (Column("Personne ou groupe"), Column("Rôle"), Column("Périmètre"), Column("État")),
        lines,
        "Règles d’accès",
    )
    limits = current.seances
    st.caption(
        f"Une connexion se ferme après {limits.inactivite_minutes} minutes sans activité, et au plus tard après "
        f"{limits.duree_maximale_heures} heures."
    )


def see_as_somebody() -> None:
    """Let the lead choose a role and a perimeter, and go through the screens as somebody who has them."""
    st.header("Voir comme…", anchor=False)
    st.caption(
        "Les écrans s’affichent avec ce rôle et ce périmètre, sans rien pouvoir écrire, jusqu’à « Revenir à mon compte » dans le menu. "
        "L’essai est inscrit au journal."
    )
    catalogue = warehouse().catalogue
    with st.form("voir_comme", border=True):
        role: Role = st.selectbox(
            "Rôle",
            [role for role in ROLES if role != "responsable"],
            format_func=ROLES.__getitem__,
            key="vc_role",
        )
        territoires = st.multiselect(
            "Territoires du relais",
            [t.nom for t in catalogue.territoires],
            key="vc_territoires",
            placeholder="Aucun en particulier",
        )
        dga = st.multiselect(
            "DGA du relais",
            [d.code for d in catalogue.dga],
            key="vc_dga",
            placeholder="Aucune en particulier",
        )
        asked = st.form_submit_button("Voir comme", icon=":material/visibility:")
    if not asked:
        return
    limited = role == "relais"
    if limited and not (territoires or dga):
        st.error("Choisissez au moins un territoire ou une DGA : un relais sans périmètre ne voit rien.")
        return
    given = Attribution(
        role=role, territoires=tuple(territoires) if limited else (), dga=tuple(dga) if limited else ()
    )
    try:
        with written("vue_comme", f"role:{role}", cible=perimetre_en_texte(rights_of(given))):
            see_as(role, rights_of(given))
    except StoreError as error:
        st.error(literal(str(error), 1_000))
        return
    st.switch_page("pages/suivi/vue_ensemble.py")


def _named(person: Personne) -> str:
    who = f"sujet {person.sujet}" if person.sujet else f"courriel {person.courriel}"
    return plain(f"{person.nom} ({who})" if person.nom else who, 120)


def _perimeter(given: Attribution) -> str:
    text = perimetre_en_texte(rights_of(given))
    return "toute la Métropole" if text == "tout" else text
