"""The content of an entry (公开事项): the official table's columns and what stands beside them."""

from dataclasses import dataclass, field, replace

from values.canonical import content_hash
from values.serial import to_plain
from values.vocabulary import LeaveOutReason, Level, Origin, Presence


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A legal basis as the table cites it (公开依据)."""

    text: str
    url: str = ""
    basis: str = ""
    """Id of the basis in the register, where it was recognised."""


@dataclass(frozen=True, kw_only=True)
class DisclosingBody:
    """One of the bodies that disclose the entry (公开主体)."""

    body: str
    """Id of the body; its name may change without the entry changing."""
    lead: bool = True
    levels: tuple[Level, ...] = ()
    """The levels it discloses for; empty: all of the entry's."""


@dataclass(frozen=True, kw_only=True)
class AudienceOfEntry:
    """To whom the entry is disclosed (公开对象)."""

    all_society: bool = True
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mode:
    """How it is disclosed (公开方式); withheld needs its basis in Regulations art. 14-16."""

    proactive: bool = True
    on_request: bool = False
    withheld: bool = False
    withheld_basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Material:
    """A document that applicants hand in, with what it must look like (N3.2)."""

    name: str
    requirement: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The service guide of a service entry (办事指南, N3.2)."""

    elements: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    blank_forms: tuple[str, ...] = ()
    filling_notes: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the entry is disclosed on a level: a column or an address (公开位置)."""

    level: Level
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Telephones:
    """Whom to call: questions, supervision, complaints."""

    questions: str = ""
    supervision: str = ""
    complaints: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceCode:
    """A link to a government service item; copied from its list, never invented."""

    scheme: str
    code: str
    as_of: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryContent:
    """What an entry says. A heading (a row with children) may leave the columns empty."""

    name: str
    content_elements: tuple[str, ...] = ()
    legal_bases: tuple[Citation, ...] = ()
    deadline: str = ""
    disclosing_bodies: tuple[DisclosingBody, ...] = ()
    channels: tuple[str, ...] = ()
    audience: AudienceOfEntry = field(default_factory=AudienceOfEntry)
    mode: Mode = field(default_factory=Mode)
    levels: tuple[Level, ...] = ()
    is_service: bool = False
    guide: Guide = field(default_factory=Guide)
    places: tuple[Place, ...] = ()
    telephones: Telephones = field(default_factory=Telephones)
    interpretation: str = ""
    online_degree: str = ""
    service_codes: tuple[ServiceCode, ...] = ()
    attachments: tuple[str, ...] = ()
    """SHA-256 of each attached file."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Field → the page it was seen on, "inferred", "recalled" or "seen on an unofficial copy"."""
    confidence: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryState:
    """All that a version of an entry fixes: identity, place, presence and content."""

    entry: str
    """Permanent identity; 序号 is only how the row is numbered today."""
    parent: str | None
    rank: str
    """Sorts siblings (see `values.rank`)."""
    content: EntryContent
    presence: Presence = Presence.PRESENT
    left_out_reason: LeaveOutReason | None = None
    left_out_note: str = ""
    origin: Origin = Origin.OWN
    upstream_entry: str | None = None

    @property
    def is_listed(self) -> bool:
        """Whether the table shows it."""
        return self.presence is Presence.PRESENT

    @property
    def ended(self) -> "EntryState":
        """The same row, cancelled."""
        return replace(self, presence=Presence.CANCELLED, left_out_reason=None, left_out_note="")

    @property
    def sha256(self) -> str:
        """The hash of its canonical form, which versions and revisions are bound to."""
        return content_hash({"v": 1, **to_plain(self)})
