"""Files are looked at by a scanner before they are taken in: a clamd over a socket, or a program."""

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests import papers
from tests.web.editing import opened
from tests.world import World
from workflow.antivirus import Scanner, require_harmless
from workflow.errors import InvalidError

MARK = b"X5O!P%@AP"
"""What this scanner takes for a virus."""


class Clamd(socketserver.StreamRequestHandler):
    """Answers INSTREAM as clamd does."""

    def handle(self) -> None:
        """Read the pieces and say what is in them."""
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
        if b"too much" in data:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.wfile.write(b"stream: Eicar-Test FOUND\0" if MARK in data else b"stream: OK\0")


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[None]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["host", "socket"])
def clamd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a scanner that answers."""
    if request.param == "socket":
        path = tmp_path / "clamd"
        with served(socketserver.ThreadingUnixStreamServer(str(path), Clamd)):
            yield f"clamd://{path}"
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        with served(server):
            yield f"clamd://127.0.0.1:{server.server_address[1]}"


def refusal(data: bytes, scanner: Scanner) -> str:
    with pytest.raises(InvalidError) as refused:
        require_harmless("表.pdf", data, scanner)
    return refused.value.issues[0].message.in_english()


def test_a_clamd_is_asked(clamd: str) -> None:
    scanner = Scanner(address=clamd)
    assert require_harmless("表.pdf", b"a" * 300_000, scanner)
    assert require_harmless("表.pdf", b"", scanner)
    assert "found" in refusal(b"a" * 70_000 + MARK, scanner)
    assert "does not answer" in refusal(b"too much", scanner)


def test_a_program_is_asked() -> None:
    scanner = Scanner(address="command:sh -c 'grep -q EICAR && echo Eicar && exit 1 || exit 0'")
    assert require_harmless("表.pdf", b"clean", scanner)
    assert "found" in refusal(b"EICAR", scanner)
    assert "does not answer" in refusal(b"", Scanner(address="command:sh -c 'exit 2'"))
    assert "does not answer" in refusal(b"", Scanner(address="command:no-such-scanner"))


def test_while_nobody_answers_files_are_refused_or_taken_as_it_is_set(tmp_path: Path) -> None:
    away = Scanner(address=f"clamd://{tmp_path}/nothing")
    assert "does not answer" in refusal(b"", away)
    assert require_harmless("表.pdf", b"", replace(away, refuses_unseen=False)) is False
    assert require_harmless("表.pdf", MARK, Scanner()) is False


def set_scanner(app: Flask, address: str, away: str = "refuse") -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], antivirus=address, antivirus_away=away)


def test_an_infected_upload_is_refused_and_nothing_of_it_kept(app: Flask, world: World, clamd: str) -> None:
    set_scanner(app, clamd)
    client, draft = opened(app, world)
    bad = (io.BytesIO(papers.PDF.replace(b"trailer", MARK + b" trailer")), "坏.pdf")
    answer = client.submit(client.get(draft.address), "Attach", file=bad, rationale="写到一半")
    assert (answer.status_code, "found Eicar-Test in it" in answer.text) == (422, True)
    assert "写到一半" in answer.text
    assert draft.content.attachments == ()
    good = (io.BytesIO(papers.PDF), "好.pdf")
    assert client.submit(answer, "Attach", file=good).status_code == 302
    assert [one.name for one in draft.content.attachments] == ["好.pdf"]


def test_a_file_taken_in_unseen_is_said_to_be(app: Flask, world: World, tmp_path: Path) -> None:
    client, draft = opened(app, world)
    set_scanner(app, f"clamd://{tmp_path}/nothing")
    sent = (io.BytesIO(papers.PDF), "a.pdf")
    answer = client.submit(client.get(draft.address), "Attach", file=sent)
    assert (answer.status_code, "does not answer" in answer.text) == (422, True)
    set_scanner(app, f"clamd://{tmp_path}/nothing", "accept")
    sent = (io.BytesIO(papers.PDF), "a.pdf")
    assert client.submit(client.get(draft.address), "Attach", file=sent).status_code == 302
    assert "without being looked at" in client.get(draft.address).text
    assert [one.name for one in draft.content.attachments] == ["a.pdf"]
