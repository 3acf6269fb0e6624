"""What is said of a frozen year (R13): when it was signed and by whom, what is measured today, and the reason of the difference."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Filters, Measure
from spaser.measure.frozen import Mark
from spaser.store import OpenVersion
from spaser.store.freeze import Freeze, Frozen, read_frozen
from spaser.ui.figures import Reader
from spaser.ui.literal import literal
from spaser.ui.person import current_perimeter
from spaser.ui.session import frozen_years, warehouse
from spaser.ui.tables import Column, show_table
from spaser.wording import ratio_text, said, value_text

_LONGEST = 300
_NAMED = 8
NO_REASON = "motif non consigné"


def frozen_now() -> Frozen:
    """Return every freeze and every event of the journal; what is damaged is said, and left out."""
    found = read_frozen(warehouse())
    for alert in found.alertes:
        st.warning(literal(alert, 1_000), icon=":material/lock_open:")
    return found


def frozen_line(reader: Reader) -> None:
    """Say, under the date of the data, that the year shown is frozen, and which of its figures the version measures otherwise."""
    for alert in reader.official.frozen.alertes:
        st.warning(literal(alert, 1_000), icon=":material/lock_open:")
    signed = reader.official.gels.get(reader.filters.annee)
    if signed is None:
        return
    gel, version = signed[-1], reader.version.numero
    start = f":material/lock: **Exercice {gel.annee} figé** le {fr.day(gel.le)} par {literal(gel.auteur, 60)} (version {gel.version})"
    if reader.official.freeze_of(reader.filters, reader.perimeter) is None:
        st.caption(
            f"{start}. Avec ces filtres, les chiffres sont recalculés sur la version {version} : ce ne sont pas ceux qui ont été arrêtés."
        )
        return
    if not reader.ensemble:
        st.caption(
            f"{start}. Cette page est calculée sur la version {version} ; les chiffres arrêtés sont ceux de la vue d’ensemble et des axes."
        )
        return
    marks = [reader.mark(reader.catalogue.indicateur(code)) for code in reader.ensemble]
    restated = [mark.fige.code for mark in marks if mark is not None and mark.differe]
    st.caption(
        f"{start} : les chiffres montrés sont ceux qui ont été arrêtés. {_confirmed(restated, version)}"
    )


def _confirmed(restated: Sequence[str], version: int) -> str:
    """Say whether the version measures the same figures; else which differ, and what follows it all the same."""
    if not restated:
        return f"La version {version} les confirme."
    more = len(restated) - _NAMED
    listed = ", ".join(restated[:_NAMED]) + (f" et {fr.plural(more, 'autre')}" if more > 0 else "")
    verb = "se mesurent" if len(restated) > 1 else "se mesure"
    return (
        f"{fr.plural(len(restated), 'indicateur')} de cette page {verb} autrement dans la version {version} : {listed}. "
        "Alertes, évolutions depuis un trimestre et lignes suivent cette version."
    )


def frozen_lines(reader: Reader, indicateur: Indicateur) -> tuple[str, ...]:
    """Return what to write under the figure of a frozen year, or of the year after one; nothing elsewhere."""
    if not reader.official.gels:
        return ()
    mark = reader.mark(indicateur)
    lines = () if mark is None else mark_lines(mark, indicateur)
    before = reader.official.signed_before(reader.whole(indicateur), reader.filters, reader.perimeter)
    if before is not None:
        signed = f"{reader.filters.annee - 1} a été arrêté à {value_text(before, indicateur)}"
        lines += (f"{signed} ; l’écart est calculé sur la valeur recalculée.",)
    return lines


def frozen_section(version: OpenVersion | None) -> None:
    """List the frozen years with both values of what is measured otherwise today, and the reason."""
    st.header("Les exercices figés", anchor="exercices-figes")
    st.caption(
        "Un exercice figé garde ses chiffres tels qu’ils ont été signés. Quand les données publiées depuis les mesurent autrement, le chiffre "
        "arrêté reste l’officiel ; la valeur recalculée et le motif sont montrés à côté. Les comparaisons avec N-1, les trimestres et les "
        "lignes suivent les données publiées."
    )
    official = None if version is None else frozen_years(version)
    if version is None or official is None or not official.gels:
        st.caption("Aucun exercice n’est figé.")
        return
    for annee in sorted(official.gels, reverse=True):
        codes = tuple(i.code for i in version.catalogue.indicateurs)
        reader = Reader(version, Filters(annee), current_perimeter(), codes, "avant", official)
        _year(reader, official.gels[annee][-1])


def _year(reader: Reader, gel: Freeze) -> None:
    st.markdown(
        f":material/lock: **{gel.annee}** figé le {fr.day(gel.le)} par {literal(gel.auteur, 60)} (version {gel.version}, catalogue "
        f"{literal(gel.catalogue)}) – {literal(gel.commentaire, _LONGEST)}"
    )
    pairs = [(i, reader.mark(i)) for i in reader.catalogue.indicateurs]
    restated = [(i, mark) for i, mark in pairs if mark is not None and mark.differe]
    if not restated:
        confirmed = (
            "les confirme" if reader.perimeter.est_tout else "ne les montre que pour toute la Métropole"
        )
        st.caption(f"La version {reader.version.numero} {confirmed}.")
        return
    show_table(
        (
            Column("Indicateur"),
            Column("Arrêté", nombre=True),
            Column(f"Recalculé, version {reader.version.numero}", nombre=True),
            Column("Motif"),
        ),
        [
            (
                f"{i.code} · {i.titre}",
                _figure(mark.fige, i),
                _figure(mark.recalcule, i),
                f"{mark.motif} ({_signed(mark)})" if mark.motif else NO_REASON,
            )
            for i, mark in restated
        ],
        alt=f"Chiffres de {gel.annee} arrêtés et recalculés",
    )


def frozen_mark(reader: Reader, indicateur: Indicateur) -> None:
    """Write them."""
    for line in frozen_lines(reader, indicateur):
        st.caption(line)


def frozen_detail(reader: Reader, indicateur: Indicateur) -> None:
    """Say, over the views of an indicator, which of them show what was signed."""
    mark = reader.mark(indicateur) if reader.official.gels else None
    if mark is not None and mark.differe:
        st.info(
            "  \n".join(mark_lines(mark, indicateur))
            + f"  \nLes trimestres et les lignes sont ceux de la version {mark.version} ; années et segments, ceux qui ont été arrêtés.",
            icon=":material/lock:",
        )


def mark_lines(mark: Mark, indicateur: Indicateur) -> tuple[str, ...]:
    """Say both values and the reason: « Arrêté le … ; recalculé : 40,0 % – motif »."""
    gel = mark.gel
    start = f":material/lock: Arrêté le {fr.day(gel.le)}"
    lines = [f"{start} (version {gel.version})."]
    if mark.differe:
        reason = f"motif : {literal(mark.motif, _LONGEST)} ({_signed(mark)})" if mark.motif else NO_REASON
        lines = [
            f"{start} à {_figure(mark.fige, indicateur)}, version {gel.version} ; **recalculé dans la version {mark.version} : {_figure(mark.recalcule, indicateur)}** – {reason}"
        ]
    lines += [
        f"Arrêté auparavant le {fr.day(before.le)} (version {before.version}) : {_figure(figure, indicateur)} – révisé, "
        f"motif : {literal(_next_reason(mark, before), _LONGEST)}"
        for before, figure in mark.anterieurs
    ]
    return tuple(lines)


def _next_reason(mark: Mark, before: Freeze) -> str:
    later = [gel for gel, _ in mark.anterieurs if gel.numero == before.numero + 1]
    return (later[0] if later else mark.gel).motif


def _signed(mark: Mark) -> str:
    when = "" if mark.motif_le is None else f", le {fr.day(mark.motif_le)}"
    return f"{literal(mark.motif_par or '', 60)}{when}"


def _figure(measure: Measure, indicateur: Indicateur) -> str:
    ratio = ratio_text(measure, indicateur)
    return said(measure, indicateur).texte + (f" ({ratio})" if ratio else "")
