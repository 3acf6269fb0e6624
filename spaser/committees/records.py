"""What is written and read: frozen records, and the words of their fixed choices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

Comite = Literal["strategique", "executif"]
EtatDecision = Literal["a_faire", "en_cours", "faite", "abandonnee"]
Rubrique = Literal["resultats", "freins", "actions", "reussites"]
Niveau = Literal["securise", "atteignable", "appui", "compromis"]
EtatContestation = Literal["ouverte", "acceptee", "refusee", "retiree"]
PageContestee = Literal["contrat", "fournisseur"]

COMITES: Final[dict[Comite, str]] = {
    "strategique": "Comité de pilotage stratégique",
    "executif": "Comité de pilotage exécutif",
}
"""The two committees of means M1."""

ETATS: Final[dict[EtatDecision, str]] = {
    "a_faire": "À faire",
    "en_cours": "En cours",
    "faite": "Faite",
    "abandonnee": "Abandonnée",
}
RUBRIQUES: Final[dict[Rubrique, str]] = {
    "resultats": "Résultats",
    "freins": "Freins",
    "actions": "Actions à venir",
    "reussites": "Réussites",
}
NIVEAUX: Final[dict[Niveau, str]] = {
    "securise": "Objectif sécurisé",
    "atteignable": "Objectif atteignable",
    "appui": "Appui nécessaire",
    "compromis": "Objectif compromis",
}
"""The declared confidence, the most confident first (progress.md)."""

ETATS_CONTESTATION: Final[dict[EtatContestation, str]] = {
    "ouverte": "Ouverte",
    "acceptee": "Acceptée",
    "refusee": "Refusée",
    "retiree": "Retirée par son auteur",
}


@dataclass(frozen=True)
class Portee:
    """Whom an entry concerns; None is the whole authority, on that side."""

    territoire: str | None
    dga: str | None


PARTOUT: Final = Portee(None, None)
"""The whole authority."""


@dataclass(frozen=True)
class Trace:
    """Which entry, in which of its states (``version`` grows by one at each change), and who wrote it when.

    ``auteur`` is the account that wrote it, ``cree_par`` its name then.
    """

    id: int
    version: int
    auteur: str
    cree_par: str
    cree_le: datetime
    modifie_par: str
    modifie_le: datetime


@dataclass(frozen=True)
class SaisieDecision:
    """A decision as it is typed: by which committee and when, what, who answers for it, until when, where it stands."""

    comite: Comite
    seance: date
    texte: str
    porteur: str
    echeance: date | None
    etat: EtatDecision
    portee: Portee = PARTOUT


@dataclass(frozen=True)
class Decision:
    """A recorded decision."""

    trace: Trace
    saisie: SaisieDecision

    def retard(self, reference: date) -> int:
        """Return for how many days it is late at a date: computed, never stored; 0 when it is not, is done, or has no due date."""
        due = self.saisie.echeance
        if due is None or self.saisie.etat in {"faite", "abandonnee"}:
            return 0
        return max(0, (reference - due).days)


@dataclass(frozen=True)
class SaisieCommentaire:
    """A comment as it is typed; ``objet`` is the code of a fiche (« F2 ») or an axis (« A1 »)."""

    objet: str
    rubrique: Rubrique
    texte: str
    portee: Portee = PARTOUT


@dataclass(frozen=True)
class Commentaire:
    """A recorded comment."""

    trace: Trace
    saisie: SaisieCommentaire


@dataclass(frozen=True)
class Confiance:
    """A declared confidence in an indicator; ``rang`` counts its declarations from 1. It always speaks of the whole authority."""

    trace: Trace
    indicateur: str
    rang: int
    niveau: Niveau
    commentaire: str


@dataclass(frozen=True)
class LigneContestee:
    """The row that is contested, as its reader saw it: the counted thing, its file and line, the version of the data.

    ``indicateur`` is None on a contract's own page; ``page`` and ``cible`` name the sheet that the row opens, if any.
    """

    cle: str
    indicateur: str | None
    page: PageContestee | None
    cible: str | None
    fichier: str | None
    ligne: int | None
    version_donnees: int
    territoire: str
    dga: str


@dataclass(frozen=True)
class Contestation:
    """A contested row: why, from which source, and what was answered."""

    trace: Trace
    objet: LigneContestee
    motif: str
    source: str
    etat: EtatContestation
    reponse: str | None
