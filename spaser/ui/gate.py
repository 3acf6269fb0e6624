"""The gate in front of the server: what is asked of it outside a page (files, uploads, sockets) passes here, and is refused by default.

A page checks its person at each run; but a download's address answers anyone who has it, an upload is taken before any page is
drawn, and counters are open. Here only what the screens need is let through, to whom it belongs.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlparse

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.runtime_util import get_max_widget_state_size_bytes
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
)

from spaser.access import Claims, Identity, Refusal, login_key
from spaser.access.audit import AuditError, Auteur
from spaser.access.mode import is_loopback, mode
from spaser.ui.entrance import own_host, own_origin
from spaser.ui.logbook import author, departure, refusal, stranger
from spaser.ui.ownership import Owner, is_public, owns_file, owns_session
from spaser.ui.person import admitted, now, register

_MEDIA: Final = "/media/"
_UPLOAD: Final = "/_stcore/upload_file/"
_LOGOUT: Final = "/auth/logout"
_SOCKET: Final = "/_stcore/stream"
_CORE: Final = frozenset({"/_stcore/health", "/_stcore/host-config", _SOCKET})
_CORE_FOLDERS: Final = (_UPLOAD, "/_stcore/bidi-components/")
_ASKED: Final = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
)
_OPERATIONS: Final = frozenset({"deferred_file", "dataframe_chunk"})
_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")

# Streamlit's page holds a script of its own, Vega compiles its expressions, and deck.gl its WebAssembly.
_POLICY: Final = """default-src 'self'
script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:
style-src 'self' 'unsafe-inline'
img-src 'self' data: blob:
font-src 'self' data:
connect-src 'self' data: blob:
worker-src 'self' blob:
object-src 'none'
base-uri 'self'
form-action 'self'
frame-ancestors 'none'"""
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY.replace("\n", "; "),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HSTS: Final = "max-age=31536000; includeSubDomains"


class Gate:
    """ASGI middleware: who asks for what, before the framework sees it; and the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        reason = _local(scope, headers) if mode() == "local" else await _shared(scope, headers)
        if reason is not None:
            await _refuse(scope, receive, send, *reason)
            return
        if scope["type"] == "http":
            await self._app(scope, receive, _dressed(send, scope["path"]))
        else:
            await self._app(scope, _sifted(receive), send)


Answer = tuple[int, str]


def _local(scope: Scope, headers: Headers) -> Answer | None:
    """Refuse what does not come from this machine: another address, a proxy, or a foreign site that took this machine's name."""
    client = scope.get("client")
    away = client is not None and not is_loopback(client[0])
    # A proxy that says nothing of itself still speaks the old HTTP, unless it was set up to carry sockets.
    proxied = scope.get("http_version") == "1.0" or any(name in headers for name in _FORWARDED)
    if away or proxied or not is_loopback(_hostname(headers)):
        return (
            403,
            "Le tableau de bord est en mode local : il ne se consulte que sur la machine qui l’exécute.",
        )
    return _foreign(scope, headers) or _known(scope["path"], scope)


async def _shared(scope: Scope, headers: Headers) -> Answer | None:
    """Refuse another host's name, what no screen needs, and files to whom they do not belong."""
    path = scope["path"]
    if path != "/_stcore/health" and _hostname(headers) != own_host():
        return 421, "Cette adresse n’est pas celle du tableau de bord."
    unknown = _foreign(scope, headers) or _known(path, scope)
    if unknown is not None:
        return unknown
    if path == _LOGOUT:
        await run_in_threadpool(_log_out, token_of(scope), _address(scope, headers))
    elif path.startswith(_MEDIA) and not is_public(path.removeprefix(_MEDIA)):
        return await run_in_threadpool(_file, scope, headers, path.removeprefix(_MEDIA))
    elif path.startswith(_UPLOAD):
        return await run_in_threadpool(_upload, scope, headers, path.removeprefix(_UPLOAD))
    return None


def _foreign(scope: Scope, headers: Headers) -> Answer | None:
    """Refuse a socket that the page of another site opens: the framework would look its own public address up on the internet."""
    origin = headers.get("origin")
    if scope["type"] != "websocket" or origin is None or urlparse(origin).netloc == headers.get("host"):
        return None
    return 403, "Cette page n’est pas du tableau de bord."


def _known(path: str, scope: Scope) -> Answer | None:
    """Return why a path or a method is none of the dashboard's; None when it is.

    Behind a prefix the framework would read other paths than those compared here: none is served.
    """
    if scope.get("root_path"):
        return 404, "Le tableau de bord est servi à la racine de son nom de machine, sans préfixe."
    if path.startswith("/_stcore/") and path not in _CORE and not path.startswith(_CORE_FOLDERS):
        return 404, "Adresse inconnue."
    if scope["type"] == "http" and scope["method"] not in _READS and not path.startswith(_UPLOAD):
        return 405, "Méthode refusée."
    return None


def _file(scope: Scope, headers: Headers, name: str) -> Answer | None:
    """Let a file go to the person for whose pages it was made."""
    found = _login(scope, headers, "fichier")
    if isinstance(found, Refusal):
        return 403, found.message
    claims, identity = found
    if owns_file(Owner(login_key(claims), identity.role, identity.droits), name):
        return None
    _noted(author(identity, _address(scope, headers), login_key(claims)), "fichier", "proprietaire")
    return 404, "Fichier inconnu."


def _upload(scope: Scope, headers: Headers, where: str) -> Answer | None:
    """Take a file from whoever may deposit, into their own page."""
    found = _login(scope, headers, "envoi")
    if isinstance(found, Refusal):
        return 403, found.message
    claims, identity = found
    owned = owns_session(login_key(claims), where.partition("/")[0])
    if identity.peut_deposer and owned:
        return None
    who = author(identity, _address(scope, headers), login_key(claims))
    _noted(who, "envoi", "proprietaire" if identity.peut_deposer else "role")
    return 403, "Le dépôt est réservé au responsable du SPASER."


def _log_out(token: dict[str, Any] | None, address: str) -> None:
    """Shut the login in the register, whatever the rules are: the framework only asks this browser to forget its cookie."""
    claims = token and Claims.of(token, "")
    if claims:
        register().close(claims, "deconnexion", now())
        with suppress(AuditError):  # a log that cannot be written lets nobody in; it keeps nobody in either
            departure(claims, address)


def _login(scope: Scope, headers: Headers, door: str) -> tuple[Claims, Identity] | Refusal:
    token, address = token_of(scope), _address(scope, headers)
    if token is None:
        _noted(stranger(address), door, "anonyme")
        return Refusal("anonyme", "Connectez-vous au tableau de bord.")
    return admitted(token, headers.get("user-agent", ""), address)


def _noted(who: Auteur, door: str, reason: str) -> None:
    """Leave a refusal in the audit log; when it cannot be written, the door stays shut all the same."""
    with suppress(AuditError):
        refusal(who, f"porte:{door}", reason)


def token_of(scope: Scope) -> dict[str, Any] | None:
    """Return what the provider signed, out of the framework's signed cookie; None when it is missing or was not signed here.

    Cookies are read as the framework reads them: one that it sees and this would not would stay open after a logout.
    """
    decoded = _get_signed_cookie_with_chunks(HTTPConnection(scope).cookies, USER_COOKIE_NAME)
    if decoded is None:
        return None
    try:
        token = _parse_decoded_user_cookie(decoded, own_origin())
    except (json.JSONDecodeError, AttributeError):
        return None
    return token if token.get("is_logged_in") is True else None


def _address(scope: Scope, headers: Headers) -> str:
    """Return the visitor's address: what the proxy of this machine says of it, else that of the connection."""
    client = scope.get("client")
    peer = client[0] if client else "127.0.0.1"
    return (headers.get("x-real-ip") if is_loopback(peer) else None) or peer


def _hostname(headers: Headers) -> str | None:
    """Return the host that the browser believes it speaks to, without port; None when there is more than one."""
    hosts = headers.getlist("host")
    if len(hosts) != 1:
        return None
    host = hosts[0].strip().lower()
    bare = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return bare.rstrip(".")


def _sifted(receive: Receive) -> Receive:
    """Keep from the framework what no screen asks: emptying everybody's caches, naming the files of the source, its own development."""

    async def sifted() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or _is_asked(message.get("bytes") or b""):
                return message

    return sifted


def _is_asked(data: bytes) -> bool:
    """Whether the page asks such a thing; what the framework itself refuses to read is left to it."""
    if len(data) > get_max_widget_state_size_bytes():
        return True
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in _ASKED


def _dressed(send: Send, path: str) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            if mode() == "partage" and own_origin().startswith("https:"):
                headers["Strict-Transport-Security"] = _HSTS
            if path.startswith(_MEDIA):
                headers["Cache-Control"] = "no-store, private"
        await send(message)

    return dressed


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, message: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(message, status)(scope, receive, _dressed(send, scope["path"]))
