"""Each field of a row is explained with its clause, and what is quoted of the Notice is its very wording."""

import unicodedata

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from tests.journeys.test_every_page import ONE_ENGINE
from tests.sources import ROOT
from tests.web.people import signed_in
from tests.world import World
from web.wording.field_hints import HINTS

FIELDS = [
    "name",
    "content_elements",
    "legal_bases",
    "deadline",
    "interpretation",
    "online_degree",
    "guide_elements",
    "guide_materials",
    "guide_blank_forms",
    "guide_filling_notes",
    "guide_samples",
]
GROUPS = ["disclosing_bodies", "channels", "audience", "mode", "levels", "guide", "places", "telephones"]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


@pytest.mark.parametrize("field", [field for field, hint in HINTS.items() if hint.quote])
def test_what_is_quoted_stands_in_the_notice(field: str) -> None:
    notice = _plain((ROOT / "data" / "notice-2019-113.txt").read_text(encoding="utf-8"))
    with (ROOT / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        chinese = {message.id: message.string for message in read_po(file)}
    assert _plain(chinese[HINTS[field].quote]) in notice


@ONE_ENGINE
def test_every_field_of_a_row_has_its_hint_with_the_clause(app: Flask, world: World) -> None:
    with app.app_context():
        number, entry = world.opened(), world.row().state.entry
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}/edit/entries/{entry}").text
    for field in FIELDS:
        assert f'aria-describedby="f-{field}-hint' in page, field
    for field in GROUPS:
        assert f'id="f-{field}-hint"' in page, field
    assert HINTS.keys() - {"changes"} == {*FIELDS, *GROUPS}
    assert "a shorter one is welcome. (Notice, 3 (4))" in page
    assert "places may shorten them as they streamline their work." in page
