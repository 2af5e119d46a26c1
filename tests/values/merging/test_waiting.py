"""A change of an entry with a waiting version: until then only, or in it as well."""

from dataclasses import replace

from hypothesis import given

from tests.values.merging.test_rows import BASE, STATES, says
from values.entry import EntryState
from values.merging.waiting import resulting_states
from values.vocabulary import WaitingAnswer

IN_FORCE = BASE
WAITING = says(deadline="10日", channels=("政府网站", "政府公报"))


def test_until_then_the_change_is_laid_onto_what_is_in_force() -> None:
    drafted = replace(WAITING, content=replace(WAITING.content, name="社保登记"))
    states = resulting_states(IN_FORCE, WAITING, drafted, WaitingAnswer.UNTIL_THEN)
    assert states.until_then == says(name="社保登记")
    assert states.from_then is None


def test_as_well_the_waiting_version_says_it_too() -> None:
    drafted = replace(WAITING, content=replace(WAITING.content, name="社保登记"))
    states = resulting_states(IN_FORCE, WAITING, drafted, WaitingAnswer.AS_WELL)
    assert (states.until_then, states.from_then) == (says(name="社保登记"), drafted)


def test_where_the_waiting_version_changed_the_same_field_the_draft_holds() -> None:
    drafted = replace(WAITING, content=replace(WAITING.content, deadline="5日"))
    assert resulting_states(IN_FORCE, WAITING, drafted, WaitingAnswer.UNTIL_THEN).until_then == says(
        deadline="5日"
    )


def test_a_drafter_who_had_the_one_in_force_before_them_changes_the_waiting_one_too() -> None:
    states = resulting_states(IN_FORCE, WAITING, says(name="社保登记"), WaitingAnswer.AS_WELL, base=IN_FORCE)
    assert states.until_then == says(name="社保登记")
    assert states.from_then == replace(WAITING, content=replace(WAITING.content, name="社保登记"))


@given(STATES, STATES)
def test_a_draft_that_changes_nothing_leaves_both_as_they_are(
    in_force: EntryState, waiting: EntryState
) -> None:
    states = resulting_states(in_force, waiting, waiting, WaitingAnswer.AS_WELL)
    assert (states.until_then, states.from_then) == (in_force, waiting)
