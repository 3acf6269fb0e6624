"""Fictive entries of the committees that go with the demonstration: kept apart from real ones by the database (decision 006)."""

from __future__ import annotations

from datetime import date
from typing import Final

from spaser.access import Identity, Rights
from spaser.committees import (
    CommitteeBase,
    Ledger,
    Niveau,
    SaisieCommentaire,
    SaisieDecision,
    decisions,
    declare,
    record_comment,
    record_decision,
)

_AUTHOR: Final = Identity("démonstration", "responsable", Rights(None, None), mode_local=True)

_DECISIONS: Final = (
    SaisieDecision(
        "strategique",
        date(2026, 4, 9),
        "Rédiger une clause type d’insertion pour les marchés de voirie et la joindre à chaque consultation.",
        "Direction de la commande publique",
        date(2026, 6, 30),
        "faite",
    ),
    SaisieDecision(
        "executif",
        date(2026, 6, 18),
        "Recenser les accords-cadres qui finissent avant fin 2027 et choisir ceux où ajouter une considération environnementale.",
        "Chef de projet SPASER",
        date(2026, 9, 30),
        "en_cours",
    ),
    SaisieDecision(
        "strategique",
        date(2026, 10, 7),
        "Réserver deux lots de collecte des déchets à des structures de l’insertion en 2027.",
        "Direction des déchets",
        date(2026, 12, 15),
        "a_faire",
    ),
    SaisieDecision(
        "strategique",
        date(2026, 10, 7),
        "Présenter au prochain comité les contrats de plus de 500 k€ sans considération, avec le motif de chacun.",
        "Chef de projet SPASER",
        date(2026, 11, 13),
        "en_cours",
    ),
)
_COMMENTS: Final = (
    SaisieCommentaire(
        "A2", "resultats", "Les heures d’insertion réalisées dépassent celles de 2025 à la même date."
    ),
    SaisieCommentaire(
        "F2",
        "freins",
        "Peu de candidatures de structures de l’insertion sur les petits lots techniques : les publics formés manquent.",
    ),
    SaisieCommentaire(
        "F2",
        "actions",
        "Rencontre des structures du territoire le 12 novembre 2026, portée par les facilitateurs.",
    ),
    SaisieCommentaire(
        "F2",
        "reussites",
        "Lot réservé de nettoyage : trois offres, prix conforme à l’estimation. À reproduire pour les espaces verts.",
    ),
)
_CONFIDENCES: Final[tuple[tuple[str, Niveau, str], ...]] = (
    ("F2.3", "atteignable", "Les consultations du quatrième trimestre portent toutes une considération."),
    ("F2.4", "compromis", "Deux marchés avec clause sociale ont été déclarés infructueux."),
    ("X1", "appui", "La part des entreprises solidaires dépend d’un seul domaine d’achat."),
)


def fill(base: CommitteeBase) -> None:
    """Write the fictive entries, once.

    Raises:
        CommitteeError: the database cannot be written.
    """
    ledger = Ledger(base, demonstration=True)
    if decisions(ledger, _AUTHOR):
        return
    for decision in _DECISIONS:
        record_decision(ledger, _AUTHOR, decision)
    for comment in _COMMENTS:
        record_comment(ledger, _AUTHOR, comment)
    for code, niveau, said in _CONFIDENCES:
        declare(ledger, _AUTHOR, code, niveau, said, 0)
