"""Which rows that later releases published touch a proposal (decision 1): of each version only where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models import EntryVersion
from values.proposal_content import RevisionContent
from values.vocabulary import Operation, Presence
from workflow.queries.catalogue import PublishedRow


@dataclass(frozen=True)
class Moved:
    """A row that a later release changed in a way that touches the proposal."""

    entry: str
    name: str
    release_no: int


class RowPlace(NamedTuple):
    """Where a version of a row stands, and what it is called."""

    entry: str
    name: str
    presence: Presence
    parent: str | None
    rank: str
    release_no: int
    effective_from: date
    content_sha256: str

    @classmethod
    def of(cls, row: PublishedRow) -> "RowPlace":
        """Return it for a row that is read already."""
        state = row.state
        return cls(
            state.entry,
            state.content.name,
            state.presence,
            state.parent,
            state.rank,
            row.release_no,
            row.effective_from,
            row.content_sha256,
        )

    @property
    def place(self) -> tuple[str, Presence, str | None, str]:
        """What touches siblings when it changes."""
        return self.name, self.presence, self.parent, self.rank


ROW_PLACE = (
    EntryVersion.entry_id,
    EntryVersion.name,
    EntryVersion.presence,
    EntryVersion.parent_id,
    EntryVersion.rank,
    EntryVersion.release_no,
    EntryVersion.effective_from,
    EntryVersion.content_sha256,
)
"""The columns of it, in its order."""

STRUCTURAL = frozenset(Operation) - {Operation.ADD, Operation.AMEND}
"""Operations that move a row or end it, and with it what stands below."""


def touching(
    content: RevisionContent, before: Mapping[str, RowPlace], since: Iterable[RowPlace]
) -> list[Moved]:
    """Return which versions touch a proposal, each row once.

    Touched is a proposal when a release changed one of its entries (or, under a row that it moves or ends, a
    descendant), the parent of one, or the name, presence, place or identity of a sibling at its old or new
    place. Other fields of a sibling do not count.

    Args:
        content: what the proposal says.
        before: the rows of its base, by entry.
        since: the versions of later releases, in their order.
    """
    ending = _below(before, content)
    own = {change.entry for change in content.changes} | ending
    places = {
        state.parent
        for change in content.changes
        for state in (change.before, change.after)
        if state is not None
    }
    found: dict[str, Moved] = {}
    for version in since:
        old = before.get(version.entry)
        is_own_or_parent = version.entry in own | places or version.parent in ending
        is_sibling = version.parent in places or (old is not None and old.parent in places)
        has_moved = old is None or old.place != version.place
        if is_own_or_parent or (is_sibling and has_moved):
            found[version.entry] = Moved(version.entry, version.name, version.release_no)
    return list(found.values())


def _below(before: Mapping[str, RowPlace], content: RevisionContent) -> set[str]:
    """Return the rows that a proposal moves or ends, and all that stand below them in its base."""
    children: dict[str, list[str]] = {}
    for row in before.values():
        if row.parent and row.presence is Presence.PRESENT:
            children.setdefault(row.parent, []).append(row.entry)
    ahead = [change.entry for change in content.changes if change.operation in STRUCTURAL]
    found = set(ahead)
    while ahead:
        more = [entry for entry in children.get(ahead.pop(), ()) if entry not in found]
        found.update(more)
        ahead.extend(more)
    return found
