"""The first proposal of a county's own catalogue: every row of the standard taken over, left out with a reason, or named."""

from dataclasses import replace
from datetime import date

import pytest

from rules.findings import Severity
from tests.founding import NEW, PREFIX, SIGNERS, found, founded, said
from tests.townships import PREFIX as TOWN
from tests.townships import TOWNSHIP, found_township
from tests.workflow.beginning import begin, found_in
from tests.workflow.importing import text_of
from tests.world import COUNTY, HEADING, ROWS, STANDARD, World, draft
from values.claim import Substitution
from values.entry import DisclosingBody, Place, Telephones
from values.proposal_content import DraftContent
from values.vocabulary import LeaveOutReason, Level, Operation, Origin, Presence, State, Trigger
from workflow import operations
from workflow.adapting import with_standard
from workflow.commands import drafting, submission
from workflow.commands.beginning import begin_from_standard
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.queries.catalogue import catalogue_as_of, shown
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

REASON = LeaveOutReason.NOT_PRACTISED
WHY = "本县未设此项业务，暂不开展。"


@pytest.fixture
def county(world: World) -> World:
    return founded(world)


def dated(county: World, number: str) -> None:
    """Give the day of the trigger and answer the warnings, as the drafter does."""
    county.save(number, replace(text_of(number), trigger_date=date(2026, 3, 2)), by="new-drafter")
    county.justify(number, by="new-drafter")


def published(county: World, number: str) -> None:
    dated(county, number)
    submission.submit(number, actor=county.actor("new-drafter"))
    county.sign(number, *SIGNERS)
    county.decided(number, State.PUBLISHED, PREFIX)


def test_every_row_of_the_standard_is_taken_over_with_what_the_county_says(county: World) -> None:
    text = text_of(begin(county))
    standard = {key: row.state for key, row in county.rows(STANDARD).items()}
    assert {one.after.upstream_entry for one in text.changes} == standard.keys()
    assert {one.operation for one in text.changes} == {Operation.ADD}
    assert {one.after.origin for one in text.changes} == {Origin.ADAPTED}
    rows = {one.after.content.name: one.after for one in text.changes}
    assert list(rows) == [HEADING, *ROWS]
    heading, row = rows[HEADING], rows[ROWS[0]]
    was = standard[row.upstream_entry or ""]
    assert (heading.parent, row.parent, row.rank) == (None, heading.entry, was.rank)
    assert heading.content == standard[heading.upstream_entry or ""].content
    assert row.content == replace(
        was.content,
        disclosing_bodies=(DisclosingBody(body=str(county.bodies["new-bureau"])),),
        places=(Place(level=Level.COUNTY, text="沙河县人民政府网站"),),
        telephones=Telephones(questions="0999-5560100"),
    )
    assert text.title == "公布沙河县就业领域基层政务公开标准目录"
    assert (text.trigger, text.trigger_date) == (Trigger.NEW_POLICY, None)
    assert "《就业领域基层政务公开标准目录》" in text.rationale
    assert text.policy_source == "《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）"


def test_it_goes_all_the_way_and_before_nothing_was_there(county: World) -> None:
    number = begin(county)
    with pytest.raises(InvalidError, match="Give the day of the trigger"):
        submission.submit(number, actor=county.actor("new-drafter"))
    published(county, number)
    assert len(county.rows(NEW)) == 1 + len(ROWS)
    catalogue = found()
    with transaction() as session:
        assert catalogue.current_release_no == 1
        now = current_clock.get().now()
        day = date(2026, 3, 1)
        assert shown(session, catalogue.id, day=day, now=now) == {}
        assert catalogue_as_of(session, catalogue.id, day=day, known=now) == {}
    with pytest.raises(NotAllowedError, match="has been published"):
        begin(county)


def test_the_same_click_twice_begins_once_and_a_body_begins_once(county: World) -> None:
    number = begin(county, key="k")
    assert begin(county, key="k") == number
    with pytest.raises(NotAllowedError, match=f"go on with proposal {number}"):
        begin(county)
    # Another body of the county knows nothing of the first one's draft.
    assert begin(county, by="new-drafter2") != number
    submission.withdraw(number, actor=county.actor("new-drafter"))
    assert begin(county) != number


def test_who_may_not_propose_begins_nothing(county: World) -> None:
    for login in ("drafter", "new-reviewer", "new-admin"):
        with pytest.raises(ForbiddenError):
            begin(county, by=login)
    with pytest.raises(NotFoundError):
        begin_from_standard("990103-nothing", said(county), actor=county.actor("new-drafter"))
    for bodies in ((), (DisclosingBody(body=str(county.bodies["bureau"])),)):
        with pytest.raises(InvalidError, match="Choose the body of the county"):
            begin_from_standard(NEW, Substitution(bodies=bodies), actor=county.actor("new-drafter"))
    with pytest.raises(NotAllowedError, match="Only a county's own catalogue"):
        begin_from_standard(STANDARD, said(county), actor=county.actor("national-drafter"))
    township = found_township(county)
    with pytest.raises(NotAllowedError, match="Only a county's own catalogue"):
        begin_from_standard(TOWNSHIP, said(county), actor=township.actor(f"{TOWN}drafter"))


def test_a_row_that_nothing_stands_for_is_named_and_stops_the_first_proposal(county: World) -> None:
    number = begin(county)
    text = text_of(number)
    assert found_in(text) == {}
    missing = next(one for one in text.changes if one.after.content.name == ROWS[1])
    partial = operations.without(text, missing.entry)
    sentence = f"The standard lists “{ROWS[1]}”, and no row here stands for it"
    ((found_, severity),) = found_in(partial).items()
    assert found_.startswith(sentence)
    assert severity is Severity.ERROR
    county.save(number, partial, by="new-drafter")
    dated(county, number)
    with pytest.raises(InvalidError, match=sentence):
        submission.submit(number, actor=county.actor("new-drafter"))
    whole = with_standard(partial, {}, county.rows(STANDARD), said(county), seed=number)
    assert found_in(whole) == {}
    assert whole.changes[:-1] == partial.changes
    assert whole.changes[-1].after.parent == missing.after.parent
    assert with_standard(partial, {}, county.rows(STANDARD), said(county), seed=number) == whole
    county.save(number, whole, by="new-drafter")
    published(county, number)


def test_an_empty_draft_is_not_flooded_and_later_proposals_answer_for_their_rows_alone(county: World) -> None:
    assert found_in(DraftContent()) == {}
    assert found_in(county.amendment(), COUNTY) == {}


def test_what_is_not_practised_is_left_out_from_the_start(county: World) -> None:
    number = begin(county)
    text = text_of(number)
    row = next(one for one in text.changes if one.after.content.name == ROWS[1])
    without_reason = operations.left_out_at_once(text, row.entry, None)
    county.save(number, without_reason, by="new-drafter")
    dated(county, number)
    with pytest.raises(InvalidError, match="say for which reason it is left out"):
        submission.submit(number, actor=county.actor("new-drafter"))
    left = operations.left_out_at_once(text, row.entry, REASON, WHY)
    assert operations.listed_after_all(left.changes[-1]) == row
    county.save(number, left, by="new-drafter")
    published(county, number)
    rows = {one.state.content.name: one.state for one in county.rows(NEW).values()}
    state = rows[ROWS[1]]
    assert (state.presence, state.left_out_reason, state.left_out_note) == (Presence.LEFT_OUT, REASON, WHY)
    back = operations.restored(county.row(ROWS[1], NEW))
    again = draft([back])
    restored = drafting.open_proposal(NEW, actor=county.actor("new-drafter"), content=again)
    county.justify(restored, by="new-drafter")
    submission.submit(restored, actor=county.actor("new-drafter"))
    assert county.state(restored) is State.IN_REVIEW


def test_a_heading_is_left_out_with_all_that_comes_below_it(county: World) -> None:
    text = text_of(begin(county))
    own = county.addition().changes[0]
    heading = text.changes[0].entry
    with_own = operations.put(text, [replace(own, after=replace(own.after, parent=heading))])
    left = operations.left_out_at_once(with_own, heading, REASON, WHY)
    assert [one.operation for one in left.changes] == [Operation.LEAVE_OUT] * 3
    assert found_in(left) == {}


def test_only_rows_of_the_standard_come_in_as_left_out(county: World) -> None:
    own = county.addition().changes[0]
    after = replace(
        own.after, parent=None, presence=Presence.LEFT_OUT, left_out_reason=REASON, left_out_note=WHY
    )
    number = begin(county)
    text = operations.put(text_of(number), [replace(own, operation=Operation.LEAVE_OUT, after=after)])
    county.save(number, text, by="new-drafter")
    dated(county, number)
    with pytest.raises(InvalidError, match="is not in the catalogue"):
        submission.submit(number, actor=county.actor("new-drafter"))
