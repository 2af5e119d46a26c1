"""The page of a release: a row that changed says what was replaced by what, a new row what it says."""

from flask import Flask

from tests.web.people import visitor
from tests.world import COUNTY, World


def test_a_changed_row_shows_what_was_replaced(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.amendment(deadline="7个工作日内公开"))
    page = visitor(app).get(f"/catalogues/{COUNTY}/releases/2").text
    assert "<del>" in page
    assert "<ins>" in page
    assert "New row" not in page


def test_a_new_row_is_said_to_be_new_and_not_marked_word_by_word(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition("就业见习"))
    page = visitor(app).get(f"/catalogues/{COUNTY}/releases/2").text
    assert "就业见习" in page
    assert "New row" in page
    assert "<ins>" not in page


def test_sentences_are_said_in_the_language_of_each_request(app: Flask, world: World) -> None:
    assert world
    client = visitor(app)
    for language, sentence in (("zh_Hans", "新增事项"), ("en", "New row"), ("zh_Hans", "新增事项")):
        client.set_cookie("mulu_language", language)
        assert sentence in client.get(f"/catalogues/{COUNTY}/releases/1").text
