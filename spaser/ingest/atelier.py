"""Raw rows in DuckDB read as typed columns, all rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, Expression, FunctionExpression

from spaser.catalogue import Catalogue
from spaser.ingest.appariement import Appariement, Place
from spaser.ingest.kinds import Colonne
from spaser.ingest.listes import Traduction

_ANNEE_LOINTAINE = 1800
_AVENIR = 98  # a concession may run for decades
_TYPES_SQL = {
    "montant": "decimal(18, 2)",
    "nombre": "decimal(18, 2)",
    "taux": "decimal(18, 6)",
    "entier": "integer",
    "annee": "integer",
    "date": "date",
    "mois": "date",
    "oui_non": "boolean",
}
_FORMES = {
    "montant": "forme_montant",
    "nombre": "forme_montant",
    "date": "forme_date",
    "mois": "forme_date",
    "siret": "forme_siret",
}
"""Types whose cells are put in form before they are read; the form stands beside the cell, under its name and « __forme »."""
_LECTEURS = {
    "identifiant": "lire_identifiant",
    "code": "lire_code",
    "cpv": "lire_cpv",
    "code_postal": "lire_code_postal",
    "code_commune": "lire_code_postal",
    "departement": "lire_departement",
    "entier": "lire_entier",
    "annee": "lire_annee",
    "oui_non": "lire_oui_non",
    "taux": "lire_taux",
}
_ROLE_COTRAITANT = "cotraitant"


@dataclass(frozen=True)
class Bornes:
    """Years that a date may have."""

    annee_min: int
    annee_max: int

    @classmethod
    def du_catalogue(cls, catalogue: Catalogue, jour_depot: date) -> Bornes:
        """From the settings: 1990 to the year after the deposit, by default."""
        reglages = catalogue.reglages
        return cls(reglages.annee_min, jour_depot.year + reglages.annees_futures_max)


def nommer_colonnes(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """Build ``saisie``: one text column per column of the kind, one row per row and contractor (``rang``).

    A table, not a view: the forms of the cells, read from it, would copy each cell's expression into themselves.
    """
    base = con.table("brut")
    relation = base.select(*_saisie(lecture, lecture.colonnes, 1, None))
    for rang, membre in sorted(lecture.membres.items()):
        hors_titulaire = {
            nom: place for nom, place in lecture.colonnes.items() if not nom.startswith("titulaire_")
        }
        remplie: Expression | None = None
        for nom in ("titulaire_siret", "titulaire_nom"):
            if nom in membre.colonnes:
                presente = FunctionExpression(
                    "vider", ColumnExpression(f"c{membre.colonnes[nom].rang}")
                ).isnotnull()
                remplie = presente if remplie is None else remplie | presente
        if remplie is not None:
            relation = relation.union(
                base.filter(remplie).select(
                    *_saisie(lecture, {**hors_titulaire, **membre.colonnes}, rang, membre.role)
                )
            )
    relation.create("saisie")


def _saisie(
    lecture: Appariement, places: dict[str, Place], rang: int, role: str | None
) -> Iterator[Expression]:
    yield ColumnExpression("ligne")
    yield ConstantExpression(rang).cast("integer").alias("rang")
    for colonne in lecture.genre.colonnes:
        place = places.get(colonne.nom)
        if place is not None:
            yield FunctionExpression("vider", ColumnExpression(f"c{place.rang}")).alias(colonne.nom)
        elif colonne.nom == "titulaire_role" and role == _ROLE_COTRAITANT:
            yield ConstantExpression(role).cast("varchar").alias(colonne.nom)
        else:
            yield ConstantExpression(None).cast("varchar").alias(colonne.nom)


def mettre_en_forme(con: duckdb.DuckDBPyConnection, lecture: Appariement) -> None:
    """Build the table ``formes``: the cells, and beside each the form that its reading starts from.

    Reading goes in steps on plain columns: macros nested in one expression would copy themselves into each other until the
    planner drowns (measured: minutes and gigabytes for a file of 200 rows).
    """
    colonnes: list[Expression] = [ColumnExpression("ligne"), ColumnExpression("rang")]
    for colonne in colonnes_presentes(lecture):
        cellule = ColumnExpression(colonne.nom)
        colonnes.append(cellule)
        if colonne.type == "identifiant":
            colonnes.append(cellule.alias(f"{colonne.nom}__forme"))
        else:
            colonnes.append(
                FunctionExpression(_FORMES.get(colonne.type, "utile"), cellule).alias(f"{colonne.nom}__forme")
            )
    con.table("saisie").select(*colonnes).create("formes")


def lire_cellules(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, sens: dict[str, Traduction], bornes: Bornes
) -> None:
    """Build ``lu``: the same rows, typed; ``defauts`` has one bit per filled cell that could not be read."""
    presentes = colonnes_presentes(lecture)
    repere = [ColumnExpression("ligne"), ColumnExpression("rang")]
    lectures: list[Expression] = [*repere]
    for colonne in presentes:
        lectures.append(ColumnExpression(colonne.nom).isnotnull().alias(f"{colonne.nom}__rempli"))
        lectures += _premiere_lecture(con, lecture, colonne, sens.get(colonne.nom))
    lues = con.table("formes").select(*lectures)
    valeurs: list[Expression] = [*repere]
    for colonne in presentes:
        valeurs.append(ColumnExpression(f"{colonne.nom}__rempli"))
        valeurs.append(_valeur(lecture, colonne, bornes).alias(colonne.nom))
    finales: list[Expression] = [*repere]
    defauts: Expression = ConstantExpression(0).cast("bigint")
    noms = {c.nom for c in presentes}
    for position, colonne in enumerate(lecture.genre.colonnes):
        if colonne.nom not in noms:
            finales.append(
                ConstantExpression(None).cast(_TYPES_SQL.get(colonne.type, "varchar")).alias(colonne.nom)
            )
            continue
        finales.append(ColumnExpression(colonne.nom))
        illisible = ColumnExpression(f"{colonne.nom}__rempli") & ColumnExpression(colonne.nom).isnull()
        defauts = defauts + CaseExpression(illisible, ConstantExpression(1 << position)).otherwise(
            ConstantExpression(0)
        ).cast("bigint")
    lues.select(*valeurs).select(*finales, defauts.alias("defauts")).create("lu")


def colonnes_presentes(lecture: Appariement) -> list[Colonne]:
    """Return the columns of the kind that the file has."""
    roles = any(m.role for m in lecture.membres.values())
    return [
        c for c in lecture.genre.colonnes if lecture.presente(c.nom) or (c.nom == "titulaire_role" and roles)
    ]


def _premiere_lecture(
    con: duckdb.DuckDBPyConnection, lecture: Appariement, colonne: Colonne, sens: Traduction | None
) -> Iterator[Expression]:
    """From the form to the value, except for what needs a second step."""
    forme = ColumnExpression(f"{colonne.nom}__forme")
    epoque = ConstantExpression(lecture.feuille.epoque_1904)
    if sens is not None:
        traduit = FunctionExpression(
            "traduire",
            ConstantExpression(list(sens.formes)),
            ConstantExpression(list(sens.formes.values())),
            forme,
        )
        yield (traduit if sens.formes else forme).alias(colonne.nom)
    elif colonne.type in {"montant", "nombre"}:
        yield FunctionExpression("chiffres_montant", forme, ConstantExpression(_style(con, colonne))).alias(
            colonne.nom
        )
    elif colonne.type == "date":
        yield FunctionExpression("jour_brut", forme, epoque).alias(colonne.nom)
    elif colonne.type == "mois":
        yield FunctionExpression("jour_brut", forme, epoque).alias(colonne.nom)
        yield FunctionExpression("mois_brut", forme, epoque).alias(f"{colonne.nom}__mois")
    elif colonne.type == "siret":
        type_ = colonne.identifiant_de
        connu = type_ is not None and lecture.presente(type_)
        genre = ColumnExpression(f"{type_}__forme") if connu else ConstantExpression(None).cast("varchar")
        yield FunctionExpression("numero_de_forme", forme, genre).alias(colonne.nom)
    elif colonne.type in _LECTEURS:
        yield FunctionExpression(_LECTEURS[colonne.type], forme).alias(colonne.nom)
    else:
        yield forme.alias(colonne.nom)


def _valeur(lecture: Appariement, colonne: Colonne, bornes: Bornes) -> Expression:
    """Second step: the multiplier of an amount, the years that a date may have."""
    lue = ColumnExpression(colonne.nom)
    permises = (
        (_ANNEE_LOINTAINE, bornes.annee_max + _AVENIR)
        if colonne.annees_libres
        else (bornes.annee_min, bornes.annee_max)
    )
    annees = (ConstantExpression(permises[0]), ConstantExpression(permises[1]))
    match colonne.type:
        case "montant" | "nombre":
            return FunctionExpression(
                "montant_de_chiffres", lue, ConstantExpression(_multiplicateur(lecture, colonne.nom))
            )
        case "date":
            return FunctionExpression("dans_les_annees", lue, *annees)
        case "mois":
            premier = FunctionExpression("premier_du_mois", ColumnExpression(f"{colonne.nom}__mois"), lue)
            return FunctionExpression("dans_les_annees", premier, *annees)
        case "annee":
            return FunctionExpression("annee_permise", lue, *annees)
        case _:
            return lue


def _multiplicateur(lecture: Appariement, nom: str) -> int:
    places = [lecture.colonnes.get(nom), *(m.colonnes.get(nom) for m in lecture.membres.values())]
    return max((p.multiplicateur for p in places if p is not None), default=1)


def _style(con: duckdb.DuckDBPyConnection, colonne: Colonne) -> str:
    """Return the decimal separator that the column's own clear cells use, or « inconnu ».

    « 1.234 » alone is a thousand or one and a bit: only the rest of the column can say.
    """
    textes = con.table("formes").select(ColumnExpression(f"{colonne.nom}__forme").alias("t"))
    if (
        textes.filter(FunctionExpression("est_montant_ambigu", ColumnExpression("t"))).limit(1).fetchall()
        == []
    ):
        return "inconnu"
    indices = (
        textes.select(FunctionExpression("separateur_decimal", ColumnExpression("t"))).distinct().fetchall()
    )
    vus = {indice for (indice,) in indices if indice is not None}
    return vus.pop() if len(vus) == 1 else "inconnu"
