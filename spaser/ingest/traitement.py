"""The whole reading of one file, inside the child process: bytes → staged DuckDB file and report."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from spaser.ingest import check, considerations
from spaser.ingest.atelier import (
    Bornes,
    Traduction,
    lire_cellules,
    mettre_en_forme,
    nommer_colonnes,
    traductions,
)
from spaser.ingest.bilan import etablir_rapport
from spaser.ingest.chargement import Progres, charger_brut
from spaser.ingest.choisir import choisir
from spaser.ingest.demande import Demande
from spaser.ingest.periode import Periode
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.read.ouvrir import ouvrir
from spaser.ingest.recognise import Appariement
from spaser.ingest.redaction import ajouter, refus_de_fichier
from spaser.ingest.regles import REGLES
from spaser.ingest.report import Anomalie, ExtractReport
from spaser.ingest.source import source_de
from spaser.ingest.sql import macros, requete

_FICHIER = "sortie.duckdb"


def traiter(demande: Demande, progres: Progres) -> ExtractReport:
    """Read the file into sortie.duckdb, in the request's folder (the current directory), and report; a refusal is a report too."""
    try:
        progres("Ouverture du fichier", 0.0)
        feuilles = ouvrir(demande.chemin, demande.limites)
        lecture, autres = choisir(feuilles, demande.options, demande.catalogue.reglages.lignes_entete_max)
        with duckdb.connect(
            str(demande.dossier / _FICHIER),
            config={
                "memory_limit": demande.limites.memoire_duckdb,
                "threads": 2,
                "temp_directory": str(demande.dossier),
            },
        ) as con:
            return _lire(con, demande, lecture, feuilles, autres, progres)
    except LectureRefuseeError as refus:
        return ExtractReport(
            fichier=demande.nom,
            sha256=demande.sha256,
            refuse=True,
            anomalies=(refus_de_fichier(refus),),
        )


def _lire(
    con: duckdb.DuckDBPyConnection,
    demande: Demande,
    lecture: Appariement,
    feuilles: list[Feuille],
    autres: tuple[str, ...],
    progres: Progres,
) -> ExtractReport:
    con.execute(requete("store/lignes"))
    con.execute(requete("ingest/ouvrir"))
    con.execute(requete("ingest/atelier"))
    for macro in macros():
        con.execute(macro)
    lus = charger_brut(con, lecture, demande.limites, progres)
    progres("Lecture des cellules", 0.5)
    nommer_colonnes(con, lecture)
    mettre_en_forme(con, lecture)
    source = source_de(con, lecture)
    _regler(con, demande, lecture, source)
    sens = traductions(con, lecture, demande.catalogue)
    lire_cellules(con, lecture, sens, Bornes.du_catalogue(demande.catalogue, demande.jour_depot))
    if lecture.genre.nom == "contrats":
        considerations.lire_dispositifs(con, lecture)
    progres("Contrôles", 0.7)
    _controler(con, lecture, sens)
    con.execute(requete("ingest/retenir"))
    _signaler_lecture(con, lecture, autres)
    if lecture.genre.nom == "contrats":
        _feuille_considerations(con, demande, lecture, feuilles)
    progres("Rapport", 0.9)
    rapport = etablir_rapport(con, demande, lecture, source, lus)
    if not rapport.refuse:
        progres("Écriture", 0.95)
        _ecrire(con, lecture, rapport.anomalies, demande.depot)
    con.execute(requete("ingest/fermer"))
    progres("Terminé", 1.0)
    return rapport


def _regler(con: duckdb.DuckDBPyConnection, demande: Demande, lecture: Appariement, source: str) -> None:
    reglages = demande.catalogue.reglages
    siren = demande.catalogue.autorite.siren
    voulue = Periode.lire(demande.options.periode) if demande.options.periode else None
    bornes = Bornes.du_catalogue(demande.catalogue, demande.jour_depot)
    con.execute(
        requete("ingest/parametres"),
        {
            "siren": siren,
            "acheteur": demande.options.acheteur or siren,
            "jour_depot": demande.jour_depot,
            "annee_min": bornes.annee_min,
            "annee_max": bornes.annee_max,
            "montant_min": reglages.montant_min_alerte,
            "montant_max": reglages.montant_max_alerte,
            "taux_tva": reglages.taux_tva_defaut,
            "debut": voulue.debut if voulue else None,
            "fin": voulue.fin if voulue else None,
            "decp": lecture.decp,
            "uid": "uid" in lecture.colonnes,
            "source": source,
            "depot": demande.depot,
        },
    )
    con.from_arrow(
        pa.table(
            {
                "colonne": list(lecture.colonnes),
                "entete": [place.entete for place in lecture.colonnes.values()],
            }
        )
    ).insert_into("presentes")
    con.from_arrow(
        pa.table({"regle": list(REGLES), "par_valeur": [regle.par_valeur for regle in REGLES.values()]})
    ).insert_into("regles")


def _controler(con: duckdb.DuckDBPyConnection, lecture: Appariement, sens: Mapping[str, Traduction]) -> None:
    nom = lecture.genre.nom
    etapes = list(lecture.genre.etapes)
    if "completer" in etapes:
        con.execute(requete(f"ingest/{nom}/completer"))
        etapes.remove("completer")
    check.trier_lignes(con, lecture)
    empreinte = FunctionExpression(
        "hash", *(ColumnExpression(f"c{rang}") for rang in range(len(lecture.entetes)))
    )
    con.table("brut").select(ColumnExpression("ligne"), empreinte.alias("empreinte")).create("empreintes")
    con.execute(requete("ingest/doublons_exacts"))
    if lecture.genre.date_decisive:
        con.execute(requete(f"ingest/{nom}/decisif"))
        con.execute(requete("ingest/periode"))
    for etape in etapes:
        con.execute(requete(f"ingest/{nom}/{etape}"))
    check.signaler_cellules(con, lecture)
    check.signaler_listes(con, lecture, dict(sens))
    check.verifier_numeros(con, lecture)
    con.execute(requete("ingest/constats_utiles"))


def _signaler_lecture(con: duckdb.DuckDBPyConnection, lecture: Appariement, autres: tuple[str, ...]) -> None:
    for entete in lecture.doubles:
        ajouter(con, "colonnes_en_double", valeur=entete, ligne=lecture.ligne_entete or None)
    for nom in autres:
        ajouter(con, "autres_feuilles", valeur=nom)


def _feuille_considerations(
    con: duckdb.DuckDBPyConnection, demande: Demande, lecture: Appariement, feuilles: list[Feuille]
) -> None:
    trouvee = considerations.trouver_feuille(
        feuilles, lecture.feuille, demande.catalogue.reglages.lignes_entete_max
    )
    if trouvee is None:
        return
    bilan = considerations.lire_feuille(con, trouvee)
    ajouter(
        con,
        "feuille_considerations",
        valeur=f"Feuille « {bilan.nom} » : {bilan.lues} considérations lues, {bilan.retenues} retenues.",
    )
    for ligne, theme in bilan.themes_inconnus:
        ajouter(con, "theme_inconnu", valeur=theme, ligne=ligne)
    for ligne, contrat in bilan.contrats_inconnus:
        ajouter(con, "contrat_inconnu", valeur=contrat, ligne=ligne)


def _ecrire(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, liste: tuple[Anomalie, ...], depot: str
) -> None:
    """Copy the accepted rows, the others with their reasons, and the anomalies into the staged file."""
    genre = lecture.genre
    cible = f"sortie.lignes.{genre.nom}"
    disponibles = set(con.table("retenues").columns)
    colonnes = []
    for nom in con.table(cible).columns:
        if nom == "depot":
            colonnes.append(ConstantExpression(depot))
        elif nom == "colonnes":
            colonnes.append(ConstantExpression([c for c in genre.sorties if c in lecture.colonnes]))
        elif nom in disponibles:
            colonnes.append(ColumnExpression(nom))
        else:
            colonnes.append(ConstantExpression(None))
    con.table("retenues").select(*colonnes).insert_into(cible)
    if genre.nom == "contrats":
        con.execute(requete("ingest/contrats/considerations"))
    contenu = FunctionExpression(
        "concat_ws",
        ConstantExpression(" | "),
        *(ColumnExpression(f"c{rang}") for rang in range(len(lecture.entetes))),
    )
    con.table("brut").select(ColumnExpression("ligne"), contenu.alias("contenu")).create_view("contenus")
    con.execute(requete("ingest/rejets"), {"feuille": lecture.feuille.nom})
    _ecrire_anomalies(con, liste, depot)


def _ecrire_anomalies(con: duckdb.DuckDBPyConnection, liste: tuple[Anomalie, ...], depot: str) -> None:
    if not liste:
        return
    lignes = [{**a.model_dump(include=set(_ANOMALIES.names)), "depot": depot} for a in liste]
    con.from_arrow(pa.Table.from_pylist(lignes, schema=_ANOMALIES)).insert_into("sortie.lignes.anomalies")


_ANOMALIES = pa.schema(
    [
        ("regle", pa.string()),
        ("gravite", pa.string()),
        ("feuille", pa.string()),
        ("colonne", pa.string()),
        ("valeur", pa.string()),
        ("message", pa.string()),
        ("remede", pa.string()),
        ("occurrences", pa.int32()),
        ("depot", pa.string()),
        ("ligne", pa.int32()),
    ]
)
