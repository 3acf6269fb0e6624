"""Méthode: what is new for a reader, the accessibility statement, and whom to write to."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue, CatalogueError
from spaser.catalogue.nouveautes import load_news
from spaser.ui.literal import literal

_STATEMENT = """\
**État de conformité : non conforme.** Aucun audit de conformité au référentiel général d’amélioration de l’accessibilité (RGAA 4.1) n’a été
réalisé sur ce tableau de bord. Sans audit en cours de validité, la déclaration ne peut être que « non conforme » ; ce n’est pas un taux mesuré.

**Ce qui a été essayé, sans valoir audit**

- un contrôle automatique (axe-core, règles WCAG 2.1 A et AA) des pages, en clair et en sombre ;
- le parcours au clavier seul, la lecture à 390 pixels de large, l’impression ;
- aucun essai avec un lecteur d’écran ni avec des personnes handicapées n’a été fait.

**Ce qui est prévu pour être lu par tous**

- chaque graphique a une phrase de remplacement, et ses nombres sont dans un tableau et un fichier ;
- aucune information n’est portée par la couleur seule : un mot, un signe ou une forme la dit aussi ;
- « non applicable », « non renseigné » et 0 sont écrits en toutes lettres ;
- le tableau voisin de chaque carte porte les mêmes chiffres qu’elle.

**Non-conformités connues**

- les cartes ne se parcourent pas au clavier : le tableau voisin les remplace ;
- le menu des pages et les tableaux plus larges que l’écran, mal formés dans le cadre logiciel utilisé (Streamlit), ne sont corrigés que par
  un script, dans le navigateur ;
- certains libellés internes des composants (menus, calendrier) peuvent encore être annoncés en anglais par un lecteur d’écran ;
- les fichiers CSV et les images téléchargés n’ont pas d’équivalent balisé.
"""


def news() -> None:
    """List what changed for a reader, day by day."""
    st.header("Quoi de neuf", anchor="nouveautes")
    try:
        found = load_news()
    except CatalogueError as error:
        st.warning(literal(str(error), 1_000), icon=":material/warning:")
        return
    for day, changes in groupby(found, key=lambda change: change.le):
        lines = "\n".join(f"- **{change.titre}** – {change.texte}" for change in changes)
        st.markdown(f"**{fr.day_in_words(day)}**\n\n{lines}")


def accessibility() -> None:
    """Say how accessible the dashboard is, without claiming an audit that did not happen."""
    st.header("Déclaration d’accessibilité", anchor="accessibilite")
    st.markdown(_STATEMENT)


def contact(catalogue: Catalogue) -> None:
    """Say whom to write to, about a figure as about an obstacle."""
    st.header("Contact", anchor="contact")
    authority = catalogue.autorite
    whom = fr.NOT_FILLED if authority.contact is None else literal(authority.contact, 200)
    st.markdown(
        f"Pour signaler une erreur, un obstacle à la lecture ou demander un contenu sous une autre forme – {literal(authority.nom)} : {whom}."
    )
    if authority.contact is None:
        st.caption("Le contact se renseigne dans le catalogue (« autorite », « contact »).")
    st.caption(
        "Sans réponse satisfaisante à une demande d’accessibilité, le Défenseur des droits peut être saisi : defenseurdesdroits.fr."
    )
