"""Ask a message service: to public addresses with TLS or those the operator listed, without following anywhere.

The host is looked up once, held against the rules, and the connection goes to just that number, so that a name that
says something else the next moment leads nowhere else. An answer has a limit of size, and the whole exchange of time.
"""

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from values.service_address import Place, is_public, may_be_asked, place_of
from worker.services import Account
from worker.services.failures import NoAnswerError, NotAllowedAddressError, NotReachedError, TooOftenError

SECONDS = 10
"""For everything between looking the host up and the last byte of the answer; four of them end within a lease."""

LARGEST_ANSWER = 64 * 1024
TOO_MANY = 429
LONGEST_WORDS = 200


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a service is asked."""

    path: str
    method: str = "POST"
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(account: Account, request: Request, *, reads_refusals: bool = False) -> bytes:
    """Send a request to a service and return the body of its answer.

    Args:
        account: with what it is reached.
        request: what it is asked.
        reads_refusals: whether an object in JSON is an answer as well where its status is an error.

    Raises: ServiceError; never with the address in its text, for queries hold tokens.
    """
    place = place_of(account.base)
    if place is None or not may_be_asked(place, account.inside):
        raise NotAllowedAddressError("The address of the service may not be asked.")
    try:
        connection = _connected(place, place.named in account.inside)
        status, body = _exchange(connection, place, request)
    except (OSError, http.client.HTTPException) as error:
        raise NotReachedError(f"{place.host}: {type(error).__name__}") from error
    if status // 100 == 3:  # noqa: PLR2004 - the family of redirects
        raise NoAnswerError(f"HTTP {status}: the service leads elsewhere, which is not followed.")
    if status // 100 != 2 and not (reads_refusals and body.lstrip().startswith(b"{")):  # noqa: PLR2004 - success
        raise NoAnswerError(f"HTTP {status}")
    if len(body) > LARGEST_ANSWER:
        raise NoAnswerError("The answer is larger than any of such a service.")
    return body


def ask_json(account: Account, request: Request, content: Any = None) -> dict[str, Any]:
    """Send a request, with JSON where there is any, and return the JSON object that the service answers."""
    if content is not None:
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", **request.headers}
        request = Request(
            path=request.path, method=request.method, query=request.query, body=body, headers=headers
        )
    try:
        said = json.loads(ask(account, request, reads_refusals=True))
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("The service answered with no JSON.") from error
    if not isinstance(said, dict):
        raise NoAnswerError("The service answered with another JSON than expected.")
    return said


def words(said: Mapping[str, Any], code: str, text: str) -> str:
    """Return a service's own words, short and on one line."""
    line = " ".join(f"{said.get(code)} {said.get(text, '')}".split())
    return "".join(one for one in line if one.isprintable())[:LONGEST_WORDS]


def _connected(place: Place, is_listed: bool) -> http.client.HTTPConnection:  # noqa: FBT001 - one fact of the place
    """Return a connection to the one address that was looked at."""
    found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    numbers = [str(one[4][0]) for one in found]
    if not is_listed and not all(is_public(one) for one in numbers):
        raise NotAllowedAddressError(
            f"{place.host} leads inside this network, and is not in MULU_SERVICE_HOSTS."
        )
    reached = socket.create_connection((numbers[0], place.port), timeout=SECONDS)
    if place.scheme == "http":
        plain = http.client.HTTPConnection(place.host, place.port, timeout=SECONDS)
        plain.sock = reached
        return plain
    context = ssl.create_default_context()
    secure = http.client.HTTPSConnection(place.host, place.port, timeout=SECONDS, context=context)
    try:
        secure.sock = context.wrap_socket(reached, server_hostname=place.host)
    except BaseException:
        reached.close()
        raise
    return secure


def _exchange(connection: http.client.HTTPConnection, place: Place, request: Request) -> tuple[int, bytes]:
    """Send and read; a service that dawdles is cut off, whatever it does in between."""
    watch = threading.Timer(SECONDS, _cut_off, (connection.sock,))
    watch.daemon = True
    watch.start()
    try:
        address = f"{place.path}{request.path}" + (f"?{urlencode(request.query)}" if request.query else "")
        headers = {"Accept": "*/*", "Connection": "close", "User-Agent": "mulu", **request.headers}
        connection.request(request.method, address or "/", body=request.body or None, headers=headers)
        answer = connection.getresponse()
        body = answer.read(LARGEST_ANSWER + 1)
    finally:
        watch.cancel()
        connection.close()
    if answer.status == TOO_MANY:
        raise TooOftenError("HTTP 429", wait=_wait(answer.getheader("Retry-After", "")))
    return answer.status, body


def _cut_off(reached: socket.socket) -> None:
    try:
        reached.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # It had ended by itself.


def _wait(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 60  # noqa: PLR2004 - days are no wait
