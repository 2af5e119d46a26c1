"""The one process of the embedded default is killed, and meets a mail server that refuses and dawdles."""

import random
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPException

import pytest

from models import Event
from tests.faults.installation import EMBEDDED, LONG, SEED, Installation
from tests.faults.postbox import Mood
from tests.faults.processes import kill_group
from tests.faults.reader import Reader, signed_in
from tests.waiting import wait_until
from tests.workflow.looking import rows_of

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("databases", EMBEDDED, indirect=True)]

LEASES_END = timedelta(minutes=3)
KILLS = 6 if LONG else 2
SENDERS_TIME = 3
"""Seconds that a sender waits for the mail server where it falls asleep, instead of twenty."""


@pytest.fixture
def house(install: Callable[..., Installation]) -> Installation:
    """An installation whose only process the test starts; what the test itself does is found by its sweep."""
    return install(hands_over=False)


class Submitter(threading.Thread):
    """A drafter who sends one draft after the other, and notes which were acknowledged."""

    def __init__(self, reader: Reader, numbers: list[str]) -> None:
        super().__init__(daemon=True)
        self.reader, self.numbers = reader, numbers
        self.acknowledged: list[str] = []

    def run(self) -> None:
        """Go on until everything is sent, or nobody answers any more."""
        while self.numbers:
            number = self.numbers[0]
            try:
                answer = self.reader.post(f"/proposals/{number}/actions/submit", draft_version="1")
            except (OSError, HTTPException):  # Killed before, or in the middle of its answer.
                return
            if answer.status == 200:
                self.acknowledged.append(number)
            self.numbers.pop(0)


def test_killed_at_any_moment_it_owes_nothing_in_the_end(house: Installation) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a moment is no secret
    everything, acknowledged = [], []
    for turn in range(KILLS):
        # Each turn has its own: one who was quick would leave nothing to be held up in the turns after it.
        drafts = house.drafts(4)
        everything += drafts
        process = house.processes.embedded(f"embedded-{turn}")
        submitter = Submitter(signed_in(house, "drafter"), drafts)
        house.postbox.become(Mood.HOLDS if turn % 2 == 0 else Mood.TAKES)
        submitter.start()
        if turn % 2 == 0:
            house.await_busy()
        else:
            time.sleep(chance.uniform(0.0, 1.5))
        kill_group(process)
        submitter.join(timeout=30)
        assert not submitter.is_alive()
        acknowledged += submitter.acknowledged
        house.postbox.become(Mood.TAKES)
        house.clock.advance(LEASES_END)
    house.processes.embedded("embedded-last")
    house.await_settled(crashes=KILLS)
    assert acknowledged
    for number in everything:
        submitted = [event for event in rows_of(Event, number) if event.action == "submit"]
        assert len(submitted) == 1 if number in acknowledged else len(submitted) <= 1


def test_a_mail_server_that_refuses_then_dawdles_loses_and_repeats_nothing(house: Installation) -> None:
    process = house.processes.embedded()
    house.postbox.become(Mood.REFUSES)
    house.submit(2)
    wait_until(lambda: house.postbox.refused >= 2 * 4, "every mail was refused once")
    reviewer = signed_in(house, "reviewer")
    assert "压缩公开时限" in reviewer.get("/inbox").text
    house.postbox.become(Mood.TAKES, delay=0.3)
    house.clock.advance(timedelta(seconds=61))
    house.await_settled()
    assert process.poll() is None


def test_a_mail_server_that_falls_asleep_costs_one_repeat_at_most(house: Installation) -> None:
    house.processes.mail_seconds = str(SENDERS_TIME)
    process = house.processes.embedded()
    house.postbox.become(Mood.HOLDS)
    house.submit()
    house.await_busy(1)
    time.sleep(SENDERS_TIME + 1)
    house.postbox.become(Mood.TAKES)
    wait_until(lambda: bool(house.postbox.taken), "the mail was taken after its sender had gone")
    house.clock.advance(LEASES_END)
    house.await_settled(crashes=1)
    assert process.poll() is None
