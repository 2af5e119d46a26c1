"""Every page of the product is shown in `docs/screens.md`, by a picture that is there."""

from tests.journeys.test_every_page import PAGES
from tests.screens.captions import PICTURES, captions
from tests.screens.gallery import PAGE, markdown
from tests.screens.manuals import CROPS
from tests.sources import ROOT

HERE_ALREADY = {"proposal.png"}
"""The picture of the READMEs."""

MOST = 6 << 20
"""Bytes that all pictures may take together."""


def test_every_page_has_a_caption() -> None:
    listed = {(login, address) for login, addresses in PAGES.items() for address in addresses}
    captioned = {one.key for one in captions()}
    lacking, left = sorted(listed - captioned), sorted(captioned - listed)
    assert not lacking, (
        f"say in tests/screens/captions.toml what these pages are for, and `make screens`: {lacking}"
    )
    assert not left, f"take these out of tests/screens/captions.toml, the pages are gone: {left}"


def test_a_caption_says_who_uses_the_page_and_what_for_in_both_languages() -> None:
    for one in captions():
        assert " · " in one.title, one
        assert one.zh.endswith("。"), one
        assert one.en.endswith("."), one


def test_the_page_is_what_the_captions_make_of_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), "make screens"


def test_every_picture_is_there_and_none_is_left_over() -> None:
    wanted = {shot.name for one in captions() for shot in one.shots()}
    there = {path.name for path in PICTURES.iterdir()} - HERE_ALREADY
    assert there == wanted, f"make screens: {sorted(there ^ wanted)}"
    crops = {crop.path(language) for crop in CROPS for language in crop.LANGUAGES}
    assert set((ROOT / "static" / "manual").rglob("*.webp")) == crops, "make screens"


def test_all_pictures_together_stay_small() -> None:
    folders = (PICTURES, ROOT / "static" / "manual")
    assert sum(path.stat().st_size for folder in folders for path in folder.rglob("*.*")) <= MOST
