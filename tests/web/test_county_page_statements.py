"""Pages of proposals, places, claims, registers and files cost the same however many rows they show."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event
from tests.counting import Cost
from tests.founding import NEW, founded
from tests.rules.test_provincial import RULE
from tests.townships import PREFIX, TOWNSHIP, claiming_rows, found_township
from tests.web.test_list_statements import SIZES
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.routes import step
from tests.workflow.telling import fanned_out
from tests.world import COUNTY, World
from values.claim import Substitution
from values.clock import FrozenClock
from values.entry import Citation, Place, Telephones
from values.legal_basis import BasisStatus
from values.place import PlaceOutcome
from values.proposal_content import DraftContent
from values.vocabulary import Level, State, StepKind
from workflow.actor import SYSTEM
from workflow.basis_marking import Mark
from workflow.commands import register, review, submission
from workflow.commands.administering import add_synonym, write_rule
from workflow.commands.bases import BasisFacts, register_basis
from workflow.commands.basis_drafts import open_due
from workflow.commands.basis_marks import mark
from workflow.commands.place_asking import switch_checking
from workflow.commands.place_checking import keep_found, take_errands
from workflow.commands.place_reading import read_places
from workflow.commands.sweep import check_chunk, chunks_to_queue, start_sweep
from workflow.places.judging import Found
from workflow.unit import transaction

PAGES = {
    "two revisions": ("auditor", "/proposals/{twice}/revisions/compare"),
    "who was told of a proposal": ("drafter", "/proposals/{twice}/told"),
    "an event": ("auditor", "/audit/events/{event}"),
    "what was published beside a draft": ("drafter", "/proposals/{behind}/edit/conflicts"),
    "places": ("drafter", f"/places?catalogue={COUNTY}"),
    "the findings on a catalogue": ("auditor", f"/compliance/{COUNTY}"),
    "rows to claim": (f"{PREFIX}drafter", f"/catalogues/{TOWNSHIP}/claim"),
    "rows to claim in a draft": (f"{PREFIX}drafter", "/proposals/{claiming}/edit/claims"),
    "what is found of rows": ("", "/search?q=事项"),
    "statistics": ("overseer", "/statistics?since=2026-01-01"),
    "the drafts for a mark on a basis": ("business-admin", "/bases/{basis}/marks/{mark}"),
    "a catalogue to set up": ("business-admin", "/catalogues/found"),
    "a catalogue to hand over": ("business-admin", f"/catalogues/{COUNTY}/hand-over"),
    "a catalogue to begin": ("new-drafter", f"/catalogues/{NEW}/begin"),
    "rows of the standard for a draft": ("drafter", "/proposals/{behind}/edit/standard"),
    "a route": ("business-admin", "/routes/{route}"),
    "changing a route": ("business-admin", "/routes/{route}/edit"),
    "a new route": ("business-admin", "/routes/new/990101"),
    "a rule of a province": ("business-admin", f"/rules/provincial/{RULE.id}"),
    "changing a rule of a province": ("business-admin", f"/rules/provincial/{RULE.id}/edit/990101"),
    "a word for a channel": ("business-admin", "/rules/channels/{word}/withdraw"),
    "another word for a channel": ("business-admin", "/rules/channels/add/990101"),
    "what one is told": ("reviewer", "/messages/preferences"),
}
CELL = ("drafter", "/proposals/{behind}/edit/table/{entry}/deadline")
"""A part of a page, which scripts ask for."""
TAKEN = {
    "the draft as a workbook": ("drafter", "/proposals/{behind}/edit/for-editing.xlsx"),
    "the catalogue as a workbook": ("drafter", f"/catalogues/{COUNTY}/for-editing.xlsx"),
    "the table of a proposal": ("drafter", "/proposals/{twice}/table.csv"),
    "a paper of a proposal": ("drafter", "/proposals/{twice}/papers/redline.docx"),
    "the notice of a release": ("drafter", f"/catalogues/{COUNTY}/releases/{{release}}/notice.docx"),
    "the findings as a file": ("overseer", "/compliance.csv"),
    "statistics as a workbook": ("overseer", "/statistics.xlsx?since=2026-01-01"),
}
"""What is taken away; each is noted in the trail, with one commit."""


def placed(text: DraftContent, size: int) -> DraftContent:
    """Return an amendment that gives each of its rows a place with an address of its own, and a basis in common."""
    changes = []
    for number, change in enumerate(text.changes):
        url = f"https://www.example.gov.cn/{size}/{number}"
        places = (Place(level=Level.COUNTY, text="政务公开专栏", url=url),)
        bases = (*change.after.content.legal_bases, Citation(text=f"《青禾办法{size}》"))
        content = replace(change.after.content, places=places, legal_bases=bases)
        after = replace(change.after, content=content)
        changes.append(replace(change, after=after))
    return replace(text, changes=tuple(changes))


def dead() -> None:
    """Have every address found dead that is to be asked for."""
    read_places()
    for errand in take_errands():
        gone = {number: Found(outcome=PlaceOutcome.GONE, status=404) for number, _ in errand.addresses}
        keep_found(errand, gone, failures=1)


def repealed(world: World, size: int) -> dict[str, str]:
    """Mark the basis of as many rows, which opens a draft for all of them."""
    keeper = world.actor("business-admin")
    basis = register_basis(BasisFacts(title=f"青禾办法{size}"), actor=keeper)
    how = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="新办法")
    change = mark(basis, how, actor=keeper)
    open_due()
    return {"basis": str(basis), "mark": str(change)}


def administered(world: World, size: int) -> dict[str, str]:
    """Add as many routes, words, and rules of the province."""
    keeper = world.actor("business-admin")
    steps = [step(world, 1, StepKind.SECTION_REVIEW, "bureau")]
    for number in range(size):
        place = world.jurisdictions["990101"]
        route = register.set_up_route(name=f"流程{size}之{number}", jurisdiction_id=place, steps=steps)
        word = add_synonym(f"词{size}之{number}", "政府网站", actor=keeper)
        write_rule(replace(RULE, message_zh=f"第{size}之{number}种说法。"), actor=keeper)
    return {"route": str(route), "word": str(word)}


def twice_submitted(world: World, text: DraftContent) -> str:
    """Return a proposal with two revisions."""
    number = world.in_state(State.IN_REVIEW, text)
    review.request_changes(number, actor=world.actor("reviewer"), comment="请核。")
    world.save(number, replace(text, rationale="已按意见核实。"))
    world.justify(number)
    submission.submit(number, actor=world.actor("drafter"))
    return number


def grown(world: World, size: int) -> dict[str, str]:
    """Have as many rows of everything, and return what stands in the braces of addresses."""
    names = [f"事项{size}-{number}" for number in range(size)]
    world.published(world.addition(*names))
    behind = world.opened(world.amendment(*names, deadline="12个工作日内公开"))
    published = placed(world.amendment(*names, deadline="15个工作日内公开"), size)
    world.published(published)
    dead()
    rows = [change.entry for change in published.changes]
    said = Substitution(telephones=Telephones(questions="0999-5550200"))
    claims = claiming_rows(world, rows, said)
    twice = twice_submitted(world, world.amendment(*names, deadline="11个工作日内公开"))
    start_sweep(actor=SYSTEM)
    for chunk in chunks_to_queue():
        check_chunk(chunk)
    fanned_out()
    with transaction() as session:
        event = session.scalar(sa.select(sa.func.max(Event.id)))
    return (
        administered(world, size)
        | repealed(world, size)
        | {
            "behind": behind,
            "entry": rows[0],
            "claiming": world.opened(claims, by=f"{PREFIX}drafter", code=TOWNSHIP),
            "twice": twice,
            "event": str(event),
        }
    )


@pytest.mark.slow
def test_pages_of_a_county_cost_the_same_however_much_it_has(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    found: dict[str, list[Cost]] = {name: [] for name in (*PAGES, *TAKEN, "a cell")}
    with app.app_context():
        world = founded(found_township(world))
        switch_checking(to_on=True, actor=world.actor("system-admin"))
        # Something stands everywhere before it is looked at for the first time.
        grown(world, 2)
    for release, size in enumerate(SIZES, start=2):
        clock.advance(timedelta(minutes=1))
        with app.app_context():
            names = grown(world, size) | {"release": str(release)}
        for name, (login, address) in (PAGES | TAKEN).items():
            found[name].append(cost_of(app, login, world, address.format(**names)))
        login, address = CELL
        found["a cell"].append(cost_of(app, login, world, address.format(**names), part=True))
    taken = {name: found.pop(name) for name in TAKEN}
    assert_same(found)
    assert_same(taken, commits=1)
