"""A server that would let anybody in does not start, and says why."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from spaser.access.mode import StartError, check_local, check_provider, check_secrets, is_loopback, mode
from tests.serveur import ROOT, free_port

GOOD = {
    "redirect_uri": "https://spaser.exemple.fr/oauth2callback",
    "cookie_secret": "c" * 32,
    "client_id": "spaser",
    "client_secret": "s",
    "server_metadata_url": "https://connexion.exemple.fr/.well-known/openid-configuration",
}


def test_le_mode_est_local_ou_partage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPASER_MODE", raising=False)
    assert mode() == "local"
    monkeypatch.setenv("SPASER_MODE", "partage")
    assert mode() == "partage"
    monkeypatch.setenv("SPASER_MODE", "partagé")
    with pytest.raises(StartError, match="écrivez « local » ou « partage »"):
        mode()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.3", "localhost", "::1", "[::1]", "LOCALHOST."])
def test_une_adresse_de_la_machine(address: str) -> None:
    assert is_loopback(address)
    check_local(address)


@pytest.mark.parametrize(
    "address",
    [None, "", "0.0.0.0", "::", "10.1.2.3", "spaser.exemple.fr", "localhost.evil.fr", "127.0.0.1.nip.io"],
)
def test_le_mode_local_refuse_toute_autre_adresse(address: str | None) -> None:
    with pytest.raises(StartError, match=r"127\.0\.0\.1"):
        check_local(address)


def test_des_secrets_complets_suffisent() -> None:
    check_secrets(GOOD)
    check_secrets({**GOOD, "redirect_uri": "http://127.0.0.1:8501/oauth2callback"})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        *(({name: ""}, f"« {name} » manque") for name in GOOD),
        ({"cookie_secret": "court"}, "moins de 32 caractères"),
        ({"redirect_uri": "http://spaser.exemple.fr/oauth2callback"}, "https://"),
        ({"redirect_uri": "https://spaser.exemple.fr/"}, "/oauth2callback"),
        ({"expose_tokens": "id"}, "expose_tokens"),
    ],
)
def test_un_secret_manquant_ou_faible_est_nomme(changed: dict[str, str], said: str) -> None:
    with pytest.raises(StartError) as caught:
        check_secrets({**GOOD, **changed})
    assert said in str(caught.value)
    assert "court" not in str(caught.value)  # never the secret itself


@contextmanager
def provider(content: bytes, date: str | None = None) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(200)
            if date is not None:
                self.send_header("Date", date)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/.well-known/openid-configuration"
    finally:
        server.shutdown()
        server.server_close()


def test_le_fournisseur_attendu_convient() -> None:
    with provider(b'{"issuer": "https://iss"}') as url:
        check_provider(url, "https://iss")


def test_un_autre_fournisseur_est_refuse() -> None:
    with provider(b'{"issuer": "https://autre"}') as url, pytest.raises(StartError, match="https://autre"):
        check_provider(url, "https://iss")


@pytest.mark.parametrize("content", [b"<html>", b"[]", b"{}"])
def test_ce_qui_n_est_pas_un_fournisseur_est_refuse(content: bytes) -> None:
    with provider(content) as url, pytest.raises(StartError):
        check_provider(url, "https://iss")


def test_une_adresse_qui_ne_repond_pas_est_dite() -> None:
    with pytest.raises(StartError, match="ne répond pas"):
        check_provider(f"http://127.0.0.1:{free_port()}/x", "https://iss")


def test_une_horloge_decalee_est_dite() -> None:
    with (
        provider(b'{"issuer": "https://iss"}', "Wed, 25 Nov 2020 10:00:00 GMT") as url,
        pytest.raises(StartError, match="NTP"),
    ):
        check_provider(url, "https://iss")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["--server.address", "0.0.0.0"], {}, "Le mode local donne tous les droits"),
        ([], {"SPASER_MODE": "partage"}, "« cookie_secret » manque"),
    ],
)
def test_le_serveur_s_arrete_avec_la_raison(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port()), *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "SPASER_ENTREPOT": str(tmp_path),
            "STREAMLIT_SECRETS_FILES": str(tmp_path / "aucun.toml"),
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
