"""The page on which a file is held against a catalogue and the drafter ticks what becomes a draft."""

from dataclasses import replace
from typing import Any

from flask import g, request

from models import Catalogue, db
from values.messages import Message
from values.reading_report import ReadingReport
from values.row_matching import Fate
from values.vocabulary import CatalogueKind
from web.carrying import carried
from web.diffed_rows import shown_lines
from web.entry_page import refusal
from web.forms.reading import Form
from web.importing_target import BETWEEN, asked_fields, settled, target_of
from web.language import say
from web.numbers import whole_number
from web.picking import proposable
from web.session import actor, seats
from web.uploads import limits
from workflow.commands.extending import import_into
from workflow.commands.importing import CLAIMS_ONLY, ImportedFile, import_rows
from workflow.errors import NotAllowedError, StaleError, WorkflowError
from workflow.importing import Choice, everything_certain
from workflow.queries.own_drafts import own_drafts
from workflow.queries.row_diff import RowDiff, row_diff

MOST_CELLS = 200
"""Cells of each kind that the page lists; `flask catalogue read` lists all."""

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
    """Return the values of the page before a file is there."""
    return {"catalogue": catalogue, "file": None, "refusal": refusal(None, error)}


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
    return upload_values(catalogue, error) | {
        "file": file,
        "title": diff.file.title,
        "others": len(file.report.catalogues) - 1,
        "carried": carried(catalogue.code, file.name, file.data),
        "release": catalogue.current_release_no or 0,
        "same": diff.count(Fate.SAME),
        "groups": [
            (fate, [one for one in lines if one.line.fate is fate])
            for fate in (Fate.CHANGED, Fate.ADDED, Fate.DOUBTFUL, Fate.GONE)
        ],
        "choice": choice,
        "base": diff.base,
        "spoiled": [row.content.name for row in diff.spoiled],
        "copied": [row.content.name for row in diff.copied],
        **_targets(diff, choice, form),
        **_cells(file.report),
    }


def choice_of(diff: RowDiff, form: Form) -> Choice:
    """Return what the form ticks; what it says of rows that are not there falls to the command."""
    taken = {number for one in form.getlist("row") if (number := whole_number(one)) is not None}
    answers: dict[int, str] = {}
    for line in diff.lines:
        answer = form.get(f"answer-{line.no}", "")
        if answer and line.fate is Fate.DOUBTFUL:
            answers[line.no] = answer
        if answer == END and line.fate is Fate.GONE:
            taken.add(line.no)
    return Choice(taken=frozenset(taken), answers=answers, settles=settled(form))


def taken(code: str, file: ImportedFile, form: Form) -> str:
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


def _cells(report: ReadingReport) -> dict[str, Any]:
    return {
        "understood": len(report.understood),
        "mended_number": len(report.mended),
        "mended": [
            (one.place, one.before, one.after, [say(reason) for reason in one.reasons])
            for one in report.mended[:MOST_CELLS]
        ],
        "unplaced_number": len(report.unplaced),
        "unplaced": [(one.place, one.text, say(one.reason)) for one in report.unplaced[:MOST_CELLS]],
        "remarks": [say(one) for one in report.remarks],
    }
