"""Mails: their text in the reader's language, the folder, and a real SMTP server."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from config import Settings
from formats.mail_folder import keep, mail, mails
from models import Delivery, Event, Person
from tests.world import World
from values.vocabulary import State
from worker.letters import Letters, letter
from worker.mail import FolderTransport, SmtpTransport, transport_of
from worker.mail_policy import MAIL
from workflow.commands import notify
from workflow.commands.sign_in import choose_language
from workflow.unit import transaction


def message(subject: str = "公开时限") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = "mulu@localhost"
    made["To"] = "reviewer@qinghe.example"
    made["Date"] = "Mon, 02 Mar 2026 01:00:00 +0000"
    made["Message-ID"] = "<delivery-1.log@mulu.invalid>"
    made.set_content("请审核。\n")
    return made


def written(world: World) -> tuple[Delivery, Event, Person]:
    world.in_state(State.IN_REVIEW)
    with transaction() as session:
        event = session.scalars(
            sa.select(Event.id).where(Event.action == "submit").order_by(Event.id.desc()).limit(1)
        ).one()
    notify.fan_out(event)
    with transaction() as session:
        row = session.execute(
            sa.select(Delivery, Event, Person)
            .join(Event, Event.id == Delivery.event_id)
            .join(Person, Person.id == Delivery.recipient_id)
            .where(Delivery.event_id == event, Person.login == "reviewer", Delivery.channel == "email")
        ).one()
    return row[0], row[1], row[2]


def test_mails_that_share_headers_are_written_as_the_standard_library_writes_them() -> None:
    said = {
        "Subject": "公开时限" * 20,
        "From": "政务公开 <mulu@localhost>",
        "To": "reviewer@qinghe.example",
        "Date": "Mon, 02 Mar 2026 01:00:00 +0000",
    }
    usual, first, second = EmailMessage(), EmailMessage(policy=MAIL), EmailMessage(policy=MAIL)
    for made in (usual, first, second):
        for name, value in said.items():
            made[name] = value
        made.set_content("请审核。\n")
    assert bytes(first) == bytes(usual)
    assert second["Subject"] is first["Subject"]
    first.replace_header("To", "drafter@qinghe.example")
    assert bytes(second) == bytes(usual)
    with pytest.raises(ValueError, match="at most 1 To headers"):
        second["To"] = "drafter@qinghe.example"


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.usefixtures("clock")
def test_a_mail_speaks_the_language_of_its_reader(world: World, app: Flask) -> None:
    with app.app_context():
        delivery, event, person = written(world)
        chinese = letter(delivery, event, person)
        choose_language("en", actor=world.actor("reviewer"))
        with transaction() as session:
            person = session.get_one(Person, person.id)
        english = letter(delivery, event, person)
    assert "提交" in text_of(chinese)
    assert "submitted revision 1" in text_of(english)
    assert "非涉密系统" in text_of(chinese)
    assert chinese["Message-ID"] == english["Message-ID"]
    assert chinese["To"] == "reviewer@qinghe.example"


@pytest.mark.usefixtures("clock")
def test_a_mail_of_a_delivery_lands_in_the_folder(world: World, app: Flask, settings: Settings) -> None:
    with app.app_context():
        delivery, _, _ = written(world)
        transport = transport_of(settings)
        assert isinstance(transport, FolderTransport)
        for _ in range(2):
            Letters(transport, [delivery.id])(delivery.id)
    kept = mails(settings.mail_folder, "reviewer")
    assert len(kept) == 1
    assert mail(settings.mail_folder, "reviewer", kept[0].key) == kept[0]


def test_a_folder_belongs_to_one_login(tmp_path: Path) -> None:
    keep(tmp_path, "reviewer", message())
    assert mails(tmp_path, "reviewer")[0].text == "请审核。\n"
    assert mails(tmp_path, "drafter") == []
    assert mails(tmp_path, "../reviewer") == []
    assert mail(tmp_path, "reviewer", "../../secret.key") is None
    with pytest.raises(ValueError, match="mail folder"):
        keep(tmp_path, "../elsewhere", message())


class Postbox(socketserver.StreamRequestHandler):
    """As much of an SMTP server as takes a mail."""

    def handle(self) -> None:
        """Answer line by line and keep what came."""
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                text = b""
                for part in self.rfile:
                    if part == b".\r\n":
                        break
                    text += part
                self.server.taken.append(text)  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                return


@pytest.fixture
def smtp() -> Iterator[socketserver.TCPServer]:
    """A real server on loopback that keeps what it is given."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        server.taken = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_mail_goes_to_the_server_that_is_set(smtp: socketserver.TCPServer, tmp_path: Path) -> None:
    settings = replace(
        Settings(home=tmp_path, database_url="sqlite://"),
        smtp_url=f"smtp://127.0.0.1:{smtp.server_address[1]}",
    )
    transport = transport_of(settings)
    assert isinstance(transport, SmtpTransport)
    transport.send(message(), login="reviewer")
    (taken,) = smtp.taken  # type: ignore[attr-defined]
    assert b"delivery-1.log@mulu.invalid" in taken


def test_a_server_that_refuses_raises(tmp_path: Path) -> None:
    settings = replace(Settings(home=tmp_path, database_url="sqlite://"), smtp_url="smtp://127.0.0.1:1")
    with pytest.raises(ConnectionRefusedError):
        transport_of(settings).send(message(), login="reviewer")
