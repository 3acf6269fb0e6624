"""Headings that are themselves a consideration: a device (« Clause sociale »), a theme (« Égalité F/H »)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from spaser.ingest.entetes import Entete, cle, lire_entete


class Dispositif(NamedTuple):
    """A subject of the tree of considerations and, when the heading says it, the type of device."""

    sujet: str
    type: str | None


TYPES: Mapping[str, tuple[str, ...]] = {
    "clause": ("clause", "clauses", "condition d'exécution", "conditions d'exécution"),
    "critere": ("critère", "critères", "critère d'attribution", "critère de jugement", "sous-critère"),
    "spec_technique": (
        "spécification technique",
        "spécifications techniques",
        "spec technique",
        "spécification",
        "exigence technique",
    ),
    "marche_reserve": ("marché réservé", "réservé", "concession réservée", "réservation"),
    "lot_reserve": ("lot réservé",),
}
SUJETS: Mapping[str, tuple[str, ...]] = {
    "ENV": (
        "environnement",
        "environnemental",
        "environnementale",
        "environnementales",
        "considération environnementale",
        "écologique",
        "développement durable",
        "verte",
    ),
    "SOC": ("social", "sociale", "sociales", "considération sociale", "inclusion sociale"),
    "RSE": ("rse", "responsabilité sociétale"),
    "dechets": (
        "déchets",
        "gestion des déchets",
        "réduction tri valorisation des déchets",
        "économie circulaire",
    ),
    "dechets_reduction": ("réduction des déchets", "déchets réduction", "prévention des déchets"),
    "dechets_tri": ("tri des déchets", "déchets tri", "tri"),
    "dechets_valorisation": ("valorisation des déchets", "déchets valorisation", "valorisation"),
    "plastique": (
        "plastique",
        "plastiques",
        "réduction du plastique",
        "plastique à usage unique",
        "lutte contre le plastique",
    ),
    "energie": (
        "énergie",
        "énergies",
        "sobriété énergétique",
        "efficacité énergétique",
        "performance énergétique",
        "économies d'énergie",
    ),
    "ges": (
        "ges",
        "gaz à effet de serre",
        "carbone",
        "émissions de ges",
        "bilan carbone",
        "réduction des ges",
    ),
    "biodiversite": ("biodiversité", "préservation de la biodiversité", "nature en ville"),
    "eau": ("eau", "ressource en eau", "préservation de l'eau", "gestion de l'eau"),
    "reemploi_recycle_biosource": (
        "réemploi / recyclé / biosourcé",
        "réemploi recyclé biosourcé",
        "réemploi, recyclé, biosourcé",
        "matériaux recyclés réemployés biosourcés",
    ),
    "reemploi": ("réemploi", "réutilisation", "seconde vie", "reconditionné"),
    "recycle": ("recyclé", "matières recyclées", "matériaux recyclés", "recyclage"),
    "biosource": ("biosourcé", "matériaux biosourcés", "biosourcés"),
    "air_bruit": ("air", "bruit", "air et bruit", "air / bruit", "qualité de l'air", "nuisances sonores"),
    "env_autre": (
        "autre environnement",
        "environnement autre",
        "autre considération environnementale",
        "env autre",
    ),
    "insertion_handicap": ("insertion et handicap", "insertion / handicap", "insertion handicap"),
    "insertion": (
        "insertion",
        "sociale d'insertion",
        "insertion sociale",
        "insertion professionnelle",
        "insertion par l'activité économique",
        "iae",
    ),
    "handicap": ("handicap", "travailleurs handicapés", "secteur protégé et adapté", "stpa"),
    "egalite_fh": (
        "égalité f/h",
        "égalité femmes-hommes",
        "égalité femmes hommes",
        "égalité hommes femmes",
        "égalité professionnelle",
        "égalité h/f",
        "égalité fh",
    ),
    "discrimination": (
        "discrimination",
        "discriminations",
        "lutte contre les discriminations",
        "non-discrimination",
        "égalité et discriminations",
    ),
    "commerce_equitable": ("commerce équitable", "équitable"),
    "jeunes_diplomes": ("jeunes diplômés", "jeunes", "insertion des jeunes diplômés"),
    "soc_autre": ("autre social", "social autre", "autre considération sociale", "soc autre"),
    "rse_autre": ("autre rse", "rse autre"),
}

_SEULS = frozenset({"tri", "valorisation", "air", "bruit", "jeunes", "verte", "insertion sociale"})
"""Words that say too little to be a heading alone."""


@cache
def _index() -> Mapping[str, Dispositif]:
    """Map each comparable heading to its device; made at the first contracts extract, not by every process that imports this."""
    index: dict[str, Dispositif] = {}

    def ajouter(texte: str, dispositif: Dispositif) -> None:
        for forme in lire_entete(texte).cles:
            index.setdefault(forme, dispositif)

    types = [(lire_entete(mot), type_) for type_, mots in TYPES.items() for mot in mots]
    for sujet, noms in SUJETS.items():
        for nom in (sujet, *noms):
            if nom not in _SEULS:
                ajouter(nom, Dispositif(sujet, None))
            lu = lire_entete(nom)
            for type_lu, type_ in types:
                # The forms of « mot nom », « mot d'nom » and « nom mot » are those of their words, joined.
                for forme in (
                    type_lu.compacte + lu.compacte,
                    type_lu.legere + lu.legere,
                    f"{type_lu.compacte}d{lu.compacte}",
                    lu.compacte + type_lu.compacte,
                    lu.legere + type_lu.legere,
                ):
                    index.setdefault(forme, Dispositif(sujet, type_))
            ajouter(f"considération {nom}", Dispositif(sujet, None))
            ajouter(f"thème {nom}", Dispositif(sujet, None))
    for mot in ("marché réservé", "réservé", "concession réservée"):
        ajouter(mot, Dispositif("SOC", "marche_reserve"))
    ajouter("lot réservé", Dispositif("SOC", "lot_reserve"))
    return index


_TYPES_PAR_CLE = {cle(mot): type_ for type_, mots in TYPES.items() for mot in mots}
_SUJETS_PAR_CLE = {cle(nom): sujet for sujet, noms in SUJETS.items() for nom in (sujet, *noms)}


def dispositif_de(entete: Entete) -> Dispositif | None:
    """Return what a heading of a contracts extract asks about, or None when it is not a consideration."""
    index = _index()
    return next((index[c] for c in entete.cles if c in index), None)


def type_de(texte: str) -> str | None:
    """Return the type of device that a cell names, or None."""
    return _TYPES_PAR_CLE.get(cle(texte)) or _TYPES_PAR_CLE.get(cle(texte).removesuffix("s"))


def sujet_de(texte: str) -> str | None:
    """Return the subject that a cell names, or None."""
    return _SUJETS_PAR_CLE.get(cle(texte))
