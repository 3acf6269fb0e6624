"""Méthode: the 34 indicators and their rules, X and L apart, counting choices, 2020 figures, glossary, ODD, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue, Indicateur
from spaser.ui.geography import ATTRIBUTION
from spaser.ui.selection import PERIMETRES
from spaser.ui.tables import Column, show_table
from spaser.ui.wording import target_value_text

_DIRECTIONS: Final = {
    "hausse": "↗ hausse favorable",
    "baisse": "↘ baisse favorable",
    "neutre": "sans sens privilégié",
}


def indicators(catalogue: Catalogue) -> None:
    """List the indicators of the document, axis by axis, then the complementary and the statutory ones, apart."""
    document = [i for i in catalogue.indicateurs if i.groupe == "spaser"]
    st.header(f"Les {len(document)} indicateurs du document", anchor="indicateurs")
    for axe in catalogue.axes:
        with st.expander(f"Axe {axe.numero} – {axe.titre}"):
            _indicator_list([i for i in document if i.axe == axe.numero])
    st.header("Les indicateurs complémentaires", anchor="complementaires")
    st.caption(
        "Ils suivent les engagements chiffrés et les repères de 2020 que le document porte sans en faire des indicateurs."
    )
    with st.expander("X1 à X10"):
        _indicator_list([i for i in catalogue.indicateurs if i.groupe == "complementaire"])
    st.header("Les indicateurs légaux", anchor="legaux")
    st.caption("Article L2111-3 du code de la commande publique : taux réels, publiés tous les deux ans.")
    with st.expander("L1 à L3"):
        _indicator_list([i for i in catalogue.indicateurs if i.groupe == "statutaire"])


def rules(catalogue: Catalogue) -> None:
    """List the cross-cutting rules."""
    st.header("Les règles de calcul", anchor="regles")
    show_table(
        (Column("Règle"), Column("Objet"), Column("Ce qu’elle dit")),
        [(rule.code, rule.titre, rule.texte) for rule in catalogue.regles],
        alt="Règles de calcul",
    )


def counting_choices(catalogue: Catalogue) -> None:
    """List what the document leaves open, the reading in force and who decided it."""
    st.header("Les choix de comptage", anchor="choix")
    st.caption("Là où le document se tait ou hésite, une lecture est retenue ; les autres sont dites.")
    show_table(
        (
            Column("Choix"),
            Column("Question"),
            Column("Lecture en vigueur"),
            Column("Autres lectures"),
            Column("Décision"),
        ),
        [
            (
                choice.code,
                choice.question,
                choice.regle,
                " ; ".join(alternative.libelle for alternative in choice.alternatives) or "–",
                f"{choice.decide_par}, le {fr.day(choice.decide_le)}"
                if choice.decide_par and choice.decide_le
                else "proposée par défaut, non arbitrée",
            )
            for choice in catalogue.choix
        ],
        alt="Choix de comptage",
    )


def verdicts(catalogue: Catalogue) -> None:
    """Say how « on track » is decided, with the thresholds in force."""
    settings = catalogue.reglages
    st.header("Comment un verdict est rendu", anchor="verdicts")
    st.markdown(
        f"- Pas de verdict sous {fr.plural(settings.n_min, 'élément')} ou sous une couverture de "
        f"{fr.rate(settings.couverture_min, decimals=0)} : « Donnée insuffisante ».\n"
        "- La cible est comparée à la valeur exacte, jamais à la valeur arrondie.\n"
        f"- Sur un chemin linéaire de la première année comparable à l’échéance, un avancement d’au moins "
        f"{fr.number(settings.seuil_bonne_voie, 2)} se dit « En bonne voie », d’au moins {fr.number(settings.seuil_acceleration, 2)} "
        "« En progrès, à accélérer », en dessous « Progrès insuffisant », négatif « En recul ».\n"
        "- Les cellules non renseignées donnent un intervalle : si le verdict change d’un bout à l’autre, il est « Non concluant ».\n"
        f"- Sans cible, seule l’évolution depuis la même date de l’exercice précédent est dite ; moins de "
        f"{fr.rate(settings.stable_taux_min, decimals=0)} d’écart (ou un élément) est « Stable ».\n"
        f"- Une complétude sous {fr.rate(settings.completude_provisoire, decimals=0)} ou une année en cours porte le badge « Provisoire ».\n"
        "- « non applicable », « non renseigné » et 0 sont trois choses différentes et ne se ressemblent jamais à l’écran."
    )


def reference_figures(catalogue: Catalogue) -> None:
    """List the 2020 key figures with the perimeter for which each holds."""
    st.header("Les chiffres de 2020", anchor="chiffres-2020")
    show_table(
        (
            Column("Chiffre"),
            Column("Valeur", nombre=True),
            Column("Périmètre"),
            Column("Comparable à"),
            Column("Note"),
        ),
        [
            (
                figure.libelle,
                fr.euros_short(figure.valeur)
                if figure.unite == "€"
                else fr.quantity(figure.valeur, figure.unite),
                figure.perimetre,
                figure.comparable_a or "aucun indicateur",
                figure.note,
            )
            for figure in catalogue.chiffres_2020
        ],
        alt="Chiffres de 2020",
    )


def words(catalogue: Catalogue) -> None:
    """List the glossary and the 17 sustainable development goals."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Glossaire", anchor="glossaire")
        show_table(
            (Column("Sigle"), Column("Signification")),
            [(term.sigle, term.definition) for term in catalogue.glossaire],
            alt="Glossaire",
        )
    with right:
        st.header("Les 17 objectifs de développement durable", anchor="odd")
        show_table(
            (Column("N°", nombre=True), Column("Objectif")),
            [(str(goal.numero), goal.titre) for goal in catalogue.odd],
            alt="Objectifs de développement durable",
        )


def sources(catalogue: Catalogue) -> None:
    """List the notes of method and the sources."""
    st.header("Notes et sources", anchor="sources")
    for note in catalogue.notes_de_methode:
        with st.expander(note.titre):
            st.markdown(note.texte)
    st.markdown("\n".join(f"- {source}" for source in catalogue.autorite.sources))
    st.caption(
        "[DOC] : écrit dans le document · [DOC≈] : dans le document, phrase recomposée de ses colonnes · "
        "[V] : vérifié dans une source publique · [CHOIX] : convention proposée là où le document se tait · [M] : de mémoire, à confirmer par un juriste."
    )
    st.caption(f"Cartes. {ATTRIBUTION}")
    st.caption(f"Catalogue : version {catalogue.version}.")


def _indicator_list(found: Sequence[Indicateur]) -> None:
    show_table(
        (
            Column("Code"),
            Column("Libellé exact"),
            Column("Formule"),
            Column("Population et périmètre"),
            Column("Unité et sens"),
            Column("Cible"),
            Column("Règles et choix"),
        ),
        [
            (
                indicateur.code,
                indicateur.libelle,
                indicateur.formule,
                f"{indicateur.population} ({PERIMETRES[indicateur.perimetre_defaut].lower()})",
                f"{indicateur.unite} – {_DIRECTIONS[indicateur.sens]}",
                " ; ".join(
                    f"{target_value_text(t.valeur, indicateur)} en {t.annee}" for t in indicateur.cibles
                )
                or "–",
                ", ".join((*indicateur.regles, *indicateur.choix)),
            )
            for indicateur in found
        ],
        alt="Indicateurs",
    )
