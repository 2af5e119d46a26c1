"""What later ideas add to the guards, a module an idea: each says which of its tables only grow, and what is unique."""

from itertools import chain

from models import (
    basis_guards,
    handing_over_guards,
    hiding_guards,
    history_guards,
    ledger_guards,
    opinion_guards,
    outcome_guards,
    people_guards,
    retention_guards,
    rule_guards,
)

FURTHER = (
    basis_guards,
    handing_over_guards,
    hiding_guards,
    history_guards,
    ledger_guards,
    opinion_guards,
    outcome_guards,
    people_guards,
    retention_guards,
    rule_guards,
)

FURTHER_CONDITIONS = tuple(
    chain(
        hiding_guards.CONDITIONS,
        basis_guards.CONDITIONS,
        ledger_guards.CONDITIONS,
        people_guards.CONDITIONS,
        retention_guards.CONDITIONS,
    )
)

LATER = frozenset(name for name, *_ in people_guards.CONDITIONS)
"""Conditions that speak of columns which their table has not got from the beginning; a migration adds them by name."""
