"""A real server on loopback that answers as WeCom, DingTalk, Feishu and a gateway for text messages do."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "s3cret-of-the-app"
SIGN_KEY = "SEC-of-the-robot"


@dataclass
class Services:
    """What the server was asked, and how it is to misbehave."""

    base: str = ""
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    """Path, query, and body of each request that came."""
    headers: list[dict[str, str]] = field(default_factory=list)
    tokens: int = 0
    """How many tokens were given out; only the newest is taken."""
    instead: list[tuple[int, bytes, dict[str, str]]] = field(default_factory=list)
    """Status, body and headers of answers that come before any right one."""
    dawdles: float = 0

    @property
    def host(self) -> str:
        """The server as the operator lists it."""
        return urlsplit(self.base).netloc

    def sent(self, path: str) -> list[Any]:
        """Return the bodies of what came to a path."""
        return [body for one, _, body in self.asked if one == path]

    def answer(self, path: str, query: dict[str, str], body: Any) -> tuple[int, bytes, dict[str, str]]:
        """Return what the service at this path says."""
        if self.instead:
            return self.instead.pop(0)
        said = self._said(path, query, body)
        return 200, said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode(), {}

    def _said(self, path: str, query: dict[str, str], body: Any) -> Any:  # noqa: PLR0911 - a line a service
        if path in {"/cgi-bin/gettoken", "/gettoken"}:
            return self._token(
                query.get("corpsecret") or query.get("appsecret"), "access_token", "expires_in"
            )
        if path == "/open-apis/auth/v3/tenant_access_token/internal":
            return self._token(body["app_secret"], "tenant_access_token", "expire") | {"code": 0}
        if path in {"/cgi-bin/message/send", "/topapi/message/corpconversation/asyncsend_v2"}:
            if query["access_token"] != f"token-{self.tokens}":
                return {"errcode": 42001, "errmsg": "access_token expired"}
            return {
                "errcode": 0,
                "errmsg": "ok",
                "invaliduser": "gone" if body.get("touser") == "gone" else "",
            }
        if path == "/open-apis/im/v1/messages":
            is_right = self.headers[-1].get("Authorization") == f"Bearer token-{self.tokens}"
            return {"code": 0, "msg": "success"} if is_right else {"code": 99991663, "msg": "token invalid"}
        if path == "/cgi-bin/webhook/send":
            return {"errcode": 0 if query["key"] == SECRET else 93000, "errmsg": "invalid webhook url"}
        if path == "/robot/send":
            return self._signed_for_dingtalk(query)
        if path.startswith("/open-apis/bot/v2/hook/"):
            return self._signed_for_feishu(body)
        return b'{"status": {"code": "OK"}}' if path == "/sms" else b"not such a service"

    def _token(self, secret: str | None, name: str, lasts: str) -> dict[str, Any]:
        if secret != SECRET:
            return {
                "errcode": 40001,
                "code": 10014,
                "errmsg": f"invalid credential {secret}",
                "msg": "invalid",
            }
        self.tokens += 1
        return {"errcode": 0, name: f"token-{self.tokens}", lasts: 7200}

    def _signed_for_dingtalk(self, query: dict[str, str]) -> dict[str, Any]:
        text = f"{query['timestamp']}\n{SIGN_KEY}".encode()
        right = base64.b64encode(hmac.new(SIGN_KEY.encode(), text, hashlib.sha256).digest()).decode()
        is_fresh = abs(time.time() * 1000 - int(query["timestamp"])) < 3_600_000
        is_right = query["sign"] == right and is_fresh and query["access_token"] == SECRET
        return {"errcode": 0, "errmsg": "ok"} if is_right else {"errcode": 310000, "errmsg": "sign not match"}

    def _signed_for_feishu(self, body: dict[str, Any]) -> dict[str, Any]:
        key = f"{body['timestamp']}\n{SIGN_KEY}".encode()
        right = base64.b64encode(hmac.new(key, digestmod=hashlib.sha256).digest()).decode()
        is_right = body["sign"] == right and abs(time.time() - int(body["timestamp"])) < 3600
        return {"code": 0, "msg": "success"} if is_right else {"code": 19021, "msg": "sign match fail"}


class Server(ThreadingHTTPServer):
    """A server that nobody minds cutting off."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of callers that have gone before they were answered."""


@contextmanager
def services_running() -> Iterator[Services]:
    """Yield the services behind a real socket."""
    services = Services()

    class Handler(BaseHTTPRequestHandler):
        """Reads a request as the services do."""

        def handle_any(self) -> None:
            """Answer."""
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind = self.headers.get("Content-Type", "")
            body = json.loads(data) if "json" in kind else data.decode()
            services.headers.append(dict(self.headers))
            services.asked.append((parts.path, query, body))
            time.sleep(services.dawdles)
            status, said, more = services.answer(parts.path, query, body)
            self.send_response(status)
            for name, text in more.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = handle_any  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with Server(("127.0.0.1", 0), Handler) as server:
        services.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield services
        finally:
            server.shutdown()
            thread.join()
