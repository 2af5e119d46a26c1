"""Who sees what: drafts, submitted proposals, other counties, events (decision 9)."""

from datetime import date

import pytest
import sqlalchemy as sa

from models import Event, Proposal
from tests.world import STANDARD, World
from values.vocabulary import Role, State
from workflow.case import read_case
from workflow.commands import register
from workflow.errors import ForbiddenError, NotFoundError
from workflow.queries.proposal_list import proposals
from workflow.queries.timeline import Filter, event_in_scope, timeline
from workflow.reach import seats_of, visible_events, visible_proposals
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SEES = {
    # login: (a draft of the county, a submitted one, one of the other county, the standard's own)
    "drafter": (True, True, False, False),
    "drafter2": (True, True, False, False),
    "reviewer": (True, True, False, False),
    "supervisor": (True, True, False, False),
    "publisher": (True, True, False, False),
    "secrecy": (False, True, False, False),
    "office": (False, True, False, False),
    "office-drafter": (False, True, False, False),
    "centre-drafter": (False, False, False, False),
    "other-drafter": (False, False, True, False),
    "other-supervisor": (False, False, True, False),
    "other-secrecy": (False, False, True, False),
    "national-drafter": (False, False, False, True),
    "national-supervisor": (False, False, False, True),
    "overseer": (False, True, True, False),
    "auditor": (True, True, False, False),
    "business-admin": (False, False, False, False),
    "system-admin": (False, False, False, False),
    "security-admin": (False, False, False, False),
    "audit-admin": (False, False, False, False),
}


@pytest.mark.parametrize("login", SEES)
def test_everyone_sees_what_is_theirs_to_see(world: World, login: str) -> None:
    standard = world.in_state(
        State.IN_REVIEW,
        world.amendment(code=STANDARD),
        code=STANDARD,
        signers=("reviewer",),
        prefix="national-",
    )
    numbers = (
        world.opened(),
        world.in_state(State.IN_REVIEW),
        world.in_state(State.IN_REVIEW, code="990102-employment", prefix="other-"),
        standard,
    )
    today = current_clock.get().now().date()
    actor = world.actor(login)
    with transaction() as session:
        seats = seats_of(session, world.people[login], today)
        seen = set(session.scalars(sa.select(Proposal.number).where(visible_proposals(seats))))
        assert tuple(number in seen for number in numbers) == SEES[login]
        listed = {one.number for one in proposals(session, seats, state=None, offset=0, limit=99)}
        assert listed == seen
        for number in numbers:
            if number in seen:
                assert read_case(session, number, actor, today=today).proposal.number == number
                continue
            with pytest.raises((NotFoundError, ForbiddenError)) as refused:
                read_case(session, number, actor, today=today)
            is_one_of_three = login in {"system-admin", "security-admin", "audit-admin"}
            assert isinstance(refused.value, ForbiddenError) is is_one_of_three


def test_a_draft_sent_back_is_still_seen_by_whoever_saw_it(world: World) -> None:
    number = world.in_state(State.CHANGES_REQUESTED)
    with transaction() as session:
        for login in ("secrecy", "overseer"):
            seats = seats_of(session, world.people[login], current_clock.get().now().date())
            assert number in set(session.scalars(sa.select(Proposal.number).where(visible_proposals(seats))))


def test_auditors_read_the_events_of_their_subtree_and_nobody_else_does(world: World) -> None:
    world.published()
    world.published(code="990102-employment", prefix="other-")
    today = current_clock.get().now().date()
    with transaction() as session:
        auditor = seats_of(session, world.people["auditor"], today)
        seen = session.scalars(sa.select(Event).where(visible_events(auditor))).all()
        assert {event.jurisdiction_id for event in seen} == {world.jurisdictions["990101"], None}
        placeless = [event for event in seen if event.jurisdiction_id is None]
        assert {event.subject_kind for event in placeless} == {"installation", "person"}
        others = {
            str(number) for login, number in world.people.items() if login.startswith(("other-", "national-"))
        }
        assert not others & {event.subject_id for event in placeless}
        foreign = session.scalars(
            sa.select(Event).where(Event.jurisdiction_id == world.jurisdictions["990102"])
        ).first()
        assert foreign is not None
        with pytest.raises(NotFoundError):
            event_in_scope(session, auditor, foreign.id)
        assert event_in_scope(session, auditor, seen[0].id) is seen[0]
        for login in ("drafter", "overseer", "system-admin", "supervisor"):
            seats = seats_of(session, world.people[login], today)
            assert not session.scalars(sa.select(Event).where(visible_events(seats))).all()


def test_the_timeline_is_filtered(world: World) -> None:
    number = world.published()
    today = current_clock.get().now().date()
    with transaction() as session:
        seats = seats_of(session, world.people["auditor"], today)

        def found(**wanted: object) -> list[str]:
            return [one.action for one in timeline(session, seats, Filter(**wanted), limit=50).events]

        assert found(action="publish", subject=number) == ["publish"]
        assert found(subject=number)[0] == "publish"
        assert len(found(subject=number, since=today, until=today)) == 6
        assert found(subject="%") == []
        assert found(subject=number, until=today.replace(year=2025)) == []
        page = timeline(session, seats, Filter(), limit=3)
        assert (len(page.events), page.has_older, page.has_newer) == (3, True, False)


@pytest.mark.parametrize(("until", "counts"), [(1, False), (2, True), (3, True)])
def test_an_assignment_counts_until_its_last_day(world: World, until: int, *, counts: bool) -> None:
    register.assign(
        person_id=world.people["centre-drafter"],
        body_id=world.bodies["bureau"],
        role=Role.DRAFTER,
        until=date(2026, 3, until),
    )
    with transaction() as session:
        seats = seats_of(session, world.people["centre-drafter"], date(2026, 3, 2))
    assert (len(seats) == 2) is counts
