"""Walk a log from its first leaf: hash every event anew, rebuild the tree, and compare with what is stored and signed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.hashing import TreeHash
from ledger.tree import Place, root
from models import Event, LedgerLeaf, LedgerLog, LedgerNode
from values.canonical import canonical_bytes, instant
from values.messages import N_, Message

PAGE_LEVEL = 10
PAGE = 1 << PAGE_LEVEL
"""Leaves that are read at once: a perfect subtree."""


@dataclass(frozen=True)
class Wrong:
    """Something that is not as it was recorded."""

    said: Message
    index: int | None = None
    """The leaf, or the first of an interval."""
    before: int | None = None
    """Where only an interval can be known, the index after its last leaf."""
    event_id: int | None = None


@dataclass(frozen=True)
class Leaf:
    """A leaf with the event that it stands for."""

    index: int
    event_id: int
    action: str
    document: Mapping[str, Any]


@dataclass
class Walk:
    """What has been seen so far."""

    session: Session
    log: LedgerLog
    heads: Mapping[int, Sequence[tuple[bytes, Message]]]
    """By size: roots that must be found there, and who says so."""
    wrong: list[Wrong] = field(default_factory=list)
    size: int = 0
    root: bytes = b""
    _known: dict[Place, bytes] = field(default_factory=dict)
    _right_until: int = 0

    def __post_init__(self) -> None:
        """Begin with the empty tree."""
        self._hash = TreeHash(self.log.hash_algorithm)
        self.root = self._hash.empty()

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf whose event is as it was, and note what is wrong with the others and with the tree."""
        while rows := self._page():
            page: dict[Place, bytes] = {}
            for row in rows:
                page[0, row.place] = row.leaf_hash
                leaf = self._leaf(row)
                if leaf is not None:
                    yield leaf
            self._build(page)
            self._compare_nodes(page)
            self._compare_heads(page, self.size, self.size + len(rows))
            self._known |= {place: one for place, one in page.items() if place[0] == PAGE_LEVEL}
            self.size += len(rows)
            self.root = root(self._hash, self.size, lambda places, page=page: self._lookup(page, places))  # type: ignore[misc]
            self._join()
            if len(rows) < PAGE:
                break
        for size, said in self.heads.items():
            if size > self.size:
                for _, who in said:
                    message = N_("%(who)s covers %(size)s events, but only %(here)s are there.")
                    self.wrong.append(
                        Wrong(
                            Message(message, {"who": who, "size": size, "here": self.size}), self.size, size
                        )
                    )

    def _page(self) -> Sequence[Any]:
        return self.session.execute(
            sa.select(
                LedgerLeaf.index.label("place"),
                LedgerLeaf.leaf_hash,
                LedgerLeaf.event_id,
                Event.data,
                Event.at,
                Event.action,
                Event.actor_id,
                Event.on_behalf_of_id,
                Event.subject_kind,
                Event.subject_id,
                Event.revision_no,
                Event.from_state,
                Event.to_state,
                Event.request_id,
            )
            .outerjoin(Event, Event.id == LedgerLeaf.event_id)
            .where(
                LedgerLeaf.log_no == self.log.no,
                LedgerLeaf.index >= self.size,
                LedgerLeaf.index < self.size + PAGE,
            )
            .order_by(LedgerLeaf.index)
        ).all()

    def _leaf(self, row: Any) -> Leaf | None:
        """Check an event against its leaf and its own columns."""
        if row.data is None:
            said: str | None = N_("The event of this leaf is gone.")
        elif self._hash.leaf(row.data) != row.leaf_hash:
            said = N_("The event was changed after it was sealed.")
        else:
            document, said = _document(row)
        if said is None:
            return Leaf(row.place, row.event_id, row.action, document)
        self.wrong.append(Wrong(Message(said), index=row.place, event_id=row.event_id))
        return None

    def _build(self, page: dict[Place, bytes]) -> None:
        """Complete the perfect subtrees of a page."""
        places = sorted(page)
        for level in range(PAGE_LEVEL):
            pairs = [place[1] // 2 for place in places if place[1] % 2 and (level, place[1] - 1) in page]
            for index in pairs:
                page[level + 1, index] = self._hash.node(page[level, 2 * index], page[level, 2 * index + 1])
            places = [(level + 1, index) for index in pairs]

    def _compare_nodes(self, page: dict[Place, bytes]) -> None:
        """Compare stored subtrees, from the smallest on, so that the first difference is a small interval."""
        built = {place: one for place, one in page.items() if place[0]}
        if not built:
            return
        ranges = [
            sa.and_(
                LedgerNode.level == level,
                LedgerNode.index >= self.size >> level,
                LedgerNode.index < (self.size + PAGE) >> level,
            )
            for level in range(1, PAGE_LEVEL + 1)
        ]
        rows = self.session.execute(
            sa.select(LedgerNode.level, LedgerNode.index, LedgerNode.hash).where(
                LedgerNode.log_no == self.log.no, sa.or_(*ranges)
            )
        )
        stored = {(level, index): one for level, index, one in rows}
        self._compare(stored, built)

    def _compare(self, stored: Mapping[Place, bytes], built: Mapping[Place, bytes]) -> None:
        for level, index in sorted(built):
            if stored.get((level, index)) != built[level, index]:
                message = Message(N_("The stored tree does not fit these leaves: they were changed."))
                self.wrong.append(Wrong(message, index << level, (index + 1) << level))
                return

    def _compare_heads(self, page: Mapping[Place, bytes], start: int, end: int) -> None:
        """Compare the roots that were signed within a page; where one differs, the change lies after the last right one."""
        for size in sorted(one for one in self.heads if start < one <= end):
            found = root(self._hash, size, lambda places: self._lookup(page, places))
            for expected, who in self.heads[size]:
                if expected != found:
                    said = Message(N_("%(who)s differs: one of these leaves was changed."), {"who": who})
                    self.wrong.append(Wrong(said, self._right_until, size))
            if all(expected == found for expected, _ in self.heads[size]):
                self._right_until = size

    def _lookup(self, page: Mapping[Place, bytes], places: Sequence[Place] | Any) -> dict[Place, bytes]:
        return {place: self._known.get(place) or page[place] for place in places}

    def _join(self) -> None:
        """Join finished pages into larger subtrees, keeping only those that a root needs."""
        index, level = (self.size >> PAGE_LEVEL) - 1, PAGE_LEVEL
        if self.size % PAGE:
            return
        while index % 2:
            left, right = self._known.pop((level, index - 1)), self._known.pop((level, index))
            level, index = level + 1, index // 2
            joined = self._known[level, index] = self._hash.node(left, right)
            stored = self.session.scalar(
                sa.select(LedgerNode.hash).where(
                    LedgerNode.log_no == self.log.no, LedgerNode.level == level, LedgerNode.index == index
                )
            )
            self._compare({(level, index): stored} if stored else {}, {(level, index): joined})


def _document(row: Any) -> tuple[Mapping[str, Any], str | None]:
    """Return what an event's bytes say, and what is wrong with them."""
    try:
        document = json.loads(row.data)
        if canonical_bytes(document) != row.data:
            return document, N_("The event's bytes are not in the canonical form.")
        is_shown = _told(document) == _stored(row)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, N_("The event's bytes are no event.")
    return document, None if is_shown else N_(
        "What the pages show of the event differs from what was sealed."
    )


def _told(document: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what an event's bytes say of the columns beside them."""
    behalf = document["on_behalf_of"]
    return (
        document["ts"],
        document["action"],
        document["actor"]["id"],
        behalf["id"] if behalf else None,
        document["subject"],
        document["revision"],
        document["from"],
        document["to"],
        document["request_id"],
    )


def _stored(row: Any) -> tuple[object, ...]:
    at: datetime = row.at
    return (
        instant(at),
        row.action,
        str(row.actor_id) if row.actor_id is not None else "system",
        str(row.on_behalf_of_id) if row.on_behalf_of_id is not None else None,
        f"{row.subject_kind}:{row.subject_id}",
        row.revision_no,
        row.from_state,
        row.to_state,
        row.request_id,
    )
