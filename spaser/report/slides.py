"""The slides of a committee: synthesis, axes, targets, what changed, alerts, decisions, roadmap; native charts and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spaser import francais as fr
from spaser.report.content import AxeContent, Figure, ReportContent
from spaser.report.document import Document, Progress
from spaser.report.figures_words import (
    DEMONSTRATION,
    change_of,
    foot_of,
    gap_to_target,
    in_progress,
    marked,
    shown,
    targets_of_the_whole,
    verdict_of,
    year_heading,
)
from spaser.report.situation import by_family, by_verdict, committed, on_the_move
from spaser.report.slides_axis import axis_bars, axis_table, repeats, value_cell
from spaser.report.slides_deck import Deck, below, part
from spaser.report.slides_notes import notes_of, notes_of_synthesis
from spaser.report.slides_parts import (
    Bars,
    Cell,
    Table,
    add_bars,
    add_table,
    add_text,
    fitted,
    pages,
    table_height,
)
from spaser.report.slides_year import (
    alerts_table,
    changes_tables,
    decisions_table,
    followed_table,
    provenance_tables,
    roadmap_parts,
)
from spaser.verdicts import FAMILY_COLOURS
from spaser.wording import previous_text, target_text

_LEADING: Final = ("F2.3", "F2.4", "X1", "F1.2", "X3")
"""The commitments that a committee asks for first."""


@dataclass(frozen=True)
class _Pen:
    """The deck, and the content that it shows."""

    deck: Deck
    content: ReportContent

    def tables(self, titre: str, found: Table, notes: str) -> None:
        """Add a table, on as many pages as it takes."""
        for rank, table in enumerate(pages(found, self.deck.area)):
            slide = self.deck.page(titre if rank == 0 else f"{titre} (suite)", notes)
            add_table(slide, self.deck.area, table)


def write_slides(content: ReportContent, progress: Progress) -> bytes:
    """Write the deck as a .pptx.

    Raises:
        StoreError: the template of the authority cannot be used.
    """
    progress("Modèle", 0.0)
    pied = f"{foot_of(content)} · {DEMONSTRATION}" if content.demonstration else foot_of(content)
    pen = _Pen(Deck(pied), content)
    titre = f"SPASER {content.autorite.periode_debut}-{content.autorite.periode_fin}"
    _cover(pen, titre)
    progress("Synthèse", 0.1)
    _synthesis(pen)
    pen.tables("Les engagements chiffrés", _targets(content), notes_of(committed(content)))
    for axe in content.axes:
        progress(f"Axe {axe.axe.numero}", 0.1 + 0.1 * axe.axe.numero)
        _axis(pen, axe)
    progress("Évolutions et alertes", 0.6)
    for name, table, notes in changes_tables(content):
        pen.tables(name, table, notes)
    pen.tables(*alerts_table(content))
    pen.tables(*followed_table(content))
    pen.tables(*decisions_table())
    progress("Feuille de route", 0.8)
    _roadmap(pen)
    for name, table, notes in provenance_tables(content):
        pen.tables(name, table, notes)
    progress("Écriture", 0.9)
    state = "provisoire" if in_progress(content) else "exercice clos"
    return pen.deck.written(
        f"{titre} – comité de pilotage, exercice {content.filters.annee}",
        content.auteur,
        f"Arrêté au {fr.day(content.arrete)}, {state}, version {content.version.numero}",
        content.publiee_le,
    )


def _cover(pen: _Pen, titre: str) -> None:
    content = pen.content
    lines = [
        content.autorite.nom,
        f"Exercice {content.filters.annee}, arrêté au {fr.day_in_words(content.arrete)}"
        + (" – provisoire" if in_progress(content) else ""),
        f"Périmètre : {content.perimetre}",
        f"Version {content.version.numero} des données, publiée le {fr.day_in_words(content.publiee_le.date())} – {content.auteur}",
    ]
    if content.demonstration:
        lines.append("DONNÉES DE DÉMONSTRATION – FICTIVES")
    pen.deck.cover(f"{titre} – Comité de pilotage", lines)


def _synthesis(pen: _Pen) -> None:
    """One page: the leading commitments, three sentences, indicators by situation and by axis."""
    content, area = pen.content, pen.deck.area
    slide = pen.deck.page(
        f"Synthèse {content.filters.annee} : où en est le schéma ?", notes_of_synthesis(content)
    )
    leading = [figure for code in _LEADING if (figure := content.figure(code)) is not None]
    table = _leading(leading, content)
    add_table(slide, area, table)
    under = below(area, table_height(table, area))
    spaser = [figure for axe in content.axes for figure in axe.chiffres]
    targets = committed(content)
    add_text(
        slide,
        part(under, 0, 0, 0.46, 1),
        [
            Cell(f"{fr.plural(len(targets), 'engagement chiffré', 'engagements chiffrés')}", "fort"),
            Cell(f"{by_verdict(targets)}."),
            Cell("Sur un an, à la même date", "fort"),
            Cell(f"{on_the_move(targets)}."),
            Cell(f"{fr.plural(len(spaser), 'indicateur')} du document, comptés un par un", "fort"),
            Cell(f"{by_verdict(spaser)}."),
            *(Cell(text, "absent") for text in [targets_of_the_whole(content)] if text),
        ],
        11,
    )
    axes = [axe for axe in content.axes if axe.chiffres]
    counts = [by_family(axe.chiffres) for axe in axes]
    held = [name for name in FAMILY_COLOURS if any(count[name] for count in counts)]
    add_bars(
        slide,
        part(under, 0.48, 0, 0.52, 1),
        Bars(
            titre="Les indicateurs du document par situation et par axe",
            categories=tuple(f"Axe {axe.axe.numero} – {axe.axe.titre_court}" for axe in axes),
            series=tuple(
                (name, tuple(count[name] or None for count in counts), FAMILY_COLOURS[name]) for name in held
            ),
            format="0",
            alt="Indicateurs par situation et par axe : "
            + " ; ".join(
                f"axe {axe.axe.numero} : {', '.join(f'{count[name]} {name.lower()}' for name in held if count[name])}"
                for axe, count in zip(axes, counts, strict=True)
            ),
            empilees=True,
        ),
    )


def _leading(figures: list[Figure], content: ReportContent) -> Table:
    return Table(
        titres=("Engagement", year_heading(content), "Sur un an", "Cible", "Situation"),
        largeurs=(4.0, 1.5, 1.2, 2.1, 3.6),
        lignes=tuple(
            (
                Cell(f"{figure.indicateur.code} – {figure.indicateur.titre}", "fort"),
                value_cell(figure, content),
                Cell(change_of(figure), "nombre"),
                Cell(target_text(figure.mesure, figure.indicateur) or fr.UNKNOWN),
                Cell(verdict_of(figure)),
            )
            for figure in figures
        ),
        alt="Engagements principaux : "
        + " ; ".join(f"{f.indicateur.titre} : {marked(shown(f))}" for f in figures),
        taille=11,
    )


def _targets(content: ReportContent) -> Table:
    """Every target: value, N-1, gap in points and in number, verdict."""
    figures = committed(content)
    return Table(
        titres=(
            "Indicateur",
            year_heading(content),
            "Un an plus tôt",
            "Cible",
            "Écart de l’exercice jugé",
            "Situation",
        ),
        largeurs=(3.5, 1.3, 1.9, 1.9, 2.1, 3.0),
        lignes=tuple(
            (
                Cell(f"{figure.indicateur.code} – {figure.indicateur.titre}", "fort"),
                value_cell(figure, content),
                Cell(previous_text(figure.mesure, figure.indicateur)),
                Cell(target_text(figure.mesure, figure.indicateur)),
                Cell(gap_to_target(figure)),
                Cell(verdict_of(figure)),
            )
            for figure in figures
        ),
        alt=f"{fr.plural(len(figures), 'engagement chiffré', 'engagements chiffrés')}, leur valeur, leur cible et leur situation",
        taille=11,
    )


def _axis(pen: _Pen, axe: AxeContent) -> None:
    """One page: the indicators of the axis in a table, its rates beside those of N-1 in a chart."""
    content, area = pen.content, pen.deck.area
    figures = (*axe.chiffres, *axe.complements)
    titre, notes = f"Axe {axe.axe.numero} – {axe.axe.titre}", notes_of(figures)
    slide = pen.deck.page(titre, notes)
    rates = [f for f in axe.chiffres if f.indicateur.unite == "%" and not repeats(f, axe.chiffres)]
    left = part(area, 0, 0, 0.63, 1) if rates else area
    first, *others = pages(fitted(axis_table(figures, content), left), left)
    add_table(slide, left, first)
    if rates:
        add_bars(slide, part(area, 0.65, 0, 0.35, 1), axis_bars(rates, axe, content))
    for table in others:
        pen.tables(f"{titre} (suite)", table, notes)


def _roadmap(pen: _Pen) -> None:
    """One page: means by state and by axis; then the late ones."""
    bars, sentence, late, notes = roadmap_parts(pen.content)
    area = pen.deck.area
    slide = pen.deck.page(f"La feuille de route {pen.content.filters.annee}", notes)
    if bars is None:
        add_text(slide, area, [Cell(sentence)], 14)
        return
    add_bars(slide, part(area, 0, 0, 0.55, 1), bars)
    add_text(slide, part(area, 0.58, 0.05, 0.42, 0.9), [Cell(line) for line in sentence.split("\n")], 14)
    if late is not None:
        pen.tables("Moyens en retard sur leur échéance", late, notes)


SLIDES: Final = Document(
    nom="comite",
    titre="Diapositives du comité",
    description="Synthèse, une page par axe, engagements, évolutions, alertes, décisions prises et à prendre, feuille de route : tableaux et "
    "graphiques modifiables, définitions dans les notes.",
    extension="pptx",
    mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ecrire=write_slides,
)
