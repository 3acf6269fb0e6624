"""A cell of a table that opens another page, filters kept: plain Markdown, so that it is read, printed and reached by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from spaser.catalogue import Indicateur
from spaser.ui.filter_bar import held_address
from spaser.ui.literal import literal


@dataclass(frozen=True)
class PageLink:
    """What a link says, and the address that it opens (relative; in the same tab, see ``browser/address.js``)."""

    texte: str
    adresse: str

    @property
    def markdown(self) -> str:
        """The link as Markdown; its text is shown letter for letter."""
        return f"[{literal(self.texte)}]({self.adresse})"


def page_link(texte: str, page: str, **parametres: str) -> PageLink:
    """Return a link to a page (its name in the address), with parameters of its own and the filters of this screen."""
    return PageLink(texte, f"{page}?{urlencode({**parametres, **held_address()}, doseq=True)}")


def indicator_link(indicateur: Indicateur) -> PageLink:
    """Return a link to an indicator: open on its axis, or defined in « Méthode » when it has none (the statutory ones)."""
    said = f"{indicateur.code} · {indicateur.titre}"
    if indicateur.axe is None:
        return page_link(said, "methode", cherche=indicateur.code)
    return page_link(said, f"axe-{indicateur.axe}", indicateur=indicateur.code)
