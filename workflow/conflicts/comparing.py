"""Compare a draft with the catalogue as it is now, with or without answers, and say what it becomes by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from values.canonical import content_hash
from values.entry import EntryState
from values.merging.outcome import Outcome
from values.merging.places import PlaceQuestion, Sheets, place_questions
from values.merging.rows import STRUCTURE, RowMerge, merge_rows
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Choice, ConflictKind, Operation, Presence, WaitingAnswer
from workflow import operations
from workflow.conflicts.around import Around
from workflow.queries.catalogue import PublishedRow

Answers = Mapping[str, str]
"""Key of a question → the answer, a `Choice` or a `WaitingAnswer`; what fits no question does not count."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What only the drafter can decide about a row."""

    entry: str
    name: str
    """The field, or what is asked about the row beside its fields."""
    kind: ConflictKind
    choices: tuple[Choice, ...] = ()
    """Empty for a waiting version, which has answers of its own."""
    others: tuple[str, ...] = ()
    """Other rows that raise it."""

    @property
    def key(self) -> str:
        """What an answer names it by."""
        return f"{self.entry}:{self.name}"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A draft, what was published beside it, and what becomes of the draft."""

    draft: DraftContent
    around: Around
    merges: Mapping[str, RowMerge]
    """By row that was published anew, or about which something is open: the three states before any answer."""
    dropped: tuple[str, ...]
    """Rows that leave the draft, since it proposes nothing about them any more."""
    result: DraftContent
    """The draft brought up to date."""
    questions: tuple[Question, ...]
    """What is open then."""

    @property
    def behind(self) -> tuple[str, ...]:
        """Rows that were published anew since their drafter had them before them."""
        return tuple(
            change.entry
            for change in self.draft.changes
            if (row := self.around.current.get(change.entry))
            and change.base_sha256 not in {"", row.content_sha256}
        )

    @property
    def is_up_to_date(self) -> bool:
        """Whether there is nothing to take over and nothing to decide."""
        return not self.behind and not self.questions

    @property
    def nothing_remains(self) -> bool:
        """Whether the draft changed rows once, and all that dropped out."""
        return not self.result.changes and bool(self.result.dropped)


def compare(draft: DraftContent, around: Around, answers: Answers | None = None) -> Comparison:
    """Compare a draft with the catalogue as it is, as if these answers were given."""
    given = answers or {}
    merges: dict[str, RowMerge] = {}
    text, dropped = draft, []
    for change in draft.changes:
        row = around.current.get(change.entry)
        if row is None or not (change.unsettled or change.base_sha256 not in {"", row.content_sha256}):
            continue
        merge = _merge(draft, change, row, around)
        merges[change.entry] = merge
        answered = merge.answered(_choices(given, change.entry))
        if answered.drops_out and (merge.open or merge.proposed != merge.base):
            text = operations.without(text, change.entry)
            dropped.append(change.entry)
        else:
            text = _with(text, _updated(change, answered, row))
    text = _with_waiting(text, around, given)
    text, left = _with_places(text, around, given)
    dropped += left
    return Comparison(
        draft=draft,
        around=around,
        merges=merges,
        dropped=tuple(dropped),
        result=replace(text, dropped=tuple(dict.fromkeys((*draft.dropped, *dropped)))) if dropped else text,
        questions=(*_row_questions(text, merges), *_place_questions(text, around), *_waiting(text, around)),
    )


def _merge(draft: DraftContent, change: DraftChange, row: PublishedRow, around: Around) -> RowMerge:
    merge = merge_rows(
        around.had_before(change),
        row.state,
        change.after,
        bases={field: around.had_before(change, field) for field in change.unsettled},
    )
    outcomes = [one for one in draft.changes if change.entry in one.sources]
    is_same = merge.drops_out and _are_published(outcomes, around)
    if row.state.is_listed or not outcomes or is_same:
        return merge
    # What has ended otherwise cannot be split or merged any more; its drafter is told, and lets it go.
    given_way = Outcome(merge.proposed, ConflictKind.STRUCTURE, {Choice.PUBLISHED: row.state})
    return replace(merge, merged=merge.proposed, open={STRUCTURE: given_way})


def _are_published(outcomes: Sequence[DraftChange], around: Around) -> bool:
    """Whether a release made the same rows of a split or merge."""
    rows = [around.current.get(one.entry) for one in outcomes]
    return all(row and row.state == one.after for row, one in zip(rows, outcomes, strict=True))


def _choices(given: Answers, entry: str) -> dict[str, Choice]:
    return {
        key.partition(":")[2]: Choice(answer)
        for key, answer in given.items()
        if key.partition(":")[0] == entry and answer in set(Choice)
    }


def _updated(change: DraftChange, merge: RowMerge, row: PublishedRow) -> DraftChange:
    """Return a change on its new base; fields that are still open keep their older one."""
    return replace(
        change,
        operation=operation_now(change, merge.merged, row.state),
        after=merge.merged,
        base_sha256=row.content_sha256,
        unsettled={field: change.unsettled.get(field, change.base_sha256) for field in merge.open},
    )


def operation_now(change: DraftChange, after: EntryState, published: EntryState) -> Operation:
    """Return what is done to the published row by now; a split and a merge stay what they are."""
    if change.operation in {Operation.SPLIT, Operation.MERGE}:
        return change.operation
    if after.presence is not Presence.PRESENT:
        return Operation.LEAVE_OUT if after.presence is Presence.LEFT_OUT else Operation.CANCEL
    if not published.is_listed:
        return Operation.RESTORE
    is_moved = (after.parent, after.rank) != (published.parent, published.rank)
    return Operation.MOVE if is_moved else Operation.AMEND


def _with(text: DraftContent, change: DraftChange) -> DraftContent:
    """Return the draft with a change, unless its row went with another that dropped out."""
    return operations.put(text, [change]) if text.change_of(change.entry) else text


def _places(text: DraftContent, around: Around) -> list[PlaceQuestion]:
    """Return what rows raise among the others and was not settled, or was settled before others were published."""
    sheets = Sheets(
        base=around.base,
        published={entry: row.state for entry, row in around.current.items()},
        drafted={change.entry: change.after for change in text.changes},
    )
    settled = {change.entry: change.settled for change in text.changes}
    return [one for one in place_questions(sheets) if settled[one.entry].get(one.name) != one.facts]


def _with_places(text: DraftContent, around: Around, given: Answers) -> tuple[DraftContent, list[str]]:
    """Return the draft with questions about places answered, and the rows that left it by that.

    One after the other, since each answer changes what the next is about.
    """
    left: list[str] = []
    waiting = {key: Choice(answer) for key, answer in given.items() if answer in set(Choice)}
    while place := next((one for one in _places(text, around) if _key(one) in waiting), None):
        for entry, state in place.choices.get(waiting.pop(_key(place)), {}).items():
            if state is None:
                text = operations.without(text, entry)
                left.append(entry)
            else:
                text = _settled(text, entry, state, place)
    return text, left


def _settled(text: DraftContent, entry: str, state: EntryState, place: PlaceQuestion) -> DraftContent:
    return operations.put(
        text,
        [
            replace(change, after=state, settled={**change.settled, place.name: place.facts})
            for change in text.changes
            if change.entry == entry
        ],
    )


def _key(place: PlaceQuestion) -> str:
    return f"{place.entry}:{place.name}"


def _with_waiting(text: DraftContent, around: Around, given: Answers) -> DraftContent:
    for change in text.changes:
        answer = given.get(f"{change.entry}:{ConflictKind.WAITING_VERSION}", "")
        if answer in around.waiting_answers(change.entry):
            text = _with(
                text, with_waiting_answer(change, around.waiting[change.entry], WaitingAnswer(answer))
            )
    return text


def with_waiting_answer(
    change: DraftChange, waiting: Sequence[PublishedRow], answer: WaitingAnswer
) -> DraftChange:
    """Return a change that says how far it reaches, as long as these versions are those that wait."""
    settled = {**change.settled, ConflictKind.WAITING_VERSION.value: waiting_facts(waiting)}
    return replace(change, waiting=answer, settled=settled)


def waiting_facts(waiting: Sequence[PublishedRow]) -> str:
    """Return the hash under which an answer about waiting versions is settled."""
    return content_hash([[one.content_sha256, one.effective_from.isoformat()] for one in waiting])


def _row_questions(text: DraftContent, merges: Mapping[str, RowMerge]) -> list[Question]:
    return [
        Question(
            entry=change.entry,
            name=field,
            kind=merge.open[field].kind or ConflictKind.SAME_FIELD,
            choices=tuple(merge.open[field].choices),
        )
        for change in text.changes
        if (merge := merges.get(change.entry))
        for field in change.unsettled
        if field in merge.open
    ]


def _place_questions(text: DraftContent, around: Around) -> list[Question]:
    return [
        Question(entry=one.entry, name=one.name, kind=one.kind, choices=tuple(one.choices), others=one.others)
        for one in _places(text, around)
    ]


def _waiting(text: DraftContent, around: Around) -> list[Question]:
    return [
        Question(entry=change.entry, name=ConflictKind.WAITING_VERSION, kind=ConflictKind.WAITING_VERSION)
        for change in text.changes
        if (row := around.waiting.get(change.entry))
        and (change.waiting is None or change.settled.get(ConflictKind.WAITING_VERSION) != waiting_facts(row))
    ]
