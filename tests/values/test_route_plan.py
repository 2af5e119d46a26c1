"""How long a route takes from 触发日 to publication: a table of cases (decision 19)."""

import pytest

from values.route_plan import (
    Fit,
    PlannedStep,
    RoutePlan,
    fits,
    longest,
    longest_path,
    reviews_everything,
    route_plan,
)
from values.vocabulary import Operation, StepKind

ALL = tuple(Operation)
OTHERS = tuple(one for one in Operation if one is not Operation.AMEND)
ADD, AMEND, CANCEL = Operation.ADD, Operation.AMEND, Operation.CANCEL


def step(position: int, days: int, *operations: Operation, normative: bool = False) -> PlannedStep:
    return PlannedStep(
        position=position,
        kind=StepKind.SECTION_REVIEW,
        body_id=1,
        working_days=days,
        operations=operations,
        normative_only=normative,
    )


def plan(*steps: PlannedStep, apply: int | None = None, approval: int = 5, publication: int = 3) -> RoutePlan:
    return RoutePlan(
        name="流程",
        steps=steps,
        apply_working_days=apply,
        approval_working_days=approval,
        publication_working_days=publication,
    )


CASES = {
    # steps, drafting, operations, normative → working days
    "approval and publication count": ((step(1, 3),), None, (AMEND,), False, 11),
    "ordered steps add": ((step(1, 3), step(2, 5)), None, (AMEND,), False, 16),
    "parallel steps take the longest": ((step(1, 3), step(1, 5), step(1, 1)), None, (AMEND,), False, 13),
    "time to apply counts": ((step(1, 3),), 10, (AMEND,), False, 21),
    "no time to apply is none": ((step(1, 3),), 0, (AMEND,), False, 11),
    "a step for others is not taken": ((step(1, 3), step(2, 4, ADD)), None, (AMEND,), False, 11),
    "a step for it is taken": ((step(1, 3), step(2, 4, ADD)), None, (ADD,), False, 15),
    "any of the operations takes it": ((step(1, 3), step(2, 4, ADD)), None, (AMEND, ADD), False, 15),
    "a parallel step for others is left out": ((step(1, 3), step(1, 9, ADD)), None, (AMEND,), False, 11),
    "legality is for normative documents": (
        (step(1, 3), step(2, 4, normative=True)),
        None,
        (AMEND,),
        False,
        11,
    ),
    "and is taken there": ((step(1, 3), step(2, 4, normative=True)), None, (AMEND,), True, 15),
    "both conditions must hold": ((step(1, 3), step(2, 4, ADD, normative=True)), None, (AMEND,), True, 11),
    "no step at all": ((), None, (AMEND,), False, 8),
}


@pytest.mark.parametrize("case", CASES)
def test_the_longest_path_is_counted(case: str) -> None:
    steps, apply, operations, normative, days = CASES[case]
    assert longest_path(plan(*steps, apply=apply), operations, normative=normative) == days


def fit(days: int, *operations: Operation, normative: bool = False, together: bool = False) -> Fit:
    return Fit(operations=operations, normative=normative, together=together, working_days=days)


def test_operations_of_equal_length_are_told_together_an_amendment_first() -> None:
    assert fits(plan(step(1, 3))) == (fit(11, AMEND, *OTHERS),)
    assert fits(plan(step(1, 3), step(2, 4, *OTHERS))) == (fit(11, AMEND), fit(15, *OTHERS))


def test_operations_in_one_proposal_are_told_apart_where_they_take_longer() -> None:
    found = fits(plan(step(1, 3), step(2, 4, ADD), step(3, 4, CANCEL)))
    rest = tuple(one for one in OTHERS if one not in {ADD, CANCEL})
    assert found == (
        fit(11, AMEND, *rest),
        fit(15, ADD, CANCEL),
        fit(19, AMEND, *OTHERS, together=True),
    )


def test_a_normative_document_is_told_apart_where_the_route_knows_it() -> None:
    found = fits(plan(step(1, 3), step(2, 4, normative=True)))
    assert found == (fit(11, AMEND, *OTHERS), fit(15, AMEND, *OTHERS, normative=True))


@pytest.mark.parametrize(("days", "fitting"), [(11, True), (12, True), (13, False)])
def test_the_twentieth_working_day_is_the_last(days: int, fitting: bool) -> None:
    (found,) = fits(plan(step(1, days)))
    assert found.fits is fitting
    assert longest(plan(step(1, days))) == days + 8


@pytest.mark.parametrize(
    ("steps", "reviewed"),
    [
        ((step(1, 3),), True),
        ((step(1, 3, ADD), step(2, 3)), True),
        ((step(1, 3, *ALL),), False),
        ((step(1, 3, normative=True),), False),
        ((), False),
    ],
)
def test_a_route_reviews_everything_by_a_step_without_condition(
    steps: tuple[PlannedStep, ...], reviewed: bool
) -> None:
    assert reviews_everything(steps) is reviewed


def test_a_plan_is_read_back_from_what_an_event_carries() -> None:
    whole = plan(step(1, 3, ADD, normative=True), apply=10)
    assert route_plan(whole.plain) == whole
