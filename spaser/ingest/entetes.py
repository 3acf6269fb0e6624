"""Headings compared as people read them: without case, accents, punctuation, units or small words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "°": "o", "º": "o", "’": "'", "&": " et "})
_NUMERO = re.compile(r"\b(?:n\s?o|no|num|nb|nbre|nombre)\b\.?", re.IGNORECASE)
_UNITES: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            r"(?:\ben\s+)?(?:\bk\s?€|\bk\s?euros?\b|\bk\s?eur\b|\bmilliers?\s(?:d'\s?)?(?:euros?\b|€))|\ben\s+milliers\b",
            re.IGNORECASE,
        ),
        1_000,
    ),
    (
        re.compile(
            r"(?:\ben\s+)?(?:\bm\s?€|\bm\s?euros?\b|\bm\s?eur\b|\bmillions?\s(?:d'\s?)?(?:euros?\b|€))|\ben\s+millions\b",
            re.IGNORECASE,
        ),
        1_000_000,
    ),
    (re.compile(r"(?:\ben\s+)?(?:€|\beuros?\b|\beur\b)", re.IGNORECASE), 1),
)
_EN = re.compile(r"en\s", re.IGNORECASE)
_CHAMEAU = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARENTHESES = re.compile(r"\((?:[^()]*)\)")
_TAXES = re.compile(r"\b(ht|ttc|hors taxes?|toutes taxes(?: comprises)?)\b", re.IGNORECASE)
_MOTS = re.compile(r"[a-z0-9]+")
_PETITS_MOTS = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "en", "au", "aux", "a", "par"})
_ABREGES = {
    "attrib": "attributaire",
    "cat": "categorie",
    "dept": "departement",
    "dir": "direction",
    "dt": "date",
    "exer": "exercice",
    "exerc": "exercice",
    "fourn": "fournisseur",
    "frs": "fournisseur",
    "lib": "libelle",
    "mdt": "mandat",
    "mnt": "montant",
    "mt": "montant",
    "mtt": "montant",
    "notif": "notification",
    "ref": "reference",
    "serv": "service",
    "tit": "titulaire",
    "trim": "trimestre",
}
"""Words as the exports of financial systems cut them: DT_MANDAT, MT_HT."""
_NUMEROS = frozenset({"siret", "siren"})
"""« N° SIRET » says no more than « SIRET »."""
_OUI_NON = (["oui", "non"], ["o", "n"])
"""« Clause sociale : oui/non » says how to answer, not what is asked."""
_PLURIEL_MIN = 4


@dataclass(frozen=True)
class Entete:
    """A heading in the three forms that are compared, and the unit that it announces."""

    texte: str
    compacte: str
    """Letters and digits only: « acheteur.id » → acheteurid."""
    legere: str
    """Without small words, plurals and abbreviations: « Dt de la notification » → datenotification."""
    ensemble: str
    """The same words in alphabetical order: « Montant HT attribué » and « Montant attribué HT » are one heading."""
    multiplicateur: int = 1

    @property
    def cles(self) -> tuple[str, str, str]:
        """The three forms."""
        return self.compacte, self.legere, self.ensemble


@lru_cache(maxsize=20_000)
def lire_entete(texte: str) -> Entete:
    """Reduce a heading; « Montant notifié HT (k€) » → montantnotifieht × 1 000."""
    brut = " ".join(texte.translate(_LIGATURES).split())
    multiplicateur = 1
    for motif, facteur in _UNITES:
        if motif.search(brut):
            multiplicateur = max(multiplicateur, facteur)
            brut = motif.sub(" ", brut)
    taxes = " ".join(_TAXES.findall(" ".join(_PARENTHESES.findall(brut))))  # « Montant (HT) » says HT
    brut = f"{_PARENTHESES.sub(' ', brut)} {taxes}"
    brut = _TAXES.sub(lambda m: "ht" if m.group().lower().startswith("h") else "ttc", brut)
    mots = _MOTS.findall(_sans_accents(_CHAMEAU.sub(" ", brut)))
    compacte = "".join(mots)
    utiles = _utiles(mots)
    return Entete(texte.strip(), compacte, "".join(utiles), "".join(sorted(utiles)), multiplicateur)


def unite_dite(texte: str) -> bool:
    """Tell whether a heading names the unit of its amounts."""
    return any(motif.search(texte.translate(_LIGATURES)) for motif, _ in _UNITES)


def unite_annoncee(texte: str) -> int | None:
    """Return the unit of the amounts that a line above the table announces: « Montants en k€ » → 1 000; « plus de 40 k€ » → None."""
    brut = texte.translate(_LIGATURES)
    return next(
        (facteur for motif, facteur in _UNITES if any(_EN.match(m.group()) for m in motif.finditer(brut))),
        None,
    )


@lru_cache(maxsize=20_000)
def cle(texte: str) -> str:
    """Return the letters and digits of a value, without case or accents."""
    return "".join(_MOTS.findall(_sans_accents(texte.translate(_LIGATURES))))


def _sans_accents(texte: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", texte.casefold()) if not unicodedata.combining(c))


def _utiles(mots: list[str]) -> list[str]:
    phrase = _NUMERO.sub("numero", " ".join(_ABREGES.get(m, m) for m in mots))
    gardes = [m for m in phrase.split() if m not in _PETITS_MOTS]
    if not _NUMEROS.isdisjoint(gardes):
        gardes = [m for m in gardes if m != "numero"]
    if len(gardes) > len(_OUI_NON[0]) and gardes[-2:] in _OUI_NON:
        gardes = gardes[:-2]
    return [m[:-1] if len(m) >= _PLURIEL_MIN and m.endswith("s") else m for m in gardes]
