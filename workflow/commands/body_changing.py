"""Open a proposal that changes a body, and carry it out in every catalogue when it is published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from models import Body, BodyLineage, BodyName, Catalogue
from values.body_change import BodyChange, BodyChangeKind
from values.messages import N_, Message
from values.proposal_content import DraftChange, DraftContent, RevisionContent
from values.vocabulary import Trigger
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.body_change import reached, require_holder, require_possible
from workflow.case import Case, seats_of_actor
from workflow.commands.drafting import open_proposal
from workflow.drafts import LONGEST_NAME
from workflow.errors import ForbiddenError
from workflow.queries.bodies import names_on
from workflow.unit import Unit

CAUSE = "body"
"""Kind of cause of a proposal that changes a body."""

TITLES = {
    BodyChangeKind.RENAME: "机构更名：{body}更名为{other}",
    BodyChangeKind.MERGE: "机构合并：{body}并入{other}",
    BodyChangeKind.TRANSFER: "职能划转：{body}的公开事项划转至{other}",
}

TRIGGERS = {
    BodyChangeKind.RENAME: Trigger.BODY_CHANGED,
    BodyChangeKind.MERGE: Trigger.BODY_CHANGED,
    BodyChangeKind.TRANSFER: Trigger.FUNCTION_TAKEN_OVER,
}
"""What makes each necessary; with a transfer both bodies stay, and one takes over what the other did."""


def open_body_change(
    catalogue_code: str,
    change: BodyChange,
    *,
    day: date | None,
    actor: Actor,
    rationale: str = "",
    key: str | None = None,
) -> str:
    """Open a proposal that changes a body in all its catalogues, and return its number.

    Its own catalogue, whose route it takes, is one of the body's, held by the drafter's body; its rows are
    prefilled, those of the others are frozen when it is submitted.
    Raises: ForbiddenError for no drafter of the holding body; InvalidError for a change that cannot be made.
    """
    return open_proposal(
        catalogue_code,
        actor=actor,
        content=lambda work, catalogue: _prefilled(work, catalogue, change, day, rationale),
        cause=(CAUSE, change.body[:60]),
        key=key,
    )


def _prefilled(
    work: Unit, catalogue: Catalogue, change: BodyChange, day: date | None, rationale: str
) -> DraftContent:
    seats = seats_of_actor(work.session, work.actor, work.today)
    change = replace(change, new_name=change.new_name.strip())
    text = DraftContent(effective_from=day, body_change=change)
    require_holder(text, seats, catalogue.body_id)
    require_possible(work.session, text, main="")
    catalogues = reached(work.session, change, day=day or work.today)
    own = next((one for one in catalogues if one.code == catalogue.code), None)
    if own is None:
        raise ForbiddenError(
            Message(N_("This catalogue neither names the body nor is held by it; choose one of the body's."))
        )
    changes = {row.entry: row for row in own.changes(change)}
    hashes = {row.state.entry: row.content_sha256 for row in own.rows}
    names = names_on(work.session, [int(change.body), int(change.successor or 0)], day=work.today)
    body, other = names[int(change.body)], change.new_name or names[int(change.successor)]
    return replace(
        text,
        title=TITLES[change.kind].format(body=body, other=other)[:LONGEST_NAME],
        trigger=TRIGGERS[change.kind],
        trigger_date=work.today,
        rationale=rationale,
        changes=tuple(
            DraftChange(operation=row.operation, after=row.after, base_sha256=hashes[row.entry])
            for row in changes.values()
        ),
    )


def publish_elsewhere(
    work: Unit, case: Case, content: RevisionContent, publish: Callable[[Case, RevisionContent], int]
) -> dict[str, int]:
    """Carry out a body change beside the proposal's own catalogue; return each other catalogue's new release.

    Args:
        work: the command's unit.
        case: the proposal.
        content: what was approved.
        publish: makes the next release of a case's catalogue, with versions and notice, and returns its number.
    """
    if content.body_change is None:
        return {}
    require_possible(work.session, content, content.catalogue)
    codes = [one.catalogue for one in content.elsewhere]
    catalogues = {
        one.code: one for one in work.session.scalars(sa.select(Catalogue).where(Catalogue.code.in_(codes)))
    }
    numbers = {
        one.catalogue: publish(
            replace(case, catalogue=catalogues[one.catalogue]), replace(content, changes=one.changes)
        )
        for one in content.elsewhere
    }
    _carry_out(work, case, content.body_change, content.effective_from or work.today)
    return numbers


def _carry_out(work: Unit, case: Case, change: BodyChange, day: date) -> None:
    body = work.session.get_one(Body, int(change.body))
    if change.kind is BodyChangeKind.RENAME:
        work.session.add(BodyName(body_id=body.id, name=change.new_name, valid_from=day))
        if day <= work.today:
            body.name = change.new_name
    else:
        _succeed(work, change, body, day)
    record(
        work,
        Happening(
            action="body_changed",
            subject=Subject(kind="body", id=str(body.id), jurisdiction_id=body.jurisdiction_id),
            details={
                "kind": change.kind.value,
                "new_name": change.new_name,
                "successor": change.successor,
                "from": day.isoformat(),
                "proposal": case.proposal.number,
            },
            owed=False,
        ),
    )


def _succeed(work: Unit, change: BodyChange, body: Body, day: date) -> None:
    successor = int(change.successor)
    known = work.session.scalar(
        sa.select(BodyLineage.id).where(
            BodyLineage.predecessor_id == body.id, BodyLineage.successor_id == successor
        )
    )
    if known is None:
        work.session.add(BodyLineage(predecessor_id=body.id, successor_id=successor, since=day))
    if change.kind is BodyChangeKind.MERGE:
        body.valid_until = day - timedelta(days=1)
