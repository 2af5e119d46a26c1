"""How long case files (案卷) are kept, how they are numbered, and what the law has destroyed or erased."""

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum

from values.vocabulary import Operation, State


class RetentionTerm(StrEnum):
    """How long a case file is kept (保管期限)."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "thirty_years"
    TEN_YEARS = "ten_years"

    @property
    def code(self) -> str:
        """How a file number says it (DA/T 22-2015, 附录)."""
        return {"permanent": "Y", "thirty_years": "D30", "ten_years": "D10"}[self]

    @property
    def years(self) -> int | None:
        """For how many years; None: for ever."""
        return {"permanent": None, "thirty_years": 30, "ten_years": 10}[self]

    @property
    def chinese(self) -> str:
        """How the papers in the case file say it, whoever asks."""
        return {"permanent": "永久", "thirty_years": "30年", "ten_years": "10年"}[self]


class DestructionAction(StrEnum):
    """What follows a proposed destruction list (销毁清册)."""

    APPROVE = "approve"
    REFUSE = "refuse"
    EXECUTE = "execute"


class DestructionState(StrEnum):
    """How a destruction list stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    EXECUTED = "executed"


class ErasureGround(StrEnum):
    """Why personal data is erased: the cases of art. 47 of the law on personal information (个人信息保护法)."""

    PURPOSE_ACHIEVED = "purpose_achieved"
    TERM_ENDED = "term_ended"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    UNLAWFUL_PROCESSING = "unlawful_processing"
    OTHER_LAW = "other_law"


class PersonalPart(StrEnum):
    """What of a former member of staff is erased."""

    CONTACT = "contact"
    NAME = "name"


STRUCTURAL = frozenset(Operation) - {Operation.AMEND}
"""Operations that change which rows a catalogue has, or where they stand."""

ERASED_NAME = "（已依法删除）"
"""What stands where a person's name was."""

CATEGORY = "WS"
"""The category of the files in a file number: 文书档案 (DA/T 13-2022)."""

_FONDS = re.compile(r"[0-9A-Z]{3,12}")


def default_term(state: State, operations: Collection[str], *, is_submitted: bool) -> RetentionTerm:
    """Return how long a case is kept unless someone chose otherwise (`docs/decisions/0028`).

    Args:
        state: where the proposal stands; what is still open counts as what it would be unpublished.
        operations: what its newest revision does.
        is_submitted: whether it was ever submitted.
    """
    if not is_submitted:
        return RetentionTerm.TEN_YEARS
    if state is State.PUBLISHED and set(operations) & STRUCTURAL:
        return RetentionTerm.PERMANENT
    return RetentionTerm.THIRTY_YEARS


def last_day(closed_on: date, term: RetentionTerm) -> date | None:
    """Return the last day of a term, which is counted from the end of the year of the closing; None: never."""
    return None if term.years is None else date(closed_on.year + term.years, 12, 31)


def file_number(proposal: str, fonds: str, term: RetentionTerm) -> str:
    """Return a case's file number (档号): 全宗号-WS·年度-保管期限-件号, the last two of the proposal's own number."""
    _, year, running = proposal.rsplit("-", 2)
    return f"{fonds}-{CATEGORY}·{year}-{term.code}-{running}"


def is_fonds_number(text: str) -> bool:
    """Whether a text can be the number of a fonds (全宗号): three to twelve capital letters and digits."""
    return _FONDS.fullmatch(text) is not None
