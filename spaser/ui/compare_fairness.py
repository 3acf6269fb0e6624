"""How fair a comparison is: what it is read against, small numbers, the unknown, purchases that differ; said beside the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure.comparison import NON_AFFECTE, Case, Lecture, se_compare
from spaser.ui.compare_figures import without
from spaser.ui.compare_sets import OF_DIMENSION, Dimension
from spaser.ui.compare_words import Reference, gap_text
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.wording import value_text

Cells = Sequence[tuple[Indicateur, Case]]
_NOT_READ = frozenset(
    {
        Lecture.SANS_COMPARAISON,
        Lecture.NON_CONCLUANT,
        Lecture.PETIT,
        Lecture.NON_RENSEIGNE,
        Lecture.NON_APPLICABLE,
    }
)


def widest_span(cells: Cells) -> str:
    """Say the widest gap between comparable segments, in one sentence."""
    rates: dict[str, list[tuple[Indicateur, Case]]] = {}
    for indicateur, case in cells:
        if indicateur.unite == "%" and case.valeur is not None and case.lecture not in _NOT_READ:
            rates.setdefault(indicateur.code, []).append((indicateur, case))
    spans = [
        (
            min(read, key=lambda cell: cell[1].valeur or 0.0),
            max(read, key=lambda cell: cell[1].valeur or 0.0),
        )
        for read in rates.values()
        if len(read) > 1
    ]
    if not spans:
        return "Aucun taux ne compte assez d’éléments pour être comparé."
    (indicateur, low), (_, high) = max(
        spans, key=lambda span: (span[1][1].valeur or 0.0) - (span[0][1].valeur or 0.0)
    )
    return (
        f"L’écart le plus large porte sur **{indicateur.code}** ({literal(indicateur.titre)}) : "
        f"de {value_text(low.valeur or 0.0, indicateur)} ({literal(low.segment)}, n = {fr.count(low.effectif)}) "
        f"à {value_text(high.valeur or 0.0, indicateur)} ({literal(high.segment)}, n = {fr.count(high.effectif)})."
    )


def widest_gap(cells: Cells) -> str:
    """Say in one sentence which segment is the furthest from what its own purchases lead to expect."""
    read = [
        (indicateur, case)
        for indicateur, case in cells
        if case.ecart is not None and case.repere is not None and case.lecture not in _NOT_READ
        if indicateur.unite == "%"
    ]
    if not read:
        return "Aucun taux ne compte assez d’éléments pour être comparé à achats égaux."
    indicateur, case = max(read, key=lambda cell: abs(cell[1].ecart or 0.0))
    return (
        f"À achats égaux, l’écart le plus large est celui de **{literal(case.segment)}** sur **{indicateur.code}** "
        f"({literal(indicateur.titre)}) : {value_text(case.valeur or 0.0, indicateur)}, quand ses achats font attendre "
        f"{value_text(case.repere or 0.0, indicateur)} ({gap_text(case.ecart, indicateur)}, n = {fr.count(case.effectif)})."
    )


def warning(reader: Reader, dimension: Dimension, reference: Reference) -> str:
    """Say before the colours what they are not: the same purchases, a closed year, a comparison with oneself."""
    them = OF_DIMENSION[dimension]
    if reference == "achats":
        equal = (
            f"**À achats égaux** : {them} n’achètent pas les mêmes choses ; le repère est le taux qu’auraient les achats de chaque "
            "segment si, dans chaque domaine, il faisait comme l’ensemble."
        )
        parts = [equal]
    elif dimension == "dga":
        parts = [
            "**Les DGA n’achètent pas les mêmes choses** : un écart peut ne dire que cela. « À achats égaux » en tient compte."
        ]
    else:
        parts = ["Un écart dit d’abord que les achats diffèrent."]
    last = reader.filters.arrete or reader.version.date_donnees
    if last is not None and last < date(reader.filters.annee, 12, 31):
        parts.append(f"Exercice {reader.filters.annee} en cours : chiffres provisoires.")
    if without(reader.filters, dimension) != reader.filters:
        parts.append(f"Le filtre sur {them} ne s’applique pas à cette comparaison.")
    return " ".join(parts)


def fairness(reader: Reader, cells: Cells, dimension: Dimension) -> None:
    """Say what makes the comparison fair or not: the median, equal purchases, small numbers, the unknown."""
    settings = reader.catalogue.reglages
    small = sum(case.lecture is Lecture.PETIT for _, case in cells)
    partial = sum(case.incomplet for _, case in cells)
    unsure = sum(case.lecture is Lecture.NON_CONCLUANT for _, case in cells)
    volumes = ", ".join(dict.fromkeys(i.code for i, _ in cells if not se_compare(i)))
    them = OF_DIMENSION[dimension]
    with st.expander("Cette comparaison est-elle juste ?", expanded=True, icon=":material/balance:"):
        st.markdown(
            f"- **Médiane** : valeur du milieu parmi {them} comparables, c’est-à-dire qui portent un nom (pas « {NON_AFFECTE} »), "
            f"de valeur connue et d’au moins {settings.segment_petit} éléments. Chaque segment y compte pour un, quelle que soit "
            "sa taille : ce n’est pas le taux de l’ensemble. Les deux sont au bas du tableau de chiffres ci-dessus.\n"
            f"- **Petits effectifs ◦** ({fr.plural(small, 'case')} en gris) : moins de {settings.segment_petit} éléments. Un seul "
            "contrat y change tout ; ils ne sont ni classés ni comptés dans la médiane.\n"
            "- **Proche** : un écart d’un point au plus, ou d’un élément au plus, n’est pas un écart. "
            "« Nettement » : plus du double de ce seuil, et plus loin que la moitié des segments comparables.\n"
            f"- **Non concluant ?** ({fr.plural(unsure, 'case')} sans couleur) : ce qui n’est pas renseigné suffirait à changer la lecture.\n"
            f"- **Complétude ◌** ({fr.plural(partial, 'case')} sous {fr.rate(settings.couverture_min, decimals=0)}) : "
            "ce qui n’est pas renseigné compte au dénominateur et jamais au numérateur ; un taux bas peut venir de là.\n"
            f"- **Des achats différents** : {them} n’achètent pas les mêmes choses, et tout ne se prête pas aux mêmes "
            "considérations. "
            + _equal_purchases(dimension)
            + (
                f"\n- **Volumes** ({volumes}) : une valeur sans couleur, car elle suit la taille de chacun ou n’a pas de sens voulu."
                if volumes
                else ""
            )
        )


def _equal_purchases(dimension: Dimension) -> str:
    if dimension == "domaine":
        return "Comparez plutôt un domaine à lui-même, d’un exercice à l’autre."
    return (
        "**À achats égaux**, l’attendu est la somme, sur les domaines, de n(domaine) × taux de l’ensemble dans ce domaine, divisée "
        "par n : 8 contrats d’un domaine à 50 % et 2 d’un domaine à 100 % font attendre (8 × 50 % + 2 × 100 %) ÷ 10 = 60 %. "
        "L’écart est la valeur mesurée moins cet attendu. Qui achète seul dans un domaine y est comparé à soi-même ; sans "
        "attendu : ce qui compte dans plusieurs domaines à la fois (certains fournisseurs), les moyennes et les volumes."
    )
