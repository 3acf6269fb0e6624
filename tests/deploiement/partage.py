"""A dashboard in shared mode: an identity provider that only says who it is, rules of access, and the cookie of a login."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from tests.access.partage import SECRET, secrets_text

NAME = "spaser.exemple.fr"
"""Public name of the dashboard."""


class _Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"issuer": f"http://{self.headers['Host']}"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – the name that http.server gives
        return


@contextmanager
def shared(folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of a dashboard in shared mode; « la responsable » is the only one who may enter."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Provider)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    issuer = f"http://127.0.0.1:{server.server_port}"
    secrets, rules = folder / "secrets.toml", folder / "acces.yaml"
    secrets.write_text(secrets_text(f"https://{NAME}", issuer), encoding="utf-8")
    rules.write_text(
        f"emetteur: {issuer}\npersonnes:\n  - sujet: responsable-1\n    role: responsable\n", encoding="utf-8"
    )
    try:
        yield {
            "SPASER_MODE": "partage",
            "SPASER_ACCES": str(rules),
            "STREAMLIT_SECRETS_FILES": str(secrets),
        }
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def login_cookie(folder: Path) -> str:
    """Return the cookie that the server would have left after the login of « la responsable », just now."""
    issuer = (folder / "acces.yaml").read_text(encoding="utf-8").splitlines()[0].removeprefix("emetteur: ")
    now = int(time.time())
    token = {"iss": issuer, "sub": "responsable-1", "name": "La responsable", "iat": now, "exp": now + 600}
    said = json.dumps({"origin": f"https://{NAME}", "is_logged_in": True, "nonce": "n", **token})
    return f"{USER_COOKIE_NAME}={create_signed_value(SECRET, USER_COOKIE_NAME, said).decode()}"
