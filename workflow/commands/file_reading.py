"""Read what attached files say, so that it is searched: each in a program of its own, which may fail."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from formats.attached_text import READABLE, SECONDS
from models import Attachment, AttachmentText, ReadingOutcome
from workflow.actor import SYSTEM
from workflow.unit import reading, unit

ROOT = Path(__file__).parents[2]
WAITING = SECONDS + 10
"""Seconds after which the program is ended that reads a file."""


def files_to_read(session: Session, *, most: int) -> Sequence[str]:
    """Return the hashes of files that can be read and were not, the oldest first."""
    return session.scalars(
        sa.select(Attachment.sha256)
        .outerjoin(AttachmentText, AttachmentText.sha256 == Attachment.sha256)
        .where(Attachment.media_type.in_(READABLE), AttachmentText.sha256.is_(None))
        .order_by(Attachment.stored_at, Attachment.sha256)
        .limit(most)
    ).all()


def read_file(sha256: str) -> None:
    """Keep what a file says, or that it cannot be read; a file that was read stays as it is."""
    with reading() as session:
        media_type, data = session.execute(
            sa.select(Attachment.media_type, Attachment.data).where(Attachment.sha256 == sha256)
        ).one()
    text = _said(data, media_type)
    with unit(SYSTEM) as work:
        work.take_turn(f"file {sha256}")
        if work.session.get(AttachmentText, sha256) is None:
            outcome = ReadingOutcome.READ if text else ReadingOutcome.EMPTY
            work.session.add(
                AttachmentText(
                    sha256=sha256,
                    outcome=ReadingOutcome.UNREADABLE if text is None else outcome,
                    text=text or "",
                    read_at=work.now,
                )
            )


def _said(data: bytes, media_type: str) -> str | None:
    """Return what a file says; None where the program that reads it fails, or takes too much."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "formats.attached_text", media_type],
            input=data,
            capture_output=True,
            cwd=ROOT,
            check=True,
            timeout=WAITING,
        )
    except subprocess.SubprocessError:
        return None
    return done.stdout.decode("utf-8")
