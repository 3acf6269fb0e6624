"""What the regulation of 22 December 2022 asks of a contract in the DECP, as a JSON Schema written from its documentation (v2.0.3).

Only the fields that are exported: acts of subcontracting and modifications are not.
"""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final[dict[str, Any]] = {"type": "string"}
_FLAG: Final[dict[str, Any]] = {"type": "boolean"}
_DAY: Final[dict[str, Any]] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_IDENTIFIER: Final[dict[str, Any]] = {"type": "string", "minLength": 1, "maxLength": 16}


def _one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def _some_of(name: str, *values: str) -> dict[str, Any]:
    """Return a list of closed values as the format writes it: an object with one key."""
    return {
        "type": "object",
        "required": [name],
        "properties": {
            name: {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": list(values)}}
        },
    }


PROPERTIES: Final[dict[str, dict[str, Any]]] = {
    "id": _IDENTIFIER,
    "acheteur": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string", "pattern": "^[0-9]{14}$"}},
    },
    "nature": _one_of("Marché", "Marché de partenariat", "Marché de défense ou de sécurité"),
    "objet": {"type": "string", "minLength": 1, "maxLength": 1000},
    "codeCPV": {"type": "string", "pattern": "^[0-9]{8}(-[0-9])?$"},
    "techniques": _some_of(
        "technique",
        "Accord-cadre",
        "Concours",
        "Système de qualification",
        "Système d'acquisition dynamique",
        "Catalogue électronique",
        "Enchère électronique",
        "Sans objet",
    ),
    "modalitesExecution": _some_of(
        "modaliteExecution", "Tranches", "Bons de commande", "Marchés subséquents", "Sans objet"
    ),
    "idAccordCadre": _IDENTIFIER,
    "marcheInnovant": _FLAG,
    "ccag": _one_of(
        "Travaux",
        "Maitrise d'œuvre",
        "Fournitures courantes et services",
        "Marchés industriels",
        "Prestations intellectuelles",
        "Techniques de l'information et de la communication",
        "Pas de CCAG",
    ),
    "offresRecues": {"type": "integer", "minimum": 1},
    "attributionAvance": _FLAG,
    "typeGroupementOperateurs": _one_of("Conjoint", "Solidaire", "Pas de groupement"),
    "sousTraitanceDeclaree": _FLAG,
    "procedure": _one_of(
        "Procédure adaptée",
        "Appel d'offres ouvert",
        "Appel d'offres restreint",
        "Procédure avec négociation",
        "Marché passé sans publicité ni mise en concurrence préalable",
        "Dialogue compétitif",
    ),
    "lieuExecution": {
        "type": "object",
        "required": ["code", "typeCode"],
        "properties": {
            "code": _TEXT,
            "typeCode": _one_of(
                "Code postal",
                "Code commune",
                "Code arrondissement",
                "Code canton",
                "Code département",
                "Code région",
                "Code pays",
            ),
        },
    },
    "dureeMois": {"type": "integer", "minimum": 1},
    "dateNotification": _DAY,
    "datePublicationDonnees": _DAY,
    "montant": {"type": "number", "minimum": 1},
    "typesPrix": _some_of(
        "typePrix", "Définitif ferme", "Définitif actualisable", "Définitif révisable", "Provisoire"
    ),
    "formePrix": _one_of("Unitaire", "Forfaitaire", "Mixte"),
    "titulaires": {
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": {
            "type": "object",
            "required": ["titulaire"],
            "properties": {
                "titulaire": {
                    "type": "object",
                    "required": ["typeIdentifiant", "id"],
                    "properties": {
                        "typeIdentifiant": _one_of(
                            "SIRET", "TVA", "TAHITI", "RIDET", "FRWF", "IREP", "HORS-UE"
                        ),
                        "id": _TEXT,
                    },
                }
            },
        },
    },
    "considerationsSociales": _some_of(
        "considerationSociale",
        "Clause sociale",
        "Critère social",
        "Marché réservé",
        "Pas de considération sociale",
    ),
    "considerationsEnvironnementales": _some_of(
        "considerationEnvironnementale",
        "Clause environnementale",
        "Critère environnemental",
        "Pas de considération environnementale",
    ),
}
"""The fields of a « marché » that are exported, each with its constraints."""

OPTIONAL: Final = frozenset({"idAccordCadre"})
CONTRACT: Final[dict[str, Any]] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "additionalProperties": False,
    "required": [name for name in PROPERTIES if name not in OPTIONAL],
    "properties": PROPERTIES,
}
"""One « marché »."""
