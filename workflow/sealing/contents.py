"""What events name by hash: frozen content, what the rules found, attached files, and the versions of a release."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Attachment, Catalogue, EntryVersion, Event, Revision, RuleOutcome, TransitionTable
from values.canonical import sha256_hex
from values.messages import N_, Message
from values.proposal_content import revision_content
from values.vocabulary import Action
from workflow.sealing.walk import Leaf, Wrong
from workflow.versions import read_versions, select_versions

STORED = (
    (Revision.content_sha256, Revision.data),
    (RuleOutcome.content_sha256, RuleOutcome.data),
    (TransitionTable.sha256, TransitionTable.data),
    (Attachment.sha256, Attachment.data),
)
"""Where bytes are kept that an event names by their hash."""

TOGETHER = {Attachment.sha256: 5}
"""How many are read in one statement: of files, of which each may be large, a few only."""
MANY = 200

CASE_DESTROYED = "case_destroyed"
"""The event that says which files a case gave up under a list for destruction."""


def named_hashes(leaf: Leaf) -> Iterator[str]:
    """Yield the hashes of stored bytes that an event names."""
    document, details = leaf.document, leaf.document["details"]
    yield from (document[name] for name in ("content_sha256", "previous_sha256") if document.get(name))
    rules = details.get("rules")
    if isinstance(rules, dict) and rules.get("sha256"):
        yield rules["sha256"]
    if "table_sha256" in details:
        yield details["table_sha256"]
    if leaf.action in ("attached", "detached"):
        yield details["sha256"]


def stored_bytes(session: Session, sha256: str) -> Iterator[bytes]:
    """Yield what is stored under a hash, wherever; of a file that was destroyed nothing is."""
    for key, data in STORED:
        yield from (one for one in session.scalars(sa.select(data).where(key == sha256)) if one)


def stored_together(session: Session, hashes: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what is stored under each of many hashes, once and with its hash; nothing of those that are not there."""
    left = set(hashes)
    for key, data in STORED:
        asked, many = sorted(left), TOGETHER.get(key, MANY)
        for start in range(0, len(asked), many):
            for sha256, found in session.execute(
                sa.select(key, data).where(key.in_(asked[start : start + many]))
            ):
                if found and sha256 in left:
                    left.remove(sha256)
                    yield sha256, found


def given_up(session: Session) -> dict[tuple[str, str], str]:
    """Return the number of the list by which a case gave up a file, by the proposal's number and the file's hash."""
    found: dict[tuple[str, str], str] = {}
    for data in session.scalars(sa.select(Event.data).where(Event.action == CASE_DESTROYED)):
        said = json.loads(data)
        found |= {(said["proposal"], sha256): said["details"]["list"] for sha256 in said["details"]["files"]}
    return found


@dataclass
class Contents:
    """What has been looked at; a content that many events name is hashed once."""

    session: Session
    checked: set[str] = field(default_factory=set)
    published: set[tuple[str, int]] = field(default_factory=set)
    """Releases that an event published, by catalogue and number."""
    versions: int = 0
    """Published rows that were hashed anew."""
    destroyed: Counter[str] = field(default_factory=Counter)
    """How many contents are gone because a list for destruction (销毁清册) was carried out, by the list's number."""

    def __post_init__(self) -> None:
        """Read which files each destroyed case gave up, as its event says; the walk checks that event like any other."""
        self._given_up = given_up(self.session)
        self._gone: set[tuple[str, str]] = set()

    def check(self, leaf: Leaf) -> Iterable[Wrong]:
        """Yield what is wrong with what an event names."""
        for sha256 in named_hashes(leaf):
            if sha256 in self.checked:
                continue
            found = list(stored_bytes(self.session, sha256))
            giving_up = (leaf.document["proposal"], sha256)
            if not found and giving_up in self._given_up:
                # Another case that names the same file may have to have it still.
                self.destroyed[self._given_up.pop(giving_up)] += 1
                self._gone.add(giving_up)
                continue
            if giving_up in self._gone:
                continue
            self.checked.add(sha256)
            if not found:
                yield self._wrong(leaf, N_("The content that the event names is gone."))
            elif any(sha256_hex(data) != sha256 for data in found):
                yield self._wrong(leaf, N_("The content that the event names was changed."))
        if leaf.action == Action.PUBLISH and leaf.document["content_sha256"]:
            yield from self._check_release(leaf)

    def _check_release(self, leaf: Leaf) -> Iterable[Wrong]:
        """Compare the versions of each release with what was approved, hashed anew from their columns."""
        data = self.session.scalar(
            sa.select(Revision.data)
            .where(Revision.content_sha256 == leaf.document["content_sha256"])
            .limit(1)
        )
        if data is None or sha256_hex(data) != leaf.document["content_sha256"]:
            return
        content = revision_content(json.loads(data))
        numbers = {content.catalogue: leaf.document["details"]["release"]} | leaf.document["details"].get(
            "elsewhere", {}
        )
        approved = {content.catalogue: content.changes} | {
            one.catalogue: one.changes for one in content.elsewhere
        }
        self.published |= set(numbers.items())
        for code, changes in approved.items():
            stored = self._versions(code, numbers.get(code))
            self.versions += len(stored)
            if stored != sorted(change.after.sha256 for change in changes):
                yield self._wrong(
                    leaf,
                    N_("Release %(no)s of %(code)s does not show what was approved: its rows were changed."),
                    no=str(numbers.get(code)),
                    code=code,
                )

    def _versions(self, code: str, release_no: int | None) -> list[str]:
        query = (
            select_versions()
            .join(Catalogue, Catalogue.id == EntryVersion.catalogue_id)
            .where(Catalogue.code == code, EntryVersion.release_no == release_no)
        )
        return sorted(state.sha256 for _, state in read_versions(self.session, query))

    def _wrong(self, leaf: Leaf, said: str, **params: str) -> Wrong:
        return Wrong(Message(said, dict(params)), index=leaf.index, event_id=leaf.event_id)
