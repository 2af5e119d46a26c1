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
