"""Hiding in the browser: the form of an entry, the hidings of a catalogue, approving, lifting, the inbox."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, ROWS, World
from values.clock import FrozenClock
from values.hiding import HidingTarget
from workflow.commands.hiding_dues import attend_to_hidings
from workflow.queries.catalogue import PublishedRow

DEADLINE = "20个工作日内公开"


@pytest.fixture
def row(app: Flask, world: World) -> PublishedRow:
    with app.app_context():
        return world.row()


@pytest.fixture
def hidings(world: World) -> Hidings:
    return Hidings(world)


def test_it_is_hidden_approved_and_lifted_in_the_browser(app: Flask, world: World, row: PublishedRow) -> None:
    publisher, supervisor = (signed_in(app, world, login) for login in ("publisher", "supervisor"))
    entry = f"/catalogues/{COUNTY}/entries/{row.state.entry}"
    assert "Hide in an emergency …" in publisher.get(entry).text
    assert "Hide in an emergency …" not in signed_in(app, world, "drafter").get(entry).text
    form = publisher.get(f"{entry}/hide")
    assert "Field: Deadline" in form.text
    assert "Field: Degree of online handling" not in form.text
    wrong = publisher.submit(form, "Hide now", explanation="见函", part="field:deadline")
    assert wrong.status_code == 422
    assert "见函" in wrong.text
    assert publisher.submit(wrong, "Hide now", reason="personal_data").status_code == 302
    assert DEADLINE not in visitor(app).get(entry).text
    again = publisher.submit(
        publisher.get(f"{entry}/hide"), "Hide now", reason="other", explanation="再次", part="field:deadline"
    )
    assert again.status_code == 409
    listed = publisher.get(f"/catalogues/{COUNTY}/hidings")
    assert "2 working days left" in listed.text
    assert "Approve, keep it hidden" not in listed.text
    assert ROWS[0] in supervisor.get("/inbox").text
    assert "No proposal waits for you" in supervisor.get("/inbox").text
    page = supervisor.get(f"/catalogues/{COUNTY}/hidings")
    refused = supervisor.submit(page, "Approve, keep it hidden")
    assert refused.status_code == 422
    assert supervisor.submit(refused, "Approve, keep it hidden", opinion="同意。").status_code == 302
    page = supervisor.get(f"/catalogues/{COUNTY}/hidings")
    assert supervisor.submit(page, "Lift, show it again", opinion="已改。").status_code == 302
    late = supervisor.submit(page, "Lift, show it again", opinion="晚了一步。")
    assert late.status_code == 409
    assert "晚了一步。" in late.text.partition("What you typed")[2]
    assert DEADLINE in visitor(app).get(entry).text
    assert "over" in supervisor.get(f"/catalogues/{COUNTY}/hidings").text


def test_everything_that_is_missing_is_named_at_once(app: Flask, world: World, row: PublishedRow) -> None:
    publisher = signed_in(app, world, "publisher")
    form = publisher.get(f"/catalogues/{COUNTY}/entries/{row.state.entry}/hide")
    assert "Field: Deadline" in form.text
    assert "Field: Degree of online handling" not in form.text
    wrong = publisher.submit(form, "Hide now")
    assert wrong.status_code == 422
    assert "2 things have to be put right" in wrong.text
    for said in ("Choose why it has to be hidden.", "Say why, in a sentence."):
        assert wrong.text.count(said) == 2, "in the summary, and beside its field"


def test_pages_of_hiding_are_for_those_in_charge(app: Flask, world: World, row: PublishedRow) -> None:
    entry = f"/catalogues/{COUNTY}/entries/{row.state.entry}/hide"
    assert visitor(app).get(entry).status_code == 302
    assert signed_in(app, world, "other-supervisor").get(entry).status_code == 404
    assert signed_in(app, world, "drafter").get(entry).status_code == 403
    publisher = signed_in(app, world, "publisher")
    with app.app_context():
        foreign = world.row(code="990102-employment").state.entry
    for other in ("0" * 31 + "f", foreign):
        assert publisher.get(f"/catalogues/{COUNTY}/entries/{other}/hide").status_code == 404
        assert publisher.get(f"/catalogues/{COUNTY}/entries/{other}").status_code == 404
    assert publisher.get("/catalogues/990199-employment/hidings").status_code == 404
    empty = publisher.get(f"/catalogues/{COUNTY}/hidings")
    assert "Nothing is or was hidden" in empty.text


def test_an_overdue_hiding_says_so(
    app: Flask, world: World, hidings: Hidings, row: PublishedRow, clock: FrozenClock
) -> None:
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=row.state.entry))
        clock.advance(timedelta(days=6))
        attend_to_hidings()
    page = signed_in(app, world, "overseer").get(f"/catalogues/{COUNTY}/hidings").text
    assert "level 1 above" in page
    assert "not approved in time" in page
