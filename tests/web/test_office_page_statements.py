"""Pages of registers, trails and lists cost the same however much there is in them; none commits when it is read again."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from formats.writing import FileKind, write
from tests.counting import Cost, counted
from tests.web.people import signed_in
from tests.web.test_page_statements import SIGNERS, SIZES, assert_same, cost_of
from tests.workflow.accounts import registered, wanted
from tests.workflow.hidings import Hidings
from tests.workflow.importing import NEW_ROW, added, document
from tests.workflow.routes import catalogue_on, rows_added, step
from tests.world import World
from values.clock import FrozenClock
from values.hiding import HidingTarget
from values.vocabulary import BodyKind, Role, State, StepKind
from workflow.commands import granting, notify
from workflow.commands.administering import add_synonym
from workflow.commands.bases import BasisFacts, register_basis
from workflow.commands.organising import register_body, register_jurisdiction
from workflow.deliveries import unfanned_events
from workflow.organisations import BodyParticulars
from workflow.unit import current_clock, transaction

LISTS = {
    "the register of bases": ("drafter", "/bases"),
    "a basis, with who cites it": ("drafter", "/bases/{basis}"),
    "marking a basis": ("business-admin", "/bases/{basis}/mark"),
    "the head of the trail": ("auditor", "/ledger"),
    "the trail": ("auditor", "/audit"),
    "the rules": ("", "/rules"),
    "words for channels": ("business-admin", "/rules/channels"),
    "the rules of provinces": ("business-admin", "/rules/provincial"),
    "the coverage of all catalogues": ("auditor", "/compliance"),
    "the routes": ("business-admin", "/routes"),
    "the messages of a reviewer": ("reviewer", "/messages"),
    "the messages that were given up": ("system-admin", "/deliveries"),
    "message services": ("system-admin", "/deliveries/services"),
    "a message service": ("system-admin", "/deliveries/services/990101/wecom_app"),
    "one's own addresses": ("system-admin", "/addresses"),
    "what is hidden": ("supervisor", "/catalogues/{code}/hidings"),
    "hiding an entry": ("publisher", "/catalogues/{code}/entries/{entry}/hide"),
    "rows to propose a change of": ("drafter", "/catalogues/{code}/propose"),
    "the change of a body": ("drafter", "/catalogues/{code}/body-change"),
    "two versions of an entry": ("", "/catalogues/{code}/entries/{entry}/compare"),
    "the table as a file": ("", "/catalogues/{code}.csv"),
    "a release as a file": ("", "/catalogues/{code}/releases/{release}.json"),
    "the absences": ("reviewer", "/absence"),
    "the calendar": ("business-admin", "/calendar"),
    "accounts": ("security-admin", "/accounts"),
    "registering somebody": ("security-admin", "/accounts/new"),
    "an account": ("security-admin", "/accounts/drafter"),
    "bodies": ("system-admin", "/bodies"),
    "registering a body": ("system-admin", "/bodies/new"),
    "a body": ("system-admin", "/bodies/{body}"),
    "registering a jurisdiction": ("system-admin", "/bodies/jurisdictions/new"),
    "the security log": ("audit-admin", "/security-log"),
}


NAMES = "/names?q=事项"
"""It reads names in portions until its page is full: few statements, but not the same number."""

MOST_FOR_NAMES = 20

IMPORTING = ("/catalogues/{code}/import", "/catalogues/{code}/import/{read}")
"""Where files are brought and looked at, whose cost is counted apart."""


def grown(world: World, code: str, size: int) -> tuple[str, str]:
    """Add as many rows, bases, words, hidings and messages; return an entry and a basis."""
    text = rows_added(world, *(f"事项{size}-{number}" for number in range(size)))
    world.in_state(State.PUBLISHED, text, code=code, signers=SIGNERS)
    keeper = world.actor("business-admin")
    for number in range(size):
        basis = register_basis(BasisFacts(title=f"办法{size}之{number}"), actor=keeper)
        add_synonym(f"词{size}之{number}", "政府网站", actor=keeper)
        register_organisation(world, size, number)
    for change in text.changes[1:]:
        Hidings(world).hide(target=HidingTarget(entry=change.entry), code=code)
    now = current_clock.get().now()
    with transaction() as session:
        owed = unfanned_events(session, now=now, older_than=timedelta(0))
    for event in owed:
        notify.fan_out(event)
    return text.changes[0].entry, str(basis)


def register_organisation(world: World, size: int, number: int) -> None:
    """Register a body, a township, and somebody who works there and at the bureau."""
    keeper, system = world.actor("security-admin"), world.actor("system-admin")
    body = register_body(
        f"单位{size}之{number}",
        BodyParticulars(kind=BodyKind.PUBLIC_INSTITUTION, parent_id=world.bodies["bureau"]),
        place=world.jurisdictions["990101"],
        actor=system,
    )
    register_jurisdiction(f"990101{size + number:03}", f"乡镇{size}之{number}", actor=system)
    registered(world, f"p{size}-{number}", replace(wanted(world), body_id=body))
    granting.grant_role(f"p{size}-{number}", wanted(world, Role.PUBLISHER), actor=keeper)
    granting.grant_role("drafter", replace(wanted(world, Role.PUBLISHER), body_id=body), actor=keeper)


@pytest.mark.slow
def test_lists_and_registers_cost_the_same_however_long_they_are(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    found: dict[str, list[Cost]] = {name: [] for name in LISTS}
    with app.app_context():
        code = catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
        first = rows_added(world, "首项", "次项")
        world.in_state(State.PUBLISHED, first, code=code, signers=SIGNERS)
        Hidings(world).hide(target=HidingTarget(entry=first.changes[1].entry), code=code)
    for release, size in enumerate(SIZES, start=2):
        with app.app_context():
            entry, basis = grown(world, code, size)
        clock.advance(timedelta(minutes=1))
        for name, (login, address) in LISTS.items():
            asked = address.format(
                code=code, entry=entry, basis=basis, release=release, body=world.bodies["bureau"]
            )
            found[name].append(cost_of(app, login, world, asked))
        names = cost_of(app, "drafter", world, NAMES)
        assert (names.commits, len(names.statements) <= MOST_FOR_NAMES) == (0, True)
    assert_same(found)


@pytest.mark.slow
@pytest.mark.usefixtures("clock")
def test_looking_at_a_file_costs_the_same_however_many_rows_it_adds(app: Flask, world: World) -> None:
    found: dict[str, list[Cost]] = {"bringing it": [], "looking at it": []}
    client = signed_in(app, world, "drafter")
    address = IMPORTING[0].format(code="990101-employment")
    for size in SIZES:
        with app.app_context():
            file = document(world)
        for number in range(size):
            file = added(file, replace(NEW_ROW, name=f"见习岗位{number}"))
        data = BytesIO(write(file, FileKind.CSV))
        page = client.get(address)
        with app.app_context(), counted() as cost:
            answer = client.submit(page, "Look at it", file=(data, "目录.csv"))
        assert answer.status_code == 303, answer.text
        found["bringing it"].append(cost)
        with app.app_context(), counted() as cost:
            page = client.get(answer.location)
        assert page.text.count("见习岗位") >= size
        found["looking at it"].append(cost)
    assert len({len(one.statements) for one in found["bringing it"]}) == 1
    assert len({one.commits for one in found.pop("bringing it")}) == 1
    assert_same(found)
