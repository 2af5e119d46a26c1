"""Case files and lists for destruction as commands print them."""

from dataclasses import dataclass
from datetime import date

from values.retention import DestructionAction, DestructionState, ErasureGround, RetentionTerm
from values.vocabulary import State
from web.cli.printing import local_text
from workflow.queries.archive import DestructionFile
from workflow.retention import Keeping


@dataclass(frozen=True, kw_only=True)
class ShownCaseFile:
    """A closed case."""

    file_number: str
    proposal: str
    title: str
    state: State
    closed_on: date | None
    term: RetentionTerm
    reason: str
    """Why it is another than the usual term; empty: it is the usual one."""
    kept_until: date | None
    package_sha256: str | None
    """Of the archive package that was taken out last; null: none was."""
    destroyed_by: int | None
    destroyed_on: date | None


@dataclass(frozen=True, kw_only=True)
class ShownItem:
    """A case file on a list."""

    file_number: str
    proposal: str
    term: RetentionTerm
    closed_on: date
    kept_until: date
    package_sha256: str


@dataclass(frozen=True, kw_only=True)
class ShownAct:
    """What became of a list."""

    action: DestructionAction
    at: str
    opinion: str


@dataclass(frozen=True, kw_only=True)
class ShownList:
    """A list for destruction."""

    no: int
    state: DestructionState
    proposed_at: str
    reason: str
    items: tuple[ShownItem, ...]
    acts: tuple[ShownAct, ...]


@dataclass(frozen=True, kw_only=True)
class TakenCaseFile:
    """An archive package that was written."""

    file: str
    file_number: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ChosenTerm:
    """How long a case file is kept from now on."""

    proposal: str
    term: RetentionTerm


@dataclass(frozen=True, kw_only=True)
class NumberedFonds:
    """The number of a jurisdiction's fonds (全宗号)."""

    jurisdiction: str
    fonds: str


@dataclass(frozen=True, kw_only=True)
class ErasableText:
    """The text of a comment as it stands before it is erased."""

    subject: str
    part: str
    author: str
    written_at: str
    text: str
    """Empty: it was erased before."""


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What was erased, and on which ground of the law."""

    subject: str
    part: str
    ground: ErasureGround


def case_shape(one: Keeping) -> ShownCaseFile:
    """Return a case file as it is printed."""
    return ShownCaseFile(
        file_number=one.file_number,
        proposal=one.proposal.number,
        title=one.proposal.title,
        state=one.proposal.state,
        closed_on=one.closed_on,
        term=one.term,
        reason=one.choice.reason if one.choice else "",
        kept_until=one.kept_until,
        package_sha256=one.package.sha256 if one.package else None,
        destroyed_by=one.destroyed_by,
        destroyed_on=one.destroyed_on,
    )


def list_shape(file: DestructionFile) -> ShownList:
    """Return a list as it is printed."""
    return ShownList(
        no=file.list.id,
        state=file.state,
        proposed_at=local_text(file.list.proposed_at),
        reason=file.list.reason,
        items=tuple(
            ShownItem(
                file_number=one.file_number,
                proposal=file.numbers[one.proposal_id],
                term=one.term,
                closed_on=one.closed_on,
                kept_until=one.kept_until,
                package_sha256=one.package_sha256,
            )
            for one in file.items
        ),
        acts=tuple(
            ShownAct(action=one.action, at=local_text(one.acted_at), opinion=one.opinion) for one in file.acts
        ),
    )
