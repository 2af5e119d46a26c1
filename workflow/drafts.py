"""What a draft must be before it is stored, and what it must be before it is frozen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Entry, LegalBasis
from models.base import BigId
from models.db import ask
from values.canonical import canonical_record
from values.entry import EntryState
from values.messages import N_, Message
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Origin, Presence
from workflow.errors import InvalidError, Issue, invalid
from workflow.fits import Fitting
from workflow.queries.catalogue import PublishedRow

LONGEST_DRAFT = 1_000_000
"""Bytes of a draft; a catalogue of 500 full rows stays below."""
LONGEST_NAME = 400
"""Characters of a title or of a row's name."""
LONGEST_KEY = 200
"""Characters of the key of a finding that is answered."""

IDENTITY = re.compile(r"[0-9a-f]{32}")
RANK = re.compile(r"[0-9]{1,200}")
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)
"""Days that a law, a function or a fact can have; others are slips of the keyboard."""
NUMBER = re.compile(r"[1-9][0-9]{0,17}")


def require_storable(content: DraftContent) -> None:
    """Raise InvalidError for what no database or no trail could hold: broken characters, excessive length."""
    try:
        data = canonical_record(content)
    except ValueError as error:
        raise _unstorable() from error
    if len(data) > LONGEST_DRAFT:
        raise invalid("draft", N_("The draft is too long; split it into several proposals."))
    if len(content.title) > LONGEST_NAME:
        raise invalid("title", N_("The title can have %(most)s characters at most."), most=LONGEST_NAME)
    for field, day in (
        ("trigger_date", content.trigger_date),
        ("effective_from", content.effective_from),
        ("valid_until", content.valid_until),
    ):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise invalid(field, N_("This day lies too far away; look at the year again."))
    if any(len(key) > LONGEST_KEY for key in content.answers):
        raise _unstorable()
    if (body := content.body_change) and not (
        NUMBER.fullmatch(body.body) and (not body.successor or NUMBER.fullmatch(body.successor))
    ):
        raise invalid("body", N_("Choose the body that is changed."))
    entries = [change.entry for change in content.changes]
    if len(entries) != len(set(entries)):
        raise invalid("draft", N_("A row stands in the draft twice."))


def require_complete(session: Session, draft: DraftContent, current: Mapping[str, PublishedRow]) -> None:
    """Raise InvalidError for everything that is missing, or does not fit the catalogue as it is."""
    known = _Known(session, draft, current)
    issues = list(_missing(draft))
    misfits = Fitting(draft, current).misfits()
    for change in draft.changes:
        sentence = misfits.get(change.entry) or _too_long(change) or known.misfit(change)
        if sentence:
            params: dict[str, str | int | Message] = {
                "name": change.after.content.name[:LONGEST_NAME],
                "most": LONGEST_NAME,
            }
            issues.append(Issue("changes", Message(sentence, params), change.entry))
    if issues:
        raise InvalidError(issues)


def require_future(draft: DraftContent, today: date) -> None:
    """Raise InvalidError for a validity that is over before it begins."""
    if draft.valid_until is not None and draft.valid_until < max(draft.effective_from or today, today):
        raise invalid("valid_until", N_("It would lose its validity before it comes into force."))


def _missing(draft: DraftContent) -> Iterator[Issue]:
    wanted = {
        "title": (draft.title, N_("Give the proposal a title.")),
        "trigger": (draft.trigger, N_("Choose what makes the change necessary.")),
        "trigger_date": (
            draft.trigger_date,
            N_("Give the day of the trigger; the statutory time runs from it."),
        ),
        "rationale": (draft.rationale, N_("Say why the change is needed.")),
        "changes": (
            draft.changes or draft.body_change,
            N_("The proposal changes nothing yet; pick a row or add one."),
        ),
    }
    for field, (value, sentence) in wanted.items():
        if not (value.strip() if isinstance(value, str) else value):
            yield Issue(field, Message(sentence))


def _too_long(change: DraftChange) -> str:
    after = change.after
    if max(len(after.content.name), len(after.left_out_note)) > LONGEST_NAME:
        return N_("The name of a row, and why it is left out, can have %(most)s characters at most.")
    return ""


_NOTHING = sa.cast(sa.null(), BigId)
_THERE: sa.CompoundSelect[str | None, int | None, int | None] = sa.union_all(
    sa.select(Entry.id, _NOTHING, _NOTHING).where(Entry.id.in_(sa.bindparam("rows", expanding=True))),
    sa.select(sa.null(), Body.id, _NOTHING).where(Body.id.in_(sa.bindparam("bodies", expanding=True))),
    sa.select(sa.null(), _NOTHING, LegalBasis.id).where(
        LegalBasis.id.in_(sa.bindparam("bases", expanding=True))
    ),
)
"""Which rows, bodies and bases there are, each in a column of its own."""


class _Known:
    """What a draft refers to and the database has: rows, bodies and bases, asked for all at once."""

    def __init__(self, session: Session, draft: DraftContent, current: Mapping[str, PublishedRow]) -> None:
        """Ask; one statement, however long the draft is."""
        self.published = current.keys()
        after = [change.after for change in draft.changes]
        rows = {state.entry for state in after} | {state.upstream_entry for state in after} - {None}
        bodies = _numbers(one.body for state in after for one in state.content.disclosing_bodies)
        bases = _numbers(one.basis for state in after for one in state.content.legal_bases)
        self.rows: set[str] = set()
        self.bodies: set[int] = set()
        self.bases: set[int] = set()
        asked = {
            "rows": sorted(one for one in rows if one is not None),
            "bodies": sorted(bodies),
            "bases": sorted(bases),
        }
        for row, body, basis in ask(session, _THERE, asked):
            self.rows |= {row} - {None}
            self.bodies |= {body} - {None}
            self.bases |= {basis} - {None}

    def misfit(self, change: DraftChange) -> str:
        """Return what an operation refers to in vain; empty where all is known."""
        after = change.after
        if not RANK.fullmatch(after.rank):
            return N_("“%(name)s” has no place among its siblings; choose its place again.")
        if change.entry not in self.published and (
            after.entry in self.rows
            or not IDENTITY.fullmatch(after.entry)
            or not _may_begin_so(after)
            or (after.upstream_entry is not None and after.upstream_entry not in self.rows)
        ):
            return N_("“%(name)s” cannot be added like this; take it out of the proposal and add it again.")
        if any(int(key or 0) not in self.bodies for key in _plain(after.content.disclosing_bodies, "body")):
            return N_("“%(name)s”: choose the disclosing bodies from the list.")
        if any(key and int(key) not in self.bases for key in _plain(after.content.legal_bases, "basis")):
            return N_("“%(name)s” cites a legal basis that is not in the register; choose it again.")
        return ""


def _may_begin_so(state: EntryState) -> bool:
    """Whether a new row may have this presence: listed, or left out where it stands for an entry of the standard."""
    is_of_standard = state.upstream_entry is not None and state.origin is Origin.ADAPTED
    return state.is_listed or (state.presence is Presence.LEFT_OUT and is_of_standard)


def _plain(values: Iterable[object], name: str) -> list[str]:
    """Return references as numbers, `0` (which nothing has) for what is none, empty where there is none."""
    texts = [str(getattr(value, name)) for value in values]
    return [text if not text or NUMBER.fullmatch(text) else "0" for text in texts]


def _numbers(texts: Iterable[str]) -> set[int]:
    return {int(text) for text in texts if NUMBER.fullmatch(text)}


def _unstorable() -> InvalidError:
    return invalid("draft", N_("The text holds characters that cannot be stored; please remove them."))
