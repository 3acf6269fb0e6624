"""Local or shared: what each mode needs before it serves anybody, said in French when it is missing."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, Literal, cast
from urllib.parse import urlparse

import httpx

Mode = Literal["local", "partage"]
ENVIRONMENT: Final = "SPASER_MODE"
RULES_ENVIRONMENT: Final = "SPASER_ACCES"
DATABASE_ENVIRONMENT: Final = "SPASER_BASE"
_NEEDED: Final = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SECRET_LENGTH: Final = 32
_SKEW_SECONDS: Final = 120
_SECRETS: Final = ".streamlit/secrets.toml, section [auth]"


class StartError(Exception):
    """The server must not start: every reason, in French, and what to do."""


def mode() -> Mode:
    """Return the mode that SPASER_MODE asks for, local when it says nothing.

    Raises:
        StartError: it asks for something else.
    """
    asked = os.environ.get(ENVIRONMENT) or "local"
    if asked not in ("local", "partage"):
        raise StartError(f"{ENVIRONMENT} vaut « {asked} » : écrivez « local » ou « partage ».")
    return cast("Mode", asked)


def rules_path() -> Path:
    """Return the file of the rules of access."""
    return Path(os.environ.get(RULES_ENVIRONMENT) or "data/acces.yaml")


def database_url(warehouse: Path) -> str:
    """Return the database of logins: SPASER_BASE, else a file embedded in the warehouse."""
    asked = os.environ.get(DATABASE_ENVIRONMENT)
    return asked or f"sqlite:///{(warehouse / 'seances.sqlite').resolve()}"


def is_loopback(host: str | None) -> bool:
    """Whether a host name or an address can only be this machine."""
    if not host:
        return False
    bare = host.strip("[]").partition("%")[0].lower().rstrip(".")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def check_local(address: str | None) -> None:
    """Refuse to serve others without a login.

    Raises:
        StartError: the server would listen elsewhere than on this machine.
    """
    if not is_loopback(address):
        raise StartError(
            f"Le mode local donne tous les droits à qui ouvre la page : il n’écoute que sur 127.0.0.1, et l’adresse demandée est "
            f"« {address or 'toutes'} ». Retirez --server.address, ou passez en mode partagé ({ENVIRONMENT}=partage) avec OpenID "
            "Connect : voir docs/deploiement.md."
        )


def check_served(base_path: str | None, trusted_headers: object) -> None:
    """Refuse the server's own settings that would go round the gate.

    Raises:
        StartError: addresses would have a prefix that the gate does not know, or a header that anybody may write would say who they are.
    """
    problems = []
    if (base_path or "").strip("/"):
        problems.append(
            "« server.baseUrlPath » doit être vide : le tableau de bord est servi à la racine de son nom de machine"
        )
    if trusted_headers:
        problems.append(
            "« server.trustedUserHeaders » doit être vide : l’identité ne vient que du jeton signé par le fournisseur"
        )
    if problems:
        raise StartError(
            _refused("réglages de Streamlit (config.toml, variables STREAMLIT_…, arguments)", problems)
        )


def check_secrets(auth: Mapping[str, Any]) -> None:
    """Check what the login stands on, before anybody is sent to the provider.

    Raises:
        StartError: with everything that is missing or weak, never with a secret in it.
    """
    problems = [f"« {name} » manque" for name in _NEEDED if not str(auth.get(name) or "").strip()]
    if len(str(auth.get("cookie_secret") or "x" * _SECRET_LENGTH)) < _SECRET_LENGTH:
        problems.append(
            f'« cookie_secret » compte moins de {_SECRET_LENGTH} caractères (python -c "import secrets; print(secrets.token_hex())")'
        )
    redirect = urlparse(str(auth.get("redirect_uri") or ""))
    if auth.get("redirect_uri"):
        if not redirect.path.endswith("/oauth2callback"):
            problems.append("« redirect_uri » doit finir par /oauth2callback")
        if redirect.scheme != "https" and not is_loopback(redirect.hostname):
            problems.append(
                "« redirect_uri » doit commencer par https:// (le témoin de connexion ne doit pas voyager en clair)"
            )
    if auth.get("expose_tokens"):
        problems.append("« expose_tokens » doit être retiré : les jetons du fournisseur restent au serveur")
    if problems:
        raise StartError(_refused(_SECRETS, problems))


def check_provider(metadata_url: str, issuer: str) -> None:
    """Ask the provider who it is and what time it has.

    Raises:
        StartError: it does not answer, is another one than the rules trust, or the clocks differ.
    """
    try:
        answer = httpx.get(metadata_url, timeout=10, follow_redirects=False)
        answer.raise_for_status()
        metadata = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        problem = (
            f"« server_metadata_url » ne répond pas comme un fournisseur OpenID Connect ({type(error).__name__}) : {metadata_url} – "
            "l’adresse finit d’ordinaire par /.well-known/openid-configuration ; vérifiez-la, le réseau et le certificat"
        )
        raise StartError(_refused(_SECRETS, [problem])) from error
    declared = metadata.get("issuer") if isinstance(metadata, dict) else None
    if declared != issuer:
        raise StartError(
            _refused(
                f"{rules_path()}, « emetteur »",
                [
                    f"les règles d’accès attendent « {issuer} » et le fournisseur se nomme « {declared} » : écrivez ce nom-ci si c’est le bon"
                ],
            )
        )
    said = answer.headers.get("date")
    if said is None:
        return
    gap = abs((parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    if gap > _SKEW_SECONDS:
        raise StartError(
            f"L’horloge de ce serveur et celle du fournisseur d’identité diffèrent de {gap:.0f} secondes : ses jetons seraient refusés. "
            "Synchronisez-les (NTP : « timedatectl set-ntp true »), puis relancez."
        )


def _refused(where: str, problems: list[str]) -> str:
    listed = "".join(f"\n  – {problem}" for problem in problems)
    return f"Le tableau de bord ne peut pas démarrer – {where} :{listed}\nVoir docs/deploiement.md."
