"""The base of a proposal: the release it changes, and whether releases since then touched it (decision 1)."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, EntryVersion, Proposal
from rules.check import check, unrepresented
from rules.findings import Finding
from rules.grounds import Paper
from rules.sheet import Sheet
from rules.structure import structure
from values.entry import EntryState
from values.proposal_content import DraftContent, RevisionContent
from workflow.body_change import drifted
from workflow.claims import county_sheet, findings_of_claims
from workflow.grounds import EVER, grounds_of, paper_of
from workflow.queries.catalogue import catalogue_as_of, catalogue_at_release, waiting_since
from workflow.touching import ROW_PLACE, Moved, RowPlace, touching
from workflow.unit import Unit


def moved_rows(
    session: Session, proposal: Proposal, content: RevisionContent, current: int | None
) -> list[Moved]:
    """Return what releases after the proposal's base changed that touches it; empty: the base stands."""
    base = proposal.base_release_no
    if current is None or current == base:
        return _drifted(session, content)
    before = {
        row.state.entry: RowPlace.of(row)
        for row in catalogue_at_release(session, proposal.catalogue_id, base).values()
    }
    since = session.execute(
        sa.select(*ROW_PLACE)
        .where(EntryVersion.catalogue_id == proposal.catalogue_id, EntryVersion.release_no > (base or 0))
        .order_by(EntryVersion.release_no)
    )
    found = touching(content, before, (RowPlace(*one) for one in since))
    return [*found, *_drifted(session, content)]


def _drifted(session: Session, content: RevisionContent) -> list[Moved]:
    return [Moved(*row) for row in drifted(session, content)]


def findings_of(
    session: Session,
    catalogue: Catalogue,
    states: Sequence[EntryState],
    *,
    day: date,
    paper: Paper | None = None,
    known: datetime = EVER,
    only: frozenset[str] | None = None,
) -> tuple[Finding, ...]:
    """Check the catalogue as it would be with these rows, on the rows themselves; `grounds_of` says with what.

    A first proposal makes the whole catalogue, so that it also answers for what is missing (docs/decisions/0052).
    Of findings on some of the rows `only` these are looked for, which takes a fraction of the time.
    """
    touched = frozenset(state.entry for state in states) if only is None else only
    county = county_sheet(session, catalogue, day=day)
    if county is not None:
        own = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
        sheet = Sheet({key: row.state for key, row in own.items()}).after(states)
        return findings_of_claims(session, sheet, touched, county=county)
    grounds = grounds_of(session, catalogue, states, day=day, paper=paper, known=known)
    is_first = catalogue.current_release_no is None and bool(states) and only is None
    return (*check(grounds, touched), *(unrepresented(grounds) if is_first else ()))


def findings_of_text(
    unit: Unit,
    catalogue: Catalogue,
    text: DraftContent | RevisionContent,
    *,
    known: datetime = EVER,
    has_secrecy_opinion: bool = False,
) -> tuple[Finding, ...]:
    """Check the catalogue as a draft or revision would make it, on every day from its effective date on."""
    states = [change.after for change in text.changes]
    day = text.effective_from or unit.today
    paper = paper_of(
        text, is_decided=isinstance(text, RevisionContent), has_secrecy_opinion=has_secrecy_opinion
    )
    return (
        *findings_of(unit.session, catalogue, states, day=day, paper=paper, known=known),
        *orphans_ahead(unit.session, catalogue.id, states, day=day),
    )


def orphans_ahead(
    session: Session, catalogue_id: int, states: list[EntryState], *, day: date
) -> tuple[Finding, ...]:
    """Return rows that would stand without their parent on some day from `day` on (decision 14).

    The newest release is checked by the rules; only where versions are waiting can the days between differ.
    """
    waiting = waiting_since(session, catalogue_id, day=day, known=EVER)
    if not waiting:
        return ()
    sheet = {
        key: row.state for key, row in catalogue_as_of(session, catalogue_id, day=day, known=EVER).items()
    }
    sheet |= {state.entry: state for state in states}
    touched = frozenset(state.entry for state in states)
    found = {finding.key: finding for finding in structure(Sheet(sheet), touched)}
    for row in waiting:
        sheet[row.state.entry] = row.state
        later = structure(Sheet(sheet), touched | {row.state.entry})
        found |= {finding.key: finding for finding in later}
    return tuple(found.values())
