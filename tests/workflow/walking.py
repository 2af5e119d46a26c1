"""Random people do random things to proposals of one catalogue; after each step the trail holds."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from models.db import db, engine_options
from tests.contexts import dispose
from tests.databases import copied
from tests.workflow.opinions import with_reviewer
from tests.workflow.replay import assert_the_trail_holds
from tests.workflow.truth import COMMANDS
from tests.workflow.two_catalogues import with_second_catalogue
from tests.workflow.whatever import any_draft, settle
from tests.world import ROWS, World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import Action, Choice, Operation, Outcome, WaitingAnswer
from workflow.commands import discussion, review, revising
from workflow.errors import WorkflowError
from workflow.unit import at, transaction

LOGINS = (
    "drafter",
    "drafter2",
    "drafting-reviewer",
    "drafting-supervisor",
    "reviewer",
    "secrecy",
    "office",
    "supervisor",
    "signing-supervisor",
    "publisher",
    "auditor",
    "other-supervisor",
    "system-admin",
)
LIKELY = {
    Action.SUBMIT: "drafter",
    Action.SIGN_OFF: "reviewer",
    Action.APPROVE: "supervisor",
    Action.PUBLISH: "publisher",
    Action.REQUEST_CHANGES: "supervisor",
}


class Walk(RuleBasedStateMachine):
    """A few proposals, and whatever people try with them."""

    template: ClassVar[tuple[object, str, World]]

    def __init__(self) -> None:
        """Begin with a fresh copy of the world."""
        super().__init__()
        databases, template, self.world = self.template
        self.stack = contextlib.ExitStack()
        url = self.stack.enter_context(copied(databases, template))
        app = Flask("mulu")
        app.config.update(SQLALCHEMY_DATABASE_URI=url, SQLALCHEMY_ENGINE_OPTIONS=engine_options(url))
        db.init_app(app)
        self.stack.callback(dispose, app)
        self.clock = FrozenClock(datetime(2026, 3, 2, 1, tzinfo=UTC))
        self.stack.enter_context(at(self.clock))
        self.stack.enter_context(app.app_context())
        with_reviewer(self.world)
        with_second_catalogue(self.world)
        self.numbers = [self.world.opened()]

    def teardown(self) -> None:
        """Throw the copy away."""
        self.stack.close()

    @precondition(lambda self: len(self.numbers) < 4)
    @rule(
        operation=st.sampled_from(Operation),
        rows=st.tuples(st.integers(0, 6), st.integers(0, 6)),
        by=st.sampled_from(("drafter", "drafting-reviewer")),
    )
    def open_another(self, operation: Operation, rows: tuple[int, int], by: str) -> None:
        """Open one more, with any operation."""
        with contextlib.suppress(WorkflowError):
            self.numbers.append(self.world.opened(any_draft(self.world, operation, *rows), by=by))

    @rule(
        operation=st.sampled_from(Operation),
        rows=st.tuples(st.integers(0, 6), st.integers(0, 6)),
        ahead=st.sampled_from((None, 0, 5, -5)),
        waiting=st.sampled_from(WaitingAnswer),
    )
    def go_all_the_way(
        self, operation: Operation, rows: tuple[int, int], ahead: int | None, waiting: WaitingAnswer
    ) -> None:
        """Publish an operation, in force at once, later or before; whatever does not fit is refused."""
        day = None if ahead is None else shanghai_day(self.clock.now()) + timedelta(days=ahead)
        with contextlib.suppress(WorkflowError):
            text = replace(any_draft(self.world, operation, *rows), effective_from=day)
            self.world.published(text, waiting=waiting)

    @rule(which=st.integers(0, 3), choice=st.sampled_from(Choice), waiting=st.sampled_from(WaitingAnswer))
    def revise_on_the_new_base(self, which: int, choice: Choice, waiting: WaitingAnswer) -> None:
        """Take a proposal back, and decide everything that is asked in one way."""
        number, drafter = self._number(which), self.world.actor("drafter")
        with contextlib.suppress(WorkflowError):
            revising.rebase(number, actor=drafter)
        with contextlib.suppress(WorkflowError):
            settle(self.world, number, choice, waiting)

    @rule(which=st.integers(0, 3), action=st.sampled_from(Action), who=st.sampled_from(LOGINS))
    def try_something(self, which: int, action: Action, who: str) -> None:
        """Let anybody try any action."""
        with contextlib.suppress(WorkflowError):
            COMMANDS[action](self._number(which), self.world.actor(who))

    @rule(which=st.integers(0, 3), action=st.sampled_from(sorted(LIKELY)))
    def go_on(self, which: int, action: Action) -> None:
        """Let the likely person do it, so that walks get far."""
        self.try_something(which, action, LIKELY[action])
        if action is Action.SIGN_OFF:
            self.try_something(which, action, "secrecy")

    @rule(which=st.integers(0, 3), who=st.sampled_from(LOGINS), outcome=st.sampled_from(Outcome))
    def sign(self, which: int, who: str, outcome: Outcome) -> None:
        """Say something in a step."""
        with contextlib.suppress(WorkflowError):
            review.sign_off(
                self._number(which), actor=self.world.actor(who), outcome=outcome, opinion="见附页。"
            )

    @rule(which=st.integers(0, 3), who=st.sampled_from(LOGINS), days=st.integers(1, 20))
    def save(self, which: int, who: str, days: int) -> None:
        """Write into the draft."""
        number = self._number(which)
        with contextlib.suppress(WorkflowError):
            text = self.world.amendment(ROWS[which % 2], deadline=f"{days}个工作日内公开")
            self.world.save(number, replace(text, title=f"第{days}种"), by=who)

    @rule(which=st.integers(0, 3), who=st.sampled_from(LOGINS))
    def comment(self, which: int, who: str) -> None:
        """Say something beside."""
        with contextlib.suppress(WorkflowError):
            discussion.add_comment(self._number(which), actor=self.world.actor(who), text="请核。")

    @rule(hours=st.integers(0, 200))
    def wait(self, hours: int) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(hours=hours))

    @invariant()
    def the_trail_holds(self) -> None:
        """What stands is what the events say."""
        with transaction() as session:
            assert_the_trail_holds(session)

    def _number(self, which: int) -> str:
        return self.numbers[which % len(self.numbers)]
