"""The pages of case files and of erasure: from the tick to the destruction, by two people, in both languages."""

import pytest
from flask import Flask

from models import Comment
from tests.web.people import signed_in
from tests.workflow.archived import SECRET, Archived
from tests.workflow.looking import rows_of
from tests.world import World
from values.clock import FrozenClock


@pytest.fixture
def number(app: Flask, world: World, clock: FrozenClock) -> str:
    """A withdrawn proposal whose package was taken out, when its term is over."""
    archived = Archived(world, clock)
    with app.app_context():
        number = archived.withdrawn()
        archived.over(number)
    return number


def test_two_people_destroy_a_case_file(app: Flask, world: World, number: str) -> None:
    keeper = signed_in(app, world, "business-admin")
    page = keeper.get("/archive")
    assert "990101-WS·2026-D30-" in page.get_data(as_text=True)
    refused = keeper.submit(page, "Propose for destruction", case=number, reason="")
    assert refused.status_code == 422
    assert "Give a reason." in refused.get_data(as_text=True)
    answer = keeper.submit(page, "Propose for destruction", case=number, reason="鉴定完毕。")
    listed = answer.headers["Location"]
    assert "waits for a supervisor" in keeper.get(listed).get_data(as_text=True)
    supervisor = signed_in(app, world, "supervisor")
    shown = supervisor.get(listed)
    assert supervisor.submit(shown, "Approve the destruction", opinion="").status_code == 422
    supervisor.submit(shown, "Approve the destruction", opinion="同意。")
    late = supervisor.submit(shown, "Refuse the destruction", opinion="迟了。")
    assert late.status_code == 409
    assert "迟了。" in late.text.partition("What you typed")[2]
    keeper.submit(keeper.get(listed), "Destroy now")
    assert "carried out" in keeper.get(listed).get_data(as_text=True)
    assert "Destroyed" in supervisor.get(f"/proposals/{number}").get_data(as_text=True)


def test_nothing_is_proposed_where_nothing_can_be_ticked(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        archived = Archived(world, clock)
        number = archived.withdrawn()
    page = signed_in(app, world, "business-admin").get("/archive").text
    assert number in page
    assert "Propose for destruction" not in page
    assert "None of those below is as far yet." in page


def test_terms_and_the_fonds_are_set_on_the_page(app: Flask, world: World, number: str) -> None:
    client = signed_in(app, world, "supervisor2")
    page = client.get("/archive")
    refused = client.submit(page, "Set the number", fonds="小")
    assert refused.status_code == 422
    assert 'name="fonds" value="小"' in refused.text
    client.submit(page, "Set the number", fonds="J008")
    page = client.get("/archive")
    assert "J008-WS·2026-D30-" in page.get_data(as_text=True)
    assert number in page.get_data(as_text=True)
    button = f"Change the term J008-WS·2026-D30-{number.rsplit('-', 1)[1]}"
    refused = client.submit(page, button, term="permanent", reason="")
    assert refused.status_code == 422
    assert '<option value="permanent" selected>' in refused.text
    too_long = client.submit(page, button, term="permanent", reason="史" * 2001)
    assert too_long.status_code == 422
    assert too_long.text.count("史" * 2001) == 1
    client.submit(page, button, term="permanent", reason="史料。")
    told = client.get("/archive").get_data(as_text=True)
    assert "permanent" in told
    assert "史料。" in told
    assert "永久" in signed_in(app, world, "drafter", language="zh_Hans").get(
        f"/proposals/{number}"
    ).get_data(as_text=True)


@pytest.mark.parametrize("login", ["drafter", "auditor", "system-admin", "overseer"])
def test_others_do_not_see_the_archive(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    assert client.get("/archive").status_code == 403
    assert client.get("/archive/lists/1").status_code == 403


def test_another_county_keeps_its_own(app: Flask, world: World, number: str, clock: FrozenClock) -> None:
    with app.app_context():
        world_list = Archived(world, clock).proposed(number)
    other = signed_in(app, world, "other-supervisor")
    assert other.get(f"/archive/lists/{world_list}").status_code == 404
    assert number not in other.get("/archive").get_data(as_text=True)


def test_a_comment_is_shown_before_it_is_erased_on_the_page(app: Flask, world: World, number: str) -> None:
    with app.app_context():
        comment = str(rows_of(Comment, number)[0].id)
    client = signed_in(app, world, "business-admin")
    page = client.get("/erasures")
    assert "Erase this text" not in page.text
    missing = client.get("/erasures", query_string={"proposal": number, "comment": "99"})
    assert missing.status_code == 404
    assert "There is no such comment" in missing.text
    asked = {"proposal": number, "comment": comment}
    shown = client.get("/erasures", query_string=asked)
    assert SECRET in shown.text
    refused = client.submit(shown, "Erase this text", ground="")
    assert (refused.status_code, SECRET in refused.text) == (422, True)
    assert client.submit(refused, "Erase this text", ground="term_ended").status_code == 302
    with app.app_context():
        assert rows_of(Comment, number)[0].text == ""
    again = client.get("/erasures", query_string=asked).text
    assert ("was erased by law" in again, "Erase this text" in again) == (True, False)
    gone = client.submit(shown, "Erase this text", comment="99", ground="term_ended")
    assert gone.status_code == 404


@pytest.mark.parametrize("login", ["system-admin", "drafter"])
def test_only_who_may_erase_a_comment_is_shown_it(app: Flask, world: World, number: str, login: str) -> None:
    with app.app_context():
        asked = {"proposal": number, "comment": str(rows_of(Comment, number)[0].id)}
    answer = signed_in(app, world, login).get("/erasures", query_string=asked)
    assert (answer.status_code in {403, 404}, SECRET in answer.text) == (True, False)


def test_data_of_people_are_erased_by_the_system_administrator(app: Flask, world: World) -> None:
    client = signed_in(app, world, "system-admin")
    page = client.get("/erasures")
    assert "Show the comment" not in page.get_data(as_text=True)
    fields = {"login": "drafter", "part": "contact", "ground": "other_law"}
    assert client.submit(page, "Erase the data", **fields).status_code == 409
    assert signed_in(app, world, "auditor").get("/erasures").status_code == 403
