"""A long inbox comes in pages: each proposal stands on one of them, and the numbers beside them say how many there are."""

import re

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import State
from web.inbox import page as inbox_page

TWO_A_PAGE = 2
FIVE = [f"{days}个工作日" for days in range(11, 16)]
NUMBER = re.compile(r'class="num">([0-9-]+)</span>')


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_page, "PAGE", TWO_A_PAGE)


def panel(client: CheckedClient, address: str, heading: str) -> tuple[list[str], int]:
    """Return which proposals a panel of the inbox lists, and how many it says there are."""
    _, _, text = client.get(address).text.partition(f'<h2 id="{heading}">')
    text, _, _ = text.partition("</section>")
    count = re.search(r"small\">(\d+)</span>", text)
    return NUMBER.findall(text), int(count[1]) if count else 0


def test_what_waits_for_me_comes_in_pages_by_due_date(app: Flask, world: World) -> None:
    with app.app_context():
        numbers = [world.in_state(State.IN_REVIEW, world.amendment(deadline=one)) for one in FIVE]
    reviewer = signed_in(app, world, "reviewer")
    pages = [panel(reviewer, f"/inbox?page={page}", "h-mine") for page in (1, 2, 3)]
    assert [listed for listed, _ in pages] == [numbers[:2], numbers[2:4], numbers[4:]]
    assert {count for _, count in pages} == {len(FIVE)}
    first, last = reviewer.get("/inbox").text, reviewer.get("/inbox?page=3").text
    assert ("Next page" in first, "Previous page" in first) == (True, False)
    assert ("Next page" in last, "Previous page" in last) == (False, True)


@pytest.mark.parametrize("asked", ["0", "99", "-1", "rubbish", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(app: Flask, world: World, asked: str) -> None:
    with app.app_context():
        numbers = [world.in_state(State.IN_REVIEW, world.amendment(deadline=one)) for one in FIVE[:3]]
    listed, _ = panel(signed_in(app, world, "reviewer"), f"/inbox?page={asked}", "h-mine")
    assert listed == (numbers[2:] if asked == "99" else numbers[:2])


def test_what_waits_for_colleagues_turns_its_pages_for_itself(app: Flask, world: World) -> None:
    with app.app_context():
        numbers = [
            world.in_state(State.IN_REVIEW, world.amendment(deadline=one), by="drafting-reviewer")
            for one in FIVE[:3]
        ]
    client = signed_in(app, world, "drafting-reviewer")
    assert panel(client, "/inbox?page=9", "h-others") == (numbers[:2], 3)
    assert panel(client, "/inbox?page=9&colleagues=2", "h-others") == (numbers[2:], 3)


def test_drafts_come_after_what_has_a_last_day_also_across_pages(app: Flask, world: World) -> None:
    with app.app_context():
        draft = world.in_state(State.DRAFT, by="drafting-reviewer")
        due = [world.in_state(State.IN_REVIEW, world.amendment(deadline=one)) for one in FIVE[:2]]
    client = signed_in(app, world, "drafting-reviewer")
    assert panel(client, "/inbox", "h-mine") == (due, 3)
    assert panel(client, "/inbox?page=2", "h-mine") == ([draft], 3)
