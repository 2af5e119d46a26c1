"""Websites on loopback for the checker of published places: real servers that answer as a test wants."""

import datetime as dt
import gzip
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from values.ip_networks import Network
from values.web_address import networks_of
from workflow.places.rules import AskingRules

LOOPBACK: tuple[Network, ...] = networks_of("127.0.0.0/8, ::1/128")
TEXT = "本县就业见习补贴申领须知：申请材料、办理流程、受理窗口和咨询电话一览，供申请人查阅使用。"
Answer = Callable[[BaseHTTPRequestHandler], None]


def page(text: str = TEXT, *, title: str = "就业服务", around: str = "") -> bytes:
    """Return a page of a government's site: navigation, content, and what its foot says."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<nav><a href='/'>首页</a> <a href='/zwgk'>政务公开</a> 通知公告 机构职能 互动交流 办事服务</nav>"
        f"<div class='content'>{text}</div>{around}"
        "<footer>主办：某县人民政府办公室 备案号 00000000 网站标识码 0000000000</footer></body></html>"
    ).encode()


@dataclass
class Website:
    """A site whose pages a test makes and changes; what was asked for is kept."""

    port: int
    scheme: str = "http"
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the address of a page."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def says(
        self, path: str, body: bytes | str = "", status: int = 200, *, packed: bool = False, **headers: str
    ) -> str:
        """Have a page say something, and return its address."""
        data = body if isinstance(body, bytes) else page(body)
        data = gzip.compress(data) if packed else data
        kept = {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(status)
            for name, value in ({"Content-Type": "text/html"} | kept).items():
                to.send_header(name, value)
            if packed:
                to.send_header("Content-Encoding", "gzip")
            to.end_headers()
            to.wfile.write(data)

        self.answers[path] = answer
        return self.url(path)

    def leads(self, path: str, to: str, status: int = 302) -> str:
        """Have a page lead to another address."""
        return self.says(path, b"", status, Location=to)


@contextmanager
def website(certificate: Path | None = None) -> Iterator[Website]:
    """Run a site within the block; over HTTPS where a certificate is given."""
    site = Website(port=0, scheme="https" if certificate else "http")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            # Whoever asks may go away in the middle: it takes only so much.
            with suppress(OSError):
                site.answers.get(self.path, lambda to: to.send_error(404))(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def rules(*sites: Website, networks: tuple[Network, ...] = LOOPBACK, seconds: float = 30) -> AskingRules:
    """Return rules under which these sites may be asked, quickly."""
    ports = frozenset({80, 443, *(one.port for one in sites)})
    return AskingRules(
        networks=networks, ports=ports, contact="mailto:webmaster@example.gov.cn", seconds=seconds, pause=0
    )


def certificate_for(folder: Path, name: str = "localhost", *, days: int = 2) -> Path:
    """Make a certificate with its key, signed by itself; negative days: it has ended."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=9))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.2"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
