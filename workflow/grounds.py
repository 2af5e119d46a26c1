"""What a proposal is checked against: its catalogue as it would be, the standard, and what it says itself."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue
from rules.grounds import Grounds, Paper
from rules.sheet import Sheet
from values.clock import shanghai_day
from values.entry import EntryState
from values.proposal_content import DraftContent, RevisionContent
from values.vocabulary import CatalogueKind, Origin
from workflow.bases import register_of
from workflow.dues import working_days
from workflow.queries.administered import provincial_rules, synonyms_for
from workflow.queries.catalogue import catalogue_as_of, catalogue_at_release
from workflow.unit import current_clock

EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Later than any release: all that is published is known to who changes it, even where a clock went back."""

COMPARED = frozenset({Origin.SUPPLEMENT, Origin.REFINEMENT})
"""Rows that must not overlap with the standards (R02); for others the standard of the other field is not read."""


def grounds_of(
    session: Session,
    catalogue: Catalogue,
    states: Sequence[EntryState],
    *,
    day: date,
    paper: Paper | None = None,
    known: datetime = EVER,
) -> Grounds:
    """Return the catalogue as it would be with these rows, and what it is compared with.

    Args:
        session: reads.
        catalogue: the one that is changed.
        states: its rows as they are to become.
        day: when they take effect; the standard is the one in force then (decision 24).
        paper: what the proposal says beside its rows.
        known: what of the standard counts; a change after a submit stops nothing (decision 24).
    """
    present = catalogue_at_release(session, catalogue.id, catalogue.current_release_no)
    published = {key: row.state for key, row in present.items()}
    is_compared = any(one.origin in COMPARED and one.is_listed for one in states)
    return Grounds(
        sheet=Sheet(published).after(states),
        upstream=_standard(session, catalogue.upstream_catalogue_id, day, known),
        elsewhere=_standard(session, _of_other_field(session, catalogue), day, known)
        if is_compared
        else Sheet({}),
        published=published,
        register=register_of(session),
        synonyms=synonyms_for(session, catalogue.jurisdiction_id),
        provincial=provincial_rules(session, catalogue, day),
        day=day,
        # What became late only while it was on its way stops nothing, or it would become later still.
        published_on=shanghai_day(current_clock.get().now() if known is EVER else known),
        working_days=working_days(session),
        paper=paper,
    )


def paper_of(
    text: DraftContent | RevisionContent, *, is_decided: bool = False, has_secrecy_opinion: bool = False
) -> Paper:
    """Return what a draft or revision says beside its rows, and whether the secrecy review agreed to it."""
    return Paper(
        trigger=text.trigger,
        trigger_date=text.trigger_date,
        interpretation=text.interpretation,
        texts={
            "title": text.title,
            "interpretation": text.interpretation,
            "attachments": "\n".join(one.name for one in text.attachments),
        },
        has_secrecy_opinion=has_secrecy_opinion,
        is_decided=is_decided,
    )


def _standard(session: Session, catalogue_id: int | None, day: date, known: datetime) -> Sheet:
    if catalogue_id is None:
        return Sheet({})
    rows = catalogue_as_of(session, catalogue_id, day=day, known=known)
    return Sheet({key: row.state for key, row in rows.items()})


def _of_other_field(session: Session, catalogue: Catalogue) -> int | None:
    """Return the standard beside the one that a catalogue adapts: of the same jurisdiction, for the other field."""
    if catalogue.upstream_catalogue_id is None:
        return None
    own = sa.orm.aliased(Catalogue)
    return session.scalar(
        sa.select(Catalogue.id)
        .join(own, own.jurisdiction_id == Catalogue.jurisdiction_id)
        .where(
            own.id == catalogue.upstream_catalogue_id,
            Catalogue.id != own.id,
            Catalogue.kind == CatalogueKind.STANDARD,
        )
        .order_by(Catalogue.code)
        .limit(1)
    )
