"""The register of legal bases on its pages, for everyone inside: looked up, searched, and nothing hidden told."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.counting import Cost
from tests.web.people import signed_in, visitor
from tests.web.registering import registered, repealed, world_entry
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.bases import LAW, NEW, citing
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, OTHER_COUNTY, ROWS, World
from values.clock import FrozenClock
from values.hiding import HidingTarget
from values.vocabulary import State
from workflow.commands.bases import BasisFacts

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def law(app: Flask, world: World) -> int:
    """A basis that every row of the world cites."""
    return registered(app, world, LAW)


@pytest.fixture
def admin(app: Flask, world: World) -> CheckedClient:
    """The business administrator, signed in."""
    return signed_in(app, world, "business-admin")


@pytest.mark.parametrize("login", ["drafter", "other-drafter", "overseer", "auditor", "system-admin"])
def test_everyone_inside_looks_up_what_they_cannot_change(
    app: Flask, world: World, law: int, login: str
) -> None:
    change = repealed(app, world, law)
    client = signed_in(app, world, login)
    for address in ("/bases", f"/bases/{law}"):
        page = client.get(address)
        assert page.status_code == 200
        assert LAW.title in page.text
        assert f"/bases/{law}/mark" not in page.text
    for address in ("new", f"{law}/edit", f"{law}/mark", f"{law}/marks/{change}"):
        assert client.get(f"/bases/{address}").status_code == 403
    assert 'href="/bases"' in client.get("/bases").text


def test_the_public_is_led_to_sign_in_and_unknown_bases_do_not_exist(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    del world
    for address in ("/bases", f"/bases/{law}"):
        assert visitor(app).get(address).location.startswith("/sign-in")
    for address in (
        f"/bases/{law + 1}",
        "/bases/99999999999999999999",
        f"/bases/{law}/marks/1",
        "/bases/9/mark",
        "/bases/9/edit",
    ):
        assert admin.get(address).status_code == 404


def test_the_list_is_searched_by_title_number_and_standing(app: Flask, world: World, law: int) -> None:
    registered(app, world, NEW)
    repealed(app, world, law)
    client = signed_in(app, world, "drafter")
    page = client.get("/bases")
    for query, titles in {
        "q=国发2026 9": {NEW.title},
        "q=就业促进": {LAW.title},
        "status=repealed": {LAW.title},
        "status=in_force": {NEW.title},
        "status=nonsense&page=x": {LAW.title, NEW.title},
        "q=没有": set(),
        "page=2": set(),
    }.items():
        text = client.get(f"/bases?{query}").text
        assert {one for one in (LAW.title, NEW.title) if f"《{one}》" in text} == titles
    assert "No basis is found" in client.submit(page, "Show", q="没有").text
    assert "依据库" in signed_in(app, world, "drafter", language="zh_Hans").get("/bases").text


def test_a_long_register_is_shown_a_page_at_a_time(app: Flask, world: World) -> None:
    for no in range(31):
        registered(app, world, BasisFacts(title=f"办法甲{no:02}"))
    client = signed_in(app, world, "drafter")
    first = client.get("/bases?q=办法")
    assert "办法甲29" in first.text
    assert "办法甲30" not in first.text
    assert "Previous page" not in first.text
    following = re.search(r'href="([^"]+)" rel="next"', first.text)
    assert following
    second = client.get(following[1].replace("&amp;", "&"))
    assert "办法甲30" in second.text
    assert "Next page" not in second.text


def test_a_basis_tells_who_cites_it_and_links_there(app: Flask, world: World, law: int) -> None:
    page = signed_in(app, world, "drafter").get(f"/bases/{law}")
    entry = world_entry(app, world)
    for words in (
        COUNTY,
        OTHER_COUNTY,
        f"/catalogues/{COUNTY}/entries/{entry}",
        f"1.1 {ROWS[0]}",
        LAW.number,
    ):
        assert words in page.text


@pytest.mark.parametrize(
    ("login", "sees"),
    [("drafter", True), ("overseer", True), ("other-drafter", False), ("business-admin", False)],
)
def test_a_hidden_row_is_named_with_its_label_to_those_in_charge_alone(
    app: Flask, world: World, law: int, login: str, *, sees: bool
) -> None:
    entry = world_entry(app, world)
    before = signed_in(app, world, login).get("/bases").text
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=entry))
    client = signed_in(app, world, login)
    text = client.get(f"/bases/{law}").text
    assert (entry in text, "Hidden in an emergency" in text) == (sees, sees)
    cited = re.compile(r"cited (\d+) times")
    fewer = [int(one) - (not sees) for one in cited.findall(before)]
    assert [int(one) for one in cited.findall(client.get("/bases").text)] == fewer


def test_open_proposals_are_told_to_those_who_may_see_them(app: Flask, world: World) -> None:
    new = registered(app, world, NEW)
    with app.app_context():
        draft = world.opened(citing(world, ["《就业新办法》"]))
        review = world.in_state(State.IN_REVIEW, citing(world, ["《就业新办法》"]))
    seen = {
        login: [
            number
            for number in (draft, review)
            if number in signed_in(app, world, login).get(f"/bases/{new}").text
        ]
        for login in ("drafter", "overseer", "other-drafter", "system-admin")
    }
    assert seen == {"drafter": [draft, review], "overseer": [review], "other-drafter": [], "system-admin": []}


def test_an_entry_and_a_finding_lead_into_the_register_for_those_inside(
    app: Flask, world: World, law: int
) -> None:
    repealed(app, world, law)
    entry = world_entry(app, world)
    address = f"/catalogues/{COUNTY}/entries/{entry}"
    assert f'href="/bases/{law}"' in signed_in(app, world, "drafter").get(address).text
    assert "/bases" not in visitor(app).get(address).text
    with app.app_context():
        draft = world.opened()
        Hidings(world).hide(target=HidingTarget(entry=entry, field="legal_bases"))
    assert f'href="/bases/{law}"' not in signed_in(app, world, "other-drafter").get(address).text
    for page in (f"/proposals/{draft}/edit/entries/{entry}", f"/proposals/{draft}"):
        assert f'href="/bases/{law}"' in signed_in(app, world, "drafter").get(page).text


def test_pages_cost_the_same_however_many_rows_and_proposals_cite(
    app: Flask, world: World, law: int, clock: FrozenClock
) -> None:
    found: dict[str, list[Cost]] = {"/bases": [], f"/bases/{law}": []}
    for size in (1, 10):
        with app.app_context():
            world.published(world.addition(*(f"见习事项{size}-{no}" for no in range(size))))
            for _ in range(size):
                world.opened(citing(world, ["《就业促进法》"]))
        clock.advance(timedelta(minutes=1))
        for address, costs in found.items():
            costs.append(cost_of(app, "drafter", world, address))
    text = signed_in(app, world, "drafter").get(f"/bases/{law}").text
    assert "见习事项10-9" in text
    assert text.count("/proposals/990101-") == 11
    assert_same(found)
