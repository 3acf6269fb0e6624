"""Distinct things counted in one statement, where nothing was observed ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from spaser.measure.counts import Cles, Ligne, part
from spaser.measure.exact import Fraction
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.questions import Demande, Question, questions_de, segments_numerotes
from spaser.measure.version import VersionLike
from spaser.store import Agregats, sql


def compter_distincts(
    version: VersionLike,
    agregats: Agregats,
    demandes: Sequence[Demande],
    filters: Filters,
    perimeter: Perimeter,
    par: str | None,
) -> dict[str, Cles]:
    """Count distinct things in one statement, where nothing was observed ahead."""
    questions = questions_de(agregats, demandes, filters)
    fenetres = [
        (groupe, numero, fenetre)
        for fenetres, groupe in {q.fenetres: q.groupe for q in questions}.items()
        for numero, fenetre in enumerate(fenetres)
    ]
    datees = [fenetre.debut for _, _, fenetre in fenetres if fenetre.debut > date.min]
    cursor = version.cursor()
    cursor.execute(sql("measure/visibles"))
    cursor.execute(
        sql("measure/compter_choses"),
        {
            "vue": "agregats.choses",
            "releves": [q.releve for q in questions],
            "groupes": [q.groupe for q in questions],
            "perimetres": [q.perimetre for q in questions],
            "panels": [q.panel for q in questions],
            "depuis": min(datees, default=date.min),
            "stocks": [q.releve for q in questions if any(f.debut == date.min for f in q.fenetres)],
            "fenetres_groupes": [groupe for groupe, _, _ in fenetres],
            "fenetres": [numero for _, numero, _ in fenetres],
            "debuts": [fenetre.debut for _, _, fenetre in fenetres],
            "arretes": [fenetre.arrete for _, _, fenetre in fenetres],
            "par": par,
            **segments_numerotes(agregats, filters, perimeter),
        },
    )
    noms = {numero: nom for nom, numero in agregats.segments.get(par or "", {}).items()}
    return _par_code(cursor.fetchall(), questions, noms)


def _par_code(
    lues: Iterable[tuple[Any, ...]], questions: Sequence[Question], noms: Mapping[int, str]
) -> dict[str, Cles]:
    """Put the answers of each cell together, then give each indicator its cells."""
    cellules: list[dict[tuple[int, str | None], list[tuple[Any, ...]]]] = [
        defaultdict(list) for _ in questions
    ]
    for demande, fenetre, segmente, segment, *compte in lues:
        cellules[demande - 1][fenetre, noms[segment] if segmente else None].append(tuple(compte))
    trouves: dict[str, Cles] = {}
    for question, comptes in zip(questions, cellules, strict=True):
        cles = {cellule: _ligne(reponses) for cellule, reponses in comptes.items()}
        trouves.update(dict.fromkeys(question.codes, cles))
    return trouves


def _ligne(reponses: Sequence[tuple[Any, ...]]) -> Ligne:
    connues = [(appartient, effectif) for appartient, effectif, *_ in reponses if appartient is not None]
    return Ligne(
        effectif=sum(reponse[1] for reponse in reponses),
        chiffres=sum(reponse[2] for reponse in reponses),
        oui=sum((part(appartient) * effectif for appartient, effectif in connues), Fraction(0)),
        connus=sum(effectif for _, effectif in connues),
        montant=_somme(reponse[3] for reponse in reponses),
        montant_min=_somme(reponse[4] for reponse in reponses),
        montant_max=_somme(reponse[5] for reponse in reponses),
    )


def _somme(montants: Iterable[Decimal | None]) -> Fraction | None:
    connus = [montant for montant in montants if montant is not None]
    return Fraction(sum(connus, Decimal(0))) if connus else None
