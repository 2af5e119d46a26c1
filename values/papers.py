"""The official papers of a proposal and of a release, in words and ready to be set; they always speak Chinese."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from values.redline import Segment, SegmentKind


class PaperKind(StrEnum):
    """Which paper it is."""

    APPLICATION = "application"
    APPROVAL = "approval"
    NOTICE = "notice"
    REDLINE = "redline"


class PaperFormat(StrEnum):
    """What kind of file a paper is given as; its value is the ending of the name."""

    DOCX = "docx"
    PDF = "pdf"


HEADINGS = {
    PaperKind.APPLICATION: "政务公开目录清单调整申请表",
    PaperKind.APPROVAL: "政务公开目录调整呈批单",
    PaperKind.NOTICE: "公布通知",
    PaperKind.REDLINE: "目录调整修订稿",
}
"""What stands above each kind, and what its file is called."""


@dataclass(frozen=True, kw_only=True)
class PaperField:
    """A changed field of a row, read in order."""

    label: str
    parts: tuple[Segment, ...]

    @property
    def old(self) -> str:
        """What it says before."""
        return "".join(one.text for one in self.parts if one.kind is not SegmentKind.INSERTED)

    @property
    def new(self) -> str:
        """What it says afterwards."""
        return "".join(one.text for one in self.parts if one.kind is not SegmentKind.DELETED)


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """A changed row of the catalogue."""

    operation: str
    number: str
    """序号."""
    name: str
    fields: tuple[PaperField, ...]
    note: str = ""
    """The drafter's justification."""
    origin: str = ""
    """Of a row that comes out of a split or merge: the rows it came from."""
    since: str = ""
    """The day from which it holds, where it is another than the paper's."""
    catalogue: str = ""
    """The title of another catalogue that it stands in: of a body change."""

    @property
    def title(self) -> str:
        """What is done to which row."""
        number = f"（序号{self.number}）" if self.number else ""
        catalogue = f"，《{self.catalogue.strip('《》')}》" if self.catalogue else ""
        return f"{self.operation}“{self.name}”{number}{catalogue}"


@dataclass(frozen=True, kw_only=True)
class PaperOpinion:
    """What someone said of a proposal."""

    step: str
    """The step or kind of opinion."""
    body: str
    said: str
    """The answer in a word: 同意, 有意见, 逾期未反馈."""
    text: str = ""
    person: str = ""
    absent: str = ""
    """For whom a deputy spoke."""
    recorder: str = ""
    """Who recorded it from a signed paper (代录)."""
    day: str = ""
    revision: int | None = None
    """Of which revision it spoke, where it was an earlier one."""


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """What the head of every paper of a proposal says: the revision, and what it is for."""

    number: str
    revision: int
    sha256: str
    catalogue: str
    body: str
    """The drafting body."""
    submitted_on: str
    title: str
    trigger: str
    trigger_date: str
    in_force: str
    """From when it is to hold; empty: from its publication."""
    is_trial: bool
    valid_until: str
    rationale: str
    policy_source: str
    body_change: str
    """What becomes of a body, if anything."""
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, kw_only=True)
class ApplicationForm:
    """《政务公开目录清单调整申请表》, with empty boxes for what is signed on paper."""

    submitted: Submitted
    interpretation: str
    attachments: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    """The steps of the route, each with its body."""


@dataclass(frozen=True, kw_only=True)
class ApprovalSheet:
    """呈批单: one page for the leader."""

    submitted: Submitted
    rules: str
    """What the rules found when it was submitted."""
    opinions: tuple[PaperOpinion, ...]
    advice: tuple[PaperOpinion, ...]
    """拟办意见, as the government's office gave it; empty: to be written by hand."""
    decision: PaperOpinion | None
    """What the supervisor said; None: to be written by hand."""


@dataclass(frozen=True, kw_only=True)
class RedlinePaper:
    """A proposal as tracked changes."""

    submitted: Submitted
    moment: datetime
    """When the revision was submitted."""


@dataclass(frozen=True, kw_only=True)
class NoticePaper:
    """公布通知."""

    catalogue: str
    release: int
    index_number: str
    document_number: str
    issuing_body: str
    drafting_body: str
    signatory: str
    title: str
    written_on: str
    published_on: str
    effective_on: str
    is_trial: bool
    valid_until: str
    text: str
    """What was said beside the usual words."""
    rows: tuple[PaperRow, ...]


Paper = ApplicationForm | ApprovalSheet | RedlinePaper | NoticePaper
