"""Several warnings of one rule are answered at once: on the draft's page, without scripts, and by command."""

from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browsing import enter
from tests.web.commands import Commands
from tests.web.editing import Draft
from tests.web.people import signed_in
from tests.world import ROWS, World, draft
from web.forms.limits import NOTE
from workflow.commands import drafting
from workflow.seed.catalogues import amended

ANSWER = "本县机构名称不同，内容一致。"
FIELD = "together:R04"


@pytest.fixture
def renamed(app: Flask, world: World) -> Draft:
    """A draft that gives both rows other names than the standard's: a warning each."""
    with app.app_context():
        rows = world.chosen(*ROWS)
        text = draft(
            [amended(row, replace(row.state.content, name=f"本县{row.state.content.name}")) for row in rows]
        )
        number = drafting.open_proposal("990101-employment", actor=world.actor("drafter"), content=text)
    return Draft(app, world, f"/proposals/{number}/edit")


def answers(draft: Draft) -> dict[str, str]:
    return {key: text for key, text in draft.content.answers.items() if key.startswith("R04:")}


def test_one_answer_is_given_to_every_warning_of_the_rule_that_the_page_showed(
    app: Flask, world: World, renamed: Draft
) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(renamed.address)
    assert "2 warnings of this rule wait for an answer." in page.text
    sent = {**renamed.fields(page), FIELD: f" {ANSWER}\r\n", "title": "改用本县名称"}
    done = client.post(f"{renamed.address}/answers/R04", data=sent)
    assert (done.status_code, done.location) == (302, renamed.address)
    assert set(answers(renamed).values()) == {ANSWER}
    assert {key.split(":")[1] for key in answers(renamed)} == {one.entry for one in renamed.content.changes}
    assert renamed.content.title == "改用本县名称"
    page = client.get(renamed.address).text
    assert "The warnings are answered." in page
    assert FIELD not in page


def test_what_was_typed_for_all_is_saved_by_every_button_beside_it(
    app: Flask, world: World, renamed: Draft
) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(renamed.address)
    assert "1 finding</span>" in page.text
    long = client.post(renamed.address, data={**renamed.fields(page), FIELD: "长" * (NOTE + 1)})
    assert long.status_code == 422
    assert answers(renamed) == {}
    typing = client.post(
        renamed.address, data={**renamed.fields(page), FIELD: ANSWER}, headers={"HX-Request": "true"}
    )
    assert typing.status_code == 200
    assert answers(renamed) == {}
    page = client.get(renamed.address)
    saved = client.post(renamed.address, data={**renamed.fields(page), FIELD: ANSWER, "then": "proposal"})
    assert saved.status_code == 302
    assert set(answers(renamed).values()) == {ANSWER}
    page = client.get(renamed.address).text
    assert page.count("1 finding answered") == 2
    assert "1 finding</span>" not in page


def test_only_what_was_shown_and_is_unanswered_gets_the_answer(
    app: Flask, world: World, renamed: Draft
) -> None:
    client = signed_in(app, world, "drafter")
    fields = renamed.fields(client.get(renamed.address))
    first, second = fields["together-shown:R04"].split("\n")
    with app.app_context():
        world.save(renamed.number, replace(renamed.content, answers={first: "另有说明。"}))
    page = client.get(renamed.address)
    assert FIELD not in page.text
    sent = {**renamed.fields(page), FIELD: ANSWER}
    late = client.post(
        f"{renamed.address}/answers/R04", data={**sent, "together-shown:R04": fields["together-shown:R04"]}
    )
    assert late.status_code == 302
    assert answers(renamed) == {first: "另有说明。", second: ANSWER}
    page = client.get(renamed.address)
    sent = {**renamed.fields(page), FIELD: ANSWER, "together-shown:R04": f"{first}\n{second}"}
    again = client.post(f"{renamed.address}/answers/R04", data=sent)
    assert again.status_code == 422
    assert "None of these warnings waits for an answer any more" in again.text


@pytest.mark.parametrize(("text", "said"), [(" ", "Write the answer"), ("长" * (NOTE + 1), "haracters")])
def test_an_answer_that_is_none_or_too_long_is_refused_and_kept(
    app: Flask, world: World, renamed: Draft, text: str, said: str
) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(renamed.address)
    refused = client.post(
        f"{renamed.address}/answers/R04", data={**renamed.fields(page), FIELD: text, "title": "另一标题"}
    )
    assert refused.status_code == 422
    assert said in refused.text
    assert 'id="f-together-R04-error"' in refused.text
    assert text.strip() in refused.text
    assert "另一标题" in refused.text
    assert answers(renamed) == {}


def test_a_stale_page_answers_nothing(app: Flask, world: World, renamed: Draft) -> None:
    client = signed_in(app, world, "drafter")
    fields = renamed.fields(client.get(renamed.address))
    with app.app_context():
        world.save(renamed.number, replace(renamed.content, rationale="另一理由。"))
    refused = client.post(f"{renamed.address}/answers/R04", data={**fields, FIELD: ANSWER})
    assert refused.status_code == 409
    assert ANSWER in refused.text
    assert answers(renamed) == {}


def test_the_command_answers_all_warnings_of_a_rule(
    app: Flask, commands: Commands, world: World, renamed: Draft
) -> None:
    assert app
    assert world
    args = ("proposal", "justify", renamed.number)
    commands(*args, "R04", ANSWER, "--as", "drafter")
    assert set(answers(renamed).values()) == {ANSWER}
    assert len(answers(renamed)) == 2
    assert "No rule finds this" in commands.refused(*args, "R04", ANSWER, "--as", "drafter")
    key = next(iter(answers(renamed)))
    commands(*args, key, "", "--as", "drafter")
    assert key not in answers(renamed)


@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_done_with_the_keyboard_with_and_without_scripts(
    chromium: Browser, live_server: str, world: World, renamed: Draft, *, scripts: bool
) -> None:
    context = chromium.new_context(base_url=live_server, java_script_enabled=scripts)
    page = context.new_page()
    enter(page, "drafter", world.password, language="en")
    page.goto(renamed.address)
    page.get_by_label("One answer for all of them").focus()
    page.keyboard.type(ANSWER)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Answer 2 warnings R04")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The warnings are answered.")).to_be_visible()
    context.close()
    assert set(answers(renamed).values()) == {ANSWER}
