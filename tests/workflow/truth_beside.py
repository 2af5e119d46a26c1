"""What is done beside the table of transitions: drafts, discussion, opinions, papers; and how each is tried."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from models import Comment, OpinionRequest, Suggestion
from tests import papers
from tests.workflow.conflicting import text_of
from tests.workflow.looking import rows_of
from tests.workflow.truth import actor_of, bring_to
from tests.world import World
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.vocabulary import OpinionAnswer, Outcome, State
from workflow.actor import Actor
from workflow.commands import (
    attaching,
    discussion,
    draft_undoing,
    handing_on,
    opinions,
    suggestions,
    updating,
)
from workflow.commands.drafting import save_draft
from workflow.commands.recording import Paper, record_sign_off
from workflow.errors import WorkflowError
from workflow.unit import current_clock

TABLE = Path(__file__).with_name("truth_beside.csv")

Act = Callable[[World, str, Actor], object]


def prepared(world: World, state: State) -> str:
    """Return a proposal in a state that has a suggestion, a comment and a request for an opinion, where it can."""
    number = bring_to(world, state, suggesting=True)
    if not state.is_final:
        discussion.add_comment(number, actor=world.actor("drafter"), text="请核。")
    return number


def _save(world: World, number: str, actor: Actor) -> None:
    text, version = text_of(world, number), world.draft_version(number)
    changed = replace(text, title=f"{text.title[:20]}（{version}）")
    save_draft(number, actor=actor, draft_version=version, content=changed)


def _undo(world: World, number: str, actor: Actor) -> None:
    with suppress(WorkflowError):
        _save(world, number, actor)
    draft_undoing.undo_edit(number, actor=actor)


def _redo(world: World, number: str, actor: Actor) -> None:
    with suppress(WorkflowError):
        _undo(world, number, actor)
    draft_undoing.redo_edit(number, actor=actor)


def _attach(world: World, number: str, actor: Actor) -> None:
    version = world.draft_version(number)
    attaching.attach(number, actor=actor, name="依据.pdf", data=papers.PDF, draft_version=version)


def _detach(world: World, number: str, actor: Actor) -> None:
    with suppress(WorkflowError):
        _attach(world, number, actor)
    version, sha256 = world.draft_version(number), sha256_hex(papers.PDF)
    attaching.detach(number, sha256, actor=actor, draft_version=version)


def _update(world: World, number: str, actor: Actor) -> None:
    version = world.draft_version(number)
    updating.bring_up_to_date(number, actor=actor, draft_version=version, answers={})


def _take_on(_: World, number: str, actor: Actor) -> None:
    handing_on.take_on(number, actor=actor)


COLLEAGUES = {
    State.IN_REVIEW: ("two-posts", "reviewer"),
    State.IN_APPROVAL: ("supervisor2", "supervisor"),
    State.APPROVED: ("publisher2", "publisher"),
}
"""To whom it is passed on, and to whom the first of them passes it on; a draft goes to another drafter."""


def _pass_on(world: World, number: str, actor: Actor) -> None:
    with suppress(WorkflowError):
        handing_on.take_on(number, actor=actor)
    first, second = COLLEAGUES.get(world.state(number), ("drafter", "drafter2"))
    colleague = second if world.people[first] == actor.person_id else first
    handing_on.pass_on(number, to=world.people[colleague], actor=actor, reason="休假。")


def _comment(_: World, number: str, actor: Actor) -> None:
    discussion.add_comment(number, actor=actor, text="请再核。")


def _resolve(_: World, number: str, actor: Actor) -> None:
    comments = rows_of(Comment, number)
    discussion.resolve_comment(number, comments[-1].id if comments else 0, actor=actor)


def _answer_suggestion(_: World, number: str, actor: Actor) -> None:
    found = rows_of(Suggestion, number)
    suggestions.answer_suggestion(number, found[-1].id if found else 0, actor=actor, answer="已有规定。")


def _ask(world: World, number: str, actor: Actor) -> None:
    opinions.request_opinions(number, actor=actor, bodies=[world.bodies["askable"]], working_days=5)


def _answer(_: World, number: str, actor: Actor) -> None:
    found = rows_of(OpinionRequest, number)
    opinions.give_opinion(number, found[0].id if found else 0, actor=actor, answer=OpinionAnswer.AGREED)


def _record(world: World, number: str, actor: Actor) -> None:
    paper = Paper(
        signatory=world.people["two-posts"],
        outcome=Outcome.AGREED,
        opinion="同意。",
        signed_on=shanghai_day(current_clock.get().now()),
        scan_name="呈批单.pdf",
        scan=papers.PDF,
    )
    record_sign_off(number, actor=actor, paper=paper)


ACTS: dict[str, Act] = {
    "save_draft": _save,
    "undo_edit": _undo,
    "redo_edit": _redo,
    "attach": _attach,
    "detach": _detach,
    "bring_up_to_date": _update,
    "take_on": _take_on,
    "pass_on": _pass_on,
    "add_comment": _comment,
    "resolve_comment": _resolve,
    "answer_suggestion": _answer_suggestion,
    "request_opinions": _ask,
    "give_opinion": _answer,
    "record_sign_off": _record,
}

ONCE = ("request_opinions", "give_opinion", "record_sign_off")
"""What one proposal lets happen once only; the others leave what decides about people and states as it was."""


def attempt(world: World, number: str, act: str, who: str) -> WorkflowError | None:
    """Have the person of a column do something, and return what it was refused with."""
    try:
        ACTS[act](world, number, actor_of(world, who))
    except WorkflowError as error:
        return error
    return None
