"""From findings to anomalies: grouped, with the heading as the file writes it and the message of the rule."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from spaser.ingest.appariement import Appariement
from spaser.ingest.check import ligne_colonnes_requises
from spaser.ingest.read.feuille import LectureRefuseeError
from spaser.ingest.regles import REGLES
from spaser.ingest.report import Anomalie
from spaser.ingest.sql import requete

_PAR_REGLE_MAX = 40
_VALEUR_MAX = 120
_CELLULES = frozenset(
    {
        "erreur_excel",
        "inexploitable",
        "notation_scientifique",
        "siret_illisible",
        "montant_illisible",
        "montant_ambigu",
        "date_illisible",
        "jour_inexistant",
        "annee_invraisemblable",
        "mois_illisible",
        "annee_illisible",
        "nombre_illisible",
    }
)


def refus_de_fichier(refus: LectureRefuseeError) -> Anomalie:
    """Turn a refusal of the reader into the blocking anomaly of the report."""
    return Anomalie(
        regle=refus.regle,
        gravite="bloquante",
        valeur=refus.valeur,
        ligne=refus.ligne,
        message=refus.message,
        remede=refus.remede,
    )


def ajouter(
    con: duckdb.DuckDBPyConnection, regle: str, *, valeur: str | None = None, ligne: int | None = None
) -> None:
    """Add a finding about the file as a whole."""
    con.execute(
        requete("ingest/constat"), {"regle": regle, "colonne": None, "valeur": valeur, "ligne": ligne}
    )


def anomalies(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> Iterator[Anomalie]:
    """Yield the anomalies, blocking ones first; beyond forty values of one rule, the rest is folded into one."""
    requises = {c.nom for c in ligne_colonnes_requises(lecture)}
    trouvees = [
        _anomalie(ligne, lecture, requises) for ligne in con.execute(requete("ingest/anomalies")).fetchall()
    ]
    ordre = {"bloquante": 0, "avertissement": 1, "information": 2}
    trouvees.sort(key=lambda a: (ordre[a.gravite], -a.occurrences, a.ligne or 0))
    vues: dict[str, int] = {}
    for anomalie in trouvees:
        vues[anomalie.regle] = vues.get(anomalie.regle, 0) + 1
        if vues[anomalie.regle] <= _PAR_REGLE_MAX:
            yield anomalie
    for regle, compte in vues.items():
        if compte > _PAR_REGLE_MAX:
            reste = [a for a in trouvees if a.regle == regle][_PAR_REGLE_MAX:]
            yield reste[0].model_copy(
                update={
                    "message": f"{reste[0].message} (et {compte - _PAR_REGLE_MAX - 1} autres valeurs dans le même cas)",
                    "occurrences": sum(a.occurrences for a in reste),
                }
            )


def _anomalie(
    ligne: tuple[str, str | None, str | None, int, int | None, list[int] | None],
    lecture: Appariement,
    requises: set[str],
) -> Anomalie:
    nom, colonne, valeur, occurrences, premiere, lignes = ligne
    return ecrire_constat(nom, colonne, valeur, lecture, requises).model_copy(
        update={"ligne": premiere, "lignes": tuple(lignes or ()), "occurrences": occurrences}
    )


def ecrire_constat(
    nom: str, colonne: str | None, valeur: str | None, lecture: Appariement, requises: set[str]
) -> Anomalie:
    """Write one finding, without its rows: the heading as the file writes it, the message of the rule, how grave it is here."""
    regle = REGLES[nom]
    place = lecture.colonnes.get(colonne) if colonne else None
    entete = place.entete if place else colonne
    courte = valeur if valeur is None or len(valeur) <= _VALEUR_MAX else valeur[:_VALEUR_MAX] + "…"
    bloque = nom in _CELLULES and colonne in requises
    suite = " La cellule est obligatoire : la ligne est rejetée." if bloque else ""
    return Anomalie(
        regle=nom,
        gravite="bloquante" if bloque else regle.gravite,
        feuille=lecture.feuille.nom,
        colonne=entete,
        valeur=None if nom == "feuille_considerations" else courte,
        message=regle.message.format(colonne=entete, valeur=courte) + suite,
        remede=regle.remede,
    )
