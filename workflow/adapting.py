"""Rows of the standard taken over into a county's draft, each adapted to its own body, place and telephone."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from values.claim import Substitution
from values.entry import EntryContent, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import Operation, Origin, Presence
from workflow.queries.catalogue import PublishedRow, arranged

Rows = Mapping[str, PublishedRow]


def with_standard(
    text: DraftContent, current: Rows, standard: Rows, said: Substitution, *, seed: str = ""
) -> DraftContent:
    """Return the draft with every row of the standard that nothing stands for yet (R03), as an adapted one.

    A row stands under what stands for its parent, behind what stands for the rows before it. What the draft has
    already stays, and so does what is left out.

    Args:
        text: the draft.
        current: the county's published rows.
        standard: the rows of the standard.
        said: who discloses them here, where, and whom to call; what is empty stays empty, but for the body.
        seed: makes the identities; the same press of a button twice makes the same ones. Empty: new ones.
    """
    states = {key: row.state for key, row in current.items()}
    states |= {change.entry: change.after for change in text.changes}
    standing = {
        one.upstream_entry: one
        for one in states.values()
        if one.upstream_entry and one.presence is not Presence.CANCELLED
    }
    ranks: dict[str | None, set[str]] = {}
    for one in states.values():
        ranks.setdefault(one.parent, set()).add(one.rank)
    last: dict[str | None, str] = {}
    added = []
    for row in arranged(one.state for one in standard.values()):
        found = standing.get(row.state.entry)
        if found is None:
            above = standing.get(row.state.parent or "")
            parent = above.entry if above else None
            found = adapted(
                row.state,
                said,
                entry=_identity(seed, row.state.entry),
                parent=parent,
                rank=_behind(last.get(parent), ranks.setdefault(parent, set()), row.state.rank),
                is_heading=row.is_heading,
            )
            ranks[parent].add(found.rank)
            standing[row.state.entry] = found
            added.append(DraftChange(operation=Operation.ADD, after=found))
        last[found.parent] = found.rank
    return replace(text, changes=(*text.changes, *added))


def adapted(
    state: EntryState, said: Substitution, *, entry: str, parent: str | None, rank: str, is_heading: bool
) -> EntryState:
    """Return the county's row of a row of the standard; a heading is taken over as it is."""
    return replace(
        state,
        entry=entry,
        parent=parent,
        rank=rank,
        origin=Origin.ADAPTED,
        upstream_entry=state.entry,
        content=state.content if is_heading else localised(state.content, said),
    )


def localised(content: EntryContent, said: Substitution) -> EntryContent:
    """Return what a row of the standard says in a county: its own body, places and telephones, and no file of others.

    Where its words were seen belongs to the standard, so that the county's row says nothing of it.
    """
    return replace(
        content,
        disclosing_bodies=said.bodies or content.disclosing_bodies,
        places=said.places,
        telephones=said.telephones,
        attachments=(),
        provenance={},
        confidence="",
    )


def _behind(before: str | None, siblings: set[str], wanted: str) -> str:
    """Return a place behind a sibling: the standard's own where it is free, so that ranks stay short."""
    following = min((one for one in siblings if before is None or one > before), default=None)
    is_free = wanted > (before or "") and (following is None or wanted < following)
    return wanted if is_free else rank_between(before, following)


def _identity(seed: str, entry: str) -> str:
    return (uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}:adapt:{entry}") if seed else uuid.uuid4()).hex
