"""The same request twice does the thing once: the second gets the first's answer."""

from collections.abc import Callable

from models import IdempotencyKey
from workflow.unit import Unit


def once(unit: Unit, key: str | None, act: Callable[[], str]) -> str:
    """Do it unless this person's key was used already; return what it gave then."""
    person_id = unit.actor.person_id
    if key is None or person_id is None:
        return act()
    used = unit.session.get(IdempotencyKey, (person_id, key))
    if used is not None:
        return used.result
    result = act()
    unit.session.add(IdempotencyKey(person_id=person_id, key=key, result=result, used_at=unit.now))
    return result
