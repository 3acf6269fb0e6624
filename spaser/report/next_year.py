"""The roadmap of the coming year, to be amended before it goes to the committee (M1): review, objectives, scope."""

from __future__ import annotations

from typing import Final

from spaser import francais as fr
from spaser.measure.roadmap import SANS_RETARD, MoyenSuivi, by_state
from spaser.measure.targets import cible_en_vigueur
from spaser.report import decisions_words as decisions
from spaser.report.content import Figure, ReportContent
from spaser.report.decisions_words import decision_words, followed
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
    value_with_state,
    verdict_of,
    year_heading,
)
from spaser.report.letter import ABSENT, Cell, Letter
from spaser.report.next_year_scope import write_scope
from spaser.report.roadmap_words import ETATS, advance_text, roadmap_sentences
from spaser.report.situation import (
    GRAVITES,
    alerts_of,
    by_verdict,
    committed,
    on_the_move,
)
from spaser.report.texte import clean
from spaser.wording import target_text, target_value_text

_EMPTY_ROWS: Final = 6
_TO_WRITE: Final = Cell("")


def write_next_year(content: ReportContent, progress: Progress) -> bytes:
    """Write the roadmap of the year after that of the content, as a .docx."""
    annee = content.filters.annee + 1
    progress("Bilan", 0.0)
    letter = Letter(
        f"SPASER – Feuille de route {annee}",
        f"{content.autorite.nom} – SPASER {content.autorite.periode_debut}-{content.autorite.periode_fin}",
        foot_of(content),
        DEMONSTRATION if content.demonstration else "",
    )
    letter.text(
        f"Projet à amender avant le comité de pilotage stratégique (moyen M1) : bilan de l’exercice {content.filters.annee}, objectifs et "
        f"champ d’intervention {annee}. Les cellules vides sont à remplir."
    )
    letter.table(
        ("Élément", "Valeur"),
        (1, 2.6),
        [(Cell(name, "fort"), Cell(clean(value, 600))) for name, value in content.provenance],
        "Périmètre, filtres, date, version et auteur",
    )
    _review(letter, content)
    progress("Objectifs", 0.4)
    _objectives(letter, content, annee)
    progress("Champ d’intervention", 0.6)
    write_scope(letter, content, annee)
    _followed(letter, content)
    _decisions(letter)
    _choices(letter, content)
    progress("Écriture", 0.9)
    state = "provisoire" if in_progress(content) else "exercice clos"
    return letter.written(
        content.auteur,
        f"Bilan arrêté au {fr.day(content.arrete)} ({state}), version {content.version.numero}",
        content.publiee_le,
    )


def _review(letter: Letter, content: ReportContent) -> None:
    figures = committed(content)
    state = " (provisoire)" if in_progress(content) else ""
    letter.heading(f"Bilan de l’exercice {content.filters.annee}{state}")
    letter.items(
        [
            f"{fr.plural(len(figures), 'engagement chiffré', 'engagements chiffrés')} : {by_verdict(figures)}.",
            f"Sur un an, à la même date : {on_the_move(figures)}.",
        ]
    )
    letter.heading("Les engagements chiffrés", 2)
    if caveat := targets_of_the_whole(content):
        letter.text(caveat, aside=True)
    letter.table(
        ("Indicateur", year_heading(content), "Sur un an", "Cible", "Situation"),
        (3.2, 1.4, 1.2, 1.7, 2.4),
        [
            (
                Cell(f"{figure.indicateur.code} – {figure.indicateur.titre}"),
                _value(figure, content),
                Cell(change_of(figure), "nombre"),
                Cell(target_text(figure.mesure, figure.indicateur)),
                Cell(verdict_of(figure)),
            )
            for figure in figures
        ],
        "Engagements chiffrés : valeur, évolution, cible et situation",
    )
    letter.heading("Les moyens engagés", 2)
    if content.feuille is None:
        letter.text("La feuille de route n’est pas visible dans ce périmètre.")
    else:
        letter.items(roadmap_sentences(content.feuille))
        letter.table(
            ("Axe", *(words for words, _ in ETATS.values()), "Total"),
            (0.9, *(1.1 for _ in ETATS), 0.8),
            [
                (
                    Cell(f"Axe {axe.axe.numero}", "fort"),
                    *(Cell(str(counts[etat]), "nombre") for etat in ETATS),
                    Cell(str(sum(counts.values())), "nombre"),
                )
                for axe in content.axes
                for counts in [by_state([m for m in content.feuille.moyens if m.axe == axe.axe.numero])]
            ],
            "Moyens par axe et par état",
        )
    letter.heading("Points à traiter", 2)
    alerts = alerts_of(content)
    if alerts:
        letter.table(
            ("Gravité", "Constat"),
            (1, 5),
            [(Cell(GRAVITES[alert.gravite], "fort"), Cell(alert.texte)) for alert in alerts],
            "Points à traiter, les plus graves d’abord",
        )
    else:
        letter.text("Rien à signaler avec ces filtres.")


def _objectives(letter: Letter, content: ReportContent, annee: int) -> None:
    """Set beside each value the target that holds for the coming year; what the committee proposes is left to write."""
    letter.heading(f"Objectifs {annee}")
    letter.text(
        "Le document ne fixe aucun objectif intermédiaire : la colonne « Objectif proposé » est celle du comité. L’écart est celui du "
        "dernier exercice clos.",
        aside=True,
    )
    rows = []
    for figure in committed(content):
        target = cible_en_vigueur(figure.indicateur, annee)
        due = (
            f"chaque année depuis {target.annee}"
            if target and target.chaque_annee
            else f"en {target.annee}"
            if target
            else ""
        )
        said = (
            fr.UNKNOWN if target is None else f"{target_value_text(target.valeur, figure.indicateur)} {due}"
        )
        rows.append(
            (
                Cell(f"{figure.indicateur.code} – {figure.indicateur.titre}"),
                _value(figure, content),
                Cell(said),
                Cell(gap_to_target(figure)),
                _TO_WRITE,
            )
        )
    letter.table(
        ("Indicateur", year_heading(content), "Cible en vigueur", "Écart", f"Objectif {annee} proposé"),
        (3, 1.4, 1.9, 2.2, 1.8),
        rows,
        f"Objectifs {annee}",
    )
    letter.heading("Moyens à poursuivre ou à engager", 2)
    open_means = (
        [] if content.feuille is None else [m for m in content.feuille.moyens if m.etat not in SANS_RETARD]
    )
    if content.feuille is None:
        letter.text("La feuille de route n’est pas visible dans ce périmètre.")
    elif not open_means:
        letter.text("Tous les moyens sont réalisés, récurrents ou abandonnés.")
    for axe in content.axes:
        of_axis = [moyen for moyen in open_means if moyen.axe == axe.axe.numero]
        if of_axis:
            letter.heading(f"Axe {axe.axe.numero} – {axe.axe.titre}", 3)
            letter.table(
                ("Moyen", "Intitulé", "État", "Avancement", "Pilote", "Échéance", f"Proposition {annee}"),
                (1.0, 3.5, 1.3, 1.55, 1.5, 1.5, 1.8),
                [_means(moyen) for moyen in of_axis],
                f"Moyens à poursuivre de l’axe {axe.axe.numero}",
            )


def _means(moyen: MoyenSuivi) -> tuple[Cell, ...]:
    ligne = moyen.ligne
    advance = advance_text(ligne)
    late = f" ({fr.plural(moyen.retard, 'jour')} de retard)" if moyen.retard else ""
    return (
        Cell(moyen.code, "fort"),
        Cell(moyen.libelle),
        Cell(f"{ETATS[moyen.etat][0]}{late}") if ligne else ABSENT,
        Cell(advance, "nombre") if advance != fr.NOT_FILLED else ABSENT,
        Cell(clean(ligne.pilote, 60)) if ligne and ligne.pilote else ABSENT,
        Cell(fr.day(ligne.echeance)) if ligne and ligne.echeance else ABSENT,
        _TO_WRITE,
    )


def _value(figure: Figure, content: ReportContent) -> Cell:
    if shown(figure).aspect != "valeur":
        return Cell(marked(shown(figure)), "absent")
    return Cell(value_with_state(figure, content), "nombre")


def _followed(letter: Letter, content: ReportContent) -> None:
    letter.heading(decisions.HEADING)
    found = followed(content)
    if not found:
        letter.text(decisions.nothing_followed(content))
        return
    letter.table(
        decisions.titles(content),
        (1.8, 4, 1.6, 1.2, 1.5),
        [[Cell(text) for text in decision_words(decision, content)] for decision in found],
        decisions.HEADING,
    )
    letter.text(decisions.NOTES, aside=True)


def _decisions(letter: Letter) -> None:
    letter.heading("Décisions à prendre")
    letter.table(
        ("N°", "Décision proposée", "Décision du comité", "Responsable", "Échéance"),
        (0.5, 4, 3, 1.6, 1.2),
        [(Cell(str(rank)), *(_TO_WRITE,) * 4) for rank in range(1, _EMPTY_ROWS + 1)],
        "Décisions à prendre : lignes à remplir",
    )


def _choices(letter: Letter, content: ReportContent) -> None:
    letter.heading("Choix de comptage en vigueur")
    letter.table(
        ("Choix", "Question laissée ouverte", "Règle appliquée"),
        (0.6, 3, 4),
        [(Cell(c.code, "fort"), Cell(c.question), Cell(c.regle)) for c in content.choix],
        "Choix de comptage en vigueur",
    )


NEXT_YEAR: Final = Document(
    nom="feuille-de-route",
    titre="Feuille de route de l’année à venir",
    description="Bilan de l’exercice, objectifs, champ d’intervention d’après les échéances des contrats et la programmation : un "
    "document à amender avant le comité stratégique.",
    extension="docx",
    mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ecrire=write_next_year,
)
