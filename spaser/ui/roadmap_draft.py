"""Edits of the roadmap that wait for a publication: what each field was and becomes, and what somebody else changed meanwhile.

Pure: the screen keeps a ``Draft``, nothing here reads a clock, a session or a warehouse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from spaser.measure.roadmap import Etat, FeuilleDeRoute, LigneMoyen
from spaser.ui.typed_day import typed_day

Valeur = str | date | Decimal | None

CHAMPS: Final[dict[str, str]] = {
    "etat": "État",
    "pilote": "Pilote",
    "echeance": "Échéance",
    "avancement": "Avancement déclaré",
    "livrable": "Livrable",
    "commentaire": "Commentaire, prochaine étape",
}
"""The fields that may be edited, in the order of the screen, with their French names."""

LONGEST: Final = 2_000
"""Characters of a text field."""

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no workbook can hold."""


@dataclass(frozen=True)
class Saisie:
    """What is known of a means in a year, as the editor shows it. ``avancement`` is a fraction."""

    etat: Etat = "non_renseigne"
    pilote: str | None = None
    echeance: date | None = None
    avancement: Decimal | None = None
    livrable: str | None = None
    commentaire: str | None = None

    @classmethod
    def de(cls, ligne: LigneMoyen | None) -> Saisie:
        """Return what a deposited row says; nothing when there is no row."""
        if ligne is None:
            return VIDE
        return cls(
            etat=ligne.statut,
            pilote=ligne.pilote,
            echeance=ligne.echeance,
            avancement=ligne.avancement,
            livrable=ligne.livrable,
            commentaire=ligne.commentaire,
        )

    def probleme(self) -> str:
        """Say in French why it cannot be deposited; empty when it can."""
        if self.etat == "non_renseigne" and replace(self, etat=VIDE.etat) != VIDE:
            return (
                "Choisissez un état : une ligne de la feuille de route n’est pas reçue sans lui. Pour effacer ce "
                "moyen, videz aussi les autres champs."
            )
        return ""


VIDE: Final = Saisie()


@dataclass(frozen=True)
class Change:
    """One field of one means, before and after."""

    moyen: str
    champ: str
    avant: Valeur
    apres: Valeur


@dataclass(frozen=True)
class Conflict:
    """A field that this draft and another publication both changed since the edition was opened."""

    moyen: str
    champ: str
    ouverture: Valeur
    publie: Valeur
    saisi: Valeur

    @property
    def cle(self) -> tuple[str, str]:
        """What tells it from the others."""
        return self.moyen, self.champ


@dataclass(frozen=True)
class Draft:
    """The edits of one year over the version that they were begun on; only what differs from it is kept."""

    annee: int
    version: int
    ouverture: Mapping[str, Saisie]
    saisies: Mapping[str, Saisie]

    def saisie(self, moyen: str) -> Saisie:
        """Return what the editor shows for a means."""
        return self.saisies.get(moyen, self.ouverture.get(moyen, VIDE))

    def avec(self, moyen: str, saisie: Saisie) -> Draft:
        """Return the draft with a means as it was just entered; an entry that changes nothing is dropped."""
        others = {code: kept for code, kept in self.saisies.items() if code != moyen}
        if saisie != self.ouverture.get(moyen, VIDE):
            others[moyen] = saisie
        return replace(self, saisies=others)

    def avec_ce_qui_change(self, moyen: str, montre: Saisie, saisie: Saisie) -> Draft:
        """Return the draft with the fields that differ from what the editor showed, and no other."""
        shown, entered = asdict(montre), asdict(saisie)
        edited = {champ: entered[champ] for champ in CHAMPS if entered[champ] != shown[champ]}
        return self.avec(moyen, Saisie(**{**asdict(self.saisie(moyen)), **edited}))

    def sans(self, moyen: str) -> Draft:
        """Return the draft without the edits of a means."""
        return self.avec(moyen, self.ouverture.get(moyen, VIDE))

    def changes(self) -> tuple[Change, ...]:
        """Return every field that changes, in the order of the document."""
        order = list(self.ouverture)
        return tuple(
            Change(code, champ, valeurs[champ], apres[champ])
            for code in sorted(self.saisies, key=order.index)
            for valeurs, apres in [(asdict(self.ouverture[code]), asdict(self.saisies[code]))]
            for champ in CHAMPS
            if valeurs[champ] != apres[champ]
        )


def opened(feuille: FeuilleDeRoute, version: int) -> Draft:
    """Begin a draft on the roadmap of a version."""
    return Draft(
        annee=feuille.annee,
        version=version,
        ouverture={moyen.code: Saisie.de(moyen.ligne) for moyen in feuille.moyens},
        saisies={},
    )


def conflicts(draft: Draft, feuille: FeuilleDeRoute) -> tuple[Conflict, ...]:
    """Return the fields that were changed here and, otherwise, in the roadmap now published."""
    now = opened(feuille, draft.version).ouverture
    found = []
    for change in draft.changes():
        published = asdict(now.get(change.moyen, VIDE))[change.champ]
        if published not in (change.avant, change.apres):
            found.append(Conflict(change.moyen, change.champ, change.avant, published, change.apres))
    return tuple(found)


def rebased(draft: Draft, feuille: FeuilleDeRoute, version: int, mine: Collection[tuple[str, str]]) -> Draft:
    """Carry the edits, field by field, over to the roadmap now published.

    A field in conflict keeps the published value unless its key is in ``mine``.
    """
    disputed = {conflict.cle for conflict in conflicts(draft, feuille)} - set(mine)
    carried = opened(feuille, version)
    for code in draft.saisies:
        kept = {
            change.champ: change.apres
            for change in draft.changes()
            if change.moyen == code and (code, change.champ) not in disputed
        }
        if code in carried.ouverture:
            carried = carried.avec(code, Saisie(**{**asdict(carried.ouverture[code]), **kept}))
    return carried


def tidy(text: str | None) -> str | None:
    """Return a text as a workbook can hold it, letter for letter; None when nothing of it can be seen."""
    kept = _UNWRITABLE.sub(" ", text or "").strip().strip("\ufeff").strip()
    return kept if any(unicodedata.category(letter)[0] not in "CZ" for letter in kept) else None


def retyped(text: str, shown: str | None) -> str | None:
    """Return what a text field says; one that was not touched keeps what was deposited, whatever it is."""
    return shown if text == (shown or "") else tidy(text)


def due_date(text: str) -> date | None:
    """Read a due date; None when nothing is typed.

    Raises:
        ValueError: no such day; the message is French.
    """
    return typed_day(text, "Échéance")
