"""The one way to the rows that the public reads: nothing that anyone may open goes past it."""

import ast
from dataclasses import replace
from datetime import timedelta

import pytest

from models import Catalogue, db
from tests import papers
from tests.sources import modules, name_of, tree_of
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, ROWS, World, draft
from values.canonical import sha256_hex
from values.clock import FrozenClock, shanghai_day
from values.hiding import ATTACHMENTS, HIDEABLE, HidingReason, HidingTarget, redacted
from values.proposal_content import DraftChange
from values.vocabulary import Operation
from workflow.commands import approval, publication, submission
from workflow.commands.attaching import attach
from workflow.commands.hiding_dues import attend_to_hidings
from workflow.queries.attachments import published_file
from workflow.queries.public import Reading
from workflow.queries.reading import reading
from workflow.reach import seats_of
from workflow.unit import current_clock

PAST_THE_READING = {
    "as_of_and_ahead",
    "catalogue_as_of",
    "catalogue_at_release",
    "entry_versions",
    "in_force",
    "lineage_of",
    "shown",
    "versions_of_release",
    "waiting_since",
}
"""Queries that leave nothing out."""

NOTICE = "不显示"
FILE = sha256_hex(papers.PDF)


def is_open_to_anyone(path: ast.Module) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "anyone" for node in ast.walk(path))


def test_no_page_that_anyone_may_open_goes_past_the_reading() -> None:
    opened = [
        path
        for path in modules()
        if name_of(path).startswith("web/views/") and is_open_to_anyone(tree_of(path))
    ]
    opened += [path for path in modules() if name_of(path).startswith("web/cli/catalogue")]
    assert {"web/views/catalogues.py", "web/views/compare.py", "web/cli/catalogue/reading.py"} <= {
        name_of(path) for path in opened
    }
    past = {
        f"{name_of(path)}: {alias.name}"
        for path in opened
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in PAST_THE_READING or f"{node.module}.{alias.name}" == "workflow.queries.catalogue"
    }
    assert past == set()


def read(world: World, login: str | None = None) -> Reading:
    # What was published in this very moment is known a moment later.
    now = current_clock.get().now() + timedelta(seconds=1)
    session = db.session()
    session.rollback()
    catalogue = session.get_one(Catalogue, world.catalogues[COUNTY])
    seats = seats_of(session, world.people[login], shanghai_day(now)) if login else ()
    return reading(session, catalogue, seats, now=now, notice=NOTICE)


def names(found: Reading) -> set[str]:
    return {row.state.content.name for row in found.in_force(shanghai_day(found.now)).values()}


@pytest.mark.usefixtures("context", "clock")
def test_an_attachment_is_taken_out_of_its_row(world: World, clock: FrozenClock) -> None:
    row = world.row()
    number = world.opened()
    for version, (name, data) in enumerate((("示例.pdf", papers.PDF), ("空白表.docx", papers.DOCX)), start=1):
        attach(
            number,
            actor=world.actor("drafter"),
            name=name,
            data=data,
            draft_version=version,
            entry=row.state.entry,
        )
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, "reviewer", "secrecy")
    approval.approve(number, actor=world.actor("supervisor"))
    publication.publish(number, actor=world.actor("publisher"))
    clock.advance(timedelta(minutes=1))
    kept = sha256_hex(papers.DOCX)
    assert published_file(read(world), row.state.entry, FILE) is not None
    target = HidingTarget(entry=row.state.entry, attachment=FILE)
    hiding = Hidings(world).hide(target=target)
    public = read(world).in_force(shanghai_day(clock.now()))[row.state.entry]
    assert public.state.content.attachments == (kept,)
    assert public.hidden_fields == {ATTACHMENTS}
    inside = read(world, "drafter").in_force(shanghai_day(clock.now()))[row.state.entry]
    assert inside.state.content.attachments == (FILE, kept)
    assert [one.id for one in inside.hidden] == [hiding]
    assert published_file(read(world), row.state.entry, FILE) is None
    assert published_file(read(world), row.state.entry, kept) is not None
    assert published_file(read(world, "drafter"), row.state.entry, FILE) is not None
    # The version before had no such file, so that nothing of it is hidden.
    assert [bool(one.hidden_fields) for one in read(world).versions(row.state.entry)] == [True, False]


@pytest.mark.usefixtures("context", "clock")
def test_what_stood_under_a_hidden_row_is_hidden_as_it_stood_there(world: World) -> None:
    row, heading = world.row(), world.row(HEADING)
    moved = replace(row.state, parent=None, rank="9")
    world.published(
        draft([DraftChange(operation=Operation.MOVE, after=moved, base_sha256=row.content_sha256)])
    )
    Hidings(world).hide(target=HidingTarget(entry=heading.state.entry))
    public = read(world)
    assert names(public) == {ROWS[0]}
    assert [one.release_no for one in public.versions(row.state.entry)] == [2]
    assert [one.state.entry for one in public.written_by(2)] == [row.state.entry]
    assert public.written_by(1) == []
    assert public.at_release(1) == {}
    assert names(read(world, "auditor")) == {HEADING, *ROWS}


@pytest.mark.usefixtures("context")
def test_what_ended_by_itself_is_shown_again_with_its_past(world: World, clock: FrozenClock) -> None:
    day = shanghai_day(clock.now())
    entry = world.row().state.entry
    Hidings(world).hide(reason=HidingReason.OTHER)
    assert entry not in read(world).in_force(day)
    clock.advance(timedelta(days=3))
    attend_to_hidings()
    found = [read(world).in_force(day + timedelta(days=days))[entry].was_hidden for days in range(5)]
    assert found == [True, True, True, False, False]


@pytest.mark.parametrize("field", HIDEABLE)
@pytest.mark.usefixtures("context", "clock")
def test_no_hidden_field_keeps_its_value(world: World, field: str) -> None:
    state = world.row().state
    state = replace(state, content=replace(state.content, provenance={field: "某页"}))
    content = redacted(state, [HidingTarget(entry=state.entry, field=field)], notice=NOTICE).content
    assert getattr(content, field) != getattr(state.content, field) or not getattr(content, field)
    assert content.provenance == {}
    others = [one for one in HIDEABLE if one != field]
    assert [getattr(content, one) for one in others] == [getattr(state.content, one) for one in others]


def test_only_personal_data_and_secrets_outlast_the_delay() -> None:
    assert [one for one in HidingReason if one.outlasts_delay] == [
        HidingReason.PERSONAL_DATA,
        HidingReason.LEAK_OF_SECRETS,
    ]
