"""A reader's session, spoken over the server's own WebSocket: what one run costs, and how many bytes it sends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

_WAIT = 120.0


@dataclass(frozen=True)
class Run:
    """One run of a page: seconds until the server says that it has ended, bytes received, whether it ended well."""

    seconds: float
    octets: int
    complete: bool


class Session:
    """One browser tab, without the browser. ``xsrf``: the token of its cookie; ``connection``: how it is opened, as `websockets` takes it."""

    def __init__(self, url: str, xsrf: str = "", **connection: Any) -> None:
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        protocols = [Subprotocol(one) for one in ("streamlit", xsrf) if one]
        self._line = ExitStack()
        self._socket: ClientConnection = self._line.enter_context(
            connect(address, subprotocols=protocols, max_size=None, **connection)
        )
        self._pages: dict[str, str] = {}
        self.session_id = ""
        """As the server calls it, known from the first run on."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def run(self, page: str, query: str) -> Run:
        """Ask for a page under an address's filters and wait until it is drawn."""
        message = BackMsg()
        message.rerun_script.query_string = query
        if page in self._pages:
            message.rerun_script.page_script_hash = self._pages[page]
        else:
            message.rerun_script.page_name = page
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        octets, complete = 0, True
        for received in self._messages():
            octets += received.ByteSize()
            kind = received.WhichOneof("type")
            if kind == "new_session":
                self.session_id = received.new_session.initialize.session_id
            elif kind == "navigation":
                self._pages[page] = received.navigation.page_script_hash
            elif kind == "delta" and received.delta.new_element.WhichOneof("type") == "exception":
                complete = False
            elif kind == "script_finished":
                break
        return Run(time.perf_counter() - start, octets, complete)

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            payload = self._socket.recv(timeout=_WAIT)
            if isinstance(payload, bytes):
                yield ForwardMsg.FromString(payload)


@contextmanager
def sessions(url: str, number: int) -> Iterator[list[Session]]:
    """Open several sessions and close them all."""
    opened: list[Session] = []
    try:
        opened.extend(Session(url) for _ in range(number))
        yield opened
    finally:
        for session in opened:
            session.__exit__(None, None, None)
