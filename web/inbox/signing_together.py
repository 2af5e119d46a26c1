"""The part of the inbox that signs several proposals off at once: what may be ticked, and what was."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from models import db
from values.vocabulary import StepKind
from web.numbers import whole_number
from workflow.queries.views import glances
from workflow.queries.waiting import Waiting

LONGEST_OPINION = 2000
FEWEST = 2
"""So many of a kind make it worth a form of its own."""


@dataclass(frozen=True, kw_only=True)
class Tickable:
    """A proposal that can be ticked once it has been opened."""

    number: str
    title: str
    version: int
    is_seen: bool


def together(waiting: Iterable[Waiting], person_id: int) -> list[tuple[StepKind, list[Tickable]]]:
    """Return, by kind of step, the reader's own that can be signed off together."""
    mine = [one for one in waiting if one.is_mine and one.step is not None]
    seen = glances(db.session(), [one.number for one in mine], person_id)
    found: dict[StepKind, list[Tickable]] = defaultdict(list)
    for one in mine:
        if one.step is not None and one.number in seen:
            glance = seen[one.number]
            found[one.step].append(
                Tickable(number=one.number, title=one.title, version=glance.version, is_seen=glance.is_seen)
            )
    return [(kind, several) for kind, several in found.items() if len(several) >= FEWEST]


def asked_versions() -> dict[str, int]:
    """Return the ticked proposals, each with the version that the reader had before them."""
    ticked = request.form.getlist("number")
    return {
        number: whole_number(request.form.get(f"version-{number}", "")) or 0
        for number in dict.fromkeys(ticked)
    }


def asked_opinion() -> str:
    """Return what goes on record for each of them."""
    return request.form.get("opinion", "")[:LONGEST_OPINION]
