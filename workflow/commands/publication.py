"""Publish what was approved, as the next release of its catalogue, or set a time for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa

from models import (
    Catalogue,
    Entry,
    EntryCitation,
    EntryLineage,
    Event,
    Person,
    PublicationNotice,
    Release,
    StatutoryClock,
)
from models.db import ask
from values.clock import shanghai_day
from values.proposal_content import RevisionContent
from values.vocabulary import Action
from workflow.actor import Actor
from workflow.case import Case, open_case
from workflow.checks import Given, check_all
from workflow.citing import note_citations
from workflow.commands.body_changing import publish_elsewhere
from workflow.move import move
from workflow.naming import note_names
from workflow.outcomes import keep
from workflow.permit import permit
from workflow.unit import Unit, monotonic_after, unit
from workflow.versions import citations_of, version_of


@dataclass(frozen=True, kw_only=True)
class NoticeDetails:
    """What the publisher adds to the publication notice."""

    document_number: str = ""
    """发文字号, where the notice has one."""
    body_text: str = ""


def publish(
    number: str,
    *,
    actor: Actor,
    version: int | None = None,
    notice: NoticeDetails | None = None,
    comment: str = "",
) -> int:
    """Publish the approved revision: entry versions, release n+1 and its notice in one go; return n+1.

    The system publishes what is scheduled, once its time has come, on the authority of the scheduling event.
    Raises: NotAllowedError where the base has moved or the content is not what was approved; InvalidError
    where the rules find an error by now.
    """
    with unit(actor) as work:
        case = open_case(work, number, Action.PUBLISH)
        scheduled_by = _schedule_that_is_due(work, case)
        seat = permit(case, Action.PUBLISH, version=version, is_schedule=scheduled_by is not None)
        _lock_catalogue(work, case)
        check_all(work, case, Action.PUBLISH, Given(comment=comment))
        content = case.content
        release = _publish(work, case, content, notice or NoticeDetails())
        others = publish_elsewhere(
            work,
            case,
            content,
            lambda other, said: _publish(work, other, said, notice or NoticeDetails()).no,
        )
        case.proposal.scheduled_for = None
        _meet_statutory_clock(work, case, release.published_at)
        rules = keep(work, case, Action.PUBLISH, case.outcome) if case.outcome else None
        move(
            work,
            case,
            Action.PUBLISH,
            seat=seat,
            comment=comment,
            details={
                "release": release.no,
                "base": case.proposal.base_release_no,
                "release_before": release.no - 1 or None,
                "effective_from": release.effective_from.isoformat(),
                "scheduled_by": scheduled_by,
                "rules": rules,
                "versions": [change.after.sha256 for change in content.changes],
                **({"elsewhere": others} if others else {}),
            },
        )
        return release.no


def _publish(work: Unit, case: Case, content: RevisionContent, notice: NoticeDetails) -> Release:
    """Make the next release of the case's catalogue, with its versions and its notice."""
    release = _release(work, case, content)
    _versions(work, case, content, release)
    work.session.add(_notice(work, case, content, release, notice))
    case.catalogue.current_release_no = release.no
    work.session.flush()
    note_citations(work.session, case.catalogue)
    note_names(work.session, (change.after.content.name for change in content.changes))
    return release


def _schedule_that_is_due(work: Unit, case: Case) -> str | None:
    """Return the event with which a publisher set the time that has come; None for people, who need none."""
    moment = case.proposal.scheduled_for
    if work.actor.person_id is not None or moment is None or moment > work.now:
        return None
    event_id = work.session.scalar(
        sa.select(sa.func.max(Event.id)).where(
            Event.proposal_id == case.proposal.id, Event.action == Action.SCHEDULE.value
        )
    )
    return str(event_id)


def schedule(number: str, *, actor: Actor, moment: datetime, version: int | None = None) -> None:
    """Set the moment at which the system publishes; setting it again replaces it."""
    _set_schedule(Action.SCHEDULE, number, actor, moment, version)


def unschedule(number: str, *, actor: Actor, version: int | None = None) -> None:
    """Take the schedule away; the proposal stays approved."""
    _set_schedule(Action.UNSCHEDULE, number, actor, None, version)


def _set_schedule(
    action: Action, number: str, actor: Actor, moment: datetime | None, version: int | None
) -> None:
    with unit(actor) as work:
        case = open_case(work, number, action)
        seat = permit(case, action, version=version)
        check_all(work, case, action, Given(moment=moment))
        case.proposal.scheduled_for = moment
        move(work, case, action, seat=seat, details={"for": moment.isoformat() if moment else None})


def _lock_catalogue(work: Unit, case: Case) -> None:
    """Hold the catalogues, so that their releases come one after the other and the base is judged as it is."""
    if not work.is_sqlite:
        codes = {case.catalogue.code, *(one.catalogue for one in case.content.elsewhere)}
        # In one order, so that no two publications wait for each other. Only what is fetched is read anew.
        work.session.scalars(
            sa.select(Catalogue)
            .where(Catalogue.code.in_(codes))
            .order_by(Catalogue.code)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()


_LAST = sa.select(sa.func.max(Release.published_at)).where(Release.catalogue_id == sa.bindparam("catalogue"))


def _release(work: Unit, case: Case, content: RevisionContent) -> Release:
    last = ask(work.session, _LAST, {"catalogue": case.catalogue.id}).scalar()
    published_at = monotonic_after(work.now, last)
    release = Release(
        catalogue_id=case.catalogue.id,
        no=(case.catalogue.current_release_no or 0) + 1,
        proposal_id=case.proposal.id,
        revision_id=case.given_revision.id,
        content_sha256=case.given_revision.content_sha256,
        published_at=published_at,
        effective_from=content.effective_from or shanghai_day(published_at),
    )
    work.session.add(release)
    work.session.flush()
    return release


_CITE = sa.insert(cast("sa.Table", EntryCitation.__table__))


def _versions(work: Unit, case: Case, content: RevisionContent, release: Release) -> None:
    work.session.add_all(
        Entry(id=change.entry, catalogue_id=case.catalogue.id, upstream_entry_id=change.after.upstream_entry)
        for change in content.changes
        if change.before is None
    )
    versions = [
        version_of(
            change.after,
            catalogue_id=case.catalogue.id,
            release_no=release.no,
            published_at=release.published_at,
            effective_from=change.effective_from or release.effective_from,
            operation=change.operation,
        )
        for change in content.changes
    ]
    work.session.flush()
    work.session.add_all(versions)
    work.session.flush()
    cited = [
        citation
        for version, change in zip(versions, content.changes, strict=True)
        for citation in citations_of(change.after, version.id)
    ]
    if cited:
        ask(work.session, _CITE, cited)
    _lineage(work, content, release)


def _lineage(work: Unit, content: RevisionContent, release: Release) -> None:
    """Keep which rows came from which; what came from the same row before needs no second entry."""
    pairs = {(change.entry, source) for change in content.changes for source in change.sources}
    if not pairs:
        return
    known = work.session.execute(
        sa.select(EntryLineage.entry_id, EntryLineage.source_id).where(
            EntryLineage.entry_id.in_({entry for entry, _ in pairs})
        )
    ).all()
    work.session.add_all(
        EntryLineage(entry_id=entry, source_id=source, release_id=release.id)
        for entry, source in sorted(pairs - {(one.entry_id, one.source_id) for one in known})
    )


_NAME = sa.select(Person.name).where(Person.id == sa.bindparam("person"))


def _notice(
    work: Unit, case: Case, content: RevisionContent, release: Release, given: NoticeDetails
) -> PublicationNotice:
    approval = [one for one in case.decisions if one.action is Action.APPROVE][-1]
    published_on = shanghai_day(release.published_at)
    return PublicationNotice(
        release_id=release.id,
        index_number=f"{case.catalogue.code}-{published_on.year}-{release.no:04d}",
        title=case.proposal.title,
        issuing_body_id=case.catalogue.body_id,
        drafting_body_id=case.proposal.drafting_body_id,
        document_number=given.document_number.strip(),
        signatory=ask(
            work.session, _NAME, {"person": approval.on_behalf_of_id or approval.actor_id}
        ).scalar_one(),
        written_on=shanghai_day(approval.decided_at),
        published_on=published_on,
        effective_on=release.effective_from,
        is_trial=content.is_trial,
        valid_until=content.valid_until,
        body_text=given.body_text.strip(),
    )


def _meet_statutory_clock(work: Unit, case: Case, published_at: datetime) -> None:
    ask(work.session, _MEET, {"proposal": case.proposal.id, "day": shanghai_day(published_at)})


_CLOCK = cast("sa.Table", StatutoryClock.__table__)
_MEET = (
    sa.update(_CLOCK)
    .where(_CLOCK.c.proposal_id == sa.bindparam("proposal"), _CLOCK.c.met_on.is_(None))
    .values(met_on=sa.bindparam("day"))
)
