"""The clock goes back by an hour, or the disk is full: a sentence at worst, nothing half done, and it goes on after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event, Release
from models.db import db
from tests.faults.account import assert_settled, last_event, owed
from tests.faults.conftest import tell_everyone
from tests.web.people import signed_in
from tests.workflow.looking import rows_of
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import discussion, drafting, notify, publication
from workflow.commands.remind import remind_due
from workflow.commands.scheduled import publish_scheduled
from workflow.deliveries import due_deliveries, unfanned_events
from workflow.errors import FullError
from workflow.unit import transaction

NO_ROOM = "There is no room left"


def run_what_is_due(clock: FrozenClock) -> None:
    """Do what the sweep would queue by now."""
    with transaction() as session:
        events = unfanned_events(session, now=clock.now(), older_than=timedelta(seconds=5))
        letters = due_deliveries(session, now=clock.now())
    for event in events:
        notify.fan_out(event)
    for letter in letters:
        notify.deliver(letter, lambda _: None)


def test_with_the_clock_an_hour_back_publications_stay_in_order_and_nothing_is_lost(
    context: Flask, world: World, clock: FrozenClock
) -> None:
    tell_everyone()
    clock.advance(timedelta(hours=2))
    began = last_event()
    first = world.published(world.amendment(ROWS[0]))
    waiting = world.in_state(State.APPROVED, world.amendment(ROWS[1]))
    publication.schedule(waiting, actor=world.actor("publisher"), moment=clock.now() + timedelta(minutes=30))
    clock.advance(-timedelta(hours=1))
    second = world.published(world.amendment(ROWS[0], deadline="5个工作日内公开"))
    assert not publish_scheduled(waiting)
    remind_due()
    before, after = (rows_of(Release, number)[0].published_at for number in (first, second))
    assert before < after <= before + timedelta(milliseconds=1)
    assert world.row(ROWS[0]).state.content.deadline == "5个工作日内公开"
    clock.advance(timedelta(hours=1, minutes=31))
    assert publish_scheduled(waiting)
    for _ in range(2):
        clock.advance(timedelta(minutes=3))
        run_what_is_due(clock)
    assert owed() == 0
    assert_settled(since=began, acknowledged=())
    assert context


@contextmanager
def full_sqlite() -> Iterator[None]:
    """Let the file grow no further, for every connection that is made."""

    def bound(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        cursor.close()

    db.session.remove()
    db.engine.dispose()
    sa.event.listen(db.engine, "connect", bound)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "connect", bound)
        db.session.remove()
        db.engine.dispose()


@contextmanager
def full_postgresql() -> Iterator[None]:
    """Have the server answer as it does when a table cannot be extended: an error of class 53100."""
    db.session.remove()
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
        )
        for table in ("event", "draft", "comment"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER no_room BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_room()"
            )
    try:
        yield
    finally:
        db.session.remove()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION no_room() CASCADE")


@pytest.fixture
def full(database: str) -> Callable[[], object]:
    """A block in which nothing more can be stored."""
    return full_sqlite if database.startswith("sqlite") else full_postgresql


def large(world: World) -> str:
    """Return a text that needs pages of its own."""
    return f"{world.password}：" + "请核实。" * 400


def test_a_full_disk_is_a_sentence_and_the_same_succeeds_when_there_is_room_again(
    app: Flask, world: World, clock: FrozenClock, full: Callable[[], contextmanager]
) -> None:
    with app.app_context():
        tell_everyone()
        clock.advance(timedelta(hours=2))
        began, number = last_event(), world.in_state(State.IN_REVIEW)
    client = signed_in(app, world, "reviewer")
    page = client.get(f"/proposals/{number}")
    with app.app_context():
        text, events = world.addition("就业见习"), len(rows_of(Event, number))
        with full():
            for _ in range(3):
                with pytest.raises(FullError):
                    fill(world, number)
            with pytest.raises(FullError):
                drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=text)
            refused = client.submit(page, "Comment", text=large(world))
            assert (refused.status_code, NO_ROOM in refused.text) == (503, True)
            assert client.get(f"/proposals/{number}").status_code == 200
        assert len(rows_of(Event, number)) == events
        assert client.submit(page, "Comment", text=large(world)).status_code == 302
        assert drafting.open_proposal(COUNTY, actor=world.actor("drafter"), content=text)
        for _ in range(2):
            clock.advance(timedelta(minutes=3))
            run_what_is_due(clock)
        assert owed() == 0
        assert_settled(since=began, acknowledged=())


def fill(world: World, number: str) -> None:
    """Comment until nothing more fits; what has fitted stays."""
    for _ in range(200):
        discussion.add_comment(number, actor=world.actor("secrecy"), text=large(world))
