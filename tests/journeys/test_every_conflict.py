"""Every kind of conflict is shown and decided in a real browser."""

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.journeys.office import Office, at
from tests.workflow.conflicting import text_of
from tests.workflow.crossing import ANSWERS, CROSSINGS
from tests.world import World
from values.vocabulary import ConflictKind


@pytest.mark.parametrize("kind", ConflictKind)
def test_every_kind_of_conflict_is_decided_in_the_browser(
    office: Office, app: Flask, world: World, kind: ConflictKind
) -> None:
    with app.app_context():
        number = CROSSINGS[kind](world)
    page = at(office.window("drafter"), f"/proposals/{number}/edit/conflicts")
    asked = page.locator("input[type=radio][name^='answer:']")
    names = dict.fromkeys(str(one.get_attribute("name")) for one in asked.all())
    assert names, "nothing is asked"
    for name in names:
        answer = ANSWERS[ConflictKind(name.rsplit(":", maxsplit=1)[-1])] if _is_kind(name) else ANSWERS[kind]
        page.locator(f"input[name='{name}'][value='{answer}']").check()
    page.get_by_role("button", name="保存决定并更新草稿").click()
    page.wait_for_url(re.compile("/edit$"))
    # What was settled is not asked again.
    at(page, f"/proposals/{number}/edit/conflicts")
    expect(page.locator("input[type=radio][name^='answer:']")).to_have_count(0)
    with app.app_context():
        assert bool(text_of(world, number).changes) is (kind is not ConflictKind.CYCLE)


def _is_kind(name: str) -> bool:
    return name.rsplit(":", maxsplit=1)[-1] in set(ConflictKind)
