"""The roadmap in words: its states with the colours that go with them, and what it says in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spaser import francais as fr
from spaser.measure.roadmap import Etat, FeuilleDeRoute, LigneMoyen, by_state

ETATS: Final[Mapping[Etat, tuple[str, str]]] = {
    "realise": ("Réalisé", "#009E73"),
    "recurrent": ("Récurrent", "#56B4E9"),
    "en_cours": ("En cours", "#0072B2"),
    "engage": ("Engagé", "#E69F00"),
    "non_engage": ("Non engagé", "#D55E00"),
    "abandonne": ("Abandonné", "#5C6770"),
    "non_renseigne": ("Non renseigné", "#C7CED4"),
}


def roadmap_sentences(feuille: FeuilleDeRoute) -> list[str]:
    """Say how many means there are in each state, how many are late, and how many nobody can tell."""
    counts = by_state(feuille.moyens)
    late = sum(moyen.en_retard for moyen in feuille.moyens)
    untold = sum(moyen.retard is None for moyen in feuille.moyens)
    parts = [
        f"{fr.count(counts[etat])} {words.lower()}{_s(counts[etat], etat)}"
        for etat, (words, _) in ETATS.items()
        if counts[etat]
    ]
    lines = [f"{fr.plural(len(feuille.moyens), 'moyen')} : {', '.join(parts)}."]
    lines.append(
        f"{fr.plural(late, 'moyen')} en retard sur leur échéance au {fr.day(feuille.reference)}."
        if late > 1
        else f"{fr.plural(late, 'moyen')} en retard sur son échéance au {fr.day(feuille.reference)}."
    )
    if untold:
        lines.append(
            f"{fr.plural(untold, 'moyen')} sans échéance renseignée : personne ne peut dire s’il y a retard."
        )
    if feuille.hors_catalogue:
        lines.append(f"{fr.plural(len(feuille.hors_catalogue), 'ligne')} déposée hors des moyens du schéma.")
    return lines


def advance_text(ligne: LigneMoyen | None) -> str:
    """Say the declared progress; « non renseigné » is not 0 %."""
    if ligne is None or ligne.avancement is None:
        return fr.NOT_FILLED
    return fr.rate(float(ligne.avancement), decimals=0)


def _s(count: int, etat: Etat) -> str:
    return "s" if count > 1 and etat != "en_cours" else ""
