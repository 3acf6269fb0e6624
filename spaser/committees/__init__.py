"""What committees write beside the figures: decisions, comments, declared confidence, contested rows.

Kept in a transactional database (SQLite by default, PostgreSQL by address); a change never overwrites another one silently,
keeps its history, and nothing is ever deleted.
"""

from spaser.committees.base import CommitteeBase, Ledger
from spaser.committees.comments import comments, modify_comment, record_comment, withdraw_comment
from spaser.committees.confidence import confidences, declare, latest_confidences, withdraw_confidence
from spaser.committees.contests import answer, contest, contestations, withdraw_contest
from spaser.committees.decisions import (
    decisions,
    last_meeting,
    modify_decision,
    record_decision,
    withdraw_decision,
)
from spaser.committees.door import Action, may
from spaser.committees.errors import CommitteeError, ConflictError, Ecart, RefusedError
from spaser.committees.history import Changement, history
from spaser.committees.records import (
    COMITES,
    ETATS,
    ETATS_CONTESTATION,
    NIVEAUX,
    PARTOUT,
    RUBRIQUES,
    Comite,
    Commentaire,
    Confiance,
    Contestation,
    Decision,
    EtatContestation,
    EtatDecision,
    LigneContestee,
    Niveau,
    Portee,
    Rubrique,
    SaisieCommentaire,
    SaisieDecision,
)

__all__ = [
    "COMITES",
    "ETATS",
    "ETATS_CONTESTATION",
    "NIVEAUX",
    "PARTOUT",
    "RUBRIQUES",
    "Action",
    "Changement",
    "Comite",
    "Commentaire",
    "CommitteeBase",
    "CommitteeError",
    "Confiance",
    "ConflictError",
    "Contestation",
    "Decision",
    "Ecart",
    "EtatContestation",
    "EtatDecision",
    "Ledger",
    "LigneContestee",
    "Niveau",
    "Portee",
    "RefusedError",
    "Rubrique",
    "SaisieCommentaire",
    "SaisieDecision",
    "answer",
    "comments",
    "confidences",
    "contest",
    "contestations",
    "decisions",
    "declare",
    "history",
    "last_meeting",
    "latest_confidences",
    "may",
    "modify_comment",
    "modify_decision",
    "record_comment",
    "record_decision",
    "withdraw_comment",
    "withdraw_confidence",
    "withdraw_contest",
    "withdraw_decision",
]
