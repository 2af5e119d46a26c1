"""What the page of a proposal shows, put together from its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from models import Comment, Event, db
from rules.findings import Finding
from values.clock import shanghai_day
from values.messages import Message
from values.proposal_content import EntryChange
from values.vocabulary import Action, Role, State
from web.catalogue.comparison import FieldComparison, compare
from web.files import file_names, files_of
from web.language import say
from web.proposal import flow
from web.proposal.actions import base_hint, buttons, waits_for_base
from web.proposal.alike import alike
from web.proposal.findings_panel import counted_of, findings_alike, listed_findings, named_now
from web.proposal.opinion_panel import opinion_panel
from web.proposal.periods import said_periods
from web.proposal.recording_form import recording_form
from web.wording.common import field_label, label, listed, moment
from web.wording.sentence_days import with_days
from workflow.case import Case
from workflow.commands.scheduled import FAILED, further_failures
from workflow.conflicts.around import around
from workflow.conflicts.comparing import compare as compare_draft
from workflow.dues import working_days
from workflow.errors import InvalidError, Issue, StaleError, WorkflowError
from workflow.permissions import is_drafter, is_free_drafter, turn_of
from workflow.queries.archive import may_take_case_file
from workflow.queries.catalogue import arranged
from workflow.queries.opinions import ANSWERED_WHILE
from workflow.queries.proposal import SHOWS_DRAFT, ProposalFile, events_since
from workflow.queries.told import may_see_who_was_told
from workflow.reach import WORKING_ROLES
from workflow.retention import keeping_of
from workflow.sentences import SYSTEM_NAME, sentence
from workflow.unit import current_clock

VIEWS = ("side", "merged", "new")


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """One operation with its fields: the changed ones, and the names of the others."""

    change: EntryChange
    title: str
    changed: list[FieldComparison]
    unchanged: list[FieldComparison]
    findings: list[Finding]
    sources: str
    """The rows it came from by a split or merge."""
    places: tuple[str, str]
    """Its number in the table, before and after."""


def today() -> date:
    """Return the day in Shanghai, by the clock that commands read."""
    return shanghai_day(current_clock.get().now())


def page_values(
    file: ProposalFile,
    *,
    view: str,
    error: WorkflowError | None = None,
    seen: int | None = None,
    typed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the values of the page's template; with an error also why not, and what was typed."""
    case = file.case
    changes = shown_changes(file)
    may_edit = is_free_drafter(case.standing) is not None and case.proposal.state in SHOWS_DRAFT
    due = next((step for step in case.steps_in_turn if step.due_on), None) if case.steps else None
    in_review = case.proposal.state is State.IN_REVIEW
    days_left = (
        working_days(db.session()).days_left(today(), due.due_on)
        if due and due.due_on and in_review
        else None
    )
    meanwhile = (
        events_since(db.session(), case.proposal.id, seen) if isinstance(error, StaleError) and seen else []
    )
    return {
        "file": file,
        "proposal": case.proposal,
        "title": file.said.title or gettext("Untitled proposal"),
        "view": view if view in VIEWS else "side",
        "nodes": flow.nodes(file, today=today(), days_left=days_left),
        "changes": changes,
        "groups": alike(changes),
        "findings": findings_alike(listed_findings(file)),
        "findings_said": counted_of(file),
        "changed_count": sum(len(one.changed) for one in changes),
        "buttons": buttons(file),
        "next_hint": base_hint(file) or next_hint(file),
        "waits_for_base": waits_for_base(file),
        "may_edit": may_edit,
        "update": compare_draft(
            file.draft, around(db.session(), case, file.draft, file.current, today=today())
        )
        if may_edit
        else None,
        "may_see_told": may_see_who_was_told(case),
        "may_answer": is_drafter(case.standing) is not None and case.proposal.state in ANSWERED_WHILE,
        "may_comment": not case.proposal.state.is_final
        and any(seat.role in WORKING_ROLES for seat in case.standing.seats),
        "may_undo": any(
            seat.role is Role.DRAFTER and seat.path.startswith(case.jurisdiction.path)
            for seat in case.standing.seats
        ),
        "due": due if in_review else None,
        "days_left": days_left,
        "days_paused": working_days(db.session()).days_left(shanghai_day(due.opened_at), due.due_on)
        - due.working_days
        if due and in_review and due.opened_at and due.due_on
        else 0,
        "days": _days(due.opened_at, due.due_on)
        if due and in_review and due.opened_at and due.due_on
        else [],
        "periods": said_periods(file, today=today()),
        "opinions": opinion_panel(file, today=today()),
        "comments": [(one, anchor_of(one, file)) for one in file.comments],
        "anchors": _anchors(changes),
        "timeline_told": [told(event, file.people) for event in file.events],
        "meanwhile": [told(event, file.people) for event in meanwhile],
        "error": say(error.message) if error else "",
        "issues": [(_issue_label(issue, file), say(issue.message)) for issue in error.issues]
        if isinstance(error, InvalidError)
        else [],
        "typed": (typed or {}).get("comment", ""),
        "typed_moment": (typed or {}).get("moment", ""),
        "typed_window": (typed or {}).get("window", suggested_window(file)),
        "typed_document": (typed or {}).get("document_number", ""),
        "window_is_over": window_is_over(file),
        **_schedule_failure(file),
        "typed_text": (typed or {}).get("text", ""),
        "approve_action": Action.APPROVE,
        "files": files_of(case, file.said),
        "keeping": keeping_of(db.session(), case.proposal),
        "may_take_case_file": may_take_case_file(case) is not None,
        "recording": recording_form(file, typed or {}, error),
    }


def _issue_label(issue: Issue, file: ProposalFile) -> str:
    """Return what an issue is about: its field, after the row's name where it is about one of the changed rows."""
    names = (change.after.content.name for change in file.changes if change.entry == issue.entry)
    return " · ".join(
        filter(None, (next(names, "") or named_now(issue.entry, file), field_label(issue.field)))
    )


def shown_changes(file: ProposalFile) -> list[ShownChange]:
    """Return the operations field by field."""
    places = {key: row.state.content.name for key, row in file.current.items()}
    places |= {change.entry: change.after.content.name for change in file.changes}
    before = {key: row.state for key, row in file.current.items()}
    after = before | {change.entry: change.after for change in file.changes}
    numbers = [
        {row.state.entry: row.number for row in arranged(states.values())} for states in (before, after)
    ]
    files = file_names(state for change in file.changes for state in (change.before, change.after))
    found = []
    for change in file.changes:
        fields = compare(change.before, change.after, file.bodies, places, files)
        found.append(
            ShownChange(
                change=change,
                title=change.after.content.name or gettext("New row"),
                changed=[one for one in fields if one.is_changed],
                unchanged=[one for one in fields if not one.is_changed],
                findings=[one for one in file.findings if one.entry == change.entry],
                sources=listed(places.get(source, "") for source in change.sources),
                places=(numbers[0].get(change.entry, ""), numbers[1].get(change.entry, "")),
            )
        )
    return found


def told(event: Event, people: Mapping[int, str]) -> tuple[Event, str]:
    """Return an event with its sentence in the reader's language."""
    name = people.get(event.actor_id or 0)
    whom = people.get(event.on_behalf_of_id or 0, "")
    return event, say(with_days(sentence(event, name or Message(SYSTEM_NAME), whom)))


def suggested_window(file: ProposalFile) -> str:
    """Return the last day of a consultation that is suggested to whoever may open one."""
    if Action.OPEN_CONSULTATION not in file.actions:
        return ""
    return working_days(db.session()).due_after(today(), WINDOW_WORKING_DAYS).day.isoformat()


WINDOW_WORKING_DAYS = 7


def window_is_over(file: ProposalFile) -> bool:
    """Whether a consultation only waits to be closed."""
    until = file.case.proposal.consulting_until
    return file.case.proposal.state is State.CONSULTING and (
        until is None or until <= current_clock.get().now()
    )


def _schedule_failure(file: ProposalFile) -> dict[str, Any]:
    """Say when and why the system could not publish, until somebody sets another time or publishes."""
    newest = next((event for event in file.events if event.action in SCHEDULING), None)
    if file.case.proposal.state is not State.APPROVED or newest is None or newest.action != FAILED:
        return {"schedule_failure": "", "schedule_failures": []}
    return {
        "schedule_failure": f"{moment(newest.at)} {say(sentence(newest, Message(SYSTEM_NAME)))}",
        "schedule_failures": list(dict.fromkeys(say(one) for one in further_failures(newest))),
    }


SCHEDULING = frozenset({FAILED, Action.SCHEDULE.value, Action.UNSCHEDULE.value, Action.REVOKE_APPROVAL.value})


def _next_in_review(case: Case, bodies: Mapping[int, str]) -> str:
    """Say whose step comes next, or that what the person may sign is the very step they completed."""
    turn = turn_of(case.standing)
    if turn and turn[0].step not in {step.id for step in case.open_steps}:
        return gettext(
            "You have signed off. Until the next step is taken you can put another opinion in its place."
        )
    now = {step.id for step in case.steps_in_turn}
    later = [step for step in case.open_steps if step.id not in now]
    if not later:
        return gettext("Next: approval by %(body)s.", body=bodies.get(case.catalogue.body_id, ""))
    return gettext(
        "Next: %(step)s, %(body)s.", step=label(later[0].kind), body=bodies.get(later[0].body_id, "")
    )


def next_hint(file: ProposalFile) -> str:
    """Say who gets it next."""
    case = file.case
    holder = file.bodies.get(case.catalogue.body_id, "")
    state = case.proposal.state
    if state in {State.DRAFT, State.CHANGES_REQUESTED}:
        first = next(iter(file.way), None)
        return (
            gettext(
                "After submission it goes to %(step)s, %(body)s.",
                step=label(first.kind),
                body=file.bodies.get(first.body_id, ""),
            )
            if first
            else gettext("After submission it goes to %(body)s for approval.", body=holder)
        )
    if state is State.IN_REVIEW:
        return _next_in_review(case, file.bodies)
    if state is State.IN_APPROVAL:
        return gettext("After approval the publishers of %(body)s are told.", body=holder)
    if state is State.APPROVED:
        return gettext("Publishing makes the next release and tells everyone involved.")
    if state is State.CONSULTING:
        return gettext("Once the window is over its drafters close it, and the review goes on.")
    return ""


def anchor_of(comment: Comment, file: ProposalFile) -> str:
    """Say what a comment is about."""
    row = next((one for one in file.changes if one.entry == comment.entry_id), None)
    name = row.after.content.name if row else ""
    parts = [name, field_label(comment.field) if comment.field else ""]
    return " · ".join(part for part in parts if part)


def _anchors(changes: list[ShownChange]) -> list[tuple[str, str]]:
    """Return what a comment can be about: each changed field of each row."""
    return [
        (f"{one.change.entry}:{field.field}", f"{one.title} · {field.label}")
        for one in changes
        for field in one.changed
    ]


def _days(opened: Any, due: date) -> list[tuple[date, bool, str]]:
    table = working_days(db.session())
    return list(table.days_between(shanghai_day(opened), due))[:31]
