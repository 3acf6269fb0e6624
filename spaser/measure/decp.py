"""The contracts that must be published among the essential data (DECP), with what the deposits say of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spaser.measure.asking import ask_shaped
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar


@dataclass(frozen=True)
class ContratPublie:
    """One contract of at least the publication threshold; None, or an empty text, is a cell that is not filled in.

    ``montant`` in € HT as notified (maximum of a framework); ``lots`` counts the contracts that share the identifier. Lists of the DECP
    (techniques…) are as written, separated by « | ».
    """

    cle: str
    contrat_id: str
    lots: int
    acheteur_siret: str | None
    type_contrat: str | None
    id_accord_cadre: str | None
    objet: str | None
    cpv: str | None
    techniques: str | None
    modalites_execution: str | None
    marche_innovant: bool | None
    ccag: str | None
    offres_recues: int | None
    attribution_avance: bool | None
    groupement: str | None
    procedure: str | None
    lieu_code: str | None
    lieu_type: str | None
    duree_mois: int | None
    date_notification: date | None
    montant: Decimal | None
    types_prix: str | None
    forme_prix: str | None
    sous_traitance: bool | None
    titulaires: list[str]
    environnement: bool | None
    social: bool | None
    types_environnement: list[str]
    types_social: list[str]
    fichier: str | None
    ligne: int | None


def contracts_to_publish(
    version: VersionLike, filters: Filters, perimeter: Perimeter
) -> tuple[ContratPublie, ...]:
    """Return the contracts of a year that reach the publication threshold, by date of notification; concessions are not among them."""
    window = Calendar.de(filters, version.date_pour(("contrats",))).fenetre(filters.annee)
    return ask_shaped(
        ContratPublie,
        version,
        "measure/decp_contrats",
        {
            "debut": window.debut,
            "arrete": window.arrete,
            "domaines": list(filters.domaines) or None,
            "dga": list(filters.dga) or None,
            "territoires": list(filters.territoires) or None,
            "seuil": version.catalogue.reglages.seuil_publication_decp,
            **perimeter.parametres(),
        },
        (perimeter.identites,),
    )
