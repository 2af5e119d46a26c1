"""The pages: a blueprint a file, each view at most a form, a command and an answer."""

from flask import Flask

from web.views import (
    absence,
    attachments,
    audit,
    catalogues,
    deliveries,
    editor,
    entrance,
    health,
    inbox,
    mail,
    proposals,
    recording,
)


def add_views(app: Flask) -> None:
    """Register every blueprint."""
    for module in (
        entrance,
        catalogues,
        inbox,
        proposals,
        editor,
        attachments,
        recording,
        absence,
        audit,
        mail,
        deliveries,
        health,
    ):
        app.register_blueprint(module.blueprint)
