"""Words for channels and provincial rules on the command line."""

import json
from pathlib import Path

from tests.rules.test_provincial import RULE
from tests.web.commands import Commands
from tests.workflow.test_rule_preview import STRICT
from tests.world import World
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
    add = ("rules", "channels", "add", "青禾微报", "政务新媒体")
    assert "1 of 1 published catalogues" in commands.said(*add, "--preview", *keeper)
    listed = ("rules", "channels", "list", "--json", *keeper)
    assert json.loads(commands.said(*listed))["synonyms"] == []
    assert commands.refused(*add, "--preview", "--as", "drafter")
    assert commands.refused("rules", "channels", "add", "政务新媒体", "政务新媒体", "--preview", *keeper)
    commands.said(*add, *keeper)
    withdraw = ("rules", "channels", "withdraw", "1", "--preview")
    assert "0 rows would change" in commands.said(*withdraw, *keeper)
    assert commands.refused(*withdraw, "--as", "drafter")
    assert commands.refused("rules", "channels", "withdraw", "2", "--preview", *keeper)
    (one,) = json.loads(commands.said(*listed))["synonyms"]
    assert one["withdrawn_at"] is None


def test_a_provincial_rule_is_looked_at_before_it_is_written_or_ended(
    commands: Commands, world: World, tmp_path: Path
) -> None:
    assert world
    keeper = ("--as", "business-admin")
    path = tmp_path / "rule.json"
    path.write_text(json.dumps(to_plain(STRICT)), encoding="utf-8")
    add = ("rules", "provincial", "add", str(path))
    said = commands.said(*add, "--preview", *keeper)
    assert "2 findings appear" in said
    assert f"P-99-01 Appears: {STRICT.message_en}" in said
    shown = json.loads(commands.said(*add, "--preview", "--json", *keeper))
    assert (shown["looked_at"], shown["total"], shown["changed"], shown["disappearing"]) == (1, 1, 2, 0)
    assert [one["rule"] for row in shown["rows"] for one in row["new"]] == ["P-99-01", "P-99-01"]
    assert json.loads(commands.said("rules", "provincial", "list", "--json", *keeper))["rules"] == []
    assert commands.refused(*add, "--preview", "--as", "drafter")
    end = ("rules", "provincial", "end", "P-99-01", "2026-12-31")
    assert commands.refused(*end, "--preview", *keeper)
    commands.said(*add, *keeper)
    assert "2 findings disappear" in commands.said(*end, "--preview", *keeper)
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
