"""Who finds what: the conditions that limit a search to what the reader may see."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from models import (
    Assignment,
    Body,
    Catalogue,
    EntryVersion,
    Hiding,
    Jurisdiction,
    Proposal,
    Route,
    SearchDocument,
)
from values.search_text import SearchKind
from values.vocabulary import CatalogueKind, Role
from workflow.hiding import is_over
from workflow.permissions import Seat
from workflow.reach import WORKING_ROLES, below, visible_proposals, working_bodies
from workflow.search.beside import its_proposal, of_its_catalogue

# Made once: making one takes longer than a search of a small county.
_NEWER = aliased(EntryVersion)
_BETWEEN = aliased(SearchDocument)
_HOLDING = aliased(Catalogue)
OF_PROPOSALS = (SearchKind.PROPOSAL, SearchKind.COMMENT, SearchKind.ATTACHMENT)


def findable(
    seats: tuple[Seat, ...], *, is_known: bool, entries: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """Return the condition that a document is one the reader may find.

    The public finds published rows. Whoever signed in finds legal bases too, proposals with their comments and files
    where `workflow.reach` lets them see the proposal, and the people of the jurisdictions below their own.

    Args:
        seats: what the reader is.
        is_known: whether they signed in.
        entries: which versions of rows are asked for.
    """
    kind = SearchDocument.kind
    conditions = [sa.and_(kind == SearchKind.ENTRY, entries, shown_to(seats))]
    if is_known:
        conditions += [
            kind == SearchKind.BASIS,
            sa.and_(kind.in_(OF_PROPOSALS), its_proposal(visible_proposals(seats), _submitted_for(seats))),
            sa.and_(kind == SearchKind.PERSON, _works_below(seats)),
        ]
    return sa.or_(*conditions)


def in_force_on(day: date, *, now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a version is in force on a day, as far as is known now."""
    return sa.and_(
        SearchDocument.published_at <= now,
        SearchDocument.day <= day,
        sa.or_(SearchDocument.replaced_from.is_(None), SearchDocument.replaced_from > day),
    )


def shown_on(day: date, *, known: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a version was in force on a day by what was published up to a moment."""
    present = (
        sa.select(_NEWER.id)
        .where(
            _NEWER.entry_id == SearchDocument.entry_id,
            _NEWER.published_at <= known,
            _NEWER.effective_from <= day,
        )
        .order_by(_NEWER.effective_from.desc(), _NEWER.release_no.desc())
        .limit(1)
        .scalar_subquery()
    )
    # Only what these leave needs to be compared with its neighbours.
    return sa.and_(
        SearchDocument.published_at <= known,
        SearchDocument.day <= day,
        SearchDocument.subject_id == present,
    )


def shown_to(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that nothing hides a row from the reader.

    Who is not in charge does not find a row at all while it, what it stands under, one of its fields or one of its
    files is hidden: else a search for the hidden words would tell them.
    """
    parts = sa.select(Hiding.entry_id).where(sa.not_(is_over()), _out_of_charge(seats))
    rows = parts.where(Hiding.field == "", Hiding.attachment == "")
    under = sa.select(_BETWEEN.entry_id).where(_BETWEEN.parent_id.in_(rows))
    return sa.and_(
        SearchDocument.entry_id.not_in(parts),
        sa.or_(
            SearchDocument.parent_id.is_(None),
            sa.and_(SearchDocument.parent_id.not_in(rows), SearchDocument.parent_id.not_in(under)),
        ),
        of_its_catalogue(Catalogue.kind) != CatalogueKind.TOWNSHIP,
    )


def _out_of_charge(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that the seats do not see what a hiding hides: `Holding.is_seen_by`, in the database."""
    at_work = [one for one in seats if one.role in WORKING_ROLES]
    above = [one.path for one in seats if one.role in {Role.OVERSEER, Role.AUDITOR}]
    bodies = {one.body for one in at_work}
    return sa.not_(
        sa.exists().where(
            _HOLDING.id == Hiding.catalogue_id,
            Jurisdiction.id == _HOLDING.jurisdiction_id,
            Route.id == _HOLDING.route_id,
            sa.or_(
                _HOLDING.jurisdiction_id.in_({one.jurisdiction for one in at_work}),
                _HOLDING.body_id.in_(bodies),
                Route.publishing_body_id.in_(bodies),
                below(above),
            ),
        )
    )


def _submitted_for(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that a file is not only on a working draft of others."""
    if any(one.role is Role.AUDITOR for one in seats):
        return sa.true()
    return sa.or_(SearchDocument.is_draft.is_(False), Proposal.drafting_body_id.in_(working_bodies(seats)))


def _works_below(seats: tuple[Seat, ...]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Assignment.person_id == SearchDocument.subject_id,
        Body.id == Assignment.body_id,
        Jurisdiction.id == Body.jurisdiction_id,
        below(sorted({one.path for one in seats})),
    )
