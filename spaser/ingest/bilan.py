"""The counts of a reading, what blocks the whole file, and the report."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from spaser.ingest.appariement import Appariement
from spaser.ingest.demande import Demande
from spaser.ingest.periode import Periode
from spaser.ingest.redaction import anomalies
from spaser.ingest.report import Anomalie, ColonneReconnue, ExtractReport
from spaser.ingest.sql import requete


def etablir_rapport(
    con: duckdb.DuckDBPyConnection, demande: Demande, lecture: Appariement, source: str, lus: int
) -> ExtractReport:
    """Count, decide whether the file is refused, and write the report."""
    [(ecartes, rejetes)] = con.execute(requete("ingest/comptes")).fetchall()
    acceptes = lus - ecartes - rejetes
    hors = sum(lecture.feuille.hors_fournisseurs)
    lus, ecartes = lus + hors, ecartes + hors
    liste = list(anomalies(con, lecture))
    liste += _blocages(demande, lecture, lus, acceptes, rejetes)
    refuse = any(a.regle in {"cle_en_conflit", "trop_de_rejets", "aucune_ligne"} for a in liste)
    periode = _periode(con, demande, lecture)
    return ExtractReport(
        fichier=demande.nom,
        sha256=demande.sha256,
        type=lecture.genre.nom,
        source=source,
        feuille=lecture.feuille.nom,
        periode=periode.texte() if periode else None,
        periode_debut=periode.debut if periode else None,
        periode_fin=periode.coupee(demande.jour_depot).fin if periode else None,
        ligne_entete=lecture.ligne_entete or None,
        encodage=lecture.feuille.encodage,
        separateur=lecture.feuille.separateur,
        colonnes=tuple(_colonnes(lecture)),
        colonnes_inconnues=tuple(dict.fromkeys((*lecture.inconnues, *lecture.doubles))),
        lus=lus,
        acceptes=acceptes,
        rejetes=rejetes,
        ecartes=ecartes,
        refuse=refuse,
        anomalies=tuple(liste),
    )


def _blocages(
    demande: Demande, lecture: Appariement, lus: int, acceptes: int, rejetes: int
) -> Iterator[Anomalie]:
    taux = demande.catalogue.reglages.taux_rejet_max
    if acceptes == 0:
        raison = "toutes sont rejetées ou écartées" if lus else "il n'y a rien sous les en-têtes"
        yield Anomalie(
            regle="aucune_ligne",
            gravite="bloquante",
            feuille=lecture.feuille.nom,
            message=f"Aucune ligne n'est acceptée ({raison}) : il n'y aurait rien à publier.",
            remede="Ce fichier ne dit rien de vos fournisseurs : déposez d'abord, ou avec lui, vos contrats et vos dépenses."
            if lecture.feuille.hors_fournisseurs
            else "Voyez les raisons ci-dessous ; si les contrats sont d'un autre acheteur, indiquez son SIREN ou « tous » (--acheteur).",
        )
    elif rejetes > taux * (acceptes + rejetes):
        part = f"{100 * rejetes / (acceptes + rejetes):.1f}".replace(".", ",")
        yield Anomalie(
            regle="trop_de_rejets",
            gravite="bloquante",
            feuille=lecture.feuille.nom,
            message=f"{part} % des lignes sont rejetées ; au-delà de {100 * taux:g} %, le fichier entier est refusé.".replace(
                "%", "\u202f%"
            ).replace(" \u202f%", "\u202f%"),
            remede="Corrigez les cellules signalées dans votre logiciel et refaites l'export.",
            occurrences=rejetes,
        )


def _periode(con: duckdb.DuckDBPyConnection, demande: Demande, lecture: Appariement) -> Periode | None:
    if lecture.genre.date_decisive is None:
        return None
    if voulue := demande.options.choix.periode:
        return Periode.lire(voulue)
    [(debut, fin)] = con.execute(requete("ingest/etendue_dates")).fetchall()
    return Periode.couvrant(debut, fin) if debut and fin else None


def _colonnes(lecture: Appariement) -> Iterator[ColonneReconnue]:
    for nom, place in lecture.colonnes.items():
        yield ColonneReconnue(entete=place.entete, colonne=nom, multiplicateur=place.multiplicateur)
    for rang, membre in sorted(lecture.membres.items()):
        for nom, place in membre.colonnes.items():
            yield ColonneReconnue(
                entete=place.entete, colonne=f"{nom} ({rang})", multiplicateur=place.multiplicateur
            )
    for place, dispositif in lecture.dispositifs:
        yield ColonneReconnue(
            entete=place.entete,
            colonne=f"considération {dispositif.sujet}" + (f", {dispositif.type}" if dispositif.type else ""),
        )
