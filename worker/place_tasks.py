"""The task that keeps the list of published places and asks for those that are due."""

from celery import Celery
from flask import Flask

from config import Settings
from workflow.commands.place_checking import check_places
from workflow.commands.place_reading import read_places
from workflow.places.rules import asking_rules


def register_places(queue: Celery, app: Flask) -> None:
    """Make the task, with a name that stays and limits of its own."""
    settings: Settings = app.config["SETTINGS"]
    rules = asking_rules(
        networks=settings.link_networks,
        ports=settings.link_ports,
        contact=settings.link_contact or settings.base_url,
        failures=settings.link_failures,
    )

    @queue.task(name="mulu.places", soft_time_limit=70, time_limit=90, shared=False)
    def places() -> None:
        """Read what catalogues name by now, then ask for addresses, unless that is switched off."""
        read_places()
        check_places(rules)
