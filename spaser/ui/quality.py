"""Qualité: until when the extracts go, how complete their columns are, and which indicators suffer from what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.ingest import TYPES
from spaser.measure import Dimension
from spaser.measure.quality import Completude, Extrait, Lacune, gaps, late_kinds
from spaser.measure.quality_columns import dependents
from spaser.ui.figures import Reader
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.quality_figures import completeness_of
from spaser.ui.quality_heat import complete_columns, heat_table, incomplete_columns
from spaser.ui.tables import Column, csv_button, show_table

EXTRACTS: Final[dict[str, Extrait]] = {
    "Contrats": "contrats",
    "Dépenses": "depenses",
    "Fournisseurs": "fournisseurs",
    "Heures": "heures",
}
SEGMENTS: Final[dict[str, Dimension]] = {"DGA": "dga", "Domaine": "domaine", "Territoire": "territoire"}
_COUNTED: Final[dict[Extrait, tuple[str, str]]] = {
    "contrats": ("contrat notifié", "contrats notifiés"),
    "depenses": ("ligne de mandat", "lignes de mandat"),
    "fournisseurs": ("fournisseur payé", "fournisseurs payés"),
    "heures": ("relevé d’heures", "relevés d’heures"),
}


def freshness(reader: Reader) -> None:
    """Say for each kind of extract until when it goes, and how many of its rows count."""
    st.header("Les extraits déposés", anchor="extraits")
    version = reader.version
    late = {item.type: item.jours for item in late_kinds(version.dates_par_type, version.date_donnees)}
    show_table(
        (
            Column("Extrait"),
            Column("Arrêté au"),
            Column("Retard"),
            Column("Fichiers", nombre=True),
            Column("Lignes lues", nombre=True),
            Column("Acceptées", nombre=True),
            Column("Rejetées", nombre=True),
            Column("Écartées", nombre=True),
        ),
        [_kind_line(reader, kind, late.get(kind)) for kind in TYPES],
        alt="Extraits déposés, par type",
    )
    st.caption(
        "Rejetée : une cellule obligatoire manque ou ne se lit pas. Écartée : total, ligne vide, en-tête répété, autre acheteur. "
        "Le retard se compte jusqu’à la fin des données de contrats et de dépenses."
    )


def _kind_line(reader: Reader, kind: str, days: int | None) -> tuple[str, ...]:
    deposits = [deposit for deposit in reader.version.deposits if deposit.type == kind]
    name = KIND_NAMES[kind][0].upper() + KIND_NAMES[kind][1:]
    if not deposits:
        return (name, "jamais déposé", *("–",) * 6)
    stop = reader.version.dates_par_type.get(kind)
    counts = Counter[str]()
    for deposit in deposits:
        counts.update({name: getattr(deposit, name) for name in ("lus", "acceptes", "rejetes", "ecartes")})
    return (
        name,
        "sans date" if stop is None else fr.day(stop),
        "–" if stop is None else f"▲ {fr.plural(days, 'jour')}" if days else "à jour",
        fr.count(len(deposits)),
        *(fr.count(counts[name]) for name in ("lus", "acceptes", "rejetes", "ecartes")),
    )


def completeness_section(reader: Reader) -> None:
    """Draw the heat table of one extract, then what each gap costs."""
    st.header("Ce qui est renseigné, ce qui ne l’est pas", anchor="completude")
    with st.container(horizontal=True, gap="medium"):
        extract = st.segmented_control(
            "Extrait", list(EXTRACTS), default="Contrats", required=True, key="extrait", bind="query-params"
        )
        segment = st.segmented_control(
            "Croiser avec", list(SEGMENTS), default="DGA", required=True, key="par", bind="query-params"
        )
    found = completeness_of(reader, EXTRACTS[str(extract)], SEGMENTS[str(segment)])
    if not found:
        st.caption(
            f"Aucune ligne de cet extrait pour {reader.filters.annee} avec ces filtres : il n’y a rien à compléter."
        )
        return
    one, many = _COUNTED[EXTRACTS[str(extract)]]
    total = found[0].total
    missing = incomplete_columns(found)
    st.markdown(f"**{_finding(found)}** ({reader.filters.annee}, {fr.plural(total, one, many)}).")
    if missing:
        heat_table(
            found,
            str(segment),
            reader.catalogue.reglages,
            alt=f"Part renseignée de chaque colonne, {extract}, par {segment}. Les mêmes nombres sont dans le fichier CSV.",
        )
        _legend(reader)
    filled = complete_columns(found)
    if filled:
        st.caption(f"Entièrement renseignées : {', '.join(column.titre for column in filled)}.")
    csv_button(
        f"completude_{EXTRACTS[str(extract)]}_{reader.filters.annee}",
        ["colonne", "segment", "renseignees", "total", "part"],
        lambda: [(c.colonne.titre, c.segment or "Ensemble", c.remplis, c.total, c.part) for c in found],
        key="csv_completude",
    )
    if missing:
        _consequences(reader, found)


def _finding(found: Sequence[Completude]) -> str:
    worst = min((c for c in found if c.segment is None), key=lambda c: c.part)
    if not worst.manquants:
        return "Toutes les colonnes suivies sont renseignées"
    return f"La colonne la moins renseignée : {worst.colonne.titre}, {fr.share_known(worst.part)}"


def _legend(reader: Reader) -> None:
    settings = reader.catalogue.reglages
    st.caption(
        f"✕ sous {fr.rate(settings.couverture_min, decimals=0)}, ▲ sous {fr.rate(settings.completude_provisoire, decimals=0)} : "
        "les seuils sous lesquels un indicateur n’a plus de verdict, ou devient provisoire. Les parts sont arrondies vers le bas : "
        f"{fr.rate(1, decimals=0)} veut dire que rien ne manque."
    )


def _consequences(reader: Reader, found: Sequence[Completude]) -> None:
    """List each gap with the indicators that read the column."""
    st.subheader("Les indicateurs qui en souffrent", anchor="indicateurs-provisoires")
    concerned = dict.fromkeys(
        indicateur.code
        for column in incomplete_columns(found)
        for indicateur in dependents(reader.catalogue, column)
    )
    measures = reader.wholes(concerned)
    lacunes = gaps(found, reader.catalogue, measures)
    show_table(
        (
            Column("Colonne"),
            Column("Renseignée", nombre=True),
            Column("Manquent", nombre=True),
            Column("Indicateurs qui la lisent (part connue)"),
        ),
        [_gap_line(lacune) for lacune in lacunes],
        alt="Colonnes incomplètes et indicateurs concernés, de la moins renseignée à la plus renseignée",
    )
    provisional = list(dict.fromkeys(code for lacune in lacunes for code in lacune.provisoires))
    if not provisional:
        st.caption(
            "Aucun indicateur ne devient provisoire pour cette raison : ce qui manque élargit seulement son intervalle."
        )
        return
    st.markdown(f"**Rendus provisoires par ces lacunes** – {fr.plural(len(provisional), 'indicateur')} :")
    with st.container(horizontal=True, gap="small"):
        for code in provisional:
            _open_indicator(reader.catalogue.indicateur(code))


def _open_indicator(indicateur: Indicateur) -> None:
    label = f"{indicateur.code} · {indicateur.titre}"
    if indicateur.axe is None:
        st.caption(label)
        return
    st.page_link(
        f"pages/suivi/axe_{indicateur.axe}.py",
        label=label,
        icon=":material/pending:",
        query_params={"indicateur": indicateur.code, "vue": "definition"},
    )


def _gap_line(lacune: Lacune) -> tuple[str, ...]:
    completude = lacune.completude
    readers = [
        f"{'▲ ' if code in lacune.provisoires else ''}{code} ({fr.or_dash(known, fr.share_known)})"
        for code, known in lacune.indicateurs
    ]
    return (
        completude.colonne.titre,
        fr.share_known(completude.part),
        fr.count(completude.manquants),
        ", ".join(readers) or "aucun : elle sert aux filtres et aux segments",
    )
