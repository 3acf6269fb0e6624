"""In local mode nothing is answered to what does not come from this machine."""

import pytest
from starlette.types import Message, Receive, Scope, Send

from spaser.ui.gate import Gate
from tests.access.partage import on_a_loop

HERE = ("127.0.0.1", 40_000)


async def _open(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


def answer(
    path: str = "/",
    client: tuple[str, int] = HERE,
    kind: str = "http",
    method: str = "GET",
    host: str = "127.0.0.1:8501",
    **headers: str,
) -> int:
    """Return the status that the gate gives; a socket's closing code for a socket."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    lines = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": kind,
        "path": path,
        "method": method,
        "client": client,
        "headers": [(name.encode(), value.encode()) for name, value in lines.items()],
    }
    on_a_loop(Gate(_open)(scope, receive, send))
    return int(sent[0].get("status") or sent[0].get("code") or 0)


@pytest.fixture(autouse=True)
def _local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPASER_MODE", raising=False)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "LOCALHOST"])
def test_la_machine_elle_meme_entre(host: str) -> None:
    assert answer(host=host) == 200
    assert answer(client=("::1", 1)) == 200


@pytest.mark.parametrize("client", ["10.0.0.4", "192.168.1.7", "::ffff:10.0.0.4", "2001:db8::1"])
def test_une_autre_machine_n_entre_pas(client: str) -> None:
    assert answer(client=(client, 1)) == 403


@pytest.mark.parametrize(
    "host", ["evil.exemple", "127.0.0.1.evil.exemple:8501", "localhost.evil.exemple", "", "10.0.0.4"]
)
def test_un_site_qui_prend_le_nom_de_la_machine_n_entre_pas(host: str) -> None:
    assert answer(host=host) == 403


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded", "x_real_ip", "x_forwarded_host"])
def test_ce_qui_passe_par_un_serveur_frontal_n_entre_pas(header: str) -> None:
    assert answer("/", HERE, "http", "GET", "127.0.0.1", **{header: "10.0.0.4"}) == 403


def test_la_page_d_un_autre_site_n_ouvre_pas_de_socket() -> None:
    """The framework would look its own public address up on the internet before it refuses."""
    assert answer("/_stcore/stream", kind="websocket", origin="http://evil.exemple") == 1008
    assert answer("/_stcore/stream", kind="websocket", origin="http://127.0.0.1:8501") == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp"])
def test_ce_dont_aucun_ecran_n_a_besoin_est_ferme(path: str) -> None:
    assert answer(path) == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_aucune_ecriture_hors_des_depots(method: str) -> None:
    assert answer("/axe-1", method=method) == 405
