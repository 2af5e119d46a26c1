"""Who is told that a list for destruction waits, and where they find it until it is judged."""

from flask import Flask

from tests.web.people import signed_in
from tests.worker.test_hiding_mail import mail_to
from tests.workflow.archived import SECRET, Archived
from tests.workflow.looking import all_events
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import Audience
from workflow.commands.destruction import judge_destruction
from workflow.queries.archive import lists_to_judge
from workflow.queries.inbox import Inbox, beside_count
from workflow.reach import seats_of
from workflow.recipients import recipients
from workflow.unit import current_clock, transaction

SUPERVISORS = {"supervisor", "supervisor2", "drafting-supervisor", "signing-supervisor"}
HEADING = "Lists for destruction to be judged"


def told_of(world: World) -> set[str]:
    """Return the accounts that the newest list is told to."""
    event = all_events("destruction_proposed")[-1]
    with transaction() as session:
        found = recipients(session, event, today=current_clock.get().now().date())
    assert set(found.values()) <= {Audience.SUPERVISORS}
    return {login for login, person in world.people.items() if person in found}


def waits_for(world: World, login: str) -> tuple[list[bool], int]:
    """Return of each list that waits whether it is this person's, and their whole count."""
    with transaction() as session:
        seats = seats_of(session, world.people[login], current_clock.get().now().date())
        lists = lists_to_judge(session, seats, world.people[login])
        return [one.is_mine for one in lists], beside_count(
            session, Inbox(seats=seats, person_id=world.people[login])
        )


def test_the_supervisors_of_the_jurisdiction_are_told_and_have_it_in_their_inbox(
    context: Flask, world: World, clock: FrozenClock
) -> None:
    archived = Archived(world, clock)
    number = archived.withdrawn()
    archived.over(number)
    before = waits_for(world, "supervisor")[1]
    listed = archived.proposed(number)
    assert told_of(world) == SUPERVISORS
    for login in SUPERVISORS:
        assert waits_for(world, login)[0] == [True]
    assert waits_for(world, "supervisor")[1] == before + 1
    for login in ("business-admin", "national-supervisor", "drafter"):
        assert waits_for(world, login)[0] == []
    judge_destruction(listed, actor=world.actor("supervisor"), approves=False, opinion="再留十年。")
    assert waits_for(world, "supervisor") == ([], before)
    assert context


def test_a_supervisor_who_proposed_it_is_not_told_and_sees_that_it_waits_for_a_colleague(
    context: Flask, world: World, clock: FrozenClock
) -> None:
    archived = Archived(world, clock)
    number = archived.withdrawn()
    archived.over(number)
    before = waits_for(world, "supervisor2")[1]
    archived.proposed(number, by="supervisor2")
    assert told_of(world) == SUPERVISORS - {"supervisor2"}
    assert waits_for(world, "supervisor2") == ([False], before)
    assert context


def test_message_mail_and_inbox_lead_to_the_list(app: Flask, world: World, clock: FrozenClock) -> None:
    with app.app_context():
        archived = Archived(world, clock)
        number = archived.withdrawn()
        archived.over(number)
        listed = archived.proposed(number)
        mail = mail_to("supervisor", "destruction_proposed")
    assert f"list for destruction no. {listed}" in mail
    assert f"/archive/lists/{listed}" in mail
    assert "已无保存价值。" in mail
    assert SECRET not in mail
    address = f'href="/archive/lists/{listed}"'
    supervisor = signed_in(app, world, "supervisor")
    assert address in supervisor.get("/messages").text
    inbox = supervisor.get("/inbox").text
    assert HEADING in inbox
    assert address in inbox
    supervisor.submit(supervisor.get(f"/archive/lists/{listed}"), "Approve the destruction", opinion="同意。")
    assert HEADING not in supervisor.get("/inbox").text
    assert HEADING not in signed_in(app, world, "business-admin").get("/inbox").text
