"""How many statements a page costs does not depend on how many rows it shows; no page commits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.counting import Cost, counted
from tests.townships import TOWNSHIP, claiming_rows, found_township, settled
from tests.web.editing import Draft
from tests.web.people import signed_in, visitor
from tests.workflow.routes import catalogue_on, rows_added, step
from tests.world import World
from values.claim import Substitution
from values.clock import FrozenClock
from values.entry import Telephones
from values.vocabulary import State, StepKind

SIZES = (1, 10, 100)
MOST = 60
"""More statements than any page needs."""
SIGNERS = ("reviewer",)

PROPOSAL_PAGES = {
    "the proposal": ("auditor", "/proposals/{number}"),
    "the proposal on one page": ("auditor", "/proposals/{number}/sheet"),
    "its revisions": ("auditor", "/proposals/{number}/revisions"),
    "its trail": ("auditor", "/audit?proposal={number}&action=everything"),
    "the list of proposals": ("auditor", "/proposals"),
    "the inbox of its reviewer": ("reviewer", "/inbox"),
}
DRAFT_PAGES = {
    "the draft": "/proposals/{number}/edit",
    "rows to pick from": "/proposals/{number}/edit/rows",
    "the draft's table": "/proposals/{number}/edit/table",
    "a row of the draft": "/proposals/{number}/edit/entries/{entry}",
    "what happens to a row": "/proposals/{number}/edit/entries/{entry}/operation",
}
CATALOGUE_PAGES = {
    "the catalogue": "/catalogues/{code}",
    "the catalogue on a past day": "/catalogues/{code}?as-of=2026-03-01&clock=shown",
    "its newest release": "/catalogues/{code}/releases/{release}",
    "the newest release against the one before": "/catalogues/{code}/compare",
    "an entry": "/catalogues/{code}/entries/{entry}",
    "the list of catalogues": "/catalogues",
}


def cost_of(app: Flask, login: str, world: World, address: str, *, part: bool = False) -> Cost:
    """Open a page, or what a script asks for as a part of one, a second time and return what that costs."""
    client = signed_in(app, world, login) if login else visitor(app)
    headers = {"HX-Request": "true"} if part else None
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, (address, answer.location)
    with app.app_context(), counted() as cost:
        client.get(address, headers=headers)
    return cost


def assert_same(found: dict[str, list[Cost]], *, commits: int = 0, most: int = MOST) -> None:
    """Hold that each page cost the same at every size, and committed as often as it may."""
    counts = {name: [len(cost.statements) for cost in costs] for name, costs in found.items()}
    assert {name: counts[name] for name in counts if len(set(counts[name])) != 1} == {}
    committed = {name: {cost.commits for cost in costs} for name, costs in found.items()}
    assert {name: found for name, found in committed.items() if found != {commits}} == {}
    assert {name: count[0] for name, count in counts.items() if count[0] >= most} == {}


@pytest.fixture
def code(app: Flask, world: World) -> str:
    """An empty catalogue with a short route, of which one row is published."""
    with app.app_context():
        code = catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
        world.in_state(State.PUBLISHED, rows_added(world, "首项"), code=code, signers=SIGNERS)
    return code


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
def test_pages_of_a_proposal_cost_the_same_however_many_rows_it_changes(
    app: Flask, world: World, code: str
) -> None:
    found: dict[str, list[Cost]] = {name: [] for name in (*PROPOSAL_PAGES, *DRAFT_PAGES)}
    for size in SIZES:
        text = rows_added(world, *(f"事项{size}-{number}" for number in range(size)))
        with app.app_context():
            submitted = world.in_state(State.IN_REVIEW, text, code=code)
        for name, (login, address) in PROPOSAL_PAGES.items():
            found[name].append(cost_of(app, login, world, address.format(number=submitted)))
        with app.app_context():
            world.sign(submitted, *SIGNERS)
            drafted = world.opened(rows_added(world, *(f"草稿{number}" for number in range(size))), code=code)
        entry = Draft(app, world, f"/proposals/{drafted}/edit").content.changes[0].entry
        for name, address in DRAFT_PAGES.items():
            found[name].append(cost_of(app, "drafter", world, address.format(number=drafted, entry=entry)))
    assert_same(found)


@pytest.mark.slow
def test_pages_of_a_catalogue_cost_the_same_however_many_rows_it_has(
    app: Flask, world: World, code: str, clock: FrozenClock
) -> None:
    found: dict[str, list[Cost]] = {name: [] for name in CATALOGUE_PAGES}
    for release, size in enumerate(SIZES, start=2):
        text = rows_added(world, *(f"事项{size}-{number}" for number in range(size)))
        with app.app_context():
            world.in_state(State.PUBLISHED, text, code=code, signers=SIGNERS)
        clock.advance(timedelta(minutes=1))
        entry = text.changes[0].entry
        for name, address in CATALOGUE_PAGES.items():
            asked = address.format(code=code, release=release, entry=entry)
            found[name].append(cost_of(app, "", world, asked))
    assert_same(found)


@pytest.mark.slow
def test_a_township_costs_the_same_however_many_rows_it_claims(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    pages: dict[str, Callable[[str], str]] = {
        "the township's catalogue": lambda _: f"/catalogues/{TOWNSHIP}",
        "a claimed entry": lambda entry: f"/catalogues/{TOWNSHIP}/entries/{entry}",
    }
    found: dict[str, list[Cost]] = {name: [] for name in pages}
    with app.app_context():
        world = found_township(world)
    for size in SIZES:
        with app.app_context():
            added = world.addition(*(f"就业事项{size}-{number}" for number in range(size)))
            world.published(added)
            said = Substitution(telephones=Telephones(questions="0999-5550200"))
            text = claiming_rows(world, [change.entry for change in added.changes], said)
            settled(world, text)
        clock.advance(timedelta(minutes=1))
        for name, address in pages.items():
            found[name].append(cost_of(app, "", world, address(text.changes[0].entry)))
    assert_same(found)
