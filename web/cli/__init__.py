"""The command line: `flask --app wsgi …`; each file a command."""

from flask import Flask

from web.cli.demo import demo
from web.cli.routes import route
from web.cli.seeding import seed


def add_commands(app: Flask) -> None:
    """Register every command."""
    for command in (seed, demo, route):
        app.cli.add_command(command)
