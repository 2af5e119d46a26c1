"""The truth table as written by hand, who its people are, and how its states are reached by commands."""

import csv
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from models import Suggestion
from tests import papers
from tests.workflow.looking import rows_of
from tests.workflow.opinions import ask
from tests.world import COUNTY, World
from values.clock import FrozenClock, shanghai_day
from values.vocabulary import Action, BodyKind, Outcome, Role, State
from workflow.actor import Actor
from workflow.commands import (
    approval,
    publication,
    register,
    review,
    revising,
    submission,
    suggestions,
)
from workflow.commands.recording import Paper, record_sign_off
from workflow.seed.justifying import justified
from workflow.unit import current_clock

TABLE = Path(__file__).with_name("truth_table.csv")

PEOPLE = {
    "drafter": "drafter",
    "other drafter": "drafter2",
    "reviewer in turn": "secrecy",
    "reviewer not in turn": "office",
    "reviewer who contributed": "drafting-reviewer",
    "reviewer who signed": "reviewer",
    "supervisor": "supervisor",
    "supervisor who signed": "signing-supervisor",
    "supervisor who contributed": "drafting-supervisor",
    "publisher": "publisher",
    "publisher who contributed": "drafting-publisher",
    "drafter of a step's body": "office-drafter",
    "drafter of an uninvolved body": "centre-drafter",
    "someone of another county": "other-supervisor",
    "overseer": "overseer",
    "auditor": "auditor",
    "business administrator": "business-admin",
    "system administrator": "system-admin",
    "security administrator": "security-admin",
    "audit administrator": "audit-admin",
    "deputy of the reviewer in turn": "legal",
    "publisher who recorded a paper": "publisher2",
    "reviewer of an asked body": "asked-reviewer",
}
"""Column of the table → login of the world. In the draft nobody has signed yet, and no step is in turn."""

STOOD_IN_FOR = {"deputy of the reviewer in turn": "secrecy"}
"""For whom a column acts, where not for themselves."""

CONTRIBUTORS = ("drafter", "drafting-reviewer", "drafting-supervisor", "drafting-publisher")


def cells() -> dict[tuple[State, Action, str], str]:
    """Return the table: state, action and column → allowed, permission, state or hidden."""
    return {(state, Action(action), who): said for (state, action, who), said in cells_of(TABLE).items()}


def cells_of(table: Path) -> dict[tuple[State, str, str], str]:
    """Return a table written by hand: state, what is done and column → what is said."""
    with table.open(encoding="utf-8", newline="") as file:
        return {
            (State(row["state"]), row["action"], who): row[who]
            for row in csv.DictReader(file)
            for who in row
            if who not in {"state", "action"}
        }


def actor_of(world: World, who: str) -> Actor:
    """Return the person of a column as the actor of a command."""
    return world.actor(PEOPLE[who], on_behalf_of=STOOD_IN_FOR.get(who))


def with_relations(world: World) -> World:
    """Register a body that is asked and another that can be, and name a deputy for the reviewer in turn; once."""
    if "asked" not in world.bodies:
        for body, name in (("asked", "青禾县财政局"), ("askable", "青禾县民政局")):
            world.bodies[body] = register.register_body(
                name=name,
                kind=BodyKind.ADMINISTRATIVE_ORGAN,
                jurisdiction_id=world.jurisdictions["990101"],
            )
            login = f"{body}-reviewer"
            world.people[login] = register.register_person(
                login=login, name=f"{name}审核员", email=f"{login}@qinghe.example", password_hash="x"
            )
            register.assign(person_id=world.people[login], body_id=world.bodies[body], role=Role.REVIEWER)
        world.stood_in_for("secrecy", by="legal", days=300)
    return world


def bring_to(world: World, state: State, *, suggesting: bool = False) -> str:
    """Bring a proposal with every kind of contributor and signer to a state.

    The second revision is under way: a supervisor signed the first one, the first step of the second is
    signed (with a suggestion where one is asked for), and the second step is in turn. A body was asked about it.
    """
    with_relations(world)
    # A name of its own: what an earlier case published must not stand in the way.
    text = justified(COUNTY, world.addition(f"就业见习{uuid.uuid4().hex}"))
    number = world.opened(text)
    for login in CONTRIBUTORS:
        text = replace(text, rationale=f"{text.rationale}（{login}）")
        world.save(number, text, by=login)
    if state is State.DRAFT:
        return number
    submission.submit(number, actor=world.actor("drafter"))
    _record(world, number, "signing-supervisor", by="publisher2")
    review.request_changes(number, actor=world.actor("secrecy"), comment="请写明对象。")
    world.save(number, replace(text, policy_source="《关于实施就业见习计划的通知》"))
    submission.submit(number, actor=world.actor("drafter"))
    ask(world, number, "asked")
    outcome = Outcome.AGREED_WITH_CHANGES if suggesting else Outcome.AGREED
    world.sign(number, "reviewer", outcome=outcome)
    _onwards(world, number, state)
    return number


def _record(world: World, number: str, signatory: str, *, by: str) -> None:
    paper = Paper(
        signatory=world.people[signatory],
        outcome=Outcome.AGREED,
        opinion="同意。",
        signed_on=shanghai_day(current_clock.get().now()),
        scan_name="呈批单.pdf",
        scan=papers.PDF,
    )
    record_sign_off(number, actor=world.actor(by), paper=paper)


def _onwards(world: World, number: str, state: State) -> None:
    if state is State.CONSULTING:
        revising.open_consultation(number, actor=world.actor("drafter"), until=_ahead())
    elif state is State.CHANGES_REQUESTED:
        review.request_changes(number, actor=world.actor("secrecy"), comment="请再核。")
    elif state is State.WITHDRAWN:
        submission.withdraw(number, actor=world.actor("drafter"))
    elif state is not State.IN_REVIEW:
        world.sign(number, "secrecy", "office")
        if state is State.REJECTED:
            approval.reject(number, actor=world.actor("supervisor"), comment="不具备条件。")
        elif state is not State.IN_APPROVAL:
            for one in rows_of(Suggestion, number):
                drafter = world.actor("drafter")
                suggestions.answer_suggestion(number, one.id, actor=drafter, answer="已有规定。")
            approval.approve(number, actor=world.actor("supervisor"))
            if state is State.PUBLISHED:
                publication.publish(number, actor=world.actor("publisher"))


def prepare(world: World, number: str, action: Action, clock: FrozenClock) -> None:
    """Bring about what an action needs beside the state, so that nothing but the person decides."""
    if action is Action.REBASE:
        world.published(world.addition(f"创业担保贷款{number}"))
    elif action is Action.CLOSE_CONSULTATION:
        clock.advance(timedelta(days=8))
    elif action is Action.UNSCHEDULE:
        publication.schedule(number, actor=world.actor("publisher"), moment=_ahead())


def _ahead() -> datetime:
    return current_clock.get().now() + timedelta(days=7)


Command = Callable[[str, Actor], object]

COMMANDS: dict[Action, Command] = {
    Action.SUBMIT: lambda number, actor: submission.submit(number, actor=actor, comment="已核，不改。"),
    Action.SIGN_OFF: lambda number, actor: review.sign_off(
        number, actor=actor, outcome=Outcome.AGREED, opinion="同意。"
    ),
    Action.REQUEST_CHANGES: lambda number, actor: review.request_changes(
        number, actor=actor, comment="请改。"
    ),
    Action.OPEN_CONSULTATION: lambda number, actor: revising.open_consultation(
        number, actor=actor, until=_ahead()
    ),
    Action.CLOSE_CONSULTATION: lambda number, actor: revising.close_consultation(number, actor=actor),
    Action.TAKE_BACK: lambda number, actor: revising.take_back(number, actor=actor),
    Action.REBASE: lambda number, actor: revising.rebase(number, actor=actor),
    Action.APPROVE: lambda number, actor: approval.approve(number, actor=actor, comment="同意。"),
    Action.REJECT: lambda number, actor: approval.reject(number, actor=actor, comment="不同意。"),
    Action.REVOKE_APPROVAL: lambda number, actor: approval.revoke_approval(
        number, actor=actor, comment="需再议。"
    ),
    Action.SCHEDULE: lambda number, actor: publication.schedule(number, actor=actor, moment=_ahead()),
    Action.UNSCHEDULE: lambda number, actor: publication.unschedule(number, actor=actor),
    Action.PUBLISH: lambda number, actor: publication.publish(number, actor=actor),
    Action.WITHDRAW: lambda number, actor: submission.withdraw(number, actor=actor),
}
