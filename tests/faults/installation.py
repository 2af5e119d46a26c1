"""An installation that a test breaks: its world, its processes, its postbox and its clock."""

import os
import uuid
from dataclasses import dataclass, field

import pytest
from celery import Celery
from flask import Flask

from config import Settings
from tests.faults.account import assert_settled, last_event, owed
from tests.faults.moved_clock import MovedClock
from tests.faults.postbox import Postbox
from tests.faults.processes import Processes
from tests.waiting import wait_until
from tests.world import COUNTY, World
from workflow.actor import Actor
from workflow.commands import drafting, submission
from workflow.seed.justifying import justified

LONG = os.environ.get("MULU_FAULTS") == "long"
"""Whether everything is tried on everything, instead of a sample."""
SEED = int(os.environ.get("MULU_FAULTS_SEED") or 1)
"""Chooses the sample; every turn of a long run has another one."""

SQLITE = pytest.param("sqlite", marks=pytest.mark.sqlite)
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgresql)
WITH_REDIS = (POSTGRESQL, SQLITE) if LONG else (POSTGRESQL,)
"""What Redis is tried with: production's database, in the long form the other one as well."""
EMBEDDED = (SQLITE, POSTGRESQL) if LONG else (SQLITE,)


@dataclass
class Installation:
    """What a test of faults plays with, within a pushed context and on its clock."""

    world: World
    settings: Settings
    app: Flask
    queue: Celery
    postbox: Postbox
    clock: MovedClock
    processes: Processes
    began: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin the account."""
        self.began = last_event()

    def submit(self, times: int = 1) -> list[str]:
        """Open and submit proposals by commands, as pages do, and return their numbers."""
        return [self._submit_one() for _ in range(times)]

    def drafts(self, times: int) -> list[str]:
        """Open proposals that are ready to be submitted, and return their numbers."""
        return [self._open_one() for _ in range(times)]

    def _open_one(self) -> str:
        actor = Actor(person_id=self.world.people["drafter"])
        text = justified(COUNTY, self.world.addition(f"就业见习{uuid.uuid4().hex[:12]}"))
        number = drafting.open_proposal(COUNTY, actor=actor, content=text)
        self.acknowledged.append(actor.request_id)
        return number

    def _submit_one(self) -> str:
        number = self._open_one()
        actor = Actor(person_id=self.world.people["drafter"])
        submission.submit(number, actor=actor)
        self.acknowledged.append(actor.request_id)
        return number

    def await_busy(self, slots: int = 2) -> None:
        """Wait until so many senders wait for the postbox's answer."""
        wait_until(lambda: self.postbox.held >= slots, f"{slots} slots were busy")

    def await_settled(self, *, crashes: int = 0) -> None:
        """Wait until nothing is owed, and draw up the account."""
        wait_until(lambda: owed() == 0, "nothing was owed")
        assert_settled(
            since=self.began, acknowledged=self.acknowledged, postbox=self.postbox, crashes=crashes
        )
