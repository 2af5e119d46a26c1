"""The five pages on which most time is spent, as Lighthouse sees them on a phone."""

import random
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.gates.lighthouse import lighthouse_defects
from tests.gates.sampling import LONG, SEED
from tests.journeys.test_every_page import ONE_ENGINE, Furnished
from tests.web.people import signed_in, visitor
from tests.world import COUNTY

MAIN_PAGES = {
    "catalogue": ("", f"/catalogues/{COUNTY}"),
    "proposal": ("reviewer", "/proposals/{review}"),
    "inbox": ("supervisor", "/inbox"),
    "editor": ("drafter", "/proposals/{draft}/edit/entries/{entry}"),
    "timeline": ("auditor", "/audit"),
}
"""Who looks, and at what."""
CHOSEN = random.Random(SEED).choice(list(MAIN_PAGES))  # noqa: S311 A sample is no secret.


@ONE_ENGINE
@pytest.mark.parametrize("name", MAIN_PAGES if LONG else [CHOSEN])
@pytest.mark.browser
def test_lighthouse_gives_main_pages_95_points(
    app: Flask,
    live_server: str,
    furnished_world: Furnished,
    programs: Path,
    required: Any,
    tmp_path: Path,
    name: str,
) -> None:
    world, names = furnished_world
    login, address = MAIN_PAGES[name]
    client = signed_in(app, world, login, language="zh_Hans") if login else visitor(app, language="zh_Hans")
    cookies = (client.get_cookie(one) for one in ("mulu_session", "mulu_language"))
    found = lighthouse_defects(
        live_server + address.format(**names),
        cookie="; ".join(f"{one.key}={one.value}" for one in cookies if one),
        programs=programs,
        chromium=required("browser"),
        folder=tmp_path,
    )
    assert not found, "\n".join(found)
