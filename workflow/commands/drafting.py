"""Open a proposal and write its working draft."""

from collections.abc import Callable
from typing import cast

import sqlalchemy as sa

from models import Catalogue, Draft, DraftSave, Jurisdiction, Proposal, ProposalCounter
from models.db import ask
from values.codes import proposal_number
from values.messages import N_, Message
from values.proposal_content import DraftContent, draft_content
from values.serial import to_plain
from values.vocabulary import Action, Role, State
from workflow.actor import Actor
from workflow.audit import NEWEST_LOG, Happening, know_log, proposal_subject, record
from workflow.case import Case, open_case, seats_of_actor
from workflow.draft_history import note_edit
from workflow.drafts import require_storable
from workflow.errors import ForbiddenError, NotAllowedError, NotFoundError, StaleError
from workflow.labels import STATE_LABELS
from workflow.once import once
from workflow.permissions import Seat, is_free_drafter
from workflow.permit import why_not
from workflow.unit import Unit, unit

WRITABLE = frozenset({State.DRAFT, State.CHANGES_REQUESTED})

Prefill = Callable[[Unit, Catalogue], DraftContent]
"""Finds what a proposal is to say from the catalogue as it is."""


def open_proposal(
    catalogue_code: str,
    *,
    actor: Actor,
    content: DraftContent | Prefill | None = None,
    cause: tuple[str, str] = ("", ""),
    key: str | None = None,
) -> str:
    """Open a proposal to a catalogue and return its number.

    Whoever opens it has contributed, and can withdraw it. The drafting body is the actor's: one in which they are drafter, in the catalogue's jurisdiction or below.
    What it says may be given as a function that is asked once the person may draft.
    Raises: NotFoundError for an unknown catalogue; ForbiddenError for no drafter of its county.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "open_proposal", f"catalogue:{catalogue_code}"
        catalogue, jurisdiction = catalogue_with_place(work, catalogue_code)
        seat = drafting_seat(work, jurisdiction)

        def opened() -> str:
            text = content(work, catalogue) if callable(content) else content or DraftContent()
            proposal = begin(work, catalogue, jurisdiction, text, body_id=seat.body, cause=cause, seat=seat)
            note_save(work, proposal.id, 1, text, seat)
            return proposal.number

        return once(work, key, opened)


def begin(
    work: Unit,
    catalogue: Catalogue,
    jurisdiction: Jurisdiction,
    text: DraftContent,
    *,
    body_id: int,
    cause: tuple[str, str],
    seat: Seat | None = None,
) -> Proposal:
    """Write a proposal with its draft and the event that opens it; nobody has contributed by this alone."""
    require_storable(text)
    proposal = Proposal(
        number=_next_number(work, jurisdiction),
        catalogue_id=catalogue.id,
        drafting_body_id=body_id,
        base_release_no=catalogue.current_release_no,
        created_at=work.now,
        cause_kind=cause[0],
        cause_id=cause[1],
        title=text.title,
    )
    work.session.add(proposal)
    work.session.flush()
    work.session.add(Draft(proposal_id=proposal.id, content=to_plain(text), saved_at=work.now))
    record(
        work,
        Happening(
            action="opened",
            subject=proposal_subject(proposal, catalogue),
            seat=seat,
            proposal=proposal,
            details={"catalogue": catalogue.code, "cause": cause[0]},
        ),
    )
    return proposal


def save_draft(
    number: str, *, actor: Actor, draft_version: int, content: DraftContent, is_typed: bool = False
) -> int:
    """Save the working draft and return its new version; the saver is a contributor from now on.

    A save that changes nothing leaves everything as it is, but for a draft that the system opened: whoever saves
    it first takes it on. What is saved while somebody types is one edit, to be undone at once.
    Raises: StaleError where someone saved since; NotAllowedError where the draft is frozen.
    """
    with unit(actor) as work:
        case = open_case(work, number, "save_draft")
        seat = permit_writing(case)
        draft = work.session.get_one(Draft, case.proposal.id)
        if draft.draft_version != draft_version:
            raise StaleError(seen=draft_version, present=draft.draft_version)
        is_taken_on = work.session.scalar(
            sa.select(DraftSave.id).where(DraftSave.proposal_id == draft.proposal_id).limit(1)
        )
        before = draft_content(draft.content)
        if is_taken_on and before == content:
            return draft_version
        rewrite(work, case, draft, content, seat)
        note_edit(work, case.proposal.id, before, content, is_typed=is_typed)
        return draft.draft_version


def keep(
    work: Unit, case: Case, draft: Draft, content: DraftContent, seat: Seat, *, is_typed: bool = False
) -> int:
    """Write a draft's new content with who wrote it and how to undo it, and return its version."""
    before = draft_content(draft.content)
    rewrite(work, case, draft, content, seat)
    note_edit(work, case.proposal.id, before, content, is_typed=is_typed)
    return draft.draft_version


def rewrite(work: Unit, case: Case, draft: Draft, content: DraftContent, seat: Seat) -> int:
    """Write a draft's new content with who wrote it, and return its version."""
    require_storable(content)
    draft.draft_version += 1
    draft.content = to_plain(content)
    draft.saved_at = work.now
    note_save(work, case.proposal.id, draft.draft_version, content, seat)
    return draft.draft_version


def permit_writing(case: Case) -> Seat:
    """Return on whose authority the draft may be written now.

    Raises: ForbiddenError for those who may not, signers included; NotAllowedError outside the drafting states.
    """
    seat = is_free_drafter(case.standing)
    if seat is None:
        raise ForbiddenError(why_not(Action.SUBMIT, case.standing))
    if case.proposal.state not in WRITABLE:
        raise NotAllowedError(
            Message(
                N_("The draft cannot be changed while the proposal is “%(state)s”."),
                {"state": Message(STATE_LABELS[case.proposal.state])},
            )
        )
    return seat


def note_save(work: Unit, proposal_id: int, draft_version: int, content: DraftContent, seat: Seat) -> None:
    """Note who wrote a version of the draft: they are a contributor from now on."""
    actor = work.actor
    if actor.person_id is None:
        return
    work.session.add(
        DraftSave(
            proposal_id=proposal_id,
            draft_version=draft_version,
            content_sha256=content.sha256,
            person_id=actor.person_id,
            on_behalf_of_id=actor.on_behalf_of_id,
            body_id=seat.body,
            saved_at=work.now,
        )
    )


_WITH_PLACE = (
    sa.select(Catalogue, Jurisdiction, NEWEST_LOG.scalar_subquery())
    .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
    .where(Catalogue.code == sa.bindparam("code"))
)


def catalogue_with_place(work: Unit, code: str) -> tuple[Catalogue, Jurisdiction]:
    """Return a catalogue with its jurisdiction; raise NotFoundError where there is none."""
    found = work.session.execute(_WITH_PLACE, {"code": code}).one_or_none()
    if found is None:
        raise NotFoundError
    catalogue, jurisdiction, log = found
    if log:
        know_log(work, log)
    return catalogue, jurisdiction


def drafting_seat(work: Unit, jurisdiction: Jurisdiction) -> Seat:
    """Return on whose authority the actor opens a proposal; raise ForbiddenError where on nobody's."""
    work.about.jurisdiction_id = jurisdiction.id
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = next(
        (one for one in seats if one.role is Role.DRAFTER and one.path.startswith(jurisdiction.path)), None
    )
    if seat is None:
        raise ForbiddenError(
            Message(N_("Only a drafter of this county's bodies can propose a change to this catalogue."))
        )
    return seat


def _next_number(work: Unit, jurisdiction: Jurisdiction) -> str:
    asked = {"jurisdiction": jurisdiction.id, "of_year": work.today.year}
    last = ask(work.session, _COUNT, asked).scalar()
    if last is None:
        if not work.is_sqlite:
            # The county's row is there before its first counter of a year is; who came first has made that. Whoever
            # has a number already writes rows that name the county, and must not wait for those who want one.
            county = sa.select(Jurisdiction.id).where(Jurisdiction.id == jurisdiction.id)
            work.session.execute(county.with_for_update(key_share=True))
        last = ask(work.session, _COUNT, asked).scalar()
    if last is None:
        last = 1
        work.session.add(ProposalCounter(jurisdiction_id=jurisdiction.id, year=work.today.year, last=last))
    return proposal_number(jurisdiction.code, work.today.year, last)


_COUNTER = cast("sa.Table", ProposalCounter.__table__)
_COUNT = (
    sa.update(_COUNTER)
    .where(
        _COUNTER.c.jurisdiction_id == sa.bindparam("jurisdiction"), _COUNTER.c.year == sa.bindparam("of_year")
    )
    .values(last=_COUNTER.c.last + 1)
    .returning(_COUNTER.c.last)
)
