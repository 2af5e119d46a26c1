"""Run every rule over a sheet."""

from collections.abc import Callable, Iterator

from rules.completeness import completeness
from rules.findings import Finding
from rules.sheet import Sheet
from rules.structure import structure

Rule = Callable[[Sheet, frozenset[str]], Iterator[Finding]]

RULES: tuple[Rule, ...] = (structure, completeness)
"""Every rule, in the order of its number."""


def check(sheet: Sheet, touched: frozenset[str]) -> tuple[Finding, ...]:
    """Return what the rules find on the rows that a proposal touches."""
    return tuple(finding for rule in RULES for finding in rule(sheet, touched))
