"""Is an amount in €, in k€ or in M€? The heading says it, or the last deposit, or the other amounts; else it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log10

import duckdb
from duckdb import ColumnExpression, FunctionExpression

from spaser.ingest.appariement import Appariement
from spaser.ingest.options import Multiplicateur, Reponses
from spaser.ingest.reconnaissance import Changement, Proposition, Question
from spaser.ingest.rendu import nombre
from spaser.ingest.reponses import Souvenir

UNITES: Mapping[Multiplicateur, str] = {
    1: "en euros",
    1_000: "en milliers d’euros (k€)",
    1_000_000: "en millions d’euros (M€)",
}
_LIGNES_MIN = 5
"""Rows under which a median says nothing."""
_SAUT = 200
"""Ratio of two medians from which they are not in the same unit: half way, in powers of ten, between 40 and 1 000."""
_CONTRAT_USUEL = 40_000
"""€: order of magnitude of a contract."""
_CONTRAT_PETIT, _CONTRAT_GRAND = 1_000, 50_000_000
"""€: a median contract is not outside these."""
_USUELS = {"contrats": "montant_ht", "programmation": "montant_estime"}


def medianes(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> dict[str, float]:
    """Return the median of each amount column over the accepted rows where it is above 0, in €, from five rows up."""
    trouvees = {}
    for colonne in lecture.genre.colonnes:
        if colonne.type != "montant" or colonne.nom not in lecture.colonnes:
            continue
        montant = ColumnExpression(colonne.nom)
        lues = con.table("retenues").filter(montant > 0)
        [(lignes, mediane)] = lues.aggregate(
            [FunctionExpression("count", montant), FunctionExpression("median", montant)]
        ).fetchall()
        if lignes >= _LIGNES_MIN:
            trouvees[colonne.nom] = float(mediane)
    return trouvees


def changements_d_ordre(souvenir: Souvenir | None, vues: Mapping[str, float]) -> Iterator[Changement]:
    """Say which amounts are now hundreds of times what they were at the last deposit."""
    for nom, mediane in vues.items():
        avant = souvenir.medianes.get(nom) if souvenir else None
        if avant and not 1 / _SAUT < mediane / avant < _SAUT:
            yield Changement(
                nature="ordre_de_grandeur",
                texte=f"La médiane de {nom} est de {nombre(round(mediane))} € ; elle était de {nombre(round(avant))} € au dernier dépôt.",
            )


def questions_d_unite(
    lecture: Appariement, suivies: Reponses, vues: Mapping[str, float], souvenir: Souvenir | None
) -> Iterator[Question]:
    """Ask the unit of the amounts whose order of magnitude is not what it should be; the reading changes nothing by itself."""
    for nom, mediane in vues.items():
        place = lecture.colonnes[nom]
        repere = lecture.reperes[place.rang]
        if repere in suivies.unites:
            continue
        attendu = _attendu(lecture, nom, vues, souvenir)
        if attendu is None:
            continue
        reference, pourquoi = attendu
        brute = mediane / place.multiplicateur
        propositions = [
            Proposition(
                libelle=libelle[0].upper() + libelle[1:],
                score=round(1 / (1 + abs(log10(brute * unite / reference))), 2),
                raison=f"la médiane serait de {nombre(round(brute * unite))} €",
                reponses=Reponses(unites={repere: unite}),
            )
            for unite, libelle in UNITES.items()
        ]
        propositions.sort(key=lambda p: -p.score)
        suivie = next(
            i for i, p in enumerate(propositions) if p.reponses.unites[repere] == place.multiplicateur
        )
        if suivie == 0:
            continue
        yield Question(
            code=f"unite:{repere}",
            sujet="unite",
            bloquante=False,
            texte=f"Dans quelle unité est « {repere} » ? Lue {UNITES[_unite(place.multiplicateur)]}, sa médiane est de {nombre(round(mediane))} € ; {pourquoi}.",
            propositions=tuple(propositions),
            retenue=suivie,
        )


def _unite(multiplicateur: int) -> Multiplicateur:
    return 1_000_000 if multiplicateur == 1_000_000 else 1_000 if multiplicateur == 1_000 else 1  # noqa: PLR2004


def _attendu(
    lecture: Appariement, nom: str, vues: Mapping[str, float], souvenir: Souvenir | None
) -> tuple[float, str] | None:
    """Return the order of magnitude that an amount should have and where it is known from, None when nothing is odd."""
    mediane = vues[nom]
    avant = souvenir.medianes.get(nom) if souvenir else None
    if avant is not None:
        if 1 / _SAUT < mediane / avant < _SAUT:
            return None
        return avant, f"elle était de {nombre(round(avant))} € au dernier dépôt de cette source"
    for autre, sienne in vues.items():
        if autre != nom and mediane / sienne <= 1 / _SAUT:
            return sienne, f"celle de « {lecture.colonnes[autre].entete} » est de {nombre(round(sienne))} €"
    if _USUELS.get(lecture.genre.nom) == nom and not _CONTRAT_PETIT <= mediane <= _CONTRAT_GRAND:
        return _CONTRAT_USUEL, "ce n’est pas l’ordre de grandeur d’un contrat"
    return None
