"""The pages of words for channels: who reads and who keeps them, and that what was previewed is what is saved."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, ROWS, World, draft
from values.vocabulary import Role
from workflow.commands import register
from workflow.commands.administering import add_synonym, withdraw_synonym
from workflow.seed.catalogues import amended

pytestmark = pytest.mark.usefixtures("clock")

ADD = "/rules/channels/add/990101"
LOOK, SAVE = "Show what would change", "Add the word"


@pytest.fixture
def admin(app: Flask, world: World) -> CheckedClient:
    """The business administrator, signed in."""
    return signed_in(app, world, "business-admin")


def misread(app: Flask, world: World) -> None:
    """Have a published row name a channel by a word that nobody keeps any more."""
    with app.app_context():
        keeper, row = world.actor("business-admin"), world.row()
        number = add_synonym("青禾微报", "政务新媒体", actor=keeper)
        channels = replace(row.state.content, channels=("政府网站", "青禾微报"))
        world.published(draft([amended(row, channels)]))
        withdraw_synonym(number, actor=keeper)


def test_a_word_is_added_once_it_was_shown_what_it_changes(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    misread(app, world)
    page = admin.submit(admin.get(ADD), LOOK, word="青禾微报", channel="政务新媒体")
    assert "1 row would change" in page.text
    assert "1 finding disappears" in page.text
    assert "Looked at: 1 of 1" in page.text
    assert f"1.1 {ROWS[0]}" in page.text
    assert "R09 disappears" in page.text
    assert "meant" in admin.get("/rules/channels").text, "nothing is added by looking"
    answer = admin.submit(page, SAVE)
    assert answer.status_code == 302
    listed = admin.get(answer.location)
    assert "“青禾微报” means “政务新媒体”" in listed.text
    assert "钱程" in listed.text
    shown = admin.get("/rules/channels/2/withdraw")
    assert "R09 appears" in shown.text
    answer = admin.submit(shown, "Withdraw the word")
    assert "Withdrawn; its row stays." in admin.get(answer.location).text
    assert admin.submit(shown, "Withdraw the word").status_code == 302, "the same click twice"
    assert admin.get("/rules/channels/2/withdraw").status_code == 404


def test_what_was_changed_after_the_preview_is_looked_at_again(admin: CheckedClient) -> None:
    page = admin.submit(admin.get(ADD), LOOK, word="门户", channel="政府网站")
    assert "Nothing changes" in page.text
    again = admin.submit(page, SAVE, word="掌上政务")
    assert again.status_code == 200
    assert "You changed it after the preview" in again.text
    assert admin.submit(again, SAVE).status_code == 302
    assert "掌上政务" in admin.get("/rules/channels").text
    assert "门户”" not in admin.get("/rules/channels").text


def test_a_word_that_says_nothing_is_refused_where_it_was_typed(admin: CheckedClient) -> None:
    for word, channel, sentence in (
        ("", "政府网站", "Write the word and the channel"),
        ("政府 网站", "政府网站", "is the channel itself"),
    ):
        refused = admin.submit(admin.get(ADD), LOOK, word=word, channel=channel)
        assert refused.status_code == 422
        assert sentence in refused.text
        assert SAVE not in refused.text
    page = admin.submit(admin.get(ADD), LOOK, word="门户", channel="政府网站")
    assert admin.submit(page, SAVE).status_code == 302
    assert admin.submit(page, SAVE).status_code == 302, "the same click twice"
    taken = admin.submit(admin.get(ADD), LOOK, word="门 户", channel="政务新媒体")
    assert taken.status_code == 422
    assert "has a meaning already" in taken.text


def test_everybody_inside_reads_and_only_the_own_administrator_changes(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    with app.app_context():
        register.assign(
            person_id=world.people["overseer"], body_id=world.bodies["city"], role=Role.BUSINESS_ADMINISTRATOR
        )
        number = add_synonym("掌上政务", "政务服务中心", actor=world.actor("overseer"))
    assert "掌上政务" in admin.get("/rules/channels").text
    assert f"/rules/channels/{number}/withdraw" not in admin.get("/rules/channels").text
    assert admin.get(f"/rules/channels/{number}/withdraw").status_code == 404
    assert admin.get("/rules/channels/add/990100").status_code == 404
    assert admin.get("/rules/channels/99999999999999999999/withdraw").status_code == 404
    reader = signed_in(app, world, "drafter")
    page = reader.get("/rules/channels")
    assert "掌上政务" in page.text
    assert "/rules/channels/add" not in page.text
    assert reader.get(ADD).status_code == 403
    assert "掌上政务" not in signed_in(app, world, "national-drafter").get("/rules/channels").text
    assert signed_in(app, world, "security-admin").get("/rules/channels").status_code == 403
    assert visitor(app).get("/rules/channels").status_code == 302


def test_the_rulebook_leads_insiders_to_the_words_and_rules(app: Flask, world: World) -> None:
    inside, outside = signed_in(app, world, "drafter").get("/rules"), visitor(app).get("/rules")
    for address in ("/rules/channels", "/rules/provincial"):
        assert address in inside.text
        assert address not in outside.text


def test_a_finding_on_channels_leads_to_the_words(app: Flask, world: World) -> None:
    with app.app_context():
        row = world.row()
        lacking = draft([amended(row, replace(row.state.content, channels=("政府网站",)))])
        number = world.opened(lacking)
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}").text
    assert "/rules#R09" in page
    assert "/rules/channels" in page
    assert COUNTY in page
