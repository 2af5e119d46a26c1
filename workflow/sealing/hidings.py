"""Hidings held against their events: nobody takes a row from the public, or shows one again, behind the product's back."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Event, Hiding, HidingAct
from values.canonical import instant, sha256_hex
from values.hiding import HidingAction
from values.messages import N_, Message
from workflow.sealing.walk import Wrong

BEGUN = "hiding_begun"
FOLLOWED = {
    HidingAction.APPROVE: "hiding_approved",
    HidingAction.LIFT: "hiding_lifted",
    HidingAction.ESCALATE: "hiding_escalated",
    HidingAction.END: "hiding_ended",
}
"""The event of each act."""

PART = ("field", "attachment", "reason", "due")
"""What the event of a hiding says of it beside catalogue and row."""

Said = tuple[str, ...]
"""The number of a hiding, what happened to it, when, of which row, in which words, and what else is said of it."""


def hidings_unlike_events(session: Session) -> Iterator[Wrong]:
    """Yield hidings whose rows are not what the events say; three statements, for there are few."""
    differing = set(_stored(session)) ^ set(_told(session))
    for number in sorted({one[0] for one in differing}, key=lambda one: (len(one), one)):
        yield Wrong(Message(N_("Hiding no. %(no)s is not as its events say."), {"no": number}))


def _told(session: Session) -> Iterator[Said]:
    events = sa.select(Event.subject_id, Event.data).where(
        Event.subject_kind == "hiding", Event.action.in_((BEGUN, *FOLLOWED.values()))
    )
    for number, data in session.execute(events):
        said = json.loads(data)
        details = said["details"]
        begun = PART if said["action"] == BEGUN else ()
        yield (
            number,
            said["action"],
            said["ts"],
            f"{details['catalogue']} {details['entry']}",
            said["comment_sha256"] or "",
            *(str(details[one]) for one in begun),
        )


def _stored(session: Session) -> Iterator[Said]:
    hidings = sa.select(Hiding, Catalogue.code).join(Catalogue, Catalogue.id == Hiding.catalogue_id)
    places = {}
    for one, code in session.execute(hidings):
        places[one.id] = f"{code} {one.entry_id}"
        yield (
            str(one.id),
            BEGUN,
            instant(one.hidden_at),
            places[one.id],
            sha256_hex(one.explanation.encode()),
            one.field,
            one.attachment,
            one.reason.value,
            one.due_on.isoformat(),
        )
    for act in session.scalars(sa.select(HidingAct)):
        words = sha256_hex(act.opinion.encode()) if act.opinion else ""
        place = places.get(act.hiding_id, "")
        yield str(act.hiding_id), FOLLOWED[act.action], instant(act.acted_at), place, words
