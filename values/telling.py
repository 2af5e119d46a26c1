"""What people are told, in the words of clerks: topics, what each may choose for them, and when a mail goes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum

from values.clock import SHANGHAI
from values.vocabulary import Action, Audience
from values.workdays import DAY, WorkingDayTable


class Topic(StrEnum):
    """What a message is about, and as what somebody is told."""

    MY_TURN = "my_turn"
    RETURNED = "returned"
    REMINDERS = "reminders"
    ESCALATIONS = "escalations"
    EMERGENCIES = "emergencies"
    MY_PROPOSALS = "my_proposals"
    SIGNED = "signed"
    MY_BODY = "my_body"
    DISCUSSION = "discussion"
    WATCHED = "watched"
    ABOVE = "above"
    OVERSEEN = "overseen"


class Timing(StrEnum):
    """When somebody wants to hear of a topic outside the system."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


DUTIES = frozenset({Topic.MY_TURN, Topic.RETURNED, Topic.REMINDERS, Topic.ESCALATIONS, Topic.EMERGENCIES})
"""What nobody can put off or switch off: somebody else waits for them."""

URGENT = frozenset({Topic.ESCALATIONS, Topic.EMERGENCIES})
"""What goes at any hour."""

DEFAULTS = {
    topic: Timing.AT_ONCE
    if topic in DUTIES or topic in {Topic.MY_PROPOSALS, Topic.ABOVE, Topic.OVERSEEN}
    else Timing.DIGEST
    for topic in Topic
}
"""What holds until somebody chooses otherwise: what is one's own at once, what others did in the digest."""

_OF_EVENTS = {
    "reminded": Topic.REMINDERS,
    "opinion_reminded": Topic.REMINDERS,
    "validity_ending": Topic.REMINDERS,
    "escalated": Topic.ESCALATIONS,
    "schedule_failed": Topic.EMERGENCIES,
    "hiding_begun": Topic.EMERGENCIES,
    "hiding_approved": Topic.EMERGENCIES,
    "hiding_lifted": Topic.EMERGENCIES,
    "hiding_escalated": Topic.EMERGENCIES,
    "hiding_ended": Topic.EMERGENCIES,
    Action.REQUEST_CHANGES.value: Topic.RETURNED,
    "basis_draft_opened": Topic.MY_TURN,
    "delegated": Topic.MY_TURN,
    "opinion_requested": Topic.MY_TURN,
    "passed_on": Topic.MY_TURN,
    "destruction_proposed": Topic.MY_TURN,
    "consultation_over": Topic.MY_TURN,
    "comment_added": Topic.DISCUSSION,
    "comment_resolved": Topic.DISCUSSION,
}
"""By event, whoever is told."""

_WAITS_FOR: frozenset[tuple[str, Audience]] = frozenset(
    {
        (Action.SUBMIT, Audience.STEP_HOLDERS),
        (Action.SUBMIT, Audience.SUPERVISORS),
        (Action.SIGN_OFF, Audience.STEP_HOLDERS),
        (Action.SIGN_OFF, Audience.SUPERVISORS),
        (Action.CLOSE_CONSULTATION, Audience.STEP_HOLDERS),
        (Action.APPROVE, Audience.PUBLISHERS),
        (Action.REVOKE_APPROVAL, Audience.PUBLISHERS),
        ("drafting_handed_over", Audience.DRAFTERS),
    }
)
"""With which actions something comes to wait for an audience, or no longer does."""

_OF_AUDIENCES = {
    Audience.CONTRIBUTORS: Topic.MY_PROPOSALS,
    Audience.SIGNERS: Topic.SIGNED,
    Audience.WATCHERS: Topic.WATCHED,
    Audience.SUBSCRIBERS: Topic.WATCHED,
    Audience.BODIES_BELOW: Topic.ABOVE,
    Audience.DISCUSSION: Topic.DISCUSSION,
    Audience.OVERSEERS: Topic.OVERSEEN,
}


def topic_of(action: str, audience: Audience) -> Topic:
    """Return the topic under which an audience is told of an event."""
    if found := _OF_EVENTS.get(action):
        return found
    if (action, audience) in _WAITS_FOR:
        return Topic.MY_TURN
    return _OF_AUDIENCES.get(audience, Topic.MY_BODY)


@dataclass(frozen=True)
class OfficeHours:
    """From when to when mails go on working days, by the clocks of Shanghai."""

    opens: time
    closes: time

    def next_moment(self, now: datetime, table: WorkingDayTable) -> datetime:
        """Return now while it is open, else when it next opens."""
        here = now.astimezone(SHANGHAI)
        if table.is_working_day(here.date()):
            if self.opens <= here.time() < self.closes:
                return now
            if here.time() < self.opens:
                return _at(here, self.opens)
        return _next_working_day(here, self.opens, table)


_HOURS = re.compile(r"[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}")


def office_hours(text: str) -> OfficeHours | None:
    """Read hours: `08:30-18:00`, or `always`, which is None.

    Raises: ValueError for anything else, and for hours that close before they open.
    """
    if text == "always":
        return None
    if not _HOURS.fullmatch(text):
        raise ValueError(text)
    hours = OfficeHours(*(time.fromisoformat(one) for one in text.split("-")))
    if hours.closes <= hours.opens:
        raise ValueError(text)
    return hours


DIGEST_TIME = time(9)
"""When the digest goes."""


def next_digest(now: datetime, table: WorkingDayTable) -> datetime:
    """Return when the next digest after a moment goes: at nine on a working day."""
    here = now.astimezone(SHANGHAI)
    if here.time() < DIGEST_TIME and table.is_working_day(here.date()):
        return _at(here, DIGEST_TIME)
    return _next_working_day(here, DIGEST_TIME, table)


def goes_at(
    now: datetime,
    topic: Topic,
    timing: Timing,
    *,
    hours: OfficeHours | None,
    table: Callable[[], WorkingDayTable],
) -> datetime:
    """Return when a mail goes that is owed now.

    Args:
        now: an aware moment.
        topic: what it is about; what is urgent waits for nothing.
        timing: what the person chose; not `NEVER`, of which there is no mail.
        hours: when mails go; None at any hour.
        table: gives the table of working days; asked only where something waits for one.
    """
    if topic in URGENT:
        return now
    if timing is Timing.DIGEST:
        return next_digest(now, table())
    return now if hours is None else hours.next_moment(now, table())


def _next_working_day(here: datetime, at: time, table: WorkingDayTable) -> datetime:
    day = here + DAY
    while not table.is_working_day(day.date()):
        day += DAY
    return _at(day, at)


def _at(here: datetime, at: time) -> datetime:
    return datetime.combine(here.date(), at, tzinfo=SHANGHAI).astimezone(UTC)
