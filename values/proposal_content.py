"""What a proposal says: its working draft, and the frozen content of a revision that sign-offs bind to."""

from dataclasses import dataclass, field
from datetime import date

from values.body_change import BodyChange
from values.canonical import canonical_record, sha256_hex
from values.entry import EntryState
from values.serial import from_plain
from values.vocabulary import Operation, Trigger, WaitingAnswer

FORM_VERSION = 2
"""Version of the canonical form; it only ever grows, since old hashes must stay reproducible."""


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file that belongs to a proposal, by the hash of its bytes; the name is the one it was attached under."""

    sha256: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DraftChange:
    """One operation of the working draft: the entry as it is to become."""

    operation: Operation
    after: EntryState
    note: str = ""
    """The drafter's justification for this row."""
    base_sha256: str = ""
    """Hash of the published state that the drafter had before them; empty for an entry to be added."""
    sources: tuple[str, ...] = ()
    """Of a row that comes out of a split or merge: the identities of the rows it came from."""
    unsettled: dict[str, str] = field(default_factory=dict)
    """Field whose conflict awaits an answer → hash of the published state that came before the conflict."""
    settled: dict[str, str] = field(default_factory=dict)
    """Question about the row's place, name or waiting version that was answered → hash of what was published then."""
    waiting: WaitingAnswer | None = None
    """Of an entry with a waiting version: how far the change reaches; settled under `waiting_version`."""

    @property
    def entry(self) -> str:
        """The identity of the entry it changes."""
        return self.after.entry


@dataclass(frozen=True, kw_only=True)
class DraftContent:
    """The mutable part of a proposal before it is frozen."""

    title: str = ""
    trigger: Trigger | None = None
    trigger_date: date | None = None
    """触发日: the law, function or fact that makes the change necessary; the statutory clock runs from it."""
    rationale: str = ""
    policy_source: str = ""
    effective_from: date | None = None
    """None: in force on publication."""
    is_trial: bool = False
    """试行."""
    valid_until: date | None = None
    """有效期至, the day itself included."""
    interpretation: str = ""
    attachments: tuple[AttachedFile, ...] = ()
    changes: tuple[DraftChange, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    """Warning key → justification."""
    dropped: tuple[str, ...] = ()
    """Entries whose change dropped out, since a release made the same one or the drafter gave way to it."""
    body_change: BodyChange | None = None
    """What it does to a body in all its catalogues (机构改革), if anything."""

    def change_of(self, entry: str) -> DraftChange | None:
        """Return what the draft does to an entry, if anything."""
        return next((change for change in self.changes if change.entry == entry), None)

    @property
    def sha256(self) -> str:
        """Hash of the draft as it stands, to recognise a save that was undone."""
        return sha256_hex(canonical_record(self))


@dataclass(frozen=True, kw_only=True)
class EntryChange:
    """One operation as frozen: what the entry was in the base release, and what it becomes."""

    operation: Operation
    entry: str
    before: EntryState | None
    after: EntryState
    note: str = ""
    sources: tuple[str, ...] = ()
    """Of a row that comes out of a split or merge: the rows it came from."""
    effective_from: date | None = None
    """Of a waiting version that is changed as well: its own day; None: the proposal's effective date."""


@dataclass(frozen=True, kw_only=True)
class Contributor:
    """Who wrote into the proposal, for which body, and for whom they acted."""

    person: str
    body: str
    on_behalf_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class CatalogueChanges:
    """What a body change does in a catalogue beside the proposal's own; a renaming changes no row."""

    catalogue: str
    base_release: int
    changes: tuple[EntryChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RevisionContent:
    """Everything a revision (第n稿) fixes; its hash is what sign-offs and approval name."""

    proposal: str
    catalogue: str
    base_release: int
    title: str
    trigger: Trigger
    trigger_date: date
    rationale: str
    policy_source: str
    effective_from: date | None
    interpretation: str
    changes: tuple[EntryChange, ...]
    answers: dict[str, str]
    contributors: tuple[Contributor, ...]
    is_trial: bool = False
    valid_until: date | None = None
    attachments: tuple[AttachedFile, ...] = ()
    body_change: BodyChange | None = None
    elsewhere: tuple[CatalogueChanges, ...] = ()
    """Of a body change: every other catalogue of the body, in the order of their codes."""
    v: int = FORM_VERSION

    @property
    def data(self) -> bytes:
        """The canonical bytes that are stored and hashed."""
        return canonical_record(self)


def draft_content(plain: object) -> DraftContent:
    """Read a draft from its JSON form."""
    return from_plain(plain, DraftContent)


def revision_content(plain: object) -> RevisionContent:
    """Read a revision's content from its JSON form."""
    return from_plain(plain, RevisionContent)


def hashes_in(said: DraftContent | RevisionContent) -> set[str]:
    """Return the hashes of all files that a draft or revision names, those of its rows before and after included."""
    states: list[EntryState | None] = [change.after for change in said.changes]
    if isinstance(said, RevisionContent):
        states += [change.before for change in said.changes]
    of_rows = {one for state in states if state is not None for one in state.content.attachments}
    return of_rows | {one.sha256 for one in said.attachments}
