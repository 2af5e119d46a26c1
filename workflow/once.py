"""The same request twice does the thing once: the second gets the first's answer."""

from collections.abc import Callable

from models import IdempotencyKey
from values.canonical import sha256_hex
from workflow.unit import Unit

LONGEST_KEY = 64
"""Characters of a key as stored; a longer one is stored as its hash."""


def once(unit: Unit, key: str | None, act: Callable[[], str]) -> str:
    """Do it unless this person's key was used already; return what it gave then."""
    person_id = unit.actor.person_id
    if key is None or person_id is None:
        return act()
    if len(key) > LONGEST_KEY or not key.isprintable():
        key = sha256_hex(key.encode(errors="replace"))
    # The second of two requests at once waits here for the first, and then finds its answer.
    unit.hold_person(person_id)
    used = unit.session.get(IdempotencyKey, (person_id, key))
    if used is not None:
        return used.result
    result = act()
    unit.session.add(IdempotencyKey(person_id=person_id, key=key, result=result, used_at=unit.now))
    return result
