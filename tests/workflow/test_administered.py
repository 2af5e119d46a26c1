"""Words for channels and provincial rules: who keeps them, where they hold, and that what was stays."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from models import Catalogue
from rules.grounds import Grounds
from tests.rules.test_provincial import RULE
from tests.workflow.looking import all_events
from tests.world import COUNTY, OTHER_COUNTY, World
from values.provincial_rule import Condition
from values.vocabulary import Field, Role
from workflow.commands import register
from workflow.commands.administering import add_synonym, end_rule, withdraw_synonym, write_rule
from workflow.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from workflow.grounds import grounds_of
from workflow.queries.administered import synonyms_for
from workflow.queries.administered_lists import listed_rules, listed_synonyms
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


def grounds(code: str = COUNTY, day: date = date(2026, 3, 2)) -> Grounds:
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
        return grounds_of(session, catalogue, [], day=day)


def test_a_synonym_holds_in_its_jurisdiction_until_it_is_withdrawn(world: World) -> None:
    keeper = world.actor("business-admin")
    number = add_synonym("青禾 门户", "政府网站", actor=keeper)
    assert grounds().synonyms.channel("青禾门户") == "政府网站"
    assert grounds(OTHER_COUNTY).synonyms.channel("青禾门户") == "青禾门户"
    withdraw_synonym(number, actor=keeper)
    assert grounds().synonyms.channel("青禾门户") == "青禾门户"
    with transaction() as session:
        ((row, _, person, end),) = listed_synonyms(session)
        assert (row.word, person.id, end is not None) == ("青禾 门户", world.people["business-admin"], True)
    assert [len(all_events(one)) for one in ("synonym_added", "synonym_withdrawn")] == [1, 1]
    with pytest.raises(NotFoundError):
        withdraw_synonym(number, actor=keeper)
    assert add_synonym("青禾门户", "政务新媒体", actor=keeper) != number


def test_synonyms_are_read_once_a_session(world: World) -> None:
    with transaction() as session:
        first = synonyms_for(session, world.jurisdictions["990101"])
        assert synonyms_for(session, world.jurisdictions["990101"]) is first


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("", "政府网站"),
        ("门户", " "),
        ("门" * 101, "政府网站"),
        ("门\n户", "政府网站"),
        ("政 府网站", "政府网站"),
    ],
)
def test_words_that_say_nothing_are_refused(world: World, word: str, channel: str) -> None:
    with pytest.raises(InvalidError):
        add_synonym(word, channel, actor=world.actor("business-admin"))


def test_a_word_has_one_meaning_and_only_administrators_give_it(world: World) -> None:
    add_synonym("门户", "政府网站", actor=world.actor("business-admin"))
    with pytest.raises(InvalidError, match="meaning already"):
        add_synonym("门 户", "政务新媒体", actor=world.actor("business-admin"))
    with pytest.raises(ForbiddenError):
        add_synonym("门户网", "政府网站", actor=world.actor("drafter"))


def test_a_provincial_rule_is_changed_by_versions_and_ended_by_a_day(world: World) -> None:
    keeper = world.actor("business-admin")
    assert write_rule(RULE, actor=keeper) == 1
    assert write_rule(RULE, actor=keeper) == 1
    later = replace(RULE, message_zh="请填写咨询电话。")
    assert write_rule(later, actor=keeper) == 2
    assert grounds().provincial == (later,)
    assert grounds(day=date(2025, 12, 31)).provincial == ()
    assert grounds(OTHER_COUNTY).provincial == ()
    assert end_rule(RULE.id, date(2026, 3, 1), actor=keeper) == 3
    assert grounds().provincial == ()
    assert len(grounds(day=date(2026, 3, 1)).provincial) == 1
    with transaction() as session:
        assert [row.version for row, _ in listed_rules(session)] == [3]
    assert len(all_events("provincial_rule_written")) == 3
    with pytest.raises(NotFoundError):
        end_rule("P-99-02", date(2026, 3, 1), actor=keeper)


def test_a_rule_of_one_field_leaves_the_other_alone(world: World) -> None:
    keeper = world.actor("business-admin")
    write_rule(replace(RULE, of_field=Field.SOCIAL_INSURANCE), actor=keeper)
    assert grounds().provincial == ()
    write_rule(replace(RULE, of_field=Field.EMPLOYMENT), actor=keeper)
    assert len(grounds().provincial) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "R05"},
        {"clause": ""},
        {"condition": Condition.CONTAINS_ONE_OF},
        {"condition": Condition.AT_LEAST, "number": 0},
        {"condition": Condition.AT_LEAST, "number": 10**30},
        {"condition": Condition.LEVEL_MARKED},
        {"message_en": "a\x00b"},
        {"document_title": "法" * 401},
        {"in_force_from": "2026-13-01"},
        {"in_force_from": ""},
        {"in_force_until": "bald"},
        {"words": ("词",) * 51},
    ],
)
def test_a_rule_that_says_too_little_is_refused(world: World, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidError):
        write_rule(replace(RULE, **wrong), actor=world.actor("business-admin"))  # type: ignore[arg-type]


def test_whoever_names_another_word_means_its_channel_and_a_circle_ends(world: World) -> None:
    keeper = world.actor("business-admin")
    add_synonym("青禾微报", "政务新媒体", actor=keeper)
    add_synonym("县门户", "青禾县人民政府门户网站", actor=keeper)
    add_synonym("甲", "乙", actor=keeper)
    add_synonym("乙", "甲", actor=keeper)
    told = grounds().synonyms
    assert told.channel("青禾微报") == told.channel("政务新媒体") == "两微一端"
    assert told.channel("县门户") == "政府网站"
    assert {told.channel("甲"), told.channel("乙")} <= {"甲", "乙"}


def test_the_nearest_administrators_word_goes_before_that_from_above_and_the_built_in(world: World) -> None:
    register.assign(
        person_id=world.people["overseer"], body_id=world.bodies["city"], role=Role.BUSINESS_ADMINISTRATOR
    )
    above, keeper = world.actor("overseer"), world.actor("business-admin")
    add_synonym("掌上政务", "政务服务中心", actor=above)
    assert grounds().synonyms.channel("掌上政务") == grounds(OTHER_COUNTY).synonyms.channel("掌上政务")
    add_synonym("掌上政务", "两微一端", actor=keeper)
    add_synonym("政务新媒体", "精准推送", actor=keeper)
    assert grounds().synonyms.channel("掌上政务") == "两微一端"
    assert grounds(OTHER_COUNTY).synonyms.channel("掌上政务") == "政务服务中心"
    assert grounds().synonyms.channel("政务新媒体") == "精准推送"


def test_an_administrator_changes_only_what_the_own_jurisdictions_keep(world: World) -> None:
    register.assign(
        person_id=world.people["overseer"], body_id=world.bodies["city"], role=Role.BUSINESS_ADMINISTRATOR
    )
    above, keeper, city = (
        world.actor("overseer"),
        world.actor("business-admin"),
        world.jurisdictions["990100"],
    )
    number = add_synonym("掌上政务", "政务服务中心", actor=above)
    write_rule(RULE, actor=above)
    for refused in (
        lambda: withdraw_synonym(number, actor=keeper),
        lambda: add_synonym("门户", "政府网站", actor=keeper, place=city),
        lambda: write_rule(RULE, actor=keeper, place=city),
        lambda: end_rule(RULE.id, date(2026, 3, 1), actor=keeper),
        lambda: end_rule(RULE.id, date(2026, 3, 1), actor=keeper, place=city),
        lambda: withdraw_synonym(number, actor=above) or withdraw_synonym(number + 99, actor=above),
    ):
        with pytest.raises(NotFoundError):
            refused()
    assert write_rule(replace(RULE, clause="三"), actor=keeper) == 1, "the county's own, of the same number"
    with pytest.raises(ForbiddenError):
        end_rule(RULE.id, date(2026, 3, 1), actor=world.actor("drafter"), place=city)


def test_who_administers_two_jurisdictions_says_which(world: World) -> None:
    keeper = world.actor("business-admin")
    register.assign(
        person_id=world.people["business-admin"],
        body_id=world.bodies["other-office"],
        role=Role.BUSINESS_ADMINISTRATOR,
    )
    other = world.jurisdictions["990102"]
    number = add_synonym("门户", "政府网站", actor=keeper, place=other)
    assert write_rule(RULE, actor=keeper, place=other) == 1
    assert grounds(OTHER_COUNTY).provincial == (RULE,)
    assert grounds().provincial == ()
    withdraw_synonym(number, actor=keeper)
    assert grounds(OTHER_COUNTY).synonyms.channel("门户") == "门户"


def test_the_same_click_twice_adds_and_withdraws_once(world: World) -> None:
    keeper = world.actor("business-admin")
    number = add_synonym("门户", "政府网站", actor=keeper, key="one")
    assert add_synonym("门户", "政府网站", actor=keeper, key="one") == number
    withdraw_synonym(number, actor=keeper, key="two")
    withdraw_synonym(number, actor=keeper, key="two")
    assert [len(all_events(one)) for one in ("synonym_added", "synonym_withdrawn")] == [1, 1]


def test_who_began_from_an_older_version_of_a_rule_is_told(world: World) -> None:
    keeper = world.actor("business-admin")
    assert write_rule(RULE, actor=keeper, seen=0) == 1
    assert write_rule(RULE, actor=keeper, seen=0) == 1, "the same click twice"
    later = replace(RULE, clause="三")
    with pytest.raises(InvalidError, match="there already"):
        write_rule(later, actor=keeper, seen=0)
    assert write_rule(later, actor=keeper, seen=1) == 2
    with pytest.raises(StaleError):
        write_rule(RULE, actor=keeper, seen=1)
    with pytest.raises(StaleError):
        end_rule(RULE.id, date(2026, 3, 1), actor=keeper, seen=1)
    assert end_rule(RULE.id, date(2026, 3, 1), actor=keeper, seen=2) == 3
    assert end_rule(RULE.id, date(2026, 3, 1), actor=keeper, seen=2) == 3
