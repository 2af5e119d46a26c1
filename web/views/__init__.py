"""The pages: a blueprint a file, each view at most a form, a command and an answer."""

from flask import Flask

from web.views import audit, catalogues, deliveries, editor, entrance, health, hidings, inbox, mail, proposals


def add_views(app: Flask) -> None:
    """Register every blueprint."""
    for module in (entrance, catalogues, hidings, inbox, proposals, editor, audit, mail, deliveries, health):
        app.register_blueprint(module.blueprint)
