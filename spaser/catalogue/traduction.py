"""Pydantic's reasons told in French, with the place written as a person would look for it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from spaser.catalogue.erreurs import Probleme

_RAISONS = {
    "missing": "information obligatoire absente",
    "extra_forbidden": "clé inconnue du catalogue (faute de frappe ?)",
    "string_type": "un texte est attendu (l'écrire entre guillemets)",
    "string_too_short": "le texte est vide",
    "string_pattern_mismatch": "forme inattendue ; motif attendu : {pattern}",
    "int_type": "un nombre entier est attendu",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu, sans décimales",
    "float_type": "un nombre est attendu",
    "float_parsing": "un nombre est attendu (point décimal, sans espace ni unité)",
    "finite_number": "un nombre fini est attendu",
    "bool_type": "true ou false est attendu",
    "bool_parsing": "true ou false est attendu",
    "date_type": "une date est attendue (AAAA-MM-JJ)",
    "date_parsing": "une date est attendue (AAAA-MM-JJ)",
    "date_from_datetime_parsing": "une date est attendue (AAAA-MM-JJ)",
    "date_from_datetime_inexact": "une date est attendue (AAAA-MM-JJ)",
    "literal_error": "valeur inconnue ; valeurs possibles : {expected}",
    "greater_than": "la valeur doit être supérieure à {gt}",
    "greater_than_equal": "la valeur doit être au moins {ge}",
    "less_than_equal": "la valeur doit être au plus {le}",
    "too_short": "la liste est vide",
    "tuple_type": "une liste est attendue",
    "value_error": "{error}",
    "model_type": "un ensemble de clés est attendu",
    "model_attributes_type": "un ensemble de clés est attendu",
}
_LONGUEUR_CITEE = 60
_SCALAIRES = frozenset({"bool", "int", "float", "date", "str"})
"""What pydantic appends to a location when none of a parameter's possible types fits."""


def chemin(lieu: Sequence[int | str]) -> str:
    """Write a location as ``indicateurs[3].cibles[0].annee``."""
    texte = ""
    for partie in lieu:
        if isinstance(partie, int):
            texte += f"[{partie}]"
        else:
            texte += f".{partie}" if texte else partie
    return texte or "document"


def problemes_de(erreur: ValidationError) -> tuple[Probleme, ...]:
    """Translate every reason of a refused document, in its order, each place once."""
    problemes: dict[Probleme, None] = {}
    for detail in erreur.errors():
        lieu = detail["loc"]
        if lieu and lieu[-1] in _SCALAIRES:
            raison = "une valeur simple est attendue (texte, nombre, date, true ou false)"
            problemes[Probleme(chemin(lieu[:-1]), raison)] = None
        else:
            problemes[Probleme(chemin(lieu), _raison(detail))] = None
    return tuple(problemes)


def _raison(detail: ErrorDetails) -> str:
    modele = _RAISONS.get(detail["type"], "valeur refusée ({type})")
    contexte: dict[str, object] = {**detail.get("ctx", {}), "type": detail["type"]}
    raison = modele.format_map(contexte).replace(" or ", " ou ")
    if detail["type"] in {"missing", "extra_forbidden", "value_error"}:
        return raison
    lu = repr(detail["input"])
    cite = lu if len(lu) <= _LONGUEUR_CITEE else lu[:_LONGUEUR_CITEE] + "…"
    return f"{raison} ; lu : {cite}"
