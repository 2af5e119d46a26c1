"""Mails kept as files, a Maildir a person: where they go when no SMTP server is set."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
PARTS = ("new", "cur")
"""Where mails lie in a Maildir: those that no program has looked at yet, and the others."""


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
    """Put a mail into a person's folder; one with the same Message-ID is there only once, whoever else puts it there.

    Raises: ValueError for a login that is no plain name.
    """
    if not _LOGIN.fullmatch(login):
        raise ValueError(f"{login!r} cannot name a mail folder.")
    for part in ("tmp", *PARTS):
        (folder / login / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    key = sha256(str(message["Message-ID"]).encode()).hexdigest()
    if key in _kept(folder, login):
        return
    with NamedTemporaryFile(dir=folder / login / "tmp") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
        # A link is made only where nothing has its name, and then the mail is there whole.
        with suppress(FileExistsError):
            (folder / login / "new" / key).hardlink_to(file.name)


def mails(folder: Path, login: str) -> list[KeptMail]:
    """Return a person's mails, the newest first."""
    # What was sent in the same second stays in the order in which it was kept.
    kept = sorted(_kept(folder, login).items(), key=lambda one: one[1].stat().st_mtime_ns, reverse=True)
    return sorted((_read(key, path) for key, path in kept), key=lambda one: one.sent_at, reverse=True)


def mail(folder: Path, login: str, key: str) -> KeptMail | None:
    """Return one of a person's mails; None where it is not theirs or not there."""
    path = _kept(folder, login).get(key)
    return _read(key, path) if path else None


def _kept(folder: Path, login: str) -> dict[str, Path]:
    """Return where a person's mails are, by their keys; a mail program may have moved them and added marks."""
    parts = [folder / login / part for part in PARTS] if _LOGIN.fullmatch(login) else []
    return {
        path.name.partition(":")[0]: path
        for part in parts
        if part.is_dir()
        for path in part.iterdir()
        if not path.name.startswith(".")
    }


def _read(key: str, path: Path) -> KeptMail:
    message = BytesParser(policy=default).parsebytes(path.read_bytes())
    body, page = message.get_body(("plain",)), message.get_body(("html",))
    return KeptMail(
        key=key,
        subject=str(message["Subject"]),
        sender=str(message["From"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        text=body.get_content() if body else "",
        html=page.get_content() if page else "",
    )
