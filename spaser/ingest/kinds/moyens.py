"""The yearly roadmap: how far each of the document's means has gone."""

from __future__ import annotations

from spaser.ingest.kinds.base import Colonne, Genre

STATUTS = {
    "non_engage": ("non engagé", "non démarré", "à faire", "pas commencé", "non commencé", "à engager"),
    "engage": ("engagé", "démarré", "lancé", "initié"),
    "en_cours": ("en cours", "en cours de réalisation"),
    "realise": ("réalisé", "fait", "terminé", "achevé", "atteint"),
    "recurrent": ("récurrent", "permanent", "continu"),
    "abandonne": ("abandonné", "annulé"),
}

GENRE = Genre(
    nom="moyens",
    libelle="une feuille de route des moyens",
    colonnes=(
        Colonne(
            nom="moyen",
            type="identifiant",
            requis=True,
            alias=(
                "code moyen",
                "n° moyen",
                "n° du moyen",
                "numéro du moyen",
                "code du moyen",
                "moyen n°",
                "mesure",
            ),
        ),
        Colonne(nom="annee", type="annee", requis=True, alias=("année", "exercice", "an", "millésime")),
        Colonne(
            nom="statut",
            type="choix",
            requis=True,
            valeurs=STATUTS,
            alias=("état", "état d'avancement", "situation", "statut d'avancement"),
        ),
        Colonne(nom="pilote", alias=("responsable", "service pilote", "direction pilote", "porteur")),
        Colonne(
            nom="echeance",
            type="date",
            annees_libres=True,
            alias=("échéance", "date d'échéance", "date prévue", "délai", "fin prévue"),
        ),
        Colonne(
            nom="avancement",
            type="taux",
            alias=("taux d'avancement", "avancement (%)", "% avancement", "% d'avancement", "progression"),
        ),
        Colonne(nom="livrable", alias=("livrables", "livrable attendu", "preuve")),
        Colonne(nom="commentaire", alias=("commentaires", "observations", "remarques", "observation")),
    ),
    exigences=(("moyen",), ("annee",), ("statut",)),
    temoins=("moyen",),
    date_decisive="annee",
    etapes=("completer", "doublons"),
)
