"""What the pages of accounts show, and how their forms are read."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext
from flask_login import current_user

from models import db
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import ADMINISTRATORS, Post, Role
from values.written_day import day_written
from web.draft.entry_page import errors_by_field
from web.language import say
from web.numbers import page_number, whole_number
from web.session import seats
from web.trail.events import lines_of
from web.wording.common import day, field_label, label
from workflow.accounts import LANGUAGES, Particulars, require_sound
from workflow.errors import InvalidError, Issue, WorkflowError, invalid
from workflow.queries.account_file import AccountFile, account_file
from workflow.queries.account_list import (
    AccountState,
    Narrowing,
    accounts,
    ended_bodies_with_roles,
    keeper_paths,
    offered_bodies,
)
from workflow.roles import WantedRole
from workflow.unit import current_clock

PAGE = 50
HISTORY = 50
MOST_BODIES = 1000
"""Bodies that a form offers."""
FILTERS = ("q", "body", "role", "state")
SPOKEN = {"zh_Hans": "中文", "en": "English"}

Member = TypeVar("Member", bound=StrEnum)


def list_values(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the list, narrowed as an address asks; what it does not understand narrows nothing."""
    at, now = page_number(texts.get("page", "")), current_clock.get().now()
    today, paths = shanghai_day(now), keeper_paths(seats())
    wanted = Narrowing(
        words=texts.get("q", "").strip()[:100],
        body=whole_number(texts.get("body", "")),
        role=member_of(Role, texts.get("role", "")),
        state=member_of(AccountState, texts.get("state", "")),
    )
    offset = (at - 1) * PAGE
    found = accounts(db.session(), paths, wanted, now=now, today=today, offset=offset, limit=PAGE)
    kept: dict[str, Any] = {name: text for name in FILTERS if (text := texts.get(name, ""))}
    return {
        "accounts": found[:PAGE],
        "typed": {name: texts.get(name, "") for name in FILTERS},
        "is_narrowed": bool(kept),
        "bodies": [
            *offered_bodies(db.session(), paths, today=today, most=MOST_BODIES),
            *_ended(paths, today),
        ],
        "today": today,
        "roles": list(Role),
        "states": list(AccountState),
        "previous": url_for("accounts.index", **kept, page=at - 1) if at > 1 else "",
        "following": url_for("accounts.index", **kept, page=at + 1) if len(found) > PAGE else "",
    }


def _ended(paths: list[str], today: date) -> list[tuple[int, str]]:
    """Return ended bodies whose roles still have to be ended, so that the list can be narrowed to each."""
    found = ended_bodies_with_roles(db.session(), paths, today=today, most=MOST_BODIES)
    return [
        (number, gettext("%(name)s (ended on %(day)s)", name=name, day=day(until)))
        for number, name, until in found
    ]


def new_values(typed: Mapping[str, str], error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the form that registers a person."""
    db.session.rollback()
    return {**_choices(), "typed": typed, **refused(error)}


def file_of(login: str) -> AccountFile:
    """Return an account of the reader's area.

    Raises: NotFoundError.
    """
    now = current_clock.get().now()
    return account_file(
        db.session(),
        keeper_paths(seats()),
        login,
        reader_id=current_user.person_id,
        now=now,
        today=shanghai_day(now),
        most=HISTORY,
    )


def account_values(
    login: str, typed: Mapping[str, str], *, form: str = "", error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of an account's page.

    Args:
        login: whose account it is.
        typed: what stood in the form that was refused.
        form: which of the forms that was.
        error: why.
    """
    db.session.rollback()
    file = file_of(login)
    return {
        **_choices(),
        "file": file,
        "history": lines_of(db.session(), file.events),
        "form": form,
        "typed": typed if form else {},
        **refused(error),
    }


def particulars(form: Mapping[str, str]) -> Particulars:
    """Return what a form says of a person."""
    return Particulars(
        name=form.get("person", "").strip(),
        email=form.get("email", "").strip(),
        language=form.get("language", ""),
    )


def wanted_role(form: Mapping[str, str]) -> WantedRole:
    """Return the role that a form asks for.

    Raises: InvalidError with everything that is missing or no day.
    """
    issues: list[Issue] = []
    body, role = whole_number(form.get("body", "")) or 0, member_of(Role, form.get("role", ""))
    if not body:
        issues.append(Issue("body", Message(N_("Choose a body of your area."))))
    if role is None:
        issues.append(Issue("role", Message(N_("Choose a role."))))
    days: dict[str, date | None] = {}
    for name in ("valid_from", "valid_until"):
        try:
            days[name] = day_of(form, name)
        except InvalidError as error:
            issues += error.issues
    if role is None or issues:
        raise InvalidError(issues)
    post = member_of(Post, form.get("post", "")) or Post.STAFF
    return WantedRole(body_id=body, role=role, post=post, **days)


def wanted_account(form: Mapping[str, str]) -> tuple[str, Particulars, WantedRole]:
    """Return the user name, the person and the first role that a form registers.

    Raises: InvalidError with everything that is missing or wrong, of the person and of the role.
    """
    login, said, issues = form.get("login", "").strip(), particulars(form), list[Issue]()
    try:
        require_sound(said, login=login)
    except InvalidError as error:
        issues += error.issues
    try:
        wanted = wanted_role(form)
    except InvalidError as error:
        raise InvalidError([*issues, *error.issues]) from error
    if issues:
        raise InvalidError(issues)
    return login, said, wanted


def day_of(form: Mapping[str, str], name: str) -> date | None:
    """Return the day of a field; None where it is empty.

    Raises: InvalidError for what is no day.
    """
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        return day_written(text)
    except ValueError as error:
        raise invalid(name, N_("Give the day as year-month-day, for example 2026-07-01.")) from error


def member_of(closed: type[Member], text: str) -> Member | None:
    """Return the member of a closed set that a text names; None for none."""
    return closed(text) if text in set(closed) else None


def refused(error: WorkflowError | None) -> dict[str, Any]:
    """Return what a page says of a refusal: the sentences at each field, and all of them at the top."""
    found = error.issues if isinstance(error, InvalidError) else ()
    issues = [(field_label(one.field), say(one.message)) for one in found]
    return {"errors": errors_by_field(error), "error": error, "issues": issues}


def _choices() -> dict[str, Any]:
    now: datetime = current_clock.get().now()
    today = shanghai_day(now)
    found = offered_bodies(db.session(), keeper_paths(seats()), today=today, most=MOST_BODIES)
    return {
        "bodies": [("", gettext("Choose …")), *((str(number), name) for number, name in found)],
        "roles": [("", gettext("Choose …")), *((one.value, _said(one)) for one in Role)],
        "posts": [(one.value, label(one)) for one in Post],
        "languages": [(one, SPOKEN[one]) for one in LANGUAGES],
        "today": today,
    }


def _said(role: Role) -> str:
    return gettext("%(role)s (of the three)", role=label(role)) if role in ADMINISTRATORS else label(role)
