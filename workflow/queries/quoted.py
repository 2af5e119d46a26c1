"""What drafts and revisions cite, read of them alone; that of a revision is kept by its hash, since it never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Revision
from values.serial import from_json

KEPT = 8_192
"""Revisions whose citations are kept, at about a kilobyte each."""

AT_ONCE = 1_000
"""Texts that are asked for in one statement, and held while they are read."""


Rows = tuple[tuple[str, ...], ...]
"""The citations of each row that is proposed."""


@dataclass(frozen=True)
class Quoted:
    """What is proposed, and what each of its rows cites."""

    title: str
    rows: Rows
    """Those in other catalogues of a body change included."""


def quoted_in(text: str | bytes) -> Quoted:
    """Return what the JSON of a draft or a revision cites; raise ValueError where it is neither."""
    said = from_json(text, _Said)
    changes = (*said.changes, *(change for one in said.elsewhere for change in one.changes))
    return Quoted(
        title=said.title,
        rows=tuple(tuple(intern(one.text) for one in row.after.content.legal_bases) for row in changes),
    )


def quoted_by(session: Session, revisions: Iterable[str]) -> dict[str, Quoted]:
    """Return by hash what revisions cite; those that are not yet known are read, a thousand at once."""
    wanted = set(revisions)
    found = {one: known for one in wanted if (known := _known.get(one)) is not None}
    unknown = sorted(wanted - found.keys())
    if len(_known) + len(unknown) > KEPT:
        _known.clear()
    for start in range(0, len(unknown), AT_ONCE):
        asked = sa.select(Revision.content_sha256, Revision.data).where(
            Revision.content_sha256.in_(unknown[start : start + AT_ONCE])
        )
        for sha256, data in session.execute(asked):
            found[sha256] = _known[sha256] = quoted_in(data)
    return found


_known: dict[str, Quoted] = {}


@dataclass(frozen=True)
class _Citation:
    text: str


@dataclass(frozen=True)
class _Content:
    legal_bases: tuple[_Citation, ...] = ()


@dataclass(frozen=True)
class _State:
    content: _Content


@dataclass(frozen=True)
class _Change:
    after: _State


@dataclass(frozen=True)
class _Elsewhere:
    changes: tuple[_Change, ...]


@dataclass(frozen=True)
class _Said:
    title: str
    changes: tuple[_Change, ...] = ()
    elsewhere: tuple[_Elsewhere, ...] = ()
