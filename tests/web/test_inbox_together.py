"""The inbox signs off several proposals at once where they were read, and lists what is watched; revisions are compared."""

from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in, visitor
from tests.web.test_audit_exports import recorded
from tests.world import COUNTY, World
from values.vocabulary import State
from workflow.commands import review, submission

TOGETHER = "Sign off together"


def in_review(app: Flask, world: World, *deadlines: str) -> list[str]:
    with app.app_context():
        return [world.in_state(State.IN_REVIEW, world.amendment(deadline=one)) for one in deadlines]


def opened(client: CheckedClient, *numbers: str) -> None:
    for number in numbers:
        assert client.get(f"/proposals/{number}").status_code == 200


def test_what_was_opened_is_signed_off_together_each_for_itself(app: Flask, world: World) -> None:
    first, second, third = in_review(app, world, "11个工作日", "12个工作日", "13个工作日")
    reviewer = signed_in(app, world, "reviewer")
    page = reviewer.get("/inbox")
    assert TOGETHER in page.text
    assert page.text.count("Open it first") == 3
    opened(reviewer, first, second)
    page = reviewer.get("/inbox")
    assert page.text.count("Open it first") == 1
    button = "Agree to the ticked proposals"
    answer = reviewer.submit(page, button, number=[first, second], opinion="一并同意。")
    assert "2 proposals are signed off." in reviewer.get(answer.location).text
    events = [event for event, _ in recorded(app, "sign_off")]
    assert {event.subject_id for event in events} >= {first, second}
    with app.app_context():
        assert [world.state(one) for one in (first, second, third)] == [State.IN_REVIEW] * 3
    # The first page again: what has moved on since says so, and nothing is signed twice.
    again = reviewer.submit(page, button, number=[first, second], opinion="一并同意。")
    assert f"{first} is not signed off" in reviewer.get(again.location).text
    assert len(recorded(app, "sign_off")) == len(events)


def test_what_was_not_opened_is_not_signed_off(app: Flask, world: World) -> None:
    first, second = in_review(app, world, "11个工作日", "12个工作日")
    reviewer = signed_in(app, world, "reviewer")
    opened(reviewer, first)
    page, before = reviewer.get("/inbox"), len(recorded(app, "sign_off"))
    for ticked, said in (([first, second], "Open each proposal first"), ([], "Tick the proposals")):
        answer = reviewer.submit(page, "Agree to the ticked proposals", number=ticked, opinion="均已核对。")
        assert (answer.status_code, said in answer.text) == (422, True)
        assert 'value="均已核对。"' in answer.text, "what was written stands there still"
        assert [f'value="{one}" checked' in answer.text for one in (first, second)] == [
            one in ticked for one in (first, second)
        ]
    assert len(recorded(app, "sign_off")) == before
    # A colleague who opened nothing, and one who waits for something else, find no form for it.
    assert TOGETHER not in signed_in(app, world, "secrecy").get("/inbox").text


def test_a_reader_is_told_what_changed_since_they_last_looked(app: Flask, world: World) -> None:
    (number,) = in_review(app, world, "11个工作日内公开")
    secrecy, reviewer = signed_in(app, world, "secrecy"), signed_in(app, world, "reviewer")
    drafter = signed_in(app, world, "drafter")
    opened(drafter, number)
    opened(reviewer, number)
    assert "Since you last looked" not in reviewer.get(f"/proposals/{number}").text
    with app.app_context():
        review.request_changes(number, actor=world.actor("reviewer"), comment="期限请再缩短。")
        world.save(number, world.amendment(deadline="7个工作日内公开"))
        world.justify(number)
        submission.submit(number, actor=world.actor("drafter"))
    assert "Since you last looked" not in drafter.get(f"/proposals/{number}").text, (
        "who submitted it knows it"
    )
    page = reviewer.get(f"/proposals/{number}")
    assert "Since you last looked, at revision 1" in page.text
    compared = reviewer.get(f"/proposals/{number}/revisions/compare?older=1&newer=2")
    assert "<del>" in compared.text
    assert "Revisions 1 and 2 compared" in compared.text
    assert "Since you last looked" not in reviewer.get(f"/proposals/{number}").text
    assert "Since you last looked" not in secrecy.get(f"/proposals/{number}").text
    backwards = reviewer.get(f"/proposals/{number}/revisions/compare?older=2&newer=1")
    assert "Revisions 2 and 1 compared" in backwards.text
    same = reviewer.get(f"/proposals/{number}/revisions/compare?older=2&newer=2")
    assert "They say the same" in same.text
    assert reviewer.get(f"/proposals/{number}/revisions/compare?older=7&newer=2").status_code == 404


def test_a_watched_catalogue_brings_its_proposals_into_the_inbox(app: Flask, world: World) -> None:
    (number,) = in_review(app, world, "11个工作日内公开")
    overseer = signed_in(app, world, "overseer")
    assert number not in overseer.get("/inbox").text
    page = overseer.get(f"/catalogues/{COUNTY}")
    overseer.submit(page, "Watch")
    assert number in overseer.get("/inbox").text
    assert [event.subject_id for event, _ in recorded(app, "catalogue_watched")] == [COUNTY]
    overseer.submit(page, "Watch")
    assert len(recorded(app, "catalogue_watched")) == 1
    overseer.submit(overseer.get(f"/catalogues/{COUNTY}"), "Stop watching")
    assert number not in overseer.get("/inbox").text
    assert "Watch" not in signed_in(app, world, "system-admin").get(f"/catalogues/{COUNTY}").text
    assert visitor(app).post(f"/catalogues/{COUNTY}/watch").status_code in {302, 400}
