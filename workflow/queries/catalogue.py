"""What a catalogue says: at a release, and as of a day on either clock (decisions 13-15)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EntryCitation, EntryVersion, Hiding, Release
from values.clock import end_of_day, shanghai_day
from values.entry import EntryState
from values.vocabulary import Presence
from workflow.versions import state_of


@dataclass(frozen=True, kw_only=True)
class PublishedRow:
    """A row as it stood: its state, and the version that says so."""

    state: EntryState
    version_id: int
    release_no: int
    published_at: datetime
    effective_from: date
    content_sha256: str
    """Empty where a part is hidden from the reader: a hash would let them try out what it was."""
    hidden_fields: frozenset[str] = frozenset()
    """Fields that the reader does not get since they are hidden now (紧急撤下)."""
    hidden: tuple[Hiding, ...] = ()
    """What hides it or parts of it now; told to those in charge, who get every field."""
    was_hidden: bool = False
    """Whether it, or a part of it, was hidden on the day asked about and is shown again since."""
    claimed: str | None = None
    """In a township's catalogue: the county's row that is claimed here (认领)."""


def catalogue_at_release(
    session: Session, catalogue_id: int, release_no: int | None
) -> dict[str, PublishedRow]:
    """Return the table of a release: as of its latest effective date, by what was published up to it (decision 14).

    Nothing before the first release.
    """
    if release_no is None:
        return {}
    return _chosen(session, EntryVersion.catalogue_id == catalogue_id, EntryVersion.release_no <= release_no)


def catalogue_as_of(
    session: Session, catalogue_id: int, *, day: date, known: datetime
) -> dict[str, PublishedRow]:
    """Return the version in force on a day of every entry, by what was published up to a moment.

    Of the versions with `published_at <= known` and `effective_from <= day` the one with the latest
    `effective_from`, the highest release among equals (decision 13).
    """
    return _chosen(
        session,
        EntryVersion.catalogue_id == catalogue_id,
        EntryVersion.published_at <= known,
        EntryVersion.effective_from <= day,
    )


def _chosen(session: Session, *where: sa.ColumnElement[bool]) -> dict[str, PublishedRow]:
    """Return, of the versions that are asked about, the one of each entry that comes last into force."""
    order = (EntryVersion.effective_from.desc(), EntryVersion.release_no.desc())
    ranked = (
        sa.select(
            EntryVersion.id,
            sa.func.row_number().over(partition_by=EntryVersion.entry_id, order_by=order).label("place"),
        )
        .where(*where)
        .subquery()
    )
    versions = session.scalars(
        sa.select(EntryVersion).join(ranked, EntryVersion.id == ranked.c.id).where(ranked.c.place == 1)
    ).all()
    return _standings(session, versions)


def versions_of_release(session: Session, catalogue_id: int, release_no: int) -> list[PublishedRow]:
    """Return what a release wrote: a row's version from its effective date, and a waiting one it changed as well."""
    versions = session.scalars(
        sa.select(EntryVersion)
        .where(EntryVersion.catalogue_id == catalogue_id, EntryVersion.release_no == release_no)
        .order_by(EntryVersion.id)
    ).all()
    citations = _citations(session, versions)
    return [_standing(version, citations) for version in versions]


def in_force(session: Session, catalogue_id: int, *, day: date, now: datetime) -> dict[str, PublishedRow]:
    """Return what was in force on a day, by what is known now."""
    return catalogue_as_of(session, catalogue_id, day=day, known=now)


def shown(session: Session, catalogue_id: int, *, day: date, now: datetime) -> dict[str, PublishedRow]:
    """Return what the public page said on a past day; today means now.

    Raises: ValueError for a day ahead of today, on which nothing has been shown yet.
    """
    if day > shanghai_day(now):
        raise ValueError("Nothing has been shown yet on a day to come.")
    return catalogue_as_of(session, catalogue_id, day=day, known=min(end_of_day(day), now))


def waiting_versions(
    session: Session, catalogue_id: int, *, day: date, known: datetime
) -> dict[str, PublishedRow]:
    """Return, by entry, the next version that is published but not yet in force on a day."""
    versions = session.scalars(
        sa.select(EntryVersion)
        .where(
            EntryVersion.catalogue_id == catalogue_id,
            EntryVersion.published_at <= known,
            EntryVersion.effective_from > day,
        )
        .order_by(EntryVersion.effective_from.desc(), EntryVersion.release_no)
    ).all()
    return _standings(session, versions)


def waiting_since(session: Session, catalogue_id: int, *, day: date, known: datetime) -> list[PublishedRow]:
    """Return all versions that come into force after a day, in the order in which they do."""
    versions = session.scalars(
        sa.select(EntryVersion)
        .where(
            EntryVersion.catalogue_id == catalogue_id,
            EntryVersion.published_at <= known,
            EntryVersion.effective_from > day,
        )
        .order_by(EntryVersion.effective_from, EntryVersion.release_no)
    ).all()
    citations = _citations(session, versions)
    return [_standing(version, citations) for version in versions]


def entry_versions(session: Session, entry_id: str) -> list[PublishedRow]:
    """Return every version of an entry, the newest first."""
    versions = session.scalars(
        sa.select(EntryVersion)
        .where(EntryVersion.entry_id == entry_id)
        .order_by(EntryVersion.release_no.desc())
    ).all()
    citations = _citations(session, versions)
    return [_standing(version, citations) for version in versions]


def states_by_hash(
    session: Session, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], EntryState]:
    """Return published states by entry and hash, as drafts name what their drafters had before them."""
    if not wanted:
        return {}
    versions = session.scalars(
        sa.select(EntryVersion).where(
            EntryVersion.entry_id.in_({entry for entry, _ in wanted}),
            EntryVersion.content_sha256.in_({sha256 for _, sha256 in wanted}),
        )
    ).all()
    citations = _citations(session, versions)
    return {
        (version.entry_id, version.content_sha256): state_of(version, citations.get(version.id, []))
        for version in versions
    }


def releases(session: Session, catalogue_id: int) -> Sequence[Release]:
    """Return the releases of a catalogue, the newest first."""
    return session.scalars(
        sa.select(Release).where(Release.catalogue_id == catalogue_id).order_by(Release.no.desc())
    ).all()


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the catalogue in its place: its number for display, depth and whether it is a heading."""

    state: EntryState
    number: str
    """序号 as displayed: 1, 1.1, 1.1.1."""
    depth: int
    is_heading: bool


def arranged(states: Iterable[EntryState], *, present_only: bool = True) -> list[Row]:
    """Put entries into the order of the official table, numbering those that are present."""
    children: dict[str | None, list[EntryState]] = defaultdict(list)
    known = {state.entry: state for state in states}
    for state in known.values():
        if present_only and state.presence is not Presence.PRESENT:
            continue
        children[state.parent].append(state)
    result: list[Row] = []

    def walk(parent: str | None, prefix: str, depth: int) -> None:
        place = 0
        for state in sorted(children.get(parent, ()), key=lambda one: (one.rank, one.entry)):
            counted = state.presence is Presence.PRESENT
            place += counted
            number = f"{prefix}{place}" if counted else "—"
            result.append(
                Row(state=state, number=number, depth=depth, is_heading=bool(children.get(state.entry)))
            )
            walk(state.entry, f"{number}.", depth + 1)

    walk(None, "", 1)
    return result


def _standings(session: Session, versions: Sequence[EntryVersion]) -> dict[str, PublishedRow]:
    citations = _citations(session, versions)
    return {version.entry_id: _standing(version, citations) for version in versions}


def _standing(version: EntryVersion, citations: dict[int, list[EntryCitation]]) -> PublishedRow:
    return PublishedRow(
        state=state_of(version, citations.get(version.id, [])),
        version_id=version.id,
        release_no=version.release_no,
        published_at=version.published_at,
        effective_from=version.effective_from,
        content_sha256=version.content_sha256,
    )


def _citations(session: Session, versions: Sequence[EntryVersion]) -> dict[int, list[EntryCitation]]:
    found: dict[int, list[EntryCitation]] = defaultdict(list)
    if versions:
        for citation in session.scalars(
            sa.select(EntryCitation).where(
                EntryCitation.entry_version_id.in_([version.id for version in versions])
            )
        ):
            found[citation.entry_version_id].append(citation)
    return found
