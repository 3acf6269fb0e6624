"""Which target of an indicator holds for a figure: the one in force, where comparing with it has a meaning."""

from __future__ import annotations

from datetime import date

from spaser.catalogue import Cible, Indicateur
from spaser.measure.progress import Objectif, exact, signe


def cible_en_vigueur(indicateur: Indicateur, annee: int) -> Cible | None:
    """Return the target in force at the end of a year; before any decision, the first one to come.

    Of several in force, the next to fall due speaks, else the last one fallen due.
    """
    fin = date(annee, 12, 31)
    vivantes = [c for c in indicateur.cibles if c.valide_au is None or c.valide_au >= fin]
    decidees = [c for c in vivantes if c.valide_du <= fin]
    if not decidees:
        return min(vivantes, key=lambda c: c.valide_du, default=None)
    a_venir = [c for c in decidees if c.annee >= annee]
    if a_venir:
        return min(a_venir, key=lambda c: (c.annee, -c.valide_du.toordinal()))
    return max(decidees, key=lambda c: (c.annee, c.valide_du))


def objectif_de(indicateur: Indicateur, annee: int, entier: bool) -> Objectif | None:
    """Return the target that a figure of a year is compared with, None when it has none.

    A rate, an average and a zero can be asked of a part of the authority; a volume (150 000 h) only of the whole
    (``entier``). An indicator without a direction cannot reach anything.
    """
    cible = cible_en_vigueur(indicateur, annee)
    if cible is None or indicateur.sens == "neutre":
        return None
    divisible = indicateur.est_un_taux or indicateur.nature == "moyenne" or cible.valeur == 0
    if not entier and not divisible:
        return None
    return Objectif(
        valeur=exact(cible.valeur),
        annee=cible.annee,
        chaque_annee=cible.chaque_annee,
        decidee_en=cible.valide_du.year,
        signe=signe(indicateur.sens),
    )
