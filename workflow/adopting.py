"""Entries of the standard that no row stands for yet (R03): which they are, and the rows with which they come in."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from models import Catalogue
from rules.sheet import Sheet
from values.entry import DisclosingBody, EntryState
from values.proposal_content import DraftChange
from values.rank import rank_between
from values.vocabulary import CatalogueKind, Operation, Origin, Presence
from workflow.grounds import EVER
from workflow.queries.catalogue import arranged, catalogue_as_of


def standard_of(session: Session, catalogue: Catalogue, *, day: date) -> Sheet:
    """Return the standard that a local catalogue is held against on a day; no rows for every other catalogue."""
    if catalogue.kind is not CatalogueKind.LOCAL or catalogue.upstream_catalogue_id is None:
        return Sheet({})
    rows = catalogue_as_of(session, catalogue.upstream_catalogue_id, day=day, known=EVER)
    return Sheet({key: row.state for key, row in rows.items()})


def missing(standard: Sheet, states: Iterable[EntryState]) -> list[EntryState]:
    """Return the entries of the standard that none of these rows stands for, in the standard's order (R03)."""
    stood_for = {one.upstream_entry for one in states if one.presence is not Presence.CANCELLED}
    rows = arranged(standard.present.values())
    return [row.state for row in rows if row.state.entry not in stood_for]


def adopted(
    wanted: Collection[str],
    standard: Sheet,
    states: Iterable[EntryState],
    *,
    body: int,
    seed: str,
    presence: Presence = Presence.PRESENT,
) -> list[DraftChange]:
    """Return the additions with which entries of the standard come into a local catalogue.

    Each stands where the standard has it, among the rows that are there; a heading that is missing comes along.

    Args:
        wanted: identities of the standard's entries; those that a row stands for already are passed over.
        standard: what is in force upstream.
        states: the catalogue's rows with the draft.
        body: the county's own body, in the place of the generic one.
        seed: the same press of the button makes the same identities.
        presence: listed, or left out from the beginning, whose reason is still to be given.
    """
    known = {one.entry: one for one in states}
    lacking = {one.entry: one for one in missing(standard, known.values())}
    chosen = {one for entry in wanted if entry in lacking for one in _with_headings(lacking, entry)}
    changes = []
    for upstream in (one for key, one in lacking.items() if key in chosen):
        rows = _rows_by_upstream(known.values())
        above = rows.get(upstream.parent or "")
        state = replace(
            upstream,
            entry=uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}:{upstream.entry}").hex,
            parent=above.entry if above else None,
            rank=_rank(upstream, above, standard, rows, known),
            presence=presence if upstream.entry in wanted else Presence.PRESENT,
            origin=Origin.ADAPTED,
            upstream_entry=upstream.entry,
            content=replace(upstream.content, provenance={}, confidence=""),
        )
        if state.content.disclosing_bodies:
            own = (DisclosingBody(body=str(body)),)
            state = replace(state, content=replace(state.content, disclosing_bodies=own))
        known[state.entry] = state
        changes.append(DraftChange(operation=Operation.ADD, after=state))
    return changes


def _with_headings(lacking: Mapping[str, EntryState], entry: str) -> Iterator[str]:
    """Yield an entry and what stands above it, as far as no row stands for that."""
    row = lacking.get(entry)
    while row is not None:
        yield row.entry
        row = lacking.get(row.parent or "")


def _rows_by_upstream(states: Iterable[EntryState]) -> dict[str, EntryState]:
    """Return the rows that stand for entries of the standard; of several for one, a listed one."""
    standing = [one for one in states if one.upstream_entry and one.presence is not Presence.CANCELLED]
    return {one.upstream_entry or "": one for one in sorted(standing, key=lambda one: one.is_listed)}


def _rank(
    upstream: EntryState,
    above: EntryState | None,
    standard: Sheet,
    rows: Mapping[str, EntryState],
    known: Mapping[str, EntryState],
) -> str:
    """Return the place behind the row for the nearest sibling before it in the standard, else the first one."""
    parent = above.entry if above else None
    before = [
        rows[one.entry].rank
        for one in standard.present.values()
        if one.parent == upstream.parent
        and one.rank < upstream.rank
        and one.entry in rows
        and rows[one.entry].parent == parent
    ]
    after = max(before, default=None)
    ranks = sorted(one.rank for one in known.values() if one.parent == parent)
    return rank_between(after, next((one for one in ranks if after is None or one > after), None))
