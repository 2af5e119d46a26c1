"""Lists cost the same however many proposals, case files and long works stand in them."""

from datetime import timedelta

import pytest
from flask import Flask

from models import Comment
from tests.counting import Cost
from tests.faults.installation import LONG
from tests.printing import asked
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.archived import Archived
from tests.workflow.looking import rows_of
from tests.workflow.telling import fanned_out
from tests.world import World
from values.clock import FrozenClock
from values.retention import ErasureGround
from values.vocabulary import State
from workflow.commands import discussion, publication
from workflow.commands.erasure import erase_comment
from workflow.unit import at, current_clock

SIZES = (1, 10, 100) if LONG else (1, 10)
"""A hundred of everything takes minutes."""

READERS = ("drafter", "reviewer", "secrecy", "supervisor", "publisher", "overseer", "auditor")
LISTS = {
    **{f"the inbox of {login}": (login, "/inbox") for login in READERS},
    **{f"the proposals of {login}": (login, "/proposals") for login in ("drafter", "overseer", "auditor")},
    "what is found of proposals": ("drafter", "/search?q=压缩"),
    "statistics": ("overseer", "/statistics?since=2026-01-01"),
    "messages": ("supervisor", "/messages"),
    "a proposal with as many comments": ("drafter", "/proposals/{discussed}"),
    "the archive": ("supervisor", "/archive"),
    "a list for destruction": ("supervisor", "/archive/lists/{list}"),
    "what was erased": ("business-admin", "/erasures"),
    "long work": ("drafter", "/work"),
    "one long work": ("drafter", "/work/{work}"),
}
CASE_FILE = ("auditor", "/proposals/{discussed}/case-file.zip")


def grown(world: World, size: int) -> dict[str, str]:
    """Have as many proposals more in every state, and as many of what follows them."""
    moment = current_clock.get().now() + timedelta(days=3)
    closed = []
    archived = Archived(world, FrozenClock(current_clock.get().now()))
    for _ in range(size):
        world.opened()
        world.in_state(State.IN_REVIEW)
        world.in_state(State.IN_APPROVAL)
        scheduled = world.in_state(State.APPROVED)
        publication.schedule(scheduled, actor=world.actor("publisher"), moment=moment)
        closed.append(archived.withdrawn(with_file=False))
        work = asked("目录.pdf", world.actor("drafter"))
    discussed = world.in_state(State.IN_REVIEW)
    for number in range(size):
        discussion.add_comment(discussed, actor=world.actor("reviewer"), text=f"请核实第{number}处。")
    keeper = world.actor("business-admin")
    for number in closed:
        (comment,) = rows_of(Comment, number)
        erase_comment(number, comment.id, actor=keeper, ground=ErasureGround.TERM_ENDED)
    with at(archived.clock):
        archived.over(*closed)
        listed = archived.proposed(*closed)
    fanned_out()
    return {"discussed": discussed, "list": str(listed), "work": work}


@pytest.mark.slow
def test_lists_cost_the_same_however_many_proposals_there_are(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    found: dict[str, list[Cost]] = {name: [] for name in LISTS}
    taken = []
    with app.app_context():
        grown(world, 2)
    for size in SIZES:
        clock.advance(timedelta(minutes=1))
        with app.app_context():
            names = grown(world, size)
        for name, (login, address) in LISTS.items():
            found[name].append(cost_of(app, login, world, address.format(**names)))
        taken.append(cost_of(app, CASE_FILE[0], world, CASE_FILE[1].format(**names)))
    assert_same(found)
    # It holds all that there is of a proposal.
    assert_same({"a case file": taken}, commits=1, most=100)
