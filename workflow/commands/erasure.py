"""Erase personal data where the law asks for it (个人信息保护法 art. 47); the trail keeps only salted hashes and stays whole."""

import secrets

import sqlalchemy as sa

from models import Assignment, DestructionAct, DestructionItem, Event, Person, Proposal
from values.messages import N_, Message
from values.retention import ERASED_NAME, DestructionAction, ErasureGround, PersonalPart
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.commands.addresses import forget_addresses
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, invalid
from workflow.permissions import Seat
from workflow.queries.erasable import COMMENT_ERASERS, erasable_comment
from workflow.unit import Unit, unit

PERSON_ERASERS = (Role.SYSTEM_ADMINISTRATOR,)
ERASERS = (*COMMENT_ERASERS, *PERSON_ERASERS)


def erase_comment(number: str, comment_id: int, *, actor: Actor, ground: ErasureGround | None) -> None:
    """Erase the text of a comment on a proposal, with its salt; erasing it again changes nothing.

    Raises: NotFoundError where the person does not administer its jurisdiction; ForbiddenError; InvalidError.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "erase_comment", f"proposal:{number}"[:80]
        found = erasable_comment(work.session, number, comment_id, _held(work, COMMENT_ERASERS))
        comment, proposal = found.comment, found.proposal
        why = _ground(ground)
        if not comment.text:
            return
        comment.text, comment.salt = "", ""
        subject = Subject(
            kind="proposal",
            id=number,
            jurisdiction_id=found.seat.jurisdiction,
            catalogue_id=proposal.catalogue_id,
        )
        details = {"comment": str(comment.id), "ground": why.value}
        record(
            work,
            Happening(
                action="comment_erased",
                subject=subject,
                seat=found.seat,
                about_proposal=proposal,
                details=details,
                owed=False,
            ),
        )


def erase_person(
    login: str, *, actor: Actor, part: PersonalPart | None, ground: ErasureGround | None
) -> None:
    """Erase the contact data (e-mail, addresses in message services, login, password) of somebody who has left, or their name.

    The name stays while a case file that shows it is kept: the law then asks to store it and no more (art. 47).
    Raises: NotFoundError, ForbiddenError; NotAllowedError for who still works here, or is named in a case; InvalidError.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "erase_person", f"person:{login}"[:80]
        seat = _held(work, PERSON_ERASERS)[0]
        asked = sa.select(Person).where(Person.login == login)
        person = work.session.scalar(asked if work.is_sqlite else asked.with_for_update())
        if person is None:
            raise NotFoundError(N_("There is no such account."))
        if part is None:
            raise invalid("part", N_("Choose what is erased."))
        why = _ground(ground)
        _require_gone(work, person)
        if part is PersonalPart.NAME:
            _require_unnamed(work, person)
            if person.name == ERASED_NAME:
                return
            person.name = ERASED_NAME
        else:
            if not person.email and not person.password_hash:
                return
            person.login = f"erased-{person.id}-{secrets.token_hex(4)}"
            person.email, person.password_hash = "", ""
            forget_addresses(work, person)
            person.session_epoch += 1
        details = {"part": part.value, "ground": why.value}
        subject = Subject(kind="person", id=str(person.id), jurisdiction_id=seat.jurisdiction)
        record(
            work,
            Happening(action="personal_data_erased", subject=subject, seat=seat, details=details, owed=False),
        )


def _held(work: Unit, roles: tuple[Role, ...]) -> list[Seat]:
    held = [one for one in seats_of_actor(work.session, work.actor, work.today) if one.role in roles]
    if not held:
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    return held


def _ground(ground: ErasureGround | None) -> ErasureGround:
    if ground is None:
        raise invalid("ground", N_("Choose on what ground of the law it is erased."))
    return ground


def _require_gone(work: Unit, person: Person) -> None:
    still = sa.select(Assignment.id).where(
        Assignment.person_id == person.id,
        sa.or_(Assignment.valid_until.is_(None), Assignment.valid_until >= work.today),
    )
    if work.session.scalar(still.limit(1)) is not None:
        raise NotAllowedError(Message(N_("This person still holds a role; end that first.")))


def _require_unnamed(work: Unit, person: Person) -> None:
    """Refuse while a case file that was not destroyed names the person."""
    destroyed = (
        sa.select(DestructionItem.proposal_id)
        .join(DestructionAct, DestructionAct.list_id == DestructionItem.list_id)
        .where(DestructionAct.action == DestructionAction.EXECUTE.value)
    )
    kept = (
        sa.select(Proposal.number)
        .join(Event, Event.proposal_id == Proposal.id)
        .where(
            sa.or_(Event.actor_id == person.id, Event.on_behalf_of_id == person.id),
            Proposal.id.not_in(destroyed),
        )
        .order_by(Proposal.number)
    )
    if (number := work.session.scalar(kept.limit(1))) is not None:
        said = N_("Case file %(number)s names this person and is still kept; until then the name stays.")
        raise NotAllowedError(Message(said, {"number": number}))
