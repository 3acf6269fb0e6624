"""« À traiter »: what a committee should look at, said in a sentence, with the page and the parameters that show it. Pure.

Each kind of alert is one function of ``_SOURCES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from spaser import francais as fr
from spaser.catalogue import Catalogue, Indicateur, Reglages
from spaser.measure.alerts_counts import Constats, SansConsideration
from spaser.measure.model import Measure
from spaser.measure.quality import late_kinds
from spaser.measure.statuses import LIBELLES, Statut

Genre = Literal[
    "recul",
    "grands_contrats",
    "donnees_incompletes",
    "moyens_en_retard",
    "extrait_en_retard",
    "accords_cadres",
    "heures_sans_realisation",
    "confiance_divergente",
]
Gravite = Literal["haute", "moyenne", "faible"]
Page = Literal["axe", "comites", "deposer", "explorer", "feuille-de-route", "qualite"]

_GRAVITES: Final[dict[Gravite, int]] = {"haute": 0, "moyenne": 1, "faible": 2}
_RECULS: Final[dict[Statut, Gravite]] = {
    Statut.RECUL: "haute",
    Statut.CIBLE_PERDUE: "haute",
    Statut.EVOLUTION_DEFAVORABLE: "moyenne",
}
_CODES_NOMMES: Final = 4
_HEURES: Final = "X2"
EXTRAITS: Final = {
    "contrats": "Contrats",
    "depenses": "Dépenses mandatées",
    "fournisseurs": "Fournisseurs",
    "heures": "Heures d’insertion",
    "evenements": "Réunions et événements",
    "moyens": "Feuille de route",
    "programmation": "Programmation des achats",
}


@dataclass(frozen=True)
class Alerte:
    """Something to act upon. ``parametres`` are those of the page's address; an axis page also needs ``axe``, its number."""

    genre: Genre
    gravite: Gravite
    texte: str
    page: Page
    parametres: tuple[tuple[str, str], ...] = ()
    axe: int | None = None


@dataclass(frozen=True)
class Situation:
    """All that the alerts are judged on: measures by code, counts, until when each kind of extract and the data go.

    ``divergences`` says, by code, the confidence that was declared where the verdict contradicts it.
    """

    catalogue: Catalogue
    mesures: Mapping[str, Measure]
    constats: Constats
    dates: Mapping[str, date]
    date_donnees: date | None
    divergences: Mapping[str, str] = field(default_factory=dict)


def alerts(situation: Situation) -> tuple[Alerte, ...]:
    """Return the alerts, the most serious first; within one gravity, in the order of ``_SOURCES``."""
    trouvees = [alerte for source in _SOURCES for alerte in source(situation)]
    return tuple(sorted(trouvees, key=lambda alerte: _GRAVITES[alerte.gravite]))


def _falls(situation: Situation) -> Iterator[Alerte]:
    """An indicator that falls, that lost its target, or that goes the wrong way; those of the law have no page of their own."""
    for indicateur in situation.catalogue.indicateurs:
        mesure = situation.mesures.get(indicateur.code)
        if mesure is None or indicateur.axe is None:
            continue
        tombe = mesure.statut not in _RECULS and _wrong_way(mesure, indicateur, situation.catalogue.reglages)
        if mesure.statut not in _RECULS and not tombe:
            continue
        dit = "à contresens sur un an" if tombe else LIBELLES[mesure.statut].lower()
        yield Alerte(
            "recul",
            "haute" if tombe else _RECULS[mesure.statut],
            f"{indicateur.code} · {indicateur.titre} – {dit}{_change(mesure, indicateur)}",
            "axe",
            (("indicateur", indicateur.code),),
            indicateur.axe,
        )


def _wrong_way(mesure: Measure, indicateur: Indicateur, reglages: Reglages) -> bool:
    """Whether an indicator with a target goes the wrong way since N-1, beyond the stable band: its verdict may judge a closed year."""
    if mesure.cible is None or mesure.ecart is None or indicateur.sens == "neutre":
        return False
    if indicateur.unite == "%":
        bande = max(reglages.stable_taux_min, reglages.stable_taux_unites / max(1, mesure.effectif))
    else:
        bande = reglages.stable_relatif
    return mesure.ecart * (-1 if indicateur.sens == "baisse" else 1) <= -bande


def _change(mesure: Measure, indicateur: Indicateur) -> str:
    if mesure.valeur is None:
        return "."
    valeur = fr.quantity(mesure.valeur, indicateur.unite)
    if mesure.ecart is None or mesure.n_moins_1 is None:
        return f" : {valeur}."
    avant = fr.quantity(mesure.n_moins_1, indicateur.unite)
    return f" : {valeur} contre {avant} un an plus tôt à la même date ({fr.change(mesure.ecart, indicateur.unite)})."


def _large_contracts(situation: Situation) -> Iterator[Alerte]:
    """Large contracts of the year without any consideration."""
    trouves = situation.constats.grands_contrats
    seuil = situation.catalogue.reglages.alerte_montant_contrat
    if trouves.total:
        yield Alerte(
            "grands_contrats",
            "haute" if trouves.non else "faible",
            _without("contrat", f"de l’exercice d’au moins {fr.euros_short(seuil)}", trouves),
            "explorer",
            (("liste", "sans-consideration"), ("montant_min", f"{seuil:.0f}")),
        )


def _incomplete(situation: Situation) -> Iterator[Alerte]:
    """Indicators of which too little is known for a verdict (R7), the least known first: one alert for all."""
    seuil = situation.catalogue.reglages.couverture_min
    peu_connus = sorted(
        (mesure.completude, indicateur.code)
        for indicateur in situation.catalogue.indicateurs
        if (mesure := situation.mesures.get(indicateur.code)) is not None
        and mesure.completude is not None
        and mesure.completude < seuil
    )
    if not peu_connus:
        return
    nommes = ", ".join(f"{code} ({fr.rate(part, decimals=0)})" for part, code in peu_connus[:_CODES_NOMMES])
    suite = "…" if len(peu_connus) > _CODES_NOMMES else ""
    yield Alerte(
        "donnees_incompletes",
        "haute",
        f"Données incomplètes : {fr.plural(len(peu_connus), 'indicateur')} sous {fr.rate(seuil, decimals=0)} de cellules connues, "
        f"sans verdict possible – {nommes}{suite}.",
        "qualite",
    )


def _late_means(situation: Situation) -> Iterator[Alerte]:
    """Means whose due date has passed."""
    codes = situation.constats.moyens_en_retard
    if codes:
        nommes = ", ".join(codes[:_CODES_NOMMES]) + ("…" if len(codes) > _CODES_NOMMES else "")
        yield Alerte(
            "moyens_en_retard",
            "moyenne",
            f"Feuille de route : {fr.plural(len(codes), 'moyen')} en retard sur {_their(len(codes), 'échéance')} – {nommes}.",
            "feuille-de-route",
            (("retard", "oui"),),
        )


def _late_extracts(situation: Situation) -> Iterator[Alerte]:
    """Kinds of extract that stop before the others."""
    for retard in late_kinds(situation.dates, situation.date_donnees):
        yield Alerte(
            "extrait_en_retard",
            "moyenne",
            f"{EXTRAITS.get(retard.type, retard.type)} : dernier extrait arrêté au {fr.day(retard.arrete)}, "
            f"{fr.plural(retard.jours, 'jour')} avant la fin des données.",
            "deposer",
        )


def _ending_frameworks(situation: Situation) -> Iterator[Alerte]:
    """Framework contracts that end soon without any consideration: their renewal is the occasion."""
    trouves = situation.constats.accords_cadres
    mois = situation.catalogue.reglages.alerte_echeance_mois
    if trouves.total:
        yield Alerte(
            "accords_cadres",
            "moyenne" if trouves.non else "faible",
            _without(
                "accord-cadre",
                f"se terminant dans les {fr.plural(mois, 'mois', 'mois')}",
                trouves,
                "accords-cadres",
            ),
            "explorer",
            (("liste", "accords-cadres-a-echeance"),),
        )


def _hours_not_done(situation: Situation) -> Iterator[Alerte]:
    """Contracts that owe insertion hours and of which none was done."""
    heures = situation.constats.heures
    if heures.contrats:
        yield Alerte(
            "heures_sans_realisation",
            "moyenne",
            f"Heures d’insertion : aucune heure réalisée pour {fr.plural(heures.contrats, 'contrat')} "
            f"dont au moins {fr.rate(situation.catalogue.reglages.alerte_heures_ecoule_min, decimals=0)} de la durée est passée "
            f"({fr.quantity(heures.heures_dues, 'heures')} contractualisées).",
            "axe",
            axe=situation.catalogue.indicateur(_HEURES).axe,
        )


def _diverging(situation: Situation) -> Iterator[Alerte]:
    """Indicators whose verdict contradicts the confidence declared by those who answer for them (progress.md)."""
    for indicateur in situation.catalogue.indicateurs:
        declared = situation.divergences.get(indicateur.code)
        if declared is not None:
            yield Alerte(
                "confiance_divergente",
                "moyenne",
                f"{indicateur.code} · {indicateur.titre} – mesure et appréciation divergent : "
                f"« {LIBELLES[situation.mesures[indicateur.code].statut]} » mesuré, « {declared} » déclaré.",
                "comites",
                (("volet", "Confiance"), ("confiances", "Divergentes")),
            )


def _without(noun: str, which: str, trouves: SansConsideration, plural: str | None = None) -> str:
    """Say how many contracts say no, then how many do not say: two different things (R7)."""
    parts = []
    if trouves.non:
        parts.append(
            f"{fr.plural(trouves.non, noun, plural)} {which} sans considération environnementale ni sociale "
            f"({fr.euros_short(trouves.montant_non)})"
        )
    if trouves.inconnus:
        combien = (
            f"{fr.count(trouves.inconnus)} autre{'s' if trouves.inconnus > 1 else ''} non renseigné"
            f"{'s' if trouves.inconnus > 1 else ''}"
            if trouves.non
            else f"{fr.plural(trouves.inconnus, noun, plural)} {which} dont les considérations ne sont pas renseignées"
        )
        parts.append(f"{combien} ({fr.euros_short(trouves.montant_inconnus)})")
    return f"{fr.NARROW}; ".join(parts) + "."


def _their(count: int, noun: str) -> str:
    return f"son {noun}" if count == 1 else f"leur {noun}"


_SOURCES: Final[tuple[Callable[[Situation], Iterator[Alerte]], ...]] = (
    _diverging,
    _falls,
    _large_contracts,
    _incomplete,
    _late_means,
    _late_extracts,
    _ending_frameworks,
    _hours_not_done,
)
