"""A walk in which people also do what stands beside the route: opinions, papers, hidings, changes of bodies."""

import contextlib
from datetime import date, timedelta

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from models import Hiding, OpinionRequest, Proposal
from tests import papers
from tests.workflow.hidings import EXPLANATION
from tests.workflow.replay_aside import assert_hidden_is_hidden, assert_papers_and_opinions_hold
from tests.workflow.walking import LOGINS, Walk
from tests.world import COUNTY
from values.body_change import BodyChange, BodyChangeKind
from values.clock import shanghai_day
from values.hiding import HidingReason, HidingTarget
from values.vocabulary import Action, OpinionAnswer, Outcome, State
from workflow.commands import body_changing, hiding, hiding_dues, opinions
from workflow.commands.recording import Paper, record_sign_off
from workflow.errors import WorkflowError
from workflow.unit import transaction

HIDEABLE = ("", "name", "deadline", "content_elements")
"""A whole row, or one of these fields."""

CLERKS = ("publisher", "publisher2", "office", "two-posts", "drafter")
SIGNATORIES = ("reviewer", "secrecy", "office", "drafting-reviewer")


class WalkAside(Walk):
    """The walk, with everything that is done beside the route of a proposal."""

    def __init__(self) -> None:
        """Begin with one proposal in review as well, about which bodies can be asked."""
        super().__init__()
        self.numbers.append(self.world.in_state(State.IN_REVIEW))

    @rule(which=st.integers(0, 3), who=st.sampled_from(("drafter", "reviewer")))
    def ask_a_body(self, which: int, who: str) -> None:
        """Ask the centre for its opinion, once something is in review."""
        self.go_on(which, Action.SUBMIT)
        with contextlib.suppress(WorkflowError):
            opinions.request_opinions(
                self._number(which),
                actor=self.world.actor(who),
                bodies=[self.world.bodies["centre"]],
                working_days=5,
            )

    @rule(
        request=st.integers(0, 3),
        who=st.sampled_from(("centre-drafter", "reviewer", "other-supervisor")),
        answer=st.sampled_from(OpinionAnswer),
    )
    def answer_for_a_body(self, request: int, who: str, answer: OpinionAnswer) -> None:
        """Answer a request, for the right body or another."""
        with transaction() as session:
            asked = session.execute(
                sa.select(OpinionRequest.id, Proposal.number).join(
                    Proposal, Proposal.id == OpinionRequest.proposal_id
                )
            ).all()
        if asked:
            found, number = asked[request % len(asked)]
            with contextlib.suppress(WorkflowError):
                opinions.give_opinion(
                    number, found, actor=self.world.actor(who), answer=answer, opinion="请核对时限。"
                )

    @rule(
        which=st.integers(0, 3),
        by=st.sampled_from(CLERKS),
        of=st.sampled_from(SIGNATORIES),
        outcome=st.sampled_from(Outcome),
    )
    def record_a_paper(self, which: int, by: str, of: str, outcome: Outcome) -> None:
        """Record what was signed on paper, with its scan, once something is in review."""
        self.go_on(which, Action.SUBMIT)
        paper = Paper(
            signatory=self.world.people[of],
            outcome=outcome,
            opinion="请按附页修改。",
            signed_on=date(2026, 2, 27),
            scan_name="呈批单.pdf",
            scan=papers.PDF,
        )
        with contextlib.suppress(WorkflowError):
            record_sign_off(self._number(which), actor=self.world.actor(by), paper=paper)

    @rule(
        row=st.integers(0, 9),
        field=st.sampled_from(HIDEABLE),
        who=st.sampled_from(("publisher", "supervisor", "reviewer")),
        reason=st.sampled_from(HidingReason),
    )
    def hide(self, row: int, field: str, who: str, reason: HidingReason) -> None:
        """Hide a row or one of its fields."""
        rows = sorted(self.world.rows())
        target = HidingTarget(entry=rows[row % len(rows)], field=field)
        with contextlib.suppress(WorkflowError):
            hiding.hide(COUNTY, target, actor=self.world.actor(who), reason=reason, explanation=EXPLANATION)

    @rule(which=st.integers(0, 9), who=st.sampled_from(LOGINS), approves=st.booleans())
    def judge_a_hiding(self, which: int, who: str, approves: bool) -> None:
        """Approve or lift a hiding, whoever one is."""
        with transaction() as session:
            found = session.scalars(sa.select(Hiding.id).order_by(Hiding.id)).all()
        if found:
            judge = hiding.approve_hiding if approves else hiding.lift_hiding
            with contextlib.suppress(WorkflowError):
                judge(found[which % len(found)], actor=self.world.actor(who), opinion="已核实。")

    @rule()
    def let_days_pass_over_hidings(self) -> None:
        """Let so much time pass that hidings nobody approved are escalated or end."""
        self.clock.advance(timedelta(days=4))
        hiding_dues.attend_to_hidings()

    @rule(
        kind=st.sampled_from(BodyChangeKind),
        ahead=st.sampled_from((0, 5)),
        is_published=st.booleans(),
    )
    def change_a_body(self, kind: BodyChangeKind, ahead: int, is_published: bool) -> None:
        """Open the renaming, merging or transfer of the bureau, and perhaps bring it all the way."""
        world = self.world
        what = BodyChange(
            kind=kind,
            body=str(world.bodies["bureau"]),
            new_name="青禾县人力资源和社会保障与医疗局" if kind is BodyChangeKind.RENAME else "",
            successor="" if kind is BodyChangeKind.RENAME else str(world.bodies["centre"]),
        )
        day = shanghai_day(self.clock.now()) + timedelta(days=ahead)
        with contextlib.suppress(WorkflowError):
            number = body_changing.open_body_change(
                COUNTY, what, day=day, actor=world.actor("drafter"), rationale="机构改革方案已批复。"
            )
            self.numbers[:] = [*self.numbers[-3:], number]
            if is_published:
                world.go_on_to_publication(number)

    @invariant()
    def what_stands_beside_holds(self) -> None:
        """By the events alone: what is hidden is in no public answer; papers and opinions are as they were given."""
        with transaction() as session:
            assert_hidden_is_hidden(session, COUNTY, now=self.clock.now())
            assert_papers_and_opinions_hold(session)
