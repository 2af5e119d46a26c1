"""The task that keeps the list of published places and asks for those that are due, as the queue runs it."""

import pytest
import sqlalchemy as sa
from celery import Celery
from flask import Flask

from models import PlaceAddress, PublishedPlace
from tests.workflow.places import NOWHERE, naming
from tests.world import World
from values.place import PlaceOutcome
from workflow.commands.place_asking import switch_checking
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("clock")


def test_the_beat_reads_what_catalogues_name_and_asks_once_it_is_switched_on(
    app: Flask, celery_app: Celery, world: World
) -> None:
    with app.app_context():
        naming(world, NOWHERE)
    beat = celery_app.tasks["mulu.places"]
    beat.apply(throw=True)
    with app.app_context(), transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PublishedPlace))
        assert session.scalars(sa.select(PlaceAddress.outcome)).all() == [None]
    with app.app_context():
        switch_checking(to_on=True, actor=world.actor("system-admin"))
    beat.apply(throw=True)
    with app.app_context(), transaction() as session:
        assert session.scalars(sa.select(PlaceAddress.outcome)).all() == [PlaceOutcome.NOT_ALLOWED]
