"""To whom files belong: what a page made for somebody is given to them only, though its address would answer anyone."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from streamlit.runtime import Runtime
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from spaser.access import Claims, Rights, Role, login_key
from spaser.ui.person import rules

ICON: Final = Path(__file__).with_name("icone.png")
_KEPT: Final = 2_000
"""Files asked for that are remembered; the oldest is asked again by its button."""
_HOURS: Final = 24


class Owner(NamedTuple):
    """A login and the rights that it has: once they are others, what was made before is no longer its own."""

    seance: str
    role: Role
    droits: Rights


_made: OrderedDict[tuple[Owner, str], float] = OrderedDict()
_lock = threading.Lock()


def is_public(name: str) -> bool:
    """Whether a file is the dashboard's own icon, which the door shows too."""
    return name.partition(".")[0] == _icon()


@cache
def _icon() -> str:
    return _calculate_file_id(ICON.read_bytes(), "image/png")


def made_for(owner: Owner, data: bytes, mime: str, name: str) -> None:
    """Note that a download was made for somebody, under the identifier that the framework gives it."""
    with _lock:
        _made[owner, _calculate_file_id(data, mime, name)] = time.monotonic()
        while len(_made) > _KEPT:
            _made.popitem(last=False)


def owns_file(owner: Owner, name: str) -> bool:
    """Whether a file was made for somebody: a download asked for, or what one of their pages shows."""
    file_id = name.partition(".")[0]
    with _lock:
        since = _made.get((owner, file_id))
    if since is not None and time.monotonic() - since < _HOURS * 3_600:
        return True
    runtime = Runtime.instance()
    shown = runtime.media_file_mgr._files_by_session_and_coord
    return any(
        owns_session(owner.seance, session)
        for session, files in list(shown.items())
        if file_id in list(files.values())
    )


def owns_session(login: str, session: str) -> bool:
    """Whether a tab of the server was opened under a login."""
    info = Runtime.instance()._session_mgr.get_session_info(session)
    if info is None:
        return False
    claims = Claims.of(dict(info.session._user_info), rules().current().revendication_groupes)
    return claims is not None and login_key(claims) == login
