"""`flask proposal conflicts|update`: bring a draft up to date with what was published beside it."""

import click
from flask_babel import gettext, ngettext

from models import db
from values.messages import N_
from values.redline import redline
from web.cli.acting import acting, as_account
from web.cli.catalogue.reading import field_changes
from web.cli.printing import say_json, say_line, say_title, with_json
from web.cli.proposal.conflict_shapes import AnswerLine, Conflicts, QuestionLine, TakenOver
from web.cli.proposal.group import proposal
from web.cli.proposal.rows import desk_of
from web.cli.story.stage import marked
from web.cli.telling_changes import say_changes
from web.draft.conflicts_page import ShownQuestion, ShownRow, comparison_of, shown_rows
from web.wording.common import label
from workflow.actor import Actor
from workflow.commands import updating
from workflow.commands.drafting import permit_writing
from workflow.errors import invalid


@proposal.command("conflicts")
@click.argument("number")
@as_account
@with_json
def conflicts(number: str, *, login: str, as_json: bool) -> None:
    """Show what was published beside the draft: what merges by itself, and what is to decide."""
    _say(_found(number, acting(login)), as_json=as_json)


@proposal.command("update")
@click.argument("number")
@click.option(
    "answers", "--answer", multiple=True, metavar="KEY=ANSWER", help="Decide a question; repeatable."
)
@as_account
@with_json
def update(number: str, *, answers: tuple[str, ...], login: str, as_json: bool) -> None:
    """Take over what merges by itself, settle what is answered, and print what is still open."""
    actor = acting(login)
    found = _found(number, actor)
    updating.bring_up_to_date(
        number,
        actor=actor,
        draft_version=found.draft_version,
        release=found.release,
        answers=dict(_answer(one, found) for one in answers),
    )
    _say(_found(number, actor), as_json=as_json)


def _answer(text: str, found: Conflicts) -> tuple[str, str]:
    """Return an answer with the key of its question.

    Raises: InvalidError for a question or an answer that is not on offer.
    """
    key, _, answer = text.rpartition("=")
    question = next((one for one in found.questions if one.key == key), None)
    if question is None or answer not in {one.answer for one in question.answers}:
        raise invalid(
            "changes",
            N_("“%(text)s” answers no question; `flask proposal conflicts` lists them with their answers."),
            text=text,
        )
    return key, answer


def _found(number: str, actor: Actor) -> Conflicts:
    db.session.rollback()  # What was read before the draft was saved is old.
    desk = desk_of(number, actor)
    permit_writing(desk.case)
    comparison = comparison_of(desk)
    rows = shown_rows(desk, comparison)
    found = Conflicts(
        number=number,
        draft_version=desk.draft_version,
        release=desk.case.catalogue.current_release_no,
        is_up_to_date=comparison.is_up_to_date,
        nothing_remains=comparison.nothing_remains,
        questions=tuple(_question(row, one) for row in rows for one in row.questions),
        taken_over=tuple(
            TakenOver(entry=row.change.entry, row=row.title, fields=field_changes(row.taken_over))
            for row in rows
            if row.taken_over
        ),
        dropped=tuple(row.title for row in rows if row.drops_out),
    )
    db.session.rollback()  # A command writes in a session of its own.
    return found


def _question(row: ShownRow, shown: ShownQuestion) -> QuestionLine:
    sides = ["".join(one.text for one in segments if one.kind != "deleted") for _, segments in shown.sides]
    began, published, draft = sides or ("", "", "")
    return QuestionLine(
        key=shown.question.key,
        row=row.title,
        field=shown.label,
        kind=shown.question.kind,
        question=shown.sentence,
        began=began,
        published=published,
        draft=draft,
        answers=tuple(
            AnswerLine(answer=one.value, label=one.label, result=one.result) for one in shown.choices
        ),
    )


def _say(found: Conflicts, *, as_json: bool) -> None:
    if as_json:
        return say_json(found)
    if found.nothing_remains:
        say_line(gettext("Nothing remains of this proposal."))
    if found.is_up_to_date:
        return say_line(gettext("The draft is up to date."))
    for row in found.taken_over:
        say_title(f"{row.row} · {gettext('merges by itself')}")
        say_changes(row.fields)
    for name in found.dropped:
        say_title(f"{name} · {gettext('drops out')}")
    for one in found.questions:
        _say_question(one)
    count = len(found.questions)
    return say_line(ngettext("%(num)d question to decide", "%(num)d questions to decide", count))


def _say_question(one: QuestionLine) -> None:
    say_title(f"{one.row} · {one.field} · {label(one.kind)}")
    say_line(one.question, indent=4)
    for name, text in ((gettext("Published now"), one.published), (gettext("Your draft"), one.draft)):
        if text or one.began:
            said = marked(redline(one.began, text))
            say_line(gettext("%(field)s: %(redline)s", field=name, redline=said), indent=4)
    for answer in one.answers:
        say_line(f"--answer {one.key}={answer.answer}  {answer.label}", indent=4)
        if answer.result:
            say_line(answer.result, indent=8)
