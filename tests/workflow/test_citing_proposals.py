"""Open proposals that cite a basis: a draft for its own body, a revision for all who see the proposal."""

import pytest

from tests.counting import counted
from tests.workflow.bases import LAW, NEW, TODAY, citing
from tests.world import COUNTY, World
from values.legal_basis import BasisStatus
from values.vocabulary import State
from workflow.basis_marking import Mark
from workflow.commands.bases import register_basis
from workflow.commands.basis_drafts import open_due
from workflow.commands.basis_marks import mark
from workflow.queries.citing_proposals import CitingProposal, listed, proposals_citing
from workflow.reach import seats_of
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def law(world: World) -> int:
    """A basis that every row of the world cites."""
    return register_basis(LAW, actor=world.actor("business-admin"))


def proposals(world: World, login: str, basis: int) -> list[CitingProposal]:
    with transaction() as session:
        seats = seats_of(session, world.people[login], TODAY)
        return listed(session, proposals_citing(session, seats, basis))


def test_a_working_draft_cites_for_its_own_body_alone(world: World) -> None:
    basis = register_basis(NEW, actor=world.actor("business-admin"))
    number = world.opened(citing(world, ["《就业新办法》", "就业新办法（国发[2026]9号）"]))
    (found,) = proposals(world, "drafter", basis)
    assert (found.number, found.code, found.state, found.rows) == (number, COUNTY, State.DRAFT, 1)
    assert [one.number for one in proposals(world, "auditor", basis)] == [number]
    for login in ("other-drafter", "overseer", "system-admin", "business-admin"):
        assert proposals(world, login, basis) == []


def test_from_its_submission_on_a_proposal_cites_by_its_revision(world: World) -> None:
    admin = world.actor("business-admin")
    old, new = register_basis(LAW, actor=admin), register_basis(NEW, actor=admin)
    number = world.in_state(State.CHANGES_REQUESTED, citing(world, ["《就业促进法》"]))
    world.save(number, citing(world, ["《就业新办法》"]))
    assert ([one.number for one in proposals(world, "drafter", new)], proposals(world, "drafter", old)) == (
        [number],
        [],
    )
    # Who reads the revision does not see what is being written since.
    assert [one.number for one in proposals(world, "overseer", old)] == [number]
    assert proposals(world, "overseer", new) == []
    assert proposals(world, "other-drafter", old) == []


def test_a_draft_that_the_system_opened_for_a_basis_is_shown_with_it(world: World) -> None:
    admin = world.actor("business-admin")
    law, new = register_basis(LAW, actor=admin), register_basis(NEW, actor=admin)
    mark(law, Mark(status=BasisStatus.REPEALED, since=TODAY, by="新法", successor=new), actor=admin)
    assert open_due() == 1
    assert [(one.rows, one.is_caused) for one in proposals(world, "drafter", law)] == [(0, True)]
    assert [(one.rows, one.is_caused) for one in proposals(world, "drafter", new)] == [(2, False)]
    assert proposals(world, "other-drafter", law) == []


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED, State.WITHDRAWN])
def test_only_open_proposals_cite(world: World, law: int, state: State) -> None:
    number = world.in_state(state)
    expected = [number] if not state.is_final else []
    assert [one.number for one in proposals(world, "drafter", law)] == expected


def test_a_revision_is_read_once_since_it_never_changes(world: World) -> None:
    basis = register_basis(NEW, actor=world.actor("business-admin"))
    number = world.in_state(State.IN_REVIEW, citing(world, ["《就业新办法》"]))
    with counted() as first:
        found = proposals(world, "drafter", basis)
    with counted() as again:
        assert proposals(world, "drafter", basis) == found
    assert [one.number for one in found] == [number]
    reads = [sum("revision.data" in one for one in cost.statements) for cost in (first, again)]
    assert reads == [1, 0]
