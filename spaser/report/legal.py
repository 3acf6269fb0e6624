"""The legal publication (article L2111-3): PDF, CSV and JSON with their Table Schema, ready for an open data portal, in one archive."""

from __future__ import annotations

from dataclasses import fields
from typing import Final, get_args

from spaser import francais as fr
from spaser.report.archive import archive
from spaser.report.content import ReportContent
from spaser.report.document import Document, Progress
from spaser.report.legal_lines import Expression, LegalLine, State, legal_lines
from spaser.report.legal_pdf import legal_pdf
from spaser.report.open_data import Field, Value, as_json, record, table_csv, table_schema

_SCHEMA_VERSION: Final = "1.0.0"
_NAME: Final = "publication-l2111-3"
FIELDS: Final = (
    Field(
        "categorie",
        "string",
        "Catégorie",
        "Catégorie d’achats socialement ou écologiquement responsables.",
        True,
    ),
    Field("indicateur", "string", "Code", "Code de l’indicateur dans le catalogue du SPASER.", True),
    Field("libelle", "string", "Libellé", "Ce que mesure l’indicateur.", True),
    Field(
        "exprime_en",
        "string",
        "Exprimé en",
        "Nombre de contrats notifiés, ou valeur.",
        True,
        get_args(Expression),
    ),
    Field("exercice", "year", "Exercice", "Année civile.", True),
    Field("arrete_au", "date", "Arrêté au", "Jour auquel le chiffre est observé.", True),
    Field(
        "numerateur",
        "number",
        "Numérateur",
        "Contrats de la catégorie, ou euros HT ; une part de contrat est possible.",
    ),
    Field(
        "denominateur", "number", "Dénominateur", "Tous les contrats, ou tous les euros HT, de la population."
    ),
    Field("taux", "number", "Taux", "Fraction, non arrondie : 0,5 veut dire 50 %. Vide : inconnu, jamais 0."),
    Field(
        "non_renseignes",
        "number",
        "Non renseigné",
        "Contrats, ou euros HT, dont l’appartenance n’est pas connue.",
    ),
    Field(
        "taux_bas",
        "number",
        "Taux, borne basse",
        "Si rien de ce qui n’est pas renseigné n’appartient à la catégorie.",
    ),
    Field(
        "taux_haut",
        "number",
        "Taux, borne haute",
        "Si tout ce qui n’est pas renseigné appartient à la catégorie.",
    ),
    Field("cible", "number", "Cible", "Objectif du schéma, fraction ; vide : le schéma n’en fixe pas."),
    Field(
        "etat",
        "string",
        "État",
        "publié ; provisoire : exercice non clos ou données incomplètes ; non renseigné ; secret : moins de trois fournisseurs ; sans objet.",
        True,
        get_args(State),
    ),
    Field("precision", "string", "Précision", "Motif d’une valeur absente, ou réserve sur la valeur."),
)


def publication(content: ReportContent, progress: Progress) -> bytes:
    """Write the files of the publication in one archive."""
    progress("Chiffres de l’article L2111-3", 0.1)
    lines = legal_lines(content)
    progress("Écriture des fichiers", 0.8)
    rows = [_row(line) for line in lines]
    schema = table_schema(
        _NAME,
        f"SPASER – taux réels d’achats responsables – {content.autorite.nom}",
        "Indicateurs de l’article L2111-3 du code de la commande publique, en nombre de contrats et en valeur.",
        FIELDS,
        _SCHEMA_VERSION,
    )
    document = {
        "titre": schema["title"],
        "acheteur": {"nom": content.autorite.nom, "siren": content.autorite.siren},
        "reference": "Article L2111-3 du code de la commande publique",
        "exercice": content.filters.annee,
        "arrete_au": content.arrete,
        "provenance": dict(content.provenance),
        "choix_de_comptage": [
            {
                "code": choice.code,
                "question": choice.question,
                "regle": choice.regle,
                "decide_par": choice.decide_par,
            }
            for choice in content.choix
        ],
        "schema": schema,
        "indicateurs": [record(FIELDS, row) for row in rows],
    }
    return archive(
        {
            f"{_NAME}.pdf": legal_pdf(content, lines),
            f"{_NAME}.csv": table_csv(FIELDS, rows),
            f"{_NAME}.json": as_json(document),
            f"{_NAME}.schema.json": as_json(schema),
            "LISEZMOI.txt": _read_me(content, lines).encode("utf-8"),
        },
        content.publiee_le,
    )


def _row(line: LegalLine) -> tuple[Value, ...]:
    return tuple(getattr(line, field.name) for field in fields(LegalLine))


def _read_me(content: ReportContent, lines: tuple[LegalLine, ...]) -> str:
    missing = [line for line in lines if line.taux is None]
    parts = [
        f"SPASER {content.autorite.periode_debut}-{content.autorite.periode_fin} – {content.autorite.nom}",
        (
            f"Publication de l’article L2111-3 du code de la commande publique, exercice {content.filters.annee}, "
            f"arrêtée au {fr.day(content.arrete)}. À publier tous les deux ans."
        ),
        "",
        f"{_NAME}.pdf          les chiffres à lire, avec leurs choix de comptage",
        f"{_NAME}.csv          les chiffres : UTF-8, virgule, point décimal, dates AAAA-MM-JJ",
        f"{_NAME}.json         les mêmes, avec la provenance et les choix de comptage",
        f"{_NAME}.schema.json  le schéma du tableau (Table Schema)",
        "",
        *(f"{name} : {value}" for name, value in content.provenance),
        "",
        "Valeurs absentes :" if missing else "Aucune valeur absente.",
        *(f"- {line.indicateur}, {line.exprime_en} ({line.etat}) : {line.precision}" for line in missing),
    ]
    return "\n".join(parts) + "\n"


PUBLICATION: Final = Document(
    nom="publication",
    titre="Publication légale (L2111-3)",
    description="Les taux réels d’achats responsables, en nombre et en valeur, à publier tous les deux ans : PDF, CSV et JSON avec leur schéma, "
    "prêts pour un portail de données ouvertes. Agrégée, sans nom de fournisseur.",
    extension="zip",
    mime="application/zip",
    ecrire=publication,
)
