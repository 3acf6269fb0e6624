"""The nginx file of the guide, as it is, in front of the dashboard: what passes, what does not, and what is added on the way."""

import json
import re
import socket
import subprocess
import threading
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from websockets.exceptions import InvalidStatus

from tests.bench.session import Session
from tests.deploiement.partage import NAME, login_cookie
from tests.deploiement.proxy import FILE, OTHER, Proxy, behind_nginx, nginx
from tests.serveur import ROOT

_HOP = {"connection", "keep-alive", "transfer-encoding", "date", "server", "set-cookie", "content-length"}
_BROWSER = "navigateur d'essai"
_ADDED = {"strict-transport-security"}


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Proxy, str]]:
    with behind_nginx(published, tmp_path_factory.mktemp("nginx")) as both:
        yield both


@pytest.fixture
def proxy(served: tuple[Proxy, str]) -> Proxy:
    return served[0]


def session(
    proxy: Proxy, origin: str | None = f"https://{NAME}", cookie: str = "", xsrf: str = ""
) -> Session:
    """Open a session as a browser does: by the public name, from a page of the dashboard."""
    raw = socket.create_connection(("127.0.0.1", proxy.https), timeout=20)
    headers = {"Cookie": cookie} if cookie else None
    return Session(
        f"https://{NAME}",
        xsrf,
        sock=raw,
        ssl=proxy.context(),
        origin=origin,
        additional_headers=headers,
        user_agent_header=_BROWSER,
    )


def cookies(proxy: Proxy) -> dict[str, str]:
    """Return what a first visit leaves in a browser: each cookie by its name, with its flags."""
    found = [*proxy.get("/").all("set-cookie"), *proxy.get("/_stcore/host-config").all("set-cookie")]
    found += proxy.get("/_stcore/health").all("set-cookie")
    return {text.partition("=")[0]: text for text in found}


def test_une_session_se_lit_et_un_fichier_s_envoie_a_travers_nginx(proxy: Proxy) -> None:
    xsrf = cookies(proxy)["_streamlit_xsrf"].partition(";")[0]
    token = xsrf.partition("=")[2]
    cookie = f"{xsrf}; {login_cookie(proxy.folder)}"
    form = b'--limite\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na;b\r\n--limite--\r\n'
    headers = {
        "User-Agent": _BROWSER,
        "X-Xsrftoken": token,
        "Content-Type": "multipart/form-data; boundary=limite",
    }
    with session(proxy) as anonymous, session(proxy, cookie=cookie, xsrf=token) as lead:
        door, drawn = anonymous.run("", ""), lead.run("", "")
        assert drawn.complete
        assert drawn.octets > 2 * door.octets
        path = f"/_stcore/upload_file/{lead.session_id}/fichier"
        assert proxy.ask("PUT", path, form, {**headers, "Cookie": cookie}).status == 204
        assert proxy.ask("PUT", path, form, {**headers, "Cookie": xsrf}).status == 403
        other = f"/_stcore/upload_file/{anonymous.session_id}/fichier"
        assert proxy.ask("PUT", other, form, {**headers, "Cookie": cookie}).status == 403


@pytest.mark.parametrize("origin", ["https://ailleurs.example", f"http://{NAME}", None])
def test_un_websocket_ne_s_ouvre_que_depuis_le_tableau_de_bord(proxy: Proxy, origin: str | None) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        session(proxy, origin)


def test_les_en_tetes_de_l_application_arrivent_tous_et_le_transport_strict_une_seule_fois(
    served: tuple[Proxy, str],
) -> None:
    proxy, direct = served
    with urllib.request.urlopen(urllib.request.Request(direct, headers={"Host": NAME})) as response:
        given = {(k.lower(), v) for k, v in response.headers.items() if k.lower() not in _HOP | _ADDED}
    answer = proxy.get("/")
    assert given - {(key.lower(), value) for key, value in answer.headers} == set()
    assert answer.status == 200
    assert answer.all("strict-transport-security") == ["max-age=31536000; includeSubDomains"]
    assert answer.all("server") == ["nginx"]


def test_chaque_cookie_est_sur_et_seul_celui_que_lit_la_page_est_lisible(proxy: Proxy) -> None:
    found = cookies(proxy)
    assert {"_streamlit_xsrf", "spaser_replique"} <= set(found)
    for name, text in found.items():
        flags = {part.strip().lower() for part in text.split(";")[1:]}
        assert {"secure", "samesite=lax", "path=/"} <= flags, text
        assert ("httponly" in flags) is (name != "_streamlit_xsrf"), text


def test_http_renvoie_a_https_sous_le_nom_public(proxy: Proxy) -> None:
    answer = proxy.ask_plainly("/axes/axe-2?annee=2025")
    assert (answer.status, answer.all("location")) == (301, [f"https://{NAME}/axes/axe-2?annee=2025"])


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json"]
)
def test_ce_qui_n_est_pas_du_tableau_de_bord_est_ferme(proxy: Proxy, path: str) -> None:
    assert proxy.get(path).status == 404


def test_la_sante_se_lit_de_la_supervision_seulement_meme_en_se_disant_un_autre(proxy: Proxy) -> None:
    said = proxy.get("/sante")
    assert said.status == 200
    assert json.loads(said.body)["version"] == 2
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    assert proxy.get("/sante", source=OTHER, headers=forged).status == 403
    assert proxy.get("/sante", source="127.0.0.3").status == 200


def test_un_fichier_trop_gros_est_refuse_avant_d_etre_lu_et_la_limite_est_celle_de_l_application(
    proxy: Proxy,
) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    allowed = config["server"]["maxUploadSize"]
    found = re.search(r"client_max_body_size (\d+)m;", FILE.read_text(encoding="utf-8"))
    assert found is not None
    assert int(found[1]) == allowed + 1  # the megabyte that Streamlit grants to what surrounds a file
    announced = {"Content-Length": str((allowed + 1) * 2**20 + 1)}
    assert proxy.ask("PUT", "/_stcore/upload_file/s/f", None, announced).status == 413


def test_les_connexions_repetees_sont_freinees(proxy: Proxy) -> None:
    statuses = [proxy.get("/auth/logout", source="127.0.0.4").status for _ in range(50)]
    assert statuses[0] != 429
    assert 429 in statuses
    assert proxy.get("/auth/logout", source="127.0.0.5").status != 429


def test_seuls_tls_1_2_et_1_3_sont_parles_et_un_autre_nom_n_a_pas_de_reponse(proxy: Proxy) -> None:
    def spoken(*options: str) -> bool:
        command = [
            "openssl",
            "s_client",
            "-connect",
            f"127.0.0.1:{proxy.https}",
            "-cipher",
            "DEFAULT:@SECLEVEL=0",
        ]
        said = subprocess.run([*command, *options], input=b"", capture_output=True, check=False)
        return b"Cipher is (NONE)" not in said.stdout

    ours = ("-servername", NAME)
    assert spoken("-tls1_2", *ours)
    assert spoken("-tls1_3", *ours)
    assert not spoken("-tls1_1", *ours)
    assert not spoken("-tls1_2", "-servername", "ailleurs.example")
    with pytest.raises(OSError, match=r"."):
        proxy.get("/", name="ailleurs.example")


def test_le_journal_n_a_ni_parametre_d_adresse_ni_code_de_connexion(proxy: Proxy) -> None:
    proxy.get("/oauth2callback?code=secret-a-usage-unique&state=x")
    proxy.get("/?territoire=Pays+d%27Aix")
    log = (proxy.folder / "acces.log").read_text(encoding="utf-8")
    errors = (proxy.folder / "erreurs.log").read_text(encoding="utf-8")
    assert '127.0.0.1 GET "/oauth2callback"' in log
    assert "secret" not in log + errors
    assert "territoire" not in log


class _Echo(BaseHTTPRequestHandler):
    """Says which replica it is, and what it was told of the client."""

    replica: ClassVar[str]

    def do_GET(self) -> None:
        body = json.dumps({"replica": self.replica, "headers": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – the name that http.server gives
        return


@contextmanager
def replicas(number: int) -> Iterator[list[ThreadingHTTPServer]]:
    """Run dummy replicas in this process."""
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), type(f"_Echo{i}", (_Echo,), {"replica": f"r{i}"}))
        for i in range(number)
    ]
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield servers
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()


def test_un_navigateur_reste_sur_sa_replique_et_en_change_quand_elle_tombe(tmp_path: Path) -> None:
    with replicas(2) as (first, second), nginx(tmp_path, [first.server_port, second.server_port]) as proxy:
        seen: dict[str, str] = {}
        for _ in range(12):
            answer = proxy.get("/")
            cookie = answer.all("set-cookie")[0].partition(";")[0]
            seen[cookie] = json.loads(answer.body)["replica"]
        assert set(seen.values()) == {"r0", "r1"}
        for cookie, replica in seen.items():
            again = proxy.get("/axes/axe-1", headers={"Cookie": cookie})
            assert json.loads(again.body)["replica"] == replica
            assert again.all("set-cookie") == []
        orphan = next(cookie for cookie, replica in seen.items() if replica == "r0")
        first.shutdown()
        first.server_close()
        assert json.loads(proxy.get("/", headers={"Cookie": orphan}).body)["replica"] == "r1"


def test_l_application_ne_sait_du_client_que_ce_que_nginx_en_a_vu_et_une_panne_se_dit_en_francais(
    tmp_path: Path,
) -> None:
    forged = {
        "X-Forwarded-For": "10.9.9.9",
        "X-Real-IP": "10.9.9.9",
        "X-Forwarded-Host": "mal.example",
        "Forwarded": "for=10.9.9.9",
    }
    with replicas(1) as (only,), nginx(tmp_path, [only.server_port]) as proxy:
        told = json.loads(proxy.get("/", headers=forged, source=OTHER).body)["headers"]
        only.shutdown()
        only.server_close()
        down = proxy.get("/")
    assert {key: told.get(key) for key in ("Host", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Proto")} == {
        "Host": NAME,
        "X-Real-IP": OTHER,
        "X-Forwarded-For": OTHER,
        "X-Forwarded-Proto": "https",
    }
    assert not {"Forwarded", "X-Forwarded-Host"} & set(told)
    assert (down.status, down.all("retry-after")) == (503, ["30"])
    assert "Le tableau de bord redémarre" in down.body.decode()
    assert down.all("strict-transport-security") == ["max-age=31536000; includeSubDomains"]
