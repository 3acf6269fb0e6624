"""What comes through an open socket, paths behind a prefix, and a logout among the cookies of others."""

from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from spaser.access.mode import StartError, check_served
from spaser.ui.gate import Gate
from tests.access.conftest import INSIDE
from tests.access.partage import Shared, Tab, Visitor, on_a_loop


def heard(*messages: bytes) -> list[bytes]:
    """Return those of these messages of a socket that reach the framework."""
    waiting: list[Message] = [{"type": "websocket.receive", "bytes": one} for one in messages]
    waiting.append({"type": "websocket.disconnect", "code": 1000})
    reached: list[bytes] = []

    async def framework(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            reached.append(message["bytes"])

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"127.0.0.1:8501")],
    }
    on_a_loop(Gate(framework)(scope, receive, send))
    return reached


def written(message: BackMsg) -> bytes:
    return bytes(message.SerializeToString())


def operation(payload: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, payload).SetInParent()
    return written(message)


def test_une_page_ne_demande_que_ce_dont_les_ecrans_ont_besoin(monkeypatch: pytest.MonkeyPatch) -> None:
    """ASVS V13.4: before any login a socket could empty everybody's caches, or read the names of the source's changed files."""
    monkeypatch.delenv("SPASER_MODE", raising=False)
    asked = [
        written(BackMsg(rerun_script=ClientState(query_string="q=x"))),
        written(BackMsg(stop_script=True)),
        written(BackMsg(app_heartbeat=True)),
        operation("deferred_file"),
        operation("dataframe_chunk"),
        b"\xff\xff",
    ]
    closed = [
        written(BackMsg(clear_cache=True)),
        written(BackMsg(load_git_info=True)),
        written(BackMsg(set_run_on_save=True)),
        written(BackMsg(debug_shutdown_runtime=True)),
        operation("install_skills"),
        operation("dismiss_skills_nudge"),
        b"",
    ]
    assert heard(*closed, *asked, *closed) == asked


@pytest.mark.parametrize("mode", ["local", "partage"])
def test_rien_n_est_servi_derriere_un_prefixe(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """ASVS V4.1: the framework would read « /media/… » where the gate sees « /prefixe/media/… »."""
    monkeypatch.setenv("SPASER_MODE", mode)
    monkeypatch.setattr("spaser.ui.gate.own_host", lambda: "127.0.0.1")
    monkeypatch.setattr("spaser.ui.gate.own_origin", lambda: "http://127.0.0.1")
    sent: list[Message] = []

    async def framework(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": "/prefixe/media/x.csv",
        "root_path": "/prefixe",
        "method": "GET",
        "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"127.0.0.1:8501")],
    }
    on_a_loop(Gate(framework)(scope, receive, send))
    assert sent[0]["status"] == 404


def test_un_reglage_du_serveur_qui_contourne_la_porte_l_empeche_de_demarrer() -> None:
    check_served("", {})
    check_served("/", None)
    with pytest.raises(StartError, match="baseUrlPath"):
        check_served("spaser", {})
    with pytest.raises(StartError, match="trustedUserHeaders"):
        check_served("", {"X-Sub": "sub"})


def test_se_deconnecter_vaut_parmi_les_temoins_d_autres_sites(house: Shared) -> None:
    """ASVS V7.4.1: a cookie that another application of the domain wrote otherwise does not keep the login open."""
    with Visitor(house.url) as paul:
        paul.log_in("paul")
        kept, xsrf = paul.cookie(), paul.http.cookies["_streamlit_xsrf"]
        headers = {"Cookie": f'reglages={{"a": 1, "b": [2]}}; {kept}'}
        with paul.tab() as tab:
            assert INSIDE in tab.open("")
            paul.http.get("/auth/logout", headers=headers)
            assert "Vous vous êtes déconnecté" in tab.open("")
        with Tab(house.url, kept, xsrf, paul.browser, {}) as replayed:
            assert "Vous vous êtes déconnecté" in replayed.open("")


def test_se_deconnecter_vaut_quand_les_regles_sont_illisibles(house: Shared) -> None:
    """ASVS V7.4.1: a file of rules being repaired keeps nobody in."""
    good = Path(house.rules).read_bytes()
    with Visitor(house.url) as paul:
        paul.log_in("paul")
        with paul.tab() as tab:
            assert INSIDE in tab.open("")
            try:
                house.rules.write_text("emetteur: [")
                assert paul.http.get("/auth/logout").status_code == 302
            finally:
                house.rules.write_bytes(good)
            assert "Vous vous êtes déconnecté" in tab.open("")
