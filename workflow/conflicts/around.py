"""What a draft is compared with: the catalogue now and at its base, and the versions its drafter had before them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from models import Catalogue, Proposal
from values.entry import EntryState
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import WaitingAnswer
from workflow.grounds import EVER
from workflow.queries.catalogue import (
    PublishedRow,
    catalogue_as_of,
    catalogue_at_release,
    states_by_hash,
    waiting_since,
)

Rows = Mapping[str, PublishedRow]


@dataclass(frozen=True, kw_only=True)
class Around:
    """Everything that a comparison looks at."""

    current: Rows
    """The catalogue as it is now."""
    base: Mapping[str, EntryState]
    """The catalogue at the release that the proposal changes."""
    versions: Mapping[tuple[str, str], EntryState]
    """By entry and hash: the published states that the draft refers to."""
    waiting: Mapping[str, tuple[PublishedRow, ...]]
    """By entry: the versions that come into force only after the draft would, the next one first."""
    in_force: Rows
    """The catalogue on the day on which the draft would come into force, where versions are waiting."""

    def waiting_answers(self, entry: str) -> tuple[WaitingAnswer, ...]:
        """Return how far a change of an entry can reach: none until then where there is no row until then."""
        if entry not in self.waiting:
            return ()
        return tuple(WaitingAnswer) if entry in self.in_force else (WaitingAnswer.AS_WELL,)

    def had_before(self, change: DraftChange, field: str | None = None) -> EntryState:
        """Return the published state that the drafter had before them, of a field whose conflict is open the older."""
        now = self.current[change.entry].state
        sha256 = change.unsettled.get(field or "", change.base_sha256)
        return self.versions.get((change.entry, sha256)) or self.base.get(change.entry, now)


class Placed(Protocol):
    """A proposal with its catalogue, as far as it matters here."""

    @property
    def proposal(self) -> Proposal:
        """The proposal."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that it changes."""


def around(session: Session, case: Placed, draft: DraftContent, current: Rows, *, today: date) -> Around:
    """Ask for what a draft is compared with; a fixed number of statements."""
    base_no = case.proposal.base_release_no
    has_moved = base_no != case.catalogue.current_release_no
    base = catalogue_at_release(session, case.catalogue.id, base_no) if has_moved else current
    wanted = {
        (change.entry, sha256)
        for change in draft.changes
        if (row := current.get(change.entry))
        for sha256 in (change.base_sha256, *change.unsettled.values())
        if sha256 not in {"", row.content_sha256}
    }
    day = draft.effective_from or today
    waiting = _waiting(session, case.catalogue.id, draft, day)
    return Around(
        current=current,
        base={entry: row.state for entry, row in base.items()},
        versions=states_by_hash(session, wanted),
        waiting=waiting,
        in_force=catalogue_as_of(session, case.catalogue.id, day=day, known=EVER) if waiting else {},
    )


def _waiting(
    session: Session, catalogue_id: int, draft: DraftContent, day: date
) -> dict[str, tuple[PublishedRow, ...]]:
    """Return the draft's waiting versions; of two of one day the later release is the one that counts."""
    own = {change.entry for change in draft.changes}
    rows = waiting_since(session, catalogue_id, day=day, known=EVER) if own else []
    found: dict[str, dict[date, PublishedRow]] = defaultdict(dict)
    for row in rows:
        if row.state.entry in own:
            found[row.state.entry][row.effective_from] = row
    return {entry: tuple(by_day.values()) for entry, by_day in found.items()}
