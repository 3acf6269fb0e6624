"""DECP in XML (regulation of 2022): the same contracts as in JSON, read element by element; no entity is ever expanded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from spaser.ingest.read.decp_json import RACINES_2022, REMEDE, Objet, feuille_de_contrats
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError

_TITULAIRES = frozenset({"titulaires", "concessionnaires"})


def lire_decp_xml(chemin: Path) -> list[Feuille]:
    """Return the contracts as one sheet; the row number is the rank of the contract in the file, from 1.

    Raises:
        LectureRefuseeError: not XML, an XML that declares entities, or XML without contracts.
    """
    try:
        with chemin.open("rb") as flux:
            contrats = list(_contrats(iterparse(flux, forbid_dtd=True)))
    except DefusedXmlException as cause:
        raise LectureRefuseeError(
            "xml_dangereux",
            "Ce fichier XML déclare des entités ou un type de document : il n'est pas lu, de telles déclarations peuvent ouvrir d'autres "
            "fichiers ou remplir la mémoire.",
            REMEDE,
        ) from cause
    except (ParseError, ValueError, RecursionError) as cause:
        position = getattr(cause, "position", None)
        ou = f" (ligne {position[0]})" if position else ""
        raise LectureRefuseeError(
            "xml_illisible", f"Ce fichier XML est tronqué ou mal formé{ou}.", REMEDE
        ) from cause
    if not contrats:
        raise LectureRefuseeError(
            "xml_sans_contrat", "Ce fichier XML ne contient aucun marché ni contrat de concession.", REMEDE
        )
    return [feuille_de_contrats(contrats, "decp-2022")]


def _contrats(evenements: Iterator[tuple[str, Element]]) -> Iterator[Objet]:
    types = dict(RACINES_2022)
    for _, element in evenements:
        nom = _nom(element)
        if nom in types:
            yield {"_type": types[nom], **{_nom(enfant): _valeur(enfant) for enfant in element}}
            element.clear()


def _valeur(element: Element) -> object:
    """Read an element as the JSON of the same contract writes it: a text, a list of one kind, or an object."""
    enfants = list(element)
    if not enfants:
        return (element.text or "").strip() or None
    nom = _nom(element)
    if nom in _TITULAIRES:
        return [{_nom(e): _valeur(e)} for e in enfants]
    if all(_sans_pluriel(_nom(e)) == _sans_pluriel(nom) for e in enfants):
        return {_nom(enfants[0]): [_valeur(e) for e in enfants]}
    return {_nom(e): _valeur(e) for e in enfants}


def _nom(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _sans_pluriel(nom: str) -> str:
    """« considerationsSociales » holds « considerationSociale »: the same name but for its plurals."""
    return nom.lower().replace("s", "")
