"""How mails leave: by SMTP, or into a folder a person where no server is set."""

import smtplib
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from config import Settings
from formats.mail_folder import keep

TIMEOUT = 20
"""Seconds that a mail server may take for one answer."""


class Transport(Protocol):
    """Something that takes a mail away, or raises."""

    def send(self, message: EmailMessage, *, login: str) -> None:
        """Send a mail to the person with this login."""


class FolderTransport:
    """Keeps mails in a Maildir a person, which each reads on their own page."""

    def __init__(self, settings: Settings) -> None:
        """Take the folder from the settings."""
        self._folder = settings.mail_folder

    def send(self, message: EmailMessage, *, login: str) -> None:
        """Keep the mail."""
        keep(self._folder, login, message)


class SmtpTransport:
    """Sends mails through a server: `smtp://[user:password@]host[:port][?starttls=1]`."""

    def __init__(self, settings: Settings) -> None:
        """Take the server's address apart."""
        parts = urlsplit(settings.smtp_url)
        self._host = parts.hostname or "localhost"
        self._port = parts.port or 25
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._starttls = parse_qs(parts.query).get("starttls") == ["1"]

    def send(self, message: EmailMessage, *, login: str) -> None:  # noqa: ARG002 - the address is in the mail
        """Hand the mail to the server."""
        with smtplib.SMTP(self._host, self._port, timeout=TIMEOUT) as server:
            if self._starttls:
                server.starttls()
            if self._user:
                server.login(self._user, self._password)
            server.send_message(message)


def transport_of(settings: Settings) -> Transport:
    """Return the transport that the settings name."""
    return SmtpTransport(settings) if settings.smtp_url else FolderTransport(settings)
