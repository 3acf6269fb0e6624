"""Who is paid in one place of the map: the suppliers that take the largest amounts, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass

from spaser.measure.asking import ask
from spaser.measure.filters import Filters
from spaser.measure.perimeter import Perimeter
from spaser.measure.places import Niveau
from spaser.measure.version import VersionLike
from spaser.measure.windows import Calendar

_SPENDING = "X7"


@dataclass(frozen=True)
class FournisseurDuLieu:
    """One legal unit paid in a place, in € HT. ``siren``: as the deposits write it; ``part`` of the place is a fraction."""

    siren: str
    nom: str | None
    categorie: str | None
    montant: float
    mandats: int
    part: float | None


@dataclass(frozen=True)
class FournisseursDuLieu:
    """The first suppliers of a place, and the figures of the whole place."""

    fournisseurs: int
    montant: float
    premiers: tuple[FournisseurDuLieu, ...]


def place_suppliers(
    version: VersionLike, niveau: Niveau, lieu: str | None, filters: Filters, perimeter: Perimeter, limit: int
) -> FournisseursDuLieu:
    """Return the suppliers of a place, the largest amounts first; ``lieu`` as in ``places`` (None: not located)."""
    fenetre = Calendar.de(filters, version.date_pour(("depenses",))).fenetre(filters.annee)
    lignes = ask(
        version,
        "measure/lieux_fournisseurs",
        {
            "niveau": niveau,
            "lieu": lieu,
            "debut": fenetre.debut,
            "arrete": fenetre.arrete,
            "limite": limit,
            **filters.parametres(version.catalogue.indicateur(_SPENDING)),
            **perimeter.parametres(),
        },
        (perimeter.identites,),
    )
    total = float(str(lignes[0]["montant_du_lieu"])) if lignes else 0.0
    return FournisseursDuLieu(
        fournisseurs=int(str(lignes[0]["fournisseurs"])) if lignes else 0,
        montant=total,
        premiers=tuple(_fournisseur(ligne, total) for ligne in lignes),
    )


def _fournisseur(ligne: dict[str, object], total: float) -> FournisseurDuLieu:
    montant = float(str(ligne["montant"]))
    return FournisseurDuLieu(
        siren=str(ligne["siren"]),
        nom=None if ligne["nom"] is None else str(ligne["nom"]),
        categorie=None if ligne["categorie"] is None else str(ligne["categorie"]),
        montant=montant,
        mandats=int(str(ligne["mandats"])),
        part=montant / total if total > 0 else None,
    )
