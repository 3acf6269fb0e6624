"""Whether the first row of a table is its headings: proved by the columns below or by the words of the field, or not held so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spaser.ingest.entetes import lire_entete
from spaser.ingest.kinds import GENRES
from spaser.ingest.read.natures import Nature, est_nulle

_NOMS_COURANTS = (
    "nom prenom ville commune adresse pays region departement date jour mois annee exercice heure code libelle "
    "intitule objet description designation type categorie famille nature statut etat montant prix quantite total "
    "taux unite numero id identifiant reference commentaire observation observations remarque remarques service "
    "direction budget compte fournisseur titulaire siret siren telephone email courriel latitude longitude url lien "
    "titre valeur nombre population source name firstname lastname first last surname city address country state "
    "zip phone mail key value val amount price quantity qty category status year month day time title comment "
    "comments label description number count "
)
_MOTS = frozenset(_NOMS_COURANTS.split())
_MOT_SEUL = re.compile(r"[^\d]{1,60}")


def est_entete(
    textes: Sequence[str], natures: Sequence[Nature | None], colonnes: Sequence[Sequence[str]]
) -> bool:
    """Tell whether a row is certainly the headings of the columns below.

    Either columns have a nature that its cells do not share, none shares it, and nothing in it is a value of its column; or at
    least two of its cells are words that name columns.

    Args:
        textes: the row.
        natures: what each column holds.
        colonnes: the cells of each column, under the row.
    """
    juges = [(t, n) for t, n in zip(textes, natures, strict=True) if n is not None and not est_nulle(t)]
    contraires = sum(n.convient(t) for t, n in juges)
    connus = noms_connus(textes)
    if connus >= 2:  # noqa: PLR2004
        return contraires == 0 or connus >= len(textes) / 3
    if contraires or not juges:
        return False
    if len(juges) >= 2 or connus:  # noqa: PLR2004
        return True
    if not all(textes) and len(colonnes[0]) == 1:
        return False
    return all(_MOT_SEUL.fullmatch(t) for t in textes if t) and not any(
        t and t in cellules for t, cellules in zip(textes, colonnes, strict=True)
    )


def noms_connus(textes: Sequence[str]) -> int:
    """Return how many texts are words that name columns."""
    connus = _connus()
    return sum(any(cle in connus for cle in lire_entete(t).cles if len(cle) > 1) for t in textes)


@cache
def _connus() -> frozenset[str]:
    """The headings that the kinds of extract know, and the commonest words that name a column."""
    return _MOTS | {
        forme for genre in GENRES.values() for colonne in genre.colonnes for forme in colonne.rangs
    }
