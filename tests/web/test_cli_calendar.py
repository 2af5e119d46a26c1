"""Working days on the command line."""

import json
from pathlib import Path

from tests.web.commands import Commands
from tests.world import World

FILE = {
    "year": 2027,
    "source": "示范发电〔2026〕1号",
    "days": [{"date": "2027-01-01", "working": False, "name": "元旦"}],
}


def test_a_notice_is_imported_and_shown(commands: Commands, world: World, tmp_path: Path) -> None:
    assert world
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(FILE), encoding="utf-8")
    assert "not published yet" in commands.said("calendar", "show", "2027")
    arguments = ("calendar", "import", str(path), "--as", "business-admin")
    assert "The year 2027 is imported" in commands.said(*arguments)
    assert "nothing was changed" in commands.said(*arguments)
    assert "元旦" in commands.said("calendar", "show", "2027")
    shown = json.loads(commands.said("calendar", "show", "2027", "--json"))
    assert shown == {"year": 2027, "is_known": True, "days": FILE["days"]}


def test_what_cannot_be_imported_is_said(commands: Commands, world: World, tmp_path: Path) -> None:
    assert world
    path = tmp_path / "notice.json"
    path.write_text("{}", encoding="utf-8")
    assert "needs “year”" in commands.refused("calendar", "import", str(path), "--as", "business-admin")
    missing = str(tmp_path / "nowhere.json")
    assert "nowhere.json" in commands.refused("calendar", "import", missing, "--as", "business-admin")
    path.write_text(json.dumps(FILE), encoding="utf-8")
    assert "Only an administrator" in commands.refused("calendar", "import", str(path), "--as", "drafter")
