"""Catalogues with routes of a test's own."""

import uuid
from collections.abc import Sequence

from tests.world import World, content, draft
from values.entry import EntryState
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import CatalogueKind, Field, Operation, Post, StepKind
from workflow.commands import register

CODE = "990101-social-insurance"


def step(
    world: World, position: int, kind: StepKind, body: str, post: Post | None = None, **more: object
) -> register.PlannedStep:
    """Return a step of three working days."""
    return register.PlannedStep(
        position=position, kind=kind, body_id=world.bodies[body], post=post, working_days=3, **more
    )


def catalogue_on(
    world: World,
    steps: Sequence[register.PlannedStep],
    *,
    allows_two_steps: bool = False,
    normative: bool = False,
    publisher: str | None = None,
) -> str:
    """Set up an empty catalogue of the bureau on a route of these steps and return its code."""
    route = register.set_up_route(
        name="试验流程",
        jurisdiction_id=world.jurisdictions["990101"],
        steps=steps,
        allows_two_steps=allows_two_steps,
        publishing_body_id=world.bodies[publisher] if publisher else None,
    )
    world.catalogues[CODE] = register.set_up_catalogue(
        code=CODE,
        title="社会保险领域政务公开目录",
        kind=CatalogueKind.LOCAL,
        field=Field.SOCIAL_INSURANCE,
        jurisdiction_id=world.jurisdictions["990101"],
        body_id=world.bodies["bureau"],
        route_id=route,
        is_normative_document=normative,
    )
    return CODE


def rows_added(world: World, *names: str) -> DraftContent:
    """Return a draft that adds rows on level 1."""
    return draft(
        [
            DraftChange(
                operation=Operation.ADD,
                after=EntryState(
                    entry=uuid.uuid4().hex,
                    parent=None,
                    rank=str(number),
                    content=content(name, world.bodies["bureau"]),
                ),
            )
            for number, name in enumerate(names or ("养老保险参保登记",), start=1)
        ]
    )
