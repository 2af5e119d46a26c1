"""A release with its publication notice and the rows that it wrote, as a reader may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import PublicationNotice, Release
from workflow.errors import NotFoundError
from workflow.queries.catalogue import PublishedRow
from workflow.queries.proposal import bodies_named_in, names_of_bodies
from workflow.queries.public import Reading, Rows


@dataclass(frozen=True, kw_only=True)
class Released:
    """What a release says."""

    release: Release
    notice: PublicationNotice
    before: Rows
    """The release before it."""
    after: Rows
    changed: Sequence[PublishedRow]
    bodies: dict[int, str]
    """By the names of the day of publication."""

    @property
    def names(self) -> dict[str, str]:
        """What its rows are called, by identity."""
        return {key: row.state.content.name for key, row in self.after.items()}


def released(reading: Reading, number: int) -> Released:
    """Return a release of a catalogue.

    Raises: NotFoundError where the catalogue has no such release.
    """
    found = reading.session.execute(
        sa.select(Release, PublicationNotice)
        .join(PublicationNotice, PublicationNotice.release_id == Release.id)
        .where(Release.catalogue_id == reading.catalogue.id, Release.no == number)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    release, notice = found
    before, after = reading.at_release(number - 1), reading.at_release(number)
    changed = reading.written_by(number)
    states = [row.state for row in (*before.values(), *after.values(), *changed)]
    return Released(
        release=release,
        notice=notice,
        before=before,
        after=after,
        changed=changed,
        bodies=names_of_bodies(
            reading.session,
            {*bodies_named_in(states), notice.issuing_body_id, notice.drafting_body_id},
            day=notice.published_on,
        ),
    )
