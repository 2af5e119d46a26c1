"""A basis as its pages need it: found as people type, with its history, and what follows a mark."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from tests.workflow.bases import LAW, NEW, TODAY
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.legal_basis import BasisStatus
from workflow.basis_marking import Mark
from workflow.commands.bases import correct_basis, register_basis
from workflow.commands.basis_drafts import open_due
from workflow.commands.basis_marks import mark, take_mark_back
from workflow.errors import InvalidError, NotFoundError, StaleError
from workflow.queries.basis_drafts import consequences, drafts_of
from workflow.queries.basis_file import basis_events, basis_file, matching_bases
from workflow.reach import seats_of
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def law(world: World) -> int:
    """A basis that every row of the world cites."""
    return register_basis(LAW, actor=world.actor("business-admin"))


def test_bases_are_found_however_title_and_number_are_typed(world: World) -> None:
    admin = world.actor("business-admin")
    register_basis(LAW, actor=admin)
    register_basis(replace(NEW, other_titles=("新办法",)), actor=admin)
    with transaction() as session:

        def found(words: str, status: BasisStatus | None = None) -> list[str]:
            return [one.title for one in matching_bases(session, words, day=TODAY, status=status)]

        assert found("") == found(" ") == [LAW.title, NEW.title]
        assert found("就业促进") == found("《就業促進法》") == found("70") == [LAW.title]
        assert found("国发[2026]9号") == found("国发 2026 9") == found("《新办法》") == [NEW.title]
        assert found("中华人民共和国") == [LAW.title]
        assert found("没有") == found("》《") == found("", BasisStatus.REPEALED) == []
        assert found("", BasisStatus.IN_FORCE) == [LAW.title, NEW.title]


def test_a_page_knows_who_recorded_a_mark_and_who_took_it_back(world: World, clock: FrozenClock) -> None:
    admin = world.actor("business-admin")
    basis, new = register_basis(LAW, actor=admin), register_basis(NEW, actor=admin)
    said = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="新法", successor=new)
    change = mark(basis, said, actor=admin)
    with transaction() as session:
        file = basis_file(session, basis, today=TODAY)
        assert file.standing.status is BasisStatus.REPEALED
        assert file.successor is not None
        assert file.successor.title == NEW.title
        assert [one.title for one in basis_file(session, new, today=TODAY).predecessors] == [LAW.title]
        assert file.mark(change).taken_back is None
        assert file.mark(change).by
    take_mark_back(change, actor=admin)
    with transaction() as session:
        file = basis_file(session, basis, today=TODAY)
        (shown,) = file.marks
        assert shown.taken_back is not None
        assert shown.taken_back.recorded_at == clock.now()
        assert shown.taken_back_by == shown.by != ""
        assert (file.standing.status, file.successor) == (BasisStatus.IN_FORCE, None)
        for unknown in (shown.taken_back.id, 10**12):
            with pytest.raises(NotFoundError):
                file.mark(unknown)
        with pytest.raises(NotFoundError):
            basis_file(session, 10**30, today=TODAY)


def test_every_version_of_a_basis_has_its_event(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    correct_basis(basis, replace(LAW, issuer="全国人大常委会"), actor=admin, version=1)
    change = mark(basis, Mark(status=BasisStatus.AMENDED, since=date(2015, 4, 24), by="决定"), actor=admin)
    take_mark_back(change, actor=admin)
    with transaction() as session:
        actions = [one.action for one in basis_events(session, basis)]
        assert actions == ["basis_mark_taken_back", "basis_amended", "basis_corrected", "basis_registered"]
        assert [one.action for one in basis_events(session, basis, after=2)] == actions[:2]
        assert basis_file(session, basis, today=TODAY).row.version == len(actions)


def test_what_follows_a_mark_is_known_before_it_is_recorded(world: World, law: int) -> None:
    said = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="新法")
    with transaction() as session:
        seats = seats_of(session, world.people["business-admin"], TODAY)
        found = consequences(session, law, said, seats, version=1)
        assert [one.catalogue.code for one in found.drafts] == [COUNTY]
        with pytest.raises(StaleError):
            consequences(session, law, said, seats, version=2)
        with pytest.raises(InvalidError):
            consequences(session, law, replace(said, by=" "), seats, version=1)
        with pytest.raises(InvalidError):
            consequences(session, law, replace(said, status=BasisStatus.IN_FORCE), seats, version=1)
        with pytest.raises(NotFoundError):
            consequences(session, law + 99, said, seats, version=1)
        with pytest.raises(NotFoundError):
            consequences(session, law, said, (), version=1)


def test_administrators_follow_the_drafts_of_their_own_jurisdiction(world: World, law: int) -> None:
    said = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="新法")
    change = mark(law, said, actor=world.actor("business-admin"))

    def opened(login: str) -> list[tuple[str, bool, bool, bool]]:
        with transaction() as session:
            seats = seats_of(session, world.people[login], TODAY)
            found = drafts_of(session, change, seats)
            return [(one.code, one.is_done, bool(one.number), one.is_visible) for one in found]

    assert opened("business-admin") == [(COUNTY, False, False, False)]
    assert open_due() == 1
    assert opened("business-admin") == [(COUNTY, True, True, False)]
    assert opened("drafter") == opened("other-drafter") == []


def test_the_same_click_twice_registers_and_marks_once(world: World) -> None:
    admin = world.actor("business-admin")
    key = uuid.uuid4().hex
    basis = register_basis(LAW, actor=admin, key=key)
    assert register_basis(LAW, actor=admin, key=key) == basis
    said, key = Mark(status=BasisStatus.AMENDED, since=date(2015, 4, 24), by="决定"), uuid.uuid4().hex
    change = mark(basis, said, actor=admin, version=1, key=key)
    assert mark(basis, said, actor=admin, version=1, key=key) == change


@pytest.mark.parametrize(
    "wrong",
    [
        {"note": "长" * 4001},
        {"other_titles": ("长" * 401,)},
        {"other_titles": tuple(f"名{no}" for no in range(51))},
        {"issuer": "长" * 401},
    ],
    ids=["note", "other title", "other titles", "issuer"],
)
def test_what_does_not_fit_into_the_register_is_refused(world: World, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidError) as refused:
        register_basis(replace(LAW, **wrong), actor=world.actor("business-admin"))  # type: ignore[arg-type]
    assert refused.value.issues[0].field == next(iter(wrong))
