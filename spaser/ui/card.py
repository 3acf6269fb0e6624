"""The card of an indicator: verdict in words, value, gauge or trend, and what stands behind the number."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import MENTION_PROJECTION, Measure, Statut
from spaser.ui.committee_wording import contests_line
from spaser.ui.detail_state import open_detail
from spaser.ui.figures import Reader
from spaser.ui.gauge import GaugeReading, gauge
from spaser.ui.trend import trend
from spaser.ui.versions_frozen import frozen_lines
from spaser.verdicts import verdict
from spaser.wording import (
    amount_text,
    change_text,
    completeness_text,
    previous_text,
    ratio_text,
    said,
    target_text,
    tendency,
    value_text,
    verdict_text,
)

_PROVISIONAL: Final = "Provisoire : année en cours, ou complétude sous le seuil ; comparée à la même date de l’année précédente."


def indicator_card(reader: Reader, indicateur: Indicateur, colour: str, place: str = "") -> None:
    """Draw one indicator. ``place`` tells apart two cards of one indicator on a page."""
    measure = reader.whole(indicateur)
    with st.container(border=True, height="stretch", gap="xsmall"):
        _heading(measure, indicateur)
        _figure(measure, indicateur)
        legend = ""
        if draws_gauge(measure, indicateur):
            legend = _gauge(measure, indicateur, colour)
        else:
            trend(reader, indicateur, colour)
        facts = (
            legend,
            *_facts(measure, indicateur),
            _metropole(reader, indicateur),
            *frozen_lines(reader, indicateur),
            contests_line(reader.contestations, indicateur.code),
        )
        st.caption("  \n".join(part for part in facts if part))
        st.button(
            "Pourquoi ce chiffre ?",
            icon=":material/search_insights:",
            key=f"ouvrir_{place}{indicateur.code}",
            on_click=open_detail,
            args=(indicateur.code,),
            width="stretch",
        )


def draws_gauge(measure: Measure, indicateur: Indicateur) -> bool:
    """Whether the indicator is drawn against its target: a rate that has one."""
    return measure.cible is not None and indicateur.est_un_taux


def reading_of(measure: Measure) -> GaugeReading:
    """Return what the gauge of a measure shows; a value of which nothing is known is not drawn as 0."""
    known = measure.completude is None or measure.completude > 0 or not measure.denominateur
    return GaugeReading(
        valeur=measure.valeur if known else None,
        borne_basse=measure.borne_basse,
        borne_haute=measure.borne_haute,
        cible=measure.cible or 0.0,
        n_moins_1=measure.n_moins_1,
    )


def gauge_alternative(measure: Measure, indicateur: Indicateur) -> str:
    """Say a gauge in one sentence, for those who do not see it."""
    parts = [
        f"{indicateur.titre} : {said(measure, indicateur).texte}",
        target_text(measure, indicateur),
        previous_text(measure, indicateur),
        verdict(measure.statut).texte,
    ]
    return ". ".join(part for part in parts if part) + "."


def _heading(measure: Measure, indicateur: Indicateur) -> None:
    """Draw title, verdict and « provisoire » as one text: a card is few elements, since each costs the server as much as a figure."""
    shown = verdict(measure.statut)
    said_verdict = verdict_text(measure)
    judged_elsewhere = measure.annee_jugee != measure.annee
    text = said_verdict.partition(" (")[0] if judged_elsewhere else said_verdict
    badges = [f":{shown.couleur}-badge[{shown.icone} {text}]"]
    notes = [indicateur.libelle]
    if text != shown.texte:
        notes.append(shown.texte)
    if measure.provisoire:
        badges.append(":gray-badge[:material/pending: Provisoire]")
        notes.append(_PROVISIONAL)
    st.markdown(f"**{indicateur.code}** · {indicateur.titre}  \n{' '.join(badges)}", help="\n\n".join(notes))


def _figure(measure: Measure, indicateur: Indicateur) -> None:
    value = said(measure, indicateur)
    if value.aspect != "valeur":
        mark = "∅" if value.aspect == "non_applicable" else "◌"
        st.markdown(f"### :gray[{mark} _{value.texte}_]")
        return
    st.metric(
        indicateur.titre,
        value.texte,
        delta=change_text(measure, indicateur) or None,
        delta_color=_delta_colour(measure, indicateur),
        delta_arrow=_delta_arrow(measure, indicateur),
        delta_description=previous_text(measure, indicateur) if measure.ecart is not None else None,
        label_visibility="collapsed",
    )


def _delta_arrow(measure: Measure, indicateur: Indicateur) -> Literal["up", "down", "off"]:
    """Point where a change goes; nowhere when it reads « 0,0 »."""
    if not any(digit in change_text(measure, indicateur) for digit in "123456789"):
        return "off"
    return "up" if (measure.ecart or 0) > 0 else "down"


def _delta_colour(measure: Measure, indicateur: Indicateur) -> Literal["green", "red", "gray"]:
    """Colour a change by what it means for the indicator; a stable or neutral one has no colour."""
    way = tendency(measure, indicateur)
    if way == Statut.EVOLUTION_FAVORABLE:
        return "green"
    return "red" if way == Statut.EVOLUTION_DEFAVORABLE else "gray"


def _gauge(measure: Measure, indicateur: Indicateur, colour: str) -> str:
    """Draw the gauge; return what its marks mean."""
    st.vega_lite_chart(
        gauge(reading_of(measure), colour),
        alt=gauge_alternative(measure, indicateur),
        key=f"jauge_{indicateur.code}",
    )
    legend = [f"▼ {target_text(measure, indicateur)}"]
    if measure.n_moins_1 is not None:
        legend.append(f"◆ {previous_text(measure, indicateur)}")
    if measure.inconnus:
        legend.append("┄ part inconnue")
    return " · ".join(legend)


def _facts(measure: Measure, indicateur: Indicateur) -> tuple[str, ...]:
    """Say the numbers behind the figure, then what its verdict stands on."""
    facts = [
        ratio_text(measure, indicateur),
        amount_text(measure, indicateur),
        completeness_text(measure, indicateur),
    ]
    if measure.cible is not None and not indicateur.est_un_taux:
        facts.append(target_text(measure, indicateur))
    said_facts = " · ".join(fact for fact in facts if fact) or f"Au {fr.day(measure.arrete)}"
    return (said_facts, *verdict_sentences(measure, indicateur))


def _metropole(reader: Reader, indicateur: Indicateur) -> str:
    """Say the whole Métropole's rate to a relais, who sees no row of others."""
    whole = reader.metropole(indicateur)
    return "" if whole is None else f"Métropole entière : {said(whole, indicateur).texte}"


def verdict_sentences(measure: Measure, indicateur: Indicateur) -> tuple[str, ...]:
    """Say on which year the verdict stands, by how much the target is missed, and what the recent pace would give.

    The pace is not extended into the year shown: what is measured of it stands above. Nor to what cannot be (see ``_possible``).
    """
    if measure.cible is None:
        return ()
    sentences: list[str] = []
    if (
        measure.annee_jugee is not None
        and measure.annee_jugee != measure.annee
        and measure.valeur_jugee is not None
    ):
        judged = value_text(measure.valeur_jugee, indicateur)
        sentences.append(f"Verdict rendu sur {measure.annee_jugee}, dernière année close : {judged}.")
    if measure.statut == Statut.NON_CONCLUANT:
        sentences.append(
            f"Ce qui n’est pas renseigné en {measure.annee_jugee} ne permet pas de dire si la cible est atteinte."
        )
    elif measure.manque is not None and measure.manque > 0 and indicateur.nature == "part":
        sentences.append(
            f"En {measure.annee_jugee}, il en manquait {fr.count(measure.manque)} pour atteindre la cible."
        )
    if (
        measure.projection is not None
        and measure.annee_projection != measure.annee
        and _possible(measure.projection, indicateur)
    ):
        projected = value_text(measure.projection, indicateur)
        sentences.append(
            f"Au rythme constaté jusqu’en {measure.annee_jugee} : {projected} en {measure.annee_projection} – _{MENTION_PROJECTION}_"
        )
    return tuple(sentences)


def _possible(value: float, indicateur: Indicateur) -> bool:
    """Whether a straight line still stands for something: no rate beyond 0–100 %, no amount or count below 0."""
    return value >= 0 and (value <= 1 or not indicateur.est_un_taux)
