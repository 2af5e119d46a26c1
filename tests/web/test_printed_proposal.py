"""The page of a proposal on paper: no heading stands apart from what it is about, and no column is empty."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browsing import enter
from tests.journeys.test_every_page import ONE_ENGINE
from tests.printing import document, letters
from tests.world import World

NAMES = tuple(f"就业辅导第{one}期" for one in range(1, 25))
WORDS = {
    "zh_Hans": ("增加“{}”", "事项名称{}", "尚未列入目录"),
    "en": ("Add“{}”", "Nameoftheentry{}", "Notinthecatalogueyet"),
}


@ONE_ENGINE
@pytest.mark.browser
@pytest.mark.parametrize("language", WORDS)
def test_headings_stand_above_what_they_head(app: Flask, page: Page, world: World, language: str) -> None:
    heading, first_field, empty = WORDS[language]
    with app.app_context():
        number = world.opened(world.addition(*NAMES))
    enter(page, "drafter", world.password, language=language)
    page.goto(f"/proposals/{number}")
    printed = document(page.pdf(prefer_css_page_size=True)).pages
    pages = [letters(one.extract_text()) for one in printed]
    assert len(pages) > 1
    for name in NAMES:
        (where,) = [one for one in pages if heading.format(name) in one and first_field.format(name) in one]
        assert where.index(heading.format(name)) < where.index(first_field.format(name))
    assert not [one for one in pages if empty in one]
