"""What is searched is found: whatever holds the words, by whoever may see it, on the day that is asked about."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import SearchDocument, db
from tests.counting import counted
from tests.townships import claiming, found_township, settled
from tests.workflow.hidings import Hidings
from tests.workflow.searching import assert_the_index_is_the_data, searched, titles
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, World, draft
from values.clock import FrozenClock, shanghai_day
from values.hiding import HidingTarget
from values.search_text import SearchKind, holds, words_of
from values.vocabulary import State
from workflow.commands import discussion
from workflow.commands.bases import BasisFacts, register_basis
from workflow.queries import search as queries
from workflow.queries.search import Narrowing
from workflow.search.rebuilding import parts, rebuild, renew_index
from workflow.seed.catalogues import amended
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

ALIKE = "职业培训补贴"


def test_every_catalogue_is_searched_by_the_public(world: World) -> None:
    found = searched(world, "政策 就業")
    assert [one.document.title for one in found.hits if one.document.title == ROWS[0]] == [ROWS[0]] * 3
    assert {one.code for one in found.hits} >= {COUNTY, OTHER_COUNTY}
    assert {one.document.kind for one in found.hits} == {SearchKind.ENTRY}
    assert found.total == len(found.hits)
    assert not found.is_more


@pytest.mark.parametrize("text", ["", "  ", "。", "\x00", "绝无此词", "'\"*", "AND", "就" * 1000])
def test_what_nothing_holds_finds_nothing(world: World, text: str) -> None:
    assert searched(world, text).total == 0


@pytest.mark.parametrize("text", ["zypxbt", "zhiyepeixun", "职业", "训", "培训补贴", "贴", "职业 补贴"])
def test_names_are_found_by_words_characters_and_sound(world: World, text: str) -> None:
    world.published(world.addition(ALIKE))
    assert ALIKE in titles(world, text)
    assert titles(world, text)[0] == ALIKE


def test_names_come_before_what_only_speaks_of_the_words(world: World) -> None:
    row = world.row()
    said = replace(row.state.content, content_elements=("见习补贴",))
    world.published(draft([amended(row, said)]))
    world.published(world.addition("见习补贴发放", "见习"))
    assert titles(world, "见习") == ["见习", "见习补贴发放", ROWS[0]]


def test_a_release_ends_the_document_of_the_version_before_and_no_other(world: World) -> None:
    ended: list[int] = []

    def note(*told: object) -> None:
        statement, values = told[2:4]
        if str(statement).startswith("UPDATE search_document"):
            ended.append(len(values) if isinstance(values, list) else 1)

    for old, new in ((ROWS[0], "甲"), ("甲", "乙"), ("乙", "丙")):
        row = world.row(old)
        text = draft([amended(row, replace(row.state.content, name=new))])
        sa.event.listen(db.engine, "before_cursor_execute", note)
        try:
            world.published(text)
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", note)
    assert ended == [1, 1, 1]
    assert_the_index_is_the_data()


def test_days_are_asked_for_by_both_clocks(world: World, clock: FrozenClock) -> None:
    before = shanghai_day(clock.now())
    clock.advance(timedelta(days=10))
    later = shanghai_day(clock.now()) + timedelta(days=20)
    row = world.row()
    world.published(draft([amended(row, replace(row.state.content, name=ALIKE))], effective_from=later))
    assert titles(world, ALIKE) == []
    assert searched(world, ALIKE, day=later).total == 1
    assert searched(world, ALIKE, day=later - timedelta(days=1)).total == 0
    clock.advance(timedelta(days=30))
    assert titles(world, ALIKE) == [ALIKE]
    here = Narrowing(catalogue=searched(world, ALIKE).hits[0].document.catalogue_id)
    assert searched(world, ROWS[0], narrowing=here).total == 0
    assert searched(world, ROWS[0], narrowing=here, day=before).total == 1
    # What comes into force for a day gone by was not shown on that day.
    row = world.row(ROWS[1])
    world.published(draft([amended(row, replace(row.state.content, name="倒签"))], effective_from=before))
    assert searched(world, "倒签", day=before).total == 1
    assert searched(world, "倒签", day=before, shown=True).total == 0
    assert searched(world, ROWS[0], narrowing=here, day=before, shown=True).total == 1


@pytest.mark.parametrize("part", ["row", "heading", "field", "name"])
def test_what_is_hidden_is_not_found_by_the_public_nor_counted(world: World, part: str) -> None:
    world.published(world.addition(ALIKE))
    entry = world.row(ALIKE).state.entry
    target = {
        "row": HidingTarget(entry=entry),
        "heading": HidingTarget(entry=world.row(HEADING).state.entry),
        "field": HidingTarget(entry=entry, field="deadline"),
        "name": HidingTarget(entry=entry, field="name"),
    }[part]
    hidings = Hidings(world)
    hidden = hidings.hide(target=target)
    for login in (None, "other-drafter", "system-admin"):
        assert searched(world, ALIKE, login).total == 0
    for login in ("drafter", "publisher", "overseer", "auditor"):
        assert titles(world, ALIKE, login) == [ALIKE]
    hidings.lift(hidden)
    assert titles(world, ALIKE) == [ALIKE]


def test_rows_that_end_are_not_found_and_claims_stand_with_their_county(world: World) -> None:
    world = found_township(world)
    settled(world, claiming(world, ROWS[0]))
    assert titles(world, ROWS[0]) == [ROWS[0]] * 3
    assert_the_index_is_the_data()


def test_a_draft_is_found_by_its_own_body_and_what_was_submitted_by_those_who_see_it(world: World) -> None:
    number = world.opened(replace(world.addition(ALIKE), rationale="因新政策出台"))
    for login, sees in (("drafter", True), ("reviewer", True), ("secrecy", False), ("overseer", False)):
        assert (number in [one.proposal for one in searched(world, "新政策", login).hits]) is sees, login
    assert searched(world, "新政策").total == 0
    world.in_state(State.IN_REVIEW, replace(world.addition("第二个"), rationale="因新政策出台"))
    for login in ("secrecy", "overseer", "auditor"):
        assert len(titles(world, "新政策", login, SearchKind.PROPOSAL)) == 1 + (login == "auditor")
    assert titles(world, ALIKE, "other-drafter", SearchKind.PROPOSAL) == []
    assert titles(world, ALIKE, None, SearchKind.PROPOSAL) == []


def test_comments_bases_and_people_are_found_by_those_who_see_them(world: World) -> None:
    number = world.in_state(State.IN_REVIEW, world.addition(ALIKE))
    discussion.add_comment(number, actor=world.actor("drafter"), text="请核对补贴标准")
    assert titles(world, "核对补贴", "reviewer", SearchKind.COMMENT) == [number]
    assert titles(world, "核对补贴", "other-drafter", SearchKind.COMMENT) == []
    assert searched(world, "核对补贴").total == 0
    with transaction() as session:
        name = session.scalar(sa.select(SearchDocument.title).where(SearchDocument.kind == SearchKind.PERSON))
    assert name
    assert searched(world, name).total == 0
    assert titles(world, "drafter", "drafter", SearchKind.PERSON)
    facts = BasisFacts(title="关于进一步做好就业工作的意见", number="国发〔2015〕23号")
    register_basis(facts, actor=world.actor("business-admin"))
    for text in ("就业工作", "國發[2015] 23号", "jygzdyj"):
        assert titles(world, text, "drafter", SearchKind.BASIS) == [facts.title]
    assert searched(world, "就业工作", narrowing=Narrowing(kind=SearchKind.BASIS)).total == 0


def test_results_are_counted_and_narrowed(world: World) -> None:
    everything = searched(world, ROWS[0])
    counts = {one.value: one.count for one in everything.facets["jurisdiction"]}
    assert sum(counts.values()) == everything.total == 3
    for value, count in counts.items():
        assert searched(world, ROWS[0], narrowing=Narrowing(jurisdiction=int(value))).total == count
    assert sum(one.count for one in everything.facets["field"]) == 3
    assert searched(world, ROWS[0], narrowing=Narrowing(year=1999)).total == 0
    for year in everything.facets["year"]:
        assert searched(world, ROWS[0], narrowing=Narrowing(year=int(year.value))).total == year.count


def test_there_is_an_end_to_counting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.published(world.addition(*(f"{ALIKE}{number:02}" for number in range(30))))
    monkeypatch.setattr(queries, "MOST", 25)
    found = searched(world, ALIKE)
    assert (found.total, found.is_more, len(found.hits)) == (25, True, queries.PAGE)
    assert len(searched(world, ALIKE, start=20).hits) == 5


def test_statements_do_not_grow_with_the_results(world: World) -> None:
    world.published(world.addition(f"{ALIKE}99"))
    with counted() as few:
        assert searched(world, ALIKE, "drafter").total == 2
    world.published(world.addition(*(f"{ALIKE}{number:02}" for number in range(40))))
    with counted() as many:
        assert searched(world, ALIKE, "drafter").total == 43
    assert len(many.statements) == len(few.statements)


def test_a_rebuilt_index_is_the_same_and_a_broken_one_is_mended(world: World) -> None:
    world.in_state(State.PUBLISHED, world.addition(ALIKE))
    number = world.in_state(State.IN_REVIEW, world.addition("第二个"))
    discussion.add_comment(number, actor=world.actor("drafter"), text="好")
    assert_the_index_is_the_data()
    with transaction() as session:
        all_parts = parts(session)
    assert [rebuild(one) for one in all_parts] == [0] * len(all_parts)
    with transaction() as session:
        session.execute(sa.delete(SearchDocument).where(SearchDocument.kind == SearchKind.ENTRY))
        session.execute(sa.update(SearchDocument).values(title="错"))
    assert titles(world, ALIKE) == []
    assert sum(rebuild(one) for one in all_parts) > 4
    renew_index()
    assert titles(world, ALIKE) == [ALIKE]
    assert_the_index_is_the_data()


WORDS = st.text("就业服务政策咨询a1 ", min_size=1, max_size=5)


def test_an_answer_is_what_holds_all_words(world: World) -> None:
    names = ["就业a", "业就1", "政策", "策政咨", "询", "服务就业", "a1", "1a服", "𠀀业", "就業政策"]
    world.published(world.addition(*names))
    with transaction() as session:
        documents = session.execute(
            sa.select(SearchDocument.id, SearchDocument.text).where(
                SearchDocument.kind == SearchKind.ENTRY, SearchDocument.replaced_from.is_(None)
            )
        ).all()

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
    @given(WORDS)
    def answers(text: str) -> None:
        words = words_of(text)
        brute = {row[0] for row in documents if words and holds(row[1], words)}
        starts = range(0, len(brute) + 1, queries.PAGE)
        found = {one.document.id for start in starts for one in searched(world, text, start=start).hits}
        assert found == brute

    answers()
