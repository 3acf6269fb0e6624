"""Considerations of contracts, in the four ways of writing them: lists, device columns, theme columns, a sheet of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression

from spaser.ingest.appariement import Appariement
from spaser.ingest.entetes import cle, lire_entete
from spaser.ingest.kinds.dispositifs import TYPES, Dispositif, dispositif_de, sujet_de, type_de
from spaser.ingest.lignes import LigneEntete, lignes_entete
from spaser.ingest.read.feuille import Feuille

_LISTES = {"considerations_sociales": "SOC", "considerations_environnementales": "ENV"}
_FAMILLES = frozenset({"ENV", "SOC", "RSE"})
_OUI = frozenset({"oui", "o", "x", "vrai", "true", "yes"})
_NON = frozenset({"non", "n", "faux", "false", "no", "aucun", "aucune", "neant", "sansobjet", "so"})
_NOMBRE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|points?|pts?)?", re.IGNORECASE)
"""1 and 0 are yes and no; of a criterion, any number is its weight."""
_VIDES = frozenset(
    {"", "nc", "nd", "na", "mq", "cdl", "nan", "none", "null", "nonrenseigne", "nonrenseignee"}
)
_ELEMENTS = re.compile(r"\s*(?:[,;|\n+]|\bet\b|\s/\s)\s*")
_CROCHETS = re.compile(r"[\[\]\"]|(?<![A-Za-zÀ-ÿ])'|'(?![A-Za-zÀ-ÿ])")
_DEBUTS_DE_TYPE = tuple(
    sorted(((cle(mot), type_) for type_, mots in TYPES.items() for mot in mots), key=lambda p: -len(p[0]))
)

_FEUILLE_THEME = ("theme", "consideration", "sujet", "thematique", "objet consideration")
_FEUILLE_TYPE = ("type", "type de dispositif", "dispositif", "type de consideration", "nature")
_FEUILLE_CONTRAT = (
    "contrat_id",
    "contrat",
    "n° de marché",
    "n° marché",
    "numéro de marché",
    "numéro du marché",
    "marché",
    "id",
    "n° contrat",
    "n° de contrat",
    "numéro de contrat",
    "id contrat",
    "référence du marché",
)
_FEUILLE_LOT = ("lot", "n° de lot", "n° lot", "numéro de lot")
_FEUILLE_REPONSE = ("reponse", "présence", "oui/non", "oui non", "valeur")


@dataclass(frozen=True)
class Reponse:
    """One answer: a subject, a type of device when it is said, and yes, no or not filled (None)."""

    sujet: str
    type: str | None
    reponse: bool | None


def lire_reponse(texte: str, base: Dispositif) -> tuple[tuple[Reponse, ...], bool]:
    """Read a cell under a heading that asks about ``base``; False when a word of it was not understood.

    « ['Clause sociale', 'Critère social'] » under SOC → (SOC, clause, yes) and (SOC, critere, yes); « 5 % » under a criterion → yes.
    """
    if cle(texte) in _VIDES or texte.strip() in {"-", "#", "n/a", "N/A"}:
        return (Reponse(base.sujet, base.type, None),), True
    if _NOMBRE.fullmatch(texte.strip()):  # whole: its comma separates no list
        oui = _oui_ou_non(texte, base.type)
        return (Reponse(base.sujet, base.type, oui),), oui is not None
    reponses: dict[Reponse, None] = {}
    compris = True
    for element in _elements(texte):
        reponse = _lire_element(element, base)
        if reponse is None:
            compris = False
        else:
            reponses[reponse] = None
    if not reponses:
        return (Reponse(base.sujet, base.type, None),), compris
    return tuple(reponses), compris


def _elements(texte: str) -> Iterator[str]:
    entier = _CROCHETS.sub(" ", texte).strip()
    if _oui_ou_non(entier) is not None or dispositif_de(lire_entete(entier)) is not None:
        yield entier
        return
    yield from (e for e in _ELEMENTS.split(entier) if cle(e))


def _lire_element(element: str, base: Dispositif) -> Reponse | None:
    forme = cle(element)
    if forme in _VIDES:
        return Reponse(base.sujet, base.type, None)
    reponse = _oui_ou_non(element, base.type)
    if reponse is not None:
        return Reponse(base.sujet, base.type, reponse)
    if forme.startswith(("pasde", "aucun", "sansconsideration")):
        return Reponse(base.sujet, base.type, False)
    dispositif = dispositif_de(lire_entete(element))
    if dispositif is not None:
        sujet = base.sujet if dispositif.sujet in _FAMILLES else dispositif.sujet
        return Reponse(sujet, dispositif.type or base.type, True)
    type_ = next((t for debut, t in _DEBUTS_DE_TYPE if forme.startswith(debut)), None)
    if type_ is not None:
        return Reponse(base.sujet, type_, True)
    sujet_nomme = sujet_de(element)
    return Reponse(sujet_nomme, base.type, True) if sujet_nomme else None


def lire_dispositifs(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """Fill ``dispositifs`` and ``lexique`` from the headings that are considerations; note what was not understood."""
    places = [(place, dispositif) for place, dispositif in lecture.dispositifs]
    places += [
        (lecture.colonnes[nom], Dispositif(sujet, None))
        for nom, sujet in _LISTES.items()
        if nom in lecture.colonnes
    ]
    for place, dispositif in places:
        texte = ColumnExpression(f"c{place.rang}")
        origine = ConstantExpression(place.entete)
        con.table("brut").select(ColumnExpression("ligne"), origine, texte).insert_into("dispositifs")
        distincts = con.table("brut").select(texte.alias("t")).distinct().fetchall()
        lexique = [(place.entete, t, r) for (t,) in distincts for r in lire_reponse(t, dispositif)[0]]
        _inserer(con, "lexique", [(o, t, r.sujet, r.type, r.reponse) for o, t, r in lexique], _LEXIQUE)
        incompris = [t for (t,) in distincts if not lire_reponse(t, dispositif)[1]]
        if incompris:
            douteuses = con.table("dispositifs").filter(
                (ColumnExpression("origine") == origine)
                & ColumnExpression("texte").isin(*map(ConstantExpression, incompris))
            )
            douteuses.select(
                ConstantExpression("consideration_inconnue"),
                origine,
                ColumnExpression("texte"),
                ColumnExpression("ligne"),
            ).insert_into("constats")


_LEXIQUE = pa.schema(
    [
        ("origine", pa.string()),
        ("texte", pa.string()),
        ("sujet", pa.string()),
        ("type", pa.string()),
        ("reponse", pa.bool_()),
    ]
)
_FICHES = pa.schema(
    [
        ("acheteur_siren", pa.string()),
        ("contrat_id", pa.string()),
        ("lot", pa.string()),
        ("sujet", pa.string()),
        ("type", pa.string()),
        ("reponse", pa.bool_()),
        ("ligne", pa.int32()),
    ]
)


def _inserer(
    con: duckdb.DuckDBPyConnection, table: str, lignes: Sequence[tuple[object, ...]], schema: pa.Schema
) -> None:
    if lignes:
        colonnes = [pa.array(c, t) for c, t in zip(zip(*lignes, strict=True), schema.types, strict=True)]
        con.from_arrow(pa.Table.from_arrays(colonnes, schema=schema)).insert_into(table)


@dataclass(frozen=True)
class FeuilleConsiderations:
    """The sheet that holds considerations alone, and where its columns stand."""

    feuille: Feuille
    ligne_entete: int
    contrat: int
    theme: int
    type: int | None
    lot: int | None
    reponse: int | None


def trouver_feuille(
    feuilles: Sequence[Feuille], prise: Feuille, lignes_max: int
) -> FeuilleConsiderations | None:
    """Find, among the other sheets of a workbook, the one that lists considerations by contract."""
    for feuille in feuilles:
        if feuille.nom is None or feuille.nom == prise.nom:
            continue
        for ligne in lignes_entete(feuille.debut, lignes_max):
            trouvee = _lire_entetes(feuille, ligne)
            if trouvee is not None:
                return trouvee
    return None


def _lire_entetes(feuille: Feuille, ligne: LigneEntete) -> FeuilleConsiderations | None:
    entetes = [set(lire_entete(t).cles) for t in ligne.textes]

    def place(noms: Sequence[str]) -> int | None:
        for nom in noms:
            voulues = set(lire_entete(nom).cles)
            rang = next((i for i, cles in enumerate(entetes) if cles & voulues), None)
            if rang is not None:
                return rang
        return None

    contrat, theme = place(_FEUILLE_CONTRAT), place(_FEUILLE_THEME)
    if contrat is None or theme is None:
        return None
    return FeuilleConsiderations(
        feuille,
        ligne.numero,
        contrat,
        theme,
        place(_FEUILLE_TYPE),
        place(_FEUILLE_LOT),
        place(_FEUILLE_REPONSE),
    )


@dataclass(frozen=True)
class BilanFeuille:
    """What became of the rows of the considerations' sheet."""

    nom: str
    lues: int
    retenues: int
    themes_inconnus: tuple[tuple[int, str], ...]
    contrats_inconnus: tuple[tuple[int, str], ...]


def lire_feuille(con: duckdb.DuckDBPyConnection, trouvee: FeuilleConsiderations) -> BilanFeuille:
    """Fill ``fiches`` from the sheet: rows whose contract is among the accepted ones (``retenues``) and whose theme is known."""
    cles = con.table("retenues").select("contrat_id", "lot", "acheteur_siren").distinct().fetchall()
    contrats: dict[str, list[tuple[str, str, str]]] = {}
    for contrat, lot, siren in cles:
        contrats.setdefault(contrat, []).append((siren, contrat, lot))
    lignes: list[tuple[object, ...]] = []
    themes: list[tuple[int, str]] = []
    inconnus: list[tuple[int, str]] = []
    lues = 0
    for numero, cellules in trouvee.feuille.lignes():
        contrat, theme = _cellule(cellules, trouvee.contrat), _cellule(cellules, trouvee.theme)
        if numero <= trouvee.ligne_entete or not (contrat or theme):
            continue
        lues += 1
        lot = _cellule(cellules, trouvee.lot)
        visees = [c for c in contrats.get(contrat, []) if not lot or c[2] == lot]
        dispositif = dispositif_de(lire_entete(theme))
        if not visees:
            inconnus.append((numero, contrat))
        elif dispositif is None:
            themes.append((numero, theme))
        else:
            nature = type_de(_cellule(cellules, trouvee.type)) or dispositif.type
            reponse = (
                _oui_ou_non(_cellule(cellules, trouvee.reponse), nature)
                if trouvee.reponse is not None
                else True
            )
            lignes += [(*visee, dispositif.sujet, nature, reponse, numero) for visee in visees]
    _inserer(con, "fiches", lignes, _FICHES)
    return BilanFeuille(
        trouvee.feuille.nom or "", lues, lues - len(themes) - len(inconnus), tuple(themes), tuple(inconnus)
    )


def _cellule(cellules: Sequence[str], rang: int | None) -> str:
    return cellules[rang].strip() if rang is not None and rang < len(cellules) else ""


def _oui_ou_non(texte: str, type_: str | None = None) -> bool | None:
    nombre = _NOMBRE.fullmatch(texte.strip())
    if nombre is not None:
        valeur = float(nombre.group(1).replace(",", "."))
        return valeur > 0 if type_ == "critere" or valeur in {0, 1} else None
    forme = cle(texte)
    return True if forme in _OUI else False if forme in _NON else None
