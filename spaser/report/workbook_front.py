"""What goes with the figures of the workbook: how to read it, where it comes from, definitions, choices, roadmap, deposits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from spaser import francais as fr
from spaser.report.content import ReportContent
from spaser.report.roadmap_words import ETATS
from spaser.report.workbook_fiches import Placed, scaled, signed_cell
from spaser.report.workbook_style import Book, Column, height, safe
from spaser.wording import PERIMETRES, target_text, verdict_text

_TOP: Final = 3
_WIDE: Final = 110
_HOW_TO_READ: Final = (
    "Document interne : ses lignes nomment des contrats et des fournisseurs. Il n’est pas à publier (règle R16) ; la publication légale l’est.",
    "Chaque fiche donne ses indicateurs sous forme de formules. Elles portent sur les feuilles « Lignes … » : corrigez ou filtrez une copie pour refaire le compte.",
    (
        "Dans une feuille de lignes, « Appartient » vaut 1 (au numérateur), 0 (hors du numérateur), une part (accord-cadre à plusieurs titulaires), "
        "« inconnu » (cellule non renseignée, règle R7) ; une cellule vide est une ligne que l’indicateur ne compte pas."
    ),
    "« HT qui appartient » est sûr ; « HT qui peut appartenir » y ajoute ce que les cellules non renseignées laissent possible. Vide : rien.",
    "« Contrôle » dit si la formule redonne la valeur mesurée par le logiciel.",
    "Les taux en ‰ sont écrits multipliés par mille. Un montant est hors taxes.",
)


def reading_sheet(book: Book, sheet: Worksheet, content: ReportContent) -> None:
    """Write the first sheet: what this is, for whom, on what data, and how to read it."""
    authority = content.autorite
    book.title(
        sheet,
        f"SPASER {authority.periode_debut}-{authority.periode_fin} – {authority.nom}",
        f"Classeur des indicateurs, exercice {content.filters.annee}, arrêté au {fr.day(content.arrete)}",
    )
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _WIDE)
    name, text = book.format(bold=True), book.format(text_wrap=True)
    row = 3
    for label, value in content.provenance:
        sheet.write_string(row, 0, safe(label), name)
        sheet.write_string(row, 1, safe(value), text)
        row += 1
    row += 1
    sheet.write_string(row, 0, "Comment lire", name)
    for line in _HOW_TO_READ:
        sheet.write_string(row, 1, line, text)
        sheet.set_row(row, height([(line, _WIDE)]))
        row += 1
    row += 1
    sheet.write_string(row, 0, "Choix de comptage", name)
    for choice in content.choix:
        who = f" – décidé par {choice.decide_par}" if choice.decide_par else " – lecture proposée par défaut"
        said = safe(f"{choice.code} : {choice.regle}{who}")
        sheet.write_string(row, 1, said, text)
        sheet.set_row(row, height([(said, _WIDE)]))
        row += 1
    sheet.freeze_panes(3, 1)


def summary_sheet(book: Book, sheet: Worksheet, placed: Sequence[Placed]) -> None:
    """Write every indicator on one line; values are those of the fiches, by formula."""
    columns = (
        Column("Code", 7),
        Column("Indicateur", 52, plie=True),
        Column("Valeur", 14),
        Column("N-1, même date", 14),
        Column("Cible", 22),
        Column("Situation", 30, plie=True),
        Column("Provisoire", 10),
        Column("Feuille", 16),
    )
    book.title(
        sheet,
        "Synthèse",
        "Les valeurs renvoient à la formule de chaque fiche ; celle d’un exercice figé qui n’est plus retrouvée est la valeur signée (règle R13).",
    )
    lines = [
        (
            item.figure.indicateur.code,
            item.figure.indicateur.titre,
            None,
            None,
            target_text(item.figure.mesure, item.figure.indicateur) or None,
            verdict_text(item.figure.mesure),
            "oui" if item.figure.mesure.provisoire else "non",
            item.sheet,
        )
        for item in placed
    ]
    book.table(sheet, _TOP, columns, lines)
    for row, item in enumerate(placed, _TOP + 1):
        style = book.format(num_format=item.format, bold=True, align="right")
        if item.figure.gel is not None and item.figure.gel.differe:
            book.write(sheet, row, 2, signed_cell(item.figure), Column("", 0, item.format))
        else:
            sheet.write_formula(row, 2, f"='{item.sheet}'!{item.cell}", style, item.valeur)
        before = scaled(item.figure.mesure.n_moins_1, item.figure.indicateur)
        book.write(sheet, row, 3, before, Column("", 0, item.format))


def definitions_sheet(book: Book, sheet: Worksheet, content: ReportContent) -> None:
    """Write what each indicator counts: the document's wording, formula, population, rules, choices, limits, source."""
    columns = (
        Column("Code", 7),
        Column("Libellé du document", 44, plie=True),
        Column("Formule", 44, plie=True),
        Column("Population", 30, plie=True),
        Column("Périmètre par défaut", 16),
        Column("Règles", 16, plie=True),
        Column("Choix", 14, plie=True),
        Column("Limites", 50, plie=True),
        Column("Source", 26, plie=True),
    )
    book.title(
        sheet,
        "Définitions",
        "Les règles R1 à R16 et les choix A1 à A24 sont dans la feuille « Règles et choix ».",
    )
    book.table(
        sheet,
        _TOP,
        columns,
        [
            (
                i.code,
                i.libelle,
                i.formule,
                i.population,
                PERIMETRES[i.perimetre_defaut],
                ", ".join(i.regles),
                ", ".join(i.choix) or None,
                "\n".join(i.limites) or None,
                i.source,
            )
            for i in content.catalogue.indicateurs
        ],
    )


def rules_sheet(book: Book, sheet: Worksheet, content: ReportContent) -> None:
    """Write the calculation rules, then the counting choices in force with their alternatives and who decided."""
    columns = (
        Column("Code", 7),
        Column("Règle ou question", 50, plie=True),
        Column("Ce qui est appliqué", 70, plie=True),
        Column("Autres lectures possibles", 50, plie=True),
        Column("Décidé par", 28, plie=True),
        Column("Décidé le", 12),
    )
    book.title(sheet, "Règles et choix de comptage", f"Catalogue {content.catalogue.version}")
    rules = [(rule.code, rule.titre, rule.texte, None, None, None) for rule in content.catalogue.regles]
    choices = [
        (
            choice.code,
            choice.question,
            choice.regle,
            "\n".join(other.libelle for other in choice.alternatives) or None,
            choice.decide_par or "lecture proposée par défaut",
            choice.decide_le,
        )
        for choice in content.choix
    ]
    book.table(sheet, _TOP, columns, [*rules, *choices])


def roadmap_sheet(book: Book, sheet: Worksheet, content: ReportContent) -> None:
    """Write the means of the schema and their state in the year; « non renseigné » is not « non engagé »."""
    columns = (
        Column("Moyen", 7),
        Column("Axe", 6),
        Column("Fiche", 6),
        Column("Objectif", 9),
        Column("Libellé", 56, plie=True),
        Column("État", 15),
        Column("Pilote", 24, plie=True),
        Column("Échéance", 12),
        Column("Retard (jours)", 9),
        Column("Avancement déclaré", 12, "0%"),
        Column("Livrable", 34, plie=True),
        Column("Commentaire", 40, plie=True),
        Column("Fichier", 26),
        Column("Ligne", 7),
    )
    feuille = content.feuille
    if feuille is None:
        book.title(sheet, "Feuille de route", "Votre périmètre ne montre pas l’état des moyens.")
        return
    book.title(
        sheet,
        "Feuille de route",
        f"Moyens du schéma en {feuille.annee}, observés au {fr.day(feuille.reference)}",
    )
    book.table(
        sheet,
        _TOP,
        columns,
        [
            (
                moyen.code,
                moyen.axe,
                moyen.fiche,
                moyen.objectif,
                moyen.libelle,
                ETATS[moyen.etat][0],
                moyen.ligne.pilote if moyen.ligne else None,
                moyen.ligne.echeance if moyen.ligne else None,
                moyen.retard,
                moyen.ligne.avancement if moyen.ligne else None,
                moyen.ligne.livrable if moyen.ligne else None,
                moyen.ligne.commentaire if moyen.ligne else None,
                moyen.ligne.fichier if moyen.ligne else None,
                moyen.ligne.ligne if moyen.ligne else None,
            )
            for moyen in feuille.moyens
        ],
    )


def sources_sheet(book: Book, sheet: Worksheet, content: ReportContent) -> None:
    """Write the deposits of the version, each with the print of its original file."""
    columns = (
        Column("Fichier", 40),
        Column("Extrait", 16),
        Column("Période", 14),
        Column("Du", 12),
        Column("Au", 12),
        Column("Lignes lues", 10),
        Column("Acceptées", 10),
        Column("Rejetées", 10),
        Column("Écartées", 10),
        Column("Déposé le", 12),
        Column("Par", 22),
        Column("Empreinte sha256", 66),
    )
    book.title(sheet, "Sources", f"Dépôts de la version {content.version.numero}")
    book.table(
        sheet,
        _TOP,
        columns,
        [
            (
                deposit.fichier,
                deposit.type,
                deposit.periode,
                deposit.periode_debut,
                deposit.periode_fin,
                deposit.lus,
                deposit.acceptes,
                deposit.rejetes,
                deposit.ecartes,
                deposit.depose_le.date(),
                deposit.auteur,
                deposit.sha256,
            )
            for deposit in content.version.deposits
        ],
    )
