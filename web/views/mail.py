"""A person's messages: what the system told them, and the mails of their own folder."""

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from config import Settings
from formats.mail_folder import mail, mails
from models import db
from web.access import access, signed_in
from web.numbers import page_number
from web.trail.events import handed_between, sentences_of
from web.wording.telling import reason_said, standing
from workflow.commands.notify import mark_read
from workflow.deliveries import in_app_messages
from workflow.errors import NotFoundError
from workflow.queries.told import sent_to

blueprint = Blueprint("mail", __name__)

PAGE = 30

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups; frame-ancestors 'none'"
"""Of a mail: its own inline styles and nothing else; no script, no form, nothing fetched."""


@blueprint.get("/messages")
@access(signed_in)
def index() -> ResponseReturnValue:
    """Show the messages, the newest first; unread ones count as read from the next page on."""
    at = page_number(request.args.get("page", ""))
    found = in_app_messages(db.session(), current_user.person_id, offset=(at - 1) * PAGE, limit=PAGE)
    shown = found[:PAGE]
    events = [one.event for one in shown]
    said = sentences_of(db.session(), events)
    answer = render_template(
        "mail/index.html",
        messages=list(zip(shown, said, strict=True)),
        between=handed_between(db.session(), events),
        sent=sent_to(db.session(), current_user.person_id, [one.id for one in events]),
        reason_said=reason_said,
        standing=standing,
        keeps_mails=not _settings().smtp_url,
        mails=mails(_settings().mail_folder, current_user.login)[:100] if not _settings().smtp_url else [],
        previous=url_for(".index", page=at - 1) if at > 1 else "",
        following=url_for(".index", page=at + 1) if len(found) > PAGE else "",
    )
    db.session.rollback()
    if unread := [one.delivery_id for one in found if not one.is_read]:
        mark_read(current_user.person_id, unread)
    return answer


@blueprint.get("/messages/mails/<key>")
@access(signed_in)
def show(key: str) -> ResponseReturnValue:
    """Show one of the person's own mails."""
    found = mail(_settings().mail_folder, current_user.login, key)
    if found is None:
        raise NotFoundError
    return render_template("mail/show.html", mail=found)


@blueprint.get("/messages/mails/<key>/page")
@access(signed_in)
def show_page(key: str) -> ResponseReturnValue:
    """Show the HTML of one of the person's own mails as mail programs do: in a sandbox, without script."""
    found = mail(_settings().mail_folder, current_user.login, key)
    if found is None or not found.html:
        raise NotFoundError
    answer = make_response(found.html)
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
