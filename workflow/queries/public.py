"""What the public reads of a catalogue: the one way to its rows that leaves out what is hidden (紧急撤下).

Every public page, feed and download asks a `Reading`; nothing that anyone may open calls the queries below it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, EntryVersion, Hiding
from values.clock import shanghai_day
from values.hiding import HidingTarget, hidden_fields, redacted
from values.messages import N_
from workflow.hiding import HidingFile, hiding_files, holding_of, is_over, standing_hidings
from workflow.permissions import Seat
from workflow.queries import catalogue as raw
from workflow.queries.catalogue import PublishedRow
from workflow.queries.hidings import is_entry_of
from workflow.queries.lineage import Lineage, Relative, lineage_of

Rows = Mapping[str, PublishedRow]
"""By entry."""

NOT_DISPLAYED = N_("This content is not displayed for the time being.")
"""What stands in a hidden field, in the reader's language."""


@dataclass(frozen=True)
class Reading:
    """A catalogue as one reader may read it."""

    session: Session
    catalogue: Catalogue
    now: datetime
    sees_hidden: bool
    """Whether the reader is in charge: they get everything, with what hides it."""
    notice: str
    """What stands where text is hidden."""
    standing: Sequence[HidingFile]
    """The hidings that stand now."""

    def home_of(self, row: PublishedRow) -> Catalogue:
        """Return the catalogue that a row of the table is a row of."""
        del row
        return self.catalogue

    @property
    def source(self) -> Catalogue:
        """The catalogue whose words its rows show, and whose files."""
        return self.catalogue

    def in_force(self, day: date, *, known: datetime | None = None) -> dict[str, PublishedRow]:
        """Return what was in force on a day, by what was known at a moment; by default now."""
        found = raw.catalogue_as_of(self.session, self.catalogue.id, day=day, known=known or self.now)
        return self._seen(found, day=day)

    def shown(self, day: date) -> dict[str, PublishedRow]:
        """Return what the page said on a past day, without what is hidden now; today means now."""
        return self._seen(raw.shown(self.session, self.catalogue.id, day=day, now=self.now), day=day)

    def with_waiting(
        self, day: date, *, known: datetime | None = None
    ) -> tuple[dict[str, PublishedRow], dict[str, PublishedRow]]:
        """Return what was in force on a day and, by entry, the next version that is published but not yet in force."""
        found, ahead = raw.as_of_and_ahead(self.session, self.catalogue.id, day=day, known=known or self.now)
        return self._seen(found, day=day), {row.state.entry: row for row in self._each(ahead.values())}

    def at_release(self, number: int | None) -> dict[str, PublishedRow]:
        """Return the table of a release."""
        return self._seen(raw.catalogue_at_release(self.session, self.catalogue.id, number))

    def written_by(self, number: int) -> list[PublishedRow]:
        """Return the versions that a release wrote."""
        return self._each(raw.versions_of_release(self.session, self.catalogue.id, number))

    def versions(self, entry: str) -> list[PublishedRow]:
        """Return the versions of an entry, the newest first; none of an entry of another catalogue."""
        if not is_entry_of(self.session, entry, self.catalogue.id):
            return []
        return self._each(raw.entry_versions(self.session, entry))

    def lineage(self, entry: str) -> Lineage:
        """Return where a row came from and what became of it, without rows that are hidden."""
        found = lineage_of(self.session, entry)
        if self.sees_hidden or not self.standing:
            return found
        return Lineage(self._relatives(found.sources), self._relatives(found.outcomes))

    def newest_release(self, rows: Rows, *, day: date, known: datetime) -> int | None:
        """Return the newest release of which a row was in force on a day, hidden or not.

        Args:
            rows: what the reader got for that day; asked again only where a whole row is hidden from them.
            day: the day asked about.
            known: by what was published up to this moment.
        """
        if not self.sees_hidden and any(one.target.is_row for one in self.standing):
            rows = raw.catalogue_as_of(self.session, self.catalogue.id, day=day, known=known)
        return max((row.release_no for row in rows.values()), default=None)

    def veil_of(self, entry: str) -> list[HidingTarget]:
        """Return what hides a row, or parts of it, from the reader now: for what another catalogue says of it."""
        if self.sees_hidden or not self.standing:
            return []
        parents = {key: places[-1][1] for key, places in self._places.items()}
        chain = chain_of(entry, parents)
        targets = [one.target for one in self.standing]
        return [one for one in targets if one.entry == entry or (one.is_row and one.entry in chain)]

    def _relatives(self, relatives: Iterable[Relative]) -> list[Relative]:
        """Return relatives as they were called in the release that split or merged, hidden ones left out."""
        return [
            replace(one, name=version.state.content.name)
            for one in relatives
            for version in [row for row in self.versions(one.entry) if row.release_no == one.release_no][:1]
        ]

    def _seen(self, rows: dict[str, PublishedRow], *, day: date | None = None) -> dict[str, PublishedRow]:
        """Return the rows of a table: descendants are found in the table itself."""
        parents = {key: row.state.parent for key, row in rows.items()}
        found = {key: self._row(row, chain_of(key, parents), day) for key, row in rows.items()}
        return {key: row for key, row in found.items() if row is not None}

    def _each(self, rows: Iterable[PublishedRow]) -> list[PublishedRow]:
        """Return single versions: descendants are found in the tree that each version's release left behind."""
        found = (self._row(row, self._chain_of(row), None) for row in rows)
        return [row for row in found if row is not None]

    def _row(self, row: PublishedRow, chain: Collection[str], day: date | None) -> PublishedRow | None:
        """Return a row as the reader may see it; None where it is hidden from them."""
        concerning = [one for one in self.standing if _concerns(one.target, row, chain)]
        targets = [one.target for one in concerning]
        if self.sees_hidden:
            row = replace(row, hidden=tuple(one.hiding for one in concerning))
        elif any(one.is_row for one in targets):
            return None
        elif fields := hidden_fields(row.state, targets):
            state = redacted(row.state, targets, notice=self.notice)
            row = replace(row, state=state, hidden_fields=fields, content_sha256="")
        if day is not None and any(_concerns(one.target, row, chain) for one in self._over_on(day)):
            row = replace(row, was_hidden=True)
        return row

    def _over_on(self, day: date) -> list[HidingFile]:
        """Return the hidings that are over, and stood on a day that is past."""
        if day >= self._today:
            return []
        return [
            one
            for one in self._over
            if one.end and shanghai_day(one.hiding.hidden_at) <= day <= shanghai_day(one.end.acted_at)
        ]

    @cached_property
    def _today(self) -> date:
        return shanghai_day(self.now)

    @cached_property
    def _over(self) -> list[HidingFile]:
        return hiding_files(self.session, Hiding.catalogue_id == self.catalogue.id, is_over())

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, str | None]]]:
        """Where each entry stood from which release on; asked for only while a whole row is hidden."""
        found: dict[str, list[tuple[int, str | None]]] = {}
        for entry, number, parent in self.session.execute(
            sa.select(EntryVersion.entry_id, EntryVersion.release_no, EntryVersion.parent_id)
            .where(EntryVersion.catalogue_id == self.catalogue.id)
            .order_by(EntryVersion.release_no, EntryVersion.effective_from)
        ):
            found.setdefault(entry, []).append((number, parent))
        return found

    def _chain_of(self, row: PublishedRow) -> list[str]:
        """Return an entry and what it stood under when a version of it was released."""
        if not any(one.target.is_row for one in self.standing):
            return [row.state.entry]
        parents: dict[str, str | None] = {
            entry: [parent for number, parent in places if number <= row.release_no][-1]
            for entry, places in self._places.items()
            if places[0][0] <= row.release_no
        }
        return chain_of(row.state.entry, parents | {row.state.entry: row.state.parent})


def reading_of_own(
    session: Session, catalogue: Catalogue, seats: Sequence[Seat], *, now: datetime, notice: str
) -> Reading:
    """Return what stands in a catalogue itself, for a reader; see `workflow.queries.reading`."""
    standing = standing_hidings(session, catalogue.id)
    sees_hidden = bool(seats) and holding_of(session, catalogue).is_seen_by(seats)
    return Reading(session, catalogue, now, sees_hidden, notice, standing)


def chain_of(entry: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return an entry with everything it stands under."""
    chain = [entry]
    while (parent := parents.get(chain[-1])) is not None and parent not in chain:
        chain.append(parent)
    return chain


def _concerns(target: HidingTarget, row: PublishedRow, chain: Collection[str]) -> bool:
    """Whether a hiding is about a row: the row itself, or as a whole something it stands under."""
    if target.is_row:
        return target.entry in chain
    return target.entry == row.state.entry
