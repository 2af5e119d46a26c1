"""A route as it is planned, and whether its steps fit between 触发日 and the statutory end (decision 19)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from values.serial import from_plain, to_plain
from values.vocabulary import Operation, Post, StepKind

STATUTORY_WORKING_DAYS = 20
"""Regulations art. 26: within 20 working days of the information's creation or change."""


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """A step of a route; steps of the same position run side by side."""

    position: int
    kind: StepKind
    body_id: int
    working_days: int
    post: Post | None = None
    operations: tuple[Operation, ...] = ()
    normative_only: bool = False

    def is_taken(self, operations: Iterable[Operation], *, normative: bool) -> bool:
        """Whether a proposal with these operations takes the step."""
        return (not self.operations or bool(set(operations) & set(self.operations))) and (
            normative or not self.normative_only
        )


@dataclass(frozen=True, kw_only=True)
class RoutePlan:
    """Everything that an administrator decides about a route."""

    name: str
    steps: tuple[PlannedStep, ...]
    allows_two_steps: bool = False
    apply_working_days: int | None = None
    approval_working_days: int = 5
    publication_working_days: int = 3
    publishing_body_id: int | None = None

    @property
    def plain(self) -> dict[str, object]:
        """Its JSON form, as events carry it."""
        plain: dict[str, object] = to_plain(self)
        return plain


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How long the longest path takes for some operations, from 触发日 to publication."""

    operations: tuple[Operation, ...]
    normative: bool
    """Whether the catalogue is issued as a 规范性文件, so that steps for those are taken too."""
    together: bool
    """Whether a proposal holds all these operations at once; else each of them alone."""
    working_days: int

    @property
    def fits(self) -> bool:
        """Whether that is within the statutory time."""
        return self.working_days <= STATUTORY_WORKING_DAYS


def route_plan(plain: object) -> RoutePlan:
    """Read a plan from its JSON form."""
    return from_plain(plain, RoutePlan)


def reviews_everything(steps: Iterable[PlannedStep]) -> bool:
    """Whether some step is taken whatever is proposed, so that nothing passes unreviewed."""
    return any(not step.operations and not step.normative_only for step in steps)


def longest_path(plan: RoutePlan, operations: Iterable[Operation], *, normative: bool) -> int:
    """Return the working days from 触发日 to publication: positions add, steps side by side take the longest."""
    wanted = tuple(operations)
    at: dict[int, int] = {}
    for step in plan.steps:
        if step.is_taken(wanted, normative=normative):
            at[step.position] = max(at.get(step.position, 0), step.working_days)
    drafting = plan.apply_working_days or 0
    return drafting + sum(at.values()) + plan.approval_working_days + plan.publication_working_days


def fits(plan: RoutePlan) -> tuple[Fit, ...]:
    """Return how long each operation takes, those of equal length together, an amendment first.

    More operations in one proposal never take fewer steps, so all at once is the longest of every set; it is told
    apart only where it is longer than each alone. The same again for a 规范性文件 where that makes a difference.
    """
    found = _fits(plan, normative=False)
    if any(step.normative_only for step in plan.steps):
        found += _fits(plan, normative=True)
    return tuple(found)


def longest(plan: RoutePlan) -> int:
    """Return the working days of the longest path of all."""
    return max(fit.working_days for fit in fits(plan))


def _fits(plan: RoutePlan, *, normative: bool) -> list[Fit]:
    order: Sequence[Operation] = [Operation.AMEND, *(one for one in Operation if one is not Operation.AMEND)]
    groups: dict[int, list[Operation]] = {}
    for operation in order:
        days = longest_path(plan, [operation], normative=normative)
        groups.setdefault(days, []).append(operation)
    found = [
        Fit(operations=tuple(members), normative=normative, together=False, working_days=days)
        for days, members in groups.items()
    ]
    whole = longest_path(plan, order, normative=normative)
    if whole > max(groups):
        found.append(Fit(operations=tuple(order), normative=normative, together=True, working_days=whole))
    return found
