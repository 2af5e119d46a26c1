"""The redline of a mail: what a revision changes, as text and as HTML that mail programs can show.

What differs is put in words by the pages' own code, which `web` leaves in the application.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app

from models import Event
from values.papers import PaperField, PaperRow
from values.redline import Segment, SegmentKind

MAKER = "mulu.mailed_rows"
"""Under which name the application keeps what returns the changed rows of a revision, by proposal and number."""

RowMaker = Callable[[int, int], Sequence[PaperRow]]

REVISED = frozenset({"submit", "sign_off", "request_changes", "approve", "publish"})
"""Events whose mails carry the redline."""

MOST_FIELDS = 12
"""Changed fields that a mail shows; the page shows the others."""

LONGEST_FIELD = 600
KEPT = 40
"""Characters of a field, and of what stays the same beside a change."""

MARKS = {SegmentKind.EQUAL: "{}", SegmentKind.DELETED: "[-{}-]", SegmentKind.INSERTED: "{{+{}+}}"}
"""How a redline reads without colours."""


@dataclass(frozen=True, kw_only=True)
class MailedField:
    """A changed field of a row."""

    row: str
    label: str
    parts: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The field without colours."""
        return "".join(MARKS[one.kind].format(one.text) for one in self.parts)


@dataclass(frozen=True, kw_only=True)
class Redline:
    """What of a revision stands in a mail."""

    fields: tuple[MailedField, ...]
    further: int
    """How many changed fields do not."""


NOTHING = Redline(fields=(), further=0)


def redline_of(event: Event) -> Redline:
    """Return what the revision of an event changes, in the language of the moment; nothing of other events."""
    maker: RowMaker | None = current_app.extensions.get(MAKER)
    if maker is None or event.action not in REVISED or not event.revision_no or not event.proposal_id:
        return NOTHING
    fields = [
        MailedField(row=row.title, label=field.label, parts=tuple(shortened(field)))
        for row in maker(event.proposal_id, event.revision_no)
        for field in row.fields
    ]
    return Redline(fields=tuple(fields[:MOST_FIELDS]), further=max(len(fields) - MOST_FIELDS, 0))


def shortened(field: PaperField) -> list[Segment]:
    """Return a field's redline with what stays the same cut down to what stands beside a change, and a bounded end."""
    found, left = [], LONGEST_FIELD
    for place, one in enumerate(field.parts):
        text = one.text
        if one.kind is SegmentKind.EQUAL and len(text) > 2 * KEPT:
            first = "" if place == 0 else text[:KEPT]
            last = "" if place == len(field.parts) - 1 else text[-KEPT:]
            text = f"{first}…{last}"
        if len(text) > left:
            text = f"{text[:left]}…"
        found.append(Segment(one.kind, text))
        left -= len(text)
        if left <= 0:
            break
    return found
