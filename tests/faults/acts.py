"""Every command, each brought to where it can be carried out: what tests interrupt at any of its statements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from models import (
    Comment,
    Delegation,
    OpinionRequest,
    Proposal,
    Suggestion,
)
from tests import papers
from tests.workflow.conflicting import saying, text_of
from tests.workflow.opinions import with_reviewer
from tests.workflow.truth import COMMANDS, bring_to, prepare
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import Action, Choice, OpinionAnswer, Outcome, State
from workflow.commands import (
    absence,
    attaching,
    discussion,
    drafting,
    opinions,
    recording,
    suggestions,
    undoing,
    updating,
)
from workflow.unit import transaction

Act = Callable[[], object]
Prepare = Callable[[World, FrozenClock], Act]


@dataclass(frozen=True)
class Case:
    """A command where it can be carried out."""

    prepare: Prepare
    in_parts: bool = False
    """Whether it is several transactions, each of which may stand alone."""


CASES: dict[str, Case] = {}


def case(name: str, *, in_parts: bool = False) -> Callable[[Prepare], Prepare]:
    """Have a function prepare the command of a name, module and function."""

    def keep(prepare: Prepare) -> Prepare:
        CASES[name] = Case(prepare, in_parts)
        return prepare

    return keep


STATES = {
    Action.SUBMIT: (State.DRAFT, "drafter"),
    Action.SIGN_OFF: (State.IN_REVIEW, "secrecy"),
    Action.REQUEST_CHANGES: (State.IN_REVIEW, "secrecy"),
    Action.OPEN_CONSULTATION: (State.IN_REVIEW, "drafter"),
    Action.CLOSE_CONSULTATION: (State.CONSULTING, "drafter"),
    Action.REBASE: (State.IN_APPROVAL, "drafter"),
    Action.APPROVE: (State.IN_APPROVAL, "supervisor"),
    Action.REJECT: (State.IN_APPROVAL, "supervisor"),
    Action.REVOKE_APPROVAL: (State.APPROVED, "supervisor"),
    Action.SCHEDULE: (State.APPROVED, "publisher"),
    Action.UNSCHEDULE: (State.APPROVED, "publisher"),
    Action.PUBLISH: (State.APPROVED, "publisher"),
    Action.WITHDRAW: (State.IN_REVIEW, "drafter"),
}
"""Where each action of the table is tried, and by whom."""

MODULES = {
    Action.SUBMIT: "submission",
    Action.WITHDRAW: "submission",
    Action.SIGN_OFF: "review",
    Action.REQUEST_CHANGES: "review",
    Action.OPEN_CONSULTATION: "revising",
    Action.CLOSE_CONSULTATION: "revising",
    Action.REBASE: "revising",
    Action.APPROVE: "approval",
    Action.REJECT: "approval",
    Action.REVOKE_APPROVAL: "approval",
    Action.SCHEDULE: "publication",
    Action.UNSCHEDULE: "publication",
    Action.PUBLISH: "publication",
}


def _of_the_table(action: Action) -> Prepare:
    def ready(world: World, clock: FrozenClock) -> Act:
        state, login = STATES[action]
        number = bring_to(world, state)
        prepare(world, number, action, clock)
        return partial(COMMANDS[action], number, world.actor(login))

    return ready


for one in STATES:
    CASES[f"{MODULES[one]}.{one.value}"] = Case(_of_the_table(one))


@case("revising.take_back")
def _take_back(world: World, _: FrozenClock) -> Act:
    number = bring_to(world, State.IN_REVIEW, suggesting=True)
    return partial(COMMANDS[Action.TAKE_BACK], number, world.actor("drafter"))


@case("drafting.open_proposal")
def _open(world: World, _: FrozenClock) -> Act:
    text = world.addition()
    return partial(drafting.open_proposal, COUNTY, actor=world.actor("drafter"), content=text, key="k")


@case("drafting.save_draft")
def _save(world: World, _: FrozenClock) -> Act:
    number, text = world.opened(), world.amendment(deadline="7个工作日内公开")
    return partial(drafting.save_draft, number, actor=world.actor("drafter2"), draft_version=1, content=text)


@case("updating.bring_up_to_date")
def _update(world: World, _: FrozenClock) -> Act:
    number = world.opened(saying(world, deadline="5个工作日内公开"))
    world.published(saying(world, deadline="15个工作日内公开"))
    return partial(
        updating.bring_up_to_date,
        number,
        actor=world.actor("drafter"),
        draft_version=world.draft_version(number),
        answers={f"{text_of(world, number).changes[0].entry}:deadline": Choice.MINE.value},
    )


@case("undoing.open_undo")
def _undo(world: World, _: FrozenClock) -> Act:
    world.published()
    return partial(undoing.open_undo, COUNTY, 2, actor=world.actor("drafter"), key="k")


@case("attaching.attach")
def _attach(world: World, _: FrozenClock) -> Act:
    return partial(
        attaching.attach,
        world.opened(),
        actor=world.actor("drafter"),
        name="意见.pdf",
        data=papers.PDF,
        draft_version=1,
    )


@case("attaching.detach")
def _detach(world: World, _: FrozenClock) -> Act:
    number, actor = world.opened(), world.actor("drafter")
    version = attaching.attach(number, actor=actor, name="意见.pdf", data=papers.PDF, draft_version=1)
    sha256 = text_of(world, number).attachments[0].sha256
    return partial(attaching.detach, number, sha256, actor=actor, draft_version=version)


@case("discussion.add_comment")
def _comment(world: World, _: FrozenClock) -> Act:
    number = world.in_state(State.IN_REVIEW)
    return partial(discussion.add_comment, number, actor=world.actor("reviewer"), text="请核。", key="k")


@case("discussion.resolve_comment")
def _resolve(world: World, clock: FrozenClock) -> Act:
    _comment(world, clock)()
    comment, number = newest(Comment.id), last_number()
    return partial(discussion.resolve_comment, number, comment, actor=world.actor("drafter"))


@case("suggestions.answer_suggestion")
def _answer(world: World, _: FrozenClock) -> Act:
    number = bring_to(world, State.IN_REVIEW, suggesting=True)
    return partial(
        suggestions.answer_suggestion,
        number,
        newest(Suggestion.id),
        actor=world.actor("drafter"),
        answer="法律已有规定。",
    )


@case("opinions.request_opinions")
def _request(world: World, _: FrozenClock) -> Act:
    centre, number = with_reviewer(world), world.in_state(State.IN_REVIEW)
    return partial(
        opinions.request_opinions, number, actor=world.actor("drafter"), bodies=[centre], working_days=5
    )


@case("opinions.give_opinion")
def _give(world: World, clock: FrozenClock) -> Act:
    _request(world, clock)()
    return partial(
        opinions.give_opinion,
        last_number(),
        newest(OpinionRequest.id),
        actor=world.actor("centre-drafter"),
        answer=OpinionAnswer.AGREED,
    )


@case("recording.record_sign_off")
def _record(world: World, _: FrozenClock) -> Act:
    paper = recording.Paper(
        signatory=world.people["reviewer"],
        outcome=Outcome.AGREED,
        opinion="同意。",
        signed_on=date(2026, 2, 27),
        scan_name="呈批单.pdf",
        scan=papers.PDF,
    )
    number = world.in_state(State.IN_REVIEW)
    return partial(recording.record_sign_off, number, actor=world.actor("publisher"), paper=paper)


@case("absence.delegate")
def _delegate(world: World, _: FrozenClock) -> Act:
    return partial(
        absence.delegate,
        actor=world.actor("reviewer"),
        deputy_id=world.people["signing-supervisor"],
        valid_from=date(2026, 3, 2),
        valid_until=date(2026, 3, 6),
    )


@case("absence.end_delegation")
def _end(world: World, clock: FrozenClock) -> Act:
    _delegate(world, clock)()
    return partial(absence.end_delegation, newest(Delegation.id), actor=world.actor("reviewer"))


def last_number() -> str:
    """Return the number of the proposal that was opened last."""
    with transaction() as session:
        return session.scalars(sa.select(Proposal.number).order_by(Proposal.id.desc()).limit(1)).one()


def newest(column: InstrumentedAttribute[int]) -> int:
    """Return the newest identity of a table."""
    with transaction() as session:
        return session.scalars(sa.select(column).order_by(column.desc()).limit(1)).one()
