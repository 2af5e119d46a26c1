"""The page about the rules is the rulebook's, and the rulebook has every rule that can be found."""

import ast
import json

from flask import Flask

from rules.findings import Severity
from rules.rulebook import BY_ID, RULES
from tests.checked_client import CheckedClient
from tests.docs.rules_page import PAGE, page
from tests.rules.national import remaining
from tests.sources import ROOT, tree_of
from values.vocabulary import Field


def test_the_page_is_as_the_rulebook_writes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_book_has_each_rule_once_in_its_order() -> None:
    assert [one.id for one in RULES] == [*(f"R{number:02}" for number in range(1, 18)), "C01"]


def test_every_rule_that_the_code_names_stands_in_the_book() -> None:
    named = {
        keyword.value.value
        for path in sorted((ROOT / "rules").glob("*.py"))
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Finding"
        for keyword in call.keywords
        if keyword.arg == "rule" and isinstance(keyword.value, ast.Constant)
    }
    assert named >= {"R01", "R02", "R03", "R04", "R05", "R06", "R10", "R11", "R17"}
    assert named <= BY_ID.keys()


def test_page_and_command_show_every_rule(app: Flask, client: CheckedClient) -> None:
    page = client.get("/rules").text
    assert all(f'id="{one.id}"' in page for one in RULES)
    printed = app.test_cli_runner().invoke(args=["rules", "list", "--json"]).output
    assert [one["id"] for one in json.loads(printed)] == [one.id for one in RULES]
    assert "R17" in app.test_cli_runner().invoke(args=["rules", "list"]).output


def test_the_national_standards_have_no_error_against_themselves() -> None:
    found = [one for field in Field for one in remaining(field)]
    assert [one.key for one in found if one.severity is Severity.ERROR] == []
    for one in found:
        assert one.field in BY_ID[one.rule].fields
        assert one.severity in BY_ID[one.rule].severities
