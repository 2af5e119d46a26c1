"""Words for channels and provincial rules on the command line."""

import json
from dataclasses import replace
from pathlib import Path

from tests.rules.test_provincial import RULE
from tests.web.commands import Commands
from tests.world import World
from values.provincial_rule import Condition, LookedAt
from values.serial import to_plain


def test_words_for_channels_are_added_listed_and_withdrawn(commands: Commands, world: World) -> None:
    assert world
    keeper = ("--as", "business-admin")
    assert "No. 1" in commands.said("rules", "channels", "add", "门户", "政府网站", *keeper)
    assert (
        "only a business"
        in commands.refused("rules", "channels", "add", "甲", "乙", "--as", "drafter").lower()
    )
    (one,) = json.loads(commands.said("rules", "channels", "list", "--json", "--as", "drafter"))["synonyms"]
    assert (one["word"], one["channel"], one["withdrawn_at"]) == ("门户", "政府网站", None)
    assert "stays" in commands.said("rules", "channels", "withdraw", "1", *keeper)
    assert "Yes" in commands.said("rules", "channels", "list", *keeper)


def test_a_word_is_looked_at_before_it_is_added_or_withdrawn(commands: Commands, world: World) -> None:
    assert world
    keeper = ("--as", "business-admin")
    word = ("rules", "channels", "add", "公开查阅点", "政务服务中心")
    told = commands.said(*word, "--preview", *keeper)
    assert "What would change" in told
    assert "Looked at: " in told
    assert not json.loads(commands.said("rules", "channels", "list", "--json", *keeper))["synonyms"]
    commands.said(*word, *keeper)
    assert commands.refused(*word, "--preview", *keeper)
    back = ("rules", "channels", "withdraw", "1", "--preview")
    assert "What would change" in commands.said(*back, *keeper)
    assert "No" in commands.said("rules", "channels", "list", *keeper)
    for refused in ((*word, "--preview"), back):
        assert "Only a business administrator" in commands.refused(*refused, "--as", "drafter")
    assert commands.refused("rules", "channels", "withdraw", "2", "--preview", *keeper)


def test_a_provincial_rule_is_looked_at_before_it_is_written_or_ended(
    commands: Commands, world: World, tmp_path: Path
) -> None:
    assert world
    keeper = ("--as", "business-admin")
    path = tmp_path / "rule.json"
    strict = replace(RULE, looks_at=LookedAt.DEADLINE, condition=Condition.WITHIN_WORKING_DAYS, number=10)
    path.write_text(json.dumps(to_plain(strict)), encoding="utf-8")
    add, end = ("add", str(path)), ("end", "P-99-01", "2026-12-31")
    told = commands.said("rules", "provincial", *add, "--preview", *keeper)
    assert "Appears: P-99-01" in told
    plain = json.loads(commands.said("rules", "provincial", *add, "--preview", "--json", *keeper))
    assert plain["changed"] == len(plain["rows"]) > 0
    assert plain["rows"][0]["new"][0]["rule"] == "P-99-01"
    assert not json.loads(commands.said("rules", "provincial", "list", "--json", *keeper))["rules"]
    assert commands.refused("rules", "provincial", *end, "--preview", *keeper)
    commands.said("rules", "provincial", *add, *keeper)
    assert "Disappears: P-99-01" in commands.said("rules", "provincial", *end, "--preview", *keeper)
    (one,) = json.loads(commands.said("rules", "provincial", "list", "--json", *keeper))["rules"]
    assert one["version"] == 1


def test_a_provincial_rule_is_read_from_a_file_and_ended(
    commands: Commands, world: World, tmp_path: Path
) -> None:
    assert world
    keeper = ("--as", "business-admin")
    path = tmp_path / "rule.json"
    path.write_text(json.dumps(to_plain(RULE)), encoding="utf-8")
    assert "version 1" in commands.said("rules", "provincial", "add", str(path), *keeper)
    assert "version 2" in commands.said("rules", "provincial", "end", "P-99-01", "2026-12-31", *keeper)
    (one,) = json.loads(commands.said("rules", "provincial", "list", "--json", *keeper))["rules"]
    assert (one["version"], one["rule"]["in_force_until"]) == (2, "2026-12-31")
    assert "P-99-01" in commands.said("rules", "provincial", "list", *keeper)
    path.write_text("{}", encoding="utf-8")
    assert "no provincial rule" in commands.refused("rules", "provincial", "add", str(path), *keeper)
