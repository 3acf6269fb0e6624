"""What the first cells under a heading look like, and how near two names are: only to propose, never to decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from spaser.catalogue import Catalogue, cle_de_comparaison
from spaser.ingest.appariement import Appariement
from spaser.ingest.entetes import cle, lire_entete
from spaser.ingest.kinds import Colonne
from spaser.ingest.kinds.base import TypeCellule
from spaser.ingest.listes import connaisseur
from spaser.ingest.options import REFERENCES

_ESPACES = re.compile(r"[\s\u00a0\u202f'’]+")
_VIDES = frozenset({"", "nc", "nd", "na", "mq", "cdl", "nan", "none", "null"})
_MONTANT = re.compile(r"[(+-]?\d+(?:[.,]\d+)*\)?-?(?:[kKmM]?(?:€|euros?|eur)?)?(?:ht|ttc)?", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}[/\-]\d{1,2}[/\-]\d{1,2}.*|\d{1,2}(?:er)?\s+[^\W\d]{3,9}\.?\s+\d{4}"
)
_MOIS = re.compile(r"\d{4}-\d{2}|\d{1,2}/\d{4}|\d{4}-?[tT][1-4]|[tT][1-4][\s-]\d{4}|[^\W\d]{3,9}\.?\s+\d{4}")
_ANNEE = re.compile(r"(?:19|20)\d{2}(?:\.0)?")
_ENTIER = re.compile(r"-?\d{1,9}(?:[.,]0+)?(?:\s*(?:mois|jours?|heures?|h|j))?")
_OUI_NON = frozenset({"oui", "non", "o", "n", "x", "vrai", "faux", "true", "false", "1", "0"})
_CHIFFRES_SIRET = frozenset({9, 14})
_LONGUEUR_IDENTIFIANT = 30
_PAIRES_MIN = 0.4
_AUTRES: Mapping[TypeCellule, re.Pattern[str]] = {
    "date": _DATE,
    "annee": _ANNEE,
    "entier": _ENTIER,
    "cpv": re.compile(r"\d{7,8}(?:-\d)?(?:\.0)?"),
    "code_postal": re.compile(r"\d{4,5}(?:\.0)?"),
    "code_commune": re.compile(r"\d[\dABab]?\d{3}(?:\.0)?"),
    "departement": re.compile(r"\d[\dABab]?\d?(?:\.0)?"),
    "taux": re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%?"),
}


def cellules_de(lecture: Appariement, rang: int) -> list[str]:
    """Return the filled cells of a column among the first rows of the sheet."""
    return [
        cellules[rang].strip()
        for numero, cellules in lecture.feuille.debut
        if numero > lecture.ligne_entete and rang < len(cellules) and cle(cellules[rang]) not in _VIDES
    ]


def part_lisible(colonne: Colonne, cellules: Sequence[str], catalogue: Catalogue) -> float | None:
    """Return the share of cells that look like what a column expects, None when there is no cell or any text does."""
    if not cellules or colonne.type in {"texte", "code"}:
        return None
    return sum(map(_essai(colonne, catalogue), cellules)) / len(cellules)


def _essai(colonne: Colonne, catalogue: Catalogue) -> Callable[[str], bool]:
    type_ = colonne.type
    if type_ in REFERENCES:
        connaitre = connaisseur(catalogue, type_)
        return lambda t: connaitre(t) is not None
    if type_ == "choix":
        return lambda t: cle(t) in colonne.formes
    if type_ in _AUTRES:
        motif = _AUTRES[type_]
        return lambda t: motif.fullmatch(t) is not None
    essais: dict[str, Callable[[str], bool]] = {
        "siret": _est_siret,
        "montant": lambda t: _est_montant(t) and not _est_siret(t),
        "nombre": lambda t: _est_montant(t) and not _est_siret(t),
        "mois": lambda t: bool(_MOIS.fullmatch(t) or _DATE.fullmatch(t)),
        "oui_non": lambda t: cle(t) in _OUI_NON,
        "identifiant": _est_identifiant,
    }
    return essais[type_]


def _est_siret(texte: str) -> bool:
    """Tell a SIREN or a SIRET whose control key is right."""
    chiffres = _ESPACES.sub("", texte).removesuffix(".0")
    if not chiffres.isdigit() or not chiffres.isascii() or len(chiffres) not in _CHIFFRES_SIRET:
        return False
    doubles = (int(c) * (1 + rang % 2) for rang, c in enumerate(reversed(chiffres)))
    return sum(sum(divmod(n, 10)) for n in doubles) % 10 == 0


def _est_montant(texte: str) -> bool:
    return _MONTANT.fullmatch(_ESPACES.sub("", texte)) is not None


def _est_identifiant(texte: str) -> bool:
    court = len(texte) <= _LONGUEUR_IDENTIFIANT and any(c.isdigit() for c in texte)
    return court and not _DATE.fullmatch(texte) and not _est_siret(texte)


def noms_connus(colonne: Colonne) -> tuple[str, ...]:
    """Return the names under which a column is met, the canonical one first."""
    return (colonne.nom.replace("_", " "), *colonne.alias)


def intitule_proche(entete: str, colonne: Colonne) -> tuple[float, str]:
    """Return how near a heading is to the names of a column (0 to 1), and the nearest name."""
    return max(
        ((ressemblance(_mots(entete), _mots(nom)), nom) for nom in noms_connus(colonne)),
        key=lambda p: p[0],
        default=(0.0, ""),
    )


def valeurs_proches(texte: str, noms: Mapping[str, str], combien: int) -> list[tuple[str, float]]:
    """Return the canonical values whose names are nearest to a text, with their likeness (0 to 1), best first.

    Args:
        texte: the value as written.
        noms: name, in any spelling → canonical value.
        combien: how many, at most.
    """
    notes: dict[str, float] = {}
    ecrit = _mots_de_liste(texte)
    for nom, canonique in noms.items():
        note = ressemblance(ecrit, _mots_de_liste(nom))
        notes[canonique] = max(note, notes.get(canonique, 0.0))
    return sorted(notes.items(), key=lambda p: (-p[1], p[0]))[:combien]


@lru_cache(maxsize=20_000)
def _mots_de_liste(texte: str) -> tuple[str, ...]:
    """Return the words of a value that tell it from the others of its list."""
    mots = tuple(cle_de_comparaison(texte).split())
    return tuple(m for m in mots if m not in _MOTS_DE_LISTE) or mots


@lru_cache(maxsize=200_000)
def ressemblance(mots: tuple[str, ...], autres: tuple[str, ...]) -> float:
    """Return the likeness of two names, 0 to 1: letters in common, or words in common when one name holds the other.

    Two words that have nothing to do with each other share half of their letters: that counts for nothing.
    """
    if not mots or not autres:
        return 0.0
    communs = len({*mots} & {*autres})
    ecrits, autrement = len({*mots}), len({*autres})
    contenus = 0.9 * communs / max(ecrits, autrement) + 0.1 * communs / min(ecrits, autrement)
    paires, siennes = _paires(mots), _paires(autres)
    if len(paires & siennes) < _PAIRES_MIN * max(len(paires), len(siennes)):
        return contenus
    lettres = SequenceMatcher(None, " ".join(mots), " ".join(autres), autojunk=False).ratio()
    tries = SequenceMatcher(None, " ".join(sorted(mots)), " ".join(sorted(autres)), autojunk=False).ratio()
    return max(0.0, 2 * max(lettres, tries) - 1, contenus)


@lru_cache(maxsize=20_000)
def _paires(mots: tuple[str, ...]) -> frozenset[str]:
    """Return the pairs of letters of a name, words set apart: most names share too few of them to be compared at length."""
    return frozenset(mot[i : i + 2] for m in mots for mot in (f" {m} ",) for i in range(len(mot) - 1))


@lru_cache(maxsize=20_000)
def _mots(entete: str) -> tuple[str, ...]:
    lu = lire_entete(entete.replace("_", " "))
    mots = [m for m in cle_de_comparaison(lu.texte).split() if m not in _PETITS_MOTS]
    return tuple(_ABREGES.get(m, m) for m in mots)


_PETITS_MOTS = frozenset(
    {"de", "du", "des", "la", "le", "les", "l", "d", "en", "au", "aux", "a", "par", "k", "keur"}
)
_MOTS_DE_LISTE = frozenset(
    {*_PETITS_MOTS, "dga", "direction", "generale", "adjointe", "pole", "conseil", "territoire", "et"}
)
_ABREGES = {
    "mt": "montant",
    "mnt": "montant",
    "mtt": "montant",
    "dt": "date",
    "num": "numero",
    "no": "numero",
    "n": "numero",
    "ref": "reference",
    "lib": "libelle",
    "fourn": "fournisseur",
    "frs": "fournisseur",
    "fns": "fournisseur",
    "notif": "notification",
    "dom": "domaine",
    "terr": "territoire",
    "exo": "exercice",
    "mdt": "mandat",
    "mand": "mandat",
}


def pareils(textes: Iterable[str]) -> bool:
    """Tell whether several headings reduce to the same words: nothing but their place tells them apart."""
    return len({lire_entete(t).legere for t in textes}) == 1
