"""What a person is told who is named as deputy."""

from flask import Flask

from tests.web.people import signed_in
from tests.worker.test_hiding_mail import mail_to
from tests.workflow.test_absence import name
from tests.world import World
from values.clock import FrozenClock


def test_a_deputy_gets_a_mail_that_says_for_whom_and_when(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        name(world, by="security-admin", of="reviewer")
        text = mail_to("publisher", "delegated")
    assert "You are named as deputy of 王岚" in text
    assert "from 2026-03-02 to 2026-03-06, both days included" in text
    assert "Named by: " in text
    assert "/absence" in text
    assert clock


def test_the_message_of_a_deputy_leads_to_the_absences(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        name(world)
        mail_to("publisher", "delegated")
    page = signed_in(app, world, "publisher").get("/messages")
    assert 'class="what" href="/absence"' in page.text
    assert "from 2 March 2026 to 6 March 2026" in page.text
    assert "for the account 王岚 (reviewer)" in page.text
    assert "Untitled proposal" not in page.text
    assert clock
