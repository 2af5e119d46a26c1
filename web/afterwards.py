"""What is noted once a page is on its way: the page never waits for it, and never fails with it."""

from collections.abc import Callable
from functools import partial

import structlog
from flask import Flask, Response, after_this_request, current_app

from workflow.errors import WorkflowError

log = structlog.get_logger()


def afterwards(note: Callable[[], object]) -> None:
    """Note something when the response has been sent; what cannot be noted then is missing, and the log says so.

    Only for what decides nothing: what has to be in the trail is recorded before anybody is shown anything.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's own way

    @after_this_request
    def _when_sent(response: Response) -> Response:
        response.call_on_close(partial(_attempt, app, note))
        return response


def _attempt(app: Flask, note: Callable[[], object]) -> None:
    with app.app_context():
        try:
            note()
        except WorkflowError as error:
            log.warning("not noted", error=type(error).__name__)
