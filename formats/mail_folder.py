"""Mails kept as files, a Maildir a person: where they go when no SMTP server is set."""

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_KEY = re.compile(r"[A-Za-z0-9._,=-]{1,200}")


@dataclass(frozen=True)
class KeptMail:
    """A mail in a person's folder."""

    key: str
    subject: str
    sender: str
    sent_at: datetime
    text: str
    html: str = ""
    """The same with the redline in colours; empty where it has none."""


def keep(folder: Path, login: str, message: EmailMessage) -> None:
    """Put a mail into a person's folder; one with the same Message-ID is there only once.

    Raises: ValueError for a login that is no plain name.
    """
    box = _box(folder, login, create=True)
    wanted = message["Message-ID"]
    if any(kept["Message-ID"] == wanted for kept in box):
        return
    box.add(mailbox.MaildirMessage(message))


def mails(folder: Path, login: str) -> list[KeptMail]:
    """Return a person's mails, the newest first."""
    # Made last: without it the folder is just being made.
    if not _LOGIN.fullmatch(login) or not (folder / login / "cur").is_dir():
        return []
    box = _box(folder, login, create=False)
    return sorted(_read(box), key=lambda one: (one.sent_at, one.key), reverse=True)


def mail(folder: Path, login: str, key: str) -> KeptMail | None:
    """Return one of a person's mails; None where it is not theirs or not there."""
    if not _KEY.fullmatch(key):
        return None
    return next((one for one in mails(folder, login) if one.key == key), None)


def _box(folder: Path, login: str, *, create: bool) -> mailbox.Maildir:
    if not _LOGIN.fullmatch(login):
        raise ValueError(f"{login!r} cannot name a mail folder.")
    if create:
        # Two workers may write to somebody for the first time at the same moment, which `Maildir` itself refuses.
        for part in ("tmp", "new", "cur"):
            (folder / login / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    return mailbox.Maildir(folder / login, create=False)


def _read(box: mailbox.Maildir) -> Iterator[KeptMail]:
    for key in box.keys():  # noqa: SIM118 - a Maildir iterates over messages
        message = BytesParser(policy=default).parsebytes(box.get_bytes(key))
        body, page = message.get_body(("plain",)), message.get_body(("html",))
        yield KeptMail(
            key=key,
            subject=str(message["Subject"]),
            sender=str(message["From"]),
            sent_at=parsedate_to_datetime(str(message["Date"])),
            text=body.get_content() if body else "",
            html=page.get_content() if page else "",
        )
