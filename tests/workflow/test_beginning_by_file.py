"""Files that fill an empty catalogue: a table of the county's own, and the workbook of the standard."""

from dataclasses import replace

import pytest

from formats.writing import FileKind, write
from tests.founding import NEW, founded, said
from tests.workflow.beginning import begin, found_in
from tests.workflow.editing import (
    BODIES,
    DEADLINE,
    NAME_2,
    Cells,
    diff_of,
    downloaded,
    edited,
    line_of,
    says,
    taken,
    told,
)
from tests.workflow.importing import added, document, text_of, without_row
from tests.world import COUNTY, HEADING, ROWS, STANDARD, World
from values.row_matching import Fate
from values.vocabulary import Operation, Origin
from workflow.adapting import with_standard
from workflow.commands.extending import import_into as import_into_draft
from workflow.commands.importing import import_rows, read_file
from workflow.errors import InvalidError
from workflow.importing import Choice, everything_certain

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def county(world: World) -> World:
    return founded(world)


def import_into(county: World, data: bytes) -> str:
    return import_rows(
        NEW,
        read_file("目录.xlsx", data),
        actor=county.actor("new-drafter"),
        choose=lambda diff: Choice(taken=everything_certain(diff)),
    )


def test_a_foreign_file_fills_an_empty_catalogue_and_what_it_lacks_is_named(county: World) -> None:
    file = without_row(added(document(county)), ROWS[1])
    number = import_into(county, write(file, FileKind.XLSX))
    text = text_of(number)
    standard = {key: row.state.content.name for key, row in county.rows(STANDARD).items()}
    assert {
        one.after.content.name: (one.after.origin, standard.get(one.after.upstream_entry or ""))
        for one in text.changes
    } == {
        HEADING: (Origin.ADAPTED, HEADING),
        ROWS[0]: (Origin.ADAPTED, ROWS[0]),
        "就业见习": (Origin.SUPPLEMENT, None),
    }
    (sentence,) = found_in(text)
    assert ROWS[1] in sentence
    whole = with_standard(text, {}, county.rows(STANDARD), said(county), seed=number)
    new = whole.changes[-1].after
    assert (new.content.name, new.upstream_entry) == (ROWS[1], county.row(ROWS[1], STANDARD).state.entry)
    heading = next(one.entry for one in text.changes if one.after.content.name == HEADING)
    siblings = sorted(
        (one.after for one in whole.changes if one.after.parent == heading), key=lambda one: one.rank
    )
    assert [one.content.name for one in siblings] == [ROWS[0], ROWS[1], "就业见习"]


def test_the_standards_workbook_fills_an_empty_catalogue_row_by_row(county: World) -> None:
    renamed = "就业政策咨询服务"
    data = edited(
        downloaded(STANDARD),
        says(ROWS[0], DEADLINE, "5个工作日内公开"),
        says(ROWS[0], BODIES, "沙河县人民政府办公室"),
        says(ROWS[0], NAME_2, renamed),
    )
    text = text_of(import_into(county, data))
    rows = {one.after.content.name: one.after for one in text.changes}
    standard = {row.state.content.name: row.state for row in county.rows(STANDARD).values()}
    assert {name: one.upstream_entry for name, one in rows.items()} == {
        HEADING: standard[HEADING].entry,
        renamed: standard[ROWS[0]].entry,
        ROWS[1]: standard[ROWS[1]].entry,
    }
    changed, same = rows[renamed].content, rows[ROWS[1]].content
    assert changed.deadline == "5个工作日内公开"
    assert [one.body for one in changed.disclosing_bodies] == [str(county.bodies["new-office"])]
    # The standard's own body is none of the county's, so that the holder of the catalogue takes its place.
    assert [one.body for one in same.disclosing_bodies] == [str(county.bodies["new-bureau"])]
    assert same == replace(
        standard[ROWS[1]].content, disclosing_bodies=same.disclosing_bodies, provenance={}, confidence=""
    )
    assert rows[ROWS[1]].parent == rows[HEADING].entry
    assert found_in(text) == {}


def test_only_an_empty_catalogue_takes_the_standards_workbook(county: World) -> None:
    data = downloaded(STANDARD)
    with pytest.raises(InvalidError, match="downloaded from another catalogue"):
        import_rows(
            COUNTY,
            read_file("目录.xlsx", data),
            actor=county.actor("drafter"),
            choose=lambda diff: Choice(taken=everything_certain(diff)),
        )
    for other in (downloaded(COUNTY), downloaded(STANDARD, proposal="000000-2026-0009")):
        with pytest.raises(InvalidError, match="downloaded from"):
            import_into(county, other)


def test_what_a_workbook_adds_and_copies_is_no_row_of_the_standard_twice(county: World) -> None:
    def copy(cells: Cells) -> None:
        line = list(cells[line_of(cells, ROWS[1])])
        line[NAME_2] = "岗位信息发布（夜间）"
        cells.append(line)

    text = text_of(import_into(county, edited(downloaded(STANDARD), copy)))
    rows = {one.after.content.name: one.after for one in text.changes}
    assert rows["岗位信息发布（夜间）"].origin is Origin.SUPPLEMENT
    assert rows[ROWS[1]].origin is Origin.ADAPTED


def test_the_standards_workbook_goes_into_a_draft_that_was_begun_from_it(county: World) -> None:
    number = begin(county)
    before = text_of(number)
    renamed = "就业政策咨询服务"
    data = edited(
        downloaded(STANDARD),
        says(ROWS[0], NAME_2, renamed),
        says(ROWS[1], BODIES, "沙河县人力资源和社会保障局"),
    )
    import_into_draft(
        number,
        read_file("目录.xlsx", data),
        actor=county.actor("new-drafter"),
        choose=lambda diff: Choice(taken=everything_certain(diff)),
    )
    after = text_of(number)
    assert [one.entry for one in after.changes] == [one.entry for one in before.changes]
    assert [one.after.content.name for one in after.changes] == [HEADING, renamed, ROWS[1]]
    assert [one.after.content.places for one in after.changes] == [
        one.after.content.places for one in before.changes
    ]


def test_a_first_draft_is_downloaded_edited_and_taken_back(county: World) -> None:
    number = begin(county)
    before = text_of(number)
    data = downloaded(NEW, proposal=number, draft=before)
    assert told(diff_of(data, NEW)) == {}

    def insert(cells: Cells) -> None:
        line = list(cells[line_of(cells, ROWS[1])])
        line[NAME_2], line[-1] = "岗位信息发布（夜间）", ""
        cells.append(line)

    def clear(cells: Cells) -> None:
        at = line_of(cells, ROWS[1])
        cells[at] = [*[""] * (len(cells[at]) - 1), cells[at][-1]]

    mine = edited(data, says(ROWS[0], DEADLINE, "5个工作日内公开"), insert)
    with pytest.raises(InvalidError, match=number):
        import_into(county, mine)
    taken(county, mine, into=number, by="new-drafter")
    after = text_of(number)
    rows = {one.after.content.name: one for one in after.changes}
    assert [one.entry for one in after.changes][: len(before.changes)] == [
        one.entry for one in before.changes
    ]
    assert rows[ROWS[0]].after.content.deadline == "5个工作日内公开"
    assert rows["岗位信息发布（夜间）"].after.origin is Origin.SUPPLEMENT
    assert {one.operation for one in after.changes} == {Operation.ADD}

    cleared = edited(downloaded(NEW, proposal=number, draft=after), clear)
    import_into_draft(
        number,
        read_file("目录.xlsx", cleared),
        actor=county.actor("new-drafter"),
        choose=lambda diff: Choice(taken=frozenset(one.no for one in diff.lines if one.fate is Fate.GONE)),
    )
    assert ROWS[1] not in {one.after.content.name for one in text_of(number).changes}
