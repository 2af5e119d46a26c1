"""Who gets what on which channel and when: what an event owes each person, by what they chose."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import TellingChoice
from models.db import ask
from values.telling import DEFAULTS, DUTIES, OfficeHours, Timing, Topic, goes_at, topic_of
from values.vocabulary import USUAL_CHANNELS, Audience, Channel
from workflow.dues import working_days


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A message that is owed to one person through one channel."""

    person: int
    channel: Channel
    audience: Audience
    at: datetime | None
    """When it goes at the earliest; None: it is delivered by being written."""
    in_digest: bool


def owed(
    session: Session,
    action: str,
    people: Mapping[int, Audience],
    *,
    now: datetime,
    hours: OfficeHours | None,
    further: Mapping[int, Collection[Channel]] | None = None,
) -> Iterator[Owed]:
    """Yield what an event owes, person by person.

    What stands in the system always does: it disturbs nobody. Whatever leaves the system follows what the person
    chose of the topic, and the hours. Only mails are gathered; on other channels a topic of the digest is silent.

    Args:
        session: where choices and working days are read, in a fixed number of statements.
        action: of the event.
        people: who is told, and as what.
        now: when the event is fanned out.
        hours: when messages leave; None: at any hour.
        further: channels through which some people are reached beside these two.
    """
    topics = {person: topic_of(action, audience) for person, audience in people.items()}
    chosen = _choices(session, topics)
    table = partial(working_days, session)
    for person, audience in people.items():
        topic, timing = topics[person], chosen[person]
        for channel in (*USUAL_CHANNELS, *(further or {}).get(person, ())):
            if channel is Channel.IN_APP:
                yield Owed(person=person, channel=channel, audience=audience, at=None, in_digest=False)
            elif timing is Timing.AT_ONCE or (timing is Timing.DIGEST and channel is Channel.EMAIL):
                yield Owed(
                    person=person,
                    channel=channel,
                    audience=audience,
                    at=goes_at(now, topic, timing, hours=hours, table=table),
                    in_digest=timing is Timing.DIGEST,
                )


def timings(session: Session, person_id: int) -> dict[Topic, Timing]:
    """Return what holds for a person, topic by topic: what they chose, else the default."""
    rows = session.execute(
        sa.select(TellingChoice.topic, TellingChoice.timing).where(TellingChoice.person_id == person_id)
    )
    chosen = {topic: timing for topic, timing in rows}  # noqa: C416 - a result is no dictionary
    return DEFAULTS | {topic: timing for topic, timing in chosen.items() if topic not in DUTIES}


_CHOSEN = sa.select(TellingChoice.person_id, TellingChoice.topic, TellingChoice.timing).where(
    TellingChoice.person_id.in_(sa.bindparam("people", expanding=True))
)


def _choices(session: Session, topics: Mapping[int, Topic]) -> dict[int, Timing]:
    """Return when each person wants to hear of their topic."""
    found = {person: DEFAULTS[topic] for person, topic in topics.items()}
    may_choose = {person for person, topic in topics.items() if topic not in DUTIES}
    if may_choose:
        rows = ask(session, _CHOSEN, {"people": sorted(may_choose)})
        found |= {person: timing for person, topic, timing in rows if topics[person] is topic}
    return found
