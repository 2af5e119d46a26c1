"""What a change of words or provincial rules would do, before it is made; and that it then does so."""

from dataclasses import replace
from datetime import date

import pytest

from models import ChannelSynonym, Jurisdiction
from rules.findings import Severity
from tests.rules.test_provincial import RULE
from tests.world import COUNTY, ROWS, World, draft
from values.provincial_rule import Condition, LookedAt
from workflow.commands.administering import add_synonym, end_rule, withdraw_synonym, write_rule
from workflow.compliance.outcome import Found, outcome
from workflow.compliance.reading import Standards, published_states
from workflow.queries import rule_preview
from workflow.queries.rule_preview import Preview, preview_rule, preview_withdrawal, preview_word
from workflow.seed.catalogues import amended
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

TODAY = date(2026, 3, 2)
WORD, CHANNEL = "青禾微报", "政务新媒体"
STRICT = replace(
    RULE,
    looks_at=LookedAt.DEADLINE,
    condition=Condition.WITHIN_WORKING_DAYS,
    number=10,
    message_zh="请压缩。",
)


def word(world: World, said: str = WORD, channel: str = CHANNEL, place: str = "990101") -> Preview:
    with transaction() as session:
        where = session.get_one(Jurisdiction, world.jurisdictions[place])
        return preview_word(session, where, said, channel, day=TODAY)


def withdrawal(number: int) -> Preview:
    with transaction() as session:
        row = session.get_one(ChannelSynonym, number)
        where = session.get_one(Jurisdiction, row.jurisdiction_id)
        return preview_withdrawal(session, row, where, day=TODAY)


def rule(world: World, one: object = STRICT, place: str = "990101", day: date = TODAY) -> Preview:
    with transaction() as session:
        where = session.get_one(Jurisdiction, world.jurisdictions[place])
        return preview_rule(session, where, one, day=day)  # type: ignore[arg-type]


def found_in(world: World, rules: tuple[str, ...]) -> list[Found]:
    """Return what the check of the whole catalogue finds by these rules."""
    with transaction() as session:
        standards, catalogue = Standards(session, TODAY), world.catalogues[COUNTY]
        states = published_states(session, [catalogue])[catalogue]
        place = world.jurisdictions["990101"]
        field = standards.catalogues[0].field
        found = outcome(standards.grounds(states, standards.catalogues[0].id, place, field)).findings
    return [one for one in found if one.rule in rules]


def named_otherwise(world: World) -> int:
    """Have a published row name a channel by a word that is kept, and return the word's number."""
    number = add_synonym(WORD, CHANNEL, actor=world.actor("business-admin"))
    row = world.row()
    world.published(draft([amended(row, replace(row.state.content, channels=("政府网站", WORD)))]))
    return number


def test_withdrawing_a_word_shows_the_findings_that_it_makes_and_adding_it_those_that_go(
    world: World,
) -> None:
    number = named_otherwise(world)
    shown = withdrawal(number)
    (row,) = shown.rows
    assert (row.code, row.number, row.name, row.said) == (COUNTY, "1.1", ROWS[0], ("政府网站", WORD))
    assert (shown.looked_at, shown.total, shown.disappearing, shown.appearing) == (1, 1, 0, 1)
    assert found_in(world, ("R09",)) == []
    withdraw_synonym(number, actor=world.actor("business-admin"))
    (finding,) = row.new
    assert [one.key for one in found_in(world, ("R09",))] == [finding.key]
    shown = word(world)
    assert [one.gone for one in shown.rows] == [(finding,)]
    assert (shown.disappearing, shown.appearing, shown.changed) == (1, 0, 1)
    add_synonym(WORD, CHANNEL, actor=world.actor("business-admin"))
    assert found_in(world, ("R09",)) == []


def test_a_word_that_is_only_understood_otherwise_is_shown_without_findings(world: World) -> None:
    row = world.row()
    channels = (*row.state.content.channels, "青禾大喇叭")
    world.published(draft([amended(row, replace(row.state.content, channels=channels))]))
    shown = word(world, "青禾大喇叭", "广播电视")
    assert [(one.name, one.gone, one.new) for one in shown.rows] == [(ROWS[0], (), ())]


def test_what_is_not_written_anywhere_changes_nothing(world: World) -> None:
    shown = word(world, "无人使用的词", CHANNEL, place="000000")
    assert (shown.rows, shown.changed, shown.looked_at) == ((), 0, 3)


def test_a_word_of_a_province_reaches_its_counties_but_not_where_a_county_says_otherwise(
    world: World,
) -> None:
    number = named_otherwise(world)
    assert word(world, WORD, "政府公报", place="990100").rows == ()
    withdraw_synonym(number, actor=world.actor("business-admin"))
    assert word(world, WORD, CHANNEL, place="990100").disappearing == 1


def test_a_rule_shows_what_it_would_find_and_then_finds_it(world: World) -> None:
    shown = rule(world)
    assert shown.appearing == len(ROWS)
    assert {(one.rule, one.severity) for row in shown.rows for one in row.new} == {
        ("P-99-01", Severity.WARNING)
    }
    assert shown.rows[0].said == (world.row().state.content.deadline,)
    write_rule(STRICT, actor=world.actor("business-admin"))
    assert {one.key for one in found_in(world, ("P-99-01",))} == {
        one.key for row in shown.rows for one in row.new
    }
    assert rule(world).changed == 0
    softer = rule(world, replace(STRICT, number=20))
    assert (softer.disappearing, softer.appearing) == (len(ROWS), 0)


def test_a_rule_of_a_later_day_is_shown_as_on_that_day_and_an_ended_one_as_after_it(world: World) -> None:
    later = replace(STRICT, in_force_from="2026-07-01")
    assert (rule(world, later).day, rule(world, later).appearing) == (date(2026, 7, 1), len(ROWS))
    never = replace(STRICT, in_force_from="2026-07-01", in_force_until="2026-06-30")
    assert (rule(world, never).day, rule(world, never).appearing) == (TODAY, 0)
    write_rule(STRICT, actor=world.actor("business-admin"))
    ended = replace(STRICT, in_force_until="2026-03-31")
    assert rule(world, ended).changed == 0
    assert rule(world, ended, day=date(2026, 4, 1)).disappearing == len(ROWS)
    end_rule(STRICT.id, date(2026, 2, 1), actor=world.actor("business-admin"))
    assert found_in(world, ("P-99-01",)) == []


def test_only_so_many_catalogues_are_looked_at_and_it_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_preview, "MOST_CATALOGUES", 1)
    monkeypatch.setattr(rule_preview, "MOST_ROWS", 1)
    shown = rule(world, place="990100")
    assert (shown.looked_at, shown.total) == (1, 2)
    assert (len(shown.rows), shown.changed) == (1, len(ROWS))
