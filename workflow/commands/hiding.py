"""Hide at once, approve it afterwards (补办), lift it."""

from collections.abc import Iterator

import sqlalchemy as sa

from models import Catalogue, Entry, EntryVersion, Hiding, HidingAct
from values.hiding import HIDEABLE, HidingAction, HidingReason, HidingTarget
from values.messages import N_, Message
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.dues import working_days
from workflow.errors import ForbiddenError, InvalidError, Issue, NotAllowedError, NotFoundError, invalid
from workflow.hiding import (
    APPROVAL_WORKING_DAYS,
    HIDERS,
    JUDGES,
    HidingFile,
    Holding,
    hiding_files,
    holding_of,
    is_over,
)
from workflow.once import once
from workflow.permissions import Seat, Standing
from workflow.unit import Unit, unit

HIDERS_ONLY = Message(N_("Only publishers and supervisors of the body that holds the catalogue may hide."))

LONGEST_TEXT = 1000
"""Characters of a reason."""


def hide(
    code: str,
    target: HidingTarget,
    *,
    actor: Actor,
    reason: HidingReason | None,
    explanation: str,
    key: str | None = None,
) -> str:
    """Hide a row, a field or an attachment from every public view, and return the number of the hiding.

    Raises: NotFoundError, ForbiddenError; NotAllowedError where the same part is hidden already; InvalidError.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "hide", f"catalogue:{code}"[:80]
        holding, seats = _holding(work, code)
        seat = _seat(holding, seats, hides=True)

        def hidden() -> str:
            _lock_entry(work, target, holding)
            if hiding_files(work.session, *_same(target), sa.not_(is_over())):
                raise NotAllowedError(Message(N_("This is hidden already.")))
            ground, said = _reasoned(reason, explanation)
            due = working_days(work.session).due_after(work.today, APPROVAL_WORKING_DAYS)
            hiding = Hiding(
                catalogue_id=holding.catalogue.id,
                entry_id=target.entry,
                field=target.field,
                attachment=target.attachment,
                reason=ground,
                explanation=said,
                hidden_at=work.now,
                hidden_by_id=actor.person_id or 0,
                on_behalf_of_id=actor.on_behalf_of_id,
                body_id=seat.body,
                due_on=due.day,
                due_is_guessed=due.guessed,
            )
            work.session.add(hiding)
            work.session.flush()
            details = {
                "entry": target.entry,
                "field": target.field,
                "attachment": target.attachment,
                "reason": ground.value,
                "due": due.day.isoformat(),
            }
            record(
                work,
                Happening(
                    action="hiding_begun",
                    subject=subject_of(hiding, holding.catalogue),
                    seat=seat,
                    comment=hiding.explanation,
                    details={"catalogue": code, **details},
                ),
            )
            return str(hiding.id)

        return once(work, key, hidden)


def approve_hiding(hiding_id: int, *, actor: Actor, opinion: str) -> None:
    """Approve afterwards that something was hidden, so that it stays so until it is lifted.

    Raises: NotFoundError; ForbiddenError for whoever hid it; NotAllowedError once it is judged; InvalidError.
    """
    with unit(actor) as work:
        file, holding, seat = _judged(work, hiding_id, "approve_hiding")
        if file.was_hidden_by(actor.person_ids):
            raise ForbiddenError(Message(N_("Whoever hid something cannot approve it; a colleague has to.")))
        if file.approval is not None:
            raise NotAllowedError(Message(N_("This hiding is approved already.")))
        text = _required(opinion, "opinion")
        _follow(work, file, HidingAction.APPROVE, text)
        record(
            work,
            Happening(
                action="hiding_approved",
                subject=subject_of(file.hiding, holding.catalogue),
                seat=seat,
                comment=text,
                details={"catalogue": holding.catalogue.code, "entry": file.hiding.entry_id},
            ),
        )


def lift_hiding(hiding_id: int, *, actor: Actor, opinion: str) -> None:
    """Show again what was hidden.

    Raises: NotFoundError; ForbiddenError for whoever hid it, until someone else approved it; NotAllowedError
    once it is over; InvalidError.
    """
    with unit(actor) as work:
        file, holding, seat = _judged(work, hiding_id, "lift_hiding")
        if file.approval is None and file.was_hidden_by(actor.person_ids):
            raise ForbiddenError(
                Message(N_("Whoever hid something cannot lift it before a colleague approved it."))
            )
        text = _required(opinion, "opinion")
        _follow(work, file, HidingAction.LIFT, text)
        record(
            work,
            Happening(
                action="hiding_lifted",
                subject=subject_of(file.hiding, holding.catalogue),
                seat=seat,
                comment=text,
                details={"catalogue": holding.catalogue.code, "entry": file.hiding.entry_id},
            ),
        )


def subject_of(hiding: Hiding, catalogue: Catalogue) -> Subject:
    """Return a hiding as the subject of an event."""
    return Subject(
        kind="hiding",
        id=str(hiding.id),
        jurisdiction_id=catalogue.jurisdiction_id,
        catalogue_id=catalogue.id,
    )


def locked_file(work: Unit, hiding_id: int) -> HidingFile | None:
    """Load a hiding and have other commands about it wait."""
    if not work.is_sqlite:
        work.session.execute(sa.select(Hiding.id).where(Hiding.id == hiding_id).with_for_update())
    return next(iter(hiding_files(work.session, Hiding.id == hiding_id)), None)


def _judged(work: Unit, hiding_id: int, action: str) -> tuple[HidingFile, Holding, Seat]:
    """Load a hiding that stands, for a supervisor."""
    work.about.action, work.about.object = action, f"hiding:{hiding_id}"
    file = locked_file(work, hiding_id)
    catalogue = work.session.get_one(Catalogue, file.hiding.catalogue_id) if file else None
    holding, seats = _holding(work, catalogue.code if catalogue else "")
    seat = _seat(holding, seats, hides=False)
    if file is None:
        raise NotFoundError
    if file.end is not None:
        raise NotAllowedError(Message(N_("This hiding is over; what it hid is shown again.")))
    return file, holding, seat


def _holding(work: Unit, code: str) -> tuple[Holding, tuple[Seat, ...]]:
    """Load a catalogue for someone in charge; administrators learn not even whether it exists."""
    seats = seats_of_actor(work.session, work.actor, work.today)
    if seats and Standing(seats=seats).is_administrator_only:
        raise ForbiddenError(Message(N_("Administrators of the system do not see business content.")))
    asked = sa.select(Catalogue).where(Catalogue.code == code)
    catalogue = work.session.scalar(asked) if code.isprintable() else None
    if catalogue is None:
        raise NotFoundError
    work.about.jurisdiction_id = catalogue.jurisdiction_id
    holding = holding_of(work.session, catalogue)
    if not holding.is_seen_by(seats):
        raise NotFoundError
    return holding, seats


def _seat(holding: Holding, seats: tuple[Seat, ...], *, hides: bool) -> Seat:
    found = holding.seat(seats, HIDERS if hides else JUDGES)
    if found is None:
        raise ForbiddenError(
            HIDERS_ONLY
            if hides
            else Message(N_("Only supervisors of the body that holds the catalogue approve and lift."))
        )
    return found


def _lock_entry(work: Unit, target: HidingTarget, holding: Holding) -> None:
    """Have others wait who hide of the same row, and see that what is to be hidden exists."""
    asked = sa.select(Entry).where(Entry.id == target.entry, Entry.catalogue_id == holding.catalogue.id)
    if not work.is_sqlite:
        asked = asked.with_for_update(key_share=True)
    if not target.entry.isprintable() or work.session.scalar(asked) is None:
        raise NotFoundError
    if target.field and target.field not in HIDEABLE:
        raise invalid("part", N_("Choose the row, one of its fields or one of its attachments."))
    if target.attachment:
        attached = work.session.scalars(
            sa.select(EntryVersion.attachments).where(EntryVersion.entry_id == target.entry)
        )
        if target.attachment not in {one for files in attached for one in files}:
            raise invalid("part", N_("Choose the row, one of its fields or one of its attachments."))


def _same(target: HidingTarget) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Hiding.entry_id == target.entry,
        Hiding.field == target.field,
        Hiding.attachment == target.attachment,
    )


def _reasoned(reason: HidingReason | None, explanation: str) -> tuple[HidingReason, str]:
    """Return why something is hidden; raise InvalidError that names everything that is missing."""
    issues = [*_unfit(explanation, "explanation")]
    if reason is None:
        raise InvalidError([Issue("reason", Message(N_("Choose why it has to be hidden."))), *issues])
    if issues:
        raise InvalidError(issues)
    return reason, explanation.strip()


def _required(text: str, field: str) -> str:
    if issues := [*_unfit(text, field)]:
        raise InvalidError(issues)
    return text.strip()


def _unfit(text: str, field: str) -> Iterator[Issue]:
    if not text.strip():
        yield Issue(field, Message(N_("Say why, in a sentence.")))
    elif len(text.strip()) > LONGEST_TEXT:
        said = N_("A reason can have %(most)s characters at most.")
        yield Issue(field, Message(said, {"most": LONGEST_TEXT}))


def _follow(work: Unit, file: HidingFile, action: HidingAction, opinion: str) -> None:
    work.session.add(
        HidingAct(
            hiding_id=file.hiding.id,
            action=action,
            actor_id=work.actor.person_id,
            on_behalf_of_id=work.actor.on_behalf_of_id,
            opinion=opinion,
            acted_at=work.now,
        )
    )
