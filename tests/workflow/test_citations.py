"""Who cites a basis, for one reader: hidden rows are no part of it for who is not in charge."""

import pytest
import sqlalchemy as sa

from models import Catalogue
from tests.townships import TOWNSHIP, claimed, found_township
from tests.workflow.bases import LAW, TODAY
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World, draft
from values.hiding import HidingTarget
from values.vocabulary import LeaveOutReason
from workflow import operations
from workflow.commands.bases import register_basis
from workflow.queries.bases import citing_catalogues
from workflow.queries.citations import Citations, CitingRow
from workflow.reach import seats_of
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

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
    assert [row.state.content.legal_bases for row in world.rows(TOWNSHIP).values()]
    by_catalogue = counted(world, "drafter", law)[1]
    assert (COUNTY in by_catalogue, TOWNSHIP in by_catalogue) == (True, False)
