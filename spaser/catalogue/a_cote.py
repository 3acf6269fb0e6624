"""Integrity of the figures that stand beside an indicator: each names it, bears its code and a letter, and judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spaser.catalogue.erreurs import Probleme
from spaser.catalogue.indicateurs import Indicateur
from spaser.catalogue.modele import Catalogue


def cote_a_cote(catalogue: Catalogue) -> Iterator[Probleme]:
    """Yield what is wrong between the list of indicators and the list of the figures beside them."""
    indicateurs = {indicateur.code: indicateur for indicateur in catalogue.indicateurs}
    for rang, indicateur in enumerate(catalogue.indicateurs):
        if indicateur.groupe == "a_cote" or indicateur.a_cote_de is not None:
            yield Probleme(
                f"indicateurs[{rang}].groupe", "un chiffre à côté se décrit dans la liste « a_cote »"
            )
    for rang, figure in enumerate(catalogue.a_cote):
        yield from _figure(figure, f"a_cote[{rang}]", indicateurs)


def _figure(figure: Indicateur, ici: str, indicateurs: dict[str, Indicateur]) -> Iterator[Probleme]:
    if figure.groupe != "a_cote":
        yield Probleme(f"{ici}.groupe", "la liste « a_cote » ne contient que le groupe a_cote")
    if figure.cibles:
        yield Probleme(f"{ici}.cibles", "un chiffre à côté n'a pas de cible")
    if figure.base_2020 is not None:
        yield Probleme(f"{ici}.base_2020", "un chiffre à côté n'a pas de base 2020")
    voisin = indicateurs.get(figure.a_cote_de or "")
    if voisin is None:
        yield Probleme(f"{ici}.a_cote_de", f"l'indicateur « {figure.a_cote_de or ''} » n'existe pas")
        return
    if not re.fullmatch(rf"{re.escape(voisin.code)}[a-z]", figure.code):
        yield Probleme(f"{ici}.code", f"le code devrait être {voisin.code} suivi d'une lettre minuscule")
    if (figure.fiche, figure.axe, figure.perimetre_defaut) != (
        voisin.fiche,
        voisin.axe,
        voisin.perimetre_defaut,
    ):
        yield Probleme(
            f"{ici}", f"la fiche, l'axe et le périmètre par défaut devraient être ceux de {voisin.code}"
        )
