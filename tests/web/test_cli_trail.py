"""What commands leave behind: refusals in the trail, and drafts that say nothing yet."""

import json

import sqlalchemy as sa
from flask import Flask

from models import Event
from tests.web.commands import Commands, in_state
from tests.world import COUNTY, World
from values.vocabulary import State
from web.cli.proposal.shapes import Acted, ProposalSheet
from workflow.unit import transaction


def test_refusals_are_in_the_trail(commands: Commands, app: Flask, world: World) -> None:
    number = in_state(app, world, State.IN_REVIEW)
    commands.refused("proposal", "show", number, "--as", "other-drafter")
    commands.refused("proposal", "approve", number, "--as", "drafter")
    with app.app_context(), transaction() as session:
        events = session.scalars(sa.select(Event).where(Event.action == "refused").order_by(Event.id)).all()
    told = [(json.loads(one.data)["details"]["action"], one.actor_id) for one in events]
    assert told == [("read", world.people["other-drafter"]), ("approve", world.people["drafter"])]


def test_a_draft_with_nothing_in_it_can_be_shown(commands: Commands, world: World) -> None:
    assert world
    number = commands.json(Acted, "proposal", "open", COUNTY, "--as", "drafter").number
    text = commands.said("proposal", "show", number, "--as", "drafter")
    assert text.startswith(f"Untitled proposal ({number})")
    assert commands.json(ProposalSheet, "proposal", "show", number, "--as", "drafter").trigger is None
