"""Who has never submitted is guided through their first proposal, by what is done of it, until they want it no longer."""

import re

from flask import Flask

from tests.counting import Cost
from tests.web.people import signed_in
from tests.web.test_page_statements import SIZES, assert_same, cost_of
from tests.workflow.routes import rows_added
from tests.workflow.test_rule_outcomes import without_elements
from tests.world import World, draft
from values.proposal_content import DraftContent
from web.draft.desk import picked
from workflow.commands import submission
from workflow.commands.draft_checks import check_draft

TITLE = "Your first proposal, step by step"
NEXT = re.compile(r'<li aria-current="step">.*?<span>([^<]*)', re.DOTALL)


def test_a_new_drafter_is_led_from_step_to_step(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter2")
    assert _next(client.get("/inbox").text) == "Pick the rows that are to change"
    with app.app_context():
        number = world.opened(DraftContent(), by="drafter2")
    page = f"/proposals/{number}/edit"
    assert _next(client.get(page).text) == "Pick the rows that are to change"
    with app.app_context():
        unchanged = DraftContent(changes=(picked(world.row()),))
        world.save(number, unchanged, by="drafter2")
    assert _next(client.get(page).text) == "Edit each row"
    with app.app_context():
        changed = without_elements(world)
        world.save(number, DraftContent(changes=changed.changes), by="drafter2")
    assert _next(client.get(page).text) == "Mend what the rules find, or answer it"
    with app.app_context():
        world.justify(number, by="drafter2")
    assert _next(client.get(page).text) == "Say what made it necessary, since which day, and why"
    with app.app_context():
        world.save(number, draft(changed.changes), by="drafter2")
        world.justify(number, by="drafter2")
    assert _next(client.get(page).text) == "Read it once more and submit it"
    assert _next(client.get("/inbox").text) == "Mend what the rules find, or answer it"
    with app.app_context():
        check_draft(world.proposal(number).id)
    assert _next(client.get("/inbox").text) == "Read it once more and submit it"
    with app.app_context():
        submission.submit(number, actor=world.actor("drafter2"))
    assert TITLE not in client.get("/inbox").text


def test_the_guide_is_put_away_for_good(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter2")
    page = client.get("/inbox")
    for _ in range(2):
        answer = client.submit(page, "Do not show this again")
        assert answer.status_code == 302
    assert TITLE not in client.get("/inbox").text
    assert TITLE not in signed_in(app, world, "drafter2").get("/inbox").text


def test_putting_it_away_beside_a_draft_leads_back_to_the_draft(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.opened(by="drafter2")
    client = signed_in(app, world, "drafter2")
    answer = client.submit(client.get(f"/proposals/{number}/edit"), "Do not show this again")
    assert answer.headers["Location"] == f"/proposals/{number}/edit"
    assert TITLE not in client.get(f"/proposals/{number}/edit").text


def test_who_has_submitted_or_does_not_draft_is_not_guided(app: Flask, world: World) -> None:
    greeted = {"drafter2": True, "drafter": False, "reviewer": False, "auditor": False}
    assert {one: TITLE in signed_in(app, world, one).get("/inbox").text for one in greeted} == greeted


def test_the_guide_costs_the_same_however_many_rows_the_draft_has(app: Flask, world: World) -> None:
    found: dict[str, list[Cost]] = {"the inbox": [], "the draft": []}
    with app.app_context():
        number = world.opened(DraftContent(), by="drafter2")
    for size in SIZES:
        with app.app_context():
            added = rows_added(world, *(f"事项{size}-{one}" for one in range(size)))
            world.save(number, added, by="drafter2")
        found["the inbox"].append(cost_of(app, "drafter2", world, "/inbox"))
        found["the draft"].append(cost_of(app, "drafter2", world, f"/proposals/{number}/edit"))
    assert_same(found)


def _next(page: str) -> str:
    assert TITLE in page
    found = NEXT.search(page)
    assert found is not None
    return found[1].strip()
