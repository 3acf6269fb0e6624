"""The table of a sheet, whatever it is about: preamble, headings, rows set aside, cells; or a refusal that names the line.

The importer knows what an extract must hold and rejects its rows one by one. Here nothing is known: what cannot be decided from the
rows themselves is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spaser.ingest.read.entete_certaine import est_entete
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.read.mise_a_part import ecarter, noter
from spaser.ingest.read.natures import Nature, nature, rogner
from spaser.ingest.rendu import accorde

Rangee = tuple[int, list[str]]
"""A row that holds something: its number as Excel counts, its trimmed cells."""

_REMEDE = "Corrigez cette ligne, ou refaites l'export avec une seule ligne d'en-têtes et une ligne par enregistrement."
_AUTRES_GUILLEMETS = frozenset({"''", '""', "“”", "‘’", "«»", "``"})
_LARGE = 4
_ETIQUETTE = re.compile(
    r"(?:exercice|année|période|service|direction|dga|pôle|budget|collectivité|acheteur|entité|organisme|périmètre|auteur"
    r"|version|source|titre|édité|édition|extrait|extraction|export|imprimé|utilisateur|date d)",
    re.IGNORECASE,
)
_ETROIT = 2


@dataclass(frozen=True)
class Tableau:
    """Headings and rows, all as wide as the headings."""

    feuille: Feuille
    ligne_entete: int
    entetes: list[str]
    lignes: list[Rangee]
    ecartees: list[tuple[int, str]]
    """Rows that are no data, with the reason: entete_repetee, ligne_total, note."""


def lire_tableau(feuilles: Sequence[Feuille]) -> Tableau:
    """Read the one table of a file.

    Raises:
        LectureRefuseeError: several readings or several tables, a row of another width, no certain headings…
    """
    if len(feuilles) > 1 and feuilles[0].nom is None:
        raise refus(
            "separateur_indecis", 1, "plusieurs séparateurs découpent ce texte aussi bien l'un que l'autre"
        )
    if len(feuilles) > 1:
        pleines = [f for f in feuilles if _a_un_tableau(f)]
        if len(pleines) != 1:
            noms = ", ".join(f"« {f.nom} »" for f in pleines or feuilles)
            raise LectureRefuseeError(
                "feuille_ambigue",
                f"Plusieurs feuilles de ce classeur peuvent être le tableau : {noms}.",
                "Gardez une seule feuille dans le classeur, ou indiquez laquelle lire.",
            )
        feuilles = pleines
    return _lire(feuilles[0])


def refus(regle: str, ligne: int, constat: str) -> LectureRefuseeError:
    """Return the refusal that a row deserves."""
    return LectureRefuseeError(regle, f"Ligne {ligne} : {constat}.", _REMEDE, ligne=ligne)


def _a_un_tableau(feuille: Feuille) -> bool:
    return sum(sum(bool(c.strip()) for c in cellules) > _ETROIT for _, cellules in feuille.debut) > 1


def _lire(feuille: Feuille) -> Tableau:
    rangees, vides = _rangees(feuille)
    if feuille.guillemets_nus:
        raise refus(
            "guillemet_fautif",
            feuille.guillemets_nus[0],
            "un guillemet se trouve dans une cellule qui n'est pas entre guillemets",
        )
    if not rangees:
        raise refus("fichier_vide", 1, "le tableau est vide")
    if feuille.largeur_stricte:
        _refuser_d_autres_guillemets(rangees)
    else:
        rangees = _au_carre(rangees)
    corps, dessous = _corps(rangees)
    if feuille.largeur_stricte:
        _refuser_les_vides_d_une_autre_largeur(vides, corps)
    rang = _rang_entete(corps)
    ligne_entete, entetes = corps[rang]
    donnees = corps[rang + 1 :]
    if not donnees:
        raise refus(
            "aucune_ligne",
            ligne_entete,
            "il n'y a rien sous cette ligne, qui seule ne dit pas si elle est faite d'en-têtes",
        )
    if donnees[0][1] == entetes:
        raise refus("entetes_doubles", donnees[0][0], "les en-têtes sont écrits deux fois de suite")
    if feuille.source is not None:  # the reader itself wrote the headings and the records
        return Tableau(feuille, ligne_entete, entetes, donnees, [])
    _refuser_les_erreurs(feuille, ligne_entete)
    _refuser_un_tableau_a_cote(corps[rang:])
    natures = _certifier(ligne_entete, entetes, donnees)
    gardees, ecartees = ecarter(entetes, donnees, natures, {n for n, _ in rangees})
    ecartees += noter(dessous, natures, rangees)
    return Tableau(feuille, ligne_entete, *_sans_colonnes_vides(entetes, gardees), ecartees)


def _rangees(feuille: Feuille) -> tuple[list[Rangee], list[tuple[int, int]]]:
    """Return the rows that hold something, and the number and width of the others that have cells."""
    rangees: list[Rangee] = []
    vides: list[tuple[int, int]] = []
    for numero, cellules in feuille.lignes():
        rognees = [rogner(c) for c in cellules]
        if any(rognees):
            rangees.append((numero, rognees))
        elif any(len(c) == 0 for c in cellules):  # a line of blanks is no row; one of empty cells is
            vides.append((numero, len(cellules)))
    return rangees, vides


def _au_carre(rangees: list[Rangee]) -> list[Rangee]:
    """Give the rows of a workbook one width, without the empty columns around the table."""
    largeur = max(len(c) for _, c in rangees)
    pleines = [[*c, *[""] * (largeur - len(c))] for _, c in rangees]
    occupees = [rang for rang, colonne in enumerate(zip(*pleines, strict=True)) if any(colonne)]
    debut, fin = occupees[0], occupees[-1] + 1
    return [(n, c[debut:fin]) for (n, _), c in zip(rangees, pleines, strict=True)]


def _refuser_d_autres_guillemets(rangees: Sequence[Rangee]) -> None:
    """Refuse cells between apostrophes, or a row between other marks, in a text whose quotation mark is another."""
    for numero, cellules in rangees:
        remplies = [c for c in cellules if len(c) > 1]
        entourees = [c for c in remplies if c[0] + c[-1] in _AUTRES_GUILLEMETS]
        ouverte = numero == rangees[0][0] and any(c[0] == "'" for c in remplies)
        if ouverte or any(c[0] == "'" for c in entourees) or len(entourees) == len(remplies) > 1:
            raise refus(
                "guillemet_fautif",
                numero,
                "des cellules sont entre d'autres guillemets que celles des autres lignes",
            )


def _corps(rangees: list[Rangee]) -> tuple[list[Rangee], list[Rangee]]:
    """Return the rows as wide as most, and the texts alone in their line under them; refuse the first row of another width.

    Titles above are left out.
    """
    comptes: dict[int, int] = {}
    for _, cellules in rangees:
        comptes[len(cellules)] = comptes.get(len(cellules), 0) + 1
    largeur = max(comptes, key=lambda w: (comptes[w] * (w - 1), comptes[w]))
    regulieres = [rang for rang, (_, c) in enumerate(rangees) if len(c) == largeur]
    corps: list[Rangee] = []
    dessous: list[Rangee] = []
    for rang, (numero, cellules) in enumerate(rangees):
        if len(cellules) == largeur:
            corps.append((numero, cellules))
        elif rang < regulieres[0] and _est_un_titre(cellules, largeur):
            continue
        elif rang > regulieres[-1] and len(cellules) == 1 and largeur > _ETROIT:
            dessous.append((numero, cellules))
        else:
            raise refus(
                "ligne_irreguliere",
                numero,
                f"{accorde(len(cellules), 'cellule')} là où le tableau en a {largeur} ; ses valeurs sont peut-être décalées",
            )
    return corps, dessous


def _refuser_les_vides_d_une_autre_largeur(vides: Sequence[tuple[int, int]], corps: Sequence[Rangee]) -> None:
    """Refuse a row of empty cells that is not as wide as the table: its other cells may be lost."""
    largeur = len(corps[0][1])
    for numero, cellules in vides:
        if largeur > 1 and cellules != largeur and numero > corps[0][0]:
            raise refus(
                "ligne_irreguliere",
                numero,
                f"{accorde(cellules, 'cellule vide', 'cellules vides')} là où le tableau en a {largeur}",
            )


def _refuser_les_erreurs(feuille: Feuille, ligne_entete: int) -> None:
    """Refuse a formula in error under the headings: its cell says nothing of the value it had."""
    fautives = [f for f in feuille.fautes if f.regle == "erreur_excel" and f.ligne >= ligne_entete]
    if fautives:
        raise refus("erreur_excel", fautives[0].ligne, "une formule y est en erreur")


def _refuser_un_tableau_a_cote(rangees: Sequence[Rangee]) -> None:
    """Refuse a block on the right of a column without anything, when it does not go down as far as the block on the left."""
    remplies = [
        rang for rang, colonne in enumerate(zip(*(c for _, c in rangees), strict=True)) if any(colonne)
    ]
    for avant, apres in pairwise(remplies):
        if apres > avant + 1:
            gauche = max(n for n, c in rangees if any(c[: avant + 1]))
            droite = max(n for n, c in rangees if any(c[apres:]))
            if gauche != droite:
                raise refus(
                    "autre_tableau",
                    rangees[0][0],
                    "une colonne vide sépare deux blocs qui n'ont pas la même hauteur : ce sont sans doute deux tableaux côte à côte",
                )


def _est_un_titre(cellules: Sequence[str], largeur: int) -> bool:
    """Tell a row above the headings: one text, or a name and its value (« Exercice : » 2025)."""
    places = [rang for rang, c in enumerate(cellules) if c]
    if len(places) <= 1:
        return largeur > 1 and places[:1] in ([], [0])
    if largeur < _LARGE or places != [0, 1]:
        return False
    nom, valeur = cellules[:2]
    return nature([nom]) is None and (
        nom.endswith(":") or nature([valeur]) is not None or _ETIQUETTE.match(nom) is not None
    )


def _rang_entete(corps: Sequence[Rangee]) -> int:
    largeur = len(corps[0][1])
    rang = next((r for r, (_, c) in enumerate(corps) if not _est_un_titre(c, largeur)), None)
    if rang is None:
        raise refus("sans_entetes", corps[0][0], "aucune ligne d'en-têtes sous ce titre")
    return rang


def _certifier(ligne: int, entetes: list[str], donnees: Sequence[Rangee]) -> list[Nature | None]:
    colonnes = list(zip(*(c for _, c in donnees if c != entetes), strict=True))
    if not colonnes:
        raise refus("aucune_ligne", ligne, "sous les en-têtes il n'y a que les mêmes en-têtes")
    natures = [nature(cellules) for cellules in colonnes]
    if not est_entete(entetes, natures, colonnes):
        raise refus(
            "sans_entetes",
            ligne,
            "rien ne prouve que cette ligne soit faite d'en-têtes : elle ressemble aux lignes qui la suivent",
        )
    return natures


def _sans_colonnes_vides(entetes: list[str], lignes: list[Rangee]) -> tuple[list[str], list[Rangee]]:
    """Drop the columns on the right that hold nothing at all."""
    fin = len(entetes)
    while fin > 1 and not entetes[fin - 1] and not any(c[fin - 1] for _, c in lignes):
        fin -= 1
    return entetes[:fin], [(n, c[:fin]) for n, c in lignes]
