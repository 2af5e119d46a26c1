"""Register bodies and the jurisdictions below one's own, and correct what is known of a body: the system administrator."""

from datetime import date

import sqlalchemy as sa

from models import Body, Jurisdiction
from values.messages import N_, Message
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, NotFoundError, invalid
from workflow.once import once
from workflow.organisations import (
    LONGEST_NAME,
    BodyParticulars,
    add_body,
    add_jurisdiction,
    require_place,
    require_sound_body,
    require_sound_name,
)
from workflow.permissions import Seat
from workflow.unit import Unit, unit


def register_body(
    name: str,
    said: BodyParticulars,
    *,
    place: int,
    actor: Actor,
    since: date | None = None,
    key: str | None = None,
) -> int:
    """Add a body in a jurisdiction of the actor's area, and return its id.

    Args:
        name: as its seal bears it; later only a proposal renames it.
        said: what else is known of it.
        place: the jurisdiction in which it works.
        actor: a system administrator.
        since: the day from which it exists; None: today.
        key: of the button, so that a click that comes twice registers once.

    Raises: ForbiddenError; InvalidError with what does not fit.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "register_body", f"jurisdiction:{place}"
        held = _held(work)
        path = work.session.scalar(sa.select(Jurisdiction.path).where(Jurisdiction.id == place))
        seat = next((one for one in held if path and path.startswith(one.path)), None)
        if seat is None:
            raise invalid("place", N_("Choose a jurisdiction of your area."))
        work.take_turn("organisation")

        def registered() -> str:
            require_sound_name(work.session, name, place)
            require_sound_body(work.session, said, seat.path)
            return str(add_body(work, seat, name, said, place=place, since=since or work.today))

        return int(once(work, key, registered))


def correct_body(body_id: int, said: BodyParticulars, *, actor: Actor) -> None:
    """Put right what is known of a body of the actor's area; what stays the same changes nothing.

    Raises: ForbiddenError, NotFoundError; InvalidError with every issue.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "correct_body", f"body:{body_id}"
        held = _held(work)
        work.take_turn("organisation")
        found = work.session.execute(
            sa.select(Body, Jurisdiction.path)
            .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
            .where(Body.id == body_id)
        ).one_or_none()
        seat = next((one for one in held if found and found[1].startswith(one.path)), None)
        if found is None or seat is None:
            raise NotFoundError(N_("There is no such body in your area."))
        row: Body = found[0]
        require_sound_body(work.session, said, seat.path, own=row.id)
        before = BodyParticulars(
            kind=row.kind,
            credit_code=row.credit_code,
            business_line=row.business_line,
            parent_id=row.parent_id,
        )
        if before == said:
            return
        row.kind, row.credit_code = said.kind, said.credit_code
        row.business_line, row.parent_id = said.business_line, said.parent_id
        details = {"before": before.plain, "after": said.plain}
        subject = Subject(kind="body", id=str(row.id), jurisdiction_id=row.jurisdiction_id)
        record(
            work, Happening(action="body_corrected", subject=subject, seat=seat, details=details, owed=False)
        )


def register_jurisdiction(code: str, name: str, *, actor: Actor, key: str | None = None) -> int:
    """Add a jurisdiction below one of the actor's area, where its code says that it stands, and return its id.

    Raises: ForbiddenError; InvalidError for a code that is none, is known, or stands elsewhere.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "register_jurisdiction", f"jurisdiction:{code}"[:80]
        held = _held(work)
        work.take_turn("organisation")

        def registered() -> str:
            if not name or len(name) > LONGEST_NAME or not name.isprintable():
                raise invalid(
                    "place_name", N_("Write the name, at most %(most)s characters."), most=LONGEST_NAME
                )
            read, above, seat = require_place(work.session, code, held)
            number = add_jurisdiction(work, seat, code=code, name=name, level=read.level, above=above)
            return str(number)

        return int(once(work, key, registered))


def _held(work: Unit) -> list[Seat]:
    held = [
        seat
        for seat in seats_of_actor(work.session, work.actor, work.today)
        if seat.role is Role.SYSTEM_ADMINISTRATOR
    ]
    if not held:
        raise ForbiddenError(Message(N_("Only a system administrator does this.")))
    work.about.jurisdiction_id = held[0].jurisdiction
    return held
