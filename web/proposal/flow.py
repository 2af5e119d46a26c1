"""The flow picture: the stations of a proposal with dates and people, from its steps and the transition table."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from values.clock import shanghai_day
from values.vocabulary import Action, Outcome, State
from web.wording.common import day, label, moment, short_day
from workflow.queries.proposal import ProposalFile

BACK = frozenset({State.CHANGES_REQUESTED, State.DRAFT})


@dataclass(frozen=True, kw_only=True)
class Node:
    """A station: what it is, who, when, and whether it is done, now, next or was returned from."""

    title: str
    who: str
    when: str
    status: str


def nodes(file: ProposalFile, *, today: date, days_left: int | None) -> list[Node]:
    """Return the stations in their order."""
    state = file.case.proposal.state
    return [
        _drafting(file),
        *_steps(file, days_left),
        _approval(file),
        _publication(file, state, today),
    ]


def left(days: int) -> str:
    """Say how many working days are left."""
    if days < 0:
        text = ngettext("%(num)d working day overdue", "%(num)d working days overdue", -days)
    else:
        text = ngettext("%(num)d working day left", "%(num)d working days left", days)
    return str(text)


def _drafting(file: ProposalFile) -> Node:
    proposal = file.case.proposal
    revision = file.case.revision
    author = next((event.actor_id for event in reversed(file.events) if event.action == "opened"), None)
    is_here = proposal.state in BACK
    return Node(
        title=gettext("Drafting"),
        who=" · ".join(
            part
            for part in (file.people.get(author or 0, ""), file.bodies.get(proposal.drafting_body_id, ""))
            if part
        ),
        when=short_day(
            shanghai_day(revision.submitted_at if revision and not is_here else proposal.created_at)
        ),
        status="now" if is_here else "done",
    )


def _steps(file: ProposalFile, days_left: int | None) -> list[Node]:
    case = file.case
    state = case.proposal.state
    in_turn = {step.id for step in case.steps_in_turn} if case.steps and state is State.IN_REVIEW else set()
    found = []
    for step in file.way:
        signed = case.valid_sign_offs.get(step.id) if case.steps else None
        who = file.bodies.get(step.body_id, "")
        if signed is not None and signed.outcome is Outcome.RETURNED and state is State.CHANGES_REQUESTED:
            status, when = "returned", short_day(shanghai_day(signed.signed_at))
            who = f"{file.people.get(signed.actor_id, '')} · {who}"
        elif signed is not None and signed.outcome.completes_step:
            status, when = "done", short_day(shanghai_day(signed.signed_at))
            who = f"{file.people.get(signed.actor_id, '')} · {who}"
        elif step.id in in_turn:
            status, when = "now", left(days_left) if days_left is not None else ""
        else:
            status = "next"
            when = ngettext("%(num)d working day", "%(num)d working days", step.working_days)
        found.append(Node(title=label(step.kind), who=who, when=when, status=status))
    return found


def _approval(file: ProposalFile) -> Node:
    state = file.case.proposal.state
    decisions = [one for one in file.case.decisions if one.action in {Action.APPROVE, Action.REJECT}]
    last = decisions[-1] if decisions else None
    holder = file.bodies.get(file.case.catalogue.body_id, "")
    if state in {State.APPROVED, State.PUBLISHED, State.REJECTED} and last is not None:
        return Node(
            title=label(Action.APPROVE),
            who=f"{file.people.get(last.actor_id, '')} · {holder}",
            when=short_day(shanghai_day(last.decided_at)),
            status="returned" if state is State.REJECTED else "done",
        )
    returned = state is State.CHANGES_REQUESTED and file.case.proposal.returned_by_supervisor
    status = "now" if state is State.IN_APPROVAL else "returned" if returned else "next"
    days = file.case.route.approval_working_days
    return Node(
        title=label(Action.APPROVE),
        who=holder,
        when=ngettext("%(num)d working day", "%(num)d working days", days),
        status=status,
    )


def _publication(file: ProposalFile, state: State, today: date) -> Node:
    holder = file.bodies.get(file.case.catalogue.body_id, "")
    if file.release is not None:
        return Node(
            title=label(Action.PUBLISH),
            who=gettext("Release %(no)s", no=file.release.no),
            when=short_day(shanghai_day(file.release.published_at)),
            status="done",
        )
    if state is State.APPROVED and (planned := file.case.proposal.scheduled_for):
        return Node(
            title=label(Action.PUBLISH),
            who=gettext("The system"),
            when=moment(planned),
            status="now",
        )
    when = (
        gettext("by %(day)s", day=day(file.clock.due_on)) if file.clock and file.clock.due_on >= today else ""
    )
    return Node(
        title=label(Action.PUBLISH),
        who=holder,
        when=when or gettext("makes the next release"),
        status="now" if state is State.APPROVED else "next",
    )
