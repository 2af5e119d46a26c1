"""Take on what waits, and pass it on to somebody who may act there as well (转办): a draft, a step, an approval."""

from models import Handling, Person
from values.messages import N_, Message
from workflow.actor import Actor
from workflow.audit import Happening, record
from workflow.case import Case, open_case
from workflow.errors import InvalidError, Issue, StaleError, invalid
from workflow.handling import Place, permit_handling, places
from workflow.move import subject_of
from workflow.once import once
from workflow.permissions import Seat
from workflow.unit import Unit, unit

LONGEST_REASON = 2000
"""Characters of why something is passed on."""


def take_on(number: str, *, actor: Actor, step: int | None = None, version: int | None = None) -> None:
    """Say that one attends to what waits from now on; others who may act there still can.

    Whoever attended to it before is told; else those who wrote it are. Doing so again changes nothing.
    Raises: ForbiddenError for those who may not act there; NotAllowedError where nobody may now; StaleError where
    the proposal went on since.
    """
    with unit(actor) as work:
        case, place, seat = _opened(work, number, "take_on", step, version)
        person = actor.on_behalf_of_id or actor.person_id or 0
        if place.person_id != person:
            _note(work, case, place, seat, "taken_on", person)


def pass_on(
    number: str,
    *,
    to: int,
    actor: Actor,
    reason: str,
    step: int | None = None,
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Pass what waits on to somebody who may act there as well, with a sentence why.

    Raises: InvalidError without a reason, for somebody who may not act there, and where somebody else attends to
    it; further as `take_on`.
    """
    with unit(actor) as work:

        def passed() -> str:
            case, place, seat = _opened(work, number, "pass_on", step, version)
            own = {actor.person_id, actor.on_behalf_of_id}
            if place.person_id is not None and place.person_id not in own:
                why = N_("%(person)s attends to it; take it on first.")
                raise InvalidError([Issue("to", Message(why, {"person": place.people[place.person_id]}))])
            if to not in place.people or to in own:
                raise invalid("to", N_("Choose somebody else who may act here."))
            if not reason.strip():
                raise invalid("reason", N_("Say in a sentence why you pass it on."))
            if len(reason) > LONGEST_REASON:
                raise invalid(
                    "reason", N_("A reason can have %(most)s characters at most."), most=LONGEST_REASON
                )
            _note(work, case, place, seat, "passed_on", to, reason.strip())
            return number

        once(work, key, passed)


def _opened(
    work: Unit, number: str, action: str, step: int | None, version: int | None
) -> tuple[Case, Place, Seat]:
    case = open_case(work, number, action)
    step_id, seat = permit_handling(case, step)
    if version is not None and version != case.proposal.version:
        raise StaleError(seen=version, present=case.proposal.version)
    found = places(work.session, case, today=work.today)
    return case, next(one for one in found if one.step_id == step_id), seat


def _note(
    work: Unit, case: Case, place: Place, seat: Seat, action: str, person: int, reason: str = ""
) -> None:
    work.session.add(
        Handling(
            proposal_id=case.proposal.id,
            step_id=place.step_id,
            role=place.role,
            person_id=person,
            passed_by_id=work.actor.person_id if reason else None,
            reason=reason,
            began_at=work.now,
        )
    )
    record(
        work,
        Happening(
            action=action,
            subject=subject_of(case),
            seat=seat,
            about_proposal=case.proposal,
            comment=reason or None,
            details={
                "step": place.step.kind.value if place.step else None,
                "role": place.role.value,
                "to": str(person),
                "account": work.session.get_one(Person, person).login,
                "from": str(place.person_id) if place.person_id else None,
            },
        ),
    )
