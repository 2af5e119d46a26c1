"""What the page of conflicts shows: each question with what both sides say, and what merges by itself."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from models import db
from values.entry import EntryState
from values.proposal_content import DraftChange
from values.redline import Segment, SegmentKind, redline
from values.vocabulary import Choice, ConflictKind
from web.catalogue.comparison import FieldComparison, Names, compare, field_text
from web.draft.desk import Desk, form_version
from web.draft.entry_page import refusal
from web.proposal.page import today
from web.wording.common import field_label, label, listed
from web.wording.conflicts import asked, choice_label, waiting_label
from workflow.conflicts.around import around
from workflow.conflicts.comparing import Answers, Comparison, Question
from workflow.conflicts.comparing import compare as compare_draft
from workflow.errors import WorkflowError
from workflow.queries.proposal import bodies_named_in, names_of_bodies


@dataclass(frozen=True, kw_only=True)
class ShownChoice:
    """One answer, and what the field would say by it where no side says just that."""

    value: str
    label: str
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """A question with its sides: a title and a redline each."""

    question: Question
    label: str
    sentence: str
    sides: tuple[tuple[str, tuple[Segment, ...]], ...]
    fields: list[FieldComparison]
    """Of a waiting version: what is in force until then, and what from then on."""
    others: list[tuple[str, str]]
    """Identity and name of the published rows that raise it."""
    choices: list[ShownChoice]
    chosen: str


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row of the draft about which there is something to decide or to know."""

    change: DraftChange
    title: str
    release_no: int | None
    questions: list[ShownQuestion]
    taken_over: list[FieldComparison]
    """What merges by itself: the draft as it is, and as it becomes."""
    drops_out: bool


def comparison_of(desk: Desk) -> Comparison:
    """Compare the draft on a desk with the catalogue as it is."""
    seen = around(db.session(), desk.case, desk.draft, desk.current, today=today())
    return compare_draft(desk.draft, seen)


def page_values(
    desk: Desk, *, answers: Answers | None = None, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of the page; with an error also why not, the answers staying chosen."""
    comparison = comparison_of(desk)
    proposal = desk.case.proposal
    return {
        "proposal": proposal,
        "catalogue": desk.case.catalogue,
        "comparison": comparison,
        "rows": shown_rows(desk, comparison, answers),
        "release": desk.case.catalogue.current_release_no,
        "refusal": refusal(proposal, error),
        "draft_version": form_version(desk, error),
        "kind_label": label,
    }


def shown_rows(desk: Desk, comparison: Comparison, answers: Answers | None = None) -> list[ShownRow]:
    """Return the rows of a draft about which there is something to decide or to know, in its order."""
    return _Page(desk, comparison, answers or {}).rows()


class _Page:
    """What every row of the page needs: names of rows and bodies, asked for once."""

    def __init__(self, desk: Desk, comparison: Comparison, answers: Answers) -> None:
        self.desk, self.comparison, self.answers = desk, comparison, answers
        merges = comparison.merges.values()
        states = [*desk.states.values(), *(one.base for one in merges), *comparison.around.versions.values()]
        self.bodies: Names = names_of_bodies(db.session(), bodies_named_in(states))
        self.places = {state.entry: state.content.name for state in desk.states.values()}

    def rows(self) -> list[ShownRow]:
        """Return the rows in the order of the draft; those about which nothing is to be said are left out."""
        found = [self._row(change) for change in self.comparison.draft.changes]
        return [one for one in found if one.questions or one.taken_over or one.drops_out or one.release_no]

    def _row(self, change: DraftChange) -> ShownRow:
        entry, comparison = change.entry, self.comparison
        becomes = comparison.result.change_of(entry)
        fields = compare(change.after, becomes.after, self.bodies, self.places) if becomes else []
        row = self.desk.current.get(entry)
        return ShownRow(
            change=change,
            title=change.after.content.name or gettext("New row"),
            release_no=row.release_no if row and entry in comparison.behind else None,
            questions=[self._question(one) for one in comparison.questions if one.entry == entry],
            taken_over=[one for one in fields if one.is_changed],
            drops_out=entry in comparison.dropped,
        )

    def _question(self, question: Question) -> ShownQuestion:
        is_waiting = question.kind is ConflictKind.WAITING_VERSION
        waiting = self.comparison.around.waiting.get(question.entry)
        return ShownQuestion(
            question=question,
            label=field_label(question.name),
            sentence=asked(
                question,
                listed(f"“{self.places.get(one, one)}”" for one in question.others),
                waiting[0].effective_from if waiting else None,
            ),
            sides=self._sides(question),
            fields=self._waiting_fields(question.entry) if is_waiting else [],
            others=[(one, self.places.get(one, one)) for one in question.others],
            choices=[
                ShownChoice(value=one.value, label=waiting_label(one))
                for one in self.comparison.around.waiting_answers(question.entry)
            ]
            if is_waiting
            else [self._choice(question, one) for one in Choice if one in question.choices],
            chosen=self.answers.get(question.key, ""),
        )

    def _sides(self, question: Question) -> tuple[tuple[str, tuple[Segment, ...]], ...]:
        merge = self.comparison.merges.get(question.entry)
        if merge is None or question.name not in merge.open:
            return ()
        was, now, mine = (
            self._said(state, question.name)
            for state in (merge.base_of(question.name), merge.published, merge.proposed)
        )
        return (
            (gettext("When you began"), (Segment(SegmentKind.EQUAL, was),)),
            (gettext("Published now"), redline(was, now)),
            (gettext("Your draft"), redline(was, mine)),
        )

    def _choice(self, question: Question, choice: Choice) -> ShownChoice:
        merge = self.comparison.merges.get(question.entry)
        result = ""
        if merge and question.name in merge.open:
            said = self._said(merge.open[question.name].choices[choice], question.name)
            sides = {self._said(one, question.name) for one in (merge.published, merge.proposed)}
            result = "" if said in sides else said
        return ShownChoice(value=choice.value, label=choice_label(question, choice), result=result)

    def _said(self, state: EntryState, name: str) -> str:
        return field_text(state, name, self.bodies, self.places)

    def _waiting_fields(self, entry: str) -> list[FieldComparison]:
        around = self.comparison.around
        now, waiting = around.in_force.get(entry), around.waiting[entry][0].state
        fields = compare(now.state if now else None, waiting, self.bodies, self.places)
        return [one for one in fields if one.is_changed]
