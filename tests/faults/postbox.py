"""A real SMTP server on loopback that keeps what it takes, and that refuses, dawdles or holds on when told to."""

import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from enum import StrEnum
from typing import Any


class Mood(StrEnum):
    """How the server answers."""

    TAKES = "takes"
    REFUSES = "refuses"
    """It answers that it is out of service."""
    HOLDS = "holds"
    """It listens to the whole mail and says nothing, until the mood changes."""


class Postbox(socketserver.ThreadingTCPServer):
    """The server; `taken` counts what it accepted, by Message-ID and address."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, port: int = 0) -> None:
        """Listen on a loopback port, and take what comes."""
        self.mood = Mood.TAKES
        self.delay = 0.0
        self.taken: Counter[tuple[str, str]] = Counter()
        self.refused = 0
        self.held = 0
        self.changed = threading.Condition()
        super().__init__(("127.0.0.1", port), _Talk)

    @property
    def url(self) -> str:
        """Return what the setting says."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def become(self, mood: Mood, *, delay: float = 0.0) -> None:
        """Answer differently from now on; those who are held get the new answer."""
        with self.changed:
            self.mood, self.delay = mood, delay
            self.changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of senders that were killed in the middle of a word."""

    def answer(self, text: bytes) -> bytes:
        """Return the answer to a whole mail, and keep it if it is taken."""
        with self.changed:
            self.held += 1
            self.changed.wait_for(lambda: self.mood is not Mood.HOLDS, timeout=60)
            self.held -= 1
            if self.delay:
                self.changed.wait(timeout=self.delay)
            if self.mood is not Mood.TAKES:
                self.refused += 1
                return b"451 not now\r\n"
            mail = message_from_bytes(text)
            self.taken[str(mail["Message-ID"]), str(mail["To"])] += 1
            return b"250 taken\r\n"


class _Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as takes a mail."""

    server: Postbox

    def handle(self) -> None:
        """Answer line by line."""
        if self.server.mood is Mood.REFUSES:
            self.server.refused += 1
            self.wfile.write(b"421 out of service\r\n")
            return
        self.wfile.write(b"220 postbox\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.wfile.write(self.server.answer(text))
            elif verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """Run a server while the block runs."""
    with Postbox() as box:
        thread = threading.Thread(target=box.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield box
        finally:
            box.become(Mood.TAKES)
            box.shutdown()
            thread.join()
