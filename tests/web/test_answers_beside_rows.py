"""A warning about the proposal and not about a row is shown and answered on the draft's own page."""

from datetime import date

import pytest
from flask import Flask

from tests.page_checks import forms_of
from tests.web.editing import Draft, opened
from tests.world import World
from values.clock import shanghai_day
from web.forms.limits import NOTE
from workflow.unit import current_clock

LATE = {"trigger_date": "2019-06-03"}


def justification(page: str) -> str:
    """Return the name of the one field that answers a warning."""
    (name,) = [
        field for form in forms_of(page) for field in form.values if field.startswith("justification:R15")
    ]
    return name


@pytest.fixture
def late(app: Flask, world: World) -> Draft:
    client, draft = opened(app, world)
    page = client.get(draft.address)
    client.post(draft.address, data={**draft.fields(page), **LATE})
    assert draft.content.trigger_date == date(2019, 6, 3)
    return draft


def test_the_drafts_page_says_that_it_is_late_and_takes_the_answer(
    app: Flask, world: World, late: Draft
) -> None:
    client, _ = opened(app, world)
    page = client.get(late.address)
    assert "The trigger is of 2019-06-03" in page.text
    name = justification(page.text)
    client.post(late.address, data={**late.fields(page), name: " 补录原目录。 "})
    key = name.removeprefix("justification:")
    assert late.content.answers[key] == "补录原目录。"
    page = client.get(late.address)
    client.post(late.address, data={**late.fields(page), name: ""})
    assert key not in late.content.answers


def test_an_answer_that_is_too_long_is_refused_and_kept_in_the_form(
    app: Flask, world: World, late: Draft
) -> None:
    client, _ = opened(app, world)
    page = client.get(late.address)
    long = "长" * (NOTE + 1)
    answer = client.post(late.address, data={**late.fields(page), justification(page.text): long})
    assert answer.status_code == 422
    assert long in answer.text


def test_a_proposal_that_is_in_time_has_nothing_to_answer(app: Flask, world: World, late: Draft) -> None:
    client, _ = opened(app, world)
    page = client.get(late.address)
    assert "justification:R15" in page.text
    today = shanghai_day(current_clock.get().now()).isoformat()
    client.post(late.address, data={**late.fields(page), "trigger_date": today})
    assert "justification:R15" not in client.get(late.address).text
