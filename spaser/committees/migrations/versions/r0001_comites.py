"""Decisions, comments, confidence, contested rows, and the history of them all."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create the five tables."""
    op.create_table(
        "decisions",
        *_entry("decisions"),
        sa.Column("comite", sa.String(20), nullable=False),
        sa.Column("seance", sa.Date, nullable=False),
        sa.Column("texte", sa.Text, nullable=False),
        sa.Column("porteur", sa.String(200), nullable=False),
        sa.Column("echeance", sa.Date),
        sa.Column("etat", sa.String(20), nullable=False),
        sa.Column("territoire", sa.String(200)),
        sa.Column("dga", sa.String(200)),
        _check("decisions", "ecrite", "trim(texte) <> '' and trim(porteur) <> ''"),
        _check("decisions", "comite", "comite in ('strategique', 'executif')"),
        _check("decisions", "etat", "etat in ('a_faire', 'en_cours', 'faite', 'abandonnee')"),
    )
    op.create_table(
        "commentaires",
        *_entry("commentaires"),
        sa.Column("objet", sa.String(20), nullable=False),
        sa.Column("rubrique", sa.String(20), nullable=False),
        sa.Column("texte", sa.Text, nullable=False),
        sa.Column("territoire", sa.String(200)),
        sa.Column("dga", sa.String(200)),
        _check("commentaires", "ecrit", "trim(texte) <> ''"),
        _check("commentaires", "rubrique", "rubrique in ('resultats', 'freins', 'actions', 'reussites')"),
    )
    op.create_table(
        "confiances",
        *_entry("confiances"),
        sa.Column("indicateur", sa.String(20), nullable=False),
        sa.Column("rang", sa.Integer, nullable=False),
        sa.Column("niveau", sa.String(20), nullable=False),
        sa.Column("commentaire", sa.Text, nullable=False),
        _check("confiances", "commentee", "trim(commentaire) <> ''"),
        _check("confiances", "niveau", "niveau in ('securise', 'atteignable', 'appui', 'compromis')"),
        sa.UniqueConstraint(
            "demonstration", "indicateur", "rang", name=op.f("uq_confiances_demonstration_indicateur_rang")
        ),
    )
    op.create_table(
        "contestations",
        *_entry("contestations"),
        sa.Column("cle", sa.Text, nullable=False),
        sa.Column("indicateur", sa.String(20)),
        sa.Column("page", sa.String(20)),
        sa.Column("cible", sa.Text),
        sa.Column("fichier", sa.Text),
        sa.Column("ligne", sa.Integer),
        sa.Column("version_donnees", sa.Integer, nullable=False),
        sa.Column("territoire", sa.String(200), nullable=False),
        sa.Column("dga", sa.String(200), nullable=False),
        sa.Column("motif", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("etat", sa.String(20), nullable=False),
        sa.Column("reponse", sa.Text),
        _check("contestations", "ecrite", "trim(motif) <> '' and trim(source) <> ''"),
        _check("contestations", "etat", "etat in ('ouverte', 'acceptee', 'refusee', 'retiree')"),
        _check(
            "contestations",
            "repondue",
            "(etat in ('ouverte', 'retiree') and reponse is null)"
            " or (etat in ('acceptee', 'refusee') and reponse is not null and trim(reponse) <> '')",
        ),
    )
    op.create_index("ix_contestations_cle", "contestations", ["cle"])
    op.create_index("ix_contestations_cible", "contestations", ["cible"])
    op.create_table(
        "changements",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("objet", sa.String(20), nullable=False),
        sa.Column("objet_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("par", sa.String(200), nullable=False),
        sa.Column("sujet", sa.String(600), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("le", sa.DateTime, nullable=False),
        sa.Column("avant", sa.JSON(none_as_null=True)),
        sa.Column("apres", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changements")),
        sa.UniqueConstraint(
            "objet", "objet_id", "version", name=op.f("uq_changements_objet_objet_id_version")
        ),
    )


def _entry(table: str) -> tuple[Any, ...]:
    return (
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("demonstration", sa.Boolean, nullable=False),
        sa.Column("retiree", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("auteur", sa.String(600), nullable=False),
        sa.Column("cree_par", sa.String(200), nullable=False),
        sa.Column("cree_le", sa.DateTime, nullable=False),
        sa.Column("modifie_par", sa.String(200), nullable=False),
        sa.Column("modifie_le", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))
