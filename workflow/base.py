"""The base of a proposal: the release it changes, and whether releases since then touched it (decision 1)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EntryVersion, Proposal
from rules.check import check
from rules.findings import Finding
from rules.sheet import Sheet
from values.entry import EntryState
from values.proposal_content import RevisionContent
from workflow.queries.catalogue import catalogue_at_release


@dataclass(frozen=True)
class Moved:
    """A row that a later release changed in a way that touches the proposal."""

    entry: str
    name: str
    release_no: int


def moved_rows(
    session: Session, proposal: Proposal, content: RevisionContent, current: int | None
) -> list[Moved]:
    """Return what releases after the proposal's base changed that touches it; empty: the base stands.

    Touched is a proposal when a release changed one of its entries, the parent of one, or the name, presence,
    place or identity of a sibling at its old or new place. Other fields of a sibling do not count.
    """
    base = proposal.base_release_no
    if current is None or current == base:
        return []
    own = {change.entry for change in content.changes}
    places = {
        state.parent
        for change in content.changes
        for state in (change.before, change.after)
        if state is not None
    }
    before = catalogue_at_release(session, proposal.catalogue_id, base)
    since = session.scalars(
        sa.select(EntryVersion)
        .where(EntryVersion.catalogue_id == proposal.catalogue_id, EntryVersion.release_no > (base or 0))
        .order_by(EntryVersion.release_no)
    ).all()
    found: dict[str, Moved] = {}
    for version in since:
        old = before.get(version.entry_id)
        is_own_or_parent = version.entry_id in own or version.entry_id in places
        is_sibling = version.parent_id in places or (old is not None and old.state.parent in places)
        if is_own_or_parent or (is_sibling and _place_changed(old.state if old else None, version)):
            found[version.entry_id] = Moved(version.entry_id, version.name, version.release_no)
    return list(found.values())


def _place_changed(old: EntryState | None, new: EntryVersion) -> bool:
    if old is None:
        return True
    return (old.content.name, old.presence, old.parent, old.rank) != (
        new.name,
        new.presence,
        new.parent_id,
        new.rank,
    )


def findings_of(
    session: Session, catalogue_id: int, release_no: int | None, states: list[EntryState]
) -> tuple[Finding, ...]:
    """Check the catalogue as it would be with these rows, on the rows themselves."""
    present = catalogue_at_release(session, catalogue_id, release_no)
    sheet = Sheet({key: row.state for key, row in present.items()}).after(states)
    return check(sheet, frozenset(state.entry for state in states))
