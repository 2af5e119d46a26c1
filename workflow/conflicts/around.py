"""What a draft is compared with: the catalogue now and at its base, and the versions its drafter had before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from models import Catalogue, Proposal
from values.entry import EntryState
from values.proposal_content import DraftChange, DraftContent
from workflow.base import EVER
from workflow.queries.catalogue import PublishedRow, catalogue_at_release, states_by_hash, waiting_versions

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
    waiting: Rows
    """By entry: the next version that is in force only after the draft would be."""

    def had_before(self, change: DraftChange, field: str | None = None) -> EntryState:
        """Return the published state that the drafter had before them, of a field whose conflict is open the older."""
        now = self.current[change.entry].state
        sha256 = change.unsettled.get(field or "", change.base_sha256)
        if not sha256:
            return now
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
    own = {change.entry for change in draft.changes}
    return Around(
        current=current,
        base={entry: row.state for entry, row in base.items()},
        versions=states_by_hash(session, wanted),
        waiting={
            entry: row
            for entry, row in waiting_versions(session, case.catalogue.id, day=day, known=EVER).items()
            if entry in own
        },
    )
