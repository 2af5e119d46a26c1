"""Lists of case files to be destroyed (销毁清册): propose, approve or refuse by a second person, carry out."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import (
    Attachment,
    AttachmentName,
    Comment,
    DestructionAct,
    DestructionItem,
    DestructionList,
    Draft,
    EntryVersion,
    Handling,
    Proposal,
    SignOff,
    Suggestion,
)
from values.messages import N_, Message
from values.proposal_content import DraftContent
from values.retention import DestructionAction, DestructionState
from values.serial import to_plain
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.commands.retention import KEEPERS_ONLY, required_text
from workflow.errors import ForbiddenError, NotAllowedError, invalid
from workflow.once import once
from workflow.permissions import Seat
from workflow.queries.archive import DestructionFile, case_in_keeping, destruction_file
from workflow.retention import JUDGES, KEEPERS, Keeping, keeper_seat, keepings_of
from workflow.search.forgetting import forget_comments, forget_text
from workflow.unit import Unit, unit

MOST_CASES = 500
"""Case files on one list."""


def propose_destruction(numbers: Sequence[str], *, actor: Actor, reason: str, key: str | None = None) -> str:
    """Propose that the case files of these proposals be destroyed, and return the number of the list.

    Raises: NotFoundError, ForbiddenError; InvalidError where one is open, its term has not ended, its archive
    package was not taken out, or another list names it.
    """
    with unit(actor) as work:
        work.about.action = "propose_destruction"
        seats = seats_of_actor(work.session, actor, work.today)
        if not any(one.role in KEEPERS for one in seats):
            raise ForbiddenError(KEEPERS_ONLY)
        wanted = sorted(set(numbers))
        if not 1 <= len(wanted) <= MOST_CASES:
            raise invalid("cases", N_("Name 1 to %(most)s case files."), most=MOST_CASES)
        found = [case_in_keeping(work.session, one, seats) for one in wanted]
        places = {subject.jurisdiction_id for _, subject, _ in found}
        if len(places) > 1:
            raise invalid("cases", N_("A list is of one jurisdiction."))

        def proposed() -> str:
            work.take_turn("destruction")
            keepings = keepings_of(work.session, [proposal for proposal, *_ in found])
            items = [_ripe_item(work, one) for one in keepings]
            listed = DestructionList(
                jurisdiction_id=found[0][1].jurisdiction_id or 0,
                proposed_by_id=actor.person_id or 0,
                on_behalf_of_id=actor.on_behalf_of_id,
                body_id=found[0][2].body,
                proposed_at=work.now,
                reason=required_text(reason, "reason"),
            )
            work.session.add(listed)
            work.session.flush()
            for item in items:
                item.list_id = listed.id
            work.session.add_all(items)
            _record(work, "destruction_proposed", listed, found[0][2], listed.reason, len(items), owed=True)
            return str(listed.id)

        return once(work, key, proposed)


def judge_destruction(number: int, *, actor: Actor, approves: bool, opinion: str) -> None:
    """Approve or refuse a list that somebody else proposed.

    Raises: NotFoundError; ForbiddenError; NotAllowedError once it is judged; InvalidError.
    """
    with unit(actor) as work:
        action = "approve_destruction" if approves else "refuse_destruction"
        file, seat = _opened(work, number, action, judges=True)
        if approves and file.was_proposed_by(actor.person_ids):
            raise ForbiddenError(
                Message(N_("Whoever proposed a destruction cannot approve it; a colleague has to."))
            )
        if file.state is not DestructionState.PROPOSED:
            raise NotAllowedError(Message(N_("This list was judged already.")))
        text = required_text(opinion, "opinion")
        _follow(work, file, DestructionAction.APPROVE if approves else DestructionAction.REFUSE, text)
        kind = "destruction_approved" if approves else "destruction_refused"
        _record(work, kind, file.list, seat, text, len(file.items))


def carry_out_destruction(number: int, *, actor: Actor) -> None:
    """Destroy the side contents of the case files on an approved list; events, hashes and revisions stay.

    Raises: NotFoundError, ForbiddenError; NotAllowedError for a list that is not approved, or was carried out.
    """
    with unit(actor) as work:
        file, seat = _opened(work, number, "carry_out_destruction", judges=False)
        if file.state is not DestructionState.APPROVED:
            raise NotAllowedError(Message(N_("Only an approved list is carried out, and only once.")))
        _follow(work, file, DestructionAction.EXECUTE, "")
        work.session.flush()
        named = {item.proposal_id: _files_of(work, item.proposal_id) for item in file.items}
        for item in file.items:
            _destroy_texts(work, file, item, seat, sorted(named[item.proposal_id]))
        _destroy_bytes(work, set().union(*named.values()))
        _record(work, "destruction_carried_out", file.list, seat, None, len(file.items))


def _ripe_item(work: Unit, one: Keeping) -> DestructionItem:
    """Return a case file as a list names it; raise InvalidError where it may not be on one."""
    number, until = one.proposal.number, one.kept_until
    if one.closed_on is None or until is None or until >= work.today:
        raise invalid("cases", N_("The term of case file %(number)s has not ended."), number=number)
    if one.package is None:
        raise invalid(
            "cases", N_("Take the archive package of case file %(number)s out first."), number=number
        )
    judged_against = sa.exists().where(
        DestructionAct.list_id == DestructionItem.list_id,
        DestructionAct.action == DestructionAction.REFUSE.value,
    )
    on_list = sa.select(DestructionItem.list_id).where(
        DestructionItem.proposal_id == one.proposal.id, ~judged_against
    )
    if (other := work.session.scalar(on_list.limit(1))) is not None:
        said = N_("Case file %(number)s is on list no. %(no)s already.")
        raise invalid("cases", said, number=number, no=other)
    return DestructionItem(
        list_id=0,
        proposal_id=one.proposal.id,
        file_number=one.package.file_number,
        term=one.term,
        closed_on=one.closed_on,
        kept_until=until,
        package_sha256=one.package.sha256,
    )


def _opened(work: Unit, number: int, action: str, *, judges: bool) -> tuple[DestructionFile, Seat]:
    """Return a list, with the seat from which the actor judges it or carries it out."""
    work.about.action, work.about.object = action, f"destruction_list:{number}"
    work.take_turn("destruction")
    seats = seats_of_actor(work.session, work.actor, work.today)
    file = destruction_file(work.session, number, seats)
    work.about.jurisdiction_id = file.list.jurisdiction_id
    seat = keeper_seat(seats, file.list.jurisdiction_id, JUDGES if judges else KEEPERS)
    if seat is None:
        raise ForbiddenError(Message(N_("Only a supervisor judges a list for destruction.")))
    return file, seat


def _follow(work: Unit, file: DestructionFile, action: DestructionAction, opinion: str) -> None:
    work.session.add(
        DestructionAct(
            list_id=file.list.id,
            action=action,
            actor_id=work.actor.person_id or 0,
            on_behalf_of_id=work.actor.on_behalf_of_id,
            opinion=opinion,
            acted_at=work.now,
        )
    )


def _files_of(work: Unit, proposal_id: int) -> set[str]:
    """Return the hashes of all files that were ever attached to a proposal, scans of sign-offs included."""
    names = sa.select(AttachmentName.sha256).where(AttachmentName.proposal_id == proposal_id)
    scans = sa.select(SignOff.scan_sha256).where(SignOff.proposal_id == proposal_id)
    return {one for query in (names, scans) for one in work.session.scalars(query) if one}


def _destroy_texts(
    work: Unit, file: DestructionFile, item: DestructionItem, seat: Seat, files: list[str]
) -> None:
    """Empty what stands in side tables of a case, and say so in an event that names the files it gives up."""
    session, key = work.session, item.proposal_id
    erased = session.scalars(
        sa.update(Comment)
        .where(Comment.proposal_id == key, Comment.text != "")
        .values(text="", salt="")
        .returning(Comment.id)
    ).all()
    session.execute(sa.update(Handling).where(Handling.proposal_id == key).values(reason=""))
    session.execute(sa.update(Suggestion).where(Suggestion.proposal_id == key).values(text="", answer=""))
    forget_comments(session, key)
    draft = session.get_one(Draft, key)
    draft.content = to_plain(DraftContent())
    draft.draft_version += 1
    proposal = session.get_one(Proposal, key)
    record(
        work,
        Happening(
            action="case_destroyed",
            subject=Subject(
                kind="proposal",
                id=proposal.number,
                jurisdiction_id=file.list.jurisdiction_id,
                catalogue_id=proposal.catalogue_id,
            ),
            seat=seat,
            about_proposal=proposal,
            details={
                "list": str(file.list.id),
                "file_number": item.file_number,
                "package": item.package_sha256,
                "files": files,
                "comments": len(erased),
            },
            owed=False,
        ),
    )


def _destroy_bytes(work: Unit, files: set[str]) -> None:
    """Empty the files that no case which is kept and no published row names any more."""
    rows = sa.select(Attachment.sha256).where(Attachment.sha256.in_(files)).order_by(Attachment.sha256)
    # Whoever attaches the same file at this moment waits, and then brings its bytes again.
    locked = work.session.scalars(rows if work.is_sqlite else rows.with_for_update()).all()
    executed = (
        sa.select(DestructionItem.proposal_id)
        .join(DestructionAct, DestructionAct.list_id == DestructionItem.list_id)
        .where(DestructionAct.action == DestructionAction.EXECUTE.value)
    )
    for sha256 in locked:
        named = sa.exists().where(
            AttachmentName.sha256 == sha256, AttachmentName.proposal_id.not_in(executed)
        )
        scanned = sa.exists().where(SignOff.scan_sha256 == sha256, SignOff.proposal_id.not_in(executed))
        published = sa.exists().where(
            sa.cast(EntryVersion.attachments, sa.Text).contains(sha256, autoescape=True)
        )
        if not work.session.scalar(sa.select(sa.or_(named, scanned, published))):
            work.session.execute(sa.update(Attachment).where(Attachment.sha256 == sha256).values(data=b""))
            forget_text(work.session, sha256)


def _record(
    work: Unit,
    action: str,
    listed: DestructionList,
    seat: Seat,
    comment: str | None,
    cases: int,
    *,
    owed: bool = False,
) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=Subject(
                kind="destruction_list", id=str(listed.id), jurisdiction_id=listed.jurisdiction_id
            ),
            seat=seat,
            comment=comment,
            details={"cases": cases},
            owed=owed,
        ),
    )
