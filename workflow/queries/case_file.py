"""What a case file holds beside its papers: frozen contents, what was signed and decided, files, events with proofs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.checkpoint import leaf_proof
from ledger.hashing import TreeHash
from ledger.tree import inclusion_proof
from models import (
    Attachment,
    AttachmentName,
    Draft,
    Event,
    LedgerCheckpoint,
    LedgerKey,
    LedgerLeaf,
    LedgerLog,
    ProposalStep,
    Revision,
    SignOff,
)
from values.canonical import canonical_bytes
from values.vocabulary import StepKind
from workflow.action_groups import ACTIONS, ActionGroup
from workflow.case import Case
from workflow.sealing import store

OF_THE_CASE = (*ACTIONS[ActionGroup.PROPOSALS], *ACTIONS[ActionGroup.DISCUSSION])
"""Kinds of events that belong into a case file; messages, and who took papers out, do not."""


@dataclass(frozen=True, kw_only=True)
class CaseAttachment:
    """A file that was attached to the proposal, or the scan of a sign-off."""

    sha256: str
    name: str
    row: AttachmentName | None
    """Who attached it first; None: a scan that has no other name."""
    data: bytes


@dataclass(frozen=True, kw_only=True)
class SealedLog:
    """Proofs of the events of a case in a log, against the oldest signed head that covers them all."""

    log: LedgerLog
    head: LedgerCheckpoint
    keys: Sequence[str]
    """The public keys that were in force then."""
    proofs: dict[int, bytes]
    """By leaf."""


def case_revisions(session: Session, proposal_id: int) -> Sequence[Revision]:
    """Return every revision, the first first."""
    return session.scalars(
        sa.select(Revision).where(Revision.proposal_id == proposal_id).order_by(Revision.no)
    ).all()


def draft_bytes(session: Session, proposal_id: int) -> bytes:
    """Return the working draft in canonical form: all there is of what was never submitted."""
    return canonical_bytes(session.get_one(Draft, proposal_id).content)


def case_attachments(session: Session, proposal_id: int) -> list[CaseAttachment]:
    """Return all files that were ever attached, those taken out again and scans included, in order of their hashes."""
    named: dict[str, AttachmentName] = {}
    for row in session.scalars(
        sa.select(AttachmentName).where(AttachmentName.proposal_id == proposal_id).order_by(AttachmentName.id)
    ):
        named.setdefault(row.sha256, row)
    scans = session.scalars(sa.select(SignOff.scan_sha256).where(SignOff.proposal_id == proposal_id))
    hashes = {*named, *(one for one in scans if one)}
    stored = session.execute(
        sa.select(Attachment.sha256, Attachment.data)
        .where(Attachment.sha256.in_(hashes))
        .order_by(Attachment.sha256)
    )
    return [
        CaseAttachment(
            sha256=sha256,
            name=named[sha256].name if sha256 in named else "签批扫描件",
            row=named.get(sha256),
            data=data,
        )
        for sha256, data in stored
    ]


def case_events(session: Session, case: Case) -> Sequence[Event]:
    """Return the events of a case up to its end; what follows, such as who took it out, is not part of it."""
    asked = (
        sa.select(Event)
        .where(Event.proposal_id == case.proposal.id, Event.action.in_(OF_THE_CASE))
        .order_by(Event.id)
    )
    if case.proposal.state.is_final:
        end = sa.select(sa.func.max(Event.id)).where(
            Event.proposal_id == case.proposal.id, Event.proposal_version.is_not(None)
        )
        asked = asked.where(Event.id <= end.scalar_subquery())
    return session.scalars(asked).all()


def sealed_logs(session: Session, events: Sequence[Event]) -> list[SealedLog]:
    """Return the proofs of those events that are sealed; they stay the same when the log grows."""
    return list(_sealed(session, [one.id for one in events]))


def _sealed(session: Session, ids: Sequence[int]) -> Iterator[SealedLog]:
    for log in session.scalars(sa.select(LedgerLog).order_by(LedgerLog.no)).all():
        places = session.scalars(
            sa.select(LedgerLeaf.index)
            .where(LedgerLeaf.log_no == log.no, LedgerLeaf.event_id.in_(ids))
            .order_by(LedgerLeaf.index)
        ).all()
        head = session.scalar(
            sa.select(LedgerCheckpoint)
            .where(LedgerCheckpoint.log_no == log.no, LedgerCheckpoint.size > max(places, default=0))
            .order_by(LedgerCheckpoint.size)
            .limit(1)
        )
        if not places or head is None:
            continue
        tree_hash, read = TreeHash(log.hash_algorithm), store.reader(session, log)
        yield SealedLog(
            log=log,
            head=head,
            keys=session.scalars(
                sa.select(LedgerKey.verifier_key)
                .where(LedgerKey.log_no == log.no, LedgerKey.since <= head.signed_at)
                .order_by(LedgerKey.no)
            ).all(),
            proofs={
                place: leaf_proof(place, inclusion_proof(tree_hash, place, head.size, read), head.note)
                for place in places
            },
        )


def step_kinds(session: Session, proposal_id: int) -> dict[int, StepKind]:
    """Return the kinds of all steps of a proposal, those of former revisions included."""
    rows = session.execute(
        sa.select(ProposalStep.id, ProposalStep.kind).where(ProposalStep.proposal_id == proposal_id)
    )
    return dict(rows.all())
