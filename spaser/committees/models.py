"""The tables. What must always hold is a constraint of the database; texts that must be written are never empty there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import JSON, CheckConstraint, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from spaser.committees.records import COMITES, ETATS, ETATS_CONTESTATION, NIVEAUX, RUBRIQUES

CODE: Final = 20
NOM: Final = 200
SUJET: Final = 600


def among(column: str, values: Sequence[str]) -> str:
    """Return the condition that a column holds one of some values."""
    return f"{column} in ({', '.join(repr(value) for value in values)})"


def written(*columns: str) -> str:
    """Return the condition that texts are not empty."""
    return " and ".join(f"trim({column}) <> ''" for column in columns)


class Base(DeclarativeBase):
    """All tables of the committees; constraints have names, so that a migration can change them."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class Entree(Base):
    """What every entry holds: real or fictive (decision 006), withdrawn or not, its version, who wrote and changed it.

    ``auteur`` is the account that wrote it: names are not unique.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    demonstration: Mapped[bool]
    retiree: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int]
    auteur: Mapped[str] = mapped_column(String(SUJET))
    cree_par: Mapped[str] = mapped_column(String(NOM))
    cree_le: Mapped[datetime]
    modifie_par: Mapped[str] = mapped_column(String(NOM))
    modifie_le: Mapped[datetime]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 – a class method for SQLAlchemy
        return {"version_id_col": cls.version}


class LigneDecision(Entree):
    """A decision of a committee."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(written("texte", "porteur"), "ecrite"),
        CheckConstraint(among("comite", list(COMITES)), "comite"),
        CheckConstraint(among("etat", list(ETATS)), "etat"),
    )

    comite: Mapped[str] = mapped_column(String(CODE))
    seance: Mapped[date]
    texte: Mapped[str] = mapped_column(Text)
    porteur: Mapped[str] = mapped_column(String(NOM))
    echeance: Mapped[date | None]
    etat: Mapped[str] = mapped_column(String(CODE))
    territoire: Mapped[str | None] = mapped_column(String(NOM))
    dga: Mapped[str | None] = mapped_column(String(NOM))


class LigneCommentaire(Entree):
    """A comment on a fiche or an axis, under a fixed heading."""

    __tablename__ = "commentaires"
    __table_args__ = (
        CheckConstraint(written("texte"), "ecrit"),
        CheckConstraint(among("rubrique", list(RUBRIQUES)), "rubrique"),
    )

    objet: Mapped[str] = mapped_column(String(CODE))
    rubrique: Mapped[str] = mapped_column(String(CODE))
    texte: Mapped[str] = mapped_column(Text)
    territoire: Mapped[str | None] = mapped_column(String(NOM))
    dga: Mapped[str | None] = mapped_column(String(NOM))


class LigneConfiance(Entree):
    """A declaration of confidence. The same rank cannot be declared twice: of two people at once, one is told of the other."""

    __tablename__ = "confiances"
    __table_args__ = (
        CheckConstraint(written("commentaire"), "commentee"),
        CheckConstraint(among("niveau", list(NIVEAUX)), "niveau"),
        UniqueConstraint("demonstration", "indicateur", "rang"),
    )

    indicateur: Mapped[str] = mapped_column(String(CODE))
    rang: Mapped[int]
    niveau: Mapped[str] = mapped_column(String(CODE))
    commentaire: Mapped[str] = mapped_column(Text)


class LigneContestation(Entree):
    """A contested row, and the answer given to it: accepted or refused, never without words."""

    __tablename__ = "contestations"
    __table_args__ = (
        CheckConstraint(written("motif", "source"), "ecrite"),
        CheckConstraint(among("etat", list(ETATS_CONTESTATION)), "etat"),
        CheckConstraint(
            f"({among('etat', ['ouverte', 'retiree'])} and reponse is null)"
            f" or ({among('etat', ['acceptee', 'refusee'])} and reponse is not null and {written('reponse')})",
            "repondue",
        ),
    )

    cle: Mapped[str] = mapped_column(Text, index=True)
    indicateur: Mapped[str | None] = mapped_column(String(CODE))
    page: Mapped[str | None] = mapped_column(String(CODE))
    cible: Mapped[str | None] = mapped_column(Text, index=True)
    fichier: Mapped[str | None] = mapped_column(Text)
    ligne: Mapped[int | None]
    version_donnees: Mapped[int]
    territoire: Mapped[str] = mapped_column(String(NOM))
    dga: Mapped[str] = mapped_column(String(NOM))
    motif: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    etat: Mapped[str] = mapped_column(String(CODE))
    reponse: Mapped[str | None] = mapped_column(Text)


class LigneChangement(Base):
    """One change of one entry: who, when, what it was and what it became. Only ever added to."""

    __tablename__ = "changements"
    __table_args__ = (UniqueConstraint("objet", "objet_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    objet: Mapped[str] = mapped_column(String(CODE))
    objet_id: Mapped[int]
    version: Mapped[int]
    action: Mapped[str] = mapped_column(String(CODE))
    par: Mapped[str] = mapped_column(String(NOM))
    sujet: Mapped[str] = mapped_column(String(SUJET))
    role: Mapped[str] = mapped_column(String(CODE))
    le: Mapped[datetime]
    avant: Mapped[dict[str, str | int | bool | None] | None] = mapped_column(JSON(none_as_null=True))
    apres: Mapped[dict[str, str | int | bool | None]] = mapped_column(JSON)
