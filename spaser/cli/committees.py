"""`python -m spaser comites`: what committees wrote, as CSV; the entries that go with the published data, real or fictive."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from spaser.access import Identity, local_identity
from spaser.cli.terminal import print_csv, version_of, warehouse_of
from spaser.committees import (
    COMITES,
    ETATS,
    ETATS_CONTESTATION,
    NIVEAUX,
    RUBRIQUES,
    CommitteeBase,
    Ledger,
    comments,
    confidences,
    contestations,
    decisions,
)

_Rows = Sequence[Sequence[object]]


def _decisions(ledger: Ledger, reader: Identity) -> _Rows:
    today = ledger.base.now().date()
    return [
        (
            *(d.trace.id, COMITES[d.saisie.comite], d.saisie.seance, d.saisie.texte, d.saisie.porteur),
            *(d.saisie.echeance, ETATS[d.saisie.etat], d.retard(today)),
            *(d.saisie.portee.territoire, d.saisie.portee.dga, d.trace.modifie_par, d.trace.modifie_le),
        )
        for d in decisions(ledger, reader)
    ]


def _comments(ledger: Ledger, reader: Identity) -> _Rows:
    return [
        (
            *(c.trace.id, c.saisie.objet, RUBRIQUES[c.saisie.rubrique], c.saisie.texte),
            *(c.saisie.portee.territoire, c.saisie.portee.dga, c.trace.modifie_par, c.trace.modifie_le),
        )
        for c in comments(ledger, reader)
    ]


def _confidences(ledger: Ledger, reader: Identity) -> _Rows:
    return [
        (
            *(c.trace.id, c.indicateur, c.rang, NIVEAUX[c.niveau], c.commentaire),
            *(c.trace.cree_par, c.trace.cree_le),
        )
        for c in confidences(ledger, reader)
    ]


def _contests(ledger: Ledger, reader: Identity) -> _Rows:
    return [
        (
            *(c.trace.id, c.objet.indicateur, c.objet.cle, c.objet.fichier, c.objet.ligne),
            *(c.objet.version_donnees, c.objet.territoire, c.objet.dga, c.motif, c.source),
            *(c.trace.cree_par, c.trace.cree_le, ETATS_CONTESTATION[c.etat], c.reponse),
        )
        for c in contestations(ledger, reader)
    ]


EXPORTS: Final[Mapping[str, tuple[str, Callable[[Ledger, Identity], _Rows]]]] = {
    "decisions": (
        "id comite seance decision porteur echeance etat retard_jours territoire dga modifie_par modifie_le",
        _decisions,
    ),
    "commentaires": ("id objet rubrique commentaire territoire dga modifie_par modifie_le", _comments),
    "confiances": ("id indicateur rang confiance commentaire par le", _confidences),
    "contestations": (
        "id indicateur ligne_comptee fichier ligne version territoire dga motif source par le etat reponse",
        _contests,
    ),
}


def comites(options: argparse.Namespace) -> int:
    """Print one kind of entry."""
    warehouse, version = warehouse_of(options), version_of(options)
    base = CommitteeBase.beside(warehouse.path, warehouse.catalogue, warehouse.now)
    headings, rows = EXPORTS[options.quoi]
    print_csv(headings.split(), rows(Ledger(base, version.demonstration), local_identity()))
    return 0
