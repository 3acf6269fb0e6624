"""Raw rows read as typed columns, all rows at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression
from pyarrow import compute

from spaser.catalogue import Catalogue
from spaser.ingest.appariement import Appariement
from spaser.ingest.cellules import Cellules, transformer
from spaser.ingest.kinds import Colonne
from spaser.ingest.listes import Traduction
from spaser.ingest.saisie import Saisie

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
"""Types whose cells are put in form before they are read."""
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
_MONTANTS = frozenset({"montant", "nombre"})


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


def lire_cellules(
    con: duckdb.DuckDBPyConnection,
    lecture: Appariement,
    saisie: Saisie,
    sens: Mapping[str, Traduction],
    bornes: Bornes,
) -> None:
    """Show ``lues``: the rows of ``saisie``, typed; ``defauts`` has one bit per filled cell that could not be read.

    Beside a number that is checked by its key, under its name and « __brut », the cell as it is written.

    The view ``formes`` shows the cells, and beside each, under its name and « __forme », the form that its reading starts from.
    """
    colonnes = {c.nom: c for c in lecture.genre.colonnes if c.nom in saisie.colonnes}
    cellules = dict(saisie.colonnes)
    for colonne in colonnes.values():
        type_ = _type_du_numero(lecture, colonne)
        if type_ is not None:  # two columns read together: row by row
            cellules |= {nom: Cellules(cellules[nom].par_ligne()) for nom in (colonne.nom, type_)}
    formes = transformer(con, cellules, [lambda noms: (_en_forme(colonnes[nom]) for nom in noms)])
    con.register(
        "formes",
        saisie.table(
            {nom: c.colonne() for nom, c in saisie.colonnes.items()}
            | {f"{nom}__forme": c.colonne() for nom, c in formes.items()}
        ),
    )
    styles = {nom: _style(con, formes[nom]) for nom, c in colonnes.items() if c.type in _MONTANTS}

    def lire(noms: Sequence[str]) -> Iterator[Expression]:
        for nom in noms:
            yield from _premiere_lecture(lecture, colonnes[nom], sens.get(nom), styles.get(nom, ""))

    def valoir(noms: Sequence[str]) -> Iterator[Expression]:
        for nom in noms:
            yield _valeur(lecture, colonnes[nom], bornes).alias(nom)

    valeurs = transformer(con, formes, [lire, valoir])
    numeros = [c.nom for c in colonnes.values() if c.numero_a_cle]
    table = saisie.table(
        {
            nom: c.colonne() if pa.types.is_string(c.textes.type) else c.par_ligne()
            for nom, c in valeurs.items()
        }
        | {f"{nom}__brut": saisie.colonnes[nom].colonne() for nom in numeros}
        | {"defauts": _defauts(lecture, saisie, valeurs)}
    )
    con.register("valeurs", table)
    con.table("valeurs").select(
        ColumnExpression("ligne"),
        ColumnExpression("rang"),
        *(
            ColumnExpression(c.nom)
            if c.nom in valeurs
            else ConstantExpression(None).cast(_TYPES_SQL.get(c.type, "varchar")).alias(c.nom)
            for c in lecture.genre.colonnes
        ),
        *(ColumnExpression(f"{nom}__brut") for nom in numeros),
        ColumnExpression("defauts"),
    ).create_view("lues")


def _defauts(lecture: Appariement, saisie: Saisie, valeurs: Mapping[str, Cellules]) -> pa.Array:
    """Return, for each row, one bit per column whose cell is filled in and has no value."""
    masques = np.zeros(saisie.lignes, np.int64)
    for position, colonne in enumerate(lecture.genre.colonnes):
        if colonne.nom in valeurs:
            fautives = _fautives(saisie.colonnes[colonne.nom], valeurs[colonne.nom])
            if fautives is not None:
                masques |= fautives.to_numpy(zero_copy_only=False).astype(np.int64) << position
    return pa.array(masques)


def _fautives(saisies: Cellules, lues: Cellules) -> pa.Array | None:
    """Tell which rows have a filled cell that could not be read; None where every cell could."""
    if saisies.places is not lues.places:
        return compute.and_not(saisies.remplies(), lues.remplies())
    lisibles = compute.is_valid(lues.textes.slice(0, len(saisies.textes)))
    fautifs = compute.and_not(compute.is_valid(saisies.textes), lisibles)
    return saisies.dont(fautifs) if compute.any(fautifs).as_py() else None


def _en_forme(colonne: Colonne) -> Expression:
    """Ask for the form that the reading of a cell starts from."""
    cellule = ColumnExpression(colonne.nom)
    if colonne.type == "identifiant":
        return cellule
    return FunctionExpression(_FORMES.get(colonne.type, "utile"), cellule).alias(colonne.nom)


def _type_du_numero(lecture: Appariement, colonne: Colonne) -> str | None:
    """Return the column that says of which type the numbers of a column are, where the file has it."""
    type_ = colonne.identifiant_de
    return type_ if colonne.type == "siret" and type_ is not None and lecture.presente(type_) else None


def _premiere_lecture(
    lecture: Appariement, colonne: Colonne, sens: Traduction | None, style: str
) -> Iterator[Expression]:
    """From the form to the value, except for what needs a second step."""
    forme = ColumnExpression(colonne.nom)
    epoque = ConstantExpression(lecture.feuille.epoque_1904)
    if sens is not None:
        traduit = FunctionExpression(
            "traduire",
            ConstantExpression(list(sens.formes)),
            ConstantExpression(list(sens.formes.values())),
            forme,
        )
        yield (traduit if sens.formes else forme).alias(colonne.nom)
    elif colonne.type in _MONTANTS:
        yield FunctionExpression("chiffres_montant", forme, ConstantExpression(style)).alias(colonne.nom)
    elif colonne.type == "date":
        yield FunctionExpression("jour_brut", forme, epoque).alias(colonne.nom)
    elif colonne.type == "mois":
        yield FunctionExpression("jour_brut", forme, epoque).alias(colonne.nom)
        yield FunctionExpression("mois_brut", forme, epoque).alias(f"{colonne.nom}__mois")
    elif colonne.type == "siret":
        type_ = _type_du_numero(lecture, colonne)
        genre = ConstantExpression(None).cast("varchar") if type_ is None else ColumnExpression(type_)
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


def _style(con: duckdb.DuckDBPyConnection, formes: Cellules) -> str:
    """Return the decimal separator that the column's own clear cells use, or « inconnu ».

    « 1.234 » alone is a thousand or one and a bit: only the rest of the column can say.
    """
    textes = con.from_arrow(pa.table({"t": formes.textes}))
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
