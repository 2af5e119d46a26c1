"""The page of events names every event that the code can record, with its subject and the members of its details."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from models import Event
from tests.factories import World
from tests.sources import ROOT, calls_in, modules
from values.vocabulary import Action, State
from workflow.commands import discussion, sign_in
from workflow.passwords import Passwords
from workflow.sentences import SENTENCES
from workflow.unit import transaction

PAGE = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| (\w+) \| ([^|]*)\|$", re.MULTILINE)
PAPER = {"scan", "signed_on"}
OPTIONAL = {"sign_off": (PAPER,), "request_changes": (PAPER, PAPER | {"step", "kind", "outcome"})}
"""Which details may be missing together: those of a paper, and those of a step."""
WRITERS = ("Happening", "_note", "_record")


@dataclass(frozen=True)
class Described:
    """What the page says of an action."""

    subject: str
    details: frozenset[str]


DESCRIBED = {
    action: Described(subject, frozenset(re.findall(r"`(\w+)`", details)))
    for action, _, subject, details in ROW.findall(PAGE)
}


def test_the_page_names_every_action_once() -> None:
    named = [action for action, *_ in ROW.findall(PAGE)]
    assert sorted(named) == sorted(key for key in SENTENCES if ":" not in key)


def test_every_action_that_the_source_records_is_on_the_page() -> None:
    recorded = {action for path in modules() for action in _recorded(path)}
    assert recorded, "the test no longer sees what is recorded"
    assert recorded | set(Action) <= DESCRIBED.keys()


@pytest.mark.usefixtures("context", "clock")
def test_recorded_events_are_as_the_page_says(world: World) -> None:
    for state in set(State) - {State.PUBLISHED}:
        world.in_state(state)
    number = world.returned_by_supervisor()
    world.published()
    comment = discussion.add_comment(number, actor=world.actor("drafter"), text="请看。")
    discussion.resolve_comment(number, int(comment), actor=world.actor("drafter"))
    _sign_in_and_fail(world)
    with transaction() as session:
        events = session.scalars(sa.select(Event)).all()
    assert {event.action for event in events} >= {"role_granted", "publish", "request_changes", "signed_in"}
    wrong = {
        (event.action, event.subject_kind, *sorted(_details(event)))
        for event in events
        if event.subject_kind != DESCRIBED[event.action].subject
        or _details(event) not in (DESCRIBED[event.action].details, *_alternatives(event.action))
    }
    assert not wrong


def _alternatives(action: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(DESCRIBED[action].details - missing) for missing in OPTIONAL.get(action, ()))


def _details(event: Event) -> frozenset[str]:
    details: dict[str, Any] = json.loads(event.data)["details"]
    return frozenset(details)


def _sign_in_and_fail(world: World) -> None:
    cheap = Passwords(time_cost=1, memory_kib=8)
    limits: dict[str, Any] = {"passwords": cheap, "lockout_after": 5, "lockout_minutes": 15}
    person = sign_in.sign_in("drafter", world.password, request_id="a", **limits)
    assert person == world.people["drafter"]
    with pytest.raises(sign_in.SignInError):
        sign_in.sign_in("drafter", "wrong", request_id="b", **limits)
    sign_in.choose_language("en", actor=world.actor("drafter"))
    sign_in.sign_out(actor=world.actor("drafter"))


def _recorded(path: Any) -> Iterator[str]:
    """Yield the actions that a file names where it records: as a keyword, or first of the texts it passes on."""
    for name, call in calls_in(path):
        if name in WRITERS:
            given = [keyword.value for keyword in call.keywords if keyword.arg == "action"] or call.args
            texts = [
                one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            yield from texts[:1]
