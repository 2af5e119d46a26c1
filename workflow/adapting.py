"""Rows of the standard taken over into a county's draft, each adapted to its own body, place and telephone."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from models import Catalogue
from values.claim import Substitution
from values.entry import EntryContent, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import CatalogueKind, Operation, Origin, Presence
from workflow.grounds import EVER
from workflow.queries.catalogue import PublishedRow, arranged, catalogue_as_of

Rows = Mapping[str, PublishedRow]


def standard_in_force(session: Session, catalogue: Catalogue, *, day: date) -> Rows:
    """Return the rows of the standard that a county's catalogue is held against on a day; none for every other one."""
    if catalogue.kind is not CatalogueKind.LOCAL or catalogue.upstream_catalogue_id is None:
        return {}
    return catalogue_as_of(session, catalogue.upstream_catalogue_id, day=day, known=EVER)


def missing(standard: Rows, states: Iterable[EntryState]) -> list[EntryState]:
    """Return the rows of the standard that none of a county's stands for, in the standard's order (R03)."""
    standing = _standing(states)
    rows = arranged(row.state for row in standard.values())
    return [row.state for row in rows if row.state.entry not in standing]


def with_standard(
    text: DraftContent,
    current: Rows,
    standard: Rows,
    said: Substitution,
    *,
    seed: str = "",
    wanted: Collection[str] | None = None,
    left_out: bool = False,
) -> DraftContent:
    """Return the draft with rows of the standard that nothing stands for yet (R03), as adapted ones.

    A row stands under what stands for its parent, behind what stands for the rows before it; a heading that is
    missing comes along. What the draft has already stays, and so does what is left out.

    Args:
        text: the draft.
        current: the county's published rows.
        standard: the rows of the standard.
        said: who discloses them here, where, and whom to call; what is empty stays empty, but for the body.
        seed: makes the identities; the same press of a button twice makes the same ones. Empty: new ones.
        wanted: which rows of the standard; None: all.
        left_out: whether the wanted ones come in as left out, whose reason is still to be given.
    """
    states = {key: row.state for key, row in current.items()}
    states |= {change.entry: change.after for change in text.changes}
    standing = _standing(states.values())
    chosen = None if wanted is None else {one for key in wanted for one in _with_headings(standard, key)}
    ranks: dict[str | None, set[str]] = {}
    for one in states.values():
        ranks.setdefault(one.parent, set()).add(one.rank)
    last: dict[str | None, str] = {}
    added = []
    for row in arranged(one.state for one in standard.values()):
        found = standing.get(row.state.entry)
        if found is None and (chosen is None or row.state.entry in chosen):
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
            operation = Operation.ADD
            if left_out and wanted is not None and row.state.entry in wanted:
                operation, found = Operation.LEAVE_OUT, replace(found, presence=Presence.LEFT_OUT)
            standing[row.state.entry] = found
            added.append(DraftChange(operation=operation, after=found))
        if found is not None:
            last[found.parent] = found.rank
    return replace(text, changes=(*text.changes, *added))


def _standing(states: Iterable[EntryState]) -> dict[str, EntryState]:
    """Return the county's rows by those of the standard that they stand for; of several for one, a listed one."""
    rows = [one for one in states if one.upstream_entry and one.presence is not Presence.CANCELLED]
    return {one.upstream_entry or "": one for one in sorted(rows, key=lambda one: one.is_listed)}


def _with_headings(standard: Rows, entry: str) -> Iterator[str]:
    """Yield a row of the standard and what stands above it."""
    row = standard.get(entry)
    while row is not None:
        yield row.state.entry
        row = standard.get(row.state.parent or "")


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
