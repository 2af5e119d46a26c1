"""Every sentence of every rule is said as it stands on the page, with its key, clause, severity and field."""

import ast
from collections.abc import Iterator

from rules.rulebook import RULES
from tests.rules.findings_in_full import PAGE, found, page
from tests.sources import ROOT, tree_of
from values.messages import Message


def test_every_finding_is_as_the_page_has_it() -> None:
    assert page() == PAGE.read_text(encoding="utf-8")


def test_every_rule_is_on_the_page() -> None:
    assert {one.id for one in RULES} <= {one.rule for _, findings in found() for one in findings}


def test_every_sentence_that_a_rule_can_say_is_on_the_page() -> None:
    told = {said for _, findings in found() for one in findings for said in _ids(one.message)}
    assert _sentences() - told == set()


def _ids(message: Message) -> Iterator[str]:
    yield message.id
    for value in message.params.values():
        if isinstance(value, Message):
            yield from _ids(value)


def _sentences() -> set[str]:
    """Return the sentences that stand in the rules, names and explanations of the book aside."""
    return {
        argument.value
        for path in sorted((ROOT / "rules").glob("*.py"))
        if path.name != "rulebook.py"
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "N_"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
