"""The page on which a file is held against a catalogue and the drafter ticks what becomes a draft."""

from dataclasses import replace
from typing import Any

from flask import g, request

from formats.unreadable import MOST_BYTES
from models import Catalogue, db
from values.messages import Message
from values.reading_choices import ReadingChoices
from values.row_matching import Fate
from values.vocabulary import CatalogueKind
from web.draft.entry_page import refusal
from web.draft.picking import proposable
from web.forms.reading import Form
from web.importing.diffed_rows import shown_lines
from web.importing.reading_panel import choices_from, panel_values
from web.importing.target import BETWEEN, asked_fields, settled, target_of
from web.numbers import whole_number
from web.session import actor, seats
from web.uploads import limits
from workflow.commands.extending import import_into
from workflow.commands.importing import CLAIMS_ONLY, ImportedFile, import_rows, kept_file
from workflow.commands.uploading import throw_away
from workflow.errors import InvalidError, Issue, NotAllowedError, StaleError, WorkflowError
from workflow.importing import Choice, everything_certain
from workflow.queries.own_drafts import own_drafts
from workflow.queries.row_diff import RowDiff, row_diff
from workflow.queries.uploads import WaitingUpload, reading_of, waiting_upload, waiting_uploads
from workflow.unit import current_clock
from workflow.uploads import USED

DECLINED = "no"
"""The answer that a doubtful row is not to be taken; without any answer it still waits for one."""

END = "end"
"""The answer that a gone row is to be left out or cancelled."""


def importable(code: str) -> Catalogue:
    """Return a catalogue for one who may import a file into it.

    Raises: NotFoundError; ForbiddenError; NotAllowedError for a township's, which consists of claims.
    """
    catalogue, _ = proposable(code, seats())
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        raise NotAllowedError(Message(CLAIMS_ONLY))
    return catalogue


def upload_values(catalogue: Catalogue, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the page before a file is there: which ones wait already."""
    waiting = waiting_uploads(
        db.session(),
        person_id=actor().person_id or 0,
        catalogue_id=catalogue.id,
        now=current_clock.get().now(),
    )
    return {
        "catalogue": catalogue,
        "file": None,
        "refusal": refusal(None, error),
        "waiting": waiting,
        "most": MOST_BYTES // 1_000_000,
    }


def own_waiting(catalogue: Catalogue, number: int, *, with_used: bool = False) -> WaitingUpload:
    """Return a file that the reader brought for a catalogue.

    Raises: NotFoundError where it is not theirs, or is not kept any more; NotAllowedError where it was used.
    """
    found = waiting_upload(
        db.session(),
        number,
        person_id=actor().person_id or 0,
        catalogue_id=catalogue.id,
        now=current_clock.get().now(),
    )
    if found.upload.used_at and not with_used:
        raise NotAllowedError(Message(USED))
    return found


def file_of(waiting: WaitingUpload) -> ImportedFile:
    """Return a file as it was read, with what was decided about it.

    Raises: InvalidError where it cannot be read; NotFoundError where it was not read yet.
    """
    if waiting.error:
        raise InvalidError([Issue("file", waiting.error)])
    return kept_file(waiting, reading_of(db.session(), waiting))


def require_readable(catalogue: Catalogue, number: int) -> None:
    """Throw away a file that was read at once and cannot be read.

    Raises: InvalidError that says why.
    """
    waiting = own_waiting(catalogue, number)
    if waiting.is_open:
        return
    try:
        file_of(waiting)
    except InvalidError:
        throw_away(number, actor=actor())
        raise


def decided_by(catalogue: Catalogue, file: ImportedFile, form: Form) -> ReadingChoices:
    """Return what a form decides about a file's columns and cells."""
    return choices_from(form, file.decided, row_diff(db.session(), catalogue, file.report).file.rows)


def page_values(
    catalogue: Catalogue, file: ImportedFile, *, form: Form | None = None, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of the page with a file; `form` is what was ticked, None: what is certain is ticked.

    Raises: InvalidError where the file cannot be shown.
    """
    diff = row_diff(db.session(), catalogue, file.report)
    choice = Choice(taken=everything_certain(diff)) if form is None else choice_of(diff, form)
    if isinstance(error, StaleError):
        # Rows of the file keep their numbers; those that are gone may be others by now, and are asked again.
        gone = {line.no for line in diff.lines if line.fate is Fate.GONE}
        choice = replace(choice, taken=choice.taken - gone)
    lines = shown_lines(diff)
    answers = _answered(diff, form)
    return upload_values(catalogue, error) | {
        "file": file,
        "title": diff.file.title,
        "others": len(file.report.catalogues) - 1,
        "release": catalogue.current_release_no or 0,
        "same": diff.count(Fate.SAME),
        "groups": [
            (fate, [one for one in lines if one.line.fate is fate])
            for fate in (Fate.CHANGED, Fate.ADDED, Fate.DOUBTFUL, Fate.GONE)
        ],
        "choice": choice,
        "answers": answers,
        "unanswered": diff.count(Fate.DOUBTFUL) - len(answers),
        "base": diff.base,
        "from_standard": bool(diff.standard),
        "spoiled": [row.content.name for row in diff.spoiled],
        "copied": [row.content.name for row in diff.copied],
        **_targets(diff, choice, form),
        "understood": file.understood,
        **panel_values(file.decided, diff.file.rows),
        "mended_number": file.mended,
    }


def choice_of(diff: RowDiff, form: Form) -> Choice:
    """Return what the form ticks; what it says of rows that are not there falls to the command."""
    taken = {number for one in form.getlist("row") if (number := whole_number(one)) is not None}
    answers: dict[int, str] = {}
    for line in diff.lines:
        answer = form.get(f"answer-{line.no}", "")
        if answer not in {"", DECLINED} and line.fate is Fate.DOUBTFUL:
            answers[line.no] = answer
        if answer == END and line.fate is Fate.GONE:
            taken.add(line.no)
    return Choice(taken=frozenset(taken), answers=answers, settles=settled(form))


def _answered(diff: RowDiff, form: Form | None) -> dict[int, str]:
    """Return what was answered about doubtful rows, also that one is not to be taken."""
    asked = [line.no for line in diff.lines if line.fate is Fate.DOUBTFUL]
    given = {no: form.get(f"answer-{no}", "") for no in asked} if form is not None else {}
    return {no: answer for no, answer in given.items() if answer}


def take_ticked(code: str, file: ImportedFile, form: Form) -> str:
    """Take what the form ticks into the draft that it names, or into a new one, and return the proposal's number."""
    target = target_of(form)
    if target is None:
        return import_rows(
            code,
            file,
            actor=actor(),
            choose=lambda diff: choice_of(diff, form),
            release=seen_release(),
            limits=limits(),
            key=g.idempotency_key,
        )
    return import_into(
        target.number,
        file,
        actor=actor(),
        choose=lambda diff: choice_of(diff, form),
        draft_version=target.draft_version,
        release=seen_release(),
        limits=limits(),
        key=g.idempotency_key,
    )


def seen_release() -> int:
    """Return the newest release when the page was made."""
    return whole_number(request.form.get("release", "")) or 0


def _targets(diff: RowDiff, choice: Choice, form: Form | None) -> dict[str, Any]:
    """Return the drafts that the rows can go into, which one is chosen, and what is asked by that."""
    target = target_of(form) if form is not None else None
    own = diff.base.proposal if diff.base else ""
    found = own_drafts(db.session(), diff.catalogue.id, seats())
    offered = [one for one in found if own in {"", one[0]}]
    chosen = target.number if target else own
    return {
        "drafts": [(f"{number}{BETWEEN}{version}", number, title) for number, title, version in offered],
        "into": next((f"{one[0]}{BETWEEN}{one[2]}" for one in offered if one[0] == chosen), ""),
        "own_draft": own,
        "asked": asked_fields(diff, choice, chosen) if chosen and form is not None else [],
    }
