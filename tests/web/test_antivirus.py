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
from tests.web.commands import Commands
from tests.web.editing import opened
from tests.world import COUNTY, World
from values.vocabulary import State
from web.cli.scanning import harmless
from workflow.antivirus import Scanner, require_harmless
from workflow.commands.scanning import look_again, look_at
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


def test_what_was_said_of_a_file_is_kept_and_shown(app: Flask, world: World, clamd: str) -> None:
    set_scanner(app, clamd)
    client, draft = opened(app, world)
    sent = (io.BytesIO(papers.PDF), "好.pdf")
    assert client.submit(client.get(draft.address), "Attach", file=sent).status_code == 302
    assert "Found clean by clamd on" in client.get(draft.address).text


@pytest.mark.parametrize("is_infected", [False, True])
def test_a_file_taken_in_unseen_is_looked_at_later_and_not_given_out_if_infected(
    app: Flask, world: World, tmp_path: Path, is_infected: bool
) -> None:
    client, draft = opened(app, world)
    set_scanner(app, f"clamd://{tmp_path}/nothing", "accept")
    sent = (io.BytesIO(papers.PDF), "a.pdf")
    assert client.submit(client.get(draft.address), "Attach", file=sent).status_code == 302
    assert "Not yet looked at" in client.get(draft.address).text
    file = f"/proposals/{draft.number}/attachments/{draft.content.attachments[0].sha256}"
    assert client.get(file).status_code == 200
    with app.app_context():
        assert look_again(Scanner()) == 0
        assert look_again(Scanner(address=f"clamd://{tmp_path}/nothing")) == 0
        found = "echo Eicar && exit 1" if is_infected else "exit 0"
        scanner = Scanner(address=f"command:sh -c '{found}'")
        assert (look_again(scanner), look_again(scanner)) == (1, 0)
        # Whatever is said later: what is infected stays so, and what is clean does not wait again.
        assert look_at("a.pdf", papers.PDF, Scanner(address="command:no-such", refuses_unseen=False)) is False
    page = client.get(draft.address).text
    assert ("Infected (Eicar)" if is_infected else "Found clean by sh on") in page
    assert client.get(file).status_code == (409 if is_infected else 200)


def test_files_of_commands_are_looked_at_too(
    app: Flask,
    world: World,
    commands: Commands,
    clamd: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_scanner(app, clamd)
    with app.app_context():
        number = world.in_state(State.DRAFT)
    bad, good = tmp_path / "坏.pdf", tmp_path / "好.pdf"
    bad.write_bytes(papers.PDF.replace(b"trailer", MARK + b" trailer"))
    good.write_bytes(papers.PDF)
    refused = commands.refused("proposal", "attach", number, str(bad), "--as", "drafter")
    assert "found Eicar-Test in it" in refused
    assert commands.said("proposal", "attach", number, str(good), "--as", "drafter")
    assert "found" in commands.refused(
        "catalogue", "import", str(bad), "--into", COUNTY, "--preview", "--as", "drafter"
    )
    set_scanner(app, f"clamd://{tmp_path}/nothing", "accept")
    with app.app_context():
        assert harmless(good) == papers.PDF
    assert "without being looked at" in capsys.readouterr().err
