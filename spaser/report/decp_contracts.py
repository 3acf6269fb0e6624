"""Contracts as the DECP write them: what is known and nothing else; what is missing or not valid is listed, never made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jsonschema import Draft7Validator

from spaser.measure.decp import ContratPublie
from spaser.report.decp_schema import CONTRACT

Json = dict[str, Any]

_VALIDATOR: Final = Draft7Validator(CONTRACT)
_SIRET: Final = 14
_NATURES: Final = {
    "marche": "Marché",
    "accord_cadre": "Marché",
    "subsequent": "Marché",
    "partenariat": "Marché de partenariat",
}
_GROUPINGS: Final = {"conjoint": "Conjoint", "solidaire": "Solidaire", "aucun": "Pas de groupement"}
_ENVIRONMENT: Final = {
    "clause": "Clause environnementale",
    "spec_technique": "Clause environnementale",
    "critere": "Critère environnemental",
}
_SOCIAL: Final = {
    "clause": "Clause sociale",
    "spec_technique": "Clause sociale",
    "critere": "Critère social",
    "marche_reserve": "Marché réservé",
    "lot_reserve": "Marché réservé",
}


@dataclass(frozen=True)
class Missing:
    """A field of a contract that keeps it from being published: absent, or not as the format asks."""

    contrat: ContratPublie
    champ: str
    raison: str


@dataclass(frozen=True)
class Exported:
    """A contract with the fields that are known, and what it still lacks."""

    contrat: ContratPublie
    champs: Json
    manques: tuple[Missing, ...]


def exported(contrat: ContratPublie, publiee_le: str) -> Exported:
    """Write a contract; ``publiee_le`` is the day of the version, that of the publication of the data (AAAA-MM-JJ)."""
    champs = {name: value for name, value in _fields(contrat, publiee_le).items() if value is not None}
    missing = [
        Missing(contrat, name, _why_absent(name, contrat))
        for name in CONTRACT["required"]
        if name not in champs
    ]
    for error in sorted(_VALIDATOR.iter_errors(champs), key=lambda error: list(map(str, error.path))):
        if error.path:
            name = str(error.path[0])
            missing.append(
                Missing(contrat, name, f"valeur non admise par le format : « {_short(champs[name])} »")
            )
    return Exported(contrat, champs, tuple(missing))


def _fields(contrat: ContratPublie, publiee_le: str) -> Mapping[str, Any]:
    return {
        "id": contrat.contrat_id if contrat.lots == 1 else None,
        "acheteur": None if contrat.acheteur_siret is None else {"id": contrat.acheteur_siret},
        "nature": _NATURES.get(contrat.type_contrat or ""),
        "objet": contrat.objet,
        "codeCPV": contrat.cpv,
        "techniques": _listed("technique", contrat.techniques)
        or ({"technique": ["Accord-cadre"]} if contrat.type_contrat == "accord_cadre" else None),
        "modalitesExecution": _listed("modaliteExecution", contrat.modalites_execution),
        "idAccordCadre": contrat.id_accord_cadre if contrat.id_accord_cadre != contrat.contrat_id else None,
        "marcheInnovant": contrat.marche_innovant,
        "ccag": contrat.ccag,
        "offresRecues": contrat.offres_recues,
        "attributionAvance": contrat.attribution_avance,
        "typeGroupementOperateurs": _GROUPINGS.get(contrat.groupement or ""),
        "sousTraitanceDeclaree": contrat.sous_traitance,
        "procedure": contrat.procedure,
        "lieuExecution": {"code": contrat.lieu_code, "typeCode": contrat.lieu_type}
        if contrat.lieu_code and contrat.lieu_type
        else None,
        "dureeMois": contrat.duree_mois,
        "dateNotification": contrat.date_notification.isoformat() if contrat.date_notification else None,
        "datePublicationDonnees": publiee_le,
        "montant": None if contrat.montant is None else float(contrat.montant),
        "typesPrix": _listed("typePrix", contrat.types_prix),
        "formePrix": contrat.forme_prix,
        "titulaires": _holders(contrat),
        "considerationsSociales": _considerations(
            "considerationSociale",
            contrat.social,
            contrat.types_social,
            _SOCIAL,
            "Pas de considération sociale",
        ),
        "considerationsEnvironnementales": _considerations(
            "considerationEnvironnementale",
            contrat.environnement,
            contrat.types_environnement,
            _ENVIRONMENT,
            "Pas de considération environnementale",
        ),
    }


def _listed(name: str, text: str | None) -> Json | None:
    values = [part.strip() for part in (text or "").split("|") if part.strip()]
    return {name: list(dict.fromkeys(values))} if values else None


def _holders(contrat: ContratPublie) -> list[Json] | None:
    """Return the holders; one without a SIRET would be told wrong, so that none is told."""
    known = [siret for siret in contrat.titulaires if len(siret) == _SIRET and siret.isdigit()]
    if not known or len(known) != len(contrat.titulaires):
        return None
    return [{"titulaire": {"typeIdentifiant": "SIRET", "id": siret}} for siret in known]


def _considerations(
    name: str, answer: bool | None, types: list[str], words: Mapping[str, str], none: str
) -> Json | None:
    """Return the list of a yes, or the word for a plain no; nothing where nobody answered, or did not say how (R7)."""
    if answer is None:
        return None
    if not answer:
        return {name: [none]}
    told = sorted({words[kind] for kind in types if kind in words})
    return {name: told} if told else None


def _why_absent(name: str, contrat: ContratPublie) -> str:
    if name == "id":
        return f"{contrat.lots} lots portent le même identifiant : chacun doit avoir le sien"
    if name == "titulaires" and any(contrat.titulaires):
        return "un titulaire n’a pas de SIRET complet"
    if name.startswith("considerations") and _answered(name, contrat):
        return "considération présente, mais l’extrait ne dit pas si c’est une clause ou un critère"
    return "non renseigné dans les extraits déposés"


def _answered(name: str, contrat: ContratPublie) -> bool:
    return bool(contrat.social if name == "considerationsSociales" else contrat.environnement)


def _short(value: object) -> str:
    return str(value)[:80]
