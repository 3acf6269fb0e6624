"""What the audit log keeps of an action: who, what, when, version, perimeter, result, from where – and never a cell of a file.

A text that could carry a cell value has a narrow form (``objet``, ``motif``): what does not fit is written « hors_format », so that a
careless caller neither leaks a value nor loses the trace.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_serializer

from spaser.access.identity import Rights

Action = Literal[
    "connexion",
    "deconnexion",
    "refus",
    "vue_comme",
    "droits",
    "depot",
    "abandon",
    "publication",
    "restauration",
    "reconstruction",
    "gel",
    "remise_a_zero",
    "export",
    "telechargement",
    "contestation",
    "decision",
    "purge",
    "reprise",
]
"""« reprise » is written by the log itself, after a line that a crash left unfinished or a head that no longer fits."""

Resultat = Literal["accepté", "refusé", "échoué"]

OUTSIDE: Final = "hors_format"
ZERO: Final = "0" * 64
"""What the first line of all holds as the hash of the one before."""

_OBJECT: Final = re.compile(r"[a-z0-9][a-z0-9_.:/-]{0,127}")
_REASON: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_HASH: Final = re.compile(r"sha256-[0-9a-f]{12,64}")
_LONG_NUMBER: Final = re.compile(r"\d{9}")  # a SIREN, a SIRET, a telephone number
_EXTENSION: Final = re.compile(r"\.[a-z0-9]{1,8}")
_SESSION: Final = re.compile(r"([0-9a-f]{16})?")


class AuditError(Exception):
    """The log cannot be written or read: what was about to be done must not be. The message says what, where and what to do."""


def _object(text: str) -> str:
    fits = _OBJECT.fullmatch(text) and not _LONG_NUMBER.search(_HASH.sub("", text))
    return text if fits or not text else OUTSIDE


def _reason(text: str) -> str:
    return text if not text or (_REASON.fullmatch(text) and not _LONG_NUMBER.search(text)) else OUTSIDE


def _one_line(text: str) -> str:
    """Drop control, direction and invisible characters; any run of spaces becomes one."""
    kept = (" " if unicodedata.category(char) == "Cc" else char for char in text)
    return " ".join("".join(char for char in kept if unicodedata.category(char)[0] != "C").split())


def _shortened(text: str, limit: int) -> str:
    line = _one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _address(text: str) -> str:
    if text == "local":
        return text
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return "inconnue"


def _session(text: str) -> str:
    """Keep a fingerprint of a session: who reads the log must not be able to take it over."""
    return (
        text if _SESSION.fullmatch(text) else hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
    )


Identifiant = Annotated[str, BeforeValidator(lambda text: _shortened(text, 600))]
Nom = Annotated[str, BeforeValidator(lambda text: _shortened(text, 80))]
Perimetre = Annotated[str, BeforeValidator(lambda text: _shortened(text, 300))]
Objet = Annotated[str, AfterValidator(_object)]
Motif = Annotated[str, AfterValidator(_reason)]
Adresse = Annotated[str, AfterValidator(_address)]
Seance = Annotated[str, AfterValidator(_session)]


class Auteur(BaseModel):
    """Who acts, what they may see, and from where.

    ``sujet`` is « émetteur|sujet » of the identity provider, or a local account; ``seance`` may be given raw: only a fingerprint of
    it is kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sujet: Identifiant
    nom: Nom
    role: Nom
    perimetre: Perimetre
    adresse: Adresse = "local"
    seance: Seance = ""


class Event(Auteur):
    """One action. ``objet`` names the thing touched (``contrats:sha256-1a2b…:xlsx``, ``page:versions``), ``cible`` the account or the perimeter concerned.

    ``quand`` is UTC, to the microsecond. ``motif`` is the code of a refusal or of a failure.
    """

    quand: datetime
    action: Action
    objet: Objet = ""
    cible: Identifiant = ""
    version: Annotated[int, Field(ge=0)] | None = None
    resultat: Resultat = "accepté"
    motif: Motif = ""

    @field_serializer("quand")
    def _iso(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat(timespec="microseconds")


class Entry(Event):
    """An event in its place: its number from 1, and the SHA-256 of the line before, its end of line included."""

    numero: int
    precedent: str


def objet_fichier(genre: str, sha256: str, nom: str) -> str:
    """Name a file by its kind, the beginning of its SHA-256 and its extension: its name may say a person's or a firm's."""
    extension = PurePath(nom).suffix.lower()
    ending = f":{extension[1:]}" if _EXTENSION.fullmatch(extension) else ""
    return f"{genre}:sha256-{sha256[:12]}{ending}"


def perimetre_en_texte(droits: Rights) -> str:
    """Write what somebody may see: « tout », or the territoires and the DGA."""
    parts = [
        f"{word} : {', '.join(sorted(names)) or 'aucun'}"
        for word, names in (("territoires", droits.territoires), ("dga", droits.dga))
        if names is not None
    ]
    return " ; ".join(parts) or "tout"
