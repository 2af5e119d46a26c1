"""Deputies: who names them, for which days, and who may act in whose name."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models import Delegation, Outbox
from tests.workflow.looking import all_events
from tests.world import World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import Audience, Outcome, State
from workflow.commands import review
from workflow.commands.absence import delegate, end_delegation
from workflow.errors import ForbiddenError, InvalidError, NotFoundError
from workflow.queries.absence import own_absences, possible_deputies, stood_in_for
from workflow.recipients import recipients
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def name(
    world: World,
    *,
    by: str = "reviewer",
    deputy: str = "publisher",
    of: str | None = None,
    first: date = MONDAY,
    last: date = FRIDAY,
) -> int:
    """Name a deputy for this week, by default the reviewer's."""
    return delegate(
        actor=world.actor(by),
        deputy_id=world.people[deputy],
        valid_from=first,
        valid_until=last,
        person_id=world.people[of] if of else None,
    )


def sign_for_reviewer(world: World, number: str) -> None:
    actor = world.actor("publisher", on_behalf_of="reviewer")
    review.sign_off(number, actor=actor, outcome=Outcome.AGREED, opinion="代签：同意。")


def test_a_deputy_acts_until_the_time_is_ended(world: World) -> None:
    number = world.in_state(State.IN_REVIEW)
    named = name(world)
    sign_for_reviewer(world, number)
    (event,) = all_events("delegated")
    assert event.subject_id == str(world.people["reviewer"])
    end_delegation(named, actor=world.actor("reviewer"))
    end_delegation(named, actor=world.actor("reviewer"))
    assert len(all_events("delegation_ended")) == 1
    again = world.in_state(State.IN_REVIEW, world.amendment("岗位信息发布"))
    with pytest.raises(NotFoundError):
        sign_for_reviewer(world, again)
    with transaction() as session:
        assert own_absences(session, world.people["reviewer"], today=MONDAY) == []
        row = session.get(Delegation, named)
        assert row is not None
        assert row.valid_until == MONDAY - timedelta(days=1)
    name(world)


def test_the_time_is_listed_for_both(world: World, clock: FrozenClock) -> None:
    del clock
    named = name(world, first=date(2026, 3, 3))
    with transaction() as session:
        (own,) = own_absences(session, world.people["reviewer"], today=MONDAY)
        assert (own.id, own.deputy) == (named, "许扬")
        assert stood_in_for(session, world.people["publisher"], today=MONDAY) == []
        (one,) = stood_in_for(session, world.people["publisher"], today=date(2026, 3, 3))
        assert one.person == "王岚"


def test_deputies_are_colleagues_without_an_administrators_office(world: World) -> None:
    with transaction() as session:
        people = world.people
        bureau = {one for one, _ in possible_deputies(session, people["reviewer"], today=MONDAY)}
        office = {one for one, _ in possible_deputies(session, people["secrecy"], today=MONDAY)}
        none = possible_deputies(session, people["system-admin"], today=MONDAY)
    assert {people["publisher"], people["supervisor"], people["two-posts"]} <= bureau
    assert bureau.isdisjoint({people["reviewer"], people["other-reviewer"], people["secrecy"]})
    assert people["office"] in office
    assert office.isdisjoint({people["system-admin"], people["security-admin"]})
    assert none == []
    for deputy in ("reviewer", "secrecy", "other-reviewer"):
        with pytest.raises(InvalidError, match="colleague"):
            name(world, deputy=deputy)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (FRIDAY, MONDAY, "last day"),
        (date(2026, 2, 1), date(2026, 2, 2), "last day"),
        (date(2026, 3, 1), FRIDAY, "first day"),
        (MONDAY, date(2027, 3, 3), "year"),
    ],
)
def test_the_days_have_to_fit(world: World, first: date, last: date, why: str) -> None:
    with pytest.raises(InvalidError, match=why):
        name(world, first=first, last=last)
    name(world)
    with pytest.raises(InvalidError, match="already"):
        name(world, deputy="supervisor", first=FRIDAY, last=date(2026, 3, 20))
    name(world, deputy="supervisor", first=date(2026, 3, 7), last=date(2026, 3, 20))


def test_the_security_administrator_names_for_others_never_themselves(world: World) -> None:
    refused: list[Callable[[], int]] = [
        lambda: name(world, by="system-admin", of="reviewer"),
        lambda: name(world, by="supervisor", of="reviewer"),
        lambda: name(world, by="security-admin", of="other-reviewer", deputy="other-publisher"),
        lambda: name(world, by="security-admin", of="reviewer", deputy="security-admin"),
    ]
    for act in refused:
        with pytest.raises(ForbiddenError, match="themselves"):
            act()
    named = name(world, by="security-admin", of="reviewer")
    with pytest.raises(ForbiddenError):
        end_delegation(named, actor=world.actor("supervisor"))
    end_delegation(named, actor=world.actor("publisher"))


def test_a_deputy_names_no_deputy(world: World) -> None:
    named = name(world)
    acting = world.actor("publisher", on_behalf_of="reviewer")
    with pytest.raises(ForbiddenError):
        delegate(actor=acting, deputy_id=world.people["supervisor"], valid_from=MONDAY, valid_until=FRIDAY)
    with pytest.raises(ForbiddenError):
        end_delegation(named, actor=acting)
    with pytest.raises(NotFoundError):
        end_delegation(named + 1000, actor=world.actor("reviewer"))


def test_whoever_is_named_is_told_and_nobody_else(world: World, clock: FrozenClock) -> None:
    ended = name(world)
    (named,) = all_events("delegated")
    end_delegation(ended, actor=world.actor("reviewer"))
    (over,) = all_events("delegation_ended")
    with transaction() as session:
        today = shanghai_day(clock.now())
        assert recipients(session, named, today=today) == {world.people["publisher"]: Audience.DEPUTY}
        assert recipients(session, over, today=today) == {}
        assert session.get(Outbox, named.id) is not None
        assert session.get(Outbox, over.id) is None
