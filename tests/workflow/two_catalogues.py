"""A second catalogue of the county, for what reaches several at once."""

from dataclasses import replace

import sqlalchemy as sa

from models import Catalogue
from tests.world import COUNTY, World, draft
from values.entry import DisclosingBody
from values.vocabulary import CatalogueKind, Field, Operation
from workflow.commands import register
from workflow.unit import transaction

SECOND = "990101-social-insurance"


def with_second_catalogue(world: World) -> None:
    """Give the county another catalogue, whose row names the bureau and, beside it, the centre."""
    with transaction() as session:
        first = session.scalars(sa.select(Catalogue).where(Catalogue.code == COUNTY)).one()
    register.set_up_catalogue(
        code=SECOND,
        title="青禾县社会保险政务公开目录",
        kind=CatalogueKind.LOCAL,
        field=Field.SOCIAL_INSURANCE,
        jurisdiction_id=first.jurisdiction_id,
        body_id=first.body_id,
        route_id=first.route_id,
    )
    text = world.addition("社会保险登记")
    added = text.changes[0].after
    bodies = (
        DisclosingBody(body=str(world.bodies["centre"])),
        DisclosingBody(body=str(world.bodies["bureau"]), lead=False),
    )
    state = replace(added, parent=None, content=replace(added.content, disclosing_bodies=bodies))
    changes = [replace(text.changes[0], operation=Operation.ADD, after=state)]
    world.published(draft(changes), code=SECOND)
