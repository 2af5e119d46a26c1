"""Rows of a file find the standard's entries: by name and place, by name, and by likeness on the same level."""

import pytest

from rules.check import check_listed
from rules.completeness import completeness
from rules.grounds import Grounds
from rules.matching import matched, shared_names
from rules.place import name_and_place
from rules.sheet import Sheet
from values.entry import EntryContent, EntryState
from values.vocabulary import Origin, Presence

Rows = dict[str, tuple[str, str]]
"""Row → its name, and the row that it stands under."""

STANDARD: Rows = {
    "A": ("就业援助", ""),
    "A1": ("补贴申领", "A"),
    "A2": ("就业困难人员认定", "A"),
    "B": ("创业服务", ""),
    "B1": ("补贴申领", "B"),
    "B2": ("创业担保贷款申请", "B"),
}

FILES: dict[str, tuple[Rows, dict[str, str]]] = {
    "as the standard": (STANDARD, {key: key for key in STANDARD}),
    "numbers glued to names": (
        {
            "1": ("一、就业援助", ""),
            "2": ("1.1补贴申领", "1"),
            "3": ("2、创业服务", ""),
            "4": ("2.1补贴 申领", "3"),
        },
        {"1": "A", "2": "A1", "3": "B", "4": "B1"},
    ),
    "equal names in another order": (
        {"1": ("创业服务", ""), "2": ("补贴申领", "1"), "3": ("就业援助", ""), "4": ("补贴申领", "3")},
        {"1": "B", "2": "B1", "3": "A", "4": "A1"},
    ),
    "a name under another heading": (
        {"1": ("别的服务", ""), "2": ("就业困难人员认定", "1")},
        {"2": "A2"},
    ),
    "place goes before name": (
        {"1": ("别的服务", ""), "2": ("补贴申领", "1"), "3": ("就业援助", ""), "4": ("补贴申领", "3")},
        {"2": "B1", "3": "A", "4": "A1"},
    ),
    "an equal name on another level, behind rows that have their place": (
        {"1": ("就业援助", ""), "2": ("补贴申领", "1"), "3": ("就业困难人员认定", "2")},
        {"1": "A", "2": "A1", "3": "A2"},
    ),
    "a similar name on the same level": (
        {"1": ("就业援助", ""), "2": ("就业困难人员认定申请", "1")},
        {"1": "A", "2": "A2"},
    ),
    "a similar name on another level": ({"1": ("就业困难人员认定申请", "")}, {}),
    "the most similar goes first, and an entry once": (
        {"1": ("创业服务", ""), "2": ("创业担保贷款申请办理指南", "1"), "3": ("创业担保贷款申请办理", "1")},
        {"1": "B", "3": "B2"},
    ),
    "an equal name goes before a similar one": (
        {"1": ("就业困难人员认定申请", "9"), "2": ("就业困难人员认定", "9"), "9": ("就业援助", "")},
        {"2": "A2", "9": "A"},
    ),
    "nothing alike": ({"1": ("社会保障卡挂失", "")}, {}),
}


def sheet(rows: Rows) -> Sheet:
    return Sheet(
        {
            key: EntryState(entry=key, parent=above or None, rank="5", content=EntryContent(name=name))
            for key, (name, above) in rows.items()
        }
    )


@pytest.mark.parametrize("what", FILES)
def test_a_row_adapts_the_entry_that_it_names_and_is_a_supplement_otherwise(what: str) -> None:
    rows, expected = FILES[what]
    found = matched(tuple(sheet(rows).states.values()), sheet(STANDARD))
    assert [one.entry for one in found] == list(rows)
    assert {one.entry: one.upstream_entry for one in found if one.upstream_entry} == expected
    for one in found:
        assert one.origin is (Origin.ADAPTED if one.entry in expected else Origin.SUPPLEMENT)


def test_the_standard_that_shares_most_names_fits_best() -> None:
    rows = tuple(sheet({"1": ("1.就业援助", ""), "2": ("补贴申领", "1"), "3": ("别的", "1")}).states.values())
    assert shared_names(rows, sheet(STANDARD)) == 2
    assert shared_names(rows, sheet({"X": ("别的", "")})) == 1
    assert shared_names(rows, Sheet({})) == 0


def test_some_rules_are_asked_of_the_rows_that_are_listed() -> None:
    upstream = sheet(STANDARD)
    rows = sheet({"1": ("岗位补贴申领", ""), "2": ("社会保障卡挂失", "")})
    one = EntryState(
        entry="3", parent=None, rank="5", content=EntryContent(name="去"), presence=Presence.LEFT_OUT
    )
    adapted = [EntryState(**{**vars(row), "upstream_entry": "A"}) for row in rows.states.values()]
    grounds = Grounds(sheet=Sheet({row.entry: row for row in (*adapted, one)}), upstream=upstream)
    found = check_listed(grounds, [name_and_place])
    assert {key: [told.rule for told in findings] for key, findings in found.items()} == {
        "1": ["R04"],
        "2": ["R04"],
    }
    assert check_listed(grounds, []) == {"1": (), "2": ()}
    assert list(completeness(grounds.sheet, frozenset())) == []
