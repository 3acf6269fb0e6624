"""What can go wrong in what committees write, said in French to whoever wrote; what they typed is never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from spaser import francais as fr


class CommitteeError(Exception):
    """The database of committees cannot be read or written; nothing was recorded."""


class RefusedError(CommitteeError):
    """The action is refused: a right is missing, a text too, or the entry cannot be seen; nothing was recorded."""


@dataclass(frozen=True)
class Ecart:
    """A field that is recorded otherwise than it is typed, both as a reader sees them."""

    champ: str
    enregistre: str
    saisi: str


class ConflictError(CommitteeError):
    """Somebody else changed the entry since it was opened: both texts are here, and nothing was overwritten.

    ``version`` is that of what is recorded: to change it knowingly, the action is called again with it.
    """

    def __init__(self, par: str, le: datetime, version: int, ecarts: tuple[Ecart, ...]) -> None:
        super().__init__(par, le, version, ecarts)
        self.par = par
        self.le = le
        self.version = version
        self.ecarts = ecarts

    def __str__(self) -> str:
        """Say it all in French, one field a line."""
        lines = (
            f"{ecart.champ} : enregistré « {ecart.enregistre} », votre saisie « {ecart.saisi} »."
            for ecart in self.ecarts
        )
        return "\n".join(
            (
                f"Modifié par {self.par} le {fr.moment(self.le)}, pendant votre saisie : rien n’a été remplacé.",
                *lines,
            )
        )
