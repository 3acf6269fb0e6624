"""Values of closed lists and of reference lists: what each one means, as answered, else as the list knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from spaser.catalogue import Catalogue, cle_de_comparaison
from spaser.ingest.appariement import Appariement
from spaser.ingest.cellules import Cellules
from spaser.ingest.entetes import cle
from spaser.ingest.kinds import Colonne
from spaser.ingest.options import REFERENCES, Reference, Reponses
from spaser.ingest.saisie import Saisie

_VALEURS_MAX = 20_000


@dataclass(frozen=True)
class Traduction:
    """What the cells of a closed-list column become, and those that the list does not know."""

    formes: dict[str, str]
    inconnues: tuple[str, ...]
    a_demander: Mapping[str, int]
    """Unknown values that nobody was asked about yet, and how many rows hold each."""
    suivies: Mapping[str, str | None]
    """Values that an answer translated, or declared unknown (None)."""


def traductions(
    con: duckdb.DuckDBPyConnection,
    lecture: Appariement,
    saisie: Saisie,
    catalogue: Catalogue,
    reponses: Reponses,
) -> dict[str, Traduction]:
    """Look up the distinct values of every closed-list column, in Python: they are few. What was answered comes first."""
    trouvees = {}
    for colonne in lecture.genre.colonnes:
        if not lecture.presente(colonne.nom) or colonne.nom not in saisie.colonnes:
            continue
        if colonne.type in REFERENCES:
            connaitre = connaisseur(catalogue, colonne.type)
            repondues = {
                cle_de_comparaison(valeur): sens
                for valeur, sens in reponses.valeurs.get(colonne.type, {}).items()
                if sens is None or connaitre(sens) == sens
            }
        elif colonne.type == "choix":
            connaitre, repondues = _de_la_liste(colonne), {}
        else:
            continue
        trouvees[colonne.nom] = _traduire(con, saisie.colonnes[colonne.nom], connaitre, repondues)
    return trouvees


def connaisseur(catalogue: Catalogue, liste: Reference) -> Callable[[str], str | None]:
    """Return what names the canonical value of a text in a reference list."""
    return {"domaine": catalogue.domaine, "dga": catalogue.dga_de, "territoire": catalogue.territoire}[liste]


def _traduire(
    con: duckdb.DuckDBPyConnection,
    cellules: Cellules,
    connaitre: Callable[[str], str | None],
    repondues: Mapping[str, str | None],
) -> Traduction:
    comptes = (
        con.from_arrow(cellules.effectifs())
        .filter(ColumnExpression("lignes") > ConstantExpression(0))
        .select(
            FunctionExpression("utile", ColumnExpression("texte")).alias("texte"), ColumnExpression("lignes")
        )
        .aggregate("texte, sum(lignes)::bigint as lignes", "texte")
        .limit(_VALEURS_MAX)
        .fetchall()
    )
    textes = {texte: lignes for texte, lignes in comptes if texte is not None}
    suivies = {
        texte: repondues[cle_de_comparaison(texte)]
        for texte in textes
        if cle_de_comparaison(texte) in repondues
    }
    sens = {texte: suivies[texte] if texte in suivies else connaitre(texte) for texte in textes}
    return Traduction(
        {t: canonique for t, canonique in sens.items() if canonique is not None and canonique != t},
        tuple(t for t, canonique in sens.items() if canonique is None),
        {t: textes[t] for t, canonique in sens.items() if canonique is None and t not in suivies},
        suivies,
    )


def _de_la_liste(colonne: Colonne) -> Callable[[str], str | None]:
    return lambda texte: colonne.formes.get(cle(texte))
