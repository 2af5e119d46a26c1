"""Hiding in an emergency (紧急撤下): what can be hidden and why, and a row without its hidden parts."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from values.entry import (
    AudienceOfEntry,
    Citation,
    EntryContent,
    EntryState,
    Guide,
    Mode,
    Telephones,
)


class HidingReason(StrEnum):
    """Why something had to go at once (撤下原因)."""

    PERSONAL_DATA = "personal_data"
    LEAK_OF_SECRETS = "leak_of_secrets"
    WRONG_OR_HARMFUL = "wrong_or_harmful"
    OTHER = "other"

    @property
    def outlasts_delay(self) -> bool:
        """Whether the hiding stays although nobody approved it in time: R16 and 泄密 do (decision 17)."""
        return self in {HidingReason.PERSONAL_DATA, HidingReason.LEAK_OF_SECRETS}


class HidingAction(StrEnum):
    """What follows a hiding: approved afterwards (补办), lifted, escalated, or ended for want of an approval."""

    APPROVE = "approve"
    LIFT = "lift"
    ESCALATE = "escalate"
    END = "end"


class HidingState(StrEnum):
    """How a hiding stands."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    APPROVED = "approved"
    OVER = "over"


HIDEABLE = (
    "name",
    "content_elements",
    "legal_bases",
    "deadline",
    "disclosing_bodies",
    "channels",
    "audience",
    "mode",
    "levels",
    "guide",
    "places",
    "telephones",
    "interpretation",
    "online_degree",
    "service_codes",
)
"""The fields of a row that can be hidden one by one, in the order of the official table."""

ATTACHMENTS = "attachments"
"""How a hidden attachment shows in a row's hidden fields."""


@dataclass(frozen=True, kw_only=True)
class HidingTarget:
    """What is hidden: a whole row with its descendants, one field of it, or one of its attachments."""

    entry: str
    field: str = ""
    attachment: str = ""
    """SHA-256 of the file."""

    @property
    def is_row(self) -> bool:
        """Whether the whole row is hidden."""
        return not (self.field or self.attachment)


def redacted(state: EntryState, targets: Collection[HidingTarget], *, notice: str) -> EntryState:
    """Return a row without its hidden fields and attachments.

    Args:
        state: the row as published.
        targets: what is hidden of it; whole rows are left out by the caller.
        notice: the neutral sentence that stands where text stood.
    """
    content = state.content
    for field in sorted({one.field for one in targets if one.field}):
        content = _without(content, field, notice)
    files = {one.attachment for one in targets if one.attachment}
    if files & set(content.attachments):
        kept = tuple(one for one in content.attachments if one not in files)
        content = replace(content, attachments=kept)
    return replace(state, content=content)


def hidden_fields(state: EntryState, targets: Collection[HidingTarget]) -> frozenset[str]:
    """Return the names of the fields of which a row shows nothing or not all."""
    fields = {one.field for one in targets if one.field}
    if any(one.attachment in state.content.attachments for one in targets if one.attachment):
        fields.add(ATTACHMENTS)
    return frozenset(fields)


def _without(content: EntryContent, field: str, notice: str) -> EntryContent:
    """Put the notice where the field holds text, and nothing where it holds something else."""
    instead: dict[str, object] = {
        "name": notice,
        "content_elements": (notice,),
        "legal_bases": (Citation(text=notice),),
        "deadline": notice,
        "disclosing_bodies": (),
        "channels": (notice,),
        "audience": AudienceOfEntry(all_society=False, groups=(notice,)),
        "mode": Mode(proactive=False),
        "levels": (),
        "guide": Guide(filling_notes=notice),
        "places": (),
        "telephones": Telephones(questions=notice),
        "interpretation": notice,
        "online_degree": notice,
        "service_codes": (),
    }
    provenance = {name: source for name, source in content.provenance.items() if name != field}
    return replace(content, provenance=provenance, **{field: instead[field]})  # type: ignore[arg-type]
