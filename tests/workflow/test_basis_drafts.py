"""A change of a basis opens a draft for each citing catalogue, once, that belongs to nobody until it is saved."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from models import Draft, DraftSave, Event, Proposal
from tests.docs.test_events_doc import DESCRIBED
from tests.world import COUNTY, ROWS, World
from values.legal_basis import BasisStatus
from values.proposal_content import DraftContent, draft_content
from values.vocabulary import Trigger
from workflow.basis_marking import CAUSE, Mark
from workflow.commands.bases import BasisFacts, register_basis
from workflow.commands.basis_drafts import open_draft, open_due
from workflow.commands.basis_marks import mark, take_mark_back
from workflow.commands.drafting import save_draft
from workflow.commands.submission import submit
from workflow.errors import InvalidError
from workflow.queries.bases import openings
from workflow.recipients import recipients
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

LAW = BasisFacts(title="中华人民共和国就业促进法", in_force_from=date(2008, 1, 1))
NEW = BasisFacts(title="就业新法", number="主席令第900号", in_force_from=date(2026, 1, 1))
DAY = date(2026, 2, 1)


def changed(
    world: World, status: BasisStatus = BasisStatus.REPEALED, *, succeeded: bool = False, opens: bool = True
) -> tuple[int, int]:
    """Mark the law, and return it with the mark."""
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    successor = register_basis(NEW, actor=admin) if succeeded else None
    said = Mark(status=status, since=DAY, by="主席令第900号", successor=successor)
    return basis, mark(basis, said, actor=admin, opens=opens)


def opened() -> list[tuple[Proposal, DraftContent]]:
    with transaction() as session:
        rows = session.execute(
            sa.select(Proposal, Draft).join(Draft).where(Proposal.cause_kind == CAUSE).order_by(Proposal.id)
        )
        return [(proposal, draft_content(draft.content)) for proposal, draft in rows]


def test_a_repeal_opens_a_draft_with_its_reason_for_the_citing_catalogue(world: World) -> None:
    _, change = changed(world)
    assert open_due() == 1
    ((proposal, text),) = opened()
    assert (proposal.number[:6], proposal.cause_id) == (COUNTY[:6], str(change))
    assert (text.trigger, text.trigger_date, text.policy_source) == (Trigger.BASIS_VOID, DAY, "主席令第900号")
    assert "2026年2月1日" in text.rationale
    assert {one.after.content.name for one in text.changes} == set(ROWS)
    assert all(one.note for one in text.changes)


def test_an_amendment_is_a_new_law_and_leaves_the_rows_as_they_are(world: World) -> None:
    changed(world, BasisStatus.AMENDED)
    open_due()
    ((_, text),) = opened()
    assert text.trigger is Trigger.NEW_LAW
    assert text.changes
    assert all(one.after.sha256 == one.base_sha256 for one in text.changes)


def test_a_successor_in_force_is_cited_instead_and_other_bases_stay(world: World) -> None:
    changed(world, succeeded=True)
    open_due()
    ((_, text),) = opened()
    cited = {tuple(cell.text for cell in one.after.content.legal_bases) for one in text.changes}
    assert cited == {("《就业新法》（主席令第900号）", "《就业服务与就业管理规定》")}


def test_done_twice_it_opens_nothing_twice(world: World) -> None:
    basis, _ = changed(world)
    with transaction() as session:
        ((opening, _, _),) = openings(session, basis)
    assert open_draft(opening.id)
    assert open_draft(opening.id) is None
    assert open_due() == 0
    assert len(opened()) == 1


@pytest.mark.parametrize("taken_back", [True, False], ids=["taken back", "not confirmed"])
def test_nothing_is_opened_that_is_not_wanted(world: World, *, taken_back: bool) -> None:
    _, change = changed(world, opens=taken_back)
    if taken_back:
        take_mark_back(change, actor=world.actor("business-admin"))
    assert open_due() == 0
    assert opened() == []


def test_the_administrator_contributes_nothing_and_who_saves_the_draft_takes_it_on(world: World) -> None:
    changed(world, succeeded=True)
    open_due()
    ((proposal, text),) = opened()
    drafter = world.actor("drafter")
    with pytest.raises(InvalidError):
        submit(proposal.number, actor=drafter, version=1)
    save_draft(proposal.number, actor=drafter, draft_version=1, content=text)
    save_draft(proposal.number, actor=drafter, draft_version=2, content=text)
    with transaction() as session:
        saves = session.scalars(sa.select(DraftSave).where(DraftSave.proposal_id == proposal.id)).all()
    assert [one.person_id for one in saves] == [world.people["drafter"]]


def test_the_drafters_of_the_body_are_told(world: World) -> None:
    changed(world)
    open_due()
    with transaction() as session:
        event = session.scalars(sa.select(Event).where(Event.action == "basis_draft_opened")).one()
        told = recipients(session, event, today=DAY)
    assert {world.people["drafter"], world.people["drafter2"]} <= told.keys()
    assert world.people["business-admin"] not in told
    described = DESCRIBED["basis_draft_opened"]
    found = frozenset(json.loads(event.data)["details"])
    assert (event.subject_kind, found) == (described.subject, described.details)
