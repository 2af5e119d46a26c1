"""What every template knows: language, navigation, the signed-in person, ways of saying dates."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, has_request_context, request, url_for
from flask_babel import get_locale, gettext
from flask_login import current_user
from jinja2 import StrictUndefined

from models import db
from values.messages import N_
from values.vocabulary import Role
from web.administering.basis_links import bases_named
from web.language import html_language, say
from web.manuals import manual_of
from web.session import is_known, own_count, own_inbox, represented, seats
from web.wording import common as wording
from web.wording import field_hints
from web.wording import rules as rule_wording
from web.wording.clauses import clause
from web.wording.failures import failure
from workflow.commands.calendar import IMPORTERS
from workflow.commands.erasure import ERASERS
from workflow.deliveries import unread_count
from workflow.queries.compliance import READERS
from workflow.queries.inbox import MOST, beside_count
from workflow.retention import KEEPERS


@dataclass(frozen=True)
class NavigationItem:
    """A link of the main navigation."""

    url: str
    label: str
    icon: str
    count: int
    current: bool
    counted: str = ""
    """What the count is of; empty where nothing is counted."""


@dataclass(frozen=True)
class Navigation:
    """The main navigation: links side by side, and between them those that are folded away."""

    before: list[NavigationItem]
    folded: list[NavigationItem]
    after: list[NavigationItem]


OF_ROLES: tuple[tuple[frozenset[Role], str, str, str], ...] = (
    (frozenset(READERS), "compliance.index", N_("Compliance"), "check-circle-fill"),
    (frozenset(READERS), "statistics.show", N_("Statistics"), "bar-chart"),
    (frozenset({Role.BUSINESS_ADMINISTRATOR}), "routes.index", N_("Routes"), "arrow-left-right"),
    (frozenset(IMPORTERS), "calendar.show", N_("Calendar"), "clock"),
    (frozenset(KEEPERS), "archive.index", N_("Case files"), "file-earmark-text"),
    (frozenset(ERASERS), "erasures.show", N_("Erasure"), "trash"),
    (frozenset({Role.SECURITY_ADMINISTRATOR}), "accounts.index", N_("Accounts"), "person-circle"),
    (frozenset({Role.AUDIT_ADMINISTRATOR}), "security_log.show", N_("Security log"), "shield-check"),
    (frozenset({Role.AUDITOR}), "audit.timeline", N_("Audit"), "clock-history"),
    (
        frozenset({Role.SYSTEM_ADMINISTRATOR}),
        "deliveries.dead_letters",
        N_("Deliveries"),
        "envelope-exclamation",
    ),
    (frozenset({Role.SYSTEM_ADMINISTRATOR}), "organisations.index", N_("Bodies"), "stack"),
)
"""Links for those who hold one of some roles: the roles, where it leads, what it is called, its icon."""

ONE_ROW = 8
"""So many links fit beside each other on an office's screen, in the longer of the languages."""


def init_app(app: Flask) -> None:
    """Make templates strict, and give them what they all need."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=wording.day,
        moment=wording.moment,
        say=say,
        short_day=wording.short_day,
        clock_time=wording.clock_time,
        listed=wording.listed,
        clause=clause,
    )
    app.jinja_env.globals.update(
        new_key=lambda: secrets.token_hex(16),
        wording=wording,
        rule_wording=rule_wording,
        failure=failure,
        field_hints=field_hints,
        bases_named=bases_named,
    )

    @app.context_processor
    def _common() -> dict[str, Any]:
        if not has_request_context():
            return {}
        is_signed_in = is_known()
        return {
            "html_lang": html_language(),
            "language_switch_url": url_for(
                "entrance.choose_language", language="en" if str(get_locale()) != "en" else "zh_Hans"
            ),
            "language_switch_label": "English" if str(get_locale()) != "en" else "中文",
            "language_next": _here(),
            "signed_in": is_signed_in,
            "current_person_label": current_user.name if is_signed_in else "",
            "represented": represented() if is_signed_in else None,
            "may_name_deputies": is_signed_in and any(not seat.role.is_administrator for seat in seats()),
            "own_manual": manual_of(seat.role for seat in seats()).slug,
            "navigation": _navigation(),
            "most_counted": MOST,
        }


def _here() -> str:
    """Return the address of the page, to come back to; the front page where it cannot be asked again."""
    address = request.full_path.rstrip("?")
    return address if request.method == "GET" and address.isprintable() else "/"


def _navigation() -> Navigation:
    def link(endpoint: str, label: str, icon: str, count: int = 0, counted: str = "") -> NavigationItem:
        here = (request.endpoint or "").partition(".")[0] == endpoint.partition(".")[0]
        return NavigationItem(url_for(endpoint), label, icon, count, here, counted)

    links: list[NavigationItem] = []
    roles = {seat.role for seat in seats()}
    if any(not role.is_administrator for role in roles):
        links.append(
            link(
                "inbox.show",
                gettext("Inbox"),
                "inbox",
                own_count() + beside_count(db.session(), own_inbox()),
                gettext("waiting"),
            )
        )
        links.append(link("proposals.index", gettext("Proposals"), "diagram-3"))
    links.append(link("catalogues.index", gettext("Catalogues"), "table"))
    if current_user.is_authenticated:
        links.append(link("bases.index", gettext("Bases"), "file-earmark-text"))
    links += [
        link(endpoint, gettext(label), icon) for holders, endpoint, label, icon in OF_ROLES if roles & holders
    ]
    messages = (
        [
            link(
                "mail.index",
                gettext("Messages"),
                "envelope",
                unread_count(db.session(), current_user.person_id),
                gettext("not read yet"),
            )
        ]
        if roles
        else []
    )
    if len(links) + len(messages) <= ONE_ROW:
        return Navigation(links, [], messages)
    kept = ONE_ROW - 1 - len(messages)
    return Navigation(links[:kept], links[kept:], messages)
