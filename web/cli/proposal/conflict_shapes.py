"""What `flask proposal conflicts|update … --json` prints; `docs/command-line.md` describes each member."""

from dataclasses import dataclass

from values.vocabulary import ConflictKind
from web.cli.catalogue.shapes import FieldChange


@dataclass(frozen=True, kw_only=True)
class AnswerLine:
    """An answer that a question can have."""

    answer: str
    label: str
    result: str


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """What only the drafter can decide."""

    key: str
    row: str
    field: str
    kind: ConflictKind
    question: str
    began: str
    published: str
    draft: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """A row that takes over by itself what was published."""

    entry: str
    row: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, kw_only=True)
class Conflicts:
    """A draft against the catalogue as it is."""

    number: str
    draft_version: int
    release: int | None
    is_up_to_date: bool
    nothing_remains: bool
    questions: tuple[QuestionLine, ...]
    taken_over: tuple[TakenOver, ...]
    dropped: tuple[str, ...]
