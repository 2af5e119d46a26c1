"""Errors as pages: the only place that knows HTTP numbers."""

from http import HTTPStatus

import structlog
from flask import Flask, Response, g, make_response, redirect, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from values.messages import N_, Message
from web.language import say
from web.reloading import page_above
from web.unread_form import typed_texts
from workflow.commands.sign_in import SignInError
from workflow.errors import (
    AwayError,
    BusyError,
    ForbiddenError,
    FullError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    StaleError,
    WorkflowError,
)
from workflow.failures import refusal_of

log = structlog.get_logger()

STATUS: dict[type[WorkflowError], int] = {
    NotFoundError: 404,
    ForbiddenError: 403,
    NotAllowedError: 409,
    StaleError: 409,
    InvalidError: 422,
    BusyError: 503,
    AwayError: 503,
    FullError: 503,
    SignInError: 401,
}

SENTENCES = {
    400: N_("The request could not be read. Go back, reload the page and try again."),
    404: N_("This page does not exist, or you may not see it."),
    405: N_("This address does not take such a request. Use the buttons of the page."),
    413: N_("What you sent is too large. Nothing was saved; shorten it or split it into several parts."),
    415: N_("This kind of content is not taken here."),
    429: N_("Too many requests. Wait a little and try again."),
}

UNREAD = N_(
    "This form is no longer valid, perhaps because your session ended or you signed in again. Nothing was saved."
)
UNEXPECTED = N_("Something went wrong on our side. Nothing was changed; the error is noted under %(id)s.")


def status_of(error: WorkflowError) -> int:
    """Return the status with which an error is answered."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def init_app(app: Flask) -> None:
    """Show every error as a page with a sentence."""

    @app.errorhandler(WorkflowError)
    def _refused(error: WorkflowError) -> Response:
        return page(status_of(error), error.message, details=issues_of(error))

    @app.errorhandler(CSRFError)
    def _forged(_: CSRFError) -> Response:
        return page(400, Message(UNREAD), typed=typed_texts())

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> BaseResponse | HTTPException:
        return _answer_to(error)

    @app.errorhandler(SQLAlchemyError)
    def _database(error: SQLAlchemyError) -> Response:
        refusal = refusal_of(error)
        if refusal is None:
            if app.testing:
                raise error
            return _unexpected(error)
        log.error("database does not answer", path=request.path, error=type(error).__name__)
        # The page itself asks nothing more of the database.
        g.without_database = True
        return page(status_of(refusal), refusal.message)

    def _unexpected(error: Exception) -> Response:
        request_id = g.get("request_id", "-")
        log.error(
            "unexpected error",
            request_id=request_id,
            path=request.path,
            error=type(error).__name__,
            exc_info=error,
        )
        return page(500, Message(UNEXPECTED, {"id": request_id}))

    if not app.testing:
        app.register_error_handler(Exception, _unexpected)


def _answer_to(error: HTTPException) -> BaseResponse | HTTPException:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        return error
    if code == HTTPStatus.METHOD_NOT_ALLOWED and request.method in {"GET", "HEAD"}:
        # An address that only takes forms was opened like a page.
        return redirect(page_above(), HTTPStatus.SEE_OTHER)
    return page(code, Message(SENTENCES.get(code, SENTENCES[400])))


def issues_of(error: WorkflowError) -> list[str]:
    """Return the sentences of all issues beyond the first."""
    return [say(issue.message) for issue in error.issues[1:]] if isinstance(error, InvalidError) else []


def page(
    status: int,
    message: Message,
    *,
    details: list[str] | None = None,
    typed: list[tuple[str, str]] | None = None,
) -> Response:
    """Return an error page with its sentence, and with what was typed where that would be lost."""
    titles = {
        403: gettext("Not permitted"),
        404: gettext("Not found"),
        409: gettext("Not possible now"),
        422: gettext("Something is missing"),
        500: gettext("An error on our side"),
    }
    title = titles.get(status, gettext("That did not work"))
    answer = make_response(
        render_template(
            "errors/error.html", title=title, sentence=say(message), details=details or [], typed=typed or []
        ),
        status,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
