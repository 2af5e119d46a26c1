"""R07 (N3.3): bases name the law or policy in 《》 and its number with 〔〕, and are in force."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rules.findings import Finding, Severity, digest
from values.basis_register import KEPT, BasisRegister, Match
from values.basis_titles import Mended
from values.citations import Mention, recognised
from values.document_numbers import number_key
from values.entry import EntryState
from values.legal_basis import BasisStatus, LegalBasis, Standing
from values.messages import N_, Message

ADVICE = {
    Mended.OPENING_MISSING: N_("%(cited)s: the bracket 《 is missing; write %(right)s."),
    Mended.CLOSING_MISSING: N_("%(cited)s: the bracket 》 is missing; write %(right)s."),
    Mended.BRACKETS_MISSING: N_("%(cited)s stands without 《》; write %(right)s."),
    Mended.OTHER_BRACKETS: N_("%(cited)s stands in other brackets than 《》; write %(right)s."),
    Mended.NUMBER_BRACKETS: N_("The year of a document number stands in 〔〕; write %(right)s."),
    Mended.NUMBER_IN_TITLE: N_(
        "The document number stands behind the title, not inside 《》; write %(right)s."
    ),
    Mended.TITLE_MISSING: N_(
        "%(cited)s is a number without a title; name the law or policy in 《》 before it."
    ),
    Mended.REFERS_BACK: N_("An abbreviation stands for a basis named before; write %(right)s."),
}
"""What is not as it should be in how a basis is written, and what would be."""

NOT_NAMED = N_("“%(text)s” names no law or policy; write its title in 《》, or leave it out.")
CONTRADICTS = N_(
    "%(cited)s: this number belongs to 《%(numbered)s》; write the number of the one that is meant."
)
REPEALED = N_(
    "《%(title)s》 is repealed since %(since)s by %(by)s; leave it out, and cite what applies instead."
)
REPLACED = N_("《%(title)s》 is repealed since %(since)s by %(by)s; cite 《%(successor)s》 instead.")
NOT_YET = N_(
    "《%(title)s》 is in force from %(since)s only, after this change takes effect on %(day)s;"
    " cite what applies until then, or let the change take effect later."
)
AMENDED = N_(
    "《%(title)s》 was amended on %(since)s by %(by)s; check that the row still agrees with it,"
    " and name the amendment."
)
UNNAMED = N_("a decision that the register does not name")


def bases(
    state: EntryState, *, register: BasisRegister, effective: date, before: EntryState | None = None
) -> Iterator[Finding]:
    """Find bases that are not in force on the day a row takes effect, or not written as they should be.

    Args:
        state: the row as it would be.
        register: the bases that are known; what it does not know is not judged.
        effective: the day on which the row takes effect.
        before: the row as it is published; what it cites already is kept, all else newly cited.
    """
    told = [one for cell in state.content.legal_bases for one in _of_cell(cell.text, register, effective)]
    kept = _cited(before, register) if any(one.repealed for one in told) else frozenset()
    firsts: dict[Message, _Told] = {}
    for one in told:
        firsts.setdefault(one.message, one)
    for one in firsts.values():
        yield Finding(
            rule="R07",
            severity=Severity.WARNING if one.repealed in kept else one.severity,
            entry=state.entry,
            field="legal_bases",
            clause="N3.3",
            message=one.message,
            about=one.about,
        )


def _cited(state: EntryState | None, register: BasisRegister) -> frozenset[str]:
    """Return what a row cites, by key of the register."""
    if state is None:
        return frozenset()
    return frozenset(
        basis.key
        for cell in state.content.legal_bases
        for mention in recognised(cell.text).mentions
        for basis in register.match(mention).bases
    )


@dataclass(frozen=True)
class _Told:
    """What is said of a citation, whichever row it stands on."""

    severity: Severity
    message: Message
    repealed: str = ""
    """Key of the repealed basis that it is said of; who merely kept that is told less severely."""
    about: str = field(init=False)

    def __post_init__(self) -> None:
        """Name what it is about."""
        object.__setattr__(self, "about", digest(self.message.in_english()))


@lru_cache(maxsize=KEPT)
def _of_cell(text: str, register: BasisRegister, day: date) -> tuple[_Told, ...]:
    """Return what is said of a cell; counties cite the same laws in the same words."""
    return tuple(_told(text, register, day))


def _told(text: str, register: BasisRegister, day: date) -> Iterator[_Told]:
    read = recognised(text)
    for unplaced in read.unplaced:
        yield _Told(Severity.HINT, Message(NOT_NAMED, {"text": unplaced[:_LONGEST]}))
    for mention in read.mentions:
        yield from _of_writing(mention)
        yield from _of_force(mention, register.match(mention), register, day)


_LONGEST = 60
"""Characters of a text that a message repeats."""


def _of_writing(mention: Mention) -> Iterator[_Told]:
    cited = mention.title or mention.number
    for mended in mention.mended:
        yield _Told(Severity.HINT, Message(ADVICE[mended], {"cited": cited, "right": mention.rendered}))


def _of_force(mention: Mention, match: Match, register: BasisRegister, day: date) -> Iterator[_Told]:
    if match.contradicts is not None:
        params = {"cited": mention.rendered, "numbered": match.bases[0].title}
        yield _Told(Severity.HINT, Message(CONTRADICTS, params))
    if not match.bases:
        return
    basis, standing = min(
        ((one, one.standing_on(day)) for one in match.bases), key=lambda pair: _RANK[pair[1].status]
    )
    if standing.status is BasisStatus.REPEALED:
        yield _Told(Severity.ERROR, _repealed(basis, standing, register, day), basis.key)
    elif standing.status is BasisStatus.NOT_YET_IN_FORCE:
        when = {"title": basis.title, "since": str(standing.since), "day": str(day)}
        yield _Told(Severity.WARNING, Message(NOT_YET, when))
    elif standing.status is BasisStatus.AMENDED and not _names(mention, standing):
        yield _Told(Severity.HINT, Message(AMENDED, _told_of(basis, standing)))


_RANK = {
    BasisStatus.IN_FORCE: 0,
    BasisStatus.AMENDED: 1,
    BasisStatus.NOT_YET_IN_FORCE: 2,
    BasisStatus.REPEALED: 3,
}
"""Where a title alone may mean several bases, the one in force is meant."""


def _repealed(basis: LegalBasis, standing: Standing, register: BasisRegister, day: date) -> Message:
    params = _told_of(basis, standing)
    for successor in register.successors(basis):
        if successor.standing_on(day).status in {BasisStatus.IN_FORCE, BasisStatus.AMENDED}:
            return Message(REPLACED, {**params, "successor": successor.title})
    return Message(REPEALED, params)


def _told_of(basis: LegalBasis, standing: Standing) -> dict[str, str | Message]:
    return {"title": basis.title, "since": str(standing.since), "by": standing.by or Message(UNNAMED)}


def _names(mention: Mention, amended: Standing) -> bool:
    """Whether a citation names an amendment, by its order or by its day."""
    since = amended.since
    day = f"{since.year}年{since.month}月{since.day}日" if since else ""
    remarks = number_key("，".join((mention.number, *mention.remarks)))
    order = number_key(amended.number)
    return (
        day in remarks
        or order in {number_key(one) for one in mention.numbers}
        or ("令" in order and f"{order.partition('令')[2]}修" in remarks)
    )
