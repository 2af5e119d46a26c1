"""A database that is held by others at the set time takes no schedule away."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import ExceptionContext

from models.db import WRITING, db
from tests.workflow.looking import all_events
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import publication
from workflow.commands.scheduled import FAILED, publish_scheduled
from workflow.errors import BusyError

AHEAD = timedelta(hours=20)


@contextmanager
def held_until_somebody_gives_up() -> Iterator[None]:
    """Hold the database for writing, and let go as soon as one other has waited in vain."""
    engine = db.engine
    holder = engine.connect().execution_options(**{WRITING: True})
    holder.execute(sa.text("SELECT 1"))

    def hurry(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    def let_go(_: ExceptionContext) -> None:
        if holder.in_transaction():
            holder.rollback()

    sa.event.listen(engine, "checkout", hurry)
    sa.event.listen(engine, "handle_error", let_go)
    try:
        yield
    finally:
        sa.event.remove(engine, "checkout", hurry)
        sa.event.remove(engine, "handle_error", let_go)
        holder.close()


@pytest.mark.parametrize("databases", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
def test_what_found_the_database_held_is_published_at_the_next_beat(
    context: Flask, world: World, clock: FrozenClock
) -> None:
    del context
    number = world.in_state(State.APPROVED)
    publication.schedule(number, actor=world.actor("publisher"), moment=clock.now() + AHEAD)
    clock.advance(AHEAD)
    with held_until_somebody_gives_up(), pytest.raises(BusyError):
        publish_scheduled(number)
    assert all_events(FAILED) == []
    assert publish_scheduled(number)
    assert world.state(number) is State.PUBLISHED
