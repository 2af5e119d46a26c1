"""A proposal on the screen: header, way, changes as a redline, what is open, and what may be done next."""

from datetime import datetime

import click
from flask_babel import gettext

from web.cli.printing import say_line, say_table, say_title
from web.cli.proposal.shapes import ProposalSheet, SignOffLine, StepLine
from web.cli.telling_changes import say_changes
from web.wording.common import day, label, moment

HASH_DIGITS = 16


def say_sheet(found: ProposalSheet) -> None:
    """Print everything of a proposal."""
    say_title(f"{found.title or gettext('Untitled proposal')} ({found.number})")
    for name, text in _header(found):
        if text:
            say_line(gettext("%(field)s: %(text)s", field=name, text=text))
    _say_way(found)
    _say_changes(found)
    _say_open(found)
    _say_next(found)


def _header(found: ProposalSheet) -> list[tuple[str, str]]:
    revision = (
        gettext("%(no)s, SHA-256 %(hash)s…", no=found.revision, hash=(found.sha256 or "")[:HASH_DIGITS])
        if found.revision
        else ""
    )
    trigger = " · ".join(
        part for part in (label(found.trigger) if found.trigger else "", day(found.trigger_date)) if part
    )
    return [
        (gettext("State"), label(found.state)),
        (gettext("Catalogue"), f"{found.catalogue_title} ({found.catalogue})"),
        (gettext("Drafted by"), found.body),
        (gettext("Revision"), revision),
        (gettext("Trigger"), trigger),
        (gettext("Rationale"), found.rationale),
        (gettext("Policy source"), found.policy_source),
        (gettext("In force from"), day(found.effective_from) or gettext("publication")),
        (gettext("Plain-language interpretation"), found.interpretation),
        (gettext("Consultation until"), _moment(found.consulting_until)),
        (gettext("Scheduled for"), _moment(found.scheduled_for)),
        (gettext("Statutory time"), day(found.statutory_due_on)),
        (gettext("Release"), str(found.release or "")),
    ]


def _say_way(found: ProposalSheet) -> None:
    say_line()
    say_table(
        [gettext("Step"), gettext("Body"), gettext("Post"), gettext("Due on"), gettext("Sign-off")],
        [
            [label(one.kind), one.body, label(one.post) if one.post else "", day(one.due_on), _stand(one)]
            for one in found.steps
        ],
    )
    for decision in found.decisions:
        say_line(
            gettext(
                "%(name)s: %(what)s, %(moment)s. %(text)s",
                name=decision.person,
                what=label(decision.action),
                moment=_moment(decision.decided_at),
                text=decision.opinion,
            )
        )


def _stand(step: StepLine) -> str:
    if step.sign_off:
        return _signed(step.sign_off)
    return gettext("in turn") if step.is_in_turn else "—"


def _signed(one: SignOffLine) -> str:
    name = (
        gettext("%(name)s for %(other)s", name=one.person, other=one.on_behalf_of)
        if one.on_behalf_of
        else one.person
    )
    return f"{name} · {label(one.outcome)} · {_moment(one.signed_at)} · {one.opinion}"


def _say_changes(found: ProposalSheet) -> None:
    for finding in found.findings:
        if not finding.entry:
            say_line(f"! {finding.rule}: {finding.message} ({finding.key})")
    for one in found.changes:
        say_line()
        say_line(f"[{label(one.operation)}] {one.name} ({one.entry})")
        if one.note:
            say_line(gettext("Justification: %(text)s", text=one.note), indent=4)
        say_changes(one.fields)
        for finding in found.findings:
            if finding.entry == one.entry:
                say_line(f"! {finding.rule}: {finding.message} ({finding.key})", indent=4)


def _say_open(found: ProposalSheet) -> None:
    if found.moved:
        say_line()
        say_line(gettext("The base has moved on."))
    for moved in found.moved:
        say_line(
            gettext("Release %(release)s changed “%(name)s”.", release=moved.release, name=moved.name),
            indent=4,
        )
    talk = [(gettext("Suggestion"), one.id, one.text) for one in found.suggestions if one.is_open]
    talk += [
        (gettext("Comment"), one.id, f"{one.person} · {_moment(one.written_at)} · {one.text}")
        for one in found.comments
        if not one.is_resolved
    ]
    if talk:
        say_line()
    for what, number, text in talk:
        say_line(gettext("%(what)s %(number)s: %(text)s", what=what, number=number, text=text))


def _say_next(found: ProposalSheet) -> None:
    say_line()
    if not found.actions:
        return say_line(gettext("This account can do nothing with it now."))
    click.echo(gettext("This account may now:"))
    for action in found.actions:
        command = f"flask proposal {action.value.replace('_', '-')} {found.number}"
        say_line(f"{command}  # {label(action)}", indent=2)
    return None


def _moment(text: str | None) -> str:
    return moment(datetime.fromisoformat(text)) if text else ""
