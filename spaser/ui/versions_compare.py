"""Compare any two versions: their rows, kind by kind and field by field, and every indicator before → after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.measure.version_effects import Effect, common_years, effects
from spaser.store import Manifest, OpenVersion, StoreError
from spaser.store.row_differences import KindDifference, row_differences
from spaser.ui.folded import folded
from spaser.ui.kinds import KIND_NAMES
from spaser.ui.literal import literal, plain
from spaser.ui.person import current_perimeter
from spaser.ui.session import warehouse
from spaser.ui.tables import Column, csv_button, show_table
from spaser.wording import ratio_text, said

_SHOWN: Final = 40
_FIELDS: Final = 4
_NAMES: Final = KIND_NAMES | {"considerations": "considérations des contrats"}


def comparison(known: Sequence[Manifest], published: int | None) -> None:
    """Let the reader choose two versions; they are compared when asked for."""
    st.header("Comparer deux versions", anchor="comparer")
    if len(known) < 2:  # noqa: PLR2004 – it takes two
        st.caption("Il faut deux versions pour comparer.")
        return
    if not current_perimeter().voit_les_depots:
        st.caption(
            "Comparer deux versions montre les lignes de toute la Métropole et les noms des fournisseurs : c’est réservé au responsable du SPASER."
        )
        return
    numbers = [manifest.numero for manifest in known]
    after = published if published in numbers else numbers[0]
    before = next((m.parent for m in known if m.numero == after and m.parent in numbers), None)
    older = before if before is not None else next(n for n in numbers if n != after)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        first = st.selectbox(
            "De la version",
            numbers,
            index=numbers.index(older),
            format_func=_named,
            key="comparer_de",
            width=200,
        )
        second = st.selectbox(
            "À la version",
            numbers,
            index=numbers.index(after),
            format_func=_named,
            key="comparer_a",
            width=200,
        )
        if st.button("Comparer", icon=":material/difference:", key="comparer_versions"):
            st.session_state["versions_comparees"] = (first, second)
    if st.session_state.get("versions_comparees") != (first, second):
        return
    if first == second:
        st.caption("C’est la même version.")
        return
    try:
        old, new = warehouse().open(first), warehouse().open(second)
    except StoreError as error:
        st.error(literal(str(error), 1_000))
        return
    try:
        with st.spinner("Comparaison des deux versions…"):
            _indicators(old, new)
            st.subheader("Les lignes", anchor=False)
            row_tables(row_differences(*(warehouse().versions / v.manifest.fichier for v in (old, new))))
    finally:
        old.close()
        new.close()


def _named(number: int) -> str:
    return f"Version {number}"


def _indicators(old: OpenVersion, new: OpenVersion) -> None:
    st.subheader("Les indicateurs", anchor=False)
    years = common_years(old, new)
    if not years:
        st.caption("Aucune des deux versions n’a d’année mesurable.")
        return
    year = st.selectbox("Exercice comparé", years, key="comparer_exercice", width=200)
    found = effects(old, new, year)
    changed = [effect for effect in found if effect.change]
    st.caption(
        f"Exercice {year} : {fr.plural(len(changed), 'indicateur')} sur {fr.count(len(found))} "
        f"{'changent' if len(changed) > 1 else 'change'} de la version {old.numero} à la version {new.numero}. "
        "Valeurs mesurées dans chaque version ; ⚑ plus de {fr.number(noted_points() * 100, 1)} points."
    )
    names = {i.code: i for version in (old, new) for i in version.catalogue.indicateurs}
    effects_table(
        changed,
        names,
        (f"Version {old.numero}", f"Version {new.numero}"),
        noted_points(),
        f"Indicateurs {year}",
    )
    csv_button(
        f"versions_{old.numero}_{new.numero}_{year}",
        ("code", "libelle", "avant", "apres"),
        lambda: [
            (
                e.code,
                names[e.code].libelle,
                None if e.avant is None else e.avant.valeur,
                None if e.apres is None else e.apres.valeur,
            )
            for e in found
        ],
        key="csv_comparer_versions",
    )


def noted_points() -> float:
    """Return the change of a rate beyond which it is pointed at (setting), a fraction."""
    return warehouse().catalogue.reglages.alerte_effet_points


def effects_table(
    found: Sequence[Effect],
    indicateurs: Mapping[str, Indicateur],
    headings: tuple[str, str],
    noted: float,
    alt: str,
) -> None:
    """Draw indicators before → after; a rate that moves by more than ``noted`` is pointed at."""
    if not found:
        return
    show_table(
        (
            Column("Indicateur"),
            *(Column(heading, nombre=True) for heading in headings),
            Column("Écart", nombre=True),
        ),
        [
            (
                f"{effect.code} · {indicateurs[effect.code].titre}",
                _figure(effect.avant, indicateurs[effect.code]),
                _figure(effect.apres, indicateurs[effect.code]),
                _move(effect, indicateurs[effect.code], noted),
            )
            for effect in found
        ],
        alt=f"{alt}, {headings[0]} et {headings[1]}",
    )


def is_noted(effect: Effect, indicateur: Indicateur, noted: float) -> bool:
    """Whether a rate moves by more than ``noted``."""
    if effect.avant is None or effect.apres is None or not indicateur.est_un_taux:
        return False
    old, new = effect.avant.valeur, effect.apres.valeur
    return old is not None and new is not None and abs(new - old) > noted


def _figure(measure: Measure | None, indicateur: Indicateur) -> str:
    if measure is None:
        return "non défini"
    ratio = ratio_text(measure, indicateur)
    return said(measure, indicateur).texte + (f" ({ratio})" if ratio else "")


def _move(effect: Effect, indicateur: Indicateur, noted: float) -> str:
    old = None if effect.avant is None else effect.avant.valeur
    new = None if effect.apres is None else effect.apres.valeur
    if old is None or new is None:
        return "–"
    if indicateur.est_un_taux:
        return ("⚑ " if is_noted(effect, indicateur, noted) else "") + fr.change(new - old, indicateur.unite)
    return fr.change((new - old) / old, "relatif") if old else "–"


def row_tables(found: Sequence[KindDifference]) -> None:
    """Draw how many rows of each kind were added, changed, taken away, kept; then the first that differ, field by field."""
    show_table(
        (
            Column("Extrait"),
            Column("Ajoutées", nombre=True),
            Column("Modifiées", nombre=True),
            Column("Disparues", nombre=True),
            Column("Inchangées", nombre=True),
        ),
        [
            (
                _NAMES[kind.type],
                fr.count(kind.ajoutees),
                fr.count(kind.modifiees),
                fr.count(kind.disparues),
                fr.count(kind.inchangees),
            )
            for kind in found
        ],
        alt="Lignes ajoutées, modifiées, disparues et inchangées",
    )
    for kind in found:
        if kind.exemples:
            folded(
                f"{_NAMES[kind.type].capitalize()} : les premières différences",
                f"ecarts_{kind.type}",
                lambda kind=kind: _examples(kind),  # type: ignore[misc]
            )


def _examples(kind: KindDifference) -> None:
    show_table(
        (Column("Ligne"), Column("Sort"), Column("Champs modifiés")),
        [
            (
                plain(change.cle, 120),
                change.sort,
                " ; ".join(
                    f"{field.champ} : {plain(field.avant or 'vide', 60)} → {plain(field.apres or 'vide', 60)}"
                    for field in change.champs[:_FIELDS]
                )
                + (" ; …" if len(change.champs) > _FIELDS else "")
                or "–",
            )
            for change in kind.exemples[:_SHOWN]
        ],
        alt=f"Différences, {_NAMES[kind.type]}",
    )
    if kind.ajoutees + kind.modifiees + kind.disparues > _SHOWN:
        st.caption(f"Les {_SHOWN} premières ; la ligne de commande donne la suite (« comparer »).")
