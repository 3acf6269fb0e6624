"""Méthode: every indicator's definition under an anchor of its own, and the search that finds one as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Catalogue, Indicateur, cle_de_comparaison
from spaser.wording import PERIMETRES, target_value_text

SEARCH: Final = "cherche"
_DIRECTIONS: Final = {
    "hausse": "une hausse est favorable",
    "baisse": "une baisse est favorable",
    "neutre": "aucun sens n’est privilégié",
}
_COMPLEMENTARY: Final = "Ils suivent les engagements chiffrés et les repères de 2020 que le document porte sans en faire des indicateurs."
_BESIDE: Final = "D’autres lectures d’un indicateur, montrées avec sa définition : elles n’ont ni cible ni verdict et ne sont comptées nulle part."
_STATUTORY: Final = "Article L2111-3 du code de la commande publique : taux réels, publiés tous les deux ans."


def indicators(catalogue: Catalogue) -> None:
    """Draw the indicators of the document, axis by axis, then the complementary and the statutory ones, and what stands beside, apart."""
    asked = st.text_input(
        "Chercher un indicateur",
        key=SEARCH,
        type="search",
        placeholder="F2.3, insertion, PME, délai de paiement…",
        max_chars=80,
        live=True,
        bind="query-params",
    )
    found = matching(catalogue.mesurables, asked or "")
    if not found:
        st.caption(
            "Aucun indicateur ne contient tous ces mots : essayez un code (F2.3) ou un mot de son libellé."
        )
        return
    if asked:
        beside = sum(i.groupe == "a_cote" for i in found)
        told = f"{fr.plural(len(found) - beside, 'indicateur')} sur {len(catalogue.indicateurs)}"
        st.caption(f"{told}, {fr.plural(beside, 'chiffre')} à côté." if beside else f"{told}.")
    st.markdown(contents(found))
    document = [i for i in found if i.groupe == "spaser"]
    whole = sum(i.groupe == "spaser" for i in catalogue.indicateurs)
    if document:
        st.header(f"Les {whole} indicateurs du document", anchor="indicateurs")
    for axe in catalogue.axes:
        of_axis = [i for i in document if i.axe == axe.numero]
        if of_axis:
            st.subheader(f"Axe {axe.numero} – {axe.titre}", anchor=f"axe-{axe.numero}")
            _definitions(of_axis)
    _group("Les indicateurs complémentaires", "complementaires", _COMPLEMENTARY, found, "complementaire")
    _group("Les indicateurs légaux", "legaux", _STATUTORY, found, "statutaire")
    _group("Les chiffres à côté", "a-cote", _BESIDE, found, "a_cote")


def matching(found: Sequence[Indicateur], asked: str) -> tuple[Indicateur, ...]:
    """Return the indicators that hold every word typed, without case or accents, in their code, wording, formula or population."""
    exact = [i for i in found if cle_de_comparaison(i.code) == cle_de_comparaison(asked)]
    if exact:
        return tuple(exact)
    words = cle_de_comparaison(asked).split()
    return tuple(i for i in found if all(word in _searched(i) for word in words))


def contents(found: Sequence[Indicateur]) -> str:
    """Write the way to each definition below, as links of the page."""
    return "Aller à : " + " · ".join(f"[{i.code}](#{anchor_of(i.code)})" for i in found)


def anchor_of(code: str) -> str:
    """Return the anchor of an indicator's definition: « f2-3 » for F2.3."""
    return code.lower().replace(".", "-")


def _searched(indicateur: Indicateur) -> str:
    return cle_de_comparaison(
        " ".join(
            (
                indicateur.code,
                indicateur.libelle,
                indicateur.titre,
                indicateur.formule,
                indicateur.population,
                *indicateur.regles,
                *indicateur.choix,
            )
        )
    )


def _group(title: str, anchor: str, about: str, found: Sequence[Indicateur], group: str) -> None:
    of_group = [i for i in found if i.groupe == group]
    if of_group:
        st.header(title, anchor=anchor)
        st.caption(about)
        _definitions(of_group)


def _definitions(found: Sequence[Indicateur]) -> None:
    for indicateur in found:
        with st.container(gap="xsmall"):
            st.subheader(f"{indicateur.code} · {indicateur.titre}", anchor=anchor_of(indicateur.code))
            st.markdown(definition(indicateur))


def definition(indicateur: Indicateur) -> str:
    """Write a definition as Markdown; every text comes from the catalogue."""
    targets = " ; ".join(
        f"{target_value_text(t.valeur, indicateur)} en {t.annee} – {t.source}, {t.decision}"
        for t in indicateur.cibles
    )
    lines = [
        *([f"**À côté de {indicateur.a_cote_de}**"] if indicateur.a_cote_de else []),
        f"_{indicateur.libelle}_ {indicateur.source}",
        f"**Formule** : {indicateur.formule}",
        f"**Population** : {indicateur.population} ({PERIMETRES[indicateur.perimetre_defaut].lower()})",
        f"**Unité et sens** : {indicateur.unite}, {_DIRECTIONS[indicateur.sens]}",
        f"**Cible** : {targets or 'aucune'}",
        f"**Règles et choix** : {', '.join((*indicateur.regles, *indicateur.choix))}",
    ]
    if indicateur.limites:
        lines.append(f"**Limites** : {' '.join(indicateur.limites)}")
    return "  \n".join(lines)
