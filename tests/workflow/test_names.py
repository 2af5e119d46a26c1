"""Who has a name like this, over all catalogues: what is found, when, and for whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from flask import Flask

from models import NameWording, db
from models.db import WRITING
from models.migrations import FOLDER
from tests.counting import counted
from tests.townships import TOWNSHIP, claimed, found_township
from tests.workflow.at_once import at_once
from tests.workflow.hidings import Hidings
from tests.workflow.operating import out_of_the_heading
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World, draft
from values.clock import FrozenClock, shanghai_day
from values.hiding import HidingTarget
from values.likeness import Kind
from values.vocabulary import CatalogueKind, State
from workflow import operations
from workflow.commands import publication
from workflow.naming import note_names
from workflow.queries.names import PAGE, NamedRow, NamedRows, names_like
from workflow.reach import seats_of
from workflow.seed.catalogues import amended
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

NOTICE = "不显示"
OWN = "就业见习"


def searched(world: World, name: str, login: str | None = None, *, start: int = 0) -> NamedRows:
    """Return a page of what a person finds, or the public."""
    # What was published in this very moment is known a moment later.
    now = current_clock.get().now() + timedelta(seconds=1)
    day = shanghai_day(now)
    with transaction() as session:
        seats = seats_of(session, world.people[login], day) if login else ()
        return names_like(session, name, seats, now=now, today=day, notice=NOTICE, start=start)


def found(world: World, name: str, login: str | None = None) -> tuple[NamedRow, ...]:
    return searched(world, name, login).rows


def names(world: World, name: str, login: str | None = None) -> list[str]:
    return [one.name for one in found(world, name, login)]


def renamed(world: World, name: str, *, old: str = ROWS[0], effective_from: date | None = None) -> str:
    row = world.row(old)
    text = draft([amended(row, replace(row.state.content, name=name))], effective_from=effective_from)
    return world.published(text)


def test_every_catalogue_in_force_is_searched(world: World) -> None:
    rows = found(world, "1.1 就業政策、法規諮詢")
    assert [(one.catalogue, one.name) for one in rows] == [
        (code, ROWS[0]) for code in (STANDARD, COUNTY, OTHER_COUNTY)
    ]
    assert {(one.likeness.kind, one.likeness.ratio) for one in rows} == {(Kind.SAME, 100)}
    assert {one.path for one in rows} == {(HEADING,)}
    assert [one.kind for one in rows] == [CatalogueKind.STANDARD, CatalogueKind.LOCAL, CatalogueKind.LOCAL]
    assert rows[1].places[-1] == "青禾县"
    assert rows[0].places != rows[1].places
    assert rows[1].entry == world.row().state.entry
    assert rows[1].title == f"{COUNTY}就业领域政务公开目录"


def test_the_likest_come_first_and_say_how_they_are_like(world: World) -> None:
    world.published(world.addition("就业见习", "见习就业", "就业见习补贴", "就业见习岗", "养老金核定"))
    assert [(one.name, one.likeness.kind) for one in found(world, "就业见习")] == [
        ("就业见习", Kind.SAME),
        ("就业见习岗", Kind.CONTAINING),
        ("就业见习补贴", Kind.CONTAINING),
        ("见习就业", Kind.REORDERED),
    ]
    assert [one.likeness.kind for one in found(world, "就业政策法规质询")] == [Kind.SIMILAR] * 3


@pytest.mark.parametrize("name", ["", "  ", "\x00", "。", "业", "绝无此名", "ﷺ" * 400, "就" * 10_000])
def test_what_no_name_is_like_finds_nothing(world: World, name: str) -> None:
    assert found(world, name) == ()


def test_a_name_is_found_from_the_day_on_which_it_is_in_force(world: World, clock: FrozenClock) -> None:
    later = shanghai_day(clock.now()) + timedelta(days=10)
    entry = world.row().state.entry
    renamed(world, "用工备案", effective_from=later)
    clock.advance(timedelta(minutes=1))
    assert names(world, "用工备案") == []
    assert entry in {one.entry for one in found(world, ROWS[0])}
    clock.advance(timedelta(days=10))
    assert [(one.entry, one.name) for one in found(world, "用工备案")] == [(entry, "用工备案")]
    assert entry not in {one.entry for one in found(world, ROWS[0])}


def test_a_waiting_name_that_was_replaced_is_never_found(world: World, clock: FrozenClock) -> None:
    later = shanghai_day(clock.now()) + timedelta(days=10)
    renamed(world, "用工备案", effective_from=later)
    clock.advance(timedelta(minutes=1))
    renamed(world, "用工登记", old="用工备案", effective_from=later)
    clock.advance(timedelta(days=11))
    assert names(world, "用工备案") == []
    assert names(world, "用工登记") == ["用工登记"]


def test_rows_that_are_no_longer_listed_are_not_found(world: World) -> None:
    world.published(world.addition(OWN))
    assert names(world, OWN) == [OWN]
    world.published(draft([operations.cancelled(world.row(OWN))]))
    assert names(world, OWN) == []


def test_a_moved_row_is_shown_where_it_stands_now(world: World) -> None:
    world.published(draft(out_of_the_heading(world)))
    assert {one.catalogue: one.path for one in found(world, ROWS[1])} == {
        COUNTY: (),
        OTHER_COUNTY: (HEADING,),
        STANDARD: (HEADING,),
    }


@pytest.mark.parametrize("field", ["", "name"])
def test_a_hidden_row_or_name_is_found_by_those_in_charge_only(world: World, field: str) -> None:
    world.published(world.addition(OWN))
    hidings = Hidings(world)
    hiding = hidings.hide(target=HidingTarget(entry=world.row(OWN).state.entry, field=field))
    for login in (None, "other-drafter", "system-admin"):
        assert names(world, OWN, login) == []
        assert names(world, "就业见习岗", login) == []
    for login in ("drafter", "overseer", "auditor"):
        assert [(one.name, one.is_hidden) for one in found(world, OWN, login)] == [(OWN, True)]
    hidings.lift(hiding)
    assert [(one.name, one.is_hidden) for one in found(world, OWN)] == [(OWN, False)]


def test_what_stands_under_a_hidden_row_is_hidden_as_well(world: World) -> None:
    Hidings(world).hide(target=HidingTarget(entry=world.row(HEADING).state.entry))
    assert {one.catalogue for one in found(world, ROWS[0])} == {OTHER_COUNTY, STANDARD}
    assert {one.catalogue for one in found(world, HEADING)} == {OTHER_COUNTY, STANDARD}
    assert {one.catalogue for one in found(world, ROWS[0], "drafter")} == {COUNTY, OTHER_COUNTY, STANDARD}


def test_another_hidden_field_hides_no_name(world: World) -> None:
    Hidings(world).hide(target=HidingTarget(entry=world.row().state.entry, field="deadline"))
    assert [one.is_hidden for one in found(world, ROWS[0])] == [False] * 3


def test_the_hidden_name_of_a_heading_is_not_told_above_its_rows(world: World) -> None:
    Hidings(world).hide(target=HidingTarget(entry=world.row(HEADING).state.entry, field="name"))
    assert {one.path for one in found(world, ROWS[0]) if one.catalogue == COUNTY} == {(NOTICE,)}
    assert {one.path for one in found(world, ROWS[0], "drafter")} == {(HEADING,)}


def test_claims_of_townships_are_not_listed_beside_their_countys_rows(world: World) -> None:
    world = found_township(world)
    claimed(world, ROWS[0])
    assert TOWNSHIP not in {one.catalogue for one in found(world, ROWS[0])}
    assert len(found(world, ROWS[0])) == 3


def test_pages_show_every_row_once(world: World) -> None:
    many = [f"见习基地{number:03}" for number in range(2 * PAGE + 5)]
    world.published(world.addition(*many))
    # Some that are like it were called so once, or are hidden: they leave no gap.
    for name in many[3:9]:
        renamed(world, f"另一事项{name[-3:]}", old=name)
    Hidings(world).hide(target=HidingTarget(entry=world.row(many[60]).state.entry))
    pages: list[NamedRows] = [searched(world, "见习基地")]
    while (following := pages[-1].following) is not None:
        pages.append(searched(world, "见习基地", start=following))
    assert [len(page.rows) for page in pages] == [PAGE, 2 * PAGE + 5 - 7 - PAGE]
    assert [one.name for page in pages for one in page.rows] == [*many[:3], *many[9:60], *many[61:]]
    assert searched(world, "见习基地", start=1000) == NamedRows((), None)


def test_a_page_ends_where_something_follows_and_not_where_all_that_follows_is_hidden(world: World) -> None:
    many = [f"见习基地{number:03}" for number in range(PAGE + 1)]
    world.published(world.addition(*many))
    assert searched(world, "见习基地").following == PAGE
    Hidings(world).hide(target=HidingTarget(entry=world.row(many[-1]).state.entry))
    assert searched(world, "见习基地").following is None
    assert searched(world, "见习基地", "drafter").following == PAGE


def test_rows_of_one_name_in_one_catalogue_stay_on_one_page(world: World) -> None:
    world.published(world.addition(*(f"见习基地{number:03}" for number in range(PAGE - 1))))
    rows = [world.row(name, OTHER_COUNTY) for name in ROWS]
    alike = [amended(row, replace(row.state.content, name="见习基地管理办法")) for row in rows]
    world.published(draft(alike), code=OTHER_COUNTY, prefix="other-")
    page = searched(world, "见习基地")
    assert len(page.rows) == PAGE + 1
    assert {one.name for one in page.rows[-2:]} == {"见习基地管理办法"}
    assert page.following is None


def test_a_search_costs_hardly_more_where_many_rows_are_found(world: World) -> None:
    costs = []
    for mark, size in (("甲", 1), ("乙", 10), ("丙", 100)):
        world.published(world.addition(*(f"{mark}类见习{number}" for number in range(size))))
        with counted() as cost:
            assert len(found(world, f"{mark}类见习")) == min(size, PAGE)
        costs.append(len(cost.statements))
    # Names are looked up two, then eight, thirty-two and a hundred and twenty-eight at a time.
    assert [one - costs[0] for one in costs] == [0, 1, 3]
    assert costs[0] < 12


def test_names_that_two_publications_bring_at_once_are_kept_once(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    first = world.in_state(State.APPROVED, world.addition("技能竞赛", OWN))
    second = world.in_state(
        State.APPROVED, world.addition("职业指导", OWN, code=OTHER_COUNTY), code=OTHER_COUNTY, prefix="other-"
    )
    publishers = ((first, "publisher"), (second, "other-publisher"))
    answers = at_once(
        app,
        clock,
        [
            lambda number=number, login=login: publication.publish(number, actor=world.actor(login))
            for number, login in publishers
        ],
    )
    assert answers == [2, 2]
    clock.advance(timedelta(minutes=1))
    assert [one.catalogue for one in found(world, OWN)] == [COUNTY, OTHER_COUNTY]


def test_a_name_is_kept_once_however_often_it_is_noted(world: World) -> None:
    assert world
    for _ in range(2):
        with transaction() as session:
            note_names(session, ["新名称", "新名称", "1.1新名称"])
    with transaction() as session:
        rows = session.scalars(sa.select(NameWording).where(NameWording.bare == "新名称")).all()
    assert {(one.wording, one.length) for one in rows} == {("新名称", 3), ("1.1新名称", 3)}


def test_what_was_published_before_the_search_existed_is_found(world: World) -> None:
    before = found(world, "就业政策")
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        for statement in (
            "DROP TABLE name_wording",
            "DROP TABLE draft_check",
            "DROP INDEX ix_entry_version_name",
            "UPDATE alembic_version SET version_num = '0011'",
        ):
            connection.execute(sa.text(statement))
        config.attributes["connection"] = connection
        command.upgrade(config, "0012")
        connection.commit()
    assert found(world, "就业政策") == before
    assert len(before) == 3
