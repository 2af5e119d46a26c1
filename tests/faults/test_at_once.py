"""Fifty people, or several clocks, do the same thing at once: it is done once, and the others are told so."""

from collections.abc import Callable
from functools import partial

import sqlalchemy as sa
from flask import Flask

from models import ComplianceResult, ComplianceRun, Decision
from tests.faults.account import last_event
from tests.workflow.at_once import at_once, failures
from tests.workflow.looking import rows_of
from tests.workflow.replay import assert_the_trail_holds
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import State
from workflow.commands import notify, sweep
from workflow.commands.remind import remind_due
from workflow.unit import transaction

MANY = 50


def approvals(
    app: Flask, client_cookies: dict[str, str], number: str, token: str, version: int
) -> Callable[[], object]:
    """Return one press of the button, in a browser of its own that has the same session."""

    def press() -> tuple[int, str]:
        client = app.test_client()
        for name, value in client_cookies.items():
            client.set_cookie(name, value)
        answer = client.post(
            f"/proposals/{number}/actions/approve",
            data={"csrf_token": token, "version": version, "comment": "同意公布。"},
        )
        return answer.status_code, answer.get_data(as_text=True)

    return press


def test_of_fifty_approvals_one_succeeds_and_the_others_read_why(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        number = world.in_state(State.IN_APPROVAL)
        version = world.proposal(number).version
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    client.post(
        "/sign-in", data={"login": "supervisor", "password": world.password, "csrf_token": token_of(page)}
    )
    token = token_of(client.get(f"/proposals/{number}").get_data(as_text=True))
    session = client.get_cookie("mulu_session")
    assert session is not None
    cookies = {"mulu_session": session.value, "mulu_language": "en"}
    answers = at_once(app, clock, [approvals(app, cookies, number, token, version)] * MANY)
    assert failures(answers) == []
    done = [text for status, text in answers if status == 302]
    refused = [(status, text) for status, text in answers if status != 302]
    assert len(done) == 1
    assert {status for status, _ in refused} <= {409, 503}
    assert all("quicker" in text or "busy" in text for _, text in refused)
    with app.app_context():
        assert world.state(number) is State.APPROVED
        assert len(rows_of(Decision, number)) == 1
        with transaction() as session:
            assert_the_trail_holds(session)


def token_of(page: str) -> str:
    """Return the token of the first form of a page."""
    return page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def test_several_beats_begin_one_run_and_check_without_failing(
    context: Flask, clock: FrozenClock, world: World
) -> None:
    answers = at_once(context, clock, [sweep.begin_weekly_sweep] * 6)
    assert failures(answers) == []
    with transaction() as session:
        (run,) = session.scalars(sa.select(ComplianceRun)).all()
    assert set(answers) <= {run.id, None}
    for chunk in sweep.chunks_to_queue():
        answers = at_once(context, clock, [partial(sweep.check_chunk, chunk)] * 6)
        assert failures(answers) == []
    with transaction() as session:
        assert len(session.scalars(sa.select(ComplianceResult)).all()) == 2
    world.published()
    answers = at_once(context, clock, [sweep.check_changed] * 6)
    assert failures(answers) == []
    with transaction() as session:
        releases = session.scalars(sa.select(ComplianceResult.release_no)).all()
    assert sorted(releases) == [1, 2]


def test_several_dispatchers_tell_once(context: Flask, clock: FrozenClock, world: World) -> None:
    times = 8
    began = last_event()
    world.in_state(State.IN_REVIEW)
    with transaction() as session:
        events = list(
            session.scalars(
                sa.text("SELECT event_id FROM outbox WHERE event_id > :began").bindparams(began=began)
            )
        )
    sent: list[int] = []
    for event in events:
        answers = at_once(context, clock, [partial(notify.fan_out, event)] * times)
        assert failures(answers) == []
        pending = [one for answer in answers for one in answer]
        assert len(pending) == len(set(pending))
        for one in pending:
            at_once(context, clock, [partial(notify.deliver, one, sent.append)] * times)
    assert len(sent) == len(set(sent)) > 0
    assert at_once(context, clock, [remind_due] * times) == [[]] * times
