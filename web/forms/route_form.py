"""The form of a route: as it is filled, rearranged by its buttons, and read into a plan."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from values.messages import N_, Message
from values.route_plan import PlannedStep, RoutePlan
from values.vocabulary import Operation, Post, StepKind
from web.forms.reading import Form, one_line, plain
from web.numbers import whole_number
from workflow.errors import InvalidError, Issue

MOST_STEPS = 30
NO_NUMBER = N_("Give a whole number of working days.")
STEP = N_("Step %(no)s: %(sentence)s")
NOT_OFFERED = N_("Choose among what is listed.")


@dataclass(frozen=True, kw_only=True)
class StepForm:
    """What stands in the form for a step, whatever was typed."""

    kind: str = StepKind.SECTION_REVIEW.value
    body: str = ""
    post: str = ""
    days: str = "3"
    operations: tuple[str, ...] = ()
    normative: bool = False
    beside: bool = False
    """Whether it runs side by side with the step before."""


@dataclass(frozen=True, kw_only=True)
class RouteForm:
    """What stands in the form, whatever was typed."""

    name: str = ""
    allows_two_steps: bool = False
    apply_days: str = ""
    approval_days: str = "5"
    publication_days: str = "3"
    publishing_body: str = ""
    reason: str = ""
    steps: tuple[StepForm, ...] = (StepForm(),)


def form_of_plan(plan: RoutePlan) -> RouteForm:
    """Return what fills the form for a route."""
    positions = [None, *(step.position for step in plan.steps)]
    return RouteForm(
        name=plan.name,
        allows_two_steps=plan.allows_two_steps,
        apply_days="" if plan.apply_working_days is None else str(plan.apply_working_days),
        approval_days=str(plan.approval_working_days),
        publication_days=str(plan.publication_working_days),
        publishing_body=str(plan.publishing_body_id or ""),
        steps=tuple(
            StepForm(
                kind=step.kind.value,
                body=str(step.body_id),
                post=step.post.value if step.post else "",
                days=str(step.working_days),
                operations=tuple(one.value for one in step.operations),
                normative=step.normative_only,
                beside=step.position == before,
            )
            for step, before in zip(plan.steps, positions, strict=False)
        ),
    )


def typed_form(form: Form) -> RouteForm:
    """Return what was typed, to fill the form again."""
    count = min(whole_number(form.get("steps", "")) or 0, MOST_STEPS)
    return RouteForm(
        name=one_line(form.get("name", "")),
        allows_two_steps="allows_two_steps" in form,
        apply_days=one_line(form.get("apply_days", "")),
        approval_days=one_line(form.get("approval_days", "")),
        publication_days=one_line(form.get("publication_days", "")),
        publishing_body=form.get("publishing_body", ""),
        reason=plain(form.get("reason", "")),
        steps=tuple(
            StepForm(
                kind=form.get(f"kind-{no}", ""),
                body=form.get(f"body-{no}", ""),
                post=form.get(f"post-{no}", ""),
                days=one_line(form.get(f"days-{no}", "")),
                operations=tuple(form.getlist(f"operations-{no}")),
                normative=f"normative-{no}" in form,
                beside=f"beside-{no}" in form,
            )
            for no in range(1, count + 1)
        ),
    )


def rearranged(form: RouteForm, button: str) -> RouteForm:
    """Return the form after one of its buttons: `add`, or `remove`, `up` or `down` with a step's number."""
    steps = list(form.steps)
    verb, _, text = button.partition(":")
    at = (whole_number(text) or 0) - 1
    if verb == "add" and len(steps) < MOST_STEPS:
        steps.append(StepForm(body=steps[-1].body if steps else ""))
    elif verb == "remove" and 0 <= at < len(steps):
        del steps[at]
    elif verb == "up" and 0 < at < len(steps):
        steps[at - 1], steps[at] = steps[at], steps[at - 1]
    elif verb == "down" and 0 <= at < len(steps) - 1:
        steps[at + 1], steps[at] = steps[at], steps[at + 1]
    return replace(form, steps=tuple(steps))


def read_plan(form: RouteForm, offered: Collection[int]) -> RoutePlan:
    """Return the plan that the form says; `offered` are the bodies that may be chosen.

    Raises: InvalidError with everything that is no number and nothing that was offered.
    """
    issues: list[Issue] = []

    def days(field: str, text: str) -> int:
        number = whole_number(text)
        if number is None:
            issues.append(Issue(field, Message(NO_NUMBER)))
        return number or 0

    steps: list[PlannedStep] = []
    for no, typed in enumerate(form.steps, start=1):
        step, wrong = _read_step(typed, offered, steps[-1].position if steps else 0)
        steps.append(step)
        issues += [Issue("steps", Message(STEP, {"no": no, "sentence": Message(one)})) for one in wrong]
    body = whole_number(form.publishing_body)
    if form.publishing_body and body not in offered:
        issues.append(Issue("publishing_body", Message(NOT_OFFERED)))
    plan = RoutePlan(
        name=form.name,
        allows_two_steps=form.allows_two_steps,
        apply_working_days=days("apply_days", form.apply_days) if form.apply_days else None,
        approval_working_days=days("approval_days", form.approval_days),
        publication_working_days=days("publication_days", form.publication_days),
        publishing_body_id=body,
        steps=tuple(steps),
    )
    if issues:
        raise InvalidError(issues)
    return plan


def _read_step(typed: StepForm, offered: Collection[int], before: int) -> tuple[PlannedStep, list[str]]:
    """Return a step, and what is wrong with it; what cannot be read stands as something harmless."""
    body, days = whole_number(typed.body), whole_number(typed.days)
    chosen = [one for one in Operation if one.value in typed.operations]
    wrong = []
    if body not in offered or typed.kind not in set(StepKind) or (typed.post and typed.post not in set(Post)):
        wrong.append(NOT_OFFERED)
    if days is None:
        wrong.append(NO_NUMBER)
    step = PlannedStep(
        position=before if typed.beside and before else before + 1,
        kind=StepKind(typed.kind) if typed.kind in set(StepKind) else StepKind.SECTION_REVIEW,
        body_id=body or 0,
        post=Post(typed.post) if typed.post in set(Post) else None,
        working_days=days or 0,
        operations=tuple(chosen),
        normative_only=typed.normative,
    )
    return step, wrong
