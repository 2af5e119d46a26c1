"""How many proposals were begun, from what cause, with which operations, and what was published month by month."""

from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, EntryVersion, Jurisdiction, Proposal, Release, Revision, RevisionChange
from values.clock import shanghai_day
from values.vocabulary import Operation, State, Trigger
from workflow.statistics.figures import Figure, FigureKey, Rows, Scope, in_order


def begun(session: Session, scope: Scope) -> tuple[Figure, Figure]:
    """Count the proposals begun in the period by where they stand now, and those submitted by their trigger (触发情形).

    Both in one statement: to work out which of thousands someone may see costs more than to count them.
    """
    states, triggers = Counter[str](), Counter[str]()
    found = session.execute(
        sa.select(Proposal.state, Revision.trigger_kind, sa.func.count())
        .outerjoin(Revision, _newest())
        .where(*_begun(scope))
        .group_by(Proposal.state, Revision.trigger_kind)
    )
    for state, trigger, number in found:
        states[state] += number
        if trigger is not None:
            triggers[trigger] += number
    return (
        Figure(
            key=FigureKey.BY_STATE,
            rows_are=Rows.STATE,
            columns=("proposals",),
            rows=in_order(states.items(), State),
        ),
        Figure(
            key=FigureKey.BY_TRIGGER,
            rows_are=Rows.TRIGGER,
            columns=("proposals",),
            rows=in_order(triggers.items(), Trigger),
        ),
    )


def by_operation(session: Session, scope: Scope) -> Figure:
    """Count the rows that they change by operation (调整类型)."""
    found = session.execute(
        sa.select(RevisionChange.operation, sa.func.count())
        .join(Revision, Revision.id == RevisionChange.revision_id)
        .join(Proposal, _newest())
        .where(*_begun(scope))
        .group_by(RevisionChange.operation)
    )
    return Figure(
        key=FigureKey.BY_OPERATION,
        rows_are=Rows.OPERATION,
        columns=("rows",),
        rows=in_order(((operation, number) for operation, number in found), Operation),
    )


def by_month(session: Session, scope: Scope) -> Figure:
    """Count what was published in the period, month by month: releases, and the rows that they changed."""
    changed = (
        sa.select(sa.func.count())
        .where(EntryVersion.catalogue_id == Release.catalogue_id, EntryVersion.release_no == Release.no)
        .correlate(Release)
        .scalar_subquery()
    )
    found = session.execute(
        sa.select(Release.published_at, changed)
        .join(Catalogue, Catalogue.id == Release.catalogue_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(scope.holds(Release.published_at), scope.catalogues)
    )
    releases, rows = Counter[str](), Counter[str]()
    for published, number in found:
        month = f"{shanghai_day(published):%Y-%m}"
        releases[month] += 1
        rows[month] += number
    return Figure(
        key=FigureKey.BY_MONTH,
        rows_are=Rows.MONTH,
        columns=("releases", "rows"),
        rows=tuple((month, (releases[month], rows[month])) for month in sorted(releases)),
    )


def _begun(scope: Scope) -> tuple[sa.ColumnElement[bool], ...]:
    return scope.holds(Proposal.created_at), scope.proposals


def _newest() -> sa.ColumnElement[bool]:
    return sa.and_(Revision.proposal_id == Proposal.id, Revision.no == Proposal.revision_no)
