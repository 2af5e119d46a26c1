"""Who has a name like this: rows of every catalogue whose names are the same, similar, or hold one another.

The distinct names are compared, and rows are looked up by those that are like the one asked for; what is in
force is asked of the versions themselves, so that no row is missing or left behind when a day comes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Jurisdiction, NameWording
from values.likeness import Likeness
from values.name_search import likest
from values.names import LONGEST_COMPARED, compared
from values.vocabulary import CatalogueKind
from workflow.permissions import Seat
from workflow.queries.named_versions import PAGE, NamedVersion, NamedVersions

MOST_NAMES = 300
"""Of the names that are like the one asked for, the likest; each may be the name of thousands of rows."""


@dataclass(frozen=True, kw_only=True)
class NamedRow:
    """A row in force whose name is like the one asked for."""

    entry: str
    name: str
    likeness: Likeness
    path: tuple[str, ...]
    """The names of the rows it stands under, from the top."""
    catalogue: str
    """Code."""
    title: str
    kind: CatalogueKind
    is_reconstructed: bool
    places: tuple[str, ...]
    """The jurisdictions from the province down; the nation stands alone."""
    is_hidden: bool = False
    """Whether it is hidden from the public now; told to those in charge, whom it is shown to."""


@dataclass(frozen=True)
class NamedRows:
    """A page of them, the likest first."""

    rows: tuple[NamedRow, ...]
    following: int | None
    """Where the next page begins; None: there is none."""


def names_like(
    session: Session,
    name: str,
    seats: Sequence[Seat],
    *,
    now: datetime,
    today: date,
    notice: str,
    start: int = 0,
) -> NamedRows:
    """Return a page of rows in force anywhere with a name like this, as a reader may see them.

    Of names that are as like, those of the same catalogue stand together, in the order of jurisdictions. A township's
    claims are its county's rows and are not listed beside them.

    Args:
        session: in which everything is read.
        name: what is looked for.
        seats: what the reader is; nobody's for the public.
        now: what is published by then counts.
        today: what is in force on this day counts.
        notice: what stands where a name is hidden, in the reader's language.
        start: where the page begins: 0, or what the page before says is `following`.
    """
    bare = compared(name[:LONGEST_COMPARED])
    alike = likest(bare, _known(session), most=MOST_NAMES) if bare.strip() else []
    asked = NamedVersions(session, seats, now, today)
    found = asked.rows([one for one, _ in alike], start)
    last = found[:PAGE][-1].position if found else 0
    shown = [one for one in found if one.position <= last]
    told = _told(session, asked, [(one.version, alike[one.place][1]) for one in shown], notice)
    return NamedRows(tuple(told), found[len(shown)].position if len(found) > len(shown) else None)


def _told(
    session: Session, asked: NamedVersions, found: Sequence[tuple[NamedVersion, Likeness]], notice: str
) -> Iterable[NamedRow]:
    """Yield rows with what they stand under and where."""
    asked.read_parents(one for one, _ in found)
    codes = {code for one, _ in found for code in _codes(one.path)}
    places = session.execute(
        sa.select(Jurisdiction.code, Jurisdiction.name).where(Jurisdiction.code.in_(codes))
    )
    names = {row[0]: row[1] for row in places}
    for one, how in found:
        yield NamedRow(
            entry=one.entry,
            name=one.name,
            likeness=how,
            path=asked.path_of(one, notice),
            catalogue=one.code,
            title=one.title,
            kind=one.kind,
            is_reconstructed=one.is_reconstructed,
            places=tuple(names[code] for code in _codes(one.path) if code in names),
            is_hidden=asked.is_hidden(one),
        )


def _known(session: Session) -> Iterable[tuple[int, list[str]]]:
    """Yield the distinct names, those of one length at a time: the database puts them together far quicker."""
    asked = (
        sa.select(NameWording.length, sa.func.aggregate_strings(NameWording.bare, "\n"))
        .where(NameWording.length > 0)
        .group_by(NameWording.length)
        .execution_options(yield_per=1)
    )
    for length, names in session.execute(asked):
        yield length, names.split("\n")


def _codes(path: str) -> list[str]:
    """Return the codes of a jurisdiction and those above it; the nation's only where it stands alone."""
    codes = [code for code in path.split("/") if code]
    return codes[1:] or codes
