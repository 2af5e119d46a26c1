"""One request for one address: to the very machine that was looked at, bounded in time and size, no redirect followed."""

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Timer

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from values.ip_networks import IP
from values.place import PlaceOutcome
from values.web_address import AddressError, AddressFault, WebAddress, may_be_asked
from workflow.places.rules import AskingRules

MOST_BYTES = 512 * 1024
"""Of an answer so much is taken, packed and unpacked alike; the rest is not waited for."""
PIECE = 1 << 14
LEAST_SECONDS = 0.001
"""What is left of a time that has run out: no time at all would be endless to a socket."""
MOST_MACHINES = 3
"""Of the machines that a name leads to so many are tried."""


class AskingError(Exception):
    """There is no answer; says what that means."""

    def __init__(self, outcome: PlaceOutcome) -> None:
        """Keep what it means."""
        super().__init__(outcome.value)
        self.outcome = outcome


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes
    """Unpacked; at most `MOST_BYTES`."""


def ask(address: WebAddress, rules: AskingRules) -> Answer:
    """Ask for an address and return what the server says, redirects included.

    Raises: AddressError where it leads to a machine that may not be asked; AskingError where no answer comes.
    """
    ends = time.monotonic() + rules.seconds
    why = AskingError(PlaceOutcome.UNKNOWN_NAME)
    for machine in _machines(address, rules):
        try:
            return _ask(address, machine, rules, ends)
        except AskingError as error:
            why = error
            if error.outcome is not PlaceOutcome.UNREACHABLE:
                break
    raise why


def _machines(address: WebAddress, rules: AskingRules) -> list[IP]:
    """Return the machines of a name; one that may not be asked spoils all of them."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AskingError(PlaceOutcome.UNKNOWN_NAME) from error
    machines = list(dict.fromkeys(ip_address(str(one[4][0]).partition("%")[0]) for one in found))
    if not all(may_be_asked(one, networks=rules.networks) for one in machines):
        raise AddressError(AddressFault.NETWORK)
    return machines[:MOST_MACHINES]


def _ask(address: WebAddress, machine: IP, rules: AskingRules, ends: float) -> Answer:
    left = max(ends - time.monotonic(), LEAST_SECONDS)
    connection = _connection(address, machine, left)
    watch = _Watch(left)
    try:
        with watch.over(), _meaning(watch):
            connection.connect()
            watch.lines.append(connection.sock)
            watch.require_time()
            connection.request("GET", address.target, headers=_said(address, rules), preload_content=False)
            with closing(connection.getresponse()) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                body = _body(answer, headers.get("content-encoding", ""))
                # A connection that was ended looks like the end of an answer.
                watch.require_time()
                return Answer(status=answer.status, headers=headers, body=body)
    finally:
        connection.close()


def _connection(address: WebAddress, machine: IP, seconds: float) -> HTTPConnection:
    """Return a connection to a machine by its number; the name is only what is asked for, and certified."""
    if address.scheme == "http":
        return HTTPConnection(str(machine), address.port, timeout=seconds)
    return HTTPSConnection(
        str(machine),
        address.port,
        timeout=seconds,
        ssl_context=ssl.create_default_context(),
        server_hostname=address.host,
    )


def _said(address: WebAddress, rules: AskingRules) -> dict[str, str]:
    return {
        "Host": address.origin,
        "User-Agent": rules.user_agent,
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


class _Watch:
    """Ends a connection when its time is over, however slowly its server goes on talking."""

    def __init__(self, seconds: float) -> None:
        """Begin nothing yet."""
        self.lines: list[socket.socket] = []
        """The line, once there is one; a connection lets go of it when an answer has begun."""
        self.is_over = False
        self.timer = Timer(seconds, self._end)
        self.timer.daemon = True

    def _end(self) -> None:
        self.is_over = True
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def require_time(self) -> None:
        """Go on only while there is time.

        Raises: AskingError.
        """
        if self.is_over:
            raise AskingError(PlaceOutcome.TIMED_OUT)

    @contextmanager
    def over(self) -> Iterator[None]:
        """Watch over the block."""
        self.timer.start()
        try:
            yield
        finally:
            self.timer.cancel()


@contextmanager
def _meaning(watch: _Watch) -> Iterator[None]:
    """Say what it means that no answer came."""
    try:
        yield
    except (
        OSError,
        http.client.HTTPException,
        urllib3.exceptions.HTTPError,
        zlib.error,
        ValueError,
    ) as error:
        raise AskingError(PlaceOutcome.TIMED_OUT if watch.is_over else _meaning_of(error)) from error


_MEANINGS: tuple[tuple[type[BaseException], PlaceOutcome], ...] = (
    (ssl.SSLCertVerificationError, PlaceOutcome.BAD_CERTIFICATE),
    # To the library a connection that was refused is a kind of a time that ran out.
    (urllib3.exceptions.NewConnectionError, PlaceOutcome.UNREACHABLE),
    (TimeoutError, PlaceOutcome.TIMED_OUT),
    (urllib3.exceptions.TimeoutError, PlaceOutcome.TIMED_OUT),
    (OSError, PlaceOutcome.UNREACHABLE),
)
"""What errors mean, the first that fits."""


def _meaning_of(error: BaseException) -> PlaceOutcome:
    causes = [error, error.__cause__, *error.args]
    meant = (outcome for kind, outcome in _MEANINGS if any(isinstance(one, kind) for one in causes))
    return next(meant, PlaceOutcome.SERVER_ERROR)


def _body(answer: urllib3.BaseHTTPResponse, encoding: str) -> bytes:
    """Return the beginning of what was sent, unpacked by ourselves so that nothing grows beyond its bound."""
    unpack = (
        zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if encoding.lower() in {"gzip", "deflate"} else None
    )
    taken, body = 0, b""
    while taken < MOST_BYTES and len(body) < MOST_BYTES:
        piece = answer.read(PIECE, decode_content=False)
        if not piece:
            break
        taken += len(piece)
        body += unpack.decompress(piece, MOST_BYTES - len(body)) if unpack else piece
    return body[:MOST_BYTES]
