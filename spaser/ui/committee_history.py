"""The history of an entry: who wrote what, when, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from spaser import francais as fr
from spaser.committees import (
    COMITES,
    ETATS,
    ETATS_CONTESTATION,
    NIVEAUX,
    RUBRIQUES,
    Changement,
    history,
)
from spaser.committees.records import Trace
from spaser.committees.tracing import Motif, Valeur
from spaser.ui.committee_reading import Committee
from spaser.ui.committee_state import Objet
from spaser.ui.folded import folded
from spaser.ui.tables import Column, show_table

_ACTIONS: Final[Mapping[Motif, str]] = {
    "creation": "Écrit",
    "modification": "Modifié",
    "retrait": "Retiré",
    "reponse": "Répondu",
}
_NAMES: Final[Mapping[str, str]] = {
    "comite": "Comité",
    "seance": "Séance",
    "texte": "Texte",
    "porteur": "Porteur",
    "echeance": "Échéance",
    "etat": "État",
    "territoire": "Territoire",
    "dga": "DGA",
    "rubrique": "Rubrique",
    "niveau": "Confiance",
    "commentaire": "Commentaire",
    "motif": "Motif",
    "source": "Source",
    "reponse": "Réponse",
}
"""The columns that a reader follows, in their order."""
_WORDS: Final[Mapping[str, str]] = {
    str(code): word
    for words in (COMITES, ETATS, RUBRIQUES, NIVEAUX, ETATS_CONTESTATION)
    for code, word in words.items()
}
_CODED: Final = frozenset({"comite", "etat", "rubrique", "niveau"})


def history_fold(committee: Committee, objet: Objet, trace: Trace) -> None:
    """Fold the history of an entry that was changed under it; it is read only when it is opened."""
    if trace.version == 1:
        return
    folded(
        f"Historique ({fr.plural(trace.version, 'écriture')})",
        f"historique_{objet}_{trace.id}",
        lambda: _table(history(committee.ledger, committee.identity, objet, trace.id)),
    )


def _table(changes: tuple[Changement, ...]) -> None:
    show_table(
        (Column("Quand"), Column("Par"), Column("Quoi"), Column("Avant"), Column("Après")),
        [
            (fr.moment(change.le), f"{change.par} ({change.role})", _ACTIONS[change.motif], before, after)
            for change in changes
            for before, after in [(_said(change.avant), _said(change.apres))]
        ],
        alt="Historique de l’entrée",
    )


def _said(values: Mapping[str, Valeur]) -> str:
    parts = [
        f"{name} : {_value(column, values[column])}"
        for column, name in _NAMES.items()
        if values.get(column) is not None
    ]
    return " · ".join(parts) or fr.UNKNOWN


def _value(column: str, value: Valeur) -> str:
    text = str(value)
    if column in {"seance", "echeance"}:
        return fr.day(date.fromisoformat(text))
    return _WORDS.get(text, text) if column in _CODED else text
