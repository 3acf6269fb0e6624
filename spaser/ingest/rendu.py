"""The report as French plain text: counts first, then every anomaly with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spaser.ingest.options import Trace
from spaser.ingest.reconnaissance import Comment, Intitule, Question, Reconnaissance
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
    return "\n".join(
        [
            *_tete(rapport),
            *_comptes(rapport),
            *_colonnes(rapport),
            *_reconnaissance(rapport.reconnaissance),
            *_anomalies(rapport),
        ]
    )


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


def _reconnaissance(reconnue: Reconnaissance | None) -> Iterator[str]:
    """Yield what was answered or deduced, what changed since the last deposit, and the questions left."""
    if reconnue is None:
        return
    yield from (_decision(i) for i in reconnue.intitules if i.comment not in {None, "reconnue"})
    for valeur in reconnue.valeurs:
        sens = valeur.canonique or "aucune valeur de la liste"
        yield f"{_dit(valeur.comment, valeur.trace)} : {valeur.liste} « {valeur.ecrite} » → {sens}."
    if reconnue.changements:
        yield ""
        yield "Changements depuis le dernier dépôt de cette source, ou réponses non suivies :"
        yield from (f"- {changement.texte}" for changement in reconnue.changements)
    if reconnue.questions:
        yield ""
        yield f"Questions ({nombre(len(reconnue.questions))}) – à l'écran, ou --reponses FICHIER.json en ligne de commande :"
    for question in reconnue.questions:
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield f"- {'[nécessaire] ' if question.bloquante else ''}{question.texte}"
    for proposition in question.propositions:
        reponse = proposition.reponses.model_dump_json(exclude_defaults=True)
        yield f"  · {proposition.libelle} ({_note(proposition.score)} ; {proposition.raison}) : {reponse}"


def _decision(intitule: Intitule) -> str:
    sens = intitule.colonne or "laissé de côté"
    if intitule.comment == "deduite":
        return f"Déduit : « {intitule.repere} » → {sens} ({_note(intitule.score)})."
    return f"{_dit(intitule.comment, intitule.trace)} : « {intitule.repere} » → {sens}."


def _dit(comment: Comment | None, trace: Trace | None) -> str:
    verbe = "Répondu" if comment == "repondue" else "Mémorisé"
    return verbe if trace is None else f"{verbe} le {jour(trace.le)} par {trace.auteur}"


def _note(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")


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
