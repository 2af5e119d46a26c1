"""Words for channels and provincial rules on the command line."""

import json
from pathlib import Path

from tests.rules.test_provincial import RULE
from tests.web.commands import Commands
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
