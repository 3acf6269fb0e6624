"""What the server checks before it serves anybody: the mode, the login's settings, the provider, the rules of access."""

from __future__ import annotations

import sys
from urllib.parse import urlparse

import streamlit as st
from streamlit import config

from spaser.access import AccessError
from spaser.access.mode import StartError, check_local, check_provider, check_secrets, check_served, mode
from spaser.catalogue import CatalogueError
from spaser.store import StoreError
from spaser.ui.person import register, rules


def check_entrance() -> None:
    """Stop the process, with the reason in French, when the dashboard would be open to those who should not enter."""
    try:
        check_served(config.get_option("server.baseUrlPath"), config.get_option("server.trustedUserHeaders"))
        if mode() == "local":
            check_local(config.get_option("server.address"))
            return
        auth = auth_settings()
        check_secrets(auth)
        found = rules().current()
        check_provider(auth["server_metadata_url"], found.emetteur)
        register()
    except (StartError, AccessError) as error:
        sys.exit(str(error))
    except (CatalogueError, StoreError):
        return  # said on the first screen; without catalogue or warehouse nothing is shown


def auth_settings() -> dict[str, str]:
    """Return the section [auth] of the secrets; empty when there is none."""
    try:
        section = st.secrets.get("auth", {})
    except FileNotFoundError:
        return {}
    return {str(name): str(value) for name, value in section.items()}


def own_host() -> str | None:
    """Return the host name under which the dashboard is reached in shared mode; None in local mode."""
    return None if mode() == "local" else urlparse(auth_settings().get("redirect_uri", "")).hostname


def own_origin() -> str:
    """Return scheme and host of the dashboard in shared mode."""
    address = urlparse(auth_settings().get("redirect_uri", ""))
    return f"{address.scheme}://{address.netloc}"
