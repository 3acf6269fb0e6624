"""The definition of an indicator, with the formula's own numbers and what stands beside: what a director or an auditor asks first."""

from __future__ import annotations

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.ui.beside import figures_beside
from spaser.ui.figures import Reader
from spaser.ui.versions_frozen import frozen_mark
from spaser.wording import PERIMETRES, completeness_text, ratio_text, said, target_value_text

_DIRECTIONS = {
    "hausse": "une hausse est favorable",
    "baisse": "une baisse est favorable",
    "neutre": "aucun sens n’est privilégié",
}


def definition_view(reader: Reader, indicateur: Indicateur, colour: str) -> None:  # noqa: ARG001 – every view takes a colour
    """Draw the formula with its numbers, what it counts, what stands beside it, the rules, the choices, the limits and the sources."""
    left, right = st.columns(2, gap="large")
    with left:
        _formula(reader, indicateur)
    with right:
        _counted(indicateur)
    figures_beside(reader, indicateur)
    left, right = st.columns(2, gap="large")
    with left:
        _rules(reader, indicateur)
    with right:
        if indicateur.limites:
            st.markdown("**Limites**")
            st.markdown("\n".join(f"- {limit}" for limit in indicateur.limites))
        st.caption(f"Libellé du document : {indicateur.libelle} {indicateur.source}")


def _formula(reader: Reader, indicateur: Indicateur) -> None:
    measure = reader.whole(indicateur)
    st.markdown("**Formule**")
    st.markdown(indicateur.formule)
    ratio = ratio_text(measure, indicateur)
    value = said(measure, indicateur).texte
    st.metric(
        "Avec ses propres nombres", f"{ratio} = {value}" if ratio and _is_quotient(indicateur) else value
    )
    known = completeness_text(measure, indicateur)
    st.caption(f"Au {fr.day(measure.arrete)}" + (f" · {known}" if known else ""))
    frozen_mark(reader, indicateur)


def _is_quotient(indicateur: Indicateur) -> bool:
    """Whether the value is what its two numbers give: an amount stands beside the purchases, it is not divided by them."""
    return indicateur.est_un_taux or indicateur.nature == "moyenne"


def _counted(indicateur: Indicateur) -> None:
    st.markdown(f"**Population** – {indicateur.population}")
    default = PERIMETRES[indicateur.perimetre_defaut]
    st.markdown(f"**Périmètre par défaut** – {default}. **Sens** – {_DIRECTIONS[indicateur.sens]}.")
    for target in indicateur.cibles:
        st.markdown(
            f"**Cible** – {target_value_text(target.valeur, indicateur)} en {target.annee}. {target.source} "
            f"({target.decision})"
        )


def _rules(reader: Reader, indicateur: Indicateur) -> None:
    rules = {rule.code: rule for rule in reader.catalogue.regles}
    choices = {choice.code: choice for choice in reader.catalogue.choix}
    st.markdown("**Règles et choix de comptage en vigueur**")
    lines = [
        f"- **{code}** {rules[code].titre} – {rules[code].texte}" if code in rules else f"- **{code}**"
        for code in indicateur.regles
    ]
    with st.expander(f"Règles appliquées : {', '.join(indicateur.regles)}"):
        st.markdown("\n".join(lines))
    for code in indicateur.choix:
        choice = choices[code]
        with st.expander(f"{code} – {choice.regle}"):
            st.markdown(choice.question)
            for alternative in choice.alternatives:
                st.markdown(f"- Autre lecture possible : {alternative.libelle}")
            decided = (
                f"Décidé par {choice.decide_par}"
                if choice.decide_par
                else "Lecture proposée par défaut, non arbitrée"
            )
            st.caption(decided + (f" le {fr.day(choice.decide_le)}" if choice.decide_le else ""))
