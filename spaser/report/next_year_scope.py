"""What the coming year may act upon: contracts that end, year by year and by domaine, and planned purchases (M1, M8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from spaser import francais as fr
from spaser.measure.levers import Echeances
from spaser.measure.levers_simulation import Candidat
from spaser.report.content import ReportContent
from spaser.report.letter import ABSENT, Cell, Letter
from spaser.report.situation import Scope, scope_of
from spaser.report.texte import clean

_LISTED: Final = 40


def write_scope(letter: Letter, content: ReportContent, annee: int) -> None:
    """Contracts that end in the coming year, those of the two years after, and planned purchases (M1, M8)."""
    scope = scope_of(content)
    ending = [c for c in scope.contrats if c.fin is not None and c.fin.year == annee]
    letter.heading(f"Champ d’intervention {annee}")
    letter.text(
        f"Contrats notifiés dont la date de fin est connue, observés au {fr.day(scope.dates.arrete)}, et achats programmés qui n’en "
        "remplacent aucun. « Sans » compte les contrats qui disent non ; « non renseigné » ceux qui ne le disent pas."
    )
    letter.heading("Échéances des contrats, année par année", 2)
    letter.table(
        (
            "Année de fin",
            "Contrats",
            "Montant notifié (HT)",
            "Sans considération env.",
            "Env. non renseigné",
            "Sans considération sociale",
            "Soc. non renseigné",
        ),
        (1.3, 1, 1.6, 1.5, 1.4, 1.5, 1.4),
        [_counted(_year_of(year, scope.dates), rows) for year, rows in sorted(_by_year(scope).items())],
        "Contrats par année de fin",
    )
    letter.heading(f"Contrats à renouveler en {annee}, par domaine", 2)
    _by_domain(letter, ending, "contrat")
    _listed(letter, ending, f"Contrats se terminant en {annee}")
    letter.heading("Achats programmés", 2)
    letter.text(
        f"Besoins de la programmation déposée dont le lancement reste à venir au {fr.day(scope.dates.arrete)}.",
        aside=True,
    )
    _by_domain(letter, list(scope.besoins), "besoin")
    _listed(letter, list(scope.besoins), "Achats programmés")


def _by_year(scope: Scope) -> dict[int, list[Candidat]]:
    found: dict[int, list[Candidat]] = defaultdict(list)
    for contrat in scope.contrats:
        if contrat.fin is not None:
            found[contrat.fin.year].append(contrat)
    return found


def _year_of(year: int, dates: Echeances) -> str:
    """Name a year of ends; the first and the last are only those days between which ends are listed."""
    if year == dates.arrete.year and (dates.arrete.month, dates.arrete.day) != (12, 31):
        return f"{year}, après le {dates.arrete:%d/%m}"
    if year == dates.horizon.year and (dates.horizon.month, dates.horizon.day) != (12, 31):
        return f"{year}, jusqu’au {dates.horizon:%d/%m}"
    return str(year)


def _counted(name: str, rows: Sequence[Candidat]) -> tuple[Cell, ...]:
    numbers = (
        len(rows),
        None,
        sum(row.environnement is False for row in rows),
        sum(row.environnement is None for row in rows),
        sum(row.social is False for row in rows),
        sum(row.social is None for row in rows),
    )
    amount = _sum_of([row.montant for row in rows])
    return (
        Cell(name, "fort"),
        *(Cell(amount if number is None else fr.count(number), "nombre") for number in numbers),
    )


def _sum_of(amounts: Sequence[Decimal | None]) -> str:
    """Add the amounts that are known, and say how many are not: an unknown amount is not 0 € (R7)."""
    known = [amount for amount in amounts if amount is not None]
    missing = len(amounts) - len(known)
    if missing and not known:
        return f"◌ {fr.NOT_FILLED}"
    said = fr.euros(sum(known, Decimal(0)))
    return f"{said} ({fr.count(missing)} sans montant)" if missing else said


def _by_domain(letter: Letter, rows: Sequence[Candidat], noun: str) -> None:
    if not rows:
        letter.text(f"Aucun {noun} avec ces filtres.")
        return
    domains: dict[str, list[Candidat]] = defaultdict(list)
    for row in rows:
        domains[row.domaine].append(row)
    letter.table(
        (
            "Domaine",
            f"{noun.capitalize()}s",
            "Montant (HT)",
            "Sans considération env.",
            "Env. non renseigné",
            "Sans considération sociale",
            "Soc. non renseigné",
        ),
        (2.4, 1, 1.6, 1.4, 1.3, 1.4, 1.3),
        [*(_counted(clean(name), found) for name, found in sorted(domains.items())), _counted("Total", rows)],
        f"{noun.capitalize()}s par domaine",
    )


def _listed(letter: Letter, rows: Sequence[Candidat], titre: str) -> None:
    """List the largest ones; say what is left out and where it is."""
    if not rows:
        return
    largest = sorted(rows, key=lambda row: (-(row.montant or Decimal(-1)), row.cle))[:_LISTED]
    left_out = len(rows) - len(largest)
    letter.heading(f"{titre} : {'les plus importants' if left_out else 'la liste'}", 3)
    if left_out:
        letter.text(
            f"Les {len(largest)} plus grands montants sur {fr.count(len(rows))} ; la liste entière est dans la page « Leviers ».",
            aside=True,
        )
    letter.table(
        ("Objet", "Domaine", "DGA", "Montant (HT)", "Fin ou lancement", "Env.", "Social"),
        (3.2, 2.0, 1.2, 1.6, 1.5, 0.9, 0.9),
        [
            (
                Cell(clean(row.objet, 120)) if row.objet else ABSENT,
                Cell(clean(row.domaine)),
                Cell(clean(row.dga, 40)),
                Cell(fr.euros(row.montant), "nombre") if row.montant is not None else ABSENT,
                _day(row),
                _answer(row.environnement),
                _answer(row.social),
            )
            for row in largest
        ],
        titre,
    )


def _day(row: Candidat) -> Cell:
    day = row.lancement if row.nature == "besoin" else row.fin
    return ABSENT if day is None else Cell(fr.day(day))


def _answer(known: bool | None) -> Cell:
    return Cell("◌ n. r.", "absent") if known is None else Cell("oui" if known else "non")
