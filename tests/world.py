"""The small world that tests play in: its people by login, and how a proposal is brought to each state by commands."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import sqlalchemy as sa

from models import Catalogue, Draft, Proposal
from values.clock import shanghai_day
from values.entry import (
    Citation,
    DisclosingBody,
    EntryContent,
    EntryState,
)
from values.proposal_content import DraftChange, DraftContent, draft_content
from values.rank import rank_between
from values.vocabulary import Level, Operation, Origin, Outcome, State, Trigger, WaitingAnswer
from workflow.actor import Actor
from workflow.commands import absence, approval, drafting, publication, review, revising, submission, updating
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.seed.catalogues import amended
from workflow.seed.justifying import justified
from workflow.unit import current_clock, transaction

COUNTY = "990101-employment"
OTHER_COUNTY = "990102-employment"
STANDARD = "000000-employment"
HEADING = "就业信息服务"
ROWS = ("就业政策法规咨询", "岗位信息发布")
"""What stands under the heading, in the standard and in both counties."""

SIGNERS = ("reviewer", "secrecy")
"""Who signs off an amendment, step by step."""
SIGNERS_OF_ADDITIONS = ("reviewer", "secrecy", "office")
"""Who signs off whatever is no amendment: the government's office as well."""


@dataclass(frozen=True)
class World:
    """A nation with a standard and two counties with people for every role; identities only, so it can be kept."""

    password: str
    """Of every account."""
    people: dict[str, int] = field(default_factory=dict)
    """By login. Those of the second county begin with `other-`, those of the nation with `national-`."""
    bodies: dict[str, int] = field(default_factory=dict)
    jurisdictions: dict[str, int] = field(default_factory=dict)
    catalogues: dict[str, int] = field(default_factory=dict)

    def actor(self, login: str, *, on_behalf_of: str | None = None) -> Actor:
        """Return an account as the actor of a command."""
        return Actor(
            person_id=self.people[login], on_behalf_of_id=self.people[on_behalf_of] if on_behalf_of else None
        )

    def stood_in_for(self, login: str, *, by: str, days: int = 0) -> Actor:
        """Have a colleague stand in for someone, today and for some days more, and return the deputy."""
        today = shanghai_day(current_clock.get().now())
        absence.delegate(
            actor=self.actor(login),
            deputy_id=self.people[by],
            valid_from=today,
            valid_until=today + timedelta(days=days),
        )
        return self.actor(by, on_behalf_of=login)

    def rows(self, code: str = COUNTY) -> dict[str, PublishedRow]:
        """Return the newest release of a catalogue, by entry."""
        with transaction() as session:
            catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
            return catalogue_at_release(session, catalogue.id, catalogue.current_release_no)

    def row(self, name: str = ROWS[0], code: str = COUNTY) -> PublishedRow:
        """Return a published row by its name."""
        return next(row for row in self.rows(code).values() if row.state.content.name == name)

    def chosen(self, *names: str, code: str = COUNTY) -> list[PublishedRow]:
        """Return the published rows of these names, in this order."""
        rows = {row.state.content.name: row for row in self.rows(code).values()}
        return [rows[name] for name in names]

    def added(self, *names: str) -> tuple[str, ...]:
        """Return the names of the rows that an addition of these adds."""
        return names

    def amendment(
        self,
        *names: str,
        code: str = COUNTY,
        deadline: str = "10个工作日内公开",
        effective_from: date | None = None,
    ) -> DraftContent:
        """Return a draft that gives rows another deadline."""
        rows = self.chosen(*(names or ROWS[:1]), code=code)
        changes = [amended(row, replace(row.state.content, deadline=deadline)) for row in rows]
        return draft(changes, effective_from=effective_from)

    def addition(self, *names: str, code: str = COUNTY, effective_from: date | None = None) -> DraftContent:
        """Return a draft that adds rows at the end of the heading."""
        heading = self.row(HEADING, code).state.entry
        last = max(row.state.rank for row in self.rows(code).values() if row.state.parent == heading)
        changes = []
        for name in self.added(*(names or ("就业见习",))):
            last = rank_between(last, None)
            state = EntryState(
                entry=uuid.uuid4().hex,
                parent=heading,
                rank=last,
                content=replace(content(name, self.bodies["bureau"]), content_elements=elements_of(name)),
                origin=Origin.SUPPLEMENT,
            )
            changes.append(DraftChange(operation=Operation.ADD, after=state))
        return draft(changes, effective_from=effective_from)

    def opened(self, text: DraftContent | None = None, *, by: str = "drafter", code: str = COUNTY) -> str:
        """Open a proposal, by default one that amends the first row, with its warnings answered."""
        text = justified(code, text or self.amendment(code=code))
        return drafting.open_proposal(code, actor=self.actor(by), content=text)

    def save(self, number: str, text: DraftContent, *, by: str = "drafter") -> int:
        """Save the working draft over whatever it is now."""
        version = self.draft_version(number)
        return drafting.save_draft(number, actor=self.actor(by), draft_version=version, content=text)

    def justify(self, number: str, *, by: str = "drafter") -> None:
        """Answer the warnings that the rules find on a working draft by now."""
        with transaction() as session:
            proposal = session.scalars(sa.select(Proposal).where(Proposal.number == number)).one()
            code = session.get_one(Catalogue, proposal.catalogue_id).code
            text = draft_content(session.get_one(Draft, proposal.id).content)
        self.save(number, justified(code, text), by=by)

    def draft_version(self, number: str) -> int:
        """Return the version of a proposal's working draft."""
        with transaction() as session:
            return session.scalars(
                sa.text(
                    "SELECT d.draft_version FROM draft d JOIN proposal p ON p.id = d.proposal_id"
                    " WHERE p.number = :number"
                ).bindparams(number=number)
            ).one()

    def sign(
        self, number: str, *signers: str, outcome: Outcome = Outcome.AGREED, opinion: str = "同意。"
    ) -> None:
        """Have people sign off one after the other."""
        for login in signers:
            review.sign_off(number, actor=self.actor(login), outcome=outcome, opinion=opinion)

    def state(self, number: str) -> State:
        """Return where a proposal stands."""
        return self.proposal(number).state

    def proposal(self, number: str) -> Proposal:
        """Return the row of a proposal."""
        with transaction() as session:
            return session.scalars(sa.select(Proposal).where(Proposal.number == number)).one()

    def in_state(
        self,
        state: State,
        text: DraftContent | None = None,
        *,
        by: str = "drafter",
        code: str = COUNTY,
        signers: Sequence[str] | None = None,
        prefix: str = "",
        waiting: WaitingAnswer | None = None,
    ) -> str:
        """Bring a new proposal to a state by commands alone and return its number.

        Args:
            state: returned proposals come from the first step, withdrawn ones from the review.
            text: what is proposed; by default the first row is amended.
            by: the drafter, without prefix.
            code: the catalogue.
            signers: who signs off, step by step; by default who the operations need.
            prefix: of the logins of everyone who acts, `other-` in the second county.
            waiting: how far it reaches where versions of its rows are waiting; None: none are.
        """
        text = text or self.amendment(code=code)
        if signers is None:
            amends = all(change.operation is Operation.AMEND for change in text.changes)
            signers = SIGNERS if amends else SIGNERS_OF_ADDITIONS
        drafter = self.actor(prefix + by)
        number = drafting.open_proposal(code, actor=drafter, content=justified(code, text))
        if state is State.DRAFT:
            return number
        self.reach(number, waiting, by=prefix + by)
        submission.submit(number, actor=drafter)
        if state is State.CONSULTING:
            revising.open_consultation(
                number, actor=drafter, until=current_clock.get().now() + timedelta(days=7)
            )
        elif state is State.CHANGES_REQUESTED:
            review.request_changes(number, actor=self.actor(prefix + signers[0]), comment="请补充理由。")
        elif state is State.WITHDRAWN:
            submission.withdraw(number, actor=drafter)
        elif state is not State.IN_REVIEW:
            self.sign(number, *(prefix + signer for signer in signers))
            self.decided(number, state, prefix)
        return number

    def decided(self, number: str, state: State, prefix: str = "") -> None:
        """Bring a proposal that waits for its approval to a later state."""
        supervisor = self.actor(f"{prefix}supervisor")
        if state is State.REJECTED:
            approval.reject(number, actor=supervisor, comment="与上位规定不符。")
        elif state is not State.IN_APPROVAL:
            approval.approve(number, actor=supervisor, comment="同意公布。")
            if state is State.PUBLISHED:
                publication.publish(number, actor=self.actor(f"{prefix}publisher"))

    def go_on_to_publication(self, number: str) -> None:
        """Submit a draft of any operations and bring it all the way."""
        submission.submit(number, actor=self.actor("drafter"))
        self.sign(number, *SIGNERS)
        if self.state(number) is State.IN_REVIEW:
            self.sign(number, SIGNERS_OF_ADDITIONS[-1])
        self.decided(number, State.PUBLISHED)

    def reach(self, number: str, answer: WaitingAnswer | None, *, by: str = "drafter") -> None:
        """Say of every row of a draft how far its change reaches, where a version of it is waiting."""
        if answer is not None:
            version = self.draft_version(number)
            answers = {f"{entry}:waiting_version": answer.value for entry in self.rows()}
            updating.bring_up_to_date(number, actor=self.actor(by), draft_version=version, answers=answers)

    def published(
        self,
        text: DraftContent | None = None,
        *,
        code: str = COUNTY,
        prefix: str = "",
        waiting: WaitingAnswer | None = None,
    ) -> str:
        """Bring a new proposal all the way and return its number."""
        return self.in_state(State.PUBLISHED, text, code=code, prefix=prefix, waiting=waiting)

    def returned_by_supervisor(self, text: DraftContent | None = None) -> str:
        """Bring a new proposal to the supervisor, who sends it back, and return its number."""
        number = self.in_state(State.IN_APPROVAL, text)
        review.request_changes(number, actor=self.actor("supervisor"), comment="请说明政策依据。")
        return number


def elements_of(name: str) -> tuple[str, ...]:
    """Return content elements that no other row has, and that do not tell its name."""
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"文件名称（{mark}）", f"文件全文（{mark}）"


def draft(changes: Sequence[DraftChange], *, effective_from: date | None = None) -> DraftContent:
    """Return a draft that is complete but for nothing."""
    return DraftContent(
        title="压缩公开时限",
        trigger=Trigger.ANNUAL_CHECK,
        trigger_date=date(2026, 3, 2),
        rationale="年度核对发现可以缩短。",
        policy_source="《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）",
        effective_from=effective_from,
        changes=tuple(changes),
    )


def content(name: str, body: int) -> EntryContent:
    """Return the content of a row with every column filled in."""
    return EntryContent(
        name=name,
        content_elements=("文件名称", "文件全文"),
        legal_bases=(
            Citation(text="《中华人民共和国就业促进法》"),
            Citation(text="《就业服务与就业管理规定》"),
        ),
        deadline="公开事项信息形成或变更之日起20个工作日内公开",
        disclosing_bodies=(DisclosingBody(body=str(body)),),
        channels=("政府网站", "政务新媒体"),
        levels=(Level.COUNTY, Level.TOWNSHIP),
    )
