"""How many rows stand behind a figure, and the sheet that each of them opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spaser.measure.asking import ask_shaped
from spaser.measure.filters import Filters
from spaser.measure.model import FactRow
from spaser.measure.perimeter import Perimeter
from spaser.measure.rows import Appartenance
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar
from spaser.store import NATURES_ADDITIVES, NATURES_DE_PANEL

PageDeFiche = Literal["contrat", "fournisseur"]


@dataclass(frozen=True)
class NombreDeLignes:
    """How many things (or rows, for amounts) belong, do not, or are not known: as many as ``rows`` lists."""

    oui: int
    non: int
    inconnu: int

    def de(self, appartenance: Appartenance | None) -> int:
        """Return how many rows a choice lists."""
        match appartenance:
            case "oui":
                return self.oui
            case "non":
                return self.non
            case "inconnu":
                return self.inconnu
            case None:
                return self.oui + self.non + self.inconnu


@dataclass(frozen=True)
class Cible:
    """The sheet of a counted thing: its page, the key of the sheet, and what it is about (object, or supplier's name)."""

    cle: str
    ligne: int | None
    page: PageDeFiche
    cible: str
    nom: str | None


def count_rows(version: VersionLike, code: str, filters: Filters, perimeter: Perimeter) -> NombreDeLignes:
    """Count the rows behind the whole figure of a year.

    Raises:
        CatalogueError: the catalogue does not define this code.
    """
    indicateur = version.catalogue.indicateur(code)
    calendrier = Calendar.de(filters, version.date_pour(indicateur.extraits))
    fenetre = calendrier.fenetre(filters.annee).ouverte(indicateur.periode)
    parametres: dict[str, object] = {
        "vue": f"faits.{indicateur.vue}",
        "debut": fenetre.debut,
        "arrete": fenetre.arrete,
        **filters.parametres(indicateur),
        **perimeter.parametres(),
    }
    if indicateur.nature in NATURES_ADDITIVES:
        return ask_shaped(NombreDeLignes, version, "measure/nombre_lignes_sommees", parametres)[0]
    parametres["panel"] = indicateur.nature in NATURES_DE_PANEL
    return ask_shaped(NombreDeLignes, version, "measure/nombre_lignes_distinctes", parametres)[0]


def sheets_of(version: VersionLike, listed: Sequence[FactRow], perimeter: Perimeter) -> tuple[Cible, ...]:
    """Return the sheets that some rows open; a row without a sheet, or whose sheet may not be seen, has none."""
    if not listed:
        return ()
    return ask_shaped(
        Cible,
        version,
        "explore/cibles",
        {
            "cles": [row.cle for row in listed],
            "lignes": [row.ligne for row in listed],
            **perimeter.parametres(),
        },
        (perimeter.identites,),
    )
