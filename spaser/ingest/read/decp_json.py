"""DECP in JSON, regulations of 2019 (list at the root) and 2022 (object): one row per contract, contractors side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from spaser.ingest.read.feuille import Feuille, LectureRefuseeError, Ligne

Objet = Mapping[str, object]

REMEDE = "Déposez le fichier DECP tel que votre profil d'acheteur le publie (racine « marches »), ou un export CSV de vos contrats."
_CONCESSION = "Contrat de concession"
RACINES_2022 = (("marche", "Marché"), ("contrat-concession", _CONCESSION))
_NOMS_DE_CONCESSION = (("autoriteConcedante.id", "acheteur.id"), ("valeurGlobale", "montant"))
_CONCESSIONNAIRES = ("titulaires", "concessionnaires")
_IGNORES = frozenset(
    {"modifications", "actesSousTraitance", "modificationsActesSousTraitance", "donneesExecution"}
)
_SEPARATEUR_DE_LISTE = " | "


def lire_decp_json(chemin: Path) -> list[Feuille]:
    """Return the contracts as one sheet; the row number is the rank of the contract in the file, from 1.

    Raises:
        LectureRefuseeError: not JSON, or JSON without contracts.
    """
    racine = _charger(chemin)
    source, contrats = _contrats(racine)
    if not contrats:
        raise LectureRefuseeError(
            "json_sans_contrat", "Ce fichier JSON ne contient aucun marché ni contrat de concession.", REMEDE
        )
    return [feuille_de_contrats(contrats, source)]


def feuille_de_contrats(contrats: Sequence[Objet], source: str) -> Feuille:
    """Lay contracts flat as one sheet: row 0 the headings, then one row per contract, numbered by its rank."""
    aplatis = [_aplatir(contrat) for contrat in contrats]
    entetes = list(dict.fromkeys(nom for contrat in aplatis for nom in contrat))
    lignes: list[Ligne] = [(0, entetes)]
    lignes += [
        (rang, [contrat.get(nom, "") for nom in entetes]) for rang, contrat in enumerate(aplatis, start=1)
    ]
    return Feuille(None, lambda: iter(lignes), encodage="UTF-8", source=source, debut=lignes[:45])


def _charger(chemin: Path) -> object:
    octets = chemin.read_bytes()
    for codec in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return json.loads(octets.decode(codec), parse_float=Decimal)
        except UnicodeDecodeError:
            continue
        except (ValueError, RecursionError) as cause:
            raise LectureRefuseeError(
                "json_illisible", f"Ce fichier JSON est tronqué ou mal formé ({_position(cause)}).", REMEDE
            ) from cause
    raise LectureRefuseeError("json_illisible", "Ce fichier JSON n'est pas du texte lisible.", REMEDE)


def _position(cause: Exception) -> str:
    if isinstance(cause, json.JSONDecodeError):
        return f"ligne {cause.lineno}, caractère {cause.colno}"
    return "imbrications trop profondes"


def _contrats(racine: object) -> tuple[str, list[Objet]]:
    marches = racine.get("marches") if isinstance(racine, dict) else racine
    if isinstance(marches, dict):
        trouves: list[Objet] = [
            {"_type": type_, **c}
            for cle, type_ in RACINES_2022
            for c in _liste(marches.get(cle))
            if isinstance(c, dict)
        ]
        return "decp-2022", trouves
    if isinstance(marches, list):
        return "decp-2019", [c for c in marches if isinstance(c, dict) and "id" in c]
    return "decp-2019", []


def _liste(valeur: object) -> Sequence[object]:
    if isinstance(valeur, list):
        return valeur
    return [] if valeur is None else [valeur]


def _aplatir(contrat: Objet) -> dict[str, str]:
    plat: dict[str, str] = {}
    for nom, valeur in contrat.items():
        if nom in _IGNORES:
            continue
        if nom in _CONCESSIONNAIRES:
            plat.update(_titulaires(valeur))
            continue
        if isinstance(valeur, dict) and not _est_une_liste(valeur):
            plat.update({f"{nom}.{sous}": _texte(v) for sous, v in valeur.items()})
        else:
            plat[nom] = _texte(valeur)
    if contrat.get("_type") == _CONCESSION:
        plat["nature"] = _CONCESSION
        plat.update({la: plat.pop(de) for de, la in _NOMS_DE_CONCESSION if de in plat})
    return plat


def _est_une_liste(valeur: Objet) -> bool:
    """In the 2022 format a list is an object with one key: {"technique": ["Accord-cadre"]}."""
    return len(valeur) == 1 and all(isinstance(v, list) for v in valeur.values())


def _titulaires(valeur: object) -> Iterator[tuple[str, str]]:
    for rang, element in enumerate(_deplier(valeur), start=1):
        titulaire = next((v for v in element.values() if isinstance(v, dict)), element)
        yield f"titulaire_id_{rang}", _texte(titulaire.get("id"))
        yield f"titulaire_typeIdentifiant_{rang}", _texte(titulaire.get("typeIdentifiant"))
        yield f"titulaire_denominationSociale_{rang}", _texte(titulaire.get("denominationSociale"))


def _deplier(valeur: object) -> Iterator[Objet]:
    for element in _liste(valeur):
        if isinstance(element, list):
            yield from _deplier(element)
        elif isinstance(element, dict):
            yield element


def _texte(valeur: object) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Decimal):
        return _decimal(valeur)
    if isinstance(valeur, dict):
        return _SEPARATEUR_DE_LISTE.join(_texte(v) for v in valeur.values() if v is not None)
    if isinstance(valeur, list):
        return _SEPARATEUR_DE_LISTE.join(_texte(v) for v in valeur if v is not None)
    return str(valeur)


def _decimal(valeur: Decimal) -> str:
    """Write a number plainly; a fourth decimal keeps « 1.234 » from being taken for 1 234."""
    texte = format(valeur, "f")
    return f"{texte}0" if re.fullmatch(r"-?\d+\.\d{3}", texte) else texte
