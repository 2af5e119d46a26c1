"""Walk a log from its first leaf: hash every event anew, rebuild the tree, and compare with what is stored and signed."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ledger.hashing import TreeHash
from ledger.tree import Place, root, subtrees
from models import Catalogue, Event, LedgerLeaf, LedgerLog, LedgerNode, Proposal
from values.messages import N_, Message
from workflow.sealing import store
from workflow.sealing.columns import read_document

PAGE_LEVEL = 10
PAGE = 1 << PAGE_LEVEL
"""Leaves that are read at once: a perfect subtree."""

EVENT_GONE = N_("The event of this leaf is gone.")
LEAF_GONE = N_("This leaf is gone.")


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
    part: tuple[int, int] | None = None
    """The leaves whose events are hashed anew, from the first to before the second; None: all.

    They are hashed in whole pages. Of the other pages the stored subtrees are taken as they are, and joined: what is
    signed must be met by them as well.
    """
    wrong: list[Wrong] = field(default_factory=list)
    size: int = 0
    root: bytes = b""
    _known: dict[Place, bytes] = field(default_factory=dict)
    _stored: dict[Place, bytes] = field(default_factory=dict)
    _right_until: int = 0

    def __post_init__(self) -> None:
        """Begin with the empty tree."""
        self._sizes = sorted(self.heads)
        self._hash = TreeHash(self.log.hash_algorithm)
        self.root = self._hash.empty()

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf whose event is as it was, and note what is wrong with the others and with the tree."""
        if self.part is not None:
            self._stored = dict(self._upper_nodes())
        while True:
            if (page := self._skimmed()) is None:
                rows = self._page()
                page = {(0, row.place): row.leaf_hash for row in rows}
                for row in rows:
                    leaf = self._leaf(row)
                    if leaf is not None:
                        yield leaf
                self._build(page)
                self._compare_nodes(page)
                count = len(rows)
            else:
                count = PAGE
            if not count:
                break
            self._take(page, count)
            if count < PAGE:
                break
        self._refuse_larger_heads()

    def _refuse_larger_heads(self) -> None:
        for size in self._signed(self.size, max(self.heads, default=0)):
            for _, who in self.heads[size]:
                message = N_("%(who)s covers %(size)s events, but only %(here)s are there.")
                said = Message(message, {"who": who, "size": size, "here": self.size})
                self.wrong.append(Wrong(said, self.size, size))

    def _signed(self, start: int, end: int) -> list[int]:
        """Return the sizes of heads above the one and up to the other."""
        return self._sizes[bisect_right(self._sizes, start) : bisect_right(self._sizes, end)]

    def _take(self, page: dict[Place, bytes], count: int) -> None:
        """Go on behind a page."""
        self._compare_heads(page, self.size, self.size + count - 1)
        self._known |= {place: one for place, one in page.items() if place[0] == PAGE_LEVEL}
        self.size += count
        # A root over whole pages is made of what they are joined into, one within a page of what is before it.
        self._join()
        self._compare_heads(page, self.size - 1, self.size)
        self.root = root(self._hash, self.size, lambda places: self._lookup(page, places))

    def _upper_nodes(self) -> Iterator[tuple[Place, bytes]]:
        """Yield the stored subtrees of a page and more."""
        rows = self.session.execute(
            sa.select(LedgerNode.level, LedgerNode.index, LedgerNode.hash).where(
                LedgerNode.log_no == self.log.no, LedgerNode.level >= PAGE_LEVEL
            )
        )
        yield from (((level, index), one) for level, index, one in rows)

    def _skimmed(self) -> dict[Place, bytes] | None:
        """Return what heads need of a page whose leaves are not hashed; None for one that is hashed, or not whole."""
        place = PAGE_LEVEL, self.size >> PAGE_LEVEL
        if self.part is None or place not in self._stored:
            return None
        end = self.size + PAGE
        if self.part[0] < end and self.size < self.part[1]:
            return None
        signed = self._signed(self.size, end - 1)
        wanted = {one for size in signed for one in subtrees(self.size, size)}
        found = store.reader(self.session, self.log)(wanted) if wanted else {}
        # Where one is missing, hashing the page tells what is wrong.
        return {**found, place: self._stored[place]} if wanted <= found.keys() else None

    def _page(self) -> Sequence[Any]:
        """Return the rows of a page; of one that lacks a leaf those before, and no leaf after is looked at."""
        rows = self.session.execute(
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
                Event.body_id,
                Event.catalogue_id,
                Event.jurisdiction_id,
                Proposal.number.label("proposal"),
                Proposal.catalogue_id.label("own_catalogue"),
                Catalogue.jurisdiction_id.label("own_jurisdiction"),
            )
            .outerjoin(Event, Event.id == LedgerLeaf.event_id)
            .outerjoin(Proposal, Proposal.id == Event.proposal_id)
            .outerjoin(Catalogue, Catalogue.id == Proposal.catalogue_id)
            .where(
                LedgerLeaf.log_no == self.log.no,
                LedgerLeaf.index >= self.size,
                LedgerLeaf.index < self.size + PAGE,
            )
            .order_by(LedgerLeaf.index)
        ).all()
        gap = next((place for place, row in enumerate(rows, self.size) if row.place != place), None)
        if gap is None:
            return rows
        self.wrong.append(Wrong(Message(LEAF_GONE), index=gap))
        return rows[: gap - self.size]

    def _leaf(self, row: Any) -> Leaf | None:
        """Check an event against its leaf and its own columns."""
        if row.data is None:
            said: str | None = EVENT_GONE
        elif self._hash.leaf(row.data) != row.leaf_hash:
            said = N_("The event was changed after it was sealed.")
        else:
            document, said = read_document(row)
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
        for size in self._signed(start, end):
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
            stored = self._stored_above(level, index)
            self._compare({(level, index): stored} if stored else {}, {(level, index): joined})

    def _stored_above(self, level: int, index: int) -> bytes | None:
        if self.part is not None:
            return self._stored.get((level, index))
        return self.session.scalar(
            sa.select(LedgerNode.hash).where(
                LedgerNode.log_no == self.log.no, LedgerNode.level == level, LedgerNode.index == index
            )
        )
