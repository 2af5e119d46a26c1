"""The periods of a proposal, as its page, the inbox and the command line say them."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.world import World
from values.clock import FrozenClock
from values.periods import PauseReason, PeriodKind, PeriodState
from values.vocabulary import State
from web.cli.proposal.shapes import PeriodLine
from workflow.commands import approval, publication, review, submission

ACCOUNT = ("--as", "auditor")


def brought(app: Flask, world: World, state: State) -> str:
    with app.app_context():
        return world.in_state(state)


def lines(commands: Commands, number: str) -> dict[PeriodKind, PeriodLine]:
    found = commands.json(list[PeriodLine], "proposal", "periods", number, *ACCOUNT)
    return {one.kind: one for one in found}


def text(client: CheckedClient, address: str) -> str:
    return " ".join(client.get(address).text.split())


def test_every_period_runs_from_its_anchor(
    app: Flask, world: World, commands: Commands, clock: FrozenClock
) -> None:
    number = brought(app, world, State.IN_REVIEW)
    clock.advance(timedelta(days=1))
    with app.app_context():
        world.sign(number, "reviewer", "secrecy")
    clock.advance(timedelta(days=2))
    with app.app_context():
        approval.approve(number, actor=world.actor("supervisor"))
    clock.advance(timedelta(days=4))
    running = lines(commands, number)
    said = {kind: (one.anchored_on, one.due_on, one.state) for kind, one in running.items()}
    assert said == {
        PeriodKind.REVIEW: (date(2026, 3, 2), date(2026, 3, 12), PeriodState.KEPT),
        PeriodKind.APPROVAL: (date(2026, 3, 3), date(2026, 3, 10), PeriodState.KEPT),
        PeriodKind.PUBLICATION: (date(2026, 3, 5), date(2026, 3, 10), PeriodState.RUNNING),
        PeriodKind.STATUTORY: (date(2026, 3, 2), date(2026, 3, 30), PeriodState.RUNNING),
    }
    assert (running[PeriodKind.PUBLICATION].days_left, running[PeriodKind.STATUTORY].days_left) == (1, 15)
    clock.advance(timedelta(days=2))
    with app.app_context():
        publication.publish(number, actor=world.actor("publisher"))
    over = lines(commands, number)
    assert over[PeriodKind.PUBLICATION].state is PeriodState.MISSED
    assert over[PeriodKind.STATUTORY].state is PeriodState.KEPT


def test_a_return_pauses_the_review_and_never_the_statutory_time(
    app: Flask, world: World, commands: Commands, clock: FrozenClock
) -> None:
    number = brought(app, world, State.IN_REVIEW)
    before = lines(commands, number)
    clock.advance(timedelta(days=1))
    with app.app_context():
        review.request_changes(number, actor=world.actor("reviewer"), comment="请补充理由。")
    clock.advance(timedelta(days=3))
    paused = lines(commands, number)
    assert paused[PeriodKind.REVIEW].state is PeriodState.PAUSED
    assert paused[PeriodKind.REVIEW].paused_days == 3
    assert [(one.since, one.until, one.reason) for one in paused[PeriodKind.REVIEW].pauses] == [
        (date(2026, 3, 3), None, PauseReason.RETURNED)
    ]
    assert paused[PeriodKind.REVIEW].days_left == before[PeriodKind.REVIEW].days_left - 1
    assert paused[PeriodKind.STATUTORY].due_on == before[PeriodKind.STATUTORY].due_on
    page = text(signed_in(app, world, "drafter"), f"/proposals/{number}")
    assert "standing still" in page
    assert "Returned to the drafters since" in page
    assert "3 working days are not counted." in page
    with app.app_context():
        world.save(number, world.amendment(deadline="5个工作日内公开"))
        submission.submit(number, actor=world.actor("drafter"))
    assert lines(commands, number)[PeriodKind.REVIEW].pauses[0].until == date(2026, 3, 6)
    assert "Returned to the drafters from" in commands.said("proposal", "periods", number, *ACCOUNT)


def test_nothing_binds_what_was_withdrawn(app: Flask, world: World, commands: Commands) -> None:
    withdrawn, standing = brought(app, world, State.WITHDRAWN), brought(app, world, State.IN_REVIEW)
    assert lines(commands, withdrawn) == {}
    assert "No period binds" in commands.said("proposal", "periods", withdrawn, *ACCOUNT)
    client = signed_in(app, world, "auditor")
    assert "h-periods" not in client.get(f"/proposals/{withdrawn}").text
    assert "h-periods" in client.get(f"/proposals/{standing}").text


def test_what_was_sent_back_by_the_supervisor_is_reviewed_anew(
    app: Flask, world: World, commands: Commands, clock: FrozenClock
) -> None:
    with app.app_context():
        number = world.returned_by_supervisor()
    clock.advance(timedelta(days=7))
    with app.app_context():
        world.save(number, world.amendment(deadline="5个工作日内公开"))
        submission.submit(number, actor=world.actor("drafter"))
    found = lines(commands, number)
    assert found[PeriodKind.REVIEW].anchored_on == date(2026, 3, 9)
    assert found[PeriodKind.REVIEW].state is PeriodState.RUNNING
    assert found[PeriodKind.APPROVAL].state is PeriodState.AHEAD


@pytest.mark.parametrize(
    ("state", "login", "due"),
    [(State.IN_APPROVAL, "supervisor", "9 March 2026"), (State.APPROVED, "publisher", "5 March 2026")],
)
def test_the_inbox_says_until_when_it_is_to_be_decided_and_published(
    app: Flask, world: World, clock: FrozenClock, state: State, login: str, due: str
) -> None:
    assert clock
    brought(app, world, state)
    page = text(signed_in(app, world, login), "/inbox")
    assert f"due {due}" in page
    assert "working days left" in page
