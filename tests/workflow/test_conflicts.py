"""A draft beside which something was published: what merges by itself, what is asked, and what stays settled."""

from dataclasses import replace

import pytest

from tests.workflow.conflicting import (
    LATER,
    OURS,
    THEIRS,
    only_row,
    refusal,
    saying,
    submitted,
    text_of,
    update,
)
from tests.world import HEADING, ROWS, World, draft
from values.vocabulary import Choice, LeaveOutReason, Operation, State
from workflow import operations
from workflow.commands import approval, publication, revising, submission, updating
from workflow.errors import ForbiddenError, NotAllowedError, StaleError

pytestmark = pytest.mark.usefixtures("context", "clock")


def test_changes_of_different_fields_merge_without_a_question(world: World) -> None:
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))
    assert refusal(world, number)[0][0] == "changes"
    assert update(world, number) == 2
    content = only_row(world, number).content
    assert (content.deadline, content.channels) == (OURS, ("政府网站", "政务新媒体", "政府公报"))
    submitted(world, number)
    world.sign(number, "reviewer", "secrecy")
    approval.approve(number, actor=world.actor("supervisor"))
    publication.publish(number, actor=world.actor("publisher"))
    content = world.row().state.content
    assert (content.deadline, content.channels) == (OURS, ("政府网站", "政务新媒体", "政府公报"))


def test_elements_that_both_added_stand_together_what_was_published_first(world: World) -> None:
    elements = world.row().state.content.content_elements
    number = world.opened(saying(world, content_elements=(*elements, "我们的")))
    world.published(saying(world, content_elements=(*elements, "他们的")))
    update(world, number)
    assert only_row(world, number).content.content_elements == (*elements, "他们的", "我们的")


@pytest.mark.parametrize(("choice", "expected"), [(Choice.MINE, OURS), (Choice.PUBLISHED, THEIRS)])
def test_the_same_field_is_asked_settled_and_stays_settled(
    world: World, choice: Choice, expected: str
) -> None:
    number = world.opened(saying(world, deadline=OURS, name="政策咨询"))
    world.published(saying(world, deadline=THEIRS))
    update(world, number)
    (issue,) = refusal(world, number)
    assert issue[0] == "deadline"
    assert "“政策咨询”: “Deadline” was published anew while you changed it" in issue[1]
    assert only_row(world, number).content.deadline == OURS, "nothing of it changes before it is decided"
    update(world, number, deadline=choice)
    assert only_row(world, number).content.deadline == expected
    world.published(saying(world, channels=("政府网站", "政务新媒体", "政府公报")))
    update(world, number)
    assert only_row(world, number).content.deadline == expected
    submitted(world, number)


def test_a_settled_field_is_asked_again_when_it_is_published_anew(world: World) -> None:
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS))
    update(world, number, deadline=Choice.MINE)
    world.published(saying(world, deadline=LATER))
    update(world, number)
    assert [field for field, _ in refusal(world, number)] == ["deadline"]
    update(world, number, deadline=Choice.MINE)
    submitted(world, number)


def test_an_open_field_stays_open_while_others_are_published(world: World) -> None:
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS, channels=("政府网站", "政务新媒体", "政府公报")))
    update(world, number)
    world.published(saying(world, channels=("政府网站", "政务新媒体", "广播电视")))
    update(world, number)
    (change,) = text_of(world, number).changes
    assert change.after.content.channels == ("政府网站", "政务新媒体", "广播电视"), (
        "what the drafter never touched follows every release"
    )
    assert [field for field, _ in refusal(world, number)] == ["deadline"]


def test_an_open_field_that_was_published_back_asks_nothing_more(world: World) -> None:
    before = world.row().state.content.deadline
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS))
    update(world, number)
    world.published(saying(world, deadline=before))
    update(world, number)
    assert only_row(world, number).content.deadline == OURS
    submitted(world, number)


def test_both_rewritten_elements_can_stay(world: World) -> None:
    number = world.opened(saying(world, content_elements=("文件名称", "我们的全文")))
    world.published(saying(world, content_elements=("文件名称", "他们的全文")))
    update(world, number, content_elements=Choice.BOTH)
    assert only_row(world, number).content.content_elements == ("文件名称", "他们的全文", "我们的全文")
    submitted(world, number)


def test_a_proposal_that_was_taken_back_for_its_base_is_brought_up_to_date(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS))
    with pytest.raises(NotAllowedError, match="cannot be changed while"):
        update(world, number)
    revising.rebase(number, actor=world.actor("drafter"))
    update(world, number, deadline=Choice.MINE)
    assert submitted(world, number) == 2
    assert world.proposal(number).base_release_no == 2


def test_the_same_change_drops_out_and_nothing_remains_but_to_withdraw(world: World) -> None:
    text = saying(world, deadline=OURS)
    number = world.opened(text)
    world.published(text)
    assert "Nothing remains of this proposal" in refusal(world, number)[0][1]
    update_all = updating.bring_up_to_date(number, actor=world.actor("drafter"), draft_version=1)
    assert update_all == 2
    assert text_of(world, number).changes == ()
    assert "Nothing remains of this proposal" in refusal(world, number)[0][1]
    submission.withdraw(number, actor=world.actor("drafter"))
    assert world.state(number) is State.WITHDRAWN


def test_what_does_not_drop_out_goes_on(world: World) -> None:
    first, second = (saying(world, name, deadline=OURS) for name in ROWS)
    number = world.opened(replace(first, changes=(*first.changes, *second.changes)))
    world.published(first)
    update(world, number)
    text = text_of(world, number)
    assert [change.entry for change in text.changes] == [second.changes[0].entry]
    assert text.dropped == (first.changes[0].entry,)
    submitted(world, number)


@pytest.mark.parametrize(
    ("choice", "operation"), [(Choice.MINE, Operation.RESTORE), (Choice.PUBLISHED, None)]
)
def test_a_row_that_was_left_out_meanwhile_is_asked(
    world: World, choice: Choice, operation: Operation | None
) -> None:
    number = world.opened(saying(world, deadline=OURS))
    gone = operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本地未开展此项业务。")
    world.published(draft([gone]))
    update(world, number)
    assert [field for field, _ in refusal(world, number)] == ["structure"]
    update(world, number, structure=choice)
    changes = text_of(world, number).changes
    assert [change.operation for change in changes] == ([operation] if operation else [])
    if changes:
        assert changes[0].after.content.deadline == OURS
        submitted(world, number)


def test_a_row_to_be_left_out_that_was_amended_meanwhile_is_asked(world: World) -> None:
    gone = operations.left_out(world.row(), LeaveOutReason.NOT_PRACTISED, "本地未开展此项业务。")
    number = world.opened(draft([gone]))
    world.published(saying(world, deadline=THEIRS))
    update(world, number)
    assert [field for field, _ in refusal(world, number)] == ["structure"]
    update(world, number, structure=Choice.MINE)
    assert only_row(world, number).content.deadline == THEIRS
    submitted(world, number)


def test_two_additions_at_one_place_are_asked_for_their_order(world: World) -> None:
    number = world.opened(world.addition("就业见习"))
    world.published(world.addition("技能培训"))
    assert [field for field, _ in refusal(world, number)] == ["rank"]
    update(world, number, rank=Choice.PUBLISHED)
    assert only_row(world, number).rank > world.row("技能培训").state.rank
    submitted(world, number)


def test_an_order_that_was_settled_is_asked_again_only_for_another_row(world: World) -> None:
    number = world.opened(world.addition("就业见习"))
    world.published(world.addition("技能培训"))
    update(world, number, rank=Choice.PUBLISHED)
    world.published(saying(world, "技能培训", deadline=OURS))
    assert update(world, number) == 2, "nothing is asked that was settled"
    world.published(world.addition("创业服务"))
    assert [field for field, _ in refusal(world, number)] == ["rank"]


def test_equal_names_are_asked_and_may_stay(world: World) -> None:
    number = world.opened(saying(world, name="就业见习"))
    world.published(world.addition("就业 见习"))
    (issue,) = refusal(world, number)
    assert issue[0] == "equal_name"
    update(world, number, equal_name=Choice.MINE)
    submitted(world, number)


def test_a_row_under_a_heading_that_is_gone_leaves_the_draft(world: World) -> None:
    number = world.opened(world.addition("就业见习"))
    current = world.rows()
    world.published(
        draft(
            operations.taken_away(
                world.row(HEADING), current, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。"
            )
        )
    )
    assert "parent" in {field for field, _ in refusal(world, number)}
    update(world, number, parent=Choice.PUBLISHED)
    assert text_of(world, number).changes == ()


def test_a_draft_with_nothing_to_take_over_stays_as_it_is(world: World) -> None:
    number = world.opened(saying(world, deadline=OURS))
    assert update(world, number, by="drafter2", deadline=Choice.MINE) == 1
    world.published(saying(world, ROWS[1], deadline=THEIRS))
    assert update(world, number, by="drafter2") == 1


def test_who_answers_is_a_contributor_and_answers_what_stands_before_them(world: World) -> None:
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS))
    with pytest.raises(ForbiddenError):
        update(world, number, by="supervisor")
    stale = {"actor": world.actor("drafter2"), "answers": {}}
    for version, release in ((9, 2), (1, 1)):
        with pytest.raises(StaleError):
            updating.bring_up_to_date(number, draft_version=version, release=release, **stale)  # type: ignore[arg-type]
    update(world, number, by="drafter2", deadline=Choice.MINE)
    submission.submit(number, actor=world.actor("drafter"))
    submission.withdraw(number, actor=world.actor("drafter2"))
    assert world.state(number) is State.WITHDRAWN


@pytest.mark.parametrize("answer", ["both", "theirs", ""])
def test_an_answer_that_is_not_on_offer_settles_nothing(world: World, answer: str) -> None:
    number = world.opened(saying(world, deadline=OURS))
    world.published(saying(world, deadline=THEIRS))
    update(world, number, deadline=answer)
    assert [field for field, _ in refusal(world, number)] == ["deadline"]
