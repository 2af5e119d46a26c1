"""The table of transitions against the truth table written by hand: state × action × who → what."""

from dataclasses import dataclass

import pytest

from tests.workflow.truth import PEOPLE, cells
from values.vocabulary import Action, Post, Role, State
from workflow.lifecycle import TABLE
from workflow.permissions import Seat, Standing, Turn
from workflow.verdict import Verdict, verdict

BUREAU, OFFICE, CENTRE, ELSEWHERE = 1, 2, 3, 4

SECTION = Turn(step=11, body=BUREAU, post=Post.SECTION_CHIEF)
SECRECY = Turn(step=12, body=OFFICE, post=Post.OPENNESS_OFFICER)
GOVERNMENT_OFFICE = Turn(step=13, body=OFFICE, post=Post.DEPUTY_LEADER)


def seat(role: Role, body: int, post: Post = Post.STAFF) -> Seat:
    return Seat(role=role, body=body, post=post, jurisdiction=1, path="/")


@dataclass(frozen=True)
class Who:
    """A column of the table."""

    seats: tuple[Seat, ...]
    contributed: bool = False
    signed: bool = False
    replaceable: tuple[Turn, ...] = ()
    """Their own sign-off, while the next step is not taken."""


WHO = {
    "drafter": Who((seat(Role.DRAFTER, BUREAU),), contributed=True),
    "other drafter": Who((seat(Role.DRAFTER, BUREAU),)),
    "reviewer in turn": Who((seat(Role.REVIEWER, OFFICE, Post.OPENNESS_OFFICER),), signed=True),
    "reviewer not in turn": Who((seat(Role.REVIEWER, OFFICE, Post.DEPUTY_LEADER),)),
    "reviewer who contributed": Who(
        (seat(Role.REVIEWER, BUREAU, Post.SECTION_CHIEF), seat(Role.DRAFTER, BUREAU)), contributed=True
    ),
    "reviewer who signed": Who(
        (seat(Role.REVIEWER, BUREAU, Post.SECTION_CHIEF),), signed=True, replaceable=(SECTION,)
    ),
    "supervisor": Who((seat(Role.SUPERVISOR, BUREAU),)),
    "supervisor who signed": Who(
        (seat(Role.REVIEWER, BUREAU, Post.SECTION_CHIEF), seat(Role.SUPERVISOR, BUREAU)), signed=True
    ),
    "supervisor who contributed": Who(
        (seat(Role.SUPERVISOR, BUREAU), seat(Role.DRAFTER, BUREAU)), contributed=True
    ),
    "publisher": Who((seat(Role.PUBLISHER, BUREAU),)),
    "publisher who contributed": Who(
        (seat(Role.PUBLISHER, BUREAU), seat(Role.DRAFTER, BUREAU)), contributed=True
    ),
    "drafter of a step's body": Who((seat(Role.DRAFTER, OFFICE),)),
    "drafter of an uninvolved body": Who((seat(Role.DRAFTER, CENTRE),)),
    "someone of another county": Who((seat(Role.SUPERVISOR, ELSEWHERE),)),
    "overseer": Who((seat(Role.OVERSEER, ELSEWHERE),)),
    "auditor": Who((seat(Role.AUDITOR, ELSEWHERE),)),
    "business administrator": Who((seat(Role.BUSINESS_ADMINISTRATOR, OFFICE),)),
    "system administrator": Who((seat(Role.SYSTEM_ADMINISTRATOR, OFFICE),)),
    "security administrator": Who((seat(Role.SECURITY_ADMINISTRATOR, OFFICE),)),
    "audit administrator": Who((seat(Role.AUDIT_ADMINISTRATOR, OFFICE),)),
    "deputy of the reviewer in turn": Who((seat(Role.REVIEWER, OFFICE, Post.OPENNESS_OFFICER),), signed=True),
    "publisher who recorded a paper": Who((seat(Role.PUBLISHER, BUREAU),), signed=True),
    "reviewer of an asked body": Who((seat(Role.REVIEWER, CENTRE),)),
}

OPEN_STEPS = {State.IN_REVIEW: (SECRECY,), State.CONSULTING: (SECRECY,), State.CHANGES_REQUESTED: (SECRECY,)}

SAID = {
    "allowed": Verdict.ALLOWED,
    "permission": Verdict.NOT_PERMITTED,
    "state": Verdict.WRONG_STATE,
}


def standing(who: Who, state: State) -> Standing:
    is_draft = state is State.DRAFT
    return Standing(
        seats=who.seats,
        drafting_body=BUREAU,
        holding_body=BUREAU,
        has_contributed=who.contributed,
        has_signed=who.signed and not is_draft,
        turns=OPEN_STEPS.get(state, ()) + (who.replaceable if state is State.IN_REVIEW else ()),
        steps=(SECTION, SECRECY, GOVERNMENT_OFFICE),
    )


def test_the_table_has_a_cell_for_everything() -> None:
    wanted = {(state, action, who) for state in State for action in Action for who in PEOPLE}
    assert set(cells()) == wanted
    assert set(cells().values()) == {*SAID, "hidden"}
    assert set(WHO) == set(PEOPLE)


def test_everything_the_lifecycle_can_do_somebody_is_allowed_in_the_table() -> None:
    allowed = {(state, action) for (state, action, _), said in cells().items() if said == "allowed"}
    assert allowed == {(row.source, row.action) for row in TABLE}


@pytest.mark.parametrize("state", State)
def test_the_lifecycle_says_what_the_table_says(state: State) -> None:
    wrong = []
    for (at, action, who), said in cells().items():
        if at is not state:
            continue
        found, _ = verdict(action, state, standing(WHO[who], state))
        # What is hidden is never asked of the table, but even then it would allow nothing.
        fits = found is not Verdict.ALLOWED if said == "hidden" else found is SAID[said]
        if not fits:
            wrong.append(f"{action} by {who}: {found}, not {said}")
    assert not wrong
