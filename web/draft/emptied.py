"""Headings that a draft leaves without a row below them, and their going along at one press of a button."""

from dataclasses import dataclass

from rules.completeness import emptied_by, says_something
from rules.sheet import Sheet
from values.messages import N_
from values.proposal_content import DraftContent
from values.vocabulary import Origin
from web.draft.desk import Desk
from workflow import operations
from workflow.errors import invalid


@dataclass(frozen=True, kw_only=True)
class EmptiedHeading:
    """A heading that was published with rows below it and would stand without any."""

    entry: str
    name: str
    is_left_out: bool
    """Whether it is left out, as an entry of the standard is; the county's own is cancelled."""


def emptied_headings(desk: Desk) -> list[EmptiedHeading]:
    """Return the headings that the draft empties and keeps, in the order of their rows in the draft.

    One that says something of its own is a row without others below it.
    """
    before = {entry: row.state for entry, row in desk.current.items()}
    would_be = Sheet(desk.states)
    return [
        EmptiedHeading(
            entry=entry,
            name=would_be.present[entry].content.name,
            is_left_out=before[entry].origin is Origin.ADAPTED,
        )
        for entry in emptied_by(before, would_be, (change.entry for change in desk.draft.changes))
        if not says_something(would_be.present[entry].content)
    ]


def without_heading(desk: Desk, content: DraftContent, entry: str) -> DraftContent:
    """Return the draft with an emptied heading taken away as well, for the reason that a row below it has, if any.

    Raises: InvalidError for a heading that the draft does not empty.
    """
    if entry not in {one.entry for one in emptied_headings(desk)}:
        raise invalid(
            "changes", N_("The draft leaves a row below this heading, or the heading is gone already.")
        )
    heading = desk.current[entry]
    if heading.state.origin is not Origin.ADAPTED:
        return operations.put(content, [operations.cancelled(heading)])
    below = [
        change.after
        for change in desk.draft.changes
        if change.after.parent == entry and change.after.left_out_reason
    ]
    reason, note = (below[-1].left_out_reason, below[-1].left_out_note) if below else (None, "")
    return operations.put(content, [operations.left_out(heading, reason, note)])
