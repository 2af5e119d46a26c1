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
from values.vocabulary import Field
from workflow.commands.administering import add_synonym, end_rule, withdraw_synonym, write_rule
from workflow.errors import ForbiddenError, InvalidError, NotFoundError
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
    ],
)
def test_a_rule_that_says_too_little_is_refused(world: World, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidError):
        write_rule(replace(RULE, **wrong), actor=world.actor("business-admin"))  # type: ignore[arg-type]
