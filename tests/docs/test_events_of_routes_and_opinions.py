"""What is recorded of routes and department opinions is as the page of events says."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from models import OpinionRequest
from tests.docs.test_events_doc import DESCRIBED
from tests.workflow.looking import all_events, rows_of
from tests.workflow.opinions import ask, with_reviewer
from tests.world import COUNTY, World
from values.clock import FrozenClock
from values.vocabulary import OpinionAnswer, State
from workflow.commands import opinions, routes
from workflow.commands.remind_opinions import remind_asked_bodies
from workflow.queries.routes import routes as all_routes
from workflow.unit import transaction

ACTIONS = (
    "route_set_up",
    "route_changed",
    "route_acknowledged",
    "route_assigned",
    "opinion_requested",
    "opinion_reminded",
    "opinion_given",
)


@pytest.mark.usefixtures("context")
def test_recorded_events_are_as_the_page_says(world: World, clock: FrozenClock) -> None:
    _routes(world)
    with_reviewer(world)
    number = world.in_state(State.IN_REVIEW)
    ask(world, number)
    clock.advance(timedelta(days=9))
    remind_asked_bodies()
    (request,) = rows_of(OpinionRequest, number)
    opinions.give_opinion(
        number, request.id, actor=world.actor("centre-drafter"), answer=OpinionAnswer.AGREED
    )
    for action in ACTIONS:
        event = all_events(action)[-1]
        described = DESCRIBED[action]
        told = json.loads(event.data)["details"]
        assert (action, event.subject_kind, frozenset(told)) == (
            action,
            described.subject,
            described.details,
        )


def _routes(world: World) -> None:
    admin, place = world.actor("business-admin"), world.jurisdictions["990101"]
    with transaction() as session:
        (file,) = all_routes(session, {place})
    routes.change_route(file.number, file.plan, actor=admin, version=1, reason="评估过。")
    plan = replace(file.plan, approval_working_days=1)
    routes.change_route(file.number, plan, actor=admin, version=1)
    made = routes.set_up(place, plan, actor=admin)
    routes.assign_route(made, COUNTY, actor=admin)
