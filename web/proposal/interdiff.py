"""What one revision says otherwise than another, and what came since a reader last looked."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import gettext

from models import db
from values.entry import EntryState
from values.proposal_content import RevisionContent
from values.redline import Segment, redline
from web.afterwards import afterwards
from web.catalogue.comparison import FieldComparison, compare
from web.files import file_names
from web.session import actor
from web.wording.common import day, label
from workflow.commands.viewing import note_view
from workflow.errors import NotFoundError
from workflow.queries.proposal import ProposalFile, bodies_named_in, names_of_bodies, revision_contents
from workflow.queries.views import last_seen


@dataclass(frozen=True, kw_only=True)
class RowBetween:
    """A row that two revisions do not say alike."""

    name: str
    remark: str
    """Whether only one of them has it."""
    fields: list[FieldComparison]


def seen_before(file: ProposalFile) -> int | None:
    """Return the newest revision that the reader had opened before now; that they opened this one is kept afterwards.

    None for whoever submitted the present one, and knows it.
    """
    revision = file.case.revision
    person = actor().person_id
    if revision is None or person is None:
        return None
    seen = last_seen(db.session(), file.case.proposal.id, person)
    if seen != revision.no:
        afterwards(partial(note_view, file.case.proposal.number, actor=actor()))
    return None if revision.submitted_by_id == person else seen


def between(file: ProposalFile, older: int, newer: int) -> dict[str, Any]:
    """Return what the page shows of two revisions: texts and rows that differ, each as a redline.

    Raises: NotFoundError where the proposal has no such revision.
    """
    contents = {row.no: (row, said) for row, said in revision_contents(db.session(), file.case.proposal.id)}
    if older not in contents or newer not in contents:
        raise NotFoundError
    (first, before), (second, after) = contents[older], contents[newer]
    return {
        "file": file,
        "proposal": file.case.proposal,
        "older": first,
        "newer": second,
        "numbers": sorted(contents),
        "texts": _texts(before, after),
        "rows": _rows(file, before, after),
    }


def _texts(before: RevisionContent, after: RevisionContent) -> list[tuple[str, tuple[Segment, ...]]]:
    pairs = [
        (name, was, becomes)
        for (name, was), (_, becomes) in zip(_said(before), _said(after), strict=True)
        if was != becomes
    ]
    return [(name, redline(was, becomes)) for name, was, becomes in pairs]


def _said(content: RevisionContent) -> list[tuple[str, str]]:
    return [
        (gettext("Title"), content.title),
        (gettext("Trigger"), label(content.trigger)),
        (gettext("Trigger date"), day(content.trigger_date)),
        (gettext("Rationale"), content.rationale),
        (gettext("Policy source"), content.policy_source),
        (gettext("In force from"), day(content.effective_from)),
        (gettext("Valid until"), day(content.valid_until)),
        (gettext("Interpretation"), content.interpretation),
        (gettext("Attachments"), "\n".join(f"{one.name} {one.sha256[:16]}" for one in content.attachments)),
    ]


def _rows(file: ProposalFile, before: RevisionContent, after: RevisionContent) -> list[RowBetween]:
    was = {one.entry: one for one in before.changes}
    becomes = {one.entry: one for one in after.changes}
    states: list[EntryState] = [
        state for one in (*before.changes, *after.changes) for state in (one.before, one.after) if state
    ]
    bodies = names_of_bodies(db.session(), bodies_named_in(states))
    names = {key: row.state.content.name for key, row in file.current.items()}
    files = file_names(states)
    found = []
    for entry in dict.fromkeys([*becomes, *was]):
        old, new = was.get(entry), becomes.get(entry)
        # A row that only one of them changes stands in the other as it was published.
        first = old.after if old else new.before if new else None
        second = new.after if new else old.before if old else None
        fields = [one for one in compare(first, second, bodies, names, files) if one.is_changed]
        if not fields and old and new:
            continue
        remark = "" if old and new else gettext("Taken in") if new else gettext("Taken out")
        shown = second or first
        found.append(RowBetween(name=shown.content.name if shown else "", remark=remark, fields=fields))
    return found
