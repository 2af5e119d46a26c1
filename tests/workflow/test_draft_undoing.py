"""Undoing one's own edits of a draft, step by step, whoever else writes in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Draft, DraftEdit, Proposal, RevisionContributor
from tests.world import ROWS, World
from values.clock import FrozenClock
from values.proposal_content import DraftChange, DraftContent, draft_content
from workflow.commands import drafting, submission
from workflow.commands.draft_undoing import redo_edit, undo_edit
from workflow.draft_history import MOST, TYPING
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, StaleError, WorkflowError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def text_of(number: str) -> DraftContent:
    with transaction() as session:
        statement = sa.select(Draft.content).join(Proposal).where(Proposal.number == number)
        return draft_content(session.scalars(statement).one())


def test_steps_are_undone_one_after_the_other_and_done_again(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    for title in ("一", "二", "三"):
        world.save(number, replace(text, title=title))
    said = []
    for turn in (undo_edit, undo_edit, undo_edit, redo_edit, redo_edit):
        turn(number, actor=world.actor("drafter"))
        said.append(text_of(number).title)
    assert said == ["二", "一", text.title, "一", "二"]
    world.save(number, replace(text, title="四"))
    with pytest.raises(InvalidError):
        redo_edit(number, actor=world.actor("drafter"))
    undo_edit(number, actor=world.actor("drafter"))
    assert text_of(number).title == "二"


def test_the_opening_of_a_draft_is_not_undone(world: World) -> None:
    number = world.opened(world.amendment())
    with pytest.raises(InvalidError):
        undo_edit(number, actor=world.actor("drafter"))


def test_what_somebody_else_wrote_since_stays_and_is_named(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    world.save(number, replace(text, title="一"))
    world.save(number, replace(text, title="二"), by="drafter2")
    with pytest.raises(InvalidError) as refused:
        undo_edit(number, actor=world.actor("drafter"))
    (issue,) = refused.value.issues
    assert issue.message.params["field"].in_english() == "Title"
    assert text_of(number).title == "二"
    undo_edit(number, actor=world.actor("drafter2"))
    undo_edit(number, actor=world.actor("drafter"))
    assert text_of(number) == text


def test_two_people_in_different_fields_do_not_stand_in_each_others_way(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    world.save(number, replace(text, title="一"))
    world.save(number, replace(text, title="一", rationale="因"), by="drafter2")
    undo_edit(number, actor=world.actor("drafter"))
    assert text_of(number) == replace(text, rationale="因")


def test_whoever_undid_everything_to_the_byte_has_not_contributed(world: World) -> None:
    number = world.opened(world.amendment())
    world.save(number, replace(text_of(number), title="别的"), by="drafter2")
    undo_edit(number, actor=world.actor("drafter2"))
    submission.submit(number, actor=world.actor("drafter"))
    with transaction() as session:
        assert set(
            session.scalars(
                sa.select(RevisionContributor.person_id).join(Proposal).where(Proposal.number == number)
            )
        ) == {world.people["drafter"]}


def test_what_is_saved_while_somebody_types_is_one_edit(world: World, clock: FrozenClock) -> None:
    text = world.amendment()
    number = world.opened(text)
    saved = 1
    for title in ("新", "新的", "新的题"):
        saved = drafting.save_draft(
            number,
            actor=world.actor("drafter"),
            draft_version=saved,
            content=replace(text, title=title),
            is_typed=True,
        )
    undo_edit(number, actor=world.actor("drafter"))
    assert text_of(number) == text
    redo_edit(number, actor=world.actor("drafter"))
    clock.advance(TYPING)
    saved = world.draft_version(number)
    drafting.save_draft(
        number,
        actor=world.actor("drafter"),
        draft_version=saved,
        content=replace(text, title="更新的题"),
        is_typed=True,
    )
    undo_edit(number, actor=world.actor("drafter"))
    assert text_of(number).title == "新的题"


def test_typing_that_comes_back_to_what_was_there_leaves_nothing_to_undo(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    for saved, title in enumerate(("新", text.title), 1):
        drafting.save_draft(
            number,
            actor=world.actor("drafter"),
            draft_version=saved,
            content=replace(text, title=title),
            is_typed=True,
        )
    with pytest.raises(InvalidError):
        undo_edit(number, actor=world.actor("drafter"))


def test_a_page_that_shows_another_edit_undoes_nothing(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    world.save(number, replace(text, title="一"))
    with pytest.raises(StaleError):
        undo_edit(number, actor=world.actor("drafter"), edit=999_999)
    assert text_of(number).title == "一"


def test_only_those_who_may_write_the_draft_undo_and_only_while_it_is_written(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    world.save(number, replace(text, title="一"))
    with pytest.raises(ForbiddenError):
        undo_edit(number, actor=world.actor("supervisor"))
    submission.submit(number, actor=world.actor("drafter"))
    with pytest.raises(NotAllowedError):
        undo_edit(number, actor=world.actor("drafter"))
    assert edits() == 0


def test_an_old_edit_cannot_be_undone_any_more_and_stands(world: World) -> None:
    text = world.amendment()
    number = world.opened(text)
    for count in range(MOST + 2):
        world.save(number, replace(text, title=f"第{count}次"))
    assert edits() == MOST + 1


def edits() -> int:
    with transaction() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(DraftEdit)) or 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["drafter", "drafter2"]),
        st.sampled_from(["undo", "redo", "title", "rationale", "row", "note", "answer", "other row"]),
        st.sampled_from("甲乙丙"),
    ),
    max_size=14,
)


@dataclass
class Done:
    """An edit as the model remembers it."""

    person: str
    change: Callable[[DraftContent], DraftContent]
    place: str
    undone: bool = False


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_draft_always_says_what_the_edits_that_stand_say(
    world: World, steps: list[tuple[str, str, str]]
) -> None:
    """Two people write, undo and do again at random; what was refused changed nothing."""
    start = world.amendment(*ROWS)
    number = world.opened(start)
    done: list[Done] = []
    for person, what, word in steps:
        present = text_of(number)
        if what in {"undo", "redo"}:
            turn_in_model(world, number, done, person, is_redone=what == "redo")
        else:
            change = edit_of(what, word, start.changes[1])
            if change(present) != present:
                world.save(number, change(present), by=person)
                done[:] = [one for one in done if not (one.undone and one.person == person)]
                done.append(Done(person, change, what))
        assert text_of(number) == replayed(start, done)


def turn_in_model(world: World, number: str, done: list[Done], person: str, *, is_redone: bool) -> None:
    own = [at for at, one in enumerate(done) if one.person == person and one.undone is is_redone]
    at = (own[0] if is_redone else own[-1]) if own else None
    allowed = at is not None and not any(
        one.place == done[at].place and one.person != person and not one.undone for one in done[at + 1 :]
    )
    try:
        (redo_edit if is_redone else undo_edit)(number, actor=world.actor(person))
    except WorkflowError:
        assert not allowed
    else:
        assert allowed
        assert at is not None
        done[at].undone = not is_redone


def edit_of(what: str, word: str, second: DraftChange) -> Callable[[DraftContent], DraftContent]:
    def change(text: DraftContent) -> DraftContent:
        if what == "answer":
            return replace(text, answers={**text.answers, "R04:x": word})
        if what in {"title", "rationale"}:
            return replace(text, **{what: word})
        first, *others = text.changes
        if what == "other row":
            return replace(text, changes=(first,) if others else (first, second))
        if what == "note":
            return replace(text, changes=(replace(first, note=word), *others))
        content = replace(first.after.content, deadline=word)
        return replace(text, changes=(replace(first, after=replace(first.after, content=content)), *others))

    return change


def replayed(start: DraftContent, done: list[Done]) -> DraftContent:
    text = start
    for one in done:
        if not one.undone:
            text = one.change(text)
    return text
