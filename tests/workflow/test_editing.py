"""A workbook that was downloaded for editing comes back: as what was edited, whatever others did meanwhile."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.editing import (
    DEADLINE,
    ELEMENTS,
    HEADER_ROWS,
    NAME_1,
    NAME_2,
    Cells,
    diff_of,
    downloaded,
    edited,
    line_of,
    rewritten,
    says,
    tables,
    taken,
    told,
    without_identities,
)
from tests.workflow.importing import LATER, text_of
from tests.world import OTHER_COUNTY, ROWS, World
from values.row_matching import Fate
from values.vocabulary import Operation, State
from workflow.commands import submission
from workflow.commands.extending import import_into
from workflow.commands.importing import read_file
from workflow.errors import InvalidError, NotAllowedError, StaleError
from workflow.importing import Choice, everything_certain

pytestmark = pytest.mark.usefixtures("context", "clock")

FIRST, SECOND = ROWS
SOON = "5个工作日内公开"


def test_a_download_that_nobody_edited_proposes_nothing_and_is_the_same_file_again(world: World) -> None:
    assert world
    data = downloaded()
    assert data == downloaded()
    assert told(diff_of(data)) == {}
    report = read_file("表.xlsx", data).report
    assert (report.unplaced, report.mended) == ((), ())
    with pytest.raises(InvalidError, match="Tick at least one row"):
        taken(world, data)


def test_each_edit_is_the_change_of_the_row_that_it_was_made_in(world: World) -> None:
    assert world
    data = edited(downloaded(), says(FIRST, DEADLINE, LATER), says(SECOND, NAME_2, "完全另外的名称"))
    assert told(diff_of(data)) == {
        FIRST: ("changed", ("deadline",)),
        "完全另外的名称": ("changed", ("name",)),
    }


def test_a_heading_is_renamed_in_its_lines(world: World) -> None:
    assert world

    def rename(cells: Cells) -> None:
        for row in cells[HEADER_ROWS:]:
            row[NAME_1] = "求职招聘"

    assert told(diff_of(edited(downloaded(), rename))) == {"求职招聘": ("changed", ("name",))}


def test_a_cleared_row_and_a_deleted_one_are_asked_about(world: World) -> None:
    assert world

    def clear(cells: Cells) -> None:
        row = cells[line_of(cells, FIRST)]
        row[:-1] = [""] * (len(row) - 1)

    def delete(cells: Cells) -> None:
        del cells[line_of(cells, FIRST)]

    for edit in (clear, delete):
        data = edited(downloaded(), edit)
        assert told(diff_of(data)) == {FIRST: ("gone", ())}
        assert read_file("表.xlsx", data).report.unplaced == ()


def test_a_new_row_and_a_copied_one_are_further_rows(world: World) -> None:
    assert world

    def insert(cells: Cells) -> None:
        copy = list(cells[line_of(cells, FIRST)])
        copy[0], copy[NAME_2] = "", "就业见习"
        cells.insert(HEADER_ROWS, copy)
        cells.append(["", copy[NAME_1], "人才引进", "条件", *copy[4:-1], ""])

    diff = diff_of(edited(downloaded(), insert))
    assert told(diff) == {"就业见习": ("added", ()), "人才引进": ("added", ())}
    assert [row.content.name for row in diff.copied] == ["就业见习"]


def test_lines_in_another_order_and_a_lost_or_spoiled_identity_make_no_difference(world: World) -> None:
    assert world

    def turn(cells: Cells) -> None:
        cells[HEADER_ROWS:] = reversed(cells[HEADER_ROWS:])

    def spoil(cells: Cells) -> None:
        cells[line_of(cells, FIRST)][-1] = "已核"

    def swap(cells: Cells) -> None:
        one, other = (cells[line_of(cells, name)] for name in ROWS)
        one[-1], other[-1] = other[-1].replace("#", "#0")[:-1], one[-1].replace("#", "#0")[:-1]

    for edit in (turn, without_identities, spoil, swap):
        data = edited(downloaded(), edit, says(FIRST, DEADLINE, LATER))
        diff = diff_of(data)
        assert told(diff) == {FIRST: ("changed", ("deadline",))}, edit
        assert [row.content.name for row in diff.spoiled] == {spoil: [FIRST], swap: list(ROWS)}.get(edit, [])


def test_what_others_published_since_is_kept(world: World) -> None:
    data = edited(downloaded(), says(FIRST, ELEMENTS, "文件名称；文件全文；解读"))
    world.published(world.amendment(FIRST, SECOND, deadline=LATER))
    change = text_of(taken(world, data)).changes[0]
    assert change.after.content.content_elements == ("文件名称", "文件全文", "解读")
    assert change.after.content.deadline == LATER
    assert change.base_sha256 == world.row(FIRST).content_sha256
    assert not change.unsettled


def test_what_both_changed_is_asked_in_the_draft(world: World) -> None:
    data = edited(downloaded(), says(FIRST, DEADLINE, SOON))
    world.published(world.amendment(FIRST, deadline=LATER))
    number = taken(world, data)
    assert set(text_of(number).changes[0].unsettled) == {"deadline"}
    with pytest.raises(InvalidError, match="published anew while you changed it"):
        submission.submit(number, actor=world.actor("drafter"))


def test_what_was_published_just_so_leaves_nothing(world: World) -> None:
    data = edited(downloaded(), says(FIRST, DEADLINE, LATER))
    world.published(world.amendment(FIRST, deadline=LATER))
    with pytest.raises(InvalidError, match="published meanwhile"):
        taken(world, data)


def test_two_edits_of_one_download_come_together_in_one_draft(world: World) -> None:
    data = downloaded()
    number = taken(world, edited(data, says(FIRST, DEADLINE, LATER)))
    mine = edited(data, says(FIRST, ELEMENTS, "文件名称"), says(SECOND, DEADLINE, SOON))
    assert taken(world, mine, into=number, by="drafter2") == number
    one, other = text_of(number).changes
    assert (one.after.content.deadline, one.after.content.content_elements) == (LATER, ("文件名称",))
    assert (one.operation, other.after.content.deadline) == (Operation.AMEND, SOON)
    assert len(text_of(number).attachments) == 2


@pytest.mark.parametrize(("answer", "holds"), [("published", LATER), ("mine", SOON)])
def test_what_the_draft_and_the_file_both_say_is_asked(world: World, answer: str, holds: str) -> None:
    data = downloaded()
    number = taken(world, edited(data, says(FIRST, DEADLINE, LATER)))
    mine = edited(data, says(FIRST, DEADLINE, SOON))
    with pytest.raises(InvalidError, match="decide which holds"):
        taken(world, mine, into=number)
    key = f"{world.row(FIRST).state.entry}:deadline"
    taken(world, mine, into=number, **{key: answer})
    assert text_of(number).changes[0].after.content.deadline == holds


def test_the_same_file_twice_adds_no_row_twice(world: World) -> None:
    def insert(cells: Cells) -> None:
        row = cells[line_of(cells, FIRST)]
        cells.append(["", row[NAME_1], "人才引进", "条件", *row[4:-1], ""])

    data = edited(downloaded(), insert)
    number = taken(world, data)
    taken(world, data, into=number)
    assert [one.after.content.name for one in text_of(number).changes] == ["人才引进"]


def test_a_draft_is_downloaded_edited_and_taken_back(world: World) -> None:
    number = taken(world, edited(downloaded(), says(FIRST, DEADLINE, LATER)))
    data = downloaded(proposal=number, draft=text_of(number))
    assert told(diff_of(data)) == {}
    mine = edited(data, says(FIRST, ELEMENTS, "文件名称"))
    with pytest.raises(InvalidError, match=number):
        taken(world, mine)
    taken(world, mine, into=number)
    content = text_of(number).changes[0].after.content
    assert (content.deadline, content.content_elements) == (LATER, ("文件名称",))


def test_a_draft_that_was_submitted_or_saved_since_takes_nothing(world: World) -> None:
    data = edited(downloaded(), says(FIRST, DEADLINE, LATER))
    number = taken(world, data)
    with pytest.raises(StaleError):
        import_into(
            number,
            read_file("表.xlsx", data),
            actor=world.actor("drafter"),
            choose=lambda diff: Choice(taken=everything_certain(diff)),
            draft_version=7,
        )
    in_review = world.in_state(State.IN_REVIEW)
    with pytest.raises(NotAllowedError):
        taken(world, data, into=in_review)


def test_a_workbook_of_another_catalogue_or_of_an_unknown_release_is_refused(world: World) -> None:
    assert world
    with pytest.raises(InvalidError, match=OTHER_COUNTY):
        diff_of(downloaded(OTHER_COUNTY))
    sheets = tables(downloaded())
    sheets[2][3][0] = sheets[2][3][0].replace('"release":1', '"release":2')
    with pytest.raises(InvalidError, match="hidden sheet"):
        diff_of(rewritten(sheets))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.dictionaries(
        st.tuples(st.sampled_from(ROWS), st.sampled_from((DEADLINE, ELEMENTS, NAME_2))),
        st.sampled_from(("甲类信息", "乙类信息", "丙类信息")),
    ),
    is_turned=st.booleans(),
)
def test_the_diff_is_the_edits(world: World, edits: dict[tuple[str, int], str], is_turned: bool) -> None:
    assert world
    fields = {DEADLINE: "deadline", ELEMENTS: "content_elements", NAME_2: "name"}
    # Names last, since lines are found by them.
    ordered = sorted(edits.items(), key=lambda one: one[0][1] == NAME_2)
    changes = [says(name, column, text) for (name, column), text in ordered]
    if is_turned:
        changes.append(lambda cells: cells[HEADER_ROWS:].reverse())
    diff = diff_of(edited(downloaded(), *changes))
    found = {
        (line.present.state.content.name, field)
        for line in diff.lines
        if line.fate is not Fate.SAME and line.present
        for field in line.matched.fields
    }
    assert found == {(name, fields[column]) for name, column in edits}
    assert all(line.fate in {Fate.SAME, Fate.CHANGED} for line in diff.lines)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_may_have_saved_it(world: World, tmp_path: Path) -> None:
    assert world
    path = tmp_path / "表.xlsx"
    path.write_bytes(edited(downloaded(), says(FIRST, DEADLINE, LATER)))
    for source, wanted in ((downloaded(), {}), (path.read_bytes(), {FIRST: ("changed", ("deadline",))})):
        path.write_bytes(source)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "xlsx",
             "--outdir", str(tmp_path / "saved"), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        diff = diff_of((tmp_path / "saved" / "表.xlsx").read_bytes())
        assert told(diff) == wanted
        assert diff.base is not None
        assert (diff.spoiled, diff.copied) == ((), ())
