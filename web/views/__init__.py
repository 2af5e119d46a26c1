"""The pages: a blueprint a file, each view at most a form, a command and an answer."""

from flask import Flask

from web.views import (
    audit,
    catalogues,
    compare,
    conflicts,
    deliveries,
    editor,
    entrance,
    health,
    hidings,
    inbox,
    mail,
    opinions,
    proposals,
    routes,
    undo,
)


def add_views(app: Flask) -> None:
    """Register every blueprint."""
    for module in (
        entrance,
        catalogues,
        compare,
        undo,
        hidings,
        inbox,
        proposals,
        editor,
        conflicts,
        opinions,
        routes,
        audit,
        mail,
        deliveries,
        health,
    ):
        app.register_blueprint(module.blueprint)
