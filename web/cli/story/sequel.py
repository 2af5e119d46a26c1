"""What happens to the catalogue afterwards: a conflict, a publication at a set time, and the undoing of a release."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from flask_babel import gettext, ngettext

from values.clock import SHANGHAI
from values.entry import EntryContent
from values.proposal_content import DraftContent
from values.vocabulary import Choice, Outcome, Trigger
from web.cli.aftermath import Aftermath
from web.cli.story.stage import Stage, marked, require
from web.proposal.page import shown_changes
from web.wording.common import field_label, moment
from web.wording.conflicts import asked, choice_label
from workflow.actor import SYSTEM
from workflow.commands import approval, drafting, publication, review, revising, submission, undoing, updating
from workflow.conflicts.around import around
from workflow.conflicts.comparing import Comparison, compare
from workflow.dues import working_days
from workflow.errors import NotAllowedError
from workflow.seed.catalogues import amended
from workflow.seed.justifying import justified

ROW = "求职信息登记"
"""The row that two proposals change at once."""
NINE = time(9, 0)
SIGNERS = ("reviewer", "secrecy")
"""Who takes the steps of an amendment."""


class Sequel:
    """Two proposals on one row, and what becomes of the second."""

    def __init__(self, stage: Stage, aftermath: Aftermath) -> None:
        """Take the stage and the catalogue as the first proposal left it."""
        self.stage = stage
        self.aftermath = aftermath
        self.number = ""

    def tell(self) -> None:
        """Play every chapter, each on the next day."""
        chapters: tuple[Callable[[], None], ...] = (
            self.moved_on,
            self.settled,
            self.scheduled,
            self.undone,
        )
        for chapter in chapters:
            chapter()

    def moved_on(self) -> None:
        """A second proposal is published while the first is under review."""
        stage = self.stage
        self._chapter(gettext("Two proposals, one row"))
        row = self.aftermath.row(ROW)
        content = row.state.content
        later = replace(content, deadline="公开事项信息形成或变更之日起10个工作日内公开")
        self.number = self._opened(replace(later, channels=(*content.channels, "广播电视")))
        submission.submit(self.number, actor=stage.actor("drafter"))
        other = self._opened(
            replace(
                content,
                deadline="公开事项信息形成或变更之日起15个工作日内公开",
                content_elements=(*content.content_elements, "办理结果"),
            ),
        )
        no = self._through(other)
        stage.line(
            gettext(
                "While %(number)s is in review, %(other)s changes the same row: release %(no)s.",
                number=self.number,
                other=other,
                no=no,
            )
        )
        stage.line(
            gettext(
                "%(who)s wants to sign off. Refused: %(sentence)s",
                who=stage.who("reviewer"),
                sentence=stage.refused(NotAllowedError, lambda: self._signed(self.number, "reviewer")),
            )
        )

    def settled(self) -> None:
        """The drafter takes it back; what merges merges, and the one conflict is decided."""
        stage = self.stage
        self._chapter(gettext("Three ways"))
        revising.rebase(self.number, actor=stage.actor("drafter"))
        comparison = self._compared()
        merged = [field_label(name) for row in comparison.merges.values() for name in row.taken_over]
        require(
            [one.name for one in comparison.questions] == ["deadline"],
            gettext("The questions are not as told."),
        )
        stage.line(
            gettext(
                "Compared with what both began with: %(fields)s merged by themselves.",
                fields=gettext(", ").join(sorted(merged)),
            )
        )
        (question,) = comparison.questions
        stage.line(asked(question, "", None))
        stage.line(
            gettext(
                "%(name)s answers: %(answer)s",
                name=stage.name("drafter"),
                answer=choice_label(question, Choice.PUBLISHED),
            )
        )
        updating.bring_up_to_date(
            self.number,
            actor=stage.actor("drafter"),
            draft_version=stage.file(self.number, "drafter").draft_version,
            answers={question.key: Choice.PUBLISHED.value},
        )
        require(self._compared().is_up_to_date, gettext("Something is still open."))
        submission.submit(self.number, actor=stage.actor("drafter"))
        self._say_changes(self.number)

    def scheduled(self) -> None:
        """It is approved and published by the system, at the time that the publisher set."""
        stage = self.stage
        self._chapter(gettext("At a set time"))
        for login in SIGNERS:
            self._signed(self.number, login)
        approval.approve(
            self.number, actor=stage.actor("supervisor"), comment=gettext("Approved for publication.")
        )
        stage.fan_out()
        when = datetime.combine(stage.today + timedelta(days=1), datetime.min.time(), SHANGHAI)
        publication.schedule(self.number, actor=stage.actor("publisher"), moment=when)
        stage.line(
            gettext("%(who)s sets the time: %(moment)s.", who=stage.who("publisher"), moment=moment(when))
        )
        stage.deliver()
        stage.clock.at = when
        no = publication.publish(self.number, actor=SYSTEM)
        release = stage.file(self.number).release
        require(release is not None and release.published_at >= when, gettext("It was published too early."))
        stage.line(gettext("%(moment)s: the system publishes release %(no)s.", moment=moment(when), no=no))

    def undone(self) -> None:
        """One click prefills the reverse, which goes the whole way like any other change."""
        stage = self.stage
        self._chapter(gettext("Undoing"))
        release = stage.file(self.number).release
        require(release is not None, gettext("There is nothing to undo."))
        number = undoing.open_undo(
            self.aftermath.code, release.no if release else 0, actor=stage.actor("drafter")
        )
        stage.line(
            gettext(
                "%(who)s undoes release %(no)s with one click: proposal %(number)s, prefilled.",
                who=stage.who("drafter"),
                no=release.no if release else 0,
                number=number,
            )
        )
        self._say_changes(number, "drafter")
        no = self._through(number)
        row = self.aftermath.row(ROW)
        require("广播电视" not in row.state.content.channels, gettext("The channel is still there."))
        count = len(stage.file(number).events)
        stage.line(
            ngettext(
                "Release %(no)s: the row says what it said before; %(num)d event tells how.",
                "Release %(no)s: the row says what it said before; %(num)d events tell how.",
                count,
                no=no,
            )
        )

    def _chapter(self, title: str) -> None:
        """Begin at nine on the next working day; whatever is still owed has been delivered over night."""
        self.stage.fan_out()
        with self.stage.reading() as session:
            day = working_days(session).due_after(self.stage.today, 1).day
        self.stage.chapter(title, datetime.combine(day, NINE, SHANGHAI))

    def _opened(self, content: EntryContent) -> str:
        row = self.aftermath.row(ROW)
        text = DraftContent(
            title=gettext("Change “%(row)s”", row=ROW),
            trigger=Trigger.ANNUAL_CHECK,
            trigger_date=self.stage.today,
            rationale=gettext("Found by the yearly check."),
            changes=(amended(row, content),),
        )
        return drafting.open_proposal(
            self.aftermath.code,
            actor=self.stage.actor("drafter"),
            content=justified(self.aftermath.code, text),
        )

    def _signed(self, number: str, login: str) -> None:
        review.sign_off(
            number, actor=self.stage.actor(login), outcome=Outcome.AGREED, opinion=gettext("Agreed.")
        )

    def _through(self, number: str) -> int:
        """Bring a proposal from its draft to its release."""
        stage = self.stage
        submission.submit(number, actor=stage.actor("drafter"))
        for login in SIGNERS:
            self._signed(number, login)
        approval.approve(
            number, actor=stage.actor("supervisor"), comment=gettext("Approved for publication.")
        )
        return publication.publish(number, actor=stage.actor("publisher"))

    def _compared(self) -> Comparison:
        """Return the draft against the catalogue as it is now."""
        file = self.stage.file(self.number, "drafter")
        with self.stage.reading() as session:
            beside = around(session, file.case, file.draft, file.current, today=self.stage.today)
        return compare(file.draft, beside)

    def _say_changes(self, number: str, login: str = "auditor") -> None:
        for change in shown_changes(self.stage.file(number, login)):
            for one in change.changed:
                self.stage.line(
                    gettext(
                        "“%(row)s”, %(field)s: %(redline)s",
                        row=change.title,
                        field=field_label(one.field),
                        redline=marked(one.merged),
                    )
                )
