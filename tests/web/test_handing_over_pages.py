"""A catalogue is handed over on a page and by command; what stays with an ended body is shown to who settles it."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.counting import Cost
from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.web.test_page_statements import assert_same, cost_of
from tests.worker.test_hiding_mail import mail_to
from tests.workflow.merged import REASON, hand_over, merged, merging, today
from tests.world import COUNTY, OTHER_COUNTY, ROWS, World
from values.clock import FrozenClock
from values.vocabulary import State
from web.cli.body import Left
from web.cli.catalogue.shapes import HandedOverCatalogue

PAGE = f"/catalogues/{COUNTY}/hand-over"
OLD, NEW = "青禾县人力资源和社会保障局", "青禾县就业服务中心"


@pytest.fixture
def ended(app: Flask, world: World, clock: FrozenClock) -> str:
    """Merge the bureau into the centre, with a draft of the bureau left open; return the number of the merger."""
    with app.app_context():
        number = merging(world, day=today())
        world.in_state(State.DRAFT)
    assert clock
    return number


def test_the_administrator_is_led_from_inbox_and_routes_to_the_form_and_hands_over(
    app: Flask, world: World, ended: str
) -> None:
    admin = signed_in(app, world, "business-admin")
    address = f'href="{PAGE}?share={world.bodies["bureau"]}"'
    for start in ("/inbox", "/routes"):
        shown = admin.get(start).text
        assert f"Still with “{OLD}”" in shown
        assert address in shown
        assert "1 open proposal that it drafts" in shown
        assert "The step “Section review” names it." in shown
    page = admin.get(f"{PAGE}?share={world.bodies['bureau']}")
    assert f'value="{world.bodies["centre"]}" selected' in page.text
    assert "1 open proposal goes along" in page.text
    refused = admin.submit(page, "Hand over", why=" ")
    assert refused.status_code == 422
    assert "Say in a sentence why the catalogue is handed over." in refused.text
    assert f'value="{world.bodies["centre"]}" selected' in refused.text
    done = admin.submit(page, "Hand over", why=REASON)
    assert (done.status_code, done.location) == (302, PAGE)
    after = admin.get(PAGE).text
    assert "Handed over. The people of both bodies are being told." in after
    assert f"{OLD} → {NEW}" in after
    assert REASON in after
    for start in ("/inbox", "/routes"):
        shown = admin.get(start).text
        assert address not in shown
        assert "The step “Section review” names it." in shown
    assert ended


def test_nobody_else_opens_the_page_or_learns_of_the_catalogue(app: Flask, world: World, ended: str) -> None:
    for login in ("drafter", "supervisor", "auditor", "system-admin"):
        assert signed_in(app, world, login).get(PAGE).status_code == 403
    admin = signed_in(app, world, "business-admin")
    assert admin.get(f"/catalogues/{OTHER_COUNTY}/hand-over").status_code == 404
    assert admin.get("/catalogues/990109-employment/hand-over").status_code == 404
    assert ended


def test_who_published_sees_on_the_proposal_what_has_to_be_settled_and_by_whom(
    app: Flask, world: World, ended: str
) -> None:
    shown = signed_in(app, world, "publisher").get(f"/proposals/{ended}").text
    assert f"Still with “{OLD}”" in shown
    assert "The business administrator hands it over." in shown
    assert "The business administrator changes the route." in shown
    assert "The security administrator ends them" in shown
    assert PAGE not in shown


def test_the_system_administrator_sees_how_many_drafts_are_left_and_none_of_them(
    app: Flask, world: World, ended: str
) -> None:
    shown = signed_in(app, world, "system-admin").get(f"/bodies/{world.bodies['bureau']}").text
    assert f"Still with “{OLD}”" in shown
    assert "1 open proposal that it drafts" in shown
    assert "压缩公开时限" not in shown
    assert PAGE not in shown
    assert "Renamed, merged, or its tasks transferred?" not in shown
    goes_on = signed_in(app, world, "system-admin").get(f"/bodies/{world.bodies['centre']}").text
    assert "Still with" not in goes_on
    assert "Renamed, merged, or its tasks transferred?" in goes_on
    assert ended


def test_a_body_is_said_to_have_ended_only_once_it_has(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        merging(world, day=today() + timedelta(days=2))
    admin = signed_in(app, world, "system-admin")
    shown = admin.get("/bodies").text
    assert "ends on" in shown
    assert ">ended<" not in shown
    clock.advance(timedelta(days=2))
    assert ">ended<" in signed_in(app, world, "system-admin").get("/bodies").text


def test_the_security_administrator_finds_who_holds_a_role_in_an_ended_body(
    app: Flask, world: World, ended: str
) -> None:
    admin = signed_in(app, world, "security-admin")
    listed = admin.get("/accounts").text
    assert f"{OLD} · 青禾县 (ended on" in listed
    bureau = str(world.bodies["bureau"])
    shown = admin.get("/accounts", query_string={"body": bureau}).text
    assert "李禾" in shown
    assert "钱程" not in shown
    assert ended


def test_the_route_offers_to_hand_its_catalogue_over(app: Flask, world: World) -> None:
    admin = signed_in(app, world, "business-admin")
    number = admin.get("/routes").text.split('class="what" href="/routes/')[1].partition('"')[0]
    assert f'href="{PAGE}"' in admin.get(f"/routes/{number}").text


def test_drafters_are_told_and_led_to_the_catalogues(app: Flask, world: World, ended: str) -> None:
    with app.app_context():
        hand_over(world)
        mail = mail_to("centre-drafter", "catalogue_handed_over")
        draft = mail_to("centre-drafter", "drafting_handed_over")
    assert REASON in mail
    assert f"Handed over by: {OLD}" in mail
    assert f"Taken over by: {NEW}" in mail
    assert "1 open proposal went along" in mail
    assert "drafts it from now on" in draft
    messages = signed_in(app, world, "centre-drafter").get("/messages").text
    assert f"handed the catalogue {COUNTY} over to another body" in messages
    assert 'href="/catalogues"' in messages
    assert messages.count(f"{OLD} → {NEW}") == 2
    assert ended


def test_the_command_previews_and_hands_over(
    app: Flask, commands: Commands, world: World, clock: FrozenClock
) -> None:
    with app.app_context():
        merged(world, clock)
        world.in_state(State.DRAFT)
    bureau, centre = str(world.bodies["bureau"]), str(world.bodies["centre"])
    left = commands.json(Left, "body", "left", bureau).left
    assert [(one.code, one.holds, one.proposals) for one in left.catalogues] == [(COUNTY, True, 1)]
    said = commands.said("body", "left", bureau)
    assert f"flask catalogue hand-over {COUNTY} --of {bureau}" in said
    assert "The step “Section review” names it." in said
    assert "goes on" in commands.said("body", "left", centre)
    args = ("catalogue", "hand-over", COUNTY, "--to", NEW, "--as", "business-admin")
    expected = {"code": COUNTY, "before": OLD, "after": NEW, "with_catalogue": True, "proposals": 1}
    preview = commands.json(HandedOverCatalogue, *args, "--preview")
    assert preview == HandedOverCatalogue(**expected, is_preview=True)
    assert "would hold the catalogue" in commands.said(*args, "--preview")
    assert "Say in a sentence why" in commands.refused(*args)
    assert "There is no body" in commands.refused(*args[:4], "无此单位", *args[5:])
    done = commands.said(*args, "--reason", REASON)
    assert f"“{NEW}” holds the catalogue {COUNTY} from now on" in done
    assert "1 open proposal goes along." in done
    assert "nothing of the catalogue" in commands.refused(*args, "--of", bureau, "--reason", REASON)


ADDRESSES = {"what is handed over": PAGE, "beside the routes": "/routes", "in the inbox": "/inbox"}


def test_the_administrators_pages_cost_the_same_however_much_is_left_and_was_handed_over(
    app: Flask, world: World
) -> None:
    found: dict[str, list[Cost]] = {name: [] for name in ADDRESSES}
    with app.app_context():
        merging(world, day=today())
        world.in_state(State.DRAFT)
        hand_over(world)
    for size in (1, 3):
        with app.app_context():
            for _ in range(size):
                hand_over(world, "office")
                hand_over(world, "centre")
                world.in_state(State.DRAFT)
        for name, address in ADDRESSES.items():
            found[name].append(cost_of(app, "business-admin", world, address))
    assert_same(found)


def test_a_drafters_inbox_costs_the_same_however_much_is_to_be_revised(app: Flask, world: World) -> None:
    found: dict[str, list[Cost]] = {"what is to be revised": []}
    for size in (1, 3):
        with app.app_context():
            for _ in range(size):
                world.in_state(State.IN_REVIEW, world.amendment(ROWS[0]))
                world.in_state(State.DRAFT, world.amendment(ROWS[0]))
            world.published(world.amendment(ROWS[0], deadline=f"{size}个工作日内公开"))
        found["what is to be revised"].append(cost_of(app, "drafter", world, "/inbox"))
    assert_same(found)


def test_the_inbox_says_what_is_to_be_revised_and_why(app: Flask, world: World) -> None:
    with app.app_context():
        submitted = world.in_state(State.IN_APPROVAL, world.amendment(ROWS[0]))
        approved = world.in_state(State.APPROVED, world.amendment(ROWS[0]))
        written = world.in_state(State.DRAFT, world.amendment(ROWS[0]))
    drafter = signed_in(app, world, "drafter")
    assert "To be revised" not in drafter.get("/inbox").text
    with app.app_context():
        world.published(world.amendment(ROWS[0], deadline="1个工作日内公开"))
    shown = drafter.get("/inbox").text
    assert "To be revised: the base has moved on" in shown
    part = shown.partition('id="h-behind"')[2].partition("</section>")[0]
    assert part.count(f"Release 2 changed “{ROWS[0]}”.") == 3
    assert f'href="/proposals/{submitted}"' in part
    assert f'href="/proposals/{written}/edit/conflicts"' in part
    assert "the supervisor revokes the approval" in part
    assert "a drafter takes it back and revises it on the new base" in part
    assert "Bring the draft up to date before it is submitted." in part
    assert approved in part
    assert "waits for a colleague" not in part
    colleague = signed_in(app, world, "drafter2").get("/inbox").text
    assert (
        colleague.partition('id="h-behind"')[2].partition("</section>")[0].count("waits for a colleague") == 3
    )
    assert "To be revised" not in signed_in(app, world, "supervisor").get("/inbox").text
