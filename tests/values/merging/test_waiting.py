"""A change of an entry with a waiting version, laid onto either version."""

from dataclasses import replace

from hypothesis import given

from tests.values.merging.test_rows import BASE, STATES, says
from values.entry import EntryState
from values.merging.waiting import laid_onto

IN_FORCE = BASE
WAITING = says(deadline="10日", channels=("政府网站", "政府公报"))


def test_a_change_of_the_waiting_version_is_laid_onto_what_is_in_force() -> None:
    drafted = replace(WAITING, content=replace(WAITING.content, name="社保登记"))
    assert laid_onto(IN_FORCE, WAITING, drafted) == says(name="社保登记")


def test_laid_onto_its_own_base_a_draft_is_what_it_says() -> None:
    drafted = replace(WAITING, content=replace(WAITING.content, name="社保登记"))
    assert laid_onto(WAITING, WAITING, drafted) == drafted


def test_where_the_waiting_version_changed_the_same_field_the_draft_holds() -> None:
    drafted = replace(WAITING, content=replace(WAITING.content, deadline="5日"))
    assert laid_onto(IN_FORCE, WAITING, drafted) == says(deadline="5日")


def test_a_drafter_who_had_the_one_in_force_before_them_changes_the_waiting_one_too() -> None:
    drafted = says(name="社保登记")
    assert laid_onto(IN_FORCE, IN_FORCE, drafted) == drafted
    assert laid_onto(WAITING, IN_FORCE, drafted) == replace(
        WAITING, content=replace(WAITING.content, name="社保登记")
    )


@given(STATES, STATES)
def test_a_draft_that_changes_nothing_leaves_both_as_they_are(
    in_force: EntryState, waiting: EntryState
) -> None:
    assert (laid_onto(in_force, waiting, waiting), laid_onto(waiting, waiting, waiting)) == (
        in_force,
        waiting,
    )
