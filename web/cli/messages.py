"""`flask messages list|choices|choose|told|again`: what an account is told and when, and who was told of a proposal."""

import click
from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.messages import N_, Message
from values.telling import DUTIES, Timing, Topic
from web.cli.acting import acting, as_account
from web.cli.printing import say_json, say_line, say_table, say_title, with_json
from web.cli.story.speaking import SpokenGroup
from web.trail.events import sentences_of
from web.wording.common import moment
from web.wording.telling import TIMINGS, TOPICS, reason_said, standing
from workflow.case import read_case
from workflow.commands import telling
from workflow.deliveries import in_app_messages
from workflow.errors import ForbiddenError
from workflow.queries.told import Telling, may_see_who_was_told, sent_to, told_of_proposal
from workflow.telling import timings
from workflow.unit import current_clock

MOST = 100
"""Messages, or events of a proposal, that are listed."""

messages = SpokenGroup("messages", help="What an account is told, and who was told of a proposal.")


@messages.command("list")
@as_account
@with_json
def list_messages(*, login: str, as_json: bool) -> None:
    """List the newest messages of the account, and how each was sent."""
    person, session = acting(login).person_id or 0, db.session()
    found = in_app_messages(session, person, offset=0, limit=MOST)[:MOST]
    sent = sent_to(session, person, [one.event.id for one in found])
    said = sentences_of(session, [one.event for one in found])
    if as_json:
        return say_json(
            [
                {
                    "at": one.event.at,
                    "action": one.event.action,
                    "proposal": one.number,
                    "reason": one.reason,
                    "is_read": one.is_read,
                    "sent": [_shape(each) for each in sent.get(one.event.id, ())],
                }
                for one in found
            ]
        )
    if not found:
        return say_line(gettext("No messages yet"))
    for one, sentence in zip(found, said, strict=True):
        say_line(f"{moment(one.event.at)}  {one.number}  {sentence}")
        for each in sent.get(one.event.id, ()):
            say_line(standing(each), indent=4)
    return None


@messages.command("choices")
@as_account
@with_json
def choices(*, login: str, as_json: bool) -> None:
    """Show, topic by topic, when mails tell the account."""
    held = timings(db.session(), acting(login).person_id or 0)
    if as_json:
        return say_json([{"topic": one, "timing": held[one], "is_duty": one in DUTIES} for one in Topic])
    return say_table(
        [gettext("Topic"), gettext("What it holds"), gettext("Mail")],
        [
            [
                one.value,
                gettext(TOPICS[one][0]),
                gettext("always at once") if one in DUTIES else gettext(TIMINGS[held[one]]),
            ]
            for one in Topic
        ],
    )


@messages.command("choose")
@click.argument("topic", type=click.Choice([one.value for one in Topic]))
@click.argument("timing", type=click.Choice([one.value for one in Timing]))
@as_account
@with_json
def choose(topic: str, timing: str, *, login: str, as_json: bool) -> None:
    """Choose when mails tell the account of a topic: at once, in the daily digest, or never."""
    telling.choose_timings({Topic(topic): Timing(timing)}, actor=acting(login))
    if as_json:
        return say_json({"topic": topic, "timing": timing})
    return say_line(gettext("Kept. It holds from the next message on."))


@messages.command("told")
@click.argument("number")
@as_account
@with_json
def told(number: str, *, login: str, as_json: bool) -> None:
    """Show whom the system told of a proposal, as what, and how each message stands."""
    actor, today = acting(login), shanghai_day(current_clock.get().now())
    case = read_case(db.session(), number, actor, today=today)
    if not may_see_who_was_told(case):
        raise ForbiddenError(Message(N_("Your roles do not include this.")))
    found = told_of_proposal(db.session(), case.proposal.id, offset=0, limit=MOST)[:MOST]
    if as_json:
        return say_json(
            [
                {
                    "at": one.event.at,
                    "action": one.event.action,
                    "told": [
                        {"login": each.login, "reason": each.reason, **_shape(each)} for each in one.tellings
                    ],
                }
                for one in found
            ]
        )
    for one, sentence in zip(found, sentences_of(db.session(), [each.event for each in found]), strict=True):
        say_title(f"{moment(one.event.at)}  {sentence}")
        for each in one.tellings:
            who = f"{each.delivery_id}  {each.person} {reason_said(each.reason)}"
            say_line(f"{who}  {standing(each)}", indent=2)
    return None


@messages.command("again")
@click.argument("delivery", type=int)
@as_account
@with_json
def again(delivery: int, *, login: str, as_json: bool) -> None:
    """Have a mail of a proposal sent again; `told` says its number."""
    number = telling.repeat_delivery(delivery, actor=acting(login))
    if as_json:
        return say_json({"delivery": delivery, "proposal": number})
    return say_line(gettext("It will be sent again within a few seconds."))


def _shape(one: Telling) -> dict[str, object]:
    return {
        "delivery": one.delivery_id,
        "channel": one.channel,
        "state": one.state,
        "attempts": one.attempts,
        "goes_at": one.goes_at,
        "sent_at": one.sent_at,
        "read_at": one.read_at,
        "in_digest": one.in_digest,
        "digest": one.digest_day,
        "repeats": one.repeats,
    }
