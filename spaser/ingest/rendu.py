"""The report as French plain text: counts first, then every anomaly with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spaser.ingest.report import Anomalie, ColonneReconnue, ExtractReport, Gravite

_TYPES = {"depenses": "dépenses", "evenements": "évènements", "heures": "heures d'insertion"}
ESPACE_FINE = "\u202f"
_TITRES: dict[Gravite, str] = {
    "bloquante": "À corriger",
    "avertissement": "À vérifier",
    "information": "Pour information",
}
_SEPARATEURS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}


def nombre(valeur: int) -> str:
    """Write a count as French does: 1 048 576."""
    return f"{valeur:,}".replace(",", ESPACE_FINE)


def accorde(valeur: int, singulier: str, pluriel: str | None = None) -> str:
    """Write a count and its noun: « 1 ligne », « 2 lignes »."""
    return f"{nombre(valeur)} {singulier if abs(valeur) < 2 else pluriel or singulier + 's'}"  # noqa: PLR2004


def jour(valeur: date) -> str:
    """Write a day as French does: 12/03/2025."""
    return f"{valeur:%d/%m/%Y}"


def rapport_en_texte(rapport: ExtractReport) -> str:
    """Return the report as lines of French text, anomalies grouped by gravity."""
    return "\n".join([*_tete(rapport), *_comptes(rapport), *_colonnes(rapport), *_anomalies(rapport)])


def _tete(rapport: ExtractReport) -> Iterator[str]:
    verdict = "refusé" if rapport.refuse else "lisible"
    yield f"Fichier « {rapport.fichier} » : {verdict}."
    if rapport.type is None:
        return
    details = [_TYPES.get(rapport.type, rapport.type)]
    if rapport.feuille:
        details.append(f"feuille « {rapport.feuille} »")
    if rapport.ligne_entete:
        details.append(f"en-têtes ligne {nombre(rapport.ligne_entete)}")
    if rapport.encodage:
        details.append(f"encodage {rapport.encodage}")
    if rapport.separateur:
        details.append(f"séparateur {_SEPARATEURS.get(rapport.separateur, rapport.separateur)}")
    yield f"Reconnu : {', '.join(details)}."
    if rapport.periode and rapport.periode_debut and rapport.periode_fin:
        yield f"Période : {rapport.periode} (du {jour(rapport.periode_debut)} au {jour(rapport.periode_fin)})."


def _comptes(rapport: ExtractReport) -> Iterator[str]:
    yield (
        f"Lignes lues : {nombre(rapport.lus)} = acceptées : {nombre(rapport.acceptes)}"
        f" + rejetées : {nombre(rapport.rejetes)} + écartées : {nombre(rapport.ecartes)}."
    )


def _colonnes(rapport: ExtractReport) -> Iterator[str]:
    if rapport.colonnes:
        yield f"Colonnes reconnues : {', '.join(map(_colonne, rapport.colonnes))}."
    if rapport.colonnes_inconnues:
        yield f"Colonnes non utilisées : {', '.join(f'« {c} »' for c in rapport.colonnes_inconnues)}."


def _colonne(colonne: ColonneReconnue) -> str:
    facteur = "" if colonne.multiplicateur == 1 else f" × {nombre(colonne.multiplicateur)}"
    return f"« {colonne.entete} » → {colonne.colonne}{facteur}"


def _anomalies(rapport: ExtractReport) -> Iterator[str]:
    for gravite, titre in _TITRES.items():
        groupe = [a for a in rapport.anomalies if a.gravite == gravite]
        if groupe:
            yield ""
            yield f"{titre} ({nombre(len(groupe))}) :"
            for anomalie in groupe:
                yield f"- {_ou(anomalie)}{anomalie.message}"
                yield f"  Que faire : {anomalie.remede}"


def _ou(anomalie: Anomalie) -> str:
    morceaux = []
    if anomalie.feuille:
        morceaux.append(f"feuille « {anomalie.feuille} »")
    if len(anomalie.lignes) > 1:
        reste = anomalie.occurrences - len(anomalie.lignes)
        suite = f" et {nombre(reste)} de plus" if reste > 0 else ""
        morceaux.append(f"lignes {', '.join(map(nombre, anomalie.lignes))}{suite}")
    elif anomalie.ligne is not None:
        morceaux.append(f"ligne {nombre(anomalie.ligne)}")
    if anomalie.colonne:
        morceaux.append(f"colonne « {anomalie.colonne} »")
    if anomalie.valeur is not None:
        morceaux.append(f"valeur « {anomalie.valeur} »")
    return f"[{', '.join(morceaux)}] " if morceaux else ""
