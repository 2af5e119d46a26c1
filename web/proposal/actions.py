"""How the buttons of a proposal become commands: one line an action, read from one form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from values.vocabulary import Action, Outcome
from web.forms.times import read_moment, read_window
from web.numbers import whole_number
from web.wording.common import label
from workflow.actor import Actor
from workflow.commands import approval, publication, review, revising, submission
from workflow.queries.proposal import ProposalFile
from workflow.unit import current_clock

Form = Mapping[str, str]


def _submit(number: str, actor: Actor, form: Form, version: int | None) -> None:
    submission.submit(
        number,
        actor=actor,
        version=version,
        draft_version=whole_number(form.get("draft_version", "")),
        comment=form.get("comment", ""),
    )


def _sign_off(number: str, actor: Actor, form: Form, version: int | None) -> None:
    outcome = form.get("outcome", "")
    review.sign_off(
        number,
        actor=actor,
        version=version,
        outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.AGREED,
        opinion=form.get("comment", ""),
    )


def _publish(number: str, actor: Actor, form: Form, version: int | None) -> None:
    publication.publish(
        number,
        actor=actor,
        version=version,
        notice=publication.NoticeDetails(document_number=form.get("document_number", "")[:120]),
        comment=form.get("comment", ""),
    )


def _schedule(number: str, actor: Actor, form: Form, version: int | None) -> None:
    publication.schedule(number, actor=actor, version=version, moment=read_moment(form))


def _unschedule(number: str, actor: Actor, form: Form, version: int | None) -> None:  # noqa: ARG001 - it takes nothing else
    publication.unschedule(number, actor=actor, version=version)


def _open_consultation(number: str, actor: Actor, form: Form, version: int | None) -> None:
    until = read_window(form)
    revising.open_consultation(
        number, actor=actor, version=version, until=until, comment=form.get("comment", "")
    )


def _commented(command: Callable[..., None]) -> Callable[[str, Actor, Form, int | None], None]:
    def run(number: str, actor: Actor, form: Form, version: int | None) -> None:
        command(number, actor=actor, version=version, comment=form.get("comment", ""))

    return run


COMMANDS: dict[Action, Callable[[str, Actor, Form, int | None], None]] = {
    Action.SUBMIT: _submit,
    Action.SIGN_OFF: _sign_off,
    Action.REQUEST_CHANGES: _commented(review.request_changes),
    Action.TAKE_BACK: _commented(revising.take_back),
    Action.REBASE: _commented(revising.rebase),
    Action.APPROVE: _commented(approval.approve),
    Action.REJECT: _commented(approval.reject),
    Action.REVOKE_APPROVAL: _commented(approval.revoke_approval),
    Action.PUBLISH: _publish,
    Action.WITHDRAW: _commented(submission.withdraw),
    Action.SCHEDULE: _schedule,
    Action.UNSCHEDULE: _unschedule,
    Action.OPEN_CONSULTATION: _open_consultation,
    Action.CLOSE_CONSULTATION: _commented(revising.close_consultation),
}
"""How each action of the table is read from the form of its button."""


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button of the action bar."""

    action: Action
    label: str
    tone: str
    outcome: str = ""


def buttons(file: ProposalFile) -> list[Button]:
    """Return the buttons for what the reader may do now; exactly one is primary."""
    found: list[Button] = []
    for action in file.actions:
        if action not in COMMANDS or not _has_occasion(action, file):
            continue
        if action is Action.SIGN_OFF:
            found += [
                Button(action=action, label=gettext("Agree"), tone="primary", outcome=Outcome.AGREED),
                Button(
                    action=action,
                    label=gettext("Agree with changes"),
                    tone="quiet",
                    outcome=Outcome.AGREED_WITH_CHANGES,
                ),
                Button(action=action, label=gettext("Object"), tone="return", outcome=Outcome.OBJECTED),
            ]
            continue
        found.append(Button(action=action, label=label(action), tone=_TONES.get(action, "quiet")))
    return sorted(found, key=lambda one: ("return", "quiet", "primary").index(one.tone))


_TONES = {
    Action.SUBMIT: "primary",
    Action.APPROVE: "primary",
    Action.PUBLISH: "primary",
    Action.REQUEST_CHANGES: "return",
    Action.REJECT: "return",
    Action.REVOKE_APPROVAL: "return",
    Action.WITHDRAW: "return",
}


AGREEING = frozenset({Action.SIGN_OFF, Action.APPROVE})
"""What is refused to everyone while the base has moved, until a drafter brings the proposal to the new one."""


def waits_for_base(file: ProposalFile) -> bool:
    """Whether the reader's turn has come and nothing can be agreed to before a drafter acts."""
    return bool(file.moved) and not AGREEING.isdisjoint(file.actions)


def base_hint(file: ProposalFile) -> str:
    """Say why nothing can be agreed to now and who has to act; "" where it can."""
    if not waits_for_base(file):
        return ""
    return gettext(
        "It cannot be agreed to now: the base has moved on. The drafters of %(body)s bring it to the new base"
        " and submit it again; then it comes back to you.",
        body=file.bodies.get(file.case.proposal.drafting_body_id, ""),
    )


def _has_occasion(action: Action, file: ProposalFile) -> bool:
    """Whether what the action is for is there, so that no button is offered only to be refused."""
    if action is Action.TAKE_BACK:
        return file.has_remarks or any(one.settled_at is None for one in file.suggestions)
    if action is Action.REBASE:
        return bool(file.moved)
    if action in AGREEING and file.moved:
        return False
    proposal = file.case.proposal
    if action is Action.UNSCHEDULE:
        return proposal.scheduled_for is not None
    if action is Action.CLOSE_CONSULTATION:
        until = proposal.consulting_until
        return until is None or until <= current_clock.get().now()
    return True
