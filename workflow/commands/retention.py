"""Choose how long a case file is kept, number a jurisdiction's fonds (全宗号), and note that a package was taken out."""

from dataclasses import dataclass

import sqlalchemy as sa

from models import CaseFileExport, Jurisdiction, Proposal, RetentionChoice
from values.messages import N_, Message
from values.retention import RetentionTerm, is_fonds_number
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import open_case, seats_of_actor
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, StaleError, invalid
from workflow.move import subject_of
from workflow.permissions import Seat
from workflow.queries.archive import case_in_keeping, may_take_case_file
from workflow.retention import KEEPERS, Keeping, keeper_seat, keeping_of
from workflow.unit import Unit, unit

KEEPERS_ONLY = Message(N_("Only business administrators and supervisors of the jurisdiction do this."))
LONGEST_TEXT = 1000
"""Characters of a reason."""


@dataclass(frozen=True, kw_only=True)
class TakenPackage:
    """An archive package as it is handed out."""

    proposal: str
    version: int
    """The proposal's, from which it was made."""
    file_number: str
    sha256: str
    size: int


def choose_term(number: str, *, actor: Actor, term: RetentionTerm | None, reason: str) -> None:
    """Give a case another term, with a reason; the same term again changes nothing.

    Raises: NotFoundError, ForbiddenError; NotAllowedError once it was destroyed; InvalidError.
    """
    with unit(actor) as work:
        keeping, seat, subject = held_case(work, number, "choose_term")
        if term is None:
            raise invalid("term", N_("Choose how long it is kept."))
        text = required_text(reason, "reason")
        if term is keeping.term:
            return
        work.session.add(
            RetentionChoice(
                proposal_id=keeping.proposal.id,
                term=term,
                reason=text,
                chosen_by_id=actor.person_id or 0,
                on_behalf_of_id=actor.on_behalf_of_id,
                chosen_at=work.now,
            )
        )
        record(
            work,
            Happening(
                action="term_chosen",
                subject=subject,
                seat=seat,
                about_proposal=keeping.proposal,
                comment=text,
                details={"before": keeping.term.value, "after": term.value},
                owed=False,
            ),
        )


def number_fonds(code: str, *, actor: Actor, fonds: str) -> None:
    """Give a jurisdiction the number that the archive gave its fonds; file numbers show it from then on.

    Raises: NotFoundError where the person does not administer it; ForbiddenError; InvalidError.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "number_fonds", f"jurisdiction:{code}"[:80]
        seats = seats_of_actor(work.session, actor, work.today)
        if not any(one.role in KEEPERS for one in seats):
            raise ForbiddenError(KEEPERS_ONLY)
        asked = sa.select(Jurisdiction).where(Jurisdiction.code == code)
        place = work.session.scalar(asked if work.is_sqlite else asked.with_for_update())
        seat = keeper_seat(seats, place.id) if place else None
        if place is None or seat is None:
            raise NotFoundError
        if not is_fonds_number(fonds):
            raise invalid("fonds", N_("A fonds has a number of 3 to 12 capital letters and digits."))
        before = place.fonds or place.code
        if before == fonds:
            return
        place.fonds = fonds
        record(
            work,
            Happening(
                action="fonds_numbered",
                subject=Subject(kind="jurisdiction", id=code, jurisdiction_id=place.id),
                seat=seat,
                details={"before": before, "after": fonds},
                owed=False,
            ),
        )


def note_case_file(taken: TakenPackage, *, actor: Actor) -> None:
    """Record that a case's archive package is taken out, before it leaves.

    Raises: NotFoundError, ForbiddenError; NotAllowedError once it was destroyed; StaleError where the case has moved.
    """
    with unit(actor) as work:
        case = open_case(work, taken.proposal, "export_case_file")
        proposal = case.proposal
        seat = may_take_case_file(case)
        if seat is None:
            raise ForbiddenError(Message(N_("Your roles do not include this.")))
        keeping = keeping_of(work.session, proposal)
        require_kept(keeping)
        if (proposal.version, keeping.file_number) != (taken.version, taken.file_number):
            raise StaleError(seen=taken.version, present=proposal.version)
        work.session.add(
            CaseFileExport(
                proposal_id=proposal.id,
                proposal_version=taken.version,
                file_number=taken.file_number,
                sha256=taken.sha256,
                size=taken.size,
                person_id=actor.person_id or 0,
                taken_at=work.now,
            )
        )
        record(
            work,
            Happening(
                action="case_file_exported",
                subject=subject_of(case),
                seat=seat,
                about_proposal=proposal,
                details={"file_number": taken.file_number, "sha256": taken.sha256, "size": taken.size},
                owed=False,
            ),
        )


def held_case(work: Unit, number: str, action: str) -> tuple[Keeping, Seat, Subject]:
    """Return a case that the actor keeps and that was not destroyed, locked, with the seat for it.

    Raises: NotFoundError, ForbiddenError, NotAllowedError.
    """
    work.about.action, work.about.object = action, f"proposal:{number}"[:80]
    seats = seats_of_actor(work.session, work.actor, work.today)
    if not any(one.role in KEEPERS for one in seats):
        raise ForbiddenError(KEEPERS_ONLY)
    proposal, subject, seat = case_in_keeping(work.session, number, seats)
    work.about.jurisdiction_id = subject.jurisdiction_id
    if not work.is_sqlite:
        work.session.execute(sa.select(Proposal.id).where(Proposal.id == proposal.id).with_for_update())
    keeping = keeping_of(work.session, proposal)
    require_kept(keeping)
    return keeping, seat, subject


def require_kept(keeping: Keeping) -> None:
    """Raise NotAllowedError where a case file was destroyed."""
    if keeping.destroyed_by is not None:
        said = N_("The case file was destroyed under list no. %(no)s.")
        raise NotAllowedError(Message(said, {"no": keeping.destroyed_by}))


def required_text(text: str, field: str) -> str:
    """Return a text without blanks around it; raise InvalidError where it is empty or too long."""
    text = text.strip()
    if not text:
        raise invalid(field, N_("Give a reason."))
    if len(text) > LONGEST_TEXT:
        raise invalid(field, N_("A reason can have %(most)s characters at most."), most=LONGEST_TEXT)
    return text
