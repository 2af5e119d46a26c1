"""What the commands about catalogues read, as the shapes that they print: only what the public may see."""

from collections.abc import Mapping
from datetime import date, datetime

from models import db
from values.clock import end_of_day
from values.messages import N_
from web.catalogue.asking import refuse_days_ahead
from web.catalogue.changed_rows import shown_rows
from web.catalogue.comparison import FieldComparison, compare
from web.catalogue.hiding import as_the_public, veiled
from web.catalogue.naming import named_rows
from web.cli.catalogue.shapes import (
    ClockName,
    ComparedReleases,
    ComparedRow,
    FieldChange,
    ListedCatalogue,
    NamedLine,
    NamedLines,
    ReleaseLine,
    Sheet,
    SheetRow,
    VersionLine,
)
from web.cli.printing import local_text
from web.files import file_names
from workflow.errors import NotFoundError
from workflow.queries.bodies import body_names
from workflow.queries.catalogue import PublishedRow, Row, arranged
from workflow.queries.catalogues import (
    listed_releases,
    published_catalogue,
    published_catalogues,
    published_releases,
    require_release,
)
from workflow.queries.compare import compared, differences_of
from workflow.queries.proposal import bodies_named_in, names_of_bodies
from workflow.unit import current_clock


def listed() -> list[ListedCatalogue]:
    """Return the published catalogues."""
    return [
        ListedCatalogue(
            code=one.catalogue.code,
            title=one.catalogue.title,
            kind=one.catalogue.kind,
            field=one.catalogue.field,
            jurisdiction=one.jurisdiction,
            body=one.body,
            is_reconstructed=one.catalogue.reconstructed,
            release=one.release.no,
            published_at=local_text(one.release.published_at),
            effective_from=one.release.effective_from,
            is_trial=one.notice.is_trial,
            valid_until=one.notice.valid_until,
        )
        for one in published_catalogues(db.session())
    ]


def sheet(code: str, *, day: date, clock: ClockName, known: datetime | None) -> Sheet:
    """Return a catalogue as of a day: what was in force by what was known at a moment, or what was shown.

    Raises: InvalidError for what was shown on a day to come; NotFoundError for an unknown catalogue.
    """
    session = db.session()
    catalogue = published_catalogue(session, code)
    now = current_clock.get().now()
    read = as_the_public(catalogue)
    if clock is ClockName.SHOWN:
        refuse_days_ahead(day)
        known = min(end_of_day(day), now)
        rows = read.shown(day)
        waiting: Mapping[str, PublishedRow] = {}
    else:
        known = known or now
        rows, waiting = read.with_waiting(day, known=known)
    states = [row.state for row in rows.values()]
    names = names_of_bodies(session, {catalogue.body_id, *bodies_named_in(states)}, day=day)
    number = read.newest_release(rows, day=day, known=known)
    newest = next((one for one in listed_releases(session, catalogue.id) if one.no == number), None)
    return Sheet(
        code=catalogue.code,
        title=catalogue.title,
        body=names[catalogue.body_id],
        is_reconstructed=catalogue.reconstructed,
        day=day,
        clock=clock,
        known=local_text(known),
        release=number,
        is_trial=newest is not None and newest.is_trial,
        valid_until=newest.valid_until if newest else None,
        bodies={str(key): name for key, name in names.items()},
        rows=tuple(_row(place, rows, waiting) for place in arranged(states)),
    )


def timeline(code: str) -> list[ReleaseLine]:
    """Return the releases of a catalogue, the newest first."""
    catalogue = published_catalogue(db.session(), code)
    return [
        ReleaseLine(
            release=one.release.no,
            title=one.notice.title,
            index_number=one.notice.index_number,
            published_at=local_text(one.release.published_at),
            effective_from=one.release.effective_from,
            is_trial=one.notice.is_trial,
            valid_until=one.notice.valid_until,
            sha256=one.release.content_sha256,
        )
        for one in published_releases(db.session(), catalogue.id)
    ]


def versions(code: str, entry: str) -> list[VersionLine]:
    """Return the versions of an entry, the newest first, each with what it changed.

    Raises: NotFoundError where the catalogue has no such entry.
    """
    session = db.session()
    catalogue = published_catalogue(session, code)
    read = as_the_public(catalogue)
    rows = read.at_release(catalogue.current_release_no)
    if entry not in rows:
        raise NotFoundError(N_("This catalogue has no entry with this identity."))
    names = {key: row.state.content.name for key, row in rows.items()}
    found = read.versions(entry)
    bodies = body_names(session, bodies_named_in(one.state for one in found))
    files = file_names(one.state for one in found)
    lines = []
    for one, older in zip(found, [*found[1:], None], strict=True):
        before = older.state if older else None
        lines.append(
            VersionLine(
                release=one.release_no,
                presence=one.state.presence,
                differences=differences_of(before, one.state),
                name=one.state.content.name,
                published_at=local_text(one.published_at),
                effective_from=one.effective_from,
                sha256=one.content_sha256,
                changes=field_changes(
                    veiled(
                        compare(before, one.state, bodies.on(one.effective_from), names, files), one, older
                    )
                )
                if before
                else (),
            )
        )
    return lines


def comparison(code: str, older: int, newer: int) -> ComparedReleases:
    """Return how two releases differ.

    Raises: NotFoundError for an unknown catalogue or release.
    """
    session = db.session()
    catalogue = published_catalogue(session, code)
    read = as_the_public(catalogue)
    found = compared(*(read.at_release(require_release(catalogue, one)) for one in (older, newer)))
    return ComparedReleases(
        code=catalogue.code,
        title=catalogue.title,
        older=older,
        newer=newer,
        rows=tuple(
            ComparedRow(
                entry=one.row.entry,
                name=one.name,
                differences=one.row.differences,
                number_before=one.row.number_before,
                number_after=one.row.number_after,
                sha256_before=one.row.before.sha256 if one.row.before else None,
                sha256_after=one.row.after.sha256 if one.row.after else None,
                fields=field_changes(one.fields),
            )
            for one in shown_rows(session, found)
        ),
    )


def names(name: str, start: int) -> NamedLines:
    """Return rows of all catalogues in force whose names are like one, as the public may see them."""
    found = named_rows(name, (), start=start)
    return NamedLines(
        name=name,
        following=found.following,
        rows=tuple(
            NamedLine(
                entry=one.entry,
                name=one.name,
                path=one.path,
                catalogue=one.catalogue,
                title=one.title,
                kind=one.kind,
                jurisdictions=one.places,
                is_reconstructed=one.is_reconstructed,
                likeness=one.likeness.kind,
                ratio=one.likeness.ratio,
            )
            for one in found.rows
        ),
    )


def field_changes(fields: list[FieldComparison]) -> tuple[FieldChange, ...]:
    """Return the fields that changed, as text before and after."""
    return tuple(
        FieldChange(
            field=one.field,
            label=one.label,
            before="".join(part.text for part in one.old),
            after="".join(part.text for part in one.new),
        )
        for one in fields
        if one.is_changed
    )


def _row(place: Row, rows: Mapping[str, PublishedRow], waiting: Mapping[str, PublishedRow]) -> SheetRow:
    state = place.state
    row, later = rows[state.entry], waiting.get(state.entry)
    return SheetRow(
        number=place.number,
        depth=place.depth,
        is_heading=place.is_heading,
        entry=state.entry,
        parent=state.parent,
        origin=state.origin,
        claimed=row.claimed,
        release=row.release_no,
        published_at=local_text(row.published_at),
        effective_from=row.effective_from,
        waiting_from=later.effective_from if later else None,
        sha256=row.content_sha256,
        content=state.content,
    )
