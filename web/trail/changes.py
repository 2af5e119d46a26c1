"""What an event changed: before and after in the reader's language, read from its exact record."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from models import Event
from values.clock import shanghai_day
from values.redline import Segment, redline
from values.vocabulary import BodyKind, Operation, Post, Role, State, StepKind
from web.trail.wording import filter_label, group_label, kind_label, member_label
from web.wording.common import day, event_label, label, listed, moment, span
from workflow.action_groups import EVERYTHING, ActionGroup
from workflow.queries.trail_names import TrailNames

NOTHING = "—"
Details = Mapping[str, Any]
Sides = tuple[str, str, str]
"""What changed, before and after."""

LANGUAGES = {"zh_Hans": "中文", "en": "English"}


@dataclass(frozen=True, kw_only=True)
class TrailChange:
    """One thing that an event changed; a side that says nothing is empty."""

    what: str
    before: str
    after: str

    @property
    def segments(self) -> list[Segment]:
        """Both sides as one redline."""
        return list(redline(self.before, self.after))

    @property
    def is_long(self) -> bool:
        """Whether both sides are better read as a redline than beside each other."""
        return "\n" in self.before + self.after


def changes_of(event: Event, said: Mapping[str, Any], names: TrailNames) -> list[TrailChange]:
    """Return what an event changed.

    Args:
        event: its columns.
        said: its record.
        names: what people, bodies and routes are called.
    """
    found = [(key, old, new) for key, old, new in _changed(event, said["details"], names) if old != new]
    return [TrailChange(what=member_label(key), before=old, after=new) for key, old, new in found]


def _changed(event: Event, details: Details, names: TrailNames) -> Iterator[Sides]:
    if event.to_state:
        before = label(State(event.from_state)) if event.from_state else NOTHING
        yield "state", before, label(State(event.to_state))
    on = shanghai_day(event.at)
    if event.action in _CHANGES:
        yield _CHANGES[event.action](details, names, on)
    elif "filter" in details:
        yield "filter", "", said_filter(details["filter"], names, on)
    elif isinstance(details.get("after"), dict):
        yield from _members(details.get("before") or {}, details["after"], names, on)


def said_filter(asked: Mapping[str, str], names: TrailNames, on: date) -> str:
    """Say what was asked of the trail."""
    if not asked:
        return gettext("All but messages and openings of this trail")
    return "\n".join(
        gettext("%(field)s: %(text)s", field=filter_label(key), text=_asked(key, text, names, on))
        for key, text in asked.items()
    )


def _asked(key: str, text: str, names: TrailNames, on: date) -> str:
    if key == "people":
        return listed(names.person(one) for one in text.split(","))
    if key == "bodies":
        return listed(names.body(one, on) for one in text.split(","))
    if key == "kind":
        return kind_label(text)
    if key != "action" or text == EVERYTHING:
        return text if key != "action" else gettext("Everything")
    return group_label(ActionGroup(text)) if text in set(ActionGroup) else event_label(text)


def _members(
    before: Mapping[str, Any], after: Mapping[str, Any], names: TrailNames, on: date
) -> Iterator[tuple[str, str, str]]:
    """Yield what differs between two plans of a route, or between what the register said of a basis."""
    for key in dict.fromkeys([*before, *after]):
        old = _said(key, before[key], names, on) if key in before else ""
        yield key, old, _said(key, after.get(key), names, on)


def _said(key: str, value: Any, names: TrailNames, on: date) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool) or key == "body_kind":
        return label(BodyKind(value)) if key == "body_kind" else gettext("Yes") if value else gettext("No")
    if key in {"publishing_body_id", "above"}:
        return names.body(value, on)
    if key == "steps":
        return "\n".join(_step(one, names, on) for one in value)
    if key in {"issued_on", "in_force_from"}:
        return day(date.fromisoformat(value))
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _step(step: Mapping[str, Any], names: TrailNames, on: date) -> str:
    parts = [
        f"{step['position']}. {label(StepKind(step['kind']))}",
        names.body(step["body_id"], on),
        *([label(Post(step["post"]))] if step.get("post") else []),
        gettext("%(days)s working days", days=step["working_days"]),
        *(label(Operation(one)) for one in step.get("operations", ())),
        *([gettext("normative documents only")] if step.get("normative_only") else []),
    ]
    return " · ".join(parts)


def _seat(details: Mapping[str, Any], names: TrailNames, on: date) -> str:
    role, post = label(Role(details["role"])), label(Post(details["post"]))
    days = (date.fromisoformat(text) if (text := details.get(one)) else None for one in ("from", "until"))
    return " · ".join(filter(None, (role, names.body(details["body"], on), post, span(*days))))


def _route(number: str, names: TrailNames) -> str:
    return f"{number} {names.routes.get(int(number), '')}".strip()


def _published(details: Details, _: TrailNames, on: date) -> Sides:
    del on
    return "release", str(details["release_before"] or NOTHING), str(details["release"])


def _scheduled(details: Details, _: TrailNames, on: date) -> Sides:
    del on
    given = details["for"]
    return "scheduled", "", moment(datetime.fromisoformat(given)) if given else NOTHING


def _handed_over(details: Details, names: TrailNames, on: date) -> Sides:
    return "body", names.body(details["body_before"], on), names.body(details["body_after"], on)


_CHANGES: dict[str, Callable[[Details, TrailNames, date], Sides]] = {
    "publish": _published,
    "schedule": _scheduled,
    "unschedule": _scheduled,
    "role_granted": lambda details, names, on: ("role", NOTHING, _seat(details, names, on)),
    "delegated": lambda details, names, _on: ("deputy", "", names.person(details["deputy"])),
    "delegation_ended": lambda details, names, _on: ("deputy", names.person(details["deputy"]), NOTHING),
    "account_corrected": lambda details, _names, _on: (
        "members",
        "",
        listed(member_label(one) for one in details["members"]),
    ),
    "role_ended": lambda details, names, on: ("role", _seat(details, names, on), NOTHING),
    "language_chosen": lambda details, _names, _on: (
        "language",
        "",
        LANGUAGES.get(str(details["language"]), ""),
    ),
    "route_assigned": lambda details, names, _on: (
        "route",
        _route(details["before"], names),
        _route(details["after"], names),
    ),
    "catalogue_handed_over": _handed_over,
    "drafting_handed_over": _handed_over,
    "attached": lambda details, _names, _on: ("file", "", details["name"]),
    "detached": lambda details, _names, _on: ("file", details["name"], ""),
    "opinion_requested": lambda details, names, on: (
        "bodies",
        "",
        "\n".join(names.body(one, on) for one in details["bodies"]),
    ),
}
"""Of the kinds whose details say it each in its own way."""
