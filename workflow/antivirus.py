"""Have files looked at before they are taken in: by a clamd, or by a program that gets them on standard input."""

import shlex
import socket
import struct
import subprocess
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog

from values.messages import N_
from workflow.errors import invalid

PIECE = 1 << 16
SECONDS = 30
"""How long a scanner may take to answer."""
LONGEST_ANSWER = 4096
INFECTED = 1
"""With what a program ends that has found something, as clamscan does; 0 is clean."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """Who looks at files."""

    address: str = ""
    """`clamd://host:port`, `clamd:///path/of/socket` or `command:program with arguments`; empty: nobody."""
    refuses_unseen: bool = True
    """Whether files are refused while it is away; else they are taken in without having been looked at."""


class ScannerAwayError(Exception):
    """The scanner cannot be asked, or does not answer as one."""


def require_harmless(name: str, data: bytes, scanner: Scanner) -> bool:
    """Have a file looked at, and return whether it was.

    Raises: InvalidError for what is infected; where the scanner is away too, unless such files are accepted.
    """
    if not scanner.address:
        return False
    try:
        found = found_in(data, scanner)
    except ScannerAwayError as error:
        log.warning("virus scanner is away", reason=str(error))
        if scanner.refuses_unseen:
            raise invalid(
                "attachments",
                N_("“%(name)s” was not taken in: the virus scanner does not answer. Try again later."),
                name=name[:100],
            ) from error
        return False
    if found:
        log.warning("infected file refused", found=found)
        raise invalid(
            "attachments",
            N_("“%(name)s” was not taken in: the virus scanner found %(found)s in it."),
            name=name[:100],
            found=found,
        )
    return True


def found_in(data: bytes, scanner: Scanner) -> str:
    """Return what a scanner finds in a file; empty where it is clean.

    Raises: ScannerAwayError where it cannot be asked.
    """
    try:
        return _asked(data, scanner.address)
    except (OSError, subprocess.SubprocessError) as error:
        raise ScannerAwayError(str(error)) from error


def _asked(data: bytes, address: str) -> str:
    """Return what was found; empty where a file is clean."""
    if address.startswith("command:"):
        return _by_program(data, shlex.split(address.removeprefix("command:")))
    answer = _by_clamd(data, address)
    if answer.endswith(" OK"):
        return ""
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND").rpartition(": ")[2][:100]
    raise ScannerAwayError(answer[:200])


def _by_clamd(data: bytes, address: str) -> str:
    """Send a file piece by piece (INSTREAM) and return the answer."""
    parts = urlsplit(address)
    to_host = bool(parts.hostname)
    with socket.socket(socket.AF_INET if to_host else socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(SECONDS)
        line.connect((parts.hostname, parts.port or 3310) if to_host else parts.path)
        line.sendall(b"zINSTREAM\0")
        for place in range(0, len(data), PIECE):
            piece = data[place : place + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            received = line.recv(LONGEST_ANSWER)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _by_program(data: bytes, command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - whoever sets up the installation names it
        command, input=data, capture_output=True, check=False, timeout=SECONDS
    )
    if done.returncode == 0:
        return ""
    if done.returncode == INFECTED:
        said = done.stdout.decode("utf-8", "replace").strip().splitlines()[:1]
        return (said[0] if said else "?")[:100]
    raise ScannerAwayError(f"{command[0]} ended with {done.returncode}")
