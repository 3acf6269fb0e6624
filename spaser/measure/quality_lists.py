"""The rows to correct first: suppliers without size or place, contracts without an answer, one side of the DECP only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from spaser.measure.asking import ask
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.quality import quality_parameters
from spaser.measure.quality_columns import Extrait
from spaser.measure.version import VersionLike
from spaser.store import sql

Cote = Literal["decp", "si"]
_Ligne = TypeVar("_Ligne")


@dataclass(frozen=True)
class Extraction(Generic[_Ligne]):
    """One page of a list, and what the whole list weighs: how many rows, € that they are, € of the whole population."""

    lignes: tuple[_Ligne, ...]
    nombre: int
    montant: Decimal | None = None
    montant_total: Decimal | None = None

    @property
    def part(self) -> float | None:
        """Share of the amount that the list is, a fraction; None when there is no amount."""
        if self.montant is None or not self.montant_total:
            return None
        return float(self.montant / self.montant_total)


@dataclass(frozen=True)
class FournisseurIncomplet:
    """A paid supplier whose size or place is unknown on some of its mandats; € HT."""

    identifiant: str | None
    siren: str | None
    nom: str | None
    mandats: int
    montant: Decimal
    sans_taille: bool
    sans_lieu: bool
    domaines: str


@dataclass(frozen=True)
class ContratSansReponse:
    """A contract that does not say whether it holds a consideration; None: not filled in."""

    cle: str
    jour: date
    objet: str | None
    domaine: str
    dga: str
    titulaires: str | None
    montant: Decimal | None
    environnement: bool | None
    social: bool | None
    fichier: str | None
    ligne: int | None


@dataclass(frozen=True)
class ContratIsole:
    """A contract that stands on one side only, with the file and the line where it does."""

    cle: str
    contrat_id: str
    jour: date
    objet: str | None
    dga: str
    titulaires: str | None
    montant: Decimal
    fichier: str | None
    ligne: int | None


@dataclass(frozen=True)
class SourcesDeContrats:
    """Which extracts of contracts the version holds, and whether the two sides can be compared."""

    extraits_decp: int
    extraits_si: int
    lignes_decp: int
    lignes_decp_gardees: int
    decp_debut: date | None
    decp_fin: date | None

    @property
    def comparables(self) -> bool:
        """Whether something of both sides was deposited."""
        return self.extraits_decp > 0 and self.extraits_si > 0

    @property
    def reprises(self) -> int:
        """Rows of the DECP that the authority's own extract took over: they stand on both sides, which ones is no longer known."""
        return self.lignes_decp - self.lignes_decp_gardees


def incomplete_suppliers(
    version: VersionLike, filters: Filters, perimeter: Perimeter, *, limit: int, offset: int = 0
) -> Extraction[FournisseurIncomplet]:
    """Return the paid suppliers without size or place, the largest amount first."""
    return _page(
        version,
        "qualite_fournisseurs_incomplets",
        "depenses",
        FournisseurIncomplet,
        filters,
        perimeter,
        {},
        (limit, offset),
    )


def unanswered_contracts(
    version: VersionLike, filters: Filters, perimeter: Perimeter, *, limit: int, offset: int = 0
) -> Extraction[ContratSansReponse]:
    """Return the contracts whose environmental or social consideration is not filled in, the largest first."""
    return _page(
        version,
        "qualite_contrats_sans_reponse",
        "contrats",
        ContratSansReponse,
        filters,
        perimeter,
        {},
        (limit, offset),
    )


def one_sided_contracts(
    version: VersionLike, cote: Cote, filters: Filters, perimeter: Perimeter, *, limit: int, offset: int = 0
) -> Extraction[ContratIsole]:
    """Return the contracts of at least the publication threshold that stand on one side only (§11.11)."""
    seuil = version.catalogue.reglages.seuil_publication_decp
    return _page(
        version,
        "qualite_decp",
        "contrats",
        ContratIsole,
        filters,
        perimeter,
        {"seuil": seuil, "cote": cote},
        (limit, offset),
    )


def contract_sources(version: VersionLike) -> SourcesDeContrats:
    """Return which extracts of contracts the version holds; counts only, the same for everybody."""
    cursor = version.cursor()
    cursor.execute(sql("measure/qualite_decp_extraits"))
    noms = [colonne[0] for colonne in cursor.description or ()]
    ligne = cursor.fetchone() or ()
    return SourcesDeContrats(**dict(zip(noms, ligne, strict=True)))


def _page(
    version: VersionLike,
    query: str,
    extrait: Extrait,
    construire: Callable[..., _Ligne],
    filters: Filters,
    perimeter: Perimeter,
    autres: dict[str, object],
    bornes: tuple[int, int],
) -> Extraction[_Ligne]:
    limit, offset = bornes
    trouvees = ask(
        version,
        f"measure/{query}",
        {
            **quality_parameters(version, extrait, filters, perimeter),
            **autres,
            "limite": limit,
            "decalage": offset,
        },
        (perimeter.identites,),
    )
    if not trouvees:
        return Extraction((), 0)
    ensemble = {
        nom: trouvees[0][nom]
        for nom in ("nombre", "montant_incomplet", "montant_total")
        if nom in trouvees[0]
    }
    return Extraction(
        lignes=tuple(
            construire(**{nom: valeur for nom, valeur in ligne.items() if nom not in ensemble})
            for ligne in trouvees
        ),
        nombre=ensemble["nombre"],
        montant=ensemble.get("montant_incomplet"),
        montant_total=ensemble.get("montant_total"),
    )
