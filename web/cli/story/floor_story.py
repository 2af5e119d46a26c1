"""What the national standard does not let pass: a deadline that is longer, and a supplement that overlaps."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from flask_babel import gettext

from rules.findings import Finding, Severity
from values.clock import SHANGHAI
from values.entry import EntryState
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import Operation, Origin, State, Trigger
from web.cli.aftermath import Aftermath
from web.cli.story.stage import Stage, require
from web.language import say
from web.wording.common import field_label, label
from workflow.commands import drafting, submission
from workflow.dues import working_days
from workflow.errors import InvalidError
from workflow.seed.catalogues import amended

ROW = "就业政策法规咨询"
"""One of the few rows whose deadline was seen on a county's own page, so that the floor holds without softening."""
NINE = time(9, 0)


class Floor:
    """Two changes that are refused until they meet the Notice."""

    def __init__(self, stage: Stage, aftermath: Aftermath) -> None:
        """Take the stage and the catalogue."""
        self.stage = stage
        self.aftermath = aftermath

    def tell(self) -> None:
        """Play both chapters."""
        chapters: tuple[Callable[[], None], ...] = (self.longer_than_the_standard, self.listed_already)
        for chapter in chapters:
            chapter()

    def longer_than_the_standard(self) -> None:
        """A deadline of thirty working days is refused, one of fifteen passes."""
        self._chapter(gettext("The standard is the floor"))
        row = self.aftermath.row(ROW)

        def with_days(days: int) -> tuple[DraftChange, ...]:
            deadline = f"公开事项信息形成或变更之日起{days}个工作日内公开"
            return (amended(row, replace(row.state.content, deadline=deadline)),)

        title = gettext("Change “%(row)s”", row=ROW)
        self._refused_then_submitted(title, with_days(30), with_days(15), rule="R08")

    def listed_already(self) -> None:
        """A supplement under the name of a row that is there is refused; under a name of its own it passes."""
        self._chapter(gettext("A supplement that overlaps"))
        row = self.aftermath.row(ROW)
        siblings = [
            one.state for one in self.aftermath.rows().values() if one.state.parent == row.state.parent
        ]
        state = replace(
            row.state,
            entry=uuid.uuid4().hex,
            rank=rank_between(max(one.rank for one in siblings), None),
            origin=Origin.SUPPLEMENT,
            upstream_entry=None,
        )
        own = replace(
            state.content, name="青年夜校课程安排", content_elements=("课程名称", "开课时间", "报名方式")
        )
        self._refused_then_submitted(
            gettext("Add a row"), _added(state), _added(replace(state, content=own)), rule="R02"
        )

    def _refused_then_submitted(
        self, title: str, wrong: tuple[DraftChange, ...], right: tuple[DraftChange, ...], *, rule: str
    ) -> None:
        """Try to submit what a rule refuses, then what would be right, with every warning answered."""
        stage = self.stage
        text = DraftContent(
            title=title,
            trigger=Trigger.ANNUAL_CHECK,
            trigger_date=stage.today,
            rationale=gettext("Found by the yearly check."),
            interpretation=gettext("What changes for residents is told on the page."),
            changes=wrong,
        )
        number = drafting.open_proposal(self.aftermath.code, actor=stage.actor("drafter"), content=text)
        found = [one for one in self._found(number) if one.severity is Severity.ERROR]
        require(rule in {one.rule for one in found}, gettext("The rules find something else."))
        sentence = stage.refused(
            InvalidError, lambda: submission.submit(number, actor=stage.actor("drafter"))
        )
        one = next(one for one in found if one.rule == rule)
        stage.line(
            gettext(
                "%(who)s submits %(number)s. Refused by rule %(rule)s (%(clause)s), %(field)s: %(sentence)s",
                who=stage.who("drafter"),
                number=number,
                rule=rule,
                clause=one.clause,
                field=field_label(one.field),
                sentence=sentence,
            )
        )
        self._submitted(number, replace(text, changes=right))

    def _submitted(self, number: str, text: DraftContent) -> None:
        stage = self.stage
        version = stage.file(number, "drafter").draft_version
        version = drafting.save_draft(
            number, actor=stage.actor("drafter"), draft_version=version, content=text
        )
        warnings = [one for one in self._found(number) if one.severity is Severity.WARNING]
        answer = gettext("This is how it is here; the section has checked it.")
        for one in warnings:
            stage.line(
                gettext("Warning %(rule)s, answered: %(sentence)s", rule=one.rule, sentence=say(one.message))
            )
        drafting.save_draft(
            number,
            actor=stage.actor("drafter"),
            draft_version=version,
            content=replace(text, answers={one.key: answer for one in warnings}),
        )
        no = submission.submit(number, actor=stage.actor("drafter"))
        state = stage.file(number).case.proposal.state
        require(state is State.IN_REVIEW, gettext("The proposal is “%(state)s”.", state=label(state)))
        stage.line(gettext("Put right, it is submitted as revision %(no)s.", no=no))

    def _found(self, number: str) -> tuple[Finding, ...]:
        return self.stage.file(number, "drafter").findings

    def _chapter(self, title: str) -> None:
        self.stage.fan_out()
        with self.stage.reading() as session:
            day = working_days(session).due_after(self.stage.today, 1).day
        self.stage.chapter(title, datetime.combine(day, NINE, SHANGHAI))


def _added(state: EntryState) -> tuple[DraftChange, ...]:
    return (DraftChange(operation=Operation.ADD, after=state),)
