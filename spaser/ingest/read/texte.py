"""Delimited text: the encoding, then the dialect, then rows read strictly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from spaser.ingest.read.blocs import blocs, se_lit_par_blocs
from spaser.ingest.read.dialecte import CELLULE_MAX, Dialecte, GuillemetFautifError, Usage
from spaser.ingest.read.encodage import Encodage, detecter_encodage, lignes_decodees, texte_illisible
from spaser.ingest.read.feuille import Bloc, CelluleFautive, Feuille, LectureRefuseeError, Ligne
from spaser.ingest.read.separateurs import choisir_dialectes, directive
from spaser.ingest.rendu import nombre

_APERCU = 1 << 20
"""Characters on which the dialect is decided: the whole of most files; the rows beyond are checked as they are read."""


def lire_texte(chemin: Path) -> list[Feuille]:
    """Return the sheet that the text holds; one a dialect, best first, where nothing in the rows decides between two.

    Raises:
        LectureRefuseeError: the text cannot be decoded or cut into cells, or holds no row.
    """
    encodage = detecter_encodage(chemin)
    try:
        debut, complet = _premieres_lignes(chemin, encodage)
    except UnicodeError as cause:
        raise texte_illisible(encodage) from cause
    if not any(ligne.strip() for ligne in debut):
        raise LectureRefuseeError(
            "fichier_vide",
            "Le fichier ne contient aucune ligne remplie.",
            "Refaites l'export depuis votre logiciel, vérifiez qu'il s'ouvre, puis déposez-le de nouveau.",
        )
    _refuser_les_nuls(debut)
    impose = directive(debut[0])
    sautees = 0 if impose is None else 1
    essais = choisir_dialectes(debut[sautees:], complet=complet, impose=impose)
    return [_feuille(chemin, encodage, essai.dialecte, sautees, debut) for essai in essais]


def _premieres_lignes(chemin: Path, encodage: Encodage) -> tuple[list[str], bool]:
    lues: list[str] = []
    taille = 0
    with lignes_decodees(chemin, encodage) as texte:
        for ligne in texte:
            lues.append(ligne)
            taille += len(ligne)
            if taille > _APERCU:
                return lues, False
    return lues, True


def _refuser_les_nuls(lignes: list[str]) -> None:
    for numero, ligne in enumerate(lignes, start=1):
        if "\0" in ligne:
            raise LectureRefuseeError(
                "caractere_nul",
                f"Ligne {numero} : le texte contient des caractères nuls, qu'aucun tableur n'écrit.",
                "Refaites l'export en CSV UTF-8 ou en classeur Excel (.xlsx).",
                ligne=numero,
            )


def _feuille(
    chemin: Path, encodage: Encodage, dialecte: Dialecte, sautees: int, preambule: list[str]
) -> Feuille:
    nus: list[int] = []
    usage: list[Usage] = []

    def lignes() -> Iterator[Ligne]:
        if not usage:
            usage.append(_usage(chemin, encodage, dialecte))
        nus.clear()
        vides = 0
        with lignes_decodees(chemin, encodage) as texte:
            enregistrements = dialecte.enregistrements(
                islice(texte, sautees, None) if sautees else texte, usage[0], nus.append
            )
            try:
                for numero, cellules in enumerate(enregistrements, start=1):
                    if not cellules:
                        vides += 1
                        continue
                    if vides:  # blank records between rows are rows for Excel; those at the end are nothing
                        yield from ((numero - manquante, []) for manquante in range(vides, 0, -1))
                        vides = 0
                    yield numero, cellules
            except GuillemetFautifError as faute:
                raise _guillemet_fautif(faute) from faute
            except UnicodeError as cause:
                raise texte_illisible(encodage) from cause

    debut = Feuille.apercu(lignes())
    reguliere = usage == ["aucun"] and se_lit_par_blocs(encodage, dialecte, preambule)
    fautes = []
    if encodage.melange:
        fautes.append(CelluleFautive("encodages_meles", 1))
    if encodage.perdus:
        fautes.append(CelluleFautive("caracteres_perdus", 1))
    return Feuille(
        None,
        lignes,
        largeur_stricte=True,
        encodage=encodage.nom,
        separateur=dialecte.separateur,
        fautes=tuple(fautes),
        debut=debut,
        guillemets_nus=nus,
        blocs=partial(_par_blocs, chemin, encodage, dialecte, sautees, nus) if reguliere else None,
    )


def _par_blocs(
    chemin: Path,
    encodage: Encodage,
    dialecte: Dialecte,
    sautees: int,
    nus: list[int],
    apres: int,
    largeur: int,
) -> Iterator[Bloc | Ligne]:
    """Yield the rows after a line, by blocks where they have a width: the rows and the numbers of the reading row by row."""
    numero = rendue = apres
    try:
        for bloc in blocs(chemin, encodage, dialecte.separateur, sautees + apres, largeur):
            if isinstance(bloc, list):
                yield from ((vide, []) for vide in range(rendue + 1, numero + 1))
                yield Bloc(numero + 1, bloc)
                rendue = numero = numero + len(bloc[0])
                continue
            for cellules in dialecte.enregistrements(bloc, "aucun", nus.append):
                numero += 1
                if cellules:
                    yield from ((vide, []) for vide in range(rendue + 1, numero))
                    yield numero, cellules
                    rendue = numero
    except GuillemetFautifError as faute:
        raise _guillemet_fautif(GuillemetFautifError(numero + 1, trop_longue=faute.trop_longue)) from faute
    except UnicodeError as cause:
        raise texte_illisible(encodage) from cause


def _usage(chemin: Path, encodage: Encodage, dialecte: Dialecte) -> Usage:
    marque = dialecte.guillemet.encode("ascii")
    with chemin.open("rb") as flux:
        if not any(marque in bloc for bloc in iter(lambda: flux.read(_APERCU), b"")):
            return "aucun"
    with lignes_decodees(chemin, encodage) as texte:
        return dialecte.usage(texte)


def _guillemet_fautif(faute: GuillemetFautifError) -> LectureRefuseeError:
    if faute.trop_longue:
        return LectureRefuseeError(
            "guillemet_non_ferme",
            f"Ligne {faute.ligne} : une cellule dépasse {nombre(CELLULE_MAX)} caractères ; un guillemet ouvert n'est sans doute pas refermé.",
            "Corrigez le guillemet dans le fichier, ou refaites l'export en classeur Excel (.xlsx).",
            ligne=faute.ligne,
        )
    return LectureRefuseeError(
        "guillemet_fautif",
        f"Ligne {faute.ligne} : un guillemet est isolé, en trop ou n'est pas refermé ; les cellules de la ligne ne se lisent pas avec certitude.",
        "Corrigez le guillemet dans le fichier (doublez ceux qui font partie du texte), ou refaites l'export en classeur Excel (.xlsx).",
        ligne=faute.ligne,
    )
