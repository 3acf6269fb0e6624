"""Méthode: the rules of calculation, the counting choices and who decided them, how a verdict is rendered, the settings in force."""

from __future__ import annotations

from datetime import date

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue, Scalaire
from spaser.ui.tables import Column, show_table


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
    st.caption(
        "Là où le document se tait ou hésite, une lecture est retenue ; les autres sont dites, avec les indicateurs qu’elles changeraient."
    )
    concerned = {
        choice.code: [i.code for i in catalogue.indicateurs if choice.code in i.choix]
        for choice in catalogue.choix
    }
    show_table(
        (
            Column("Choix"),
            Column("Question"),
            Column("Lecture en vigueur"),
            Column("Autres lectures"),
            Column("Ce qu’un autre choix changerait"),
            Column("Décision"),
        ),
        [
            (
                choice.code,
                choice.question,
                choice.regle,
                " ; ".join(alternative.libelle for alternative in choice.alternatives) or "–",
                ", ".join(concerned[choice.code]) or "aucun indicateur",
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
        f"{fr.rate(settings.stable_taux_min, decimals=0)} d’écart (ou un élément), ou de {fr.rate(settings.stable_relatif, decimals=0)} en relatif pour un montant, un nombre ou un taux en ‰, est « Stable ».\n"
        f"- Une complétude sous {fr.rate(settings.completude_provisoire, decimals=0)} ou une année en cours porte le badge « Provisoire ».\n"
        "- « non applicable », « non renseigné » et 0 sont trois choses différentes et ne se ressemblent jamais à l’écran."
    )


def settings(catalogue: Catalogue) -> None:
    """List the settings that no ambiguity drives: thresholds of the law, of the alerts, of the display."""
    st.header("Les réglages", anchor="reglages")
    kept = catalogue.reglages
    of_alerts = [
        (
            "Alerte : contrat sans considération à partir de",
            fr.euros(kept.alerte_montant_contrat),
            "choix local",
        ),
        (
            "Alerte : accord-cadre sans considération se terminant dans",
            fr.plural(kept.alerte_echeance_mois, "mois", "mois"),
            "choix local",
        ),
        (
            "Recoupement : publication aux DECP à partir de",
            fr.euros(kept.seuil_publication_decp),
            "en vigueur depuis le 1er janvier 2024",
        ),
        (
            "Segment signalé comme petit, en dessous de",
            fr.plural(kept.segment_petit, "élément"),
            "choix local",
        ),
        (
            "Cellule non publiée, en dessous de",
            fr.plural(kept.fournisseurs_min_export, "fournisseur"),
            "règle R16",
        ),
    ]
    show_table(
        (Column("Réglage"), Column("Valeur"), Column("Source")),
        [
            *(
                (setting.libelle, _value(setting.valeur), setting.source)
                for setting in catalogue.reglages_de_calcul
            ),
            *of_alerts,
        ],
        alt="Réglages en vigueur",
    )
    st.caption("Chaque seuil est écrit dans le catalogue : aucun ne se cache dans le programme.")


def _value(value: Scalaire) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return fr.day(value)
    return fr.number(value, 2, trim=True) if isinstance(value, int | float) else value
