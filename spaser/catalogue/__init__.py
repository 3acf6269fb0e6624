"""The SPASER as data: ``load_catalogue`` reads a YAML file into a frozen ``Catalogue``; nothing is computed here."""

from spaser.catalogue.base import Scalaire, Unite
from spaser.catalogue.chargement import CHEMIN_PAR_DEFAUT, load_catalogue
from spaser.catalogue.choix import Alternative, Choix, Parametre, PlafondDate, ReglageDeCalcul, Regle
from spaser.catalogue.erreurs import CatalogueError, CodeInconnuError, Probleme
from spaser.catalogue.indicateurs import (
    ChiffreCle,
    Cible,
    Groupe,
    Indicateur,
    Nature,
    Periode,
    Segment,
    Sens,
)
from spaser.catalogue.modele import Catalogue
from spaser.catalogue.rapprochement import cle_de_comparaison
from spaser.catalogue.references import (
    Autorite,
    CentraleAchat,
    CompteExclu,
    ElementReference,
    NoteDeMethode,
    Odd,
    Sujet,
    Terme,
)
from spaser.catalogue.reglages import Reglages
from spaser.catalogue.structure import Axe, Effectifs, Fiche, Moyen, NoteBasDePage, Objectif

__all__ = [
    "CHEMIN_PAR_DEFAUT",
    "Alternative",
    "Autorite",
    "Axe",
    "Catalogue",
    "CatalogueError",
    "CentraleAchat",
    "ChiffreCle",
    "Choix",
    "Cible",
    "CodeInconnuError",
    "CompteExclu",
    "Effectifs",
    "ElementReference",
    "Fiche",
    "Groupe",
    "Indicateur",
    "Moyen",
    "Nature",
    "NoteBasDePage",
    "NoteDeMethode",
    "Objectif",
    "Odd",
    "Parametre",
    "Periode",
    "PlafondDate",
    "Probleme",
    "ReglageDeCalcul",
    "Reglages",
    "Regle",
    "Scalaire",
    "Segment",
    "Sens",
    "Sujet",
    "Terme",
    "Unite",
    "cle_de_comparaison",
    "load_catalogue",
]
