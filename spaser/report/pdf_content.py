"""The annual report as data for its template: every text written, every number said, nothing left to compute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from spaser import francais as fr
from spaser.measure.alerts import EXTRAITS
from spaser.measure.roadmap import MoyenSuivi
from spaser.report.content import AxeContent, FicheContent, Figure, ReportContent
from spaser.report.figures_words import (
    DEMONSTRATION,
    foot_of,
    in_progress,
    targets_of_the_whole,
    without_value,
    year_heading,
)
from spaser.report.pdf_figures import Drawn, figure_of, signs
from spaser.report.pdf_hours import hours_data
from spaser.report.pdf_maps import WIDTH, maps_of
from spaser.report.roadmap_words import ETATS, roadmap_sentences
from spaser.report.situation import (
    GRAVITES,
    alerts_of,
    by_family,
    by_verdict,
    committed,
    on_the_move,
)
from spaser.report.slides_year import changes_tables
from spaser.report.texte import clean, french
from spaser.verdicts import FAMILY_COLOURS
from spaser.wording import said


def data_of(content: ReportContent) -> dict[str, Any]:
    """Return everything that the template prints."""
    autorite = content.autorite
    targets = committed(content)
    spaser = [figure for axe in content.axes for figure in axe.chiffres]
    return {
        "titre": f"SPASER {autorite.periode_debut}-{autorite.periode_fin} – Rapport annuel {content.filters.annee}",
        "surtitre": french(autorite.nom),
        "schema": "Schéma de promotion des achats publics socialement et écologiquement responsables",
        "annee": content.filters.annee,
        "auteur": clean(content.auteur, 120),
        "jour": _day(content.publiee_le.date()),
        "arrete": fr.day_in_words(content.arrete),
        "publiee": fr.day_in_words(content.publiee_le.date()),
        "version": content.version.numero,
        "perimetre": french(content.perimetre),
        "provisoire": in_progress(content),
        "demonstration": DEMONSTRATION if content.demonstration else "",
        "pied": french(foot_of(content)),
        "colonne": french(year_heading(content)),
        "provenance": [[french(name), french(clean(value, 600))] for name, value in content.provenance],
        "phrases": [
            [
                fr.plural(len(targets), "engagement chiffré", "engagements chiffrés"),
                french(f"{by_verdict(targets)}."),
            ],
            ["Sur un an, à la même date", french(f"{on_the_move(targets)}.")],
            [fr.plural(len(spaser), "indicateur") + " du document", french(f"{by_verdict(spaser)}.")],
            *([["Cibles", french(text)]] if (text := targets_of_the_whole(content)) else []),
            *([["Sans valeur", french(f"{without_value(spaser)}.")]] if without_value(spaser) else []),
        ],
        "familles": _families(content),
        "signes": signs(),
        "engagements": [figure_of(figure, content) for figure in targets],
        "alertes": [[GRAVITES[alert.gravite], french(alert.texte)] for alert in alerts_of(content)],
        "reperes": _reference_year(content),
        "evolutions": _changes(content),
        "axes": [_axis(axe, content) for axe in content.axes],
        "autres": [figure_of(figure, content) for figure in content.autres],
        "largeur_carte": WIDTH,
        "cartes": maps_of(content),
        "heures": hours_data(content),
        "feuille": _roadmap(content),
        "methode": _method(content),
    }


def _day(day: date) -> dict[str, int]:
    return {"annee": day.year, "mois": day.month, "jour": day.day}


def _families(content: ReportContent) -> Drawn:
    axes = [axe for axe in content.axes if axe.chiffres]
    rows: list[Drawn] = [
        {
            "nom": french(f"Axe {axe.axe.numero} – {axe.axe.titre_court}"),
            "total": len(axe.chiffres),
            "parts": [
                {"nombre": number, "famille": name, "couleur": FAMILY_COLOURS[name]}
                for name, number in by_family(axe.chiffres).items()
                if number
            ],
        }
        for axe in axes
    ]
    spoken = " ; ".join(
        f"{row['nom']} : " + ", ".join(f"{part['nombre']} {part['famille'].lower()}" for part in row["parts"])
        for row in rows
    )
    return {"axes": rows, "alt": french(f"Indicateurs par situation et par axe. {spoken}.")}


def _changes(content: ReportContent) -> list[Drawn]:
    """Return what moved since the quarter before, as the committee's slides say it."""
    return [
        {
            "titre": french(titre.rpartition(" : ")[2].capitalize()),
            "colonnes": list(table.titres),
            "largeurs": list(table.largeurs),
            "lignes": [[french(cell.texte) for cell in row] for row in table.lignes],
            "note": french(note),
        }
        for titre, table, note in changes_tables(content)
    ]


def _axis(axe: AxeContent, content: ReportContent) -> Drawn:
    return {
        "numero": axe.axe.numero,
        "titre": french(axe.axe.titre),
        "introduction": french(axe.axe.introduction),
        "couleur": axe.axe.couleur,
        "fiches": [_fiche(fiche, content) for fiche in axe.fiches],
        "complements": [figure_of(figure, content) for figure in axe.complements],
    }


def _fiche(fiche: FicheContent, content: ReportContent) -> Drawn:
    return {
        "numero": fiche.fiche.code.removeprefix("F"),
        "titre": french(fiche.fiche.titre),
        "orientation": french(fiche.fiche.orientation),
        "dga": french(fiche.fiche.dga_libelle),
        "domaines": french(fiche.fiche.domaines),
        "objectifs": [[o.code, french(o.titre)] for o in fiche.fiche.objectifs],
        "chiffres": [figure_of(figure, content) for figure in fiche.chiffres],
    }


def _reference_year(content: ReportContent) -> list[list[str]]:
    """Set the key figures of 2020 beside the one indicator that measures the same thing; none for a part of the authority."""
    if content.filters.restreint or not content.perimeter.est_tout:
        return []
    rows = []
    for chiffre in content.catalogue.chiffres_2020:
        then = (
            fr.euros_short(chiffre.valeur)
            if chiffre.unite == "€"
            else fr.quantity(chiffre.valeur, chiffre.unite)
        )
        figure = None if chiffre.comparable_a is None else content.figure(chiffre.comparable_a)
        now = (
            ["–", "aucune mesure comparable"]
            if figure is None
            else [
                said(figure.mesure, figure.indicateur).texte,
                f"{figure.indicateur.code} · {figure.indicateur.titre}",
            ]
        )
        rows.append([french(text) for text in (chiffre.libelle, then, *now, chiffre.perimetre)])
    return rows


def _roadmap(content: ReportContent) -> Drawn | None:
    feuille = content.feuille
    if feuille is None:
        return None
    counts = Counter((moyen.axe, moyen.etat) for moyen in feuille.moyens)
    axes = [axe.axe for axe in content.axes]
    return {
        "phrases": [french(line) for line in roadmap_sentences(feuille)],
        "etats": [
            {
                "nom": words,
                "comptes": [counts[axe.numero, etat] for axe in axes],
                "total": sum(counts[axe.numero, etat] for axe in axes),
            }
            for etat, (words, _) in ETATS.items()
        ],
        "axes": [f"Axe {axe.numero}" for axe in axes],
        "moyens": [
            {
                "titre": french(f"Axe {axe.numero} – {axe.titre}"),
                "lignes": [_means(moyen) for moyen in feuille.moyens if moyen.axe == axe.numero],
            }
            for axe in axes
        ],
    }


def _means(moyen: MoyenSuivi) -> Drawn:
    ligne = moyen.ligne
    advance = None if ligne is None or ligne.avancement is None else float(ligne.avancement)
    comment = clean(ligne.commentaire, 400) if ligne is not None and ligne.commentaire else ""
    return {
        "code": moyen.code,
        "libelle": french(moyen.libelle),
        "etat": ETATS[moyen.etat][0],
        "renseigne": ligne is not None,
        "retard": french(f"{fr.plural(moyen.retard, 'jour')} de retard") if moyen.retard else "",
        "pilote": clean(ligne.pilote, 60) if ligne is not None and ligne.pilote else "",
        "echeance": fr.day(ligne.echeance) if ligne is not None and ligne.echeance else "",
        "avancement": "" if advance is None else fr.rate(advance, decimals=0),
        "commentaire": comment,
    }


def _method(content: ReportContent) -> Drawn:
    catalogue = content.catalogue
    return {
        "regles": [[rule.code, french(rule.titre), french(rule.texte)] for rule in catalogue.regles],
        "choix": [
            [
                choix.code,
                french(choix.question),
                french(choix.regle),
                f"{clean(choix.decide_par, 80)}, le {fr.day(choix.decide_le)}"
                if choix.decide_par and choix.decide_le
                else "proposé, à décider",
            ]
            for choix in content.choix
        ],
        "notes": [[french(note.titre), french(note.texte)] for note in catalogue.notes_de_methode],
        "limites": _limits([figure for figure in content.chiffres if figure.indicateur.limites]),
        "depots": [
            [
                EXTRAITS.get(deposit.type, deposit.type),
                clean(deposit.fichier, 90),
                deposit.periode or fr.NOT_FILLED,
                fr.count(deposit.acceptes),
                fr.count(deposit.rejetes),
            ]
            for deposit in content.version.deposits
        ],
    }


def _limits(figures: Sequence[Figure]) -> list[list[str]]:
    return [
        [figure.indicateur.code, french(limit)] for figure in figures for limit in figure.indicateur.limites
    ]
