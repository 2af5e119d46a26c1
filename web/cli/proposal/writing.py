"""`flask proposal open|undo|save|comment|answer`: what people write into and beside a proposal."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TextIO, TypeVar

import click
from flask_babel import gettext

from values.messages import N_
from values.proposal_content import DraftContent, draft_content
from values.serial import to_plain
from values.vocabulary import Trigger
from web.cli.acting import acting, as_account
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import acted, file_of
from web.wording.common import label
from workflow.actor import Actor
from workflow.commands import discussion, drafting, suggestions, undoing
from workflow.errors import invalid

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., object])

TEXTS = (
    click.option("--draft", type=click.File("r", encoding="utf-8"), help="The draft as JSON; - reads it."),
    click.option("--title"),
    click.option("--trigger", type=click.Choice([one.value for one in Trigger])),
    click.option("--trigger-date", type=a_day, metavar="DAY"),
    click.option("--rationale"),
    click.option("--policy-source"),
    click.option("--effective-from", type=a_day, metavar="DAY"),
)


def with_texts(command: Command) -> Command:
    """Give a command the options that a draft is written with."""
    for option in reversed(TEXTS):
        command = option(command)
    return command


@proposal.command("open")
@click.argument("code")
@with_texts
@as_account
@with_json
def open_proposal(code: str, *, draft: TextIO | None, login: str, as_json: bool, **texts: Any) -> None:
    """Open a proposal to a catalogue and print its number."""
    actor = acting(login)
    content = _written(_read(draft) if draft else DraftContent(), **texts)
    report(drafting.open_proposal(code, actor=actor, content=content), actor, as_json=as_json)


@proposal.command("undo")
@click.argument("code")
@click.argument("release", type=int)
@as_account
@with_json
def undo(code: str, release: int, *, login: str, as_json: bool) -> None:
    """Open a proposal that takes a RELEASE back, prefilled with the reverse changes."""
    actor = acting(login)
    report(undoing.open_undo(code, release, actor=actor), actor, as_json=as_json)


@proposal.command("save")
@click.argument("number")
@with_texts
@click.option("--draft-version", type=int, help="Refuse if the draft was saved since this version.")
@as_account
@with_json
def save(
    number: str, *, draft: TextIO | None, draft_version: int | None, login: str, as_json: bool, **texts: Any
) -> None:
    """Save the working draft: the whole of it from a file, or some of its texts."""
    actor = acting(login)
    file = file_of(number, actor)
    version = drafting.save_draft(
        number,
        actor=actor,
        draft_version=file.draft_version if draft_version is None else draft_version,
        content=_written(_read(draft) if draft else file.draft, **texts),
    )
    report(
        number, actor, as_json=as_json, sentence=gettext("Saved as version %(no)s of the draft.", no=version)
    )


@proposal.command("comment")
@click.argument("number")
@click.argument("text")
@click.option("--entry", metavar="ID", help="The row it is about.")
@click.option("--field", default="", help="The field it is about.")
@as_account
@with_json
def comment(number: str, text: str, *, entry: str | None, field: str, login: str, as_json: bool) -> None:
    """Comment on a proposal, one of its rows or a field."""
    actor = acting(login)
    discussion.add_comment(number, actor=actor, text=text, entry=entry, field=field)
    report(number, actor, as_json=as_json)


@proposal.command("answer")
@click.argument("number")
@click.argument("suggestion", type=int)
@click.argument("text")
@as_account
@with_json
def answer(number: str, suggestion: int, text: str, *, login: str, as_json: bool) -> None:
    """Answer a suggestion that is not adopted."""
    actor = acting(login)
    suggestions.answer_suggestion(number, suggestion, actor=actor, answer=text)
    report(number, actor, as_json=as_json)


def report(number: str, actor: Actor, *, as_json: bool, sentence: str = "") -> None:
    """Print what was done and where the proposal stands now."""
    done = acted(number, actor)
    done = replace(done, sentence=sentence or done.sentence)
    if as_json:
        return say_json(done)
    say_line(f"{done.number} · {done.sentence}")
    return say_line(gettext("State: %(state)s", state=label(done.state)))


def _written(
    content: DraftContent,
    *,
    title: str | None,
    trigger: str | None,
    trigger_date: date | None,
    rationale: str | None,
    policy_source: str | None,
    effective_from: date | None,
) -> DraftContent:
    return replace(
        content,
        title=_or(title, content.title),
        trigger=Trigger(trigger) if trigger else content.trigger,
        trigger_date=_or(trigger_date, content.trigger_date),
        rationale=_or(rationale, content.rationale),
        policy_source=_or(policy_source, content.policy_source),
        effective_from=_or(effective_from, content.effective_from),
    )


def _or(given: T | None, otherwise: T) -> T:
    return otherwise if given is None else given


def _read(file: TextIO) -> DraftContent:
    """Return the draft that a file holds.

    Raises: InvalidError where it is no JSON, or none of a draft; a member nobody knows is not dropped in silence.
    """
    try:
        plain = json.load(file)
        content = draft_content(plain)
    except (ValueError, RecursionError) as error:
        raise invalid(
            "draft", N_("The file does not hold a draft as JSON: %(reason)s"), reason=str(error)
        ) from error
    for place in _strangers(plain, to_plain(content), "draft"):
        raise invalid("draft", N_("The file has a member that no draft has: %(place)s"), place=place)
    return content


def _strangers(given: Any, read: Any, place: str) -> Iterator[str]:
    """Yield where the file says more than what was read of it."""
    if isinstance(given, dict):
        for name, value in given.items():
            if name in read:
                yield from _strangers(value, read[name], f"{place}.{name}")
            else:
                yield f"{place}.{name}"
    elif isinstance(given, list):
        for number, (one, other) in enumerate(zip(given, read, strict=True)):
            yield from _strangers(one, other, f"{place}[{number}]")
