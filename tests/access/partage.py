"""The dashboard in shared mode, in front of a real OpenID Connect provider on the loopback, and visitors who log in to it."""

import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpx
import yaml
from joserfc import jwt
from joserfc.jwk import OctKey
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.serveur import Server, dashboard, free_port, wait_until_it_answers

SECRET = "0123456789abcdef0123456789abcdef"
_WAIT = 60.0
BROWSER = "Mozilla/5.0 (essai)"


@dataclass(frozen=True)
class Shared:
    """A dashboard that asks for a login: where it answers, who it trusts, and the files that say so."""

    url: str
    pid: int
    issuer: str
    rules: Path
    secrets: Path

    def write_rules(self, **rules: Any) -> None:
        """Replace the rules of access; the server reads them again at the next interaction."""
        self.rules.write_text(yaml.safe_dump({"emetteur": self.issuer, **rules}, allow_unicode=True))


@contextmanager
def shared(warehouse: Path, people: Mapping[str, Mapping[str, Any]], **rules: Any) -> Iterator[Shared]:
    """Serve a warehouse in shared mode. ``people`` are the provider's accounts: subject → claims."""
    with ExitStack() as stack:
        issuer = stack.enter_context(_provider(people))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="spaser-acces-")))
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        secrets = folder / "secrets.toml"
        secrets.write_text(secrets_text(url, issuer))
        rules_file = folder / "acces.yaml"
        rules_file.write_text(yaml.safe_dump({"emetteur": issuer, **rules}, allow_unicode=True))
        server: Server = stack.enter_context(
            dashboard(
                warehouse,
                port=port,
                SPASER_MODE="partage",
                SPASER_ACCES=str(rules_file),
                SPASER_BASE=f"sqlite:///{folder / 'seances.sqlite'}",
                STREAMLIT_SECRETS_FILES=str(secrets),
            )
        )
        yield Shared(server.url, server.pid, issuer, rules_file, secrets)


@contextmanager
def _provider(people: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Start the provider in a process of its own; yield its name, which is where it answers."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for subject, claims in people.items():
        command += ["--user-claims", json.dumps({"sub": subject, **claims})]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(f"{issuer}/.well-known/openid-configuration", process)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=20)


def secrets_text(url: str, issuer: str) -> str:
    """Return the section [auth] that a dashboard reads."""
    return (
        f'[auth]\nredirect_uri = "{url}/oauth2callback"\ncookie_secret = "{SECRET}"\nclient_id = "spaser"\n'
        f'client_secret = "secret-essai"\nserver_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
    )


class Visitor:
    """Somebody in front of a browser: their cookies, the pages they ask for, everything that they are sent."""

    def __init__(self, url: str, browser: str = BROWSER) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, headers={"User-Agent": browser}, follow_redirects=False)
        self.browser = browser
        self.http.get("/_stcore/health")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def log_in(self, subject: str) -> httpx.Response:
        """Go through the provider as this account; return its last answer."""
        token = jwt.encode(
            {"alg": "HS256"}, {"provider": "default", "exp": int(time.time()) + 60}, OctKey.import_key(SECRET)
        )
        ask = self.http.get("/auth/login", params={"provider": token})
        assert ask.status_code == 302, ask.text
        granted = httpx.post(ask.headers["location"], data={"sub": subject}, follow_redirects=False)
        return self.http.get(granted.headers["location"])

    def cookie(self) -> str:
        """Return the line of cookies that the browser sends."""
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    def tab(self, **headers: str) -> "Tab":
        """Open a tab."""
        return Tab(
            self.url, self.cookie(), self.http.cookies.get("_streamlit_xsrf") or "", self.browser, headers
        )


class Tab:
    """One tab: a socket that asks for pages and reads all that comes back."""

    def __init__(
        self, url: str, cookie: str, xsrf: str, browser: str, headers: Mapping[str, str], origin: str = ""
    ) -> None:
        self._line = ExitStack()
        opened = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol(xsrf or "x")],
            origin=Origin(origin or url),
            user_agent_header=browser,
            additional_headers={"Cookie": cookie, **headers},
            max_size=None,
        )
        self._socket = self._line.enter_context(opened)
        self._pages: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self.session = ""
        self.messages: Sequence[ForwardMsg] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def open(self, page: str, query: str = "") -> str:
        """Ask for a page; return every text of what the server sent, files included by their address."""
        message = BackMsg()
        message.rerun_script.query_string = query
        if page in self._pages:
            message.rerun_script.page_script_hash = self._pages[page]
        else:
            message.rerun_script.page_name = page
        return self.send(message, page)

    def send(self, message: BackMsg, page: str = "") -> str:
        """Send a message and read until the run ends."""
        self._socket.send(message.SerializeToString())
        received: list[ForwardMsg] = []
        while True:
            payload = self._socket.recv(timeout=_WAIT)
            assert isinstance(payload, bytes)
            one = ForwardMsg.FromString(payload)
            received.append(one)
            kind = one.WhichOneof("type")
            if kind == "new_session":
                self.session = one.new_session.initialize.session_id or self.session
            elif kind == "navigation" and page:
                self._pages[page] = one.navigation.page_script_hash
            elif kind == "script_finished" and one.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        self.messages = received
        return "\n".join(self._read(one) for one in received)

    def _read(self, message: ForwardMsg) -> str:
        """Return what a message says; one that was sent before is sent again by its mark only."""
        if message.WhichOneof("type") == "ref_hash":
            return self._kept[message.ref_hash]
        self._kept[message.hash] = _texts(message)
        return self._kept[message.hash]

    def downloads(self) -> Iterator[tuple[str, str]]:
        """Ask for every file that the page offers; yield its label and its address."""
        for message in self.messages:
            button = message.delta.new_element.download_button
            if not button.deferred_file_id:
                continue
            ask = BackMsg()
            ask.backend_operation_request.request_id = button.deferred_file_id
            ask.backend_operation_request.session_id = self.session
            ask.backend_operation_request.deferred_file.file_id = button.deferred_file_id
            self._socket.send(ask.SerializeToString())
            while True:
                payload = self._socket.recv(timeout=_WAIT)
                assert isinstance(payload, bytes)
                answer = ForwardMsg.FromString(payload)
                if answer.WhichOneof("type") == "backend_operation_response":
                    break
            assert not answer.backend_operation_response.error_msg, answer
            yield button.label, answer.backend_operation_response.deferred_file.url


def _texts(message: ForwardMsg) -> str:
    """Return all that a message says: its printable runs, whatever they are wrapped in."""
    raw = message.SerializeToString().decode("utf-8", errors="replace")
    return " ".join(re.findall(r"[^\x00-\x1f\ufffd]{3,}", raw))


def on_a_loop(work: Coroutine[Any, Any, Any]) -> None:
    """Run a coroutine to its end on a loop of its own: the browser tests leave theirs running in this thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()
