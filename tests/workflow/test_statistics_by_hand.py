"""Thirty proposals in every state, played over five months: each figure equals what plain loops over whole tables count."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from models import WorkingDayException
from models.db import db
from tests.workflow.statistics_by_hand import BEIJING, ByHand
from tests.world import OTHER_COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import Outcome, State
from workflow.commands import approval, publication, review, revising, submission
from workflow.queries.bodies import current_day
from workflow.reach import seats_of
from workflow.statistics import FigureKey, every_figure
from workflow.statistics.figures import scope_of
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context")

BORDER = date(2026, 5, 6)
"""A day at whose first and last moment something happens."""


class Player:
    """Plays proposals step by step; between any two steps time goes on."""

    def __init__(self, world: World, clock: FrozenClock) -> None:
        self.world, self.clock, self.count = world, clock, 0
        self.deadline = "10个工作日内公开"

    def later(self, hours: int) -> None:
        """Let some hours go by, never the same number."""
        self.count += 1
        self.clock.advance(timedelta(hours=hours + self.count % 5, minutes=self.count % 7))

    def begin(self, to: State | None, *, prefix: str = "", adds: bool = False) -> str:
        """Open a proposal, and bring it to a state as far as one person after the other does."""
        world, code = self.world, OTHER_COUNTY if prefix else "990101-employment"
        self.later(5)
        text = (
            world.addition(f"新增事项{self.count}", code=code)
            if adds
            else world.amendment(code=code, deadline=self.deadline)
        )
        text = replace(text, trigger_date=current_day())
        number: str = world.opened(text, by=f"{prefix}drafter", code=code)
        if to is State.DRAFT:
            return number
        self.later(19)
        submission.submit(number, actor=world.actor(f"{prefix}drafter"))
        signers = ("reviewer", "secrecy", "office") if adds else ("reviewer", "secrecy")
        if to in (State.APPROVED, State.PUBLISHED, State.REJECTED, State.IN_APPROVAL):
            for signer in signers:
                self.later(27)
                world.sign(number, prefix + signer)
        return number

    def approved(self, number: str, prefix: str = "") -> None:
        """Have the supervisor approve."""
        self.later(30)
        approval.approve(number, actor=self.world.actor(f"{prefix}supervisor"), comment="同意。")

    def published(self, number: str, prefix: str = "") -> None:
        """Have the publisher publish."""
        self.later(26)
        publication.publish(number, actor=self.world.actor(f"{prefix}publisher"))

    def at(self, day: date, when: time) -> None:
        """Move the clock to a moment in Beijing."""
        self.clock.at = datetime.combine(day, when, BEIJING).astimezone(UTC)


def play(world: World, clock: FrozenClock) -> None:
    """Play thirty proposals over five months, with something at the first and at the last moment of a day."""
    player = Player(world, clock)
    _publish_some(world, player)
    for when in (time.max, time()):
        player.at(clock.now().astimezone(BEIJING).date() + timedelta(days=1), when)
        world.opened(by="drafter")
        clock.advance(timedelta(microseconds=1))
        text = replace(world.amendment(deadline="9个工作日内公开"), trigger_date=BORDER)
        world.in_state(State.IN_REVIEW, text)
    _leave_some(world, player)


def _publish_some(world: World, player: Player) -> None:
    for prefix, adds in (("", True), ("other-", True), ("", False), ("", True)):
        number = player.begin(State.PUBLISHED, prefix=prefix, adds=adds)
        player.approved(number, prefix)
        player.published(number, prefix)
    # Approved, taken back, approved again and published long after; a supervisor who dawdles.
    number = player.begin(State.PUBLISHED, adds=True)
    player.approved(number)
    player.later(40)
    approval.revoke_approval(number, actor=world.actor("supervisor"), comment="再核。")
    player.later(96)
    player.approved(number)
    player.later(150)
    player.published(number)
    # Sent back by a step and by the supervisor, each taken up again.
    number = player.begin(State.IN_REVIEW, adds=True)
    player.later(8)
    review.request_changes(number, actor=world.actor("reviewer"), comment="补充理由。")
    player.later(90)
    submission.submit(number, actor=world.actor("drafter"), comment="已当面说明。")
    for signer in ("reviewer", "secrecy", "office"):
        player.later(28)
        world.sign(number, signer, outcome=Outcome.AGREED)
    player.later(9)
    review.request_changes(number, actor=world.actor("supervisor"), comment="说明依据。")
    player.later(9)
    submission.submit(number, actor=world.actor("drafter"), comment="已当面说明。")
    player.approved(number)
    assert current_day() < BORDER
    player.at(BORDER, time())
    publication.publish(number, actor=world.actor("publisher"))
    number = player.begin(State.PUBLISHED, adds=True)
    player.approved(number)
    player.at(BORDER + timedelta(days=6), time.max)
    publication.publish(number, actor=world.actor("publisher"))


def _leave_some(world: World, player: Player) -> None:
    player.deadline = "11个工作日内公开"
    for prefix in ("", "other-", ""):
        for to in (State.DRAFT, State.IN_REVIEW, State.IN_APPROVAL, State.REJECTED, State.APPROVED):
            number = player.begin(to, prefix=prefix)
            if to is State.REJECTED:
                player.later(130)
                approval.reject(number, actor=world.actor(f"{prefix}supervisor"), comment="不符。")
            elif to is State.APPROVED:
                player.approved(number, prefix)
    for prefix in ("", "other-"):
        number = player.begin(State.IN_REVIEW, prefix=prefix)
        player.later(3)
        submission.withdraw(number, actor=world.actor(f"{prefix}drafter"))
    number = player.begin(State.IN_REVIEW)
    revising.open_consultation(
        number, actor=world.actor("drafter"), until=player.clock.now() + timedelta(days=9)
    )
    number = player.begin(State.IN_REVIEW)
    player.later(70)
    review.sign_off(number, actor=world.actor("reviewer"), outcome=Outcome.AGREED, opinion="同意。")
    player.later(70)
    review.request_changes(number, actor=world.actor("secrecy"), comment="补充。")
    player.later(70)
    submission.submit(number, actor=world.actor("drafter"), comment="已当面说明。")
    player.later(24 * 9)


def days_off(until: date) -> set[date]:
    """Return weekends and holidays without the days that are worked instead."""
    with transaction() as session:
        said = {one.day: one.is_working for one in session.query(WorkingDayException)}
    first = date(2025, 12, 1)
    every = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    return {one for one in every if not said.get(one, one.weekday() < 5)}


def test_every_figure_is_what_a_person_would_count(world: World, clock: FrozenClock) -> None:
    begun = current_day()
    play(world, clock)
    today = current_day()
    assert len(world.rows())
    off = days_off(today)
    periods = [
        (begun, today),
        (BORDER, BORDER + timedelta(days=6)),
        (BORDER + timedelta(days=1), BORDER + timedelta(days=5)),
        (BORDER, BORDER),
        (today, today),
    ]
    keys = [one for one in FigureKey if one not in (FigureKey.COVERAGE, FigureKey.PLACES)]
    filled = set()
    for login in ("drafter", "supervisor", "office", "overseer", "auditor", "other-supervisor"):
        with transaction() as session:
            seats = seats_of(session, world.people[login], today)
        for since, until in periods:
            asked = scope_of(seats, since=since, until=until)
            with transaction() as session:
                found = {one.key: dict(one.rows) for one in every_figure(session, asked)}
            hand = ByHand(world.people[login], since, until, today, off)
            for key in keys:
                expected = getattr(hand, key.value)()
                assert found[key] == expected, (login, since, until, key)
                filled |= {key} if expected else set()
    assert filled == set(keys)
    db.session.remove()
