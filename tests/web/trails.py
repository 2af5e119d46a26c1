"""What tests of the auditor's pages share: how events are asked for, and what a page lists."""

import json
import re
from typing import Any

import sqlalchemy as sa
from flask import Flask

from models import Event
from workflow.unit import transaction

HEADING = re.compile(r"<h3>(.*?)</h3>", re.DOTALL)
NUMBER = re.compile(r'href="/audit/events/(\d+)"')


def sentences_of(page: str) -> list[str]:
    """Return the sentences of a timeline, in its order."""
    return [one.strip() for one in HEADING.findall(page)]


def numbers_of(page: str) -> list[int]:
    """Return the numbers of the events of a timeline, in its order."""
    return [int(one) for one in NUMBER.findall(page)]


def link(page: str, words: str) -> str:
    """Return the address that is linked with these words."""
    found = re.search(rf'<a [^>]*href="([^"]*)"[^>]*>{re.escape(words)}', page)
    assert found, words
    return found[1].replace("&amp;", "&")


def recorded(app: Flask, action: str) -> list[tuple[Event, dict[str, Any]]]:
    """Return the events of a kind with their details, the oldest first."""
    with app.app_context(), transaction() as session:
        found = session.scalars(sa.select(Event).where(Event.action == action).order_by(Event.id)).all()
    return [(event, json.loads(event.data)["details"]) for event in found]
