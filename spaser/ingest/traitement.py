"""The whole reading of one file, inside the child process: bytes → staged DuckDB file and report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from spaser.ingest import check, considerations
from spaser.ingest.appariement import Appariement
from spaser.ingest.atelier import Bornes, lire_cellules
from spaser.ingest.bilan import etablir_rapport
from spaser.ingest.chargement import Progres, charger_brut, lignes_brutes
from spaser.ingest.choisir import Choix, choisir
from spaser.ingest.corrections import garder_a_corriger, sans_annotations
from spaser.ingest.demande import Demande
from spaser.ingest.listes import Traduction, traductions
from spaser.ingest.periode import Periode
from spaser.ingest.read.feuille import Feuille, LectureRefuseeError
from spaser.ingest.read.ouvrir import ouvrir
from spaser.ingest.read.sirene import Connus
from spaser.ingest.reconnaitre import reconnaissance_lue, reconnaissance_refusee
from spaser.ingest.redaction import ajouter, refus_de_fichier
from spaser.ingest.regles import REGLES
from spaser.ingest.rendu import nombre
from spaser.ingest.reponses import identifiant_de_depot, retenues
from spaser.ingest.report import Anomalie, ExtractReport
from spaser.ingest.saisie import nommer_colonnes
from spaser.ingest.source import source_de
from spaser.ingest.sql import macros, requete

_FICHIER = "sortie.duckdb"


def traiter(demande: Demande, progres: Progres) -> ExtractReport:
    """Read the file into sortie.duckdb, in the request's folder (the current directory), and report; a refusal is a report too."""
    feuilles: list[Feuille] = []
    try:
        progres("Ouverture du fichier", 0.0)
        connus = None if demande.connus is None else Connus(demande.connus)
        feuilles = [sans_annotations(feuille) for feuille in ouvrir(demande.chemin, demande.limites, connus)]
        choix = choisir(
            feuilles,
            demande.options,
            demande.catalogue.reglages.lignes_entete_max,
            demande.souvenirs,
            demande.trace,
        )
        with duckdb.connect(
            str(demande.dossier / _FICHIER),
            config={
                "memory_limit": demande.limites.memoire_duckdb,
                "threads": 2,
                "temp_directory": str(demande.dossier),
                "storage_compatibility_version": "v1.4.0",
            },
        ) as con:
            return _lire(con, demande, choix, feuilles, progres)
    except LectureRefuseeError as refus:
        return ExtractReport(
            fichier=demande.nom,
            sha256=demande.sha256,
            refuse=True,
            anomalies=(refus_de_fichier(refus),),
            reconnaissance=reconnaissance_refusee(refus, feuilles, demande),
        )


def _lire(
    con: duckdb.DuckDBPyConnection,
    demande: Demande,
    choix: Choix,
    feuilles: list[Feuille],
    progres: Progres,
) -> ExtractReport:
    lecture = choix.lecture
    con.execute(requete("store/lignes"))
    con.execute(requete("ingest/ouvrir"))
    con.execute(requete("ingest/atelier"))
    for macro in macros():
        con.execute(macro)
    brut = charger_brut(con, lecture, demande.limites, progres)
    progres("Lecture des cellules", 0.5)
    saisie = nommer_colonnes(con, brut, lecture)
    source = source_de(con, lecture)
    sens = traductions(con, lecture, saisie, demande.catalogue, choix.suivies.reponses)
    suivies = retenues(lecture, choix.suivies.reponses, {nom: t.suivies for nom, t in sens.items()})
    depot = demande.depot or identifiant_de_depot(_octets_lus(demande), demande.options, suivies)
    _regler(con, demande, lecture, source, depot)
    lire_cellules(con, lecture, saisie, sens, Bornes.du_catalogue(demande.catalogue, demande.jour_depot))
    if lecture.genre.nom == "contrats":
        considerations.lire_dispositifs(con, lecture)
    progres("Contrôles", 0.7)
    _controler(con, lecture, sens)
    con.execute(requete("ingest/retenir"))
    _signaler_lecture(con, lecture, choix.autres)
    if lecture.genre.nom == "contrats":
        _feuille_considerations(con, demande, lecture, feuilles)
    progres("Rapport", 0.9)
    rapport = etablir_rapport(con, demande, lecture, source, brut.num_rows).model_copy(
        update={
            "depot": depot,
            "complement": lecture.feuille.complement,
            "reconnaissance": reconnaissance_lue(con, demande, choix, feuilles, sens, suivies),
        }
    )
    if not rapport.refuse:
        progres("Écriture", 0.95)
        _ecrire(con, lecture, rapport.anomalies, depot)
    if rapport.refuse or rapport.rejetes:
        rapport = rapport.model_copy(
            update={"a_corriger": garder_a_corriger(con, lecture, entier=rapport.refuse)}
        )
    con.execute(requete("ingest/fermer"))
    progres("Terminé", 1.0)
    return rapport


def _octets_lus(demande: Demande) -> str:
    """Name what was read: the bytes, and of a national file the suppliers looked for, so that it can be read again for others."""
    if demande.connus is None:
        return demande.sha256
    return f"{demande.sha256}|{hashlib.sha256(demande.connus.read_bytes()).hexdigest()}"


def _regler(
    con: duckdb.DuckDBPyConnection, demande: Demande, lecture: Appariement, source: str, depot: str
) -> None:
    reglages = demande.catalogue.reglages
    siren = demande.catalogue.autorite.siren
    periode = demande.options.choix.periode
    voulue = Periode.lire(periode) if periode else None
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
            "depot": depot,
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
    else:
        con.table("lues").create_view("lu")
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
    if hors := sum(lecture.feuille.hors_fournisseurs):
        ajouter(con, "hors_fournisseurs", valeur=nombre(hors))


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
    con.execute(requete("ingest/lignes_rejetees"))
    texte = partial(FunctionExpression, "concat_ws", ConstantExpression(" | "))
    lignes_brutes(con, lecture, "lignes_rejetees", texte).create("contenus")
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
