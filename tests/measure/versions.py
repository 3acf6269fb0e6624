"""Versions made by hand for the tests: facts as rows, an in-memory DuckDB, the catalogue with chosen indicators."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Self

import duckdb

from spaser.catalogue import Catalogue, Cible, Indicateur, load_catalogue
from spaser.store import Agregats, build_aggregates, read_aggregates

TABLE = """
create table {vue} as
select
    unnest($cle::varchar[]) as cle,
    unnest($jour::date[]) as jour,
    unnest($fin::date[]) as fin,
    unnest($appartient::double[]) as appartient,
    unnest($montant::decimal(18, 2)[]) as montant,
    unnest($montant_min::decimal(18, 2)[]) as montant_min,
    unnest($montant_max::decimal(18, 2)[]) as montant_max,
    unnest($domaine::varchar[]) as domaine,
    unnest($dga::varchar[]) as dga,
    unnest($territoire::varchar[]) as territoire,
    unnest($perimetre::varchar[]) as perimetre,
    unnest($depot::varchar[]) as depot,
    unnest($ligne::integer[]) as ligne
"""


@dataclass(frozen=True)
class Fait:
    """One row of facts; amounts of the numerator follow ``appartient`` unless given."""

    cle: str
    jour: date
    fin: date | None = None
    appartient: float | None = 1.0
    montant: float | None = None
    montant_min: float | None = None
    montant_max: float | None = None
    domaine: str = "Déchets"
    dga: str = "EAD"
    territoire: str = "Pays d'Aix"
    perimetre: str = "marches"
    depot: str = "d1"
    ligne: int = 2


def depense(cle: str, jour: date, montant: float, appartient: float | None, **reste: Any) -> Fait:
    """Return a spend line: what belongs surely, what may belong."""
    sur = 0.0 if appartient is None else montant * appartient
    possible = montant if appartient is None else sur
    return Fait(
        cle, jour, appartient=appartient, montant=montant, montant_min=sur, montant_max=possible, **reste
    )


class VersionDeTest:
    """A version as ``measure`` asks for it."""

    numero = 1
    agregats: Agregats | None = None

    def __init__(
        self, catalogue: Catalogue, date_donnees: date | None, faits: Mapping[str, Sequence[Fait]]
    ) -> None:
        self.catalogue = catalogue
        self.date_donnees = date_donnees
        self._racine = duckdb.connect()
        self._verrou = threading.Lock()
        self._racine.execute("create schema faits")
        self._racine.execute(
            "create table depots (depot varchar, fichier varchar, type varchar, periode_debut date, periode_fin date)"
        )
        self._racine.execute(
            "create table masques (numero varchar, siren varchar, reference varchar, mention varchar);"
            "create table titulaires (contrat_no integer, siren varchar, identifiant varchar, nom varchar, ligne integer)"
        )
        jours = [fait.jour for rangs in faits.values() for fait in rangs]
        if jours:
            self._racine.executemany(
                "insert into depots values (?, ?, ?, ?, ?)",
                [
                    ["d1", "contrats.xlsx", "contrats", min(jours), max(jours)],
                    ["d2", "anciens.csv", "evenements", date(2001, 1, 1), date(2001, 12, 31)],
                ],
            )
        for vue in {indicateur.vue for indicateur in catalogue.mesurables}:
            rangs = faits.get(vue, ())
            colonnes = {champ.name: [getattr(fait, champ.name) for fait in rangs] for champ in fields(Fait)}
            self._racine.execute(TABLE.format(vue=f"lignes_{vue}"), colonnes)
            self._racine.execute(f"create view faits.{vue} as select * from lignes_{vue}")

    def compter_d_avance(self) -> Self:
        """Count the facts ahead, as a publication does; the observation dates are those of the deposits."""
        build_aggregates(self._racine, self.catalogue)
        self.agregats = read_aggregates(self.cursor())
        return self

    def date_pour(self, extraits: Sequence[str]) -> date | None:
        return self.date_donnees

    def cursor(self) -> duckdb.DuckDBPyConnection:
        with self._verrou:
            return self._racine.cursor()


@cache
def _document() -> Catalogue:
    return load_catalogue()


def catalogue_de(*indicateurs: Indicateur) -> Catalogue:
    """Return the catalogue of the document with these indicators only."""
    document = _document()
    champs = {nom: getattr(document, nom) for nom in Catalogue.model_fields}
    return Catalogue.model_construct(**{**champs, "indicateurs": indicateurs, "a_cote": ()})


def indicateur(code: str, **autres: Any) -> Indicateur:
    """Return an indicator of the document, with other values where the test wants them."""
    modele = _document().indicateur(code)
    champs = {nom: getattr(modele, nom) for nom in Indicateur.model_fields}
    return Indicateur.model_validate({**champs, **autres})


def cible(valeur: float, annee: int, **autres: Any) -> Cible:
    """Return a target decided in October 2021."""
    return Cible.model_validate(
        {
            "valeur": valeur,
            "annee": annee,
            "source": "M11",
            "decision": "Délibération",
            "valide_du": date(2021, 10, 7),
            **autres,
        }
    )


def version_de(
    choisi: Indicateur, faits: Sequence[Fait], date_donnees: date | None = date(2026, 9, 30)
) -> VersionDeTest:
    """Return a version that holds the facts of one indicator."""
    return VersionDeTest(catalogue_de(choisi), date_donnees, {choisi.vue: faits})


def contrats(annee: int, oui: int, non: int = 0, inconnus: int = 0, **reste: Any) -> list[Fait]:
    """Return contracts of one year: so many yes, no and unknown."""
    reponses: list[float | None] = [1.0] * oui + [0.0] * non + [None] * inconnus
    return [
        Fait(f"{annee}-{numero}", date(annee, 6, 1), appartient=reponse, ligne=numero + 2, **reste)
        for numero, reponse in enumerate(reponses)
    ]


def somme(montants: Sequence[Decimal | None]) -> Decimal:
    """Add amounts; an absent one adds nothing."""
    return sum((montant for montant in montants if montant is not None), Decimal(0))
