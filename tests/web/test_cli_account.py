"""`flask account`: every command, what it prints for people and programs, and what it refuses."""

import pytest
from flask import Flask

from tests.web.commands import Commands
from tests.workflow.accounts import KEEPER, enter
from tests.world import World
from values.vocabulary import Role
from web.cli.account.shapes import ChangedAccount, MadePassword, NumberedRole, ShownAccount, WholeAccount
from workflow.commands.sign_in import SignInError
from workflow.queries.account_list import AccountState

AS = ("--as", KEEPER)
NEW = ("--name", "江岸", "--email", "jiang@qinghe.example")
BUREAU = ("--body", "青禾县人力资源和社会保障局")
REVIEWER = (*BUREAU, "--role", "reviewer", "--post", "section_chief")


def test_somebody_is_added_changed_closed_and_opened_again(
    app: Flask, world: World, commands: Commands
) -> None:
    made = commands.json(MadePassword, "account", "add", "jiang-an", *NEW, *REVIEWER, *AS)
    with app.app_context():
        person = enter("jiang-an", made.password)
    granted = commands.json(
        NumberedRole,
        "account",
        "grant",
        "jiang-an",
        *BUREAU,
        "--role",
        "publisher",
        "--until",
        "2026-12-31",
        *AS,
    )
    whole = commands.json(WholeAccount, "account", "show", "jiang-an", *AS)
    assert [one.role for one in whole.account.roles] == [Role.REVIEWER, Role.PUBLISHER]
    assert whole.account.entered_at.startswith("2026-03-02T09:00")
    ended = commands.json(
        NumberedRole, "account", "end", str(granted.number), "--last-day", "2026-03-01", *AS
    )
    assert ended == granted
    again = commands.json(MadePassword, "account", "reset-password", "jiang-an", *AS)
    assert again.password != made.password
    unlocked = commands.json(ChangedAccount, "account", "unlock", "jiang-an", *AS)
    assert unlocked == ChangedAccount(login="jiang-an", state=AccountState.OPEN)
    commands.json(ChangedAccount, "account", "close", "jiang-an", *AS)
    (listed,) = commands.json(list[ShownAccount], "account", "list", "--state", "closed", *AS)
    assert (listed.login, listed.state) == ("jiang-an", AccountState.CLOSED)
    with app.app_context(), pytest.raises(SignInError):
        enter("jiang-an", again.password)
    last = commands.json(MadePassword, "account", "reopen", "jiang-an", *AS)
    with app.app_context():
        assert enter("jiang-an", last.password) == person
    assert world


def test_people_read_tables_and_sentences(world: World, commands: Commands) -> None:
    said = commands.said("account", "add", "jiang-an", *NEW, *REVIEWER, *AS)
    assert "Shown this once" in said
    listed = commands.said("account", "list", "--find", "jiang", "--role", "reviewer", *AS)
    assert ("江岸" in listed, "李禾" in listed) == (True, False)
    shown = commands.said("account", "show", "jiang-an", *AS)
    for text in ("江岸 (jiang-an)", "Reviewer", "from 2 March 2026 on", "registered the account"):
        assert text in shown
    number = commands.said(
        "account", "grant", "jiang-an", "--body", str(world.bodies["office"]), "--role", "publisher", *AS
    )
    assert "ends with that day" in commands.said("account", "end", number.strip(), *AS)
    assert "Unlocked" in commands.said("account", "unlock", "jiang-an", *AS)
    assert "Closed" in commands.said("account", "close", "jiang-an", *AS)
    assert "Shown this once" in commands.said("account", "reopen", "jiang-an", *AS)
    assert "Shown this once" in commands.said("account", "reset-password", "jiang-an", *AS)


@pytest.mark.usefixtures("world")
def test_refusals_are_sentences(commands: Commands) -> None:
    for said, *words in (
        ("Only a security administrator", "account", "list", "--as", "drafter"),
        ("Only a security administrator", "account", "close", "drafter", "--as", "system-admin"),
        ("no such account in your area", "account", "show", "other-drafter", *AS),
        ("Nobody changes their own account", "account", "reset-password", KEEPER, *AS),
        ("no body", "account", "grant", "drafter", "--body", "没有的局", "--role", "publisher", *AS),
        ("no body", "account", "grant", "drafter", "--body", "999", "--role", "publisher", *AS),
        ("no account", "account", "appoint", "nobody", *BUREAU, "--role", "system_administrator"),
    ):
        assert said in commands.refused(*words)


def test_the_three_are_appointed_without_an_account(app: Flask, world: World, commands: Commands) -> None:
    office = ("--body", str(world.bodies["office"]), "--role", "security_administrator")
    made = commands.json(MadePassword, "account", "appoint", "next", *NEW, *office)
    with app.app_context():
        assert enter("next", made.password)
    commands.said("account", "end", str(_number(commands, "legal")), "--last-day", "2026-03-01", *AS)
    said = commands.said(
        "account", "appoint", "legal", "--body", str(world.bodies["office"]), "--role", "audit_administrator"
    )
    assert "The password stays as it is" in said
    commands("account", "appoint", "drafter", *BUREAU, "--role", "drafter", status=2)


def _number(commands: Commands, login: str) -> int:
    whole: WholeAccount = commands.json(WholeAccount, "account", "show", login, *AS)
    return whole.account.roles[0].number


def test_an_empty_installation_asks_for_its_places_and_a_body(commands: Commands) -> None:
    for words in ((), ("--place", "990000=示范省"), ("--place", "990000", "--body", "大数据中心")):
        result = commands("seed", "--empty", *words, status=2)
        assert "--place CODE=NAME" in result.stderr
    with_places = ("--place", "990100=青原市", "--place", "990000=示范省", "--body", "大数据中心")
    assert "from the province down" in commands.refused("seed", "--empty", *with_places)


@pytest.mark.slow
def test_an_empty_installation_says_what_it_loads(commands: Commands) -> None:
    said = commands.said("seed", "--empty", "--place", "990000=示范省", "--body", "示范省大数据中心")
    assert ("demonstration" in said, "national standard" in said, "Loaded" in said) == (False, True, True)
    made = commands.json(
        MadePassword,
        "account",
        "appoint",
        "security",
        *NEW,
        "--body",
        "示范省大数据中心",
        "--role",
        "security_administrator",
    )
    assert made.password
