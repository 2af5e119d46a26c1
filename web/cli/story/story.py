"""The story of one proposal, chapter by chapter; every line says what a command returned or the database holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from flask_babel import gettext

from values.canonical import sha256_hex
from values.clock import SHANGHAI
from values.entry import EntryContent
from values.proposal_content import DraftContent
from values.vocabulary import Action, Outcome, Role, State, StepKind, Trigger
from web.catalogue.comparison import compare
from web.cli.story.floor_story import Floor
from web.cli.story.sequel import Sequel
from web.cli.story.stage import marked, require, short
from web.cli.telling import CODE, Telling
from web.wording.common import label
from workflow.commands import approval, drafting, publication, register, review, submission
from workflow.errors import ForbiddenError, InvalidError, StaleError
from workflow.queries.proposal import revision_contents
from workflow.seed.catalogues import amended

ROW = "岗位信息发布"
BEGINS = date(2026, 3, 2)
"""A Monday between holidays."""


def moment_of(days: int, hour: int, minute: int = 0) -> datetime:
    """Return a time of a day of the story."""
    return datetime(BEGINS.year, BEGINS.month, BEGINS.day, hour, minute, tzinfo=SHANGHAI) + timedelta(days)


class Story(Telling):
    """The chapters."""

    def tell(self) -> None:
        """Play every chapter in its order."""
        chapters: tuple[Callable[[], None], ...] = (
            self.setting,
            self.drafted,
            self.drafted_by_two,
            self.submitted,
            self.returned,
            self.revised,
            self.signed_off,
            self.kept_apart,
            self.approved,
            self.published,
        )
        for chapter in chapters:
            chapter()
        self.aftermath.tell(self.number, self.row.state.entry)
        Sequel(self.stage, self.aftermath).tell()
        Floor(self.stage, self.aftermath).tell()
        self.stage.end(gettext("Everything went as told. The database of this story is thrown away now."))

    def setting(self) -> None:
        """Say where the story plays, and give one person a second role."""
        stage = self.stage
        stage.begin(gettext("How a change to the catalogue comes about, told by the commands of the pages"))
        stage.chapter(gettext("The county"), moment_of(0, 9))
        self.row = self.aftermath.row(ROW)
        catalogue = self.aftermath.catalogue
        stage.line(
            gettext(
                "“%(title)s”: release %(no)s, %(rows)s rows, seeded by the same commands as everything below.",
                title=catalogue.title,
                no=catalogue.current_release_no,
                rows=len(self.aftermath.rows()),
            )
        )
        register.assign(
            person_id=stage.world.people["supervisor2"],
            body_id=stage.world.bodies["bureau"],
            role=Role.DRAFTER,
            actor=stage.actor("security-admin"),
        )
        stage.line(
            gettext(
                "%(who)s is made %(role)s as well, so that we see what separation of duties is worth.",
                who=stage.who("supervisor2"),
                role=label(Role.DRAFTER),
            )
        )

    def drafted(self) -> None:
        """A drafter shortens a deadline."""
        stage = self.stage
        stage.chapter(gettext("Drafting"), moment_of(0, 9, 10))
        content = self.row.state.content
        self.text = DraftContent(
            title=gettext("Shorten the deadline of “%(row)s”", row=ROW),
            trigger=Trigger.ANNUAL_CHECK,
            rationale=gettext("Vacancies are collected every week; they can be disclosed sooner."),
            policy_source="《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）",
            changes=(amended(self.row, _with_days(content, "10")),),
        )
        self.number = drafting.open_proposal(CODE, actor=stage.actor("drafter"), content=self.text)
        stage.line(
            gettext("%(who)s opens proposal %(number)s.", who=stage.who("drafter"), number=self.number)
        )
        self.say_redline()
        self.say_state(State.DRAFT)
        stage.line(
            gettext(
                "%(name)s submits too early. Refused: %(sentence)s",
                name=stage.name("drafter"),
                sentence=stage.refused(
                    InvalidError, lambda: submission.submit(self.number, actor=stage.actor("drafter"))
                ),
            )
        )

    def drafted_by_two(self) -> None:
        """Another drafter adds a channel; the first one's page is stale now."""
        stage = self.stage
        stage.chapter(gettext("Two drafters, one draft"), moment_of(0, 10, 30))
        dated = replace(self.text, trigger_date=BEGINS)
        content = _with_days(self.row.state.content, "10")
        both = replace(content, channels=(*content.channels, "广播电视"))
        colleague = replace(dated, changes=(amended(self.row, both),))
        saved = drafting.save_draft(
            self.number, actor=stage.actor("supervisor2"), draft_version=self.draft_version, content=colleague
        )
        stage.line(
            gettext(
                "%(who)s gives the day of the trigger and adds a channel; the draft is version %(no)s.",
                who=stage.name("supervisor2"),
                no=saved,
            )
        )
        stale = stage.refused(
            StaleError,
            lambda: drafting.save_draft(
                self.number, actor=stage.actor("drafter"), draft_version=self.draft_version, content=dated
            ),
        )
        stage.line(
            gettext(
                "%(who)s saves from a page that still shows version %(no)s. Refused: %(sentence)s",
                who=stage.name("drafter"),
                no=self.draft_version,
                sentence=stale,
            )
        )
        self.text, self.draft_version = colleague, saved
        self.say_redline()

    def submitted(self) -> None:
        """The draft is frozen into revision 1."""
        self.stage.chapter(label(Action.SUBMIT), moment_of(0, 14))
        self.submit(expected=1)

    def returned(self) -> None:
        """The section returns it with a reason."""
        stage = self.stage
        stage.chapter(
            f"{label(StepKind.SECTION_REVIEW)} → {label(State.CHANGES_REQUESTED)}", moment_of(1, 9, 30)
        )
        reason = gettext("Ten working days cannot be kept by the villages; fifteen can.")
        review.request_changes(self.number, actor=stage.actor("reviewer"), comment=reason)
        stage.line(
            gettext("%(who)s returns it: “%(reason)s”", who=stage.who("reviewer"), reason=self.last_opinion())
        )
        self.say_state(State.CHANGES_REQUESTED)
        stage.deliver()

    def revised(self) -> None:
        """The drafter answers with revision 2."""
        stage = self.stage
        stage.chapter(gettext("Revision %(no)s", no=2), moment_of(2, 10))
        content = self.text.changes[0].after.content
        self.text = replace(self.text, changes=(amended(self.row, _with_days(content, "15", was="10")),))
        self.draft_version = drafting.save_draft(
            self.number, actor=stage.actor("drafter"), draft_version=self.draft_version, content=self.text
        )
        self.submit(expected=2)
        with stage.reading() as session:
            (_, new), (_, old) = revision_contents(session, stage.file(self.number).case.proposal.id)
        was, becomes = old.changes[0].after, new.changes[0].after
        changed = [one for one in compare(was, becomes, {}, {}) if one.is_changed]
        require([one.field for one in changed] == ["deadline"], gettext("Other fields changed as well."))
        stage.line(gettext("Against revision 1: %(redline)s", redline=marked(changed[0].merged)))

    def signed_off(self) -> None:
        """Two steps of the route are taken, each bound to the hash of revision 2."""
        stage = self.stage
        steps = (
            ("reviewer", StepKind.SECTION_REVIEW, 3, gettext("Fifteen working days can be kept. Agreed.")),
            ("secrecy", StepKind.SECRECY_REVIEW, 7, gettext("No state or work secrets. Agreed.")),
        )
        for login, kind, days, opinion in steps:
            stage.chapter(label(kind), moment_of(days, 10))
            before = stage.file(self.number).case
            require(before.steps_in_turn[0].kind is kind, gettext("Another step is in turn."))
            review.sign_off(
                self.number,
                actor=stage.actor(login),
                version=before.proposal.version,
                outcome=Outcome.AGREED,
                opinion=opinion,
            )
            signed = stage.file(self.number).case.sign_offs[-1]
            stage.line(
                gettext(
                    "%(who)s: %(outcome)s, “%(opinion)s”, bound to %(hash)s",
                    who=stage.who(login),
                    outcome=label(signed.outcome),
                    opinion=signed.opinion,
                    hash=short(signed.content_sha256),
                )
            )
            self.say_state(State.IN_REVIEW if login == "reviewer" else State.IN_APPROVAL)
            stage.deliver()

    def kept_apart(self) -> None:
        """A contributor cannot approve, neither through the program nor around it."""
        stage = self.stage
        stage.chapter(gettext("Separation of duties"), moment_of(8, 9))
        case = stage.file(self.number).case
        for login in ("supervisor2", "reviewer"):
            stage.line(
                gettext(
                    "%(who)s tries to approve. Refused: %(sentence)s",
                    who=stage.who(login),
                    sentence=stage.refused(
                        ForbiddenError, partial(approval.approve, self.number, actor=stage.actor(login))
                    ),
                )
            )
        stage.line(
            gettext(
                "The same approval written into the database by hand. The database: %(message)s",
                message=stage.barred(
                    "INSERT INTO decision (proposal_id, revision_id, actor_id, action, opinion,"
                    " content_sha256, decided_at) VALUES (:proposal, :revision, :person, 'approve', '',"
                    " :hash, '2026-03-10 01:00:00')",
                    proposal=case.proposal.id,
                    revision=case.given_revision.id,
                    person=stage.world.people["supervisor2"],
                    hash=case.given_revision.content_sha256,
                ),
            )
        )
        stage.line(
            gettext(
                "The state set to “%(state)s” by hand, without an event. The database: %(message)s",
                state=label(State.APPROVED),
                message=stage.barred(
                    "UPDATE proposal SET state = 'approved', version = version + 1 WHERE id = :id",
                    id=case.proposal.id,
                ),
            )
        )
        self.say_state(State.IN_APPROVAL)

    def approved(self) -> None:
        """The supervisor approves; the approval names the hash of what was reviewed."""
        stage = self.stage
        stage.chapter(label(Action.APPROVE), moment_of(8, 15))
        approval.approve(
            self.number, actor=stage.actor("supervisor"), comment=gettext("Approved for publication.")
        )
        case = stage.file(self.number).case
        decision, revision = case.decisions[-1], case.given_revision
        bound = {decision.content_sha256, revision.content_sha256, sha256_hex(revision.data)}
        bound |= {one.content_sha256 for one in case.valid_sign_offs.values()}
        require(len(bound) == 1, gettext("Sign-offs and approval name different contents."))
        stage.line(
            gettext(
                "%(who)s approves: “%(opinion)s”, bound to %(hash)s, the hash of revision %(no)s and of both"
                " sign-offs",
                who=stage.who("supervisor"),
                opinion=decision.opinion,
                hash=short(decision.content_sha256),
                no=revision.no,
            )
        )
        self.say_state(State.APPROVED)
        stage.deliver()

    def published(self) -> None:
        """Publication makes the next release with its notice."""
        stage = self.stage
        stage.chapter(label(Action.PUBLISH), moment_of(9, 9, 30))
        no = publication.publish(self.number, actor=stage.actor("publisher"))
        release = stage.file(self.number).release
        require(no == 2 and release is not None and release.no == no, gettext("It is not release 2."))  # noqa: PLR2004
        stage.line(gettext("%(who)s publishes: release %(no)s.", who=stage.who("publisher"), no=no))
        self.aftermath.notice(no)
        self.say_state(State.PUBLISHED)
        stage.deliver()


def _with_days(content: EntryContent, days: str, *, was: str = "20") -> EntryContent:
    return replace(content, deadline=content.deadline.replace(was, days))
