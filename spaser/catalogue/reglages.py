"""Settings: every threshold that a verdict, a badge or an import uses. Rates and shares are fractions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from spaser.catalogue.base import Modele

Part = Annotated[float, Field(ge=0, le=1)]
Effectif = Annotated[int, Field(ge=1)]


class Reglages(Modele):
    """All settings, flat: the YAML file groups and explains them."""

    # the verdict « on track or not »
    n_min: Effectif
    couverture_min: Part
    completude_provisoire: Part
    annees_comparables_min: Effectif
    seuil_bonne_voie: float
    seuil_acceleration: float
    seuil_recul: float
    stable_taux_min: Part
    stable_taux_unites: Annotated[float, Field(ge=0)]
    stable_relatif: Part

    # the import
    taux_rejet_max: Part
    lignes_entete_max: Effectif
    annee_min: int
    annees_futures_max: Annotated[int, Field(ge=0)]
    montant_min_alerte: float
    montant_max_alerte: float
    taux_tva_defaut: Part

    # what is shown and published
    segment_petit: Effectif
    fournisseurs_min_export: Effectif
    decimales_taux: Annotated[int, Field(ge=0)]
    decimales_pour_mille: Annotated[int, Field(ge=0)]
    heures_par_etp: tuple[int, ...] = Field(min_length=1)

    # what the overview calls « à traiter », and what the quality page checks
    alerte_montant_contrat: Annotated[float, Field(gt=0)]
    alerte_echeance_mois: Effectif
    seuil_publication_decp: Annotated[float, Field(gt=0)]
    alerte_heures_ecoule_min: Part
    alerte_heures_part: Part
    alerte_effet_points: Part

    def scalaires(self) -> Iterator[tuple[str, int | float]]:
        """Yield every setting that is one number, by name."""
        for cle, valeur in self:
            if isinstance(valeur, int | float):
                yield cle, valeur
