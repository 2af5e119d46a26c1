"""What a township claims (认领): which rows of its county it can, and what its draft says of those it does."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, EntryVersion
from rules.claims import claims
from rules.findings import Finding
from rules.sheet import Sheet
from values.claim import Substitution, claim_of, is_claimable, over
from values.entry import EntryState
from values.messages import N_
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import CatalogueKind, Operation
from workflow import operations
from workflow.errors import invalid
from workflow.fits import Fitting
from workflow.grounds import EVER
from workflow.queries.catalogue import PublishedRow, catalogue_as_of


def county_sheet(session: Session, township: Catalogue, *, day: date) -> Sheet | None:
    """Return the county's rows in force on a day, as known now; None for a catalogue that is no township's."""
    if township.kind is not CatalogueKind.TOWNSHIP:
        return None
    county = session.get_one(Catalogue, township.upstream_catalogue_id)
    rows = catalogue_as_of(session, county.id, day=day, known=EVER)
    return Sheet({key: row.state for key, row in rows.items()})


def claimable(county: Sheet) -> dict[str, EntryState]:
    """Return the county's rows that a township can claim, and the headings that they stand under."""
    rows = {
        key: state
        for key, state in county.present.items()
        if is_claimable(state, is_heading=key in county.headings)
    }
    found = dict(rows)
    for state in rows.values():
        parent = county.present.get(state.parent or "")
        while parent is not None and parent.entry not in found:
            found[parent.entry] = parent
            parent = county.present.get(parent.parent or "")
    return found


def among_county(current: Mapping[str, PublishedRow], county: Sheet) -> dict[str, EntryState]:
    """Return a township's claims as its table has them: the county's words beneath, among the rows they stand with.

    A claim of a row that the county does not offer any more stays as it is.
    """
    found = claimable(county)
    for row in current.values():
        claim = row.state
        below = county.present.get(claim.upstream_entry or "")
        if below is None or not is_claimable(below, is_heading=below.entry in county.headings):
            found[claim.entry] = claim
            continue
        if claim.is_listed:
            found.pop(below.entry, None)
        found[claim.entry] = replace(over(below, claim), presence=claim.presence)
    return found


def claimed_rows(current: Mapping[str, PublishedRow], text: DraftContent) -> frozenset[str]:
    """Return the county's rows that are claimed once the draft is published."""
    return Fitting(text, current).adapted


def with_claims(
    text: DraftContent,
    current: Mapping[str, PublishedRow],
    county: Sheet,
    wanted: Collection[str],
    said: Substitution,
    *,
    seed: str,
) -> DraftContent:
    """Return the draft with claims of more rows, all with the same substitution.

    What was claimed once and given up comes back under its old identity.

    Args:
        text: the draft.
        current: the township's published claims.
        county: the county's catalogue.
        wanted: the county's rows to claim.
        said: what stands in the place of the county's words.
        seed: makes the identities; the same press of a button twice makes the same ones.
    Raises: InvalidError where nothing is wanted, or a row that cannot be claimed.
    """
    if not wanted:
        raise invalid("changes", N_("Tick at least one row of the county to claim."))
    offered = {key for key in claimable(county) if key not in county.headings}
    if any(one not in offered for one in wanted):
        raise invalid("changes", N_("A row that you ticked cannot be claimed now; look at the list again."))
    claimed = claimed_rows(current, text)
    given_up = {row.state.upstream_entry: row for row in current.values() if not row.state.is_listed}
    states = [*(row.state for row in current.values()), *(change.after for change in text.changes)]
    rank = max((state.rank for state in states), default=None)
    changes = []
    for key in dict.fromkeys(wanted):
        if key in claimed:
            continue
        rank = rank_between(rank, None)
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}:claim:{key}").hex
        state = claim_of(county.states[key], said, entry=identity, rank=rank)
        changes.append(_change(state, given_up.get(key)))
    return operations.put(text, changes)


def findings_of_claims(
    session: Session, sheet: Sheet, touched: frozenset[str], *, county: Sheet
) -> tuple[Finding, ...]:
    """Return what the rules find on claims."""
    claimed = {sheet.states[key].upstream_entry or "" for key in touched}
    names: dict[str, set[str]] = defaultdict(set)
    for entry, name in session.execute(
        sa.select(EntryVersion.entry_id, EntryVersion.name).where(EntryVersion.entry_id.in_(claimed))
    ):
        names[entry].add(name)
    return tuple(claims(sheet, touched, county=county, names=names))


def _change(state: EntryState, given_up: PublishedRow | None) -> DraftChange:
    if given_up is None:
        return DraftChange(operation=Operation.ADD, after=state)
    back = operations.restored(given_up)
    return replace(back, after=replace(back.after, content=state.content))
