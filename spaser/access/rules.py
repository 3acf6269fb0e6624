"""The rules of access (``acces.yaml``): who has which role, and for a relais which territoires and DGA."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from spaser.catalogue import Catalogue, CatalogueError
from spaser.catalogue.base import Modele, Texte
from spaser.catalogue.erreurs import Probleme
from spaser.catalogue.lecture_yaml import lire_yaml
from spaser.catalogue.traduction import problemes_de

Role = Literal["lecture", "pilotage", "responsable", "relais"]
"""Strategic committee, executive committee, SPASER lead, relay of a Territory or of a DGA."""


class AccessError(Exception):
    """The rules of access cannot be used: the file and every reason, in French. Nobody enters."""

    def __init__(self, fichier: str, problemes: tuple[Probleme, ...]) -> None:
        super().__init__(fichier, problemes)
        self.fichier = fichier
        self.problemes = problemes

    def __str__(self) -> str:
        """Say it all, one reason a line."""
        lignes = "\n".join(f"  – {p.chemin} : {p.raison}" for p in self.problemes)
        return f"Règles d’accès refusées – {self.fichier} :\n{lignes}\nCorrigez ce fichier : personne n’entre en attendant."


class Attribution(Modele):
    """A role and, for a relais, what it sees. None of the other roles is limited to a part."""

    role: Role
    territoires: tuple[Texte, ...] = ()
    dga: tuple[Texte, ...] = ()

    @model_validator(mode="after")
    def _perimeter_of_role(self) -> Self:
        limited = bool(self.territoires or self.dga)
        if self.role == "relais" and not limited:
            raise ValueError("un relais porte au moins un territoire ou une DGA")
        if self.role != "relais" and limited:
            raise ValueError("seul un relais porte des territoires ou des DGA")
        return self


class Personne(Attribution):
    """One person, named by the provider's subject or by a verified e-mail; ``desactive`` shuts the door whatever the groups."""

    sujet: Texte | None = None
    courriel: Texte | None = None
    nom: Texte | None = None
    desactive: bool = False

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if (self.sujet is None) == (self.courriel is None):
            raise ValueError("une personne est désignée par « sujet » ou par « courriel », l’un des deux")
        return self


class Groupe(Attribution):
    """Everyone whose signed token lists this group."""

    groupe: Texte


class Seances(Modele):
    """How long a login holds."""

    inactivite_minutes: int = Field(30, ge=5, le=480)
    duree_maximale_heures: int = Field(10, ge=1, le=24)


class Regles(Modele):
    """The whole file. Denied by default: whoever matches no person and no group does not enter."""

    emetteur: Texte
    """The provider (« iss » of its tokens): a token of any other is refused."""
    revendication_groupes: Texte = "groups"
    """Claim of the token that lists the groups."""
    seances: Seances = Seances()
    personnes: tuple[Personne, ...] = ()
    groupes: tuple[Groupe, ...] = ()


@dataclass(frozen=True)
class _Read:
    stat: tuple[int, int, int]
    regles: Regles
    empreinte: str


class RulesFile:
    """The file of rules, read again as soon as it changes: a right withdrawn is withdrawn at the next interaction."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self.path = path
        self._territoires = {territoire.nom for territoire in catalogue.territoires}
        self._dga = {dga.code for dga in catalogue.dga}
        self._read: _Read | None = None

    def current(self) -> Regles:
        """Return the rules as the file says them now.

        Raises:
            AccessError: it is missing, unreadable or wrong; the rules read before are not kept in its place.
        """
        try:
            stat = self.path.stat()
            seen = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
            if self._read is None or self._read.stat != seen:
                content = self.path.read_bytes()
                self._read = _Read(seen, self.check(content), hashlib.sha256(content).hexdigest())
        except OSError as error:
            raise AccessError(
                str(self.path), (Probleme("fichier", f"illisible ({error.strerror})"),)
            ) from error
        return self._read.regles

    @property
    def empreinte(self) -> str:
        """SHA-256 of the rules in force; empty while none could be read."""
        return "" if self._read is None else self._read.empreinte

    def check(self, content: bytes) -> Regles:
        """Check a content that may become the file's.

        Raises:
            AccessError: with every reason.
        """
        name = str(self.path)
        try:
            regles = Regles.model_validate(lire_yaml(content, name), strict=False)
        except CatalogueError as error:
            raise AccessError(name, error.problemes) from error
        except ValidationError as error:
            raise AccessError(name, problemes_de(error)) from error
        if found := tuple(self._unknown_names(regles)):
            raise AccessError(name, found)
        return regles

    def _unknown_names(self, regles: Regles) -> Iterable[Probleme]:
        """Yield what the catalogue does not know, and who is named twice."""
        seen: set[str] = set()
        named: list[tuple[str, Personne | Groupe]] = [
            *((f"personnes[{rank}]", person) for rank, person in enumerate(regles.personnes)),
            *((f"groupes[{rank}]", group) for rank, group in enumerate(regles.groupes)),
        ]
        for place, one in named:
            for name in sorted(set(one.territoires) - self._territoires):
                known = ", ".join(sorted(self._territoires))
                yield Probleme(f"{place}.territoires", f"territoire inconnu « {name} » ; connus : {known}")
            for code in sorted(set(one.dga) - self._dga):
                known = ", ".join(sorted(self._dga))
                yield Probleme(f"{place}.dga", f"DGA inconnue « {code} » ; connues : {known}")
            who = _named(one)
            if who in seen:
                yield Probleme(place, f"{who} figure déjà plus haut : deux règles pour un même nom")
            seen.add(who)


def _named(one: Personne | Groupe) -> str:
    if isinstance(one, Groupe):
        return f"le groupe « {one.groupe} »"
    return f"le sujet « {one.sujet} »" if one.sujet else f"le courriel « {(one.courriel or '').casefold()} »"
