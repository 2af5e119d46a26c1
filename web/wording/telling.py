"""What topics, timings and reasons of messages are called, and how one says how a message stands."""

from flask_babel import gettext, ngettext

from values.messages import N_
from values.telling import Timing, Topic
from values.vocabulary import Audience, Channel, DeliveryState
from web.wording.common import day, label, moment
from workflow.queries.told import Telling
from workflow.unit import current_clock

TOPICS: dict[Topic, tuple[str, str]] = {
    Topic.MY_TURN: (
        N_("Something waits for me"),
        N_("A step, an approval, a publication, an opinion or a draft; also when it no longer does."),
    ),
    Topic.RETURNED: (N_("Returned to me"), N_("What I wrote came back and is to be revised.")),
    Topic.REMINDERS: (
        N_("Reminders"),
        N_("At half time, a day before and once it is overdue; validity that ends."),
    ),
    Topic.ESCALATIONS: (N_("Overdue below me"), N_("I stand one level above those it waits for.")),
    Topic.EMERGENCIES: (
        N_("Emergencies"),
        N_("Something was hidden, or could not be published at the set time."),
    ),
    Topic.MY_PROPOSALS: (
        N_("Proposals that I wrote in"),
        N_("I contributed: signed off, approved, published, scheduled, not approved."),
    ),
    Topic.SIGNED: (
        N_("Proposals that I signed off"),
        N_("What became of them: published, taken back, withdrawn, not approved."),
    ),
    Topic.MY_BODY: (
        N_("Proposals that my body deals with"),
        N_("I hold a step, approve or publish: consultations, schedules, publications by colleagues."),
    ),
    Topic.DISCUSSION: (N_("Discussion"), N_("Comments on proposals that I take part in.")),
    Topic.WATCHED: (N_("Catalogues that I watch"), N_("Releases and consultations.")),
    Topic.ABOVE: (
        N_("Catalogues that mine follows"),
        N_("A new release of the standard above; it may ask for changes."),
    ),
    Topic.OVERSEEN: (
        N_("Catalogues that I oversee"),
        N_("Entries left out by decision, and what is withheld, in a new release."),
    ),
}
"""By topic: what it is called, and what it holds."""

TIMINGS: dict[Timing, str] = {
    Timing.AT_ONCE: N_("At once"),
    Timing.DIGEST: N_("In the daily digest"),
    Timing.NEVER: N_("No mail"),
}

REASONS: dict[Audience, str] = {
    Audience.CONTRIBUTORS: N_("as contributor"),
    Audience.SIGNERS: N_("as signer"),
    Audience.STEP_HOLDERS: N_("as holder of the step in turn"),
    Audience.SUPERVISORS: N_("as supervisor"),
    Audience.PUBLISHERS: N_("as publisher"),
    Audience.WATCHERS: N_("as watcher"),
    Audience.SUBSCRIBERS: N_("as subscriber"),
    Audience.BODIES_BELOW: N_("as drafter of a catalogue below"),
    Audience.DISCUSSION: N_("as part of the discussion"),
    Audience.OVERSEERS: N_("as overseer above"),
    Audience.ASKED_BODIES: N_("as reviewer of a body that was asked"),
    Audience.DRAFTERS: N_("as drafter of the body"),
    Audience.IN_CHARGE: N_("as drafter in charge of the catalogue"),
    Audience.DEPUTY: N_("as deputy"),
    Audience.SUPERIORS: N_("as one level above"),
    Audience.ATTENDING: N_("as who attends to it"),
}
"""Why someone is told."""


def reason_said(reason: str) -> str:
    """Say as what somebody was told."""
    text: str = gettext(REASONS[Audience(reason)])
    return text


def standing(one: Telling) -> str:
    """Say through which channel a message goes and how it stands."""
    return gettext("%(channel)s: %(state)s", channel=label(one.channel), state=_state(one))


def _state(one: Telling) -> str:
    if one.state is DeliveryState.DEAD:
        return gettext("given up after %(count)s attempts", count=one.attempts)
    if one.state is DeliveryState.SENT:
        return _sent(one)
    if one.in_digest and one.digest_day is None:
        return gettext("waits for the digest of %(moment)s", moment=moment(one.goes_at))
    if one.attempts:
        return ngettext(
            "tried %(num)d time, next at %(moment)s",
            "tried %(num)d times, next at %(moment)s",
            one.attempts,
            moment=moment(one.goes_at),
        )
    if one.goes_at and one.goes_at > current_clock.get().now():
        return gettext("waits until %(moment)s", moment=moment(one.goes_at))
    return gettext("on its way")


def _sent(one: Telling) -> str:
    if one.channel is Channel.IN_APP:
        if one.read_at:
            return gettext("read on %(moment)s", moment=moment(one.read_at))
        return gettext("there since %(moment)s, not read yet", moment=moment(one.sent_at))
    if one.repeats:
        return gettext("sent again on %(moment)s", moment=moment(one.sent_at))
    if one.digest_day:
        return gettext("in the digest of %(day)s", day=day(one.digest_day))
    return gettext("sent on %(moment)s", moment=moment(one.sent_at))
