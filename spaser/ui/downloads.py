"""A file that leaves the building: written when it is asked for, by somebody who may still have it, for them alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePath

import streamlit as st

from spaser.ui.ownership import Owner, made_for
from spaser.ui.person import Visit, visit
from spaser.ui.trail import note


class DownloadRefusedError(Exception):
    """The person may no longer have what the button offered."""


def offer(
    label: str,
    make: Callable[[], bytes],
    name: str,
    mime: str,
    key: str,
    icon: str = ":material/download:",
    help_text: str | None = None,
) -> None:
    """Offer a file; ``make`` runs only when it is asked for, once the login and its rights have been checked again."""
    st.download_button(
        label,
        data=partial(_made, make, name, mime, key, visit()),
        file_name=name,
        mime=mime,
        icon=icon,
        key=key,
        on_click="ignore",
        help=help_text,
    )


def _made(make: Callable[[], bytes], name: str, mime: str, key: str, asked: Visit) -> bytes:
    """Write the file for whom the button was drawn; their rights may have changed since.

    Raises:
        DownloadRefusedError: the login is shut, or its rights are others.
    """
    if not asked.holds():
        raise DownloadRefusedError(name)
    note("export", asked, objet=f"{key}{PurePath(name).suffix}")
    data = make()
    if asked.login is not None:
        made_for(Owner(asked.login, *asked.own_rights), data, mime, name)
    return data
