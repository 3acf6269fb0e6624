"""nginx, started as an ordinary user on free loopback ports with the file of the guide, in front of a dashboard."""

import http.client
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploiement.partage import NAME, shared
from tests.serveur import ROOT, dashboard, free_port, wait_until_it_listens

FILE = ROOT / "docs" / "deploiement" / "nginx.conf"
OTHER = "127.0.0.2"
"""A loopback address that is not that of supervision."""
_WRAPPER = """daemon off; pid {folder}/pid; error_log {folder}/erreurs.log warn; worker_processes 1;
events {{ worker_connections 256; }}
http {{ client_body_temp_path {folder}/corps; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; include {folder}/spaser.conf; }}
"""


@dataclass(frozen=True)
class Answer:
    """What came back: status, every header in order, body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Return every value of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its two ports, the log folder, the certificate to trust."""

    http: int
    https: int
    folder: Path
    certificate: Path

    def context(self) -> ssl.SSLContext:
        """Return what a browser that trusts the certificate uses."""
        return ssl.create_default_context(cafile=self.certificate)

    def get(self, path: str, **options: object) -> Answer:
        """Ask over TLS."""
        return self.ask("GET", path, **options)  # type: ignore[arg-type]

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        source: str = "127.0.0.1",
        name: str = NAME,
    ) -> Answer:
        """Ask over TLS, from one address of the loopback."""
        raw = socket.create_connection(("127.0.0.1", self.https), timeout=20, source_address=(source, 0))
        connection = http.client.HTTPConnection(name)
        connection.sock = self.context().wrap_socket(raw, server_hostname=NAME)
        return _answered(connection, method, path, body, headers or {})

    def ask_plainly(self, path: str) -> Answer:
        """Ask without TLS."""
        connection = http.client.HTTPConnection(NAME)
        connection.sock = socket.create_connection(("127.0.0.1", self.http), timeout=20)
        return _answered(connection, "GET", path, None, {})


def binary() -> str:
    """Return Debian's nginx, of the system or of `.ci/nginx.sh`; the test is skipped where there is none."""
    unpacked = ROOT / "build" / "nginx" / "usr" / "sbin" / "nginx"
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    found = found or (str(unpacked) if unpacked.exists() else None)
    if found is None:
        pytest.skip("aucun nginx sur cette machine (.ci/nginx.sh en pose un)")
    return found


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a self-signed certificate of the public name and its key."""
    paths = folder / "certificat.pem", folder / "cle.pem"
    request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    subprocess.run(
        ["openssl", *request, *names, "-out", paths[0], "-keyout", paths[1]], check=True, capture_output=True
    )
    return paths


def configured(folder: Path, ports: tuple[int, int], dashboards: list[int]) -> Path:
    """Write the file of the guide with its four placeholders, its ports and its log filled in; every one must be found there."""
    cert, key = certificate(folder)
    text = FILE.read_text(encoding="utf-8")
    servers = "\n".join(f"    server 127.0.0.1:{port} max_fails=2 fail_timeout=10s;" for port in dashboards)
    for asked, given in {
        "@NOM@": NAME,
        "@CERTIFICAT@": str(cert),
        "@CLE@": str(key),
        "@SUPERVISION@": "127.0.0.3",
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen 443 ssl": f"listen 127.0.0.1:{ports[1]} ssl",
        "    server 127.0.0.1:8501 max_fails=2 fail_timeout=10s;": servers,
        "access_log syslog:server=unix:/dev/log,tag=spaser_nginx,nohostname": f"access_log {folder}/acces.log",
        "error_log  syslog:server=unix:/dev/log,tag=spaser_nginx,nohostname": f"error_log {folder}/erreurs.log",
    }.items():
        assert asked in text, asked
        text = text.replace(asked, given)
    path = folder / "spaser.conf"
    path.write_text(text, encoding="utf-8")
    return cert


@contextmanager
def nginx(folder: Path, dashboards: list[int]) -> Iterator[Proxy]:
    """Run nginx in front of dashboards until the block ends."""
    found, ports = binary(), (free_port(), free_port())
    cert = configured(folder, ports, dashboards)
    main = folder / "nginx.conf"
    main.write_text(_WRAPPER.format(folder=folder), encoding="utf-8")
    command = [found, "-p", str(folder), "-c", str(main), "-e", str(folder / "demarrage.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr, checked.stderr
    process = subprocess.Popen(command)
    try:
        wait_until_it_listens(ports[1], process)
        yield Proxy(*ports, folder, cert)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def behind_nginx(warehouse: Path, folder: Path) -> Iterator[tuple[Proxy, str]]:
    """Serve a warehouse in shared mode behind nginx; give the proxy, and the address of the dashboard itself."""
    binary()
    port = free_port()
    with (
        shared(folder) as settings,
        dashboard(warehouse, port, **settings) as server,
        nginx(folder, [port]) as proxy,
    ):
        yield proxy, server.url


def _answered(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: Mapping[str, str],
) -> Answer:
    try:
        connection.request(method, path, body=body, headers=dict(headers))
        response = connection.getresponse()
        return Answer(response.status, tuple(response.getheaders()), response.read())
    finally:
        connection.close()
