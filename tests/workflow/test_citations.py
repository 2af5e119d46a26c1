"""Who cites a basis, for one reader: hidden rows are no part of it for who is not in charge, open proposals are."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from models import Catalogue
from tests.townships import TOWNSHIP, claimed, found_township
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World, draft
from values.clock import FrozenClock
from values.entry import Citation
from values.hiding import HidingTarget
from values.legal_basis import BasisStatus
from values.proposal_content import DraftContent
from values.vocabulary import LeaveOutReason, State
from workflow import operations
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts, correct_basis, register_basis
from workflow.commands.basis_drafts import open_due
from workflow.commands.basis_marks import mark, take_mark_back
from workflow.errors import InvalidError, NotFoundError, StaleError
from workflow.queries.bases import citing_catalogues
from workflow.queries.basis_drafts import consequences, drafts_of
from workflow.queries.basis_file import basis_events, basis_file, matching_bases
from workflow.queries.citations import Citations, CitingRow
from workflow.queries.citing_proposals import CitingProposal, citing_proposals
from workflow.reach import seats_of
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
LAW = BasisFacts(title="中华人民共和国就业促进法", number="主席令第70号", in_force_from=date(2008, 1, 1))
NEW = BasisFacts(title="就业新办法", number="国发〔2026〕9号", in_force_from=date(2026, 1, 1))
NOTICE = "此项内容暂不公开显示。"


@pytest.fixture
def law(world: World) -> int:
    """A basis that every row of the world cites."""
    return register_basis(LAW, actor=world.actor("business-admin"))


def counted(world: World, login: str, basis: int) -> tuple[int, dict[str, int]]:
    """Return how often a basis is cited and by which catalogues how often, as someone may know it."""
    with transaction() as session:
        seats = seats_of(session, world.people[login], TODAY) if login else ()
        known = Citations(session, seats, current_clock.get().now(), NOTICE)
        found = known.catalogues(basis)
        assert known.number(basis) == len(found)
        return known.counts([basis]).get(basis, 0), {one.catalogue.code: one.citations for one in found}


def rows(world: World, login: str, basis: int, code: str = COUNTY) -> list[CitingRow]:
    with transaction() as session:
        seats = seats_of(session, world.people[login], TODAY) if login else ()
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
        return Citations(session, seats, current_clock.get().now(), NOTICE).rows(basis, catalogue)


def proposals(world: World, login: str, basis: int) -> list[CitingProposal]:
    with transaction() as session:
        return citing_proposals(session, seats_of(session, world.people[login], TODAY), basis)


def citing(world: World, texts: Sequence[str], *, names: Sequence[str] = ROWS[:1]) -> DraftContent:
    """Return a draft whose rows cite these."""
    text = world.amendment(*names)
    bases = tuple(Citation(text=one) for one in texts)
    states = [(one, replace(one.after.content, legal_bases=bases)) for one in text.changes]
    changes = (replace(one, after=replace(one.after, content=content)) for one, content in states)
    return replace(text, changes=tuple(changes))


def test_what_nothing_hides_is_counted_as_it_is_stored(world: World, law: int) -> None:
    with transaction() as session:
        stored = {one.catalogue.code: one.citations for one in citing_catalogues(session, law)}
    assert counted(world, "", law) == (sum(stored.values()), stored)
    assert {COUNTY, OTHER_COUNTY, STANDARD} <= stored.keys()
    assert [(one.number, one.name, one.is_hidden) for one in rows(world, "", law)] == [
        ("1.1", ROWS[0], False),
        ("1.2", ROWS[1], False),
    ]


@pytest.mark.parametrize("field", ["", "legal_bases"])
def test_a_hidden_citation_is_known_to_those_in_charge_alone(world: World, law: int, field: str) -> None:
    total, before = counted(world, "", law)
    target = HidingTarget(entry=world.row(ROWS[0]).state.entry, field=field)
    hiding = Hidings(world).hide(target=target)
    for login in ("", "other-drafter", "business-admin", "system-admin"):
        assert counted(world, login, law) == (total - 1, before | {COUNTY: before[COUNTY] - 1})
        assert [one.name for one in rows(world, login, law)] == [ROWS[1]]
    for login in ("drafter", "auditor", "overseer"):
        assert counted(world, login, law) == (total, before)
        assert [(one.name, one.is_hidden) for one in rows(world, login, law)] == [
            (ROWS[0], True),
            (ROWS[1], False),
        ]
    Hidings(world).lift(hiding)
    assert counted(world, "", law) == (total, before)


def test_a_catalogue_whose_every_citing_row_is_hidden_cites_nothing_for_others(
    world: World, law: int
) -> None:
    Hidings(world).hide(target=HidingTarget(entry=world.row(HEADING).state.entry))
    assert COUNTY not in counted(world, "other-drafter", law)[1]
    assert rows(world, "other-drafter", law) == []
    assert COUNTY in counted(world, "drafter", law)[1]
    assert all(one.is_hidden for one in rows(world, "drafter", law))


def test_a_hidden_name_is_not_named_although_what_the_row_cites_is(world: World, law: int) -> None:
    before = counted(world, "", law)
    Hidings(world).hide(target=HidingTarget(entry=world.row(ROWS[0]).state.entry, field="name"))
    assert counted(world, "", law) == before
    assert [one.name for one in rows(world, "", law)] == [NOTICE, ROWS[1]]


def test_catalogues_are_asked_for_a_page_at_a_time_and_beyond_a_jurisdiction(world: World, law: int) -> None:
    with transaction() as session:
        known = Citations(session, (), current_clock.get().now(), NOTICE)
        codes = [one.catalogue.code for one in known.catalogues(law)]
        assert [one.catalogue.code for one in known.catalogues(law, offset=1, limit=1)] == codes[1:2]
        path = next(s.path for s in seats_of(session, world.people["business-admin"], TODAY))
        beyond = [one.catalogue.code for one in known.catalogues(law, beyond=path)]
        below = [one.catalogue.code for one in known.catalogues(law, below=path)]
    assert (below, beyond) == ([COUNTY], [code for code in codes if code != COUNTY])


def test_a_row_that_the_table_does_not_list_cites_nothing(world: World, law: int) -> None:
    total, before = counted(world, "", law)
    left_out = operations.left_out(world.row(ROWS[0]), LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")
    world.published(draft([left_out]))
    Hidings(world).hide(target=HidingTarget(entry=world.row(ROWS[0]).state.entry))
    for login in ("", "drafter"):
        assert counted(world, login, law) == (total - 1, before | {COUNTY: before[COUNTY] - 1})
        assert [one.name for one in rows(world, login, law)] == [ROWS[1]]


def test_a_township_cites_nothing_of_its_own(world: World, law: int) -> None:
    world = found_township(world)
    claimed(world, ROWS[0])
    assert TOWNSHIP not in counted(world, "drafter", law)[1]


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
