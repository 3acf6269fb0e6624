"""The slides on the life of the schema: what changed, what to treat, what to decide, the roadmap, where figures come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from spaser import francais as fr
from spaser.catalogue import Indicateur
from spaser.measure import Measure
from spaser.measure.moves import Cause, Move
from spaser.measure.roadmap import MoyenSuivi, by_state
from spaser.moves_wording import arrow, dates_of, in_euros, in_points, where, why
from spaser.report import decisions_words as decisions
from spaser.report.content import ReportContent
from spaser.report.decisions_words import decision_words, followed
from spaser.report.roadmap_words import ETATS, roadmap_sentences
from spaser.report.situation import GRAVITES, alerts_of, changes_of
from spaser.report.slides_parts import Bars, Cell, Table
from spaser.report.texte import clean
from spaser.wording import said, value_text

Causes = Mapping[str, tuple[Cause, ...]]
Page = tuple[str, Table, str]
"""Title, table, notes."""
_EMPTY_ROWS: Final = 6


def changes_tables(content: ReportContent) -> Iterator[Page]:
    """What moved since the quarter before: rates, then €, with what made them."""
    changes = changes_of(content)
    by_code = {figure.indicateur.code: figure.indicateur for figure in content.chiffres}
    points, euros = in_points(changes.found, by_code), in_euros(changes.found, by_code)
    notes = (
        "Chaque exercice est arrêté à deux dates : celle du document et la fin du trimestre précédent (celle de l’exercice précédent "
        "entier si le trimestre est le premier). ▲▼ va dans le sens voulu, △▽ à contresens. Les montants se recoupent : ils ne "
        "s’additionnent pas. Les trimestres sont mesurés sur la version publiée, jamais sur un exercice figé."
    )
    titre = "Ce qui a changé depuis le trimestre précédent"
    if not points and not euros:
        empty = Table(
            ("Évolutions",),
            (1,),
            ((Cell("Aucun indicateur n’a bougé, ou aucun n’est mesurable aux deux dates."),),),
            titre,
        )
        yield titre, empty, notes
    if points:
        yield f"{titre} : les taux", _points(points, by_code, changes.causes, content), notes
    if euros:
        yield f"{titre} : les montants", _euros(euros, by_code, changes.causes), notes


def _points(
    points: tuple[Move, ...], by_code: Mapping[str, Indicateur], causes: Causes, content: ReportContent
) -> Table:
    rows = []
    for move in points:
        indicateur = by_code[move.code]
        after, before = dates_of(move)
        rows.append(
            (
                Cell(f"{arrow(move, indicateur)} {fr.change(move.ecart or 0, indicateur.unite)}", "fort"),
                Cell(f"{indicateur.code} – {indicateur.titre}"),
                Cell(
                    f"{_value(move.avant, indicateur)} → {said(move.apres, indicateur).texte}\n"
                    f"du {fr.day(before)} au {fr.day(after)}"
                ),
                Cell(_change(move.apres, indicateur)),
                Cell(why(causes.get(move.code, ()), indicateur)),
            )
        )
    return Table(
        titres=("Évolution", "Indicateur", "Avant → après", "Sur un an", "Ce qui l’explique"),
        largeurs=(1.5, 3.0, 2.2, 1.3, 5.0),
        lignes=tuple(rows),
        alt=f"Évolutions des taux de l’exercice {content.filters.annee} depuis le trimestre précédent",
        taille=10,
    )


def _euros(euros: tuple[Move, ...], by_code: Mapping[str, Indicateur], causes: Causes) -> Table:
    return Table(
        titres=("Depuis le trimestre précédent", "Indicateur", "Depuis janvier", "Où"),
        largeurs=(2.0, 4.0, 1.8, 5.2),
        lignes=tuple(
            (
                Cell(fr.euros_short(move.montant or 0), "fort"),
                Cell(f"{move.code} – {by_code[move.code].titre}"),
                Cell(fr.euros_short(move.apres.numerateur), "nombre"),
                Cell(where(causes.get(move.code, ()))),
            )
            for move in euros
        ),
        alt="Montants ajoutés depuis le trimestre précédent",
        taille=11,
    )


def alerts_table(content: ReportContent) -> Page:
    """What a committee should look at, the most serious first."""
    found = alerts_of(content)
    rows = tuple((Cell(GRAVITES[alert.gravite], "fort"), Cell(alert.texte)) for alert in found)
    if not rows:
        rows = ((Cell("–"), Cell("Rien à signaler avec ces filtres.")),)
    table = Table(("Gravité", "Constat"), (1.5, 11.0), rows, "Points à traiter", 11)
    titre = f"À traiter : {fr.plural(len(found), 'point')}"
    return titre, table, "Chaque constat ouvre, dans le tableau de bord, la page filtrée qui le montre."


def followed_table(content: ReportContent) -> Page:
    """What became of the decisions taken before."""
    found = followed(content)
    if not found:
        said = decisions.nothing_followed(content)
        return decisions.HEADING, Table((decisions.HEADING,), (1,), ((Cell(said),),), said), decisions.NOTES
    rows = []
    for decision in found:
        meeting, text, owner, due, state = decision_words(decision, content)
        late = decision.retard(content.arrete) > 0
        rows.append(
            (Cell(meeting), Cell(text), Cell(owner), Cell(due), Cell(state, "fort" if late else "texte"))
        )
    alt = fr.plural(len(found), "décision suivie", "décisions suivies")
    return (
        decisions.HEADING,
        Table(decisions.titles(content), (2.2, 5.4, 2.2, 1.2, 1.8), tuple(rows), alt, 11),
        decisions.NOTES,
    )


def decisions_table() -> Page:
    """Room for what the committee decides."""
    empty = tuple(
        (Cell(str(rank)), Cell("\n\n"), Cell(""), Cell(""), Cell("")) for rank in range(1, _EMPTY_ROWS + 1)
    )
    table = Table(
        ("N°", "Décision proposée", "Décision du comité", "Responsable", "Échéance"),
        (0.6, 5.0, 4.0, 2.0, 1.4),
        empty,
        "Décisions à prendre : lignes à remplir",
        14,
    )
    return (
        "Décisions à prendre",
        table,
        "À remplir en séance ; les décisions sont ensuite reportées dans le tableau de bord.",
    )


def roadmap_parts(content: ReportContent) -> tuple[Bars | None, str, Table | None, str]:
    """Return the chart of the means by state, what it says, the late means, and the notes."""
    notes = (
        "Les états sont déclarés par les pilotes dans la feuille de route déposée. Le retard se calcule à la date d’arrêté du "
        "document : échéance passée et moyen ni réalisé, ni récurrent, ni abandonné."
    )
    if content.feuille is None:
        return None, "La feuille de route n’est pas visible dans ce périmètre.", None, notes
    axes = {axe.axe.numero: axe.axe for axe in content.axes}
    counts = {
        numero: by_state([moyen for moyen in content.feuille.moyens if moyen.axe == numero])
        for numero in axes
    }
    held = [etat for etat in ETATS if any(count[etat] for count in counts.values())]
    bars = Bars(
        titre="Les moyens par état et par axe",
        categories=tuple(f"Axe {axe.numero} – {axe.titre_court}" for axe in axes.values()),
        series=tuple(
            (ETATS[etat][0], tuple(counts[numero][etat] or None for numero in axes), ETATS[etat][1])
            for etat in held
        ),
        format="0",
        alt="Moyens par état et par axe : "
        + " ; ".join(
            f"axe {numero} : {', '.join(f'{count[etat]} {ETATS[etat][0].lower()}' for etat in held if count[etat])}"
            for numero, count in counts.items()
        ),
        empilees=True,
    )
    late = sorted((m for m in content.feuille.moyens if m.en_retard), key=lambda m: -(m.retard or 0))
    return bars, "\n".join(roadmap_sentences(content.feuille)), _late(late) if late else None, notes


def _late(late: list[MoyenSuivi]) -> Table:
    return Table(
        titres=("Moyen", "Intitulé", "Pilote", "Échéance", "Retard", "Avancement déclaré"),
        largeurs=(0.9, 6.0, 2.2, 1.4, 1.3, 1.5),
        lignes=tuple(
            (
                Cell(moyen.code, "fort"),
                Cell(moyen.libelle),
                _or_absent(None if moyen.ligne is None else moyen.ligne.pilote),
                Cell(fr.or_dash(moyen.ligne.echeance if moyen.ligne else None, fr.day)),
                Cell(fr.plural(moyen.retard or 0, "jour"), "nombre"),
                _advance(moyen),
            )
            for moyen in late
        ),
        alt=f"{fr.plural(len(late), 'moyen')} en retard",
        taille=10.5,
    )


def _advance(moyen: MoyenSuivi) -> Cell:
    if moyen.ligne is None or moyen.ligne.avancement is None:
        return Cell(f"◌ {fr.NOT_FILLED}", "absent")
    return Cell(fr.rate(float(moyen.ligne.avancement), decimals=0), "nombre")


def _or_absent(text: str | None) -> Cell:
    return Cell(clean(text, 80)) if text else Cell(f"◌ {fr.NOT_FILLED}", "absent")


def _change(measure: Measure, indicateur: Indicateur) -> str:
    return fr.or_dash(measure.ecart, lambda gap: fr.change(gap, indicateur.unite))


def _value(measure: Measure, indicateur: Indicateur) -> str:
    return fr.or_dash(measure.valeur, lambda value: value_text(value, indicateur))


def provenance_tables(content: ReportContent) -> Iterator[Page]:
    """Where the figures come from, then the counting choices in force."""
    notes = "Méthode complète : page « Méthode » du tableau de bord et rapport annuel."
    yield (
        "Ce que ce document montre",
        Table(
            ("Élément", "Valeur"),
            (3, 9.5),
            tuple((Cell(name, "fort"), Cell(clean(value, 400))) for name, value in content.provenance),
            "Périmètre, filtres, date, version et auteur",
            11,
        ),
        notes,
    )
    yield (
        "Choix de comptage en vigueur",
        Table(
            ("Choix", "Question laissée ouverte par le document", "Règle appliquée"),
            (0.8, 5.0, 6.7),
            tuple(
                (Cell(choix.code, "fort"), Cell(choix.question), Cell(choix.regle)) for choix in content.choix
            ),
            f"{fr.plural(len(content.choix), 'choix', 'choix')} de comptage",
            9,
        ),
        notes,
    )
