"""A catalogue is handed over on a page and by command; what stays with an ended body is shown to who settles it."""

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.web.people import signed_in
from tests.worker.test_hiding_mail import mail_to
from tests.workflow.merged import REASON, hand_over, merged, merging, today
from tests.world import COUNTY, OTHER_COUNTY, World
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
    goes_on = signed_in(app, world, "system-admin").get(f"/bodies/{world.bodies['centre']}").text
    assert "Still with" not in goes_on
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
    assert f"From: {OLD}" in mail
    assert f"To: {NEW}" in mail
    assert "1 open proposal went along" in mail
    assert "drafts it from now on" in draft
    messages = signed_in(app, world, "centre-drafter").get("/messages").text
    assert f"handed the catalogue {COUNTY} over to another body" in messages
    assert 'href="/catalogues"' in messages
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
