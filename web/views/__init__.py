"""The pages: a blueprint a file, each view at most a form, a command and an answer."""

from flask import Flask

from web.views import (
    absence,
    attachments,
    audit,
    bases,
    bodies,
    calendar,
    catalogues,
    channels,
    claims,
    compare,
    compliance,
    conflicts,
    deliveries,
    editor,
    entrance,
    health,
    hidings,
    inbox,
    ledger,
    mail,
    opinions,
    proposals,
    provincial,
    recording,
    routes,
    rules,
    undo,
)


def add_views(app: Flask) -> None:
    """Register every blueprint."""
    for module in (
        entrance,
        catalogues,
        compare,
        compliance,
        undo,
        hidings,
        bodies,
        inbox,
        proposals,
        editor,
        claims,
        conflicts,
        opinions,
        routes,
        rules,
        bases,
        channels,
        provincial,
        attachments,
        recording,
        absence,
        calendar,
        audit,
        ledger,
        mail,
        deliveries,
        health,
    ):
        app.register_blueprint(module.blueprint)
