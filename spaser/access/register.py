"""The register of live logins: a cookie that left by a copy, a second tab or yesterday's browser opens nothing by itself.

The framework's identity cookie lasts thirty days, ignores the token's end and survives a logout elsewhere. Each login is therefore a
row here, keyed by a hash of what the provider signed; it is asked at every interaction, and shut once for all tabs.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    MetaData,
    Row,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from spaser.access.identity import Claims, Refusal
from spaser.access.rules import Seances

_METADATA: Final = MetaData()
_SEANCES: Final = Table(
    "seances",
    _METADATA,
    Column("cle", String(64), primary_key=True),
    Column("compte", String(600), nullable=False, index=True),
    Column("nom", String(200), nullable=False),
    Column("navigateur", String(64), nullable=False),
    Column("debut", DateTime, nullable=False),
    Column("vue", DateTime, nullable=False),
    Column("fermee", DateTime),
    Column("motif", String(40)),
)

LOGINS_KEPT: Final = timedelta(days=40)
"""How long a login that is no longer seen stays in the register: ten days more than its cookie lives."""
_FRESH: Final = timedelta(minutes=10)
"""A login that this register has never seen must have just been signed: one that comes later is a copy of a forgotten cookie."""
_SKEW: Final = timedelta(minutes=2)
_TOUCH: Final = timedelta(seconds=20)
"""The last sight is written no oftener than this."""

EXPIRED: Final = Refusal("expiree", "Cette connexion n’est plus valable. Reconnectez-vous.")
_CLOSED: Final = {
    "deconnexion": Refusal("fermee", "Vous vous êtes déconnecté. Reconnectez-vous pour continuer."),
    "revocation": Refusal(
        "revoquee", "Cette connexion a été fermée par le responsable du SPASER. Reconnectez-vous."
    ),
    "inactivite": Refusal(
        "inactivite", "Votre connexion a été fermée après une période sans activité. Reconnectez-vous."
    ),
    "duree": Refusal("duree", "Votre connexion a atteint sa durée maximale. Reconnectez-vous."),
}
CLOCK: Final = Refusal(
    "horloge",
    "L’heure de ce serveur et celle du fournisseur d’identité diffèrent de plus de deux minutes : demandez à l’exploitant de les "
    "synchroniser (NTP).",
)
OTHER_BROWSER: Final = Refusal(
    "autre_navigateur",
    "Cette connexion a été ouverte dans un autre navigateur. Connectez-vous dans celui-ci.",
)


Seen = Literal["premiere", "connue"]
"""A login that is let in: for the first time, or again."""


@dataclass(frozen=True)
class Login:
    """One login as the register knows it; times in UTC."""

    cle: str
    compte: str
    nom: str
    debut: datetime
    vue: datetime


class Register:
    """The logins of one database, shared by every process that serves the dashboard."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        _METADATA.create_all(self._engine)

    def admit(self, claims: Claims, browser: str, limits: Seances, now: datetime) -> Refusal | Seen:
        """Say whether a login still holds, and note that it was seen. ``now`` is UTC, without zone.

        ``browser`` is what the browser says of itself: a cookie taken to another kind of browser is refused.
        """
        key, agent = login_key(claims), _hash(browser)
        with self._engine.begin() as connection:
            row = connection.execute(select(_SEANCES).where(_SEANCES.c.cle == key)).one_or_none()
            if row is not None:
                reason = _worn_out(row.debut, row.vue, limits, now)
                if row.fermee is None and reason is not None:
                    connection.execute(
                        update(_SEANCES).where(_SEANCES.c.cle == key).values(fermee=now, motif=reason)
                    )
                    return _CLOSED[reason]
                if row.fermee is None and row.navigateur == agent and now - row.vue >= _TOUCH:
                    connection.execute(update(_SEANCES).where(_SEANCES.c.cle == key).values(vue=now))
        return self._first_sight(claims, agent, now) if row is None else _standing(row, agent)

    def _first_sight(self, claims: Claims, agent: str, now: datetime) -> Refusal | Seen:
        issued = datetime.fromtimestamp(claims.emis, UTC).replace(tzinfo=None)
        if issued - now > _SKEW:
            return CLOCK
        if (
            now - issued > _FRESH
            or claims.expire + _SKEW.total_seconds() < now.replace(tzinfo=UTC).timestamp()
        ):
            return EXPIRED
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_SEANCES).values(**_row(claims, agent, now)))
        except IntegrityError:  # two tabs of one login come in at once: the other has just written it
            with self._engine.begin() as connection:
                row = connection.execute(select(_SEANCES).where(_SEANCES.c.cle == login_key(claims))).one()
            return _standing(row, agent)
        return "premiere"

    def close(self, claims: Claims, reason: str, now: datetime) -> None:
        """Shut one login for good, in every tab; one that was never seen is written as shut, so that its cookie opens nothing."""
        shut = {"fermee": now, "motif": reason}
        with self._engine.begin() as connection:
            found = connection.execute(
                update(_SEANCES)
                .where(_SEANCES.c.cle == login_key(claims))
                .values(
                    fermee=func.coalesce(_SEANCES.c.fermee, now),
                    motif=func.coalesce(_SEANCES.c.motif, reason),
                )
            )
            if found.rowcount == 0:
                connection.execute(insert(_SEANCES).values(**_row(claims, "", now), **shut))

    def close_login(self, key: str, reason: str, now: datetime) -> None:
        """Shut one login of the list of those that are open."""
        with self._engine.begin() as connection:
            connection.execute(
                update(_SEANCES)
                .where(_SEANCES.c.cle == key, _SEANCES.c.fermee.is_(None))
                .values(fermee=now, motif=reason)
            )

    def close_account(self, account: str, reason: str, now: datetime) -> int:
        """Shut every login of an account; return how many were open."""
        with self._engine.begin() as connection:
            return connection.execute(
                update(_SEANCES)
                .where(_SEANCES.c.compte == account, _SEANCES.c.fermee.is_(None))
                .values(fermee=now, motif=reason)
            ).rowcount

    def open_logins(self, limits: Seances, now: datetime) -> tuple[Login, ...]:
        """Return the logins that hold now, the latest seen first."""
        with self._engine.begin() as connection:
            rows = connection.execute(
                select(_SEANCES).where(_SEANCES.c.fermee.is_(None)).order_by(_SEANCES.c.vue.desc())
            ).all()
        return tuple(
            Login(row.cle, row.compte, row.nom, row.debut, row.vue)
            for row in rows
            if _worn_out(row.debut, row.vue, limits, now) is None
        )

    def forget(self, before: datetime) -> int:
        """Delete the logins last seen before a date; return how many. Their cookies stay refused: their token is too old."""
        with self._engine.begin() as connection:
            return connection.execute(_SEANCES.delete().where(_SEANCES.c.vue < before)).rowcount


def _standing(row: Row[Any], agent: str) -> Refusal | Seen:
    if row.fermee is not None:
        return _CLOSED.get(row.motif, EXPIRED)
    return "connue" if row.navigateur == agent else OTHER_BROWSER


def _row(claims: Claims, agent: str, now: datetime) -> dict[str, object]:
    return {
        "cle": login_key(claims),
        "compte": f"{claims.emetteur}|{claims.sujet}"[:600],
        "nom": claims.nom[:200],
        "navigateur": agent,
        "debut": now,
        "vue": now,
    }


def forget_old_logins(url: str, now: datetime) -> int:
    """Delete from a register, if there is one, the logins whose cookie has been dead for days; return how many."""
    file = make_url(url).database if url.startswith("sqlite") else None
    if file is not None and not Path(file).exists():
        return 0
    return Register(url).forget(now - LOGINS_KEPT)


def login_key(claims: Claims) -> str:
    """Return what tells a login from every other, of which the cookie cannot be made again."""
    return _hash("\0".join((claims.emetteur, claims.sujet, str(claims.emis), claims.unique)))


def _worn_out(started: datetime, seen: datetime, limits: Seances, now: datetime) -> str | None:
    if now - started > timedelta(hours=limits.duree_maximale_heures):
        return "duree"
    if now - seen > timedelta(minutes=limits.inactivite_minutes):
        return "inactivite"
    return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 15})

    @event.listens_for(engine, "connect")
    def _settings(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("pragma journal_mode = wal")
        cursor.execute("pragma synchronous = normal")
        cursor.close()

    return engine
