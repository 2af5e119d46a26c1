"""Import of a file: a draft with what was ticked, nothing else; the file and what became of it are in the trail."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from formats.writing import FileKind, write
from models import Attachment, Catalogue, Event
from tests.townships import PREFIX, TOWNSHIP, found_township
from tests.workflow.importing import (
    LATER,
    NEW_ROW,
    added,
    document,
    imported,
    lines,
    number_of,
    text_of,
    with_row,
    without_row,
)
from tests.workflow.operating import states, supplement
from tests.world import COUNTY, HEADING, ROWS, STANDARD, World, content, draft
from values.entry import DisclosingBody, EntryContent
from values.row_matching import Fate
from values.vocabulary import Field, LeaveOutReason, Operation, Origin, Presence, State
from workflow import operations
from workflow.attachments import Limits
from workflow.commands import register, submission
from workflow.commands.importing import import_rows, read_file
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError, StaleError
from workflow.importing import NEW, Choice, everything_certain
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.mark.parametrize("kind", [one for one in FileKind if one is not FileKind.PDF])
def test_the_catalogue_itself_changes_nothing_in_any_kind_of_file(world: World, kind: FileKind) -> None:
    diff = lines(world, document(world), kind=kind)
    assert {line.fate for line in diff.lines} == {Fate.SAME}
    with transaction() as session:
        assert session.scalars(sa.select(Event).where(Event.action == "imported")).all() == []
        assert session.scalars(sa.select(Attachment)).all() == []


def test_changed_and_added_rows_become_a_draft_that_can_go_its_way(world: World) -> None:
    before = world.row()
    number = imported(world, added(with_row(document(world), ROWS[0], deadline=LATER)))
    text = text_of(number)
    amended, new = text.changes
    assert amended == operations.amended(before, replace(before.state.content, deadline=LATER))
    heading = world.row(HEADING).state.entry
    assert (new.operation, new.after.parent, new.after.origin) == (Operation.ADD, heading, Origin.SUPPLEMENT)
    assert (new.after.content.name, new.after.content.deadline) == ("就业见习", LATER)
    after = {one.entry: one for one in states(world)} | {new.entry: new.after}
    ranked = sorted((one for one in after.values() if one.parent == heading), key=lambda one: one.rank)
    assert [one.content.name for one in ranked] == [*ROWS, "就业见习"]
    with transaction() as session:
        event = session.scalars(sa.select(Event).where(Event.action == "imported")).one()
        details = json.loads(event.data)["details"]
        attached = session.scalars(sa.select(Attachment)).one()
    assert text.attachments[0].sha256 == attached.sha256 == details["sha256"]
    assert text.attachments[0].name == details["name"] == "目录.xlsx"
    assert details["counts"] == {"same": 2, "changed": 1, "added": 1, "doubtful": 0, "gone": 0, "taken": 2}
    assert event.subject_id == number
    full = content("就业见习", world.bodies["bureau"])
    filled = replace(full, content_elements=NEW_ROW.content_elements, deadline=LATER)
    complete = replace(new, after=replace(new.after, content=filled))
    world.save(number, replace(draft([amended, complete]), attachments=text.attachments))
    world.justify(number)
    submission.submit(number, actor=world.actor("drafter"))
    assert world.state(number) is State.IN_REVIEW
    assert {row.content_sha256 for row in world.rows().values()} >= {before.content_sha256}


def test_only_what_is_ticked_is_taken(world: World) -> None:
    file = added(with_row(document(world), ROWS[0], deadline=LATER))
    no = number_of(lines(world, file), "就业见习", Fate.ADDED)
    changes = text_of(imported(world, file, Choice(taken=frozenset({no})))).changes
    assert [one.after.content.name for one in changes] == ["就业见习"]


def test_a_saved_page_is_named_by_its_hash_alone(world: World) -> None:
    number = imported(world, with_row(document(world), ROWS[0], deadline=LATER), kind=FileKind.HTML)
    assert text_of(number).attachments == ()
    with transaction() as session:
        event = session.scalars(sa.select(Event).where(Event.action == "imported")).one()
    assert json.loads(event.data)["details"]["attached"] is False


def test_gone_rows_stay_unless_they_are_ticked(world: World) -> None:
    own, adapted = supplement(world), world.row()
    file = without_row(without_row(document(world), "就业见习"), ROWS[0])
    diff = lines(world, file)
    assert [(line.number, line.name) for line in diff.lines if line.fate is Fate.GONE] == [
        ("1.1", ROWS[0]),
        ("1.3", "就业见习"),
    ]
    taken = {number_of(diff, "就业见习", Fate.GONE), number_of(diff, ROWS[0], Fate.GONE)}
    changes = text_of(imported(world, file, Choice(taken=frozenset(taken)))).changes
    assert {one.operation: one.after for one in changes} == {
        Operation.CANCEL: own.state.ended,
        Operation.LEAVE_OUT: replace(adapted.state, presence=Presence.LEFT_OUT),
    }


def test_a_heading_cannot_end_over_a_row_that_the_file_keeps(world: World) -> None:
    rows = tuple(replace(one, level=1, parent=None) for one in document(world).rows[1:])
    file = replace(document(world), rows=rows)
    no = number_of(lines(world, file), HEADING, Fate.GONE)
    with pytest.raises(InvalidError, match="cannot end"):
        imported(world, file, Choice(taken=frozenset({no})))


def test_a_doubtful_row_is_what_the_drafter_says(world: World) -> None:
    file = with_row(document(world), ROWS[0], name=f"{ROWS[0]}与办理", deadline=LATER)
    diff = lines(world, file)
    line = next(one for one in diff.lines if one.fate is Fate.DOUBTFUL)
    entry = world.row().state.entry
    assert [row.state.entry for row in diff.candidates(line)] == [entry]
    with pytest.raises(InvalidError, match="Tick at least one row"):
        imported(world, file)
    with pytest.raises(InvalidError, match="is in doubt"):
        imported(world, file, Choice(taken=frozenset({line.no})))
    (change,) = text_of(imported(world, file, Choice(answers={line.no: entry}))).changes
    assert (change.operation, change.entry, change.after.content.deadline) == (Operation.AMEND, entry, LATER)
    (change,) = text_of(imported(world, file, Choice(answers={line.no: NEW}))).changes
    assert (change.operation, change.after.content.name) == (Operation.ADD, f"{ROWS[0]}与办理")


def test_answers_that_cannot_be_are_refused(world: World) -> None:
    other = replace(document(world).rows[1].content, name=f"{ROWS[0]}和办理", content_elements=("乙",))
    file = added(with_row(document(world), ROWS[0], name=f"{ROWS[0]}与办理"), other)
    diff = lines(world, file)
    one, two = [line.no for line in diff.lines if line.fate is Fate.DOUBTFUL]
    entry = world.row().state.entry
    gone = number_of(diff, ROWS[0], Fate.GONE)
    same = number_of(diff, ROWS[1], Fate.SAME)
    for choice, sentence in (
        (Choice(answers={one: entry, two: entry}), "cannot be the same row"),
        (Choice(answers={one: world.row(ROWS[1]).state.entry}), "cannot be what was answered"),
        (Choice(answers={99: NEW}), "cannot be what was answered"),
        (Choice(taken=frozenset({99})), "not there or is not changed"),
        (Choice(taken=frozenset({same})), "not there or is not changed"),
        (Choice(taken=frozenset({gone}), answers={one: entry}), "in the file is this row"),
    ):
        with pytest.raises(InvalidError, match=sentence):
            imported(world, file, choice)


def test_a_new_row_needs_its_new_heading(world: World) -> None:
    heading = EntryContent(name="创业服务", content_elements=("创业政策",))
    file = added(document(world), heading, parent=None)
    file = added(file, NEW_ROW, parent=len(file.rows) - 1)
    no = number_of(lines(world, file), "就业见习", Fate.ADDED)
    with pytest.raises(InvalidError, match="stands under “创业服务”"):
        imported(world, file, Choice(taken=frozenset({no})))
    top, below = text_of(imported(world, file)).changes
    assert (top.after.parent, below.after.parent) == (None, top.entry)


def test_a_row_under_another_heading_is_moved(world: World) -> None:
    file = added(document(world), EntryContent(name="创业服务", content_elements=("创业政策",)), parent=None)
    rows = tuple(
        replace(one, parent=None, level=1) if one.content.name == ROWS[1] else one for one in file.rows
    )
    number = imported(world, replace(file, rows=rows))
    moved = next(one for one in text_of(number).changes if one.operation is Operation.MOVE)
    assert (moved.after.content.name, moved.after.parent) == (ROWS[1], None)


def test_a_row_that_is_not_listed_comes_back_under_its_identity(world: World) -> None:
    file = with_row(document(world), ROWS[0], deadline=LATER)
    entry = world.row().state.entry
    reason = LeaveOutReason.NOT_PRACTISED
    world.published(draft([operations.left_out(world.row(), reason, "本地未开展此项业务。")]))
    (change,) = text_of(imported(world, file)).changes
    assert (change.operation, change.entry, change.after.content.deadline) == (
        Operation.RESTORE,
        entry,
        LATER,
    )
    assert change.after.is_listed


def test_a_body_that_nobody_knows_does_not_replace_the_present_one(world: World) -> None:
    unknown = (DisclosingBody(body="无此单位"),)
    file = with_row(document(world), ROWS[0], deadline=LATER, disclosing_bodies=unknown)
    present = world.row().state.content.disclosing_bodies
    (change,) = text_of(imported(world, file)).changes
    assert (change.after.content.deadline, change.after.content.disclosing_bodies) == (LATER, present)


def test_the_same_request_twice_opens_one_proposal(world: World) -> None:
    file = with_row(document(world), ROWS[0], deadline=LATER)
    assert imported(world, file, key="k") == imported(world, file, key="k")


def test_who_may_not_propose_imports_nothing(world: World) -> None:
    file = with_row(document(world), ROWS[0], deadline=LATER)
    for login in ("reviewer", "other-drafter", "business-admin"):
        with pytest.raises(ForbiddenError):
            imported(world, file, by=login)
    with pytest.raises(StaleError):
        imported(world, file, release=0)
    assert imported(world, file, release=1)
    with pytest.raises(InvalidError, match="larger than"):
        imported(world, file, limits=Limits(per_file=10))
    with pytest.raises(NotFoundError):
        import_rows(
            "000000-nothing",
            read_file("x", write(file, FileKind.CSV)),
            actor=world.actor("drafter"),
            choose=lambda _: Choice(),
        )
    township = found_township(world)
    with pytest.raises(NotAllowedError, match="consists of claims"):
        import_rows(
            TOWNSHIP,
            read_file("x", write(file, FileKind.CSV)),
            actor=township.actor(f"{PREFIX}drafter"),
            choose=lambda _: Choice(),
        )
    with pytest.raises(InvalidError, match="Only Excel"):
        read_file("x.pdf", b"%PDF-1.7")


def test_a_standard_takes_rows_as_its_own(world: World) -> None:
    file = added(document(world, STANDARD))
    number = import_rows(
        STANDARD,
        read_file("标准.json", write(file, FileKind.JSON)),
        actor=world.actor("national-drafter"),
        choose=lambda diff: Choice(taken=everything_certain(diff)),
    )
    (change,) = text_of(number).changes
    assert change.after.origin is Origin.OWN


def test_the_first_import_of_a_county_adapts_the_standard(world: World) -> None:
    code = "990101-social-insurance"
    with transaction() as session:
        known = session.scalars(sa.select(Catalogue).where(Catalogue.code == COUNTY)).one()
    register.set_up_catalogue(
        code=code,
        title="青禾县就业领域政务公开目录",
        kind=known.kind,
        field=Field.SOCIAL_INSURANCE,
        jurisdiction_id=known.jurisdiction_id,
        body_id=known.body_id,
        route_id=known.route_id,
        upstream_id=known.upstream_catalogue_id,
    )
    number = import_rows(
        code,
        read_file("目录.xlsx", write(added(document(world)), FileKind.XLSX)),
        actor=world.actor("drafter"),
        choose=lambda diff: Choice(taken=everything_certain(diff)),
    )
    standard = {key: row.state.content.name for key, row in world.rows(STANDARD).items()}
    found = {
        one.after.content.name: (one.after.origin, standard.get(one.after.upstream_entry or ""))
        for one in text_of(number).changes
    }
    assert found == {
        **{name: (Origin.ADAPTED, name) for name in (HEADING, *ROWS)},
        "就业见习": (Origin.SUPPLEMENT, None),
    }
    bodies = {one.after.content.disclosing_bodies for one in text_of(number).changes}
    assert {one.body for told in bodies for one in told} == {str(world.bodies["bureau"])}
