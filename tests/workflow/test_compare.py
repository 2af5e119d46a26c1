"""How two releases differ: a table of cases by row, and releases made by commands."""

from dataclasses import replace

import pytest

from tests.world import COUNTY, ROWS, World, content
from values.entry import EntryState
from values.vocabulary import Presence
from workflow.queries.catalogue import catalogue_at_release
from workflow.queries.compare import Difference, compare_states, compared, differences_of
from workflow.unit import transaction

ROW = EntryState(entry="a" * 32, parent=None, rank="5", content=content("就业政策法规咨询", 1))
OTHER = EntryState(entry="b" * 32, parent=None, rank="3", content=content("岗位信息发布", 1))
AMENDED = replace(ROW, content=replace(ROW.content, deadline="7个工作日内公开"))
LEFT_OUT = replace(ROW, presence=Presence.LEFT_OUT)
CANCELLED = replace(ROW, presence=Presence.CANCELLED)
MOVED = replace(ROW, parent=OTHER.entry)
RANKED = replace(ROW, rank="1")

CASES: tuple[tuple[str, EntryState | None, EntryState | None, tuple[Difference, ...]], ...] = (
    ("the same", ROW, ROW, ()),
    ("in neither", None, None, ()),
    ("added", None, ROW, (Difference.ADDED,)),
    ("added as left out", None, LEFT_OUT, (Difference.LEFT_OUT,)),
    ("added and cancelled in between", None, CANCELLED, ()),
    ("amended", ROW, AMENDED, (Difference.AMENDED,)),
    ("moved under another row", ROW, MOVED, (Difference.MOVED,)),
    ("moved among its siblings", ROW, RANKED, (Difference.MOVED,)),
    ("moved and amended", ROW, replace(AMENDED, rank="1"), (Difference.MOVED, Difference.AMENDED)),
    ("left out", ROW, LEFT_OUT, (Difference.LEFT_OUT,)),
    (
        "left out for another reason",
        LEFT_OUT,
        replace(LEFT_OUT, left_out_note="职能已划转。"),
        (Difference.AMENDED,),
    ),
    ("cancelled", ROW, CANCELLED, (Difference.CANCELLED,)),
    ("cancelled and still so", CANCELLED, replace(CANCELLED, rank="1"), ()),
    ("cancelled after it was left out", LEFT_OUT, CANCELLED, (Difference.CANCELLED,)),
    ("restored from left out", LEFT_OUT, ROW, (Difference.RESTORED,)),
    ("restored from cancelled", CANCELLED, AMENDED, (Difference.RESTORED,)),
    ("looking back before it was added", ROW, None, (Difference.ABSENT,)),
    ("looking back before it was added as left out", LEFT_OUT, None, (Difference.ABSENT,)),
)


@pytest.mark.parametrize(
    ("before", "after", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_became_of_a_row(
    before: EntryState | None, after: EntryState | None, expected: tuple[Difference, ...]
) -> None:
    assert differences_of(before, after) == expected


def test_rows_come_in_the_order_of_the_table_with_their_numbers() -> None:
    third = replace(OTHER, entry="c" * 32, rank="9")
    found = compare_states(
        {one.entry: one for one in (ROW, OTHER)}, {one.entry: one for one in (AMENDED, third)}
    )
    assert [(row.entry[0], row.number_before, row.number_after) for row in found] == [
        ("b", "1", ""),
        ("a", "2", "1"),
        ("c", "", "2"),
    ]
    assert [row.state for row in found] == [OTHER, AMENDED, third]


def test_a_row_that_neither_release_has_has_no_state() -> None:
    row = replace(compare_states({}, {ROW.entry: ROW})[0], after=None)
    with pytest.raises(ValueError, match="neither release"):
        _ = row.state


@pytest.mark.usefixtures("context", "clock")
def test_any_two_releases_are_compared_by_identity(world: World) -> None:
    world.published(world.amendment(deadline="10个工作日内公开"))
    world.published(world.addition("就业见习"))
    world.published(world.amendment(ROWS[1], deadline="7个工作日内公开"))
    key = world.catalogues[COUNTY]
    told = {}
    with transaction() as session:
        for pair in ((1, 2), (2, 4), (1, 4), (4, 1), (3, 3)):
            found = compared(*(catalogue_at_release(session, key, number) for number in pair))
            told[pair] = [
                (found.names[row.entry], *(one.value for one in row.differences)) for row in found.rows
            ]
    amended = [(ROWS[0], "amended"), (ROWS[1], "amended")]
    assert told == {
        (1, 2): amended[:1],
        (2, 4): [amended[1], ("就业见习", "added")],
        (1, 4): [*amended, ("就业见习", "added")],
        (4, 1): [*amended, ("就业见习", "absent")],
        (3, 3): [],
    }
