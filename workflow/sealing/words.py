"""What people wrote and events name by hash only: comments with their salt, opinions of sign-offs and decisions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Comment, Decision, Event, Proposal, SignOff
from values.canonical import instant, sha256_hex
from values.messages import N_, Message
from values.vocabulary import Action
from workflow.sealing.contents import CASE_DESTROYED
from workflow.sealing.walk import Leaf, Wrong

T = TypeVar("T")

ADDED, ERASED = "comment_added", "comment_erased"
DECIDED = frozenset((Action.APPROVE, Action.REJECT, Action.REVOKE_APPROVAL, Action.REQUEST_CHANGES))
SIGNED = frozenset((Action.SIGN_OFF, Action.REQUEST_CHANGES))

BARE = "同意"
"""What a sign-off says whose holder wrote nothing; its event names no hash."""

MOST = 1000
"""Proposals whose words are kept at once."""


@dataclass
class Words:
    """What has been looked at; the words of a proposal are read when one of its events first names some."""

    session: Session
    erased: int = 0
    """Comments that were erased by law (个人信息保护法 art. 47)."""
    _comments: dict[str, dict[str, str | None]] = field(default_factory=dict)
    _opinions: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what was erased or destroyed, as events say; the walk checks those like any other."""
        rows = self.session.execute(
            sa.select(Event.action, Event.data).where(Event.action.in_((ERASED, CASE_DESTROYED)))
        ).all()
        said = [(action, json.loads(data)) for action, data in rows]
        self._erased = {one["details"]["comment"] for action, one in said if action == ERASED}
        self._destroyed = {one["proposal"] for action, one in said if action == CASE_DESTROYED}

    def check(self, leaf: Leaf) -> Iterator[Wrong]:
        """Yield what is wrong with the words that an event names."""
        number, details = leaf.document["proposal"], leaf.document["details"]
        if leaf.action == ADDED:
            yield from self._check_comment(leaf, number, details)
        elif leaf.action in SIGNED and "step" in details:
            yield from self._check_opinion(leaf, number, details["step"], BARE)
        elif leaf.action in DECIDED:
            yield from self._check_opinion(leaf, number, leaf.action, "")

    def _check_comment(self, leaf: Leaf, number: str, details: dict[str, str]) -> Iterator[Wrong]:
        key = details["comment"]
        comments = self._comments.get(number)
        if comments is None:
            comments = _kept(self._comments, number, self._read_comments(number))
        if key not in comments:
            yield _wrong(leaf, N_("The comment that the event names is gone."))
        elif comments[key] is None:
            if key in self._erased:
                self.erased += 1
            elif number not in self._destroyed:
                yield _wrong(
                    leaf, N_("The comment that the event names was emptied, and no event says by what right.")
                )
        elif comments[key] != details["text_sha256"]:
            yield _wrong(leaf, N_("The comment that the event names was changed."))

    def _check_opinion(self, leaf: Leaf, number: str, what: str, bare: str) -> Iterator[Wrong]:
        opinions = self._opinions.get(number)
        if opinions is None:
            opinions = _kept(self._opinions, number, dict(self._read_opinions(number)))
        found = opinions.get((what, leaf.document["ts"]))
        if found is None:
            yield _wrong(leaf, N_("The opinion that the event names is gone."))
        elif found != (leaf.document["comment_sha256"] or sha256_hex(bare.encode())):
            yield _wrong(leaf, N_("The opinion that the event names was changed."))

    def _read_comments(self, number: str) -> dict[str, str | None]:
        """Return the hashes of a proposal's comments by their numbers; None: emptied."""
        rows = self.session.execute(
            sa.select(Comment.id, Comment.salt, Comment.text)
            .join(Proposal, Proposal.id == Comment.proposal_id)
            .where(Proposal.number == number)
        )
        return {
            str(key): sha256_hex((salt + text).encode()) if salt or text else None for key, salt, text in rows
        }

    def _read_opinions(self, number: str) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield the hashes of what was said of a proposal, by step or action and moment."""
        signed = (
            sa.select(SignOff.step_id, SignOff.signed_at, SignOff.opinion)
            .join(Proposal, Proposal.id == SignOff.proposal_id)
            .where(Proposal.number == number)
        )
        decided = (
            sa.select(Decision.action, Decision.decided_at, Decision.opinion)
            .join(Proposal, Proposal.id == Decision.proposal_id)
            .where(Proposal.number == number)
        )
        for query in (signed, decided):
            for what, at, opinion in self.session.execute(query):
                yield (str(what), instant(at)), sha256_hex(opinion.encode())


def _kept(known: dict[str, T], number: str, found: T) -> T:
    if len(known) >= MOST:
        known.clear()
    known[number] = found
    return found


def _wrong(leaf: Leaf, said: str) -> Wrong:
    return Wrong(Message(said), index=leaf.index, event_id=leaf.event_id)
