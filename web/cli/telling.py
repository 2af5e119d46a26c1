"""What the chapters of the story share: the proposal so far, how it is submitted, and what is said of it."""

from flask_babel import gettext, ngettext

from values.proposal_content import DraftContent
from values.vocabulary import State
from web.cli.aftermath import Aftermath
from web.cli.story.stage import Stage, marked, require, short
from web.proposal.page import shown_changes
from web.wording.common import day, field_label, label
from workflow.commands import submission

CODE = "990101-employment"
"""The catalogue that the story is about."""


class Telling:
    """A proposal on its way, and what was seen of it so far."""

    def __init__(self, stage: Stage) -> None:
        """Begin in a county that has its first release."""
        self.stage = stage
        self.aftermath = Aftermath(stage, CODE)
        self.number = ""
        self.text = DraftContent()
        self.draft_version = 1

    def submit(self, *, expected: int) -> None:
        """Submit the draft as the revision of the expected number, and say what comes next."""
        stage = self.stage
        no = submission.submit(self.number, actor=stage.actor("drafter"), draft_version=self.draft_version)
        case = stage.file(self.number).case
        require(no == expected == case.given_revision.no, gettext("The revision has another number."))
        stage.line(
            gettext(
                "%(who)s submits revision %(no)s, hash %(hash)s, written by %(contributors)s.",
                who=stage.name("drafter"),
                no=no,
                hash=short(case.given_revision.content_sha256),
                contributors=gettext(", ").join(self._contributors()),
            )
        )
        step = case.steps_in_turn[0]
        stage.line(
            gettext(
                "Next: %(step)s, due on %(day)s (%(days)s).",
                step=label(step.kind),
                day=day(step.due_on),
                days=ngettext("%(num)d working day", "%(num)d working days", step.working_days),
            )
        )
        self.say_state(State.IN_REVIEW)
        stage.deliver()

    def last_opinion(self) -> str:
        """Return what the last sign-off says."""
        return self.stage.file(self.number).case.sign_offs[-1].opinion

    def say_redline(self) -> None:
        """Print what the draft changes, field by field."""
        for change in shown_changes(self.stage.file(self.number, "drafter")):
            for one in change.changed:
                self.stage.line(
                    gettext(
                        "“%(row)s”, %(field)s: %(redline)s",
                        row=change.title,
                        field=field_label(one.field),
                        redline=marked(one.merged),
                    )
                )

    def say_state(self, expected: State) -> None:
        """Print where the proposal stands, which has to be as expected."""
        state = self.stage.file(self.number).case.proposal.state
        require(state is expected, gettext("The proposal is “%(state)s”.", state=label(state)))
        self.stage.line(gettext("State: %(state)s", state=label(state)))

    def _contributors(self) -> list[str]:
        people = {str(number): login for login, number in self.stage.world.people.items()}
        content = self.stage.file(self.number).case.content
        return [self.stage.name(people[one.person]) for one in content.contributors]
