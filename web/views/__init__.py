"""The pages: a blueprint a file, each view at most a form, a command and an answer."""

from flask import Flask

from web.views import (
    audit,
    bodies,
    catalogues,
    compare,
    conflicts,
    deliveries,
    editor,
    entrance,
    health,
    inbox,
    mail,
    proposals,
    undo,
)


def add_views(app: Flask) -> None:
    """Register every blueprint."""
    for module in (
        entrance,
        catalogues,
        compare,
        undo,
        bodies,
        inbox,
        proposals,
        editor,
        conflicts,
        audit,
        mail,
        deliveries,
        health,
    ):
        app.register_blueprint(module.blueprint)
