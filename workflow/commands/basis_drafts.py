"""Open the drafts that a change of a basis asks for: one a citing catalogue, for any drafter of its body to take on."""

from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa

from models import BasisOpening, Catalogue, Jurisdiction, LegalBasisChange
from models.db import db
from values.entry import Citation
from values.legal_basis import BasisStatus, LegalBasis
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Operation, Trigger
from workflow.actor import SYSTEM
from workflow.audit import Happening, proposal_subject, record
from workflow.bases import cited, register_of
from workflow.basis_marking import CAUSE
from workflow.commands.drafting import begin
from workflow.drafts import LONGEST_NAME
from workflow.queries.bases import citing_rows
from workflow.unit import Unit, unit

AT_ONCE = 50
"""Drafts that one run opens; the next run takes up the rest."""


def open_due() -> int:
    """Open what was confirmed and is not open yet, and return how many were attended to; safe to run twice."""
    waiting = sa.select(BasisOpening.id).where(~BasisOpening.is_done).order_by(BasisOpening.id).limit(AT_ONCE)
    due = db.session().scalars(waiting).all()
    db.session.remove()
    for opening in due:
        open_draft(opening)
    return len(due)


def open_draft(opening_id: int) -> str | None:
    """Open the draft for one catalogue and return its number; None where it is open, or no row cites the basis."""
    with unit(SYSTEM) as work:
        statement = sa.select(BasisOpening).where(BasisOpening.id == opening_id, ~BasisOpening.is_done)
        if not work.is_sqlite:
            statement = statement.with_for_update()
        opening = work.session.scalar(statement)
        if opening is None:
            return None
        change = work.session.get_one(LegalBasisChange, opening.change_id)
        catalogue = work.session.get_one(Catalogue, opening.catalogue_id)
        changes = tuple(_changes(work, change, catalogue))
        if not changes:
            opening.is_done = True
            return None
        jurisdiction = work.session.get_one(Jurisdiction, catalogue.jurisdiction_id)
        text = _text(work, change, changes)
        cause = (CAUSE, str(change.id))
        proposal = begin(work, catalogue, jurisdiction, text, body_id=catalogue.body_id, cause=cause)
        opening.proposal_id, opening.is_done = proposal.id, True
        record(
            work,
            Happening(
                action="basis_draft_opened",
                subject=proposal_subject(proposal, catalogue),
                about_proposal=proposal,
                details={
                    "basis": str(change.legal_basis_id),
                    "change": str(change.id),
                    "confirmed_by": str(opening.confirmed_by_id),
                    "rows": len(changes),
                },
            ),
        )
        return proposal.number


def _basis(work: Unit, key: str) -> LegalBasis | None:
    return next((one for one in register_of(work.session).bases if one.key == key), None)


def _successor(work: Unit, change: LegalBasisChange) -> LegalBasis | None:
    """Return what takes the place of a repealed basis, where that is in force on the day of the repeal or today."""
    basis = _basis(work, str(change.legal_basis_id))
    if basis is None or change.status is not BasisStatus.REPEALED:
        return None
    day = max(change.since, work.today)
    in_force = (BasisStatus.IN_FORCE, BasisStatus.AMENDED)
    following = register_of(work.session).successors(basis)
    return next((one for one in following if one.standing_on(day).status in in_force), None)


def _changes(work: Unit, change: LegalBasisChange, catalogue: Catalogue) -> Iterator[DraftChange]:
    """Yield each citing row: with the successor cited instead, or as it is with a note that says what to look at."""
    successor = _successor(work, change)
    for row in citing_rows(work.session, change.legal_basis_id, catalogue):
        content = row.state.content
        note = "请核对本行内容与所引依据是否仍然一致。"
        if successor is not None:
            bases = _replaced(work, content.legal_bases, change.legal_basis_id, successor)
            content = replace(content, legal_bases=bases)
            note = f"原引依据已废止，改引《{successor.title}》，请核对。"
        elif change.status is BasisStatus.REPEALED:
            note = "所引依据已废止，请改引现行依据或删去。"
        yield DraftChange(
            operation=Operation.AMEND,
            after=replace(row.state, content=content),
            note=note,
            base_sha256=row.content_sha256,
        )


def _replaced(
    work: Unit, bases: tuple[Citation, ...], basis_id: int, successor: LegalBasis
) -> tuple[Citation, ...]:
    """Return a row's bases with the successor in place of the repealed one; a cell that cites more is left alone."""
    number = f"（{successor.number}）" if successor.number else ""
    register = register_of(work.session)
    found = [
        Citation(text=f"《{successor.title}》{number}") if cited(one.text, register) == {basis_id} else one
        for one in bases
    ]
    return tuple(dict.fromkeys(found))


def _text(work: Unit, change: LegalBasisChange, changes: tuple[DraftChange, ...]) -> DraftContent:
    basis = _basis(work, str(change.legal_basis_id))
    title = basis.title if basis else ""
    is_repeal = change.status is BasisStatus.REPEALED
    day = f"{change.since.year}年{change.since.month}月{change.since.day}日"
    happened = "废止" if is_repeal else "修改"
    return DraftContent(
        title=f"因《{title}》{happened}调整目录"[:LONGEST_NAME],
        trigger=Trigger.BASIS_VOID if is_repeal else Trigger.NEW_LAW,
        trigger_date=change.since,
        rationale=f"《{title}》自{day}起由{change.by}{happened}，本目录有{len(changes)}个事项引用该依据，需相应调整。",
        policy_source=change.by
        if not change.number or change.number in change.by
        else f"{change.by}（{change.number}）",
        changes=changes,
    )
