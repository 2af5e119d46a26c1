"""Events as the auditor's pages, exports and commands tell them: who, what, before and after, and where it leads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from models import Event
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import Role
from web.language import say
from web.trail.changes import TrailChange, changes_of
from web.trail.wording import KIND_LABELS, kind_label
from web.wording.common import LABELS, event_label
from web.wording.sentence_days import with_days
from workflow.queries.trail_names import TrailNames, names_for
from workflow.sentences import SYSTEM_NAME, before_and_after, sentence

REFUSED_PAGE = "page:"
"""How the object of a refusal begins that was about a page."""

HAND_OVERS = frozenset({"catalogue_handed_over", "drafting_handed_over"})

WITH_LOGIN = N_("%(name)s (%(login)s)")


@dataclass(frozen=True, kw_only=True)
class TrailLine:
    """An event in the reader's language."""

    event: Event
    sentence: str
    label: str
    kind: str
    subject: str
    """What it is about, by name where there is one."""
    who: str
    login: str
    """Empty for the system."""
    whom: str
    role: str
    body: str
    catalogue: str
    changes: list[TrailChange]
    previous_sha256: str | None
    content_sha256: str | None
    comment_sha256: str | None

    @property
    def record(self) -> str:
        """The exact bytes, as text: RFC 8785 is UTF-8."""
        return self.event.data.decode()

    @property
    def record_sha256(self) -> str:
        """The SHA-256 of the exact bytes."""
        return sha256_hex(self.event.data)


def lines_of(session: Session, events: Sequence[Event]) -> list[TrailLine]:
    """Return events as lines, with the names that they need read at once."""
    names = names_for(session, events)
    return [_line(event, names) for event in events]


def sentences_of(session: Session, events: Sequence[Event]) -> list[str]:
    """Return what events say, with names in the place of ids."""
    names = names_for(session, events)
    return [_sentence(event, names) for event in events]


def handed_between(session: Session, events: Sequence[Event]) -> dict[int, str]:
    """Return from which body to which something went, by the ids of those events that hand something over."""
    found = [one for one in events if one.action in HAND_OVERS]
    if not found:
        return {}
    names = names_for(session, found)
    return {one.id: _between(one, names) for one in found}


def _between(event: Event, names: TrailNames) -> str:
    details, on = json.loads(event.data)["details"], shanghai_day(event.at)
    return f"{names.body(details['body_before'], on)} → {names.body(details['body_after'], on)}"


def links_of(line: TrailLine) -> list[tuple[str, str]]:
    """Return what an event leads to: address and words."""
    event, found = line.event, []
    details = json.loads(event.data)["details"]
    if event.action == "publish" and line.catalogue:
        found.append(_release_link(line.catalogue, details["release"], details["release_before"]))
    if event.to_state and event.revision_no and event.subject_kind == "proposal":
        address = url_for(
            "proposals.revisions", number=event.subject_id, _anchor=f"h-revision-{event.revision_no}"
        )
        found.append((address, gettext("Redline of revision %(no)s", no=event.revision_no)))
    if event.subject_kind == "hiding" and line.catalogue and details.get("entry"):
        address = url_for("catalogues.entry", code=line.catalogue, entry=details["entry"])
        found.append((address, gettext("The entry with its versions")))
    return found


def subject_address(line: TrailLine) -> str:
    """Return where what an event is about can be seen; empty where there is no page for an auditor."""
    event = line.event
    if event.subject_kind == "proposal":
        return url_for("proposals.show", number=event.subject_id)
    return url_for("catalogues.show", code=event.subject_id) if event.subject_kind == "catalogue" else ""


def _release_link(code: str, release: int, before: int | None) -> tuple[str, str]:
    if before is None:
        return url_for("catalogues.release", code=code, number=release), gettext("Release %(no)s", no=release)
    sides: dict[str, Any] = {"from": before, "to": release}
    address = url_for("compare.show", code=code, **sides)
    return address, gettext("Release %(older)s against release %(newer)s", older=before, newer=release)


def _line(event: Event, names: TrailNames) -> TrailLine:
    said = json.loads(event.data)
    on = shanghai_day(event.at)
    previous, content = before_and_after(event)
    who = names.people.get(event.actor_id or 0)
    whom = names.people.get(event.on_behalf_of_id or 0, "")
    role = said["actor"]["role"]
    return TrailLine(
        event=event,
        sentence=_sentence(event, names),
        label=event_label(event.action),
        kind=kind_label(event.subject_kind),
        subject=_subject(event, names, on),
        who=who or gettext(SYSTEM_NAME),
        login=names.logins.get(event.actor_id or 0, ""),
        whom=whom,
        role=gettext(LABELS[f"Role.{role}"]) if role in set(Role) else "",
        body=names.body(event.body_id, on),
        catalogue=names.catalogues.get(event.catalogue_id or 0, ""),
        changes=changes_of(event, said, names),
        previous_sha256=previous,
        content_sha256=content,
        comment_sha256=said["comment_sha256"],
    )


def _sentence(event: Event, names: TrailNames) -> str:
    who = names.people.get(event.actor_id or 0) or Message(SYSTEM_NAME)
    whom = names.people.get(event.on_behalf_of_id or 0, "")
    return say(_named(event, sentence(event, who, whom), names, shanghai_day(event.at)))


def _named(event: Event, message: Message, names: TrailNames, on: date) -> Message:
    """Return a sentence with names in the place of ids, and words in the place of codes."""
    params = dict(message.params)
    details = json.loads(event.data)["details"]
    params["subject"] = _subject(event, names, on)
    if "role" in details:
        params["role"] = Message(LABELS[f"Role.{details['role']}"])
    if "person" in details:
        params["person"] = _account(details["person"], names)
    if event.action == "route_assigned":
        params["after"] = names.routes.get(int(details["after"]), details["after"])
    return with_days(replace(message, params=params))


def _subject(event: Event, names: TrailNames, on: date) -> str:
    if event.subject_kind == "person":
        return _account(event.subject_id, names)
    if event.subject_kind == "body":
        return names.body(event.subject_id, on)
    if event.subject_kind == "route" and event.subject_id.isdigit():
        return f"{event.subject_id} {names.routes.get(int(event.subject_id), '')}".strip()
    if event.subject_kind == "object" and event.subject_id.startswith(REFUSED_PAGE):
        return _page(event.subject_id.removeprefix(REFUSED_PAGE))
    if event.subject_kind == "object":
        kind, _, which = event.subject_id.partition(":")
        return f"{kind_label(kind)} {which}" if which and kind in KIND_LABELS else event.subject_id
    return event.subject_id


def _page(endpoint: str) -> str:
    """Return the address of a page that was refused, as the bar of a browser begins; what is none any more, as it is."""
    rules = current_app.url_map.iter_rules()
    return next((rule.rule for rule in rules if rule.endpoint == endpoint), endpoint)


def _account(number: str, names: TrailNames) -> str:
    if not number.isdigit() or int(number) not in names.people:
        return number
    login = names.logins[int(number)]
    return say(Message(WITH_LOGIN, {"name": names.people[int(number)], "login": login}))
