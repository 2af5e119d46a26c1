"""Which row of a file is which row of the catalogue: a table of cases, and what holds for any catalogue."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import effort
from tests.formats.generated import catalogues
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import Citation, EntryContent, Guide, Mode
from values.row_fields import as_new, taken_over
from values.row_matching import Fate, MatchedRow, match

HEADING = DocumentRow(number="1", level=1, content=EntryContent(name="就业信息服务"))


def row(
    number: str, name: str, *, deadline: str = "20个工作日", parent: int | None = 0, **more: object
) -> DocumentRow:
    content = EntryContent(
        name=name,
        content_elements=(f"{name}的条件", "流程"),
        deadline=deadline,
        channels=("政府网站", "政务新媒体"),
    )
    return DocumentRow(
        number=number,
        level=1 if parent is None else 2,
        parent=parent,
        content=replace(content, **more),  # type: ignore[arg-type]
    )


def table(*rows: DocumentRow) -> CatalogueDocument:
    return CatalogueDocument(title="目录", rows=(HEADING, *rows))


PRESENT = table(row("1.1", "失业登记"), row("1.2", "就业见习补贴申领"), row("1.3", "职业介绍"))


def told(file: CatalogueDocument, present: CatalogueDocument = PRESENT) -> list[tuple[object, ...]]:
    """Return, but for the heading, what became of each row: fate, place in the catalogue, fields or candidates."""
    return [
        (one.fate.value, one.present, *(one.fields or one.candidates))
        for one in match(present, file)
        if one.place != 0
    ]


SAME = [("same", 1), ("same", 2), ("same", 3)]
CASES = {
    "the same": (PRESENT.rows[1:], SAME),
    "another order and running numbers": (
        (row("1", "职业介绍"), row("2", "失业登记"), row("3", "就业见习补贴申领")),
        [("same", 3), ("same", 1), ("same", 2)],
    ),
    "written otherwise": (
        (row("1.1", "失 业 登 记", content_elements=("失业登记的条件", " 流程")), *PRESENT.rows[2:]),
        [("changed", 1, "name"), *SAME[1:]],
    ),
    "channels in another order": (
        (row("1.1", "失业登记", channels=("政务新媒体", "政府网站")), *PRESENT.rows[2:]),
        SAME,
    ),
    "another deadline": (
        (row("1.1", "失业登记", deadline="10个工作日"), *PRESENT.rows[2:]),
        [("changed", 1, "deadline"), *SAME[1:]],
    ),
    "a name that is alike in its place": (
        (row("1.1", "失业登记"), row("1.2", "就业见习补贴申请"), row("1.3", "职业介绍")),
        [SAME[0], ("changed", 2, "name", "content_elements"), SAME[2]],
    ),
    "added and gone": (
        (row("1.1", "失业登记"), row("1.2", "就业见习补贴申领"), row("1.3", "创业担保贷款")),
        [*SAME[:2], ("added", None), ("gone", 3)],
    ),
    "a name within another": (
        (row("1.1", "失业登记办理"), *PRESENT.rows[2:]),
        [("doubtful", None, 1), *SAME[1:], ("gone", 1)],
    ),
    "another name for the same elements": (
        (row("1.1", "离校生求助", content_elements=("失业登记的条件", "流程")), *PRESENT.rows[2:]),
        [("doubtful", None, 1), *SAME[1:], ("gone", 1)],
    ),
    "two of one name": (
        (*PRESENT.rows[1:3], row("7", "职业介绍", deadline="即时"), row("8", "职业介绍", deadline="3日")),
        [*SAME[:2], ("doubtful", None, 3), ("doubtful", None, 3), ("gone", 3)],
    ),
    "at the top": (
        (row("2", "失业登记", parent=None), *PRESENT.rows[2:]),
        [("changed", 1, "parent"), *SAME[1:]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rows_are_recognised(name: str) -> None:
    rows, expected = CASES[name]
    assert told(table(*rows)) == expected


def test_a_file_without_headings_moves_no_row() -> None:
    flat = tuple(replace(one, level=1, parent=None) for one in PRESENT.rows[1:])
    fates = [one.fate for one in match(PRESENT, CatalogueDocument(title="", rows=flat))]
    assert fates == [Fate.SAME, Fate.SAME, Fate.SAME, Fate.GONE]


def test_a_column_that_the_file_lacks_says_nothing() -> None:
    bare = table(
        *(replace(one, content=replace(one.content, channels=(), deadline="")) for one in PRESENT.rows[1:])
    )
    assert told(bare) == SAME
    emptied = table(row("1.1", "失业登记", deadline=""), *PRESENT.rows[2:])
    assert told(emptied) == [("changed", 1, "deadline"), *SAME[1:]]


def test_a_heading_of_which_the_file_has_only_the_name_keeps_what_it_says() -> None:
    full = replace(HEADING, content=replace(row("1", "就业信息服务").content, mode=Mode(on_request=True)))
    present = replace(PRESENT, rows=(full, *PRESENT.rows[1:]))
    assert {one.fate for one in match(present, PRESENT)} == {Fate.SAME}


def test_a_row_under_a_new_heading_is_moved() -> None:
    moved = replace(row("2.1", "职业介绍"), parent=3)
    file = table(
        *PRESENT.rows[1:3], DocumentRow(number="2", level=1, content=EntryContent(name="职业服务")), moved
    )
    assert told(file) == [*SAME[:2], ("added", None), ("changed", 3, "parent")]


def test_what_is_taken_over_leaves_the_rest_as_it_is() -> None:
    old = EntryContent(
        name="失业登记",
        legal_bases=(Citation(text="《就业促进法》", url="https://example.gov.cn/1", basis="7"),),
        guide=Guide(elements=("条件",)),
        attachments=("a" * 64,),
    )
    new = EntryContent(
        name="失业登记",
        legal_bases=(Citation(text="《 就业促进法》".replace(" ", "")), Citation(text="《条例》")),
    )
    found = taken_over(old, new, ("legal_bases", "parent"))
    assert found == replace(old, legal_bases=(old.legal_bases[0], Citation(text="《条例》")))
    assert as_new(old) == replace(
        old, legal_bases=(Citation(text="《就业促进法》", url="https://example.gov.cn/1"),), attachments=()
    )


@st.composite
def repetitive(draw: st.DrawFn) -> CatalogueDocument:
    """Make up a table in which the same few rows stand again and again."""
    rows: list[DocumentRow] = []
    for _ in range(draw(st.integers(0, 8))):
        above = draw(st.sampled_from([None, *(at for at, one in enumerate(rows) if one.level == 1)]))
        content = EntryContent(
            name=draw(st.sampled_from("甲乙")), deadline=draw(st.sampled_from(["", "即时"]))
        )
        number = draw(st.sampled_from(["", "1"]))
        rows.append(
            DocumentRow(number=number, level=1 if above is None else 2, parent=above, content=content)
        )
    return CatalogueDocument(title="", rows=tuple(rows))


DOCUMENTS = catalogues() | repetitive()


@given(DOCUMENTS)
def test_a_document_is_the_same_as_itself(document: CatalogueDocument) -> None:
    assert match(document, document) == tuple(
        MatchedRow(fate=Fate.SAME, place=place, present=place) for place in range(len(document.rows))
    )


def shuffled(document: CatalogueDocument, random: Random) -> CatalogueDocument:
    """Return a document with its rows in another order, parents first."""
    order: list[int] = []
    waiting = [place for place, one in enumerate(document.rows) if one.parent is None]
    while waiting:
        place = waiting.pop(random.randrange(len(waiting)))
        order.append(place)
        waiting += [other for other, one in enumerate(document.rows) if one.parent == place]
    new = {place: at for at, place in enumerate(order)}
    rows = (document.rows[place] for place in order)
    return replace(
        document,
        rows=tuple(replace(one, parent=None if one.parent is None else new[one.parent]) for one in rows),
    )


@given(DOCUMENTS, DOCUMENTS, st.randoms())
def test_the_order_of_the_rows_makes_no_difference(
    present: CatalogueDocument, file: CatalogueDocument, random: Random
) -> None:
    other = shuffled(file, random)

    def counted(document: CatalogueDocument) -> Counter[object]:
        return Counter(
            (one.fate, None if one.place is None else document.rows[one.place].content.name, one.fields)
            for one in match(present, document)
        )

    assert counted(file) == counted(other)
    assert {one.fate for one in match(file, other)} <= {Fate.SAME}


def test_very_many_rows_that_are_none_of_the_catalogues_are_not_compared_by_likeness() -> None:
    ours = table(*(row("", f"{place}号事项甲", content_elements=()) for place in range(1001)))
    theirs = table(*(row("", f"事项乙{place}号", content_elements=()) for place in range(1001)))
    found = Counter(one.fate for one in match(ours, theirs))
    assert found == {Fate.SAME: 1, Fate.ADDED: 1001, Fate.GONE: 1001}
    # Comparing each with each would be a million comparisons.
    assert effort(lambda: match(ours, theirs)) < 5
