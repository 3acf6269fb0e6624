"""Local mode: one person at their own machine, bound to 127.0.0.1, with every right. The screen says so."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import Literal

Role = Literal["lecture", "pilotage", "responsable", "relais"]


@dataclass(frozen=True)
class Rights:
    """What an identity may see: None means everything, an empty set means nothing."""

    territoires: frozenset[str] | None
    dga: frozenset[str] | None


@dataclass(frozen=True)
class Identity:
    """A person, their role and their rights. ``mode_local`` is true when nobody had to log in."""

    nom: str
    role: Role
    droits: Rights
    mode_local: bool

    @property
    def peut_deposer(self) -> bool:
        """Whether this person may deposit, publish and empty the warehouse."""
        return self.role == "responsable"


def identify() -> Identity:
    """Return the person of this run. Every screen and every figure asks here, and nowhere else."""
    return Identity(
        nom=_account_name(),
        role="responsable",
        droits=Rights(territoires=None, dga=None),
        mode_local=True,
    )


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a user number that has no name
        return "en local"
