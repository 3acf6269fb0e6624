"""What is asked of the counts made ahead: the indicators that share a count, in numbers, and the mesh that answers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spaser.catalogue import Indicateur
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.windows import Window
from spaser.store import NATURES_DE_PANEL, Agregats

_AUCUN = -1
_ENTIERE, _FINE = 0, 4


@dataclass(frozen=True)
class Demande:
    """An indicator to count in some windows."""

    indicateur: Indicateur
    fenetres: tuple[Window, ...]


@dataclass(frozen=True)
class Question:
    """One count asked by some indicators: the same facts, windows and perimetre.

    ``releve`` and ``perimetre`` are numbers of the counts made ahead (None: all contracts); ``observe`` when distinct things are read
    as they stood on the last day of a window, instead of added over its days; ``panel`` when a thing counts by its amount.
    """

    releve: int
    fenetres: tuple[Window, ...]
    groupe: int
    perimetre: int | None
    panel: bool
    observe: bool
    codes: tuple[str, ...]


def questions_de(agregats: Agregats, demandes: Sequence[Demande], filters: Filters) -> tuple[Question, ...]:
    """Put together the indicators that ask for the same count: same facts, windows and perimetre."""
    groupes: dict[tuple[Window, ...], int] = {}
    codes: dict[tuple[int, tuple[Window, ...], int | None, bool, bool], list[str]] = defaultdict(list)
    for demande in demandes:
        indicateur = demande.indicateur
        lues = tuple(fenetre.ouverte(indicateur.periode) for fenetre in demande.fenetres)
        groupes.setdefault(lues, len(groupes))
        seul = "marches" if (filters.perimetre or indicateur.perimetre_defaut) == "marches" else None
        perimetre = None if seul is None else agregats.segments.get("perimetre", {}).get(seul, _AUCUN)
        panel = indicateur.nature in NATURES_DE_PANEL
        comptage = agregats.releves[indicateur.vue]
        codes[comptage.numero, lues, perimetre, panel, not comptage.additif].append(indicateur.code)
    return tuple(
        Question(releve, lues, groupes[lues], perimetre, panel, observe, tuple(voulus))
        for (releve, lues, perimetre, panel, observe), voulus in codes.items()
    )


def segments_numerotes(
    agregats: Agregats, filters: Filters, perimeter: Perimeter
) -> dict[str, list[int] | None]:
    """Return the filters and the perimeter in the numbers of the counts: the bound parameters of their statements."""
    vus = perimeter.parametres()
    return {
        "domaines": agregats.numeros("domaine", filters.domaines or None),
        "dga": agregats.numeros("dga", filters.dga or None),
        "territoires": agregats.numeros("territoire", filters.territoires or None),
        "territoires_vus": agregats.numeros("territoire", vus["territoires_vus"]),
        "dga_vues": agregats.numeros("dga", vus["dga_vues"]),
    }


def maille_de(filters: Filters, perimeter: Perimeter, par: str | None) -> int:
    """Return the coarsest mesh of the counts that tells apart what is filtered, hidden or segmented."""
    voulues = {
        "domaine": bool(filters.domaines) or par == "domaine",
        "dga": bool(filters.dga) or perimeter.dga is not None or par == "dga",
        "territoire": bool(filters.territoires) or perimeter.territoires is not None or par == "territoire",
    }
    mailles = [numero for numero, voulue in enumerate(voulues.values(), 1) if voulue]
    if not mailles:
        return _ENTIERE
    return mailles[0] if len(mailles) == 1 else _FINE
