"""The routes of the standards and of the demonstration county (domain, section 4)."""

from collections.abc import Iterable, Mapping

from values.vocabulary import Operation, Post, StepKind
from workflow.commands.register import PlannedStep

STRUCTURAL = tuple(one for one in Operation if one is not Operation.AMEND)
"""All operations but amend also pass the government's office."""

_NATIONAL = (
    (1, StepKind.SECTION_REVIEW, "ministry", Post.SECTION_CHIEF, 5),
    (2, StepKind.SECRECY_REVIEW, "ministry", Post.OPENNESS_OFFICER, 5),
    (3, StepKind.LEGALITY_REVIEW, "ministry", Post.LEGAL_OFFICER, 5),
)

_COUNTY = (
    (1, StepKind.SECTION_REVIEW, "bureau", Post.SECTION_CHIEF, 3),
    (2, StepKind.SECRECY_REVIEW, "office", Post.OPENNESS_OFFICER, 5),
    (3, StepKind.LEGALITY_REVIEW, "justice", Post.LEGAL_OFFICER, 3),
    (4, StepKind.GOVERNMENT_OFFICE_REVIEW, "office", Post.DEPUTY_LEADER, 3),
)

_TOWNSHIP = ((1, StepKind.SECTION_REVIEW, "qingxi", Post.SECTION_CHIEF, 3),)
"""The short route of claims (认领): the township reviews itself what it substitutes."""


PLANS = {
    "national": ("标准目录办理流程", "000000", _NATIONAL, ()),
    "county": ("县级目录办理流程", "990101", _COUNTY, (StepKind.LEGALITY_REVIEW,)),
    "township": ("清溪镇认领流程", "990101100", _TOWNSHIP, ()),
}
"""By key: name, jurisdiction, steps, and which of them only normative documents take."""


def planned_routes(
    bodies: Mapping[str, int], keys: Iterable[str] = PLANS
) -> dict[str, tuple[str, str, list[PlannedStep]]]:
    """Return by key the name, the jurisdiction and the steps of routes."""
    plans = {key: PLANS[key] for key in keys}
    return {
        key: (name, place, _steps(plan, bodies, normative_only=only))
        for key, (name, place, plan, only) in plans.items()
    }


def _steps(
    plan: tuple[tuple[int, StepKind, str, Post, int], ...],
    bodies: Mapping[str, int],
    *,
    normative_only: tuple[StepKind, ...],
) -> list[PlannedStep]:
    return [
        PlannedStep(
            position=position,
            kind=kind,
            body_id=bodies[body],
            post=post,
            working_days=days,
            operations=STRUCTURAL if kind is StepKind.GOVERNMENT_OFFICE_REVIEW else (),
            normative_only=kind in normative_only,
        )
        for position, kind, body, post, days in plan
    ]
